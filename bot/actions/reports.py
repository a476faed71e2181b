"""What everything done with reports shares: sealing and opening them, finding one, keeping the desk's post true."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from pydantic import ConfigDict, TypeAdapter

from bot.actions import records
from bot.desk import Desk
from bot.errors import NotFound, Unavailable
from bot.i18n import say
from bot.ids import Asker, CaseNumber, GuildId, MemberId, Power
from bot.keys import Lost
from bot.rules import access
from bot.rules import reports as rules
from bot.rules.branches import Branch
from bot.rules.reports import Entry, Head, Kind, Report, Sent, SentReply, Settings, Tray
from bot.rules.times import local
from bot.seals import Broken
from bot.store import branches, jobs
from bot.store import reports as store
from bot.store.db import Connection
from bot.store.jobs import JSON
from bot.store.reports import SealedEntry

# As JSON, before it is sealed.
HEAD = TypeAdapter(Head)
PARCEL = TypeAdapter(
    tuple[tuple[Sent, ...], tuple[SentReply, ...]], config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
)


@dataclass(frozen=True)
class Opened:
    """A report for an organiser who may see it."""

    report: Report
    head: Head
    branch: Branch


async def settings(conn: Connection, guild_id: GuildId) -> Settings:
    """What the branch has chosen about reports, or what is usual."""
    return await store.settings(conn, guild_id) or Settings(tuple(say("report.usual_categories").splitlines()))


# Sealing


@contextmanager
def with_keys() -> Generator[None]:
    """What is in the way of a key, or of what was sealed with it, becomes the branch's trouble: Unavailable."""
    try:
        yield
    except Lost as error:
        raise Unavailable("report.key_lost") from error
    except OSError as error:  # the folder cannot be read or, for a new key, written
        raise Unavailable("store.unavailable") from error
    except Broken as error:
        raise Unavailable("report.damaged") from error


def open_(desk: Desk, sealed: bytes, about: str) -> bytes:
    """What was sealed there; raises Unavailable where its key is lost or it is damaged."""
    with with_keys():
        return desk.seals.open(sealed, about)


def seal(desk: Desk, content: bytes, about: str) -> bytes:
    """The content, sealed to this place; raises Unavailable where the key is lost or a new one cannot be made."""
    with with_keys():
        return desk.seals.seal(content, about)


def tag_of(desk: Desk, guild_id: GuildId, code: str) -> bytes:
    """By what a code is found, however it was typed; raises Unavailable."""
    with with_keys():
        return desk.seals.tag_of_typed(guild_id, code)


def seal_head(desk: Desk, guild_id: GuildId, number: CaseNumber, head: Head) -> bytes:
    """The head as it lies in the report's row."""
    return seal(desk, HEAD.dump_json(head), f"head:{guild_id}:{number}")


def head_of(desk: Desk, report: Report) -> Head:
    """The report's head; raises Unavailable."""
    return HEAD.validate_json(open_(desk, report.head, f"head:{report.guild_id}:{report.number}"))


def seal_name(desk: Desk, guild_id: GuildId, number: CaseNumber, member_id: MemberId) -> bytes:
    """Who sent it, as it lies in the report's row."""
    return seal(desk, b"%d" % member_id, f"name:{guild_id}:{number}")


def name_of(desk: Desk, report: Report) -> MemberId:
    """Who sent it through the confidential door; raises NotFound for any other, and Unavailable."""
    if report.name is None:
        raise NotFound("report.no_name")
    return MemberId(int(open_(desk, report.name, f"name:{report.guild_id}:{report.number}")))


def is_for_all(desk: Desk, report: Report) -> bool:
    """Whether every organiser may know of it; not where its head cannot be opened, for then nobody can tell."""
    try:
        return not head_of(desk, report).not_to
    except Unavailable:
        return False


async def read_tray(desk: Desk, conn: Connection, guild_id: GuildId) -> Tray:
    """What waits for its round; raises Unavailable."""
    sealed = await store.tray(conn, guild_id)
    if sealed is None:
        return Tray()
    return Tray(*PARCEL.validate_json(open_(desk, sealed, f"tray:{guild_id}")))


