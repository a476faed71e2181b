"""What is kept about one person under a tag or a seal: found for them alone, with the keys, while there are keys.

Of a vote in a secret poll nothing tells more than that it was cast, and of a report without a name nothing tells whose
it is: neither is found here, or anywhere.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict

from bot import keys
from bot.actions import outside_ballots, reports
from bot.desk import Desk
from bot.errors import Unavailable
from bot.ids import GuildId, MemberId, OutsideBallotId
from bot.rules import ballots as secrecy
from bot.rules.holdings import Item
from bot.rules.polls import Poll, Status
from bot.rules.reports import Head, Kind, Report, Sent
from bot.rules.workload import ReturnMonth
from bot.store import holdings as store
from bot.store import outside_ballots as outside_store
from bot.store import polls, posted, workload, workplaces
from bot.store import reports as reports_store
from bot.store.db import Connection


async def found(desk: Desk, conn: Connection, guild_id: GuildId, member_id: MemberId) -> Mapping[str, Sequence[Item]]:
    """What stands under this member's tags or was sealed with their name, by holding; secret polls: `of_boxes`."""
    return {
        "posted": await _posted(desk, conn, guild_id, member_id),
        "returns": await _returns(desk, conn, guild_id, member_id),
        "reports_named": await _named(desk, conn, guild_id, member_id),
    }


async def of_boxes(desk: Desk, guild_id: GuildId, member_id: MemberId) -> Mapping[str, Sequence[Item]]:
    """In which secret polls this member is crossed off, and on which lists; never how they voted, which nothing tells.

    The poll's own screen tells them the same as long as it is open.
    """
    crossed_off: list[Item] = []
    listed: list[Item] = []
    async with desk.db.reading() as conn:
        held = desk.keys.held()
        here = [
            (each, await store.roll_ends_at(conn, each.id))
            for each in await polls.secret(conn, (Status.OPEN, Status.CLOSED))
            if each.guild_id == guild_id and each.id in held
        ]
    for poll, ends_at in here:
        values = {"poll": poll.id, "question": poll.question, "status": poll.status.value, "closes_at": poll.closes_at}
        has_voted, is_listed = await _in_box(desk, poll, member_id)
        if has_voted:
            crossed_off.append(Item({**values, "has_voted": True}, is_erasable=False, ends_at=ends_at))
        if poll.frozen and is_listed:
            listed.append(Item({**values, "is_listed": True}, is_erasable=False, ends_at=ends_at))
    return {"crossed_off": crossed_off, "roll": listed}


async def _in_box(desk: Desk, poll: Poll, member_id: MemberId) -> tuple[bool, bool]:
    """Whether this member has voted, and whether they are on the roll; neither, where key or box is not whole."""
    try:
        tag = keys.tag(await asyncio.to_thread(desk.keys.read, poll.id), member_id)
        return tag in await desk.boxes.have_voted(poll.id, [tag]), tag in await desk.boxes.listed(poll.id, [tag])
    except (OSError, Unavailable):
        return False, False


async def _posted(desk: Desk, conn: Connection, guild_id: GuildId, member_id: MemberId) -> Sequence[Item]:
    listed = {each.id: each.name for each in await workplaces.all_(conn, guild_id)}
    found: list[Item] = []
    for ballot_id, tag in await _tags(desk, conn, guild_id, member_id):
        for workplace_id in (await posted.of(conn, ballot_id, [tag])).values():
            ballot = await outside_store.get(conn, guild_id, ballot_id)
            values: dict[str, object] = {"ballot": ballot_id, "scrutineer": ballot.scrutineer, "has_posted": True}
            if workplace_id is not None:
                values["workplace"] = listed.get(workplace_id, "")
            found.append(Item(values, is_erasable=True, ends_at=None))
    return found


