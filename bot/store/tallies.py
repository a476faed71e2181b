"""What is published of a secret poll after its close: the papers as a tally, and the receipts' hashes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

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
    papers = json.dumps(sorted(tally.papers.items()), separators=(",", ":"))
    receipts = b"".join(sorted(tally.receipts))
    await tx.execute(_PUT, (poll_id, papers, receipts, tally.crossed_off, tally.listed, tally.agrees))


async def get(conn: Connection, poll_id: PollId) -> Tally:
    """The tally of a secret poll that has closed; raises NotFound."""
    rows = list(await conn.execute_fetchall(_GET, (poll_id,)))
    if not rows:
        raise NotFound("poll.no_tally")
    row = rows[0]
    papers = {tuple(paper): number for paper, number in json.loads(row["papers"])}
    hashes: bytes = row["receipts"]
    receipts = tuple(hashes[at : at + HASH] for at in range(0, len(hashes), HASH))
    return Tally(papers, receipts, row["crossed_off"], row["listed"], bool(row["agrees"]))


async def has_receipt(conn: Connection, poll_id: PollId, digest: bytes) -> bool:
    """Whether this hash is among the published ones of this poll; without fetching a hundred thousand of them."""
    return bool(list(await conn.execute_fetchall(_HAS_RECEIPT, (poll_id, digest, HASH))))
