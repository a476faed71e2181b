"""What members say in numbers: a month of workload returns, the figures, and a sheet of evidence for the employer."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from bot.demo.reports import COURT, HOSTEL, MILL_STREET, RIVER_HOUSE
from bot.demo.spans import ZONE
from bot.demo.stage import Stage
from bot.standin.people import Member
from bot.standin.replies import Reply

NUMBERS = {"caseload": "54", "high_risk": "21", "hours_over": "18", "vacancies": "1", "leave_refused": "2"}
FIELDS = tuple(NUMBERS)
MANY = 4
# How many more give their numbers where, and what the first of them gives; each of the next has a little less to do.
OTHERS: Mapping[str, tuple[int, tuple[int, ...]]] = {
    MILL_STREET: (5, (58, 22, 20, 1, 3)),
    RIVER_HOUSE: (5, (49, 15, 12, 1, 1)),
    HOSTEL: (3, (31, 24, 9, 0, 2)),
    COURT: (2, (44, 6, 5, 0, 0)),
}
GIVEN = datetime(2027, 6, 30, 18, 0, tzinfo=ZONE).astimezone(UTC)
COUNTED = datetime(2027, 7, 1, 4, 0, tzinfo=ZONE).astimezone(UTC)
MORNING = datetime(2027, 7, 1, 9, 0, tzinfo=ZONE).astimezone(UTC)


async def play(stage: Stage) -> None:
    """From the numbers of a month to the sheet."""
    await _give(stage)
    await _count(stage)


async def _give(stage: Stage) -> None:
    ann, tell = stage.cast.members[0], stage.tell
    stage.clock.move_to(GIVEN)
    await stage.app.scheduler.settle()
    tell.chapter("The end of June: members give five numbers about their work, and no name")
    screen = await ann.slash("feedback workload", in_channel=stage.cast.general)
    tell.does(ann, "types /feedback workload")
    tell.answers(ann, screen)
    form = await ann.select(screen, str(screen.selects[0].placeholder), [MILL_STREET])
    tell.does(ann, f"chooses {MILL_STREET}")
    tell.fills_in(ann, form, **NUMBERS)
    stage.form_picture("feedback-workload", form, **NUMBERS)
    tell.answers(ann, await ann.submit(form, **NUMBERS))
    others = iter(stage.cast.members[1:])
    await asyncio.gather(
        *(
            _hand_in(stage, next(others), office, [each - n if each > MANY else each for each in numbers])
            for office, (many, numbers) in OTHERS.items()
            for n in range(many)
        )
    )
    tell.aside(
        "Fifteen others give theirs: five more of Mill Street, five of River House, three of the Hostel, and two of "
        "the Court team."
    )
    stage.clock.move_to(COUNTED)
    await stage.app.scheduler.settle()


async def _count(stage: Stage) -> None:
    priya, tell = stage.cast.named("Priya"), stage.tell
    stage.clock.move_to(MORNING)
    tell.chapter("July: what members gave is added up and deleted. Small numbers are not shown")
    counted = await priya.slash("feedback figures", in_channel=stage.cast.desk)
    tell.does(priya, "types /feedback figures")
    tell.answers(priya, counted)
    stage.picture("feedback-figures", counted)
    drawn = await priya.press(counted, "Heat map")
    tell.does(priya, "presses “Heat map”")
    tell.answers(priya, drawn)
    stage.keep("feedback-heat-map", drawn.files[0].data)
    sheet = await priya.press(counted, "Evidence sheet")
    tell.does(priya, "presses “Evidence sheet”, for the meeting with the employer")
    tell.answers(priya, sheet)
    stage.page_picture("feedback-evidence", sheet.files[0].data)


async def _hand_in(stage: Stage, who: Member, office: str, numbers: list[int]) -> Reply:
    screen = await who.slash("feedback workload", in_channel=stage.cast.general)
    form = await who.select(screen, str(screen.selects[0].placeholder), [office])
    return await who.submit(form, **dict(zip(FIELDS, map(str, numbers), strict=True)))