async def unpost(desk: Desk, tx: Connection, guild_id: GuildId, member_id: MemberId) -> None:
    """As after *It was a mistake*; of a ballot that is over the numbers stand as they were published."""
    for ballot_id, tag in await _tags(desk, tx, guild_id, member_id):
        if tag in await posted.of(tx, ballot_id, [tag]):
            await posted.take_back(tx, ballot_id, [tag])
            found = await outside_ballots.standing_in(tx, guild_id, ballot_id)
            at = secrecy.next_step_at(desk.now())  # on a whole minute, so that no job has this moment
            await outside_ballots.queue(tx, found.campaign, found.ballot, "campaign.turnout", at, again=True)


async def _tags(
    desk: Desk, conn: Connection, guild_id: GuildId, member_id: MemberId
) -> Sequence[tuple[OutsideBallotId, bytes]]:
    """This member in each ballot whose tags are still here; where a key is gone nobody's tag can be found."""
    found: list[tuple[OutsideBallotId, bytes]] = []
    for ballot_id in await store.tagged_ballots(conn, guild_id):
        with suppress(OSError):
            found.append((ballot_id, keys.tag(desk.outside_keys.read(ballot_id), member_id)))
    return found


async def drop_returns(desk: Desk, tx: Connection, guild_id: GuildId, member_id: MemberId) -> None:
    """This month's return is taken back."""
    for month, tag in await _monthly_tags(desk, tx, guild_id, member_id):
        given = await workload.returns(tx, month.id)
        if tag in given:
            await workload.put(tx, month.id, {each: numbers for each, numbers in given.items() if each != tag})


async def _returns(desk: Desk, conn: Connection, guild_id: GuildId, member_id: MemberId) -> Sequence[Item]:
    found: list[Item] = []
    for month, tag in await _monthly_tags(desk, conn, guild_id, member_id):
        given = (await workload.returns(conn, month.id)).get(tag)
        if given is not None:
            numbers = {name: value for name, value in asdict(given).items() if value is not None}
            found.append(Item({"month": month.month, **numbers}, is_erasable=True, ends_at=None))
    return found


async def _monthly_tags(
    desk: Desk, conn: Connection, guild_id: GuildId, member_id: MemberId
) -> Sequence[tuple[ReturnMonth, bytes]]:
    found: list[tuple[ReturnMonth, bytes]] = []
    for month in await workload.open_(conn):
        if month.guild_id == guild_id:
            with suppress(OSError):
                found.append((month, keys.tag(desk.return_keys.read(month.id), member_id)))
    return found


async def _named(desk: Desk, conn: Connection, guild_id: GuildId, member_id: MemberId) -> Sequence[Item]:
    """Reports that this member sent for a rep to know who it is. The names are compared, and shown to nobody else."""
    found: list[Item] = []
    for number in await store.named_reports(conn, guild_id):
        with suppress(Unavailable):  # damaged, or its key is lost: nobody can tell whose it is
            report = await reports_store.get(conn, guild_id, number)
            if reports.name_of(desk, report) == member_id:
                thread = [each for each in await reports.thread(desk, conn, report) if each.kind is not Kind.NOTE]
                values = _said(report, reports.head_of(desk, report), [each.text for each in thread])
                found.append(Item(values | {"status": report.status.value}, is_erasable=False, ends_at=None))
    with suppress(Unavailable):
        waiting = (await reports.read_tray(desk, conn, guild_id)).reports
        mine = [each for each in waiting if each.member_id == member_id]
        found += [Item(_said(each, each.head, [each.text]), is_erasable=False, ends_at=None) for each in mine]
    return found


def _said(report: Report | Sent, head: Head, thread: Sequence[str]) -> dict[str, object]:
    """What a report says, and what was chosen with it; what was not chosen is left out."""
    values: dict[str, object] = {"report": report.number, "category": report.category, "week": report.week}
    chosen: dict[str, object] = {
        "office": report.office,
        "opener": str(head.opener_id or ""),
        "by_letter": head.by_letter,
        "not_to": [str(each) for each in sorted(head.not_to)],
    }
    return values | {name: value for name, value in chosen.items() if value} | {"thread": thread}
