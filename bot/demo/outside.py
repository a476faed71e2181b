"""The campaign's end: a ballot that a scrutineer holds by post, how many have posted, what comes of it, the archive."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.demo.campaign import move
from bot.demo.spans import ZONE
from bot.demo.stage import Stage
from bot.standin.messages import Message
from bot.standin.people import Member
from bot.standin.replies import Reply

MILL_STREET, RIVER_HOUSE, COURT, HOSTEL = "Mill Street", "River House", "Court team", "Hostel"
WORKPLACES = f"{MILL_STREET}: 34\n{RIVER_HOUSE}: 31\n{COURT}: 9\n{HOSTEL}: 16"
BALLOT = {
    "scrutineer": "Northern Ballots",
    "opens": "15 Mar 2027 09:00",
    "closes": "12 Apr 2027 12:00",
    "replacement": "Ring Northern Ballots on 01632 960 123.",
    "entitled": "90",
}
BUTTON = "I've posted it"
# Where those work who say that they have posted, on the first and on the second day.
FIRST = (
    MILL_STREET,
    RIVER_HOUSE,
    MILL_STREET,
    HOSTEL,
    MILL_STREET,
    RIVER_HOUSE,
    COURT,
    MILL_STREET,
    RIVER_HOUSE,
    HOSTEL,
)
SECOND = (MILL_STREET, RIVER_HOUSE, MILL_STREET, HOSTEL, RIVER_HOUSE, COURT)
RESULT = {"for": "58", "against": "9", "spoilt": "1"}
REASON = "The employer offered more, and members accepted it."
CLOSING = {
    "outcome": "settled",
    "terms": "6.5% from 1 April 2027 and £500 once; workloads are looked at by October.",
    "vote": "71 for, 6 against, 90 sent",
}
ANNOUNCED = datetime(2027, 3, 8, 18, 0, tzinfo=ZONE).astimezone(UTC)
FIRST_EVENING = datetime(2027, 3, 17, 18, 0, tzinfo=ZONE).astimezone(UTC)
REMINDED = datetime(2027, 3, 18, 10, 0, tzinfo=ZONE).astimezone(UTC)
SECOND_EVENING = datetime(2027, 3, 22, 18, 0, tzinfo=ZONE).astimezone(UTC)
MORNING_AFTER = datetime(2027, 3, 23, 8, 0, tzinfo=ZONE).astimezone(UTC)
DECLARED = datetime(2027, 4, 13, 17, 0, tzinfo=ZONE).astimezone(UTC)
SETTLED = datetime(2027, 5, 10, 18, 0, tzinfo=ZONE).astimezone(UTC)


async def play(stage: Stage) -> None:
    """From the ballot's announcement to the archive."""
    board = stage.campaign[0]
    post = await _announce(stage)
    await _post(stage, post, board)
    await _remind(stage)
    await _look(stage, post, board)
    await _declare(stage, post)
    await _close(stage, board)


async def _announce(stage: Stage) -> Message:
    """Announce it; its post."""
    sue, rob, tell = stage.cast.sue, stage.cast.rob, stage.tell
    stage.clock.move_to(ANNOUNCED)
    tell.chapter("The dispute comes to a ballot by post, which Steward does not hold and knows no vote of")
    await move(stage, "dispute", "1 Mar 2027")
    await move(stage, "ballot", "8 Mar 2027")
    form = await sue.press(await sue.slash("campaign ballot"), "Workplaces")
    tell.does(sue, "types /campaign ballot and presses Workplaces")
    tell.fills_in(sue, form, list=WORKPLACES.replace("\n", ", "))
    tell.answers(sue, await sue.submit(form, list=WORKPLACES))
    form = await rob.press(await rob.slash("campaign ballot"), "Announce a ballot")
    tell.does(rob, "types /campaign ballot and presses “Announce a ballot”")
    tell.fills_in(rob, form, **BALLOT)
    preview = await rob.submit(form, **BALLOT)
    tell.answers(rob, preview, below="the post as everyone will see it")
    stage.picture("campaign-ballot-preview", preview)
    tell.does(rob, "presses “Post it”")
    await rob.press(preview, "Post it")
    return await stage.news()


async def _post(stage: Stage, post: Message, board: Message) -> None:
    ann, bob, tell = stage.cast.members[0], stage.cast.members[1], stage.tell
    stage.clock.move_to(FIRST_EVENING)
    tell.chapter("The papers are out: members say that they have posted theirs, and nobody sees who")
    noted = await ann.press(post, BUTTON)
    tell.does(ann, f"presses “{BUTTON}”")
    tell.answers(ann, noted)
    stage.picture("campaign-posted", noted)
    tell.does(ann, f"chooses {MILL_STREET}")
    await _choose(ann, noted, MILL_STREET)
    noted = await bob.press(post, BUTTON)
    tell.does(bob, f"presses “{BUTTON}”, has only thought of it, and presses “That was a mistake”")
    tell.answers(bob, await bob.press(noted, "That was a mistake"))
    await _step(stage)
    tell.aside("One has posted; the board does not show it yet.")
    tell.changes(board, "**Papers posted")
    await _all_press(stage.cast.members[4:14], post, FIRST)
    await _step(stage)
    tell.aside("Ten more press at the same moment.")
    tell.changes(board, "**Papers posted")


