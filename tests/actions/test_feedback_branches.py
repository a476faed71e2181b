"""Two branches on one computer: of what members of one report nothing is seen, counted, told or erased by the other."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.actions import branches, desk_posts, figures, openings, records, report_hours, retention
from bot.ids import CaseNumber, MemberId, Power
from bot.rules.casework import Which
from bot.rules.reports import Status
from bot.rules.workload import stored, summarise
from bot.store import desk_organisers, jobs, report_counts, workload
from bot.store import reports as store
from tests.actions.announced import ELSEWHERE, GUILD, SUE, Hall
from tests.actions.desk_work import OLA, OLI, organiser
from tests.actions.reported import released
from tests.rules.samples import RETURN

LONG_AGO = date(2026, 1, 5)


async def much_elsewhere(hall: Hall) -> None:
    """In the other branch there is one of everything."""
    await branches.begin(hall.desk, replace(SUE, guild_id=ELSEWHERE), name="York", roles={}, channels={})
    await released(hall.desk, "AAAA", guild_id=ELSEWHERE, released_on=LONG_AGO, answer_waits=True)
    await released(hall.desk, "BBBB", guild_id=ELSEWHERE, status=Status.DONE, closed_on=LONG_AGO)
    published = summarise([RETURN] * 9, [], membership=None, membership_at=None, counted_on=LONG_AGO)
    async with hall.desk.db.transaction() as tx:
        await desk_organisers.seen(tx, ELSEWHERE, OLA, LONG_AGO)
        await report_counts.add(tx, ELSEWHERE, "2026-01", category="Workload", office="Selby", number=30)
        month = await workload.begin(tx, ELSEWHERE, "2026-01")
        await workload.close(tx, month.id, json.dumps(stored(published)))


async def numbers_elsewhere(hall: Hall) -> Sequence[CaseNumber]:
    async with hall.desk.db.reading() as conn:
        return sorted(await store.numbers(conn, ELSEWHERE))


async def test_nothing_of_another_branch_is_listed_counted_or_told(hall: Hall):
    await much_elsewhere(hall)
    oli = organiser(OLI)
    for which in Which:
        found = await openings.list_(hall.desk, oli, which)
        assert (list(found.reports), found.unreadable) == ([], 0)
    assert await desk_posts.digest(hall.desk, GUILD) is None
    assert (await desk_posts.answers_waiting(hall.desk, GUILD))[1] == 0
    assert await desk_posts.used_by(hall.desk, GUILD) == [MemberId(OLI)]
    told = await figures.of_year(hall.desk, oli, 2026)
    assert (list(told.reports.periods), list(told.workload), list(told.years)) == ([], [], [2026])


async def test_nothing_of_another_branch_is_erased_in_the_night(hall: Hall):
    await much_elsewhere(hall)
    before = await records.page(hall.desk, organiser(OLI, Power.OFFICER))
    async with hall.desk.db.reading() as conn:
        night = await jobs.get(conn, f"{report_hours.NIGHT}:{GUILD}")
    assert night is not None
    await retention.hold_night(hall.desk, night)
    assert await numbers_elsewhere(hall) == ["AAAA", "BBBB"]
    assert await records.page(hall.desk, organiser(OLI, Power.OFFICER)) == before
