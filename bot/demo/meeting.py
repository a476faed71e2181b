"""A branch meeting: its rules, its notice, who comes, another evening for it, the quorum, and what was decided."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar

from bot.demo.spans import ZONE
from bot.demo.stage import Stage
from bot.standin.messages import Message
from bot.standin.replies import Reply

TITLE = "Branch meeting on the pay offer"
ITEMS = (
    "Apologies (5 min)",
    "Minutes of the last meeting (5 min)",
    "The pay offer (45 min)",
    "Workloads in the Mill Street office (20 min)",
)
AGENDA = "\n".join(ITEMS)
PLACE = "Room 2, Union House"
RULE = {"notice": "14", "quorum": "10%", "deadlines": "motions 7"}
SHORT, LONG_ENOUGH, MOVED_TO = "Thu 3 Dec 18:30", "Thu 10 Dec 18:30", "Thu 17 Dec 18:30"
REASON = "The hall is taken on the 10th."
CALLED = datetime(2026, 11, 23, 19, 0, tzinfo=ZONE).astimezone(UTC)
TAKEN = datetime(2026, 11, 26, 12, 10, tzinfo=ZONE).astimezone(UTC)
LAST_DAY = datetime(2026, 12, 10, 9, 0, tzinfo=ZONE).astimezone(UTC)
WEEKLY = datetime(2027, 1, 11, 10, 0, tzinfo=ZONE).astimezone(UTC)
NEXT_MEETING = datetime(2027, 1, 14, 18, 40, tzinfo=ZONE).astimezone(UTC)
HOUR_BEFORE = datetime(2026, 12, 17, 17, 30, tzinfo=ZONE).astimezone(UTC)
ANSWERS = ("Coming", "Coming", "Online", "Coming", "Coming", "Not sure", "Apologies")
COUNTS = "**Coming:**"
DECISION = "Write to the employer about workloads in the Mill Street office"
OUTCOME = "The letter went on 7 January; the answer is in the notices."
MINUTES = "\n".join(
    (
        "1. Apologies were noted.",
        "2. The minutes of the last meeting were agreed.",
        "3. The branch heard what the offer would mean for each grade, and discussed it for 40 minutes.",
        "4. Agreed: to write to the employer about workloads in the Mill Street office, with the figures of the last "
        "three months.",
    )
)


async def play(stage: Stage) -> None:
    """From the standing orders to the register of decisions."""
    await _rule(stage)
    await _call(stage)
    await _answer(stage)
    await _move(stage)
    await _remind(stage)
    await _decide(stage, await _meet(stage))
    await _look_again(stage)


async def _rule(stage: Stage) -> None:
    sue, tell = stage.cast.sue, stage.tell
    stage.clock.move_to(CALLED)
    tell.chapter("On Monday Sue types in what the standing orders say of meetings")
    page = await sue.press(await sue.press(await sue.slash("branch setup"), "Next"), "Next")
    page = await sue.press(page, "Rules for meetings")
    tell.does(sue, "presses “Rules for meetings” on the third page of /branch setup, then “General meetings”")
    form = await sue.press(page, "General meetings")
    tell.fills_in(sue, form, **RULE)
    page = await sue.submit(form, **RULE)
    tell.answers(sue, page)
    stage.picture("meeting-rules", page)


async def _call(stage: Stage) -> None:
    rob, tell = stage.cast.rob, stage.tell
    tell.chapter("Rob calls a meeting, and Steward counts the days")
    form = await rob.slash("meeting notice")
    typed = {"title": TITLE, "when": SHORT, "place": PLACE, "agenda": AGENDA}
    tell.does(rob, "types /meeting notice")
    tell.fills_in(rob, form, **{**typed, "agenda": ", ".join(ITEMS)})
    stage.form_picture("meeting-form", form, **typed)
    preview = await rob.submit(form, **typed)
    tell.answers(rob, preview, below="the notice as everyone will see it")
    form = await rob.press(preview, "Change time and length")
    tell.does(rob, "would rather give full notice, and presses “Change time and length”")
    tell.fills_in(rob, form, when=LONG_ENOUGH)
    preview = await rob.submit(form, when=LONG_ENOUGH)
    tell.answers(rob, preview, below="the notice as everyone will see it")
    stage.picture("meeting-preview", preview)
    tell.does(rob, "presses Post it")
    tell.answers(rob, await rob.press(preview, "Post it"))
    await stage.news()
    (event,) = rob.events
    tell.aside(f"Among the server's own events: {event.name}, {_on(event.begins)}, {event.location}.")


async def _answer(stage: Stage) -> None:
    ann, bob, huw, cat, *others = stage.cast.members
    tell, notice = stage.tell, stage.notices[-1]
    stage.clock.move(minutes=20)
    tell.chapter("Members answer with one press; everybody sees the numbers, nobody the names")
    reply = await ann.press(notice, "Coming")
    tell.does(ann, "presses Coming")
    tell.answers(ann, reply)
    stage.picture("meeting-answer", reply)
    tell.does(ann, "presses “Message me before meetings”")
    tell.answers(ann, await ann.press(reply, "Message me before meetings"))
    await huw.press(notice, "Apologies")
    await bob.press(notice, "Not sure")
    tell.does(bob, "presses Not sure, asks at home, and presses Online")
    tell.answers(bob, await bob.press(notice, "Online"))
    await asyncio.gather(*(who.press(notice, ANSWERS[n % len(ANSWERS)]) for n, who in enumerate(others[:16])))
    stage.clock.move(seconds=6)
    await stage.app.scheduler.settle()
    tell.aside("Huw sends apologies, and sixteen more answer.")
    tell.changes(notice, COUNTS)
    stage.picture("meeting-notice", notice)
    calendar = await cat.press(notice, "Add to calendar")
    tell.does(cat, "presses “Add to calendar”")
    tell.answers(cat, calendar)
    tell.aside(f"Her calendar reads in that file: {_read(calendar.files[0].data)}.")


async def _move(stage: Stage) -> None:
    rob, ann, tell = stage.cast.rob, stage.cast.members[0], stage.tell
    stage.clock.move_to(TAKEN)
    tell.chapter("On Thursday it turns out that the hall is taken: the meeting moves by a week")
    plan = await rob.slash("meeting move", meeting=TITLE, when=MOVED_TO)
    tell.does(rob, f"types /meeting move, chooses the meeting, and types {MOVED_TO}")
    tell.answers(rob, plan)
    form = await rob.press(plan, "Move it")
    tell.does(rob, "presses “Move it”")
    tell.fills_in(rob, form, reason=REASON)
    tell.answers(rob, await rob.submit(form, reason=REASON))
    moved = await stage.news()
    stage.picture("meeting-moved", moved)
    tell.aside(f"Ann's calendar, which had the meeting, reads in the file: {_read(moved.files[0].data)}.")
    await stage.letter(ann)


async def _remind(stage: Stage) -> None:
    ann, tell = stage.cast.members[0], stage.tell
    stage.clock.move_to(LAST_DAY)
    tell.chapter("On the last day for motions Steward reminds, in the channel and whoever asked for it")
    await stage.news()
    stage.picture("meeting-reminder", await stage.letter(ann))


async def _meet(stage: Stage) -> Reply:
    """Check in, until there is a quorum; the rep's panel."""
    rob, tell, notice = stage.cast.rob, stage.tell, stage.notices[0]
    stage.clock.move_to(HOUR_BEFORE)
    tell.chapter("The evening itself: who is there, and is it a quorum?")
    await stage.news(then="when it begins, and the answers so far")
    stage.clock.move(minutes=35)
    await stage.app.scheduler.settle()
    tell.aside("Half an hour before the start the notice has a new button.")
    await _check_in(stage, notice, 8)
    panel = await rob.slash("meeting checkin")
    tell.does(rob, "types /meeting checkin")
    tell.answers(rob, panel)
    form = await rob.press(panel, "Number in the room")
    tell.does(rob, "counts three who have no Discord, and presses “Number in the room”")
    panel = await rob.submit(form, number="3")
    tell.answers(rob, panel)
    stage.picture("meeting-panel", panel)
    return panel