async def _remind(stage: Stage) -> None:
    ann, huw, tell = stage.cast.members[0], stage.cast.members[2], stage.tell
    await huw.press(await huw.slash("campaign follow"), "Everything")
    before = len(ann.dms)
    stage.clock.move_to(REMINDED)
    tell.chapter("A reminder: at most four in the whole ballot, and none to who has posted")
    letter = await stage.letter(huw)
    stage.picture("campaign-reminder", letter)
    tell.does(huw, f"presses “{BUTTON}” in the private message")
    noted = await huw.press(letter, BUTTON)
    tell.answers(huw, noted)
    await _choose(huw, noted, MILL_STREET)
    tell.aside(f"Private messages of that morning to Ann, who follows the ballot too: {len(ann.dms) - before}.")


async def _look(stage: Stage, post: Message, board: Message) -> None:
    cat, tell = stage.cast.members[3], stage.tell
    stage.clock.move_to(SECOND_EVENING)
    tell.chapter("How far has it come? Enough to say where to go; too little to find out about anybody")
    await stage.app.scheduler.settle()
    await _all_press(stage.cast.members[14:20], post, SECOND)
    await _step(stage)
    tell.aside("On Monday six more press.")
    tell.changes(board, "**Papers posted")
    stage.clock.move_to(MORNING_AFTER)
    await stage.app.scheduler.settle()
    seen = await cat.slash("campaign turnout")
    tell.does(cat, "types /campaign turnout")
    tell.answers(cat, seen)
    stage.keep("campaign-turnout", seen.files[0].data)
    await stage.catch_up()
    stage.picture("campaign-board", board)


async def _declare(stage: Stage, post: Message) -> None:
    rob, tell = stage.cast.rob, stage.tell
    stage.clock.move_to(DECLARED)
    await stage.app.scheduler.settle()
    tell.chapter("The scrutineer declares the result, and Rob enters it as it was declared")
    form = await rob.press(await rob.slash("campaign ballot"), "Enter the result")
    tell.does(rob, "types /campaign ballot and presses “Enter the result”")
    tell.fills_in(rob, form, **RESULT)
    tell.answers(rob, await rob.submit(form, **RESULT))
    await stage.catch_up()
    tell.changes(post, "**Result")
    tell.changes(post, "68 of 90")


async def _close(stage: Stage, board: Message) -> None:
    rob, tell = stage.cast.rob, stage.tell
    stage.clock.move_to(SETTLED)
    tell.chapter("There is a settlement. The board says so for good, and all of it goes into the archive")
    await move(stage, "settlement", "10 May 2027")
    await move(stage, "settlement", "10 May 2027", REASON)
    plan = await rob.slash("campaign close")
    tell.does(rob, "types /campaign close")
    tell.answers(rob, plan)
    form = await rob.press(plan, "Close it…")
    tell.does(rob, "presses “Close it…”")
    tell.fills_in(rob, form, **CLOSING)
    done = await rob.submit(form, **CLOSING)
    tell.answers(rob, done)
    await stage.catch_up()
    tell.posts(board)
    stage.picture("campaign-closed", board)
    await _archive(stage, done)
    refused = await rob.slash("campaign update")
    tell.does(rob, "types /campaign update")
    tell.answers(rob, refused)


async def _archive(stage: Stage, done: Reply) -> None:
    rob, ann, tell = stage.cast.rob, stage.cast.members[0], stage.tell
    export = await rob.press(done, "Export")
    tell.does(rob, "presses Export")
    tell.answers(rob, export)
    kept = b"".join(file.data for file in export.files).decode()
    found = sum(str(who.id) in kept for who in (ann, *stage.cast.members))
    tell.aside(f"Members of whom there is anything in these files: {found}.")


async def _step(stage: Stage) -> None:
    """Let a minute go by, in which the number may move, and the few seconds after which the board shows it."""
    await stage.pass_a_minute()
    await stage.catch_up()


async def _all_press(members: Sequence[Member], post: Message, places: Sequence[str]) -> None:
    noted = await asyncio.gather(*(who.press(post, BUTTON) for who in members))
    chosen = (_choose(who, reply, at) for who, reply, at in zip(members, noted, places, strict=True))
    await asyncio.gather(*chosen)


async def _choose(who: Member, noted: Reply, place: str) -> None:
    await who.select(noted, str(noted.selects[0].placeholder), place)
