"""Reports that the desk was given: the real seals and the database, without the way through form, tray and round."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot import keys
from bot.actions import reports
from bot.desk import Desk
from bot.ids import CaseNumber, GuildId, MemberId
from bot.rules.reports import Door, Head, Kind, Report, Sent, SentReply, Status, Tray
from bot.store import reports as store
from tests.actions.announced import GUILD

TEXT = "Five caseloads are covered by one officer."


async def released(
    desk: Desk,
    number: str = "K7QD",
    text: str = TEXT,
    *,
    guild_id: GuildId = GUILD,
    not_to: frozenset[MemberId] = frozenset(),
    by: MemberId | None = None,
    opener: MemberId | None = None,
    by_letter: bool = False,
    **changes: Any,
) -> tuple[Report, str]:
    """A report as it lies on the desk, and its code; `by` a member through the confidential door."""
    code, case = keys.new_code(), CaseNumber(number)
    body = keys.read_code(code)
    assert body is not None
    report = Report(
        guild_id=guild_id,
        number=case,
        door=Door.UNNAMED if by is None else Door.CONFIDENTIAL,
        category="Workload",
        office=None,
        is_urgent=False,
        week="2026-W47",
        released_on=date(2026, 11, 21),
        code=desk.seals.code_tag(guild_id, body),
        head=reports.seal_head(desk, guild_id, case, Head(not_to, opener, by_letter)),
        name=None if by is None else reports.seal_name(desk, guild_id, case, by),
        entries=0,
    )
    report = replace(report, **changes)
    async with desk.db.transaction() as tx:
        await store.add(tx, replace(report, status=Status.NEW))  # what became of it since is saved below
        report = await reports.add_entry(desk, tx, report, Kind.REPORT, text, week=report.week)
        await store.save(tx, report)
    return report, code


def a_sent(desk: Desk, number: str = "K7QD", *, guild_id: GuildId = GUILD, **changes: Any) -> Sent:
    """A report as it waits for its round."""
    body = keys.read_code(keys.new_code())
    assert body is not None
    sent = Sent(
        number=CaseNumber(number),
        door=Door.UNNAMED,
        category="Workload",
        office=None,
        week="2026-W47",
        code=desk.seals.code_tag(guild_id, body),
        head=Head(),
        text=TEXT,
    )
    return replace(sent, **changes)


async def wait(desk: Desk, *sent: Sent | SentReply, guild_id: GuildId = GUILD) -> None:
    """They wait for their round, with whatever waits already."""
    async with desk.db.transaction() as tx:
        tray = await reports.read_tray(desk, tx, guild_id)
        mine = [each for each in sent if isinstance(each, Sent)]
        replies = [each for each in sent if isinstance(each, SentReply)]
        await reports.put_tray(desk, tx, guild_id, Tray((*tray.reports, *mine), (*tray.replies, *replies)))
