"""What is published of a secret poll after its close: the papers as a tally, and the receipts' hashes."""

import asyncio
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from typing import TypeVar

from bot.errors import NotFound
from bot.ids import PollId
from bot.store.ballot import HASH, Paper
from bot.store.db import Connection

_GET = "SELECT * FROM poll_tallies WHERE poll_id = ?"
_HAS_RECEIPT = "SELECT 1 FROM poll_tallies WHERE poll_id = ? AND instr(receipts, ?) % ? = 1"
_PUT = """
    INSERT INTO poll_tallies (poll_id, papers, receipts, crossed_off, listed, agrees) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING
"""
# What is done at once with a hundred thousand papers keeps the event loop waiting, also from another thread.
AT_ONCE = 2000
SEPARATOR = ",\n"
T = TypeVar("T", tuple[Paper, int], bytes)


@dataclass(frozen=True)
class Tally:
    """As published. No papers where under five voted. `agrees`: receipts = papers = crossed off, at the close."""

    papers: Mapping[Paper, int]
    receipts: tuple[bytes, ...]
    crossed_off: int
    listed: int
    agrees: bool


async def put(tx: Connection, poll_id: PollId, tally: Tally) -> None:
    """Keep it, in an order that says nothing; one that is kept already stays."""
    papers = await asyncio.to_thread(_packed, tally.papers)
    receipts = await asyncio.to_thread(lambda: b"".join(_in_order(tally.receipts)))
    await tx.execute(_PUT, (poll_id, papers, receipts, tally.crossed_off, tally.listed, tally.agrees))


async def get(conn: Connection, poll_id: PollId) -> Tally:
    """The tally of a secret poll that has closed; raises NotFound."""
    rows = list(await conn.execute_fetchall(_GET, (poll_id,)))
    if not rows:
        raise NotFound("poll.no_tally")
    return await asyncio.to_thread(_unpacked, rows[0])


async def has_receipt(conn: Connection, poll_id: PollId, digest: bytes) -> bool:
    """Whether this hash is among the published ones of this poll; without fetching a hundred thousand of them."""
    return bool(list(await conn.execute_fetchall(_HAS_RECEIPT, (poll_id, digest, HASH))))


def _packed(papers: Mapping[Paper, int]) -> str:
    """The papers as JSON, one to a line so that each can be read by itself."""
    lines = (json.dumps(each, separators=(",", ":")) for each in _in_order(papers.items()))
    return f"[{SEPARATOR.join(lines)}]"


def _unpacked(row: sqlite3.Row) -> Tally:
    lines: list[str] = row["papers"][1:-1].split(SEPARATOR)
    papers = {tuple(paper): number for paper, number in map(json.loads, filter(None, lines))}
    hashes: bytes = row["receipts"]
    receipts = tuple(hashes[at : at + HASH] for at in range(0, len(hashes), HASH))
    return Tally(papers, receipts, row["crossed_off"], row["listed"], bool(row["agrees"]))


def _in_order(these: Iterable[T]) -> Iterator[T]:
    """Sorted, a few at a time."""
    every = list(these)
    return merge(*(sorted(every[at : at + AT_ONCE]) for at in range(0, len(every), AT_ONCE)))