async def _decide(stage: Stage, panel: Reply) -> None:
    """End the meeting, keep its minutes, and put into the register what was decided."""
    rob, cat, tell = stage.cast.rob, stage.cast.members[3], stage.tell
    stage.clock.move(minutes=115)
    tell.chapter("What was decided goes into the register, and the minutes to the members")
    question = await rob.press(await rob.press(panel, "Refresh"), "End the meeting")
    tell.does(rob, "presses Refresh, then “End the meeting”, and “End it now”")
    tell.answers(rob, await rob.press(question, "End it now"))
    form = await rob.slash("meeting minutes", meeting=TITLE)
    tell.does(rob, "types /meeting minutes and chooses the meeting")
    tell.fills_in(rob, form, text=MINUTES)
    draft = await rob.submit(form, text=MINUTES)
    form = await rob.press(draft, "Record a decision")
    typed = {"what": DECISION, "due": "Fri 8 Jan"}
    tell.does(rob, "presses “Record a decision”")
    tell.fills_in(rob, form, **typed, owner="@Ann")
    recorded = await rob.submit(form, **typed, owner=stage.cast.members[0])
    tell.answers(rob, recorded)
    stage.picture("meeting-register", await rob.press(recorded, "Decisions to be carried out"))
    tell.does(rob, "presses “Post as draft”")
    tell.answers(rob, await rob.press(draft, "Post as draft"))
    minutes = await stage.news()
    stage.picture("meeting-minutes", minutes)
    names = await cat.press(minutes, "Present and apologies")
    tell.does(cat, "presses “Present and apologies”")
    tell.answers(cat, names)