async def put_tray(desk: Desk, tx: Connection, guild_id: GuildId, tray: Tray) -> None:
    """Have this wait, in an order drawn by lot: nothing in the parcel tells what came first."""
    if tray.is_empty:
        await store.put_tray(tx, guild_id, None)
        return
    reports, replies = list(tray.reports), list(tray.replies)
    desk.lots.shuffle(reports)
    desk.lots.shuffle(replies)
    sealed = seal(desk, PARCEL.dump_json((tuple(reports), tuple(replies))), f"tray:{guild_id}")
    await store.put_tray(tx, guild_id, sealed)


async def add_entry(
    desk: Desk,
    tx: Connection,
    report: Report,
    kind: Kind,
    text: str,
    *,
    week: str,
    author_id: MemberId | None = None,
    written_on: date | None = None,
) -> Report:
    """Seal this as the next entry of the report's thread; the report, which the caller still has to save."""
    position = report.entries + 1
    sealed = seal(desk, text.encode(), f"entry:{report.guild_id}:{report.number}:{position}")
    entry = SealedEntry(position, kind, sealed, week, author_id, written_on)
    await store.add_entry(tx, report.guild_id, report.number, entry)
    return replace(report, entries=position)


async def thread(desk: Desk, conn: Connection, report: Report) -> Sequence[Entry]:
    """The report's thread, opened; raises Unavailable."""
    return [
        Entry(
            each.position,
            each.kind,
            open_(desk, each.sealed, f"entry:{report.guild_id}:{report.number}:{each.position}").decode(),
            each.week,
            each.author_id,
            each.written_on,
        )
        for each in await store.thread(conn, report.guild_id, report.number)
    ]


# Finding


async def find(desk: Desk, conn: Connection, who: Asker, number: CaseNumber) -> Opened:
    """The report for an organiser; one that must not be shown to them is not found, like one that never was.

    Raises NotAllowed for who is no organiser, NotFound, Unavailable.
    """
    access.require(who, Power.ORGANISER)
    report = await store.get(conn, who.guild_id, number)
    head = head_of(desk, report)
    if who.member_id in head.not_to:
        raise NotFound("report.not_found")
    return Opened(report, head, await branches.present(conn, who.guild_id))


# What the desk is shown


def subject(report: Report) -> str:
    """What jobs about this report are about."""
    return f"report:{report.guild_id}:{report.number}"


def nameless_subject(guild_id: GuildId) -> str:
    """What jobs are about that tell in private that there are reports, and not which."""
    return f"report:{guild_id}"


async def refresh(tx: Connection, report: Report, due_at: datetime) -> None:
    """Bring the desk's post about it up to date at that time; asked for more often, it still happens once."""
    await queue(tx, report, "feedback.card", due_at, again=True)


async def queue(
    tx: Connection,
    report: Report,
    kind: str,
    due_at: datetime,
    *,
    again: bool = False,
    entry: int | None = None,
    **payload: JSON,
) -> None:
    """Queue a job about this report, or about this entry of its thread."""
    key = f"{kind}:{report.guild_id}:{report.number}"
    if entry is not None:
        key, payload = f"{key}:{entry}", {"entry": entry, **payload}
    await jobs.add(
        tx,
        kind=kind,
        subject=subject(report),
        guild_id=report.guild_id,
        due_at=due_at,
        key=key,
        payload={"number": report.number, **payload},
        again=again,
    )


async def note(
    tx: Connection, now: datetime, opened: Opened, what: str, who: Asker | None = None, **detail: str | int
) -> None:
    """Put on record what was done with this report; by its number only where every organiser may know of it."""
    report = opened.report
    number = "" if opened.head.not_to else report.number
    about = f"report:{number}" if number else "report"
    actor = None if who is None else who.member_id
    detail = {"number": number or "none", **detail}  # the sentences on record tell the two apart
    await records.note(tx, now, report.guild_id, what, actor=actor, about=about, **detail)


def today(desk: Desk, branch: Branch) -> date:
    """The day on the branch's calendar."""
    return local(desk.now(), branch.zone).date()


def week(desk: Desk, branch: Branch) -> str:
    """The ISO week on the branch's calendar."""
    return rules.week_of(desk.now(), branch.zone)
