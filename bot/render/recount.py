"""The recount bundle: a zip with which anybody can count a secret poll or an election again, without Steward.

The same values are the same bytes, on every machine: nothing in it is of a clock, and nothing is compressed, because
what a compressor makes of a file depends on its version. The largest branch's bundle is about a megabyte.
"""

import stat
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from bot.i18n import say
from bot.ids import PollId
from bot.render.blt import Papers, blt, one_line
from bot.render.sheets import table, words
from bot.render.tables import csv_bytes
from bot.rules.lots import lot
from bot.rules.sheets import Sheet

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can tell
UNIX = 3
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Recount:
    """All there is to know of a closed secret poll. Options are numbered from 1; `kind` says in words what it is.

    `seats` is None where options are chosen and not ranked. `sheet` is None there too, and where nobody voted.
    """

    poll_id: PollId
    question: str
    kind: str
    options: tuple[str, ...]
    papers: Papers
    receipts: Collection[bytes]
    rule: Sequence[str]
    result: Sequence[str]
    seats: int | None = None
    reopen: int | None = None
    sheet: Sheet | None = None
    seed: bytes | None = None
    commitment: str | None = None


def bundle(recount: Recount) -> bytes:
    """The zip, the same bytes for the same values, in whatever order they come."""
    files = dict(_files(recount))
    files[SUMS] = "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode("ascii")
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            archive.writestr(_entry(name), files[name])
    return out.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, EPOCH)
    entry.create_system = UNIX  # otherwise it tells what the bot runs on
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    return entry


def _files(recount: Recount) -> Iterator[tuple[str, bytes]]:
    yield "README.txt", _text(_readme(recount))
    yield "papers.blt", _blt(recount).encode("utf-8", errors="replace")
    yield "papers.csv", _papers_table(recount)
    yield "rules.txt", _text(recount.rule)
    yield "result.txt", _text(recount.result)
    yield "receipts.txt", _text(sorted(receipt.hex() for receipt in recount.receipts))
    if recount.sheet is not None:
        names = _names(recount)
        yield "count-sheet.txt", _text([*_head(recount), *_spaced(words(recount.sheet, names, str))])
        yield "count-sheet.csv", csv_bytes(*table(recount.sheet, names))
    if drawn := _drawn(recount):
        yield "lot.txt", _text(_lot(recount, drawn))


# What each file says


def _readme(recount: Recount) -> Iterator[str]:
    yield from _head(recount)
    yield from _spaced([say("recount.about"), say("recount.files")])
    if recount.sheet is not None:
        yield say("recount.files-count")
    if _drawn(recount):
        yield say("recount.files-lot")
    yield from _spaced(_chapters(recount))


def _chapters(recount: Recount) -> Iterator[str]:
    papers = str(sum(recount.papers.values()))
    yield say("recount.papers", papers=papers)
    yield say("recount.choices") if recount.seats is None else say("recount.ranked")
    if recount.reopen is not None:
        yield say("recount.reopen", number=str(recount.reopen), name=_names(recount)[recount.reopen - 1])
    yield say("recount.receipts", poll=str(recount.poll_id), receipts=str(len(recount.receipts)), papers=papers)
    if recount.seed is not None:
        yield say("recount.lot", seed=recount.seed.hex(), candidates=str(len(recount.options)))


def _head(recount: Recount) -> list[str]:
    return [say("recount.title", poll=str(recount.poll_id), question=one_line(recount.question)), recount.kind]


def _blt(recount: Recount) -> str:
    seats, ranked = recount.seats or 1, recount.seats is not None
    return blt(recount.papers, seats=seats, names=recount.options, title=recount.question, ranked=ranked)


def _papers_table(recount: Recount) -> bytes:
    """A row for each paper: how many there are of it, then each option's preference; choices are all a first one."""
    numbers = range(1, len(recount.options) + 1)
    rows: list[list[str | int]] = []
    for paper, number in sorted(recount.papers.items()):
        place = {one: 1 if recount.seats is None else at for at, one in enumerate(paper, 1)}
        rows.append([number, *(place.get(one, "") for one in numbers)])
    return csv_bytes([say("recount.table-number"), *_names(recount)], rows)


def _lot(recount: Recount, drawn: Sequence[int]) -> Iterator[str]:
    yield from _head(recount)
    if recount.seed is None:
        yield say("recount.lot-unknown")
    else:
        yield say("recount.lot-seed", seed=recount.seed.hex())
    if recount.commitment is not None:
        yield say("recount.lot-commitment", commitment=recount.commitment)
    yield say("recount.lot-order")
    for place, number in enumerate(drawn, 1):
        yield say("recount.lot-drawn", place=str(place), number=str(number), name=_names(recount)[number - 1])


def _drawn(recount: Recount) -> tuple[int, ...]:
    """The order of the lot: as it was counted with, or as the seed has it where nothing was counted."""
    if recount.sheet is not None:
        return recount.sheet.drawn
    if recount.seats is None or recount.seed is None:
        return ()
    return lot(recount.seed, range(1, len(recount.options) + 1))


def _names(recount: Recount) -> tuple[str, ...]:
    return tuple(map(one_line, recount.options))


def _spaced(paragraphs: Sequence[str] | Iterator[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from ("", paragraph)


def _text(lines: Sequence[str] | Iterator[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", errors="replace")