async def _look_again(stage: Stage) -> None:
    rob, ann, cat, tell = stage.cast.rob, stage.cast.members[0], stage.cast.members[3], stage.tell
    stage.clock.move_to(WEEKLY)
    tell.chapter("In January Steward asks what became of it, and the next meeting approves the minutes")
    form = await ann.press(await stage.letter(ann), "It is done")
    tell.does(ann, "presses “It is done”")
    tell.fills_in(ann, form, outcome=OUTCOME)
    tell.answers(ann, await ann.submit(form, outcome=OUTCOME))
    stage.clock.move_to(NEXT_MEETING)
    panel = await rob.slash("meeting minutes", meeting=TITLE)
    sure = await rob.press(panel, "Approve…")
    tell.does(rob, "types /meeting minutes, chooses the meeting, and presses Approve")
    tell.answers(rob, sure)
    await rob.press(sure, "Yes, they are approved")
    tell.does(rob, "presses “Yes, they are approved”")
    await stage.app.scheduler.settle()
    tell.changes(stage.notices[-1], "**Approved")
    register = await cat.slash("meeting decisions")
    register = await cat.press(register, "What became of earlier ones")
    tell.does(cat, "types /meeting decisions, and presses “What became of earlier ones”")
    tell.answers(cat, register)


async def _check_in(stage: Stage, notice: Message, number: int) -> None:
    ann, bob, _, *others = stage.cast.members
    reply = await ann.press(notice, "Check in")
    stage.tell.does(ann, "presses “Check in”")
    stage.tell.answers(ann, reply)
    await asyncio.gather(*(who.press(notice, "Check in") for who in (bob, *others[: number - 2])))
    stage.clock.move(seconds=30)
    await stage.app.scheduler.settle()


def _read(file: bytes) -> str:
    """What a calendar takes from a meeting's file, in words."""
    calendar: Any = Calendar.from_ical(file)  # its types do not say what is in an entry
    (entry,) = calendar.walk("VEVENT")
    ends = entry.end.astimezone(ZONE)
    return f"{entry['SUMMARY']}, {_on(entry.start)} to {ends:%H:%M}, {entry['LOCATION']}"


def _on(instant: datetime) -> str:
    at = instant.astimezone(ZONE)
    return f"{at:%A} {at.day} {at:%B %Y, %H:%M}"
