"""A pay campaign before it comes to a ballot: its board and stages, pay and offers, an update, a date, a question."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.demo.spans import ZONE
from bot.demo.stage import Stage
from bot.standin.messages import Message
from bot.standin.replies import Reply

CAMPAIGN = {
    "title": "Pay 2027",
    "employer": "Riverside Probation Service",
    "claim": "8%, or at least £2,500, and a 35-hour week.",
    "contact": "Any rep, or the branch office on Mondays, 12:00 to 14:00",
    "nation": "england_wales",
}
CLAIM = '"8%, or at least £2,500"'
TABLE = (
    "Band,2021,2023,2025,Current pay,Claim: Our claim",
    f'Band 2,"£20,351","£21,600","£23,000","£23,690",{CLAIM}',
    'Band 3,"£22,810","£24,150","£25,700","£26,475",0.08',
    f'Band 4,"£28,610","£30,210","£32,150","£33,120",{CLAIM}',
    f'Band 5,"£36,780","£38,620","£41,100","£42,335",{CLAIM}',
)
OFFER = {"kind": "offer", "name": "First offer", "made": "8 Feb 2027", "terms": "5%, or at least £1,500"}
LEVELS = "Sep 2021: 100.0\nSep 2023: 114.1\nSep 2025: 121.8\nSep 2026: 125.4"
SOURCE = "figures invented for this evening"
CALL = "Everybody walk out at noon on Friday!"
UPDATE = "The employer has offered 5%. The branch committee meets on Thursday to say what it thinks of that."
CORRECTED = UPDATE.replace("Thursday", "Wednesday")
OFFICE = "Branch secretary"
DUE = "Tue 9 Feb 2027 12:00"
QUESTION = "I am on a fixed term until June. Do I get the back pay when I have left by then?"
PUBLISHED = "Do I get the back pay if I have left by then?"
ANSWER = "Yes. Whoever worked in those months is owed it, also after leaving. Write to payroll; a rep helps with that."
STARTED = datetime(2027, 1, 18, 18, 0, tzinfo=ZONE).astimezone(UTC)
OFFERED = datetime(2027, 2, 8, 12, 30, tzinfo=ZONE).astimezone(UTC)
POSTED = datetime(2027, 2, 9, 12, 0, tzinfo=ZONE).astimezone(UTC)
DAY_BEFORE = datetime(2027, 2, 25, 9, 0, tzinfo=ZONE).astimezone(UTC)
ASKED = datetime(2027, 2, 25, 12, 10, tzinfo=ZONE).astimezone(UTC)
ROUND = datetime(2027, 2, 25, 13, 0, tzinfo=ZONE).astimezone(UTC)


async def play(stage: Stage) -> None:
    """From the claim to the questions that members have about the offer."""
    board = await _start(stage)
    await _read_table(stage)
    await _move(stage, board)
    await _offer(stage)
    await _work_out(stage)
    await _update(stage)
    await _date(stage)
    await _ask(stage)
    await _answer(stage, board)


async def move(stage: Stage, to: str, on: str, reason: str = "") -> Reply:
    """Rob moves the campaign to another stage; what he reads."""
    rob, tell = stage.cast.rob, stage.tell
    form = await rob.slash("campaign stage")
    typed = {"stage": to, "on": on} | ({"reason": reason} if reason else {})
    tell.does(rob, "types /campaign stage")
    tell.fills_in(rob, form, **typed)
    answer = await rob.submit(form, **typed)
    tell.answers(rob, answer)
    return answer


async def _start(stage: Stage) -> Message:
    """Start it; the board."""
    rob, tell = stage.cast.rob, stage.tell
    stage.clock.move_to(STARTED)
    tell.chapter("A pay claim: Rob starts a campaign, and sees it before anybody else does")
    form = await rob.slash("campaign start")
    tell.does(rob, "types /campaign start")
    tell.fills_in(rob, form, **CAMPAIGN)
    preview = await rob.submit(form, **CAMPAIGN)
    tell.answers(rob, preview, below="the board as everyone will see it")
    tell.aside(f"Posts in #{stage.cast.campaign.name} so far: {len(stage.campaign)}.")
    tell.does(rob, "presses “Start it”")
    tell.answers(rob, await rob.press(preview, "Start it"))
    board = await stage.news()
    tell.aside(f"Pinned in #{stage.cast.campaign.name}: {'the board' if board in board.channel.pins else 'nothing'}.")
    return board


async def _read_table(stage: Stage) -> None:
    rob, tell = stage.cast.rob, stage.tell
    tell.chapter("What is paid and claimed comes from a spreadsheet, and is read back before it counts")
    refused = await rob.slash("campaign offer", file=("pay.csv", _as_saved(TABLE)))
    tell.does(rob, "types /campaign offer and attaches a table of four bands, in which a cell says 0.08")
    tell.answers(rob, refused)
    right = [line.replace("0.08", CLAIM) for line in TABLE]
    read = await rob.slash("campaign offer", file=("pay.csv", _as_saved(right)))
    tell.does(rob, "puts it right and attaches the table again")
    tell.answers(rob, read)
    stage.picture("campaign-read", read)
    tell.does(rob, "presses Keep")
    await rob.press(read, "Keep")


async def _move(stage: Stage, board: Message) -> None:
    stage.clock.move_to(OFFERED)
    stage.tell.chapter("Three weeks later there is an offer. A stage that is left out needs a reason")
    await move(stage, "offer", "8 Feb 2027")
    await move(stage, "talks", "25 Jan 2027")
    await move(stage, "offer", "8 Feb 2027")
    await stage.catch_up()
    stage.tell.changes(board, "**Stage")


async def _offer(stage: Stage) -> None:
    rob, tell = stage.cast.rob, stage.tell
    form = await rob.press(await rob.slash("campaign offer"), "Type a claim or an offer")
    tell.does(rob, "types /campaign offer and presses “Type a claim or an offer”")
    tell.fills_in(rob, form, **OFFER)
    panel = await rob.press(await rob.submit(form, **OFFER), "Keep")
    tell.does(rob, "presses Keep, then Compare, then “Post in the channel”")
    await rob.press(await rob.press(panel, "Compare"), "Post in the channel")
    compared = await stage.news()
    stage.picture("campaign-offers", compared)


async def _work_out(stage: Stage) -> None:
    sue, cat, tell = stage.cast.sue, stage.cast.members[3], stage.tell
    tell.chapter("Cat sees what that is for her own hours, and against prices. Only she does")
    page = await sue.press(await sue.slash("campaign pay"), "Prices")
    form = await sue.press(page, "Change CPI")
    typed = {"levels": LEVELS, "source": SOURCE}
    tell.does(sue, "types /campaign pay, presses Prices, and “Change CPI”")
    tell.fills_in(sue, form, **typed)
    await sue.submit(form, **typed)
    form = await cat.select(await cat.slash("campaign pay"), "Your band", "Band 4")
    tell.does(cat, "types /campaign pay and chooses Band 4")
    tell.fills_in(cat, form, hours="22.5", since="2021")
    slip = await cat.submit(form, hours="22.5", since="2021")
    tell.answers(cat, slip)
    stage.picture("campaign-pay", slip)
    chart = await cat.press(slip, "Show a chart")
    tell.does(cat, "presses “Show a chart”")
    tell.answers(cat, chart)
    stage.keep("campaign-pay-chart", chart.files[0].data)


async def _update(stage: Stage) -> None:
    rob, ann, tell = stage.cast.rob, stage.cast.members[0], stage.tell
    tell.chapter("Rob writes to the branch: previewed, scheduled, signed, and corrected where everybody sees it")
    follow = await ann.press(await ann.slash("campaign follow"), "Everything")
    tell.does(ann, "types /campaign follow and presses Everything")
    tell.answers(ann, follow)
    stage.picture("campaign-follow", follow)
    preview = await _write(stage)
    form = await rob.press(preview, "Schedule it")
    tell.does(rob, "presses “Schedule it”")
    tell.fills_in(rob, form, when=DUE)
    tell.answers(rob, await rob.submit(form, when=DUE), below="the update")
    stage.clock.move_to(POSTED)
    update = await stage.news()
    await stage.letter(ann)
    await _correct(stage, update)


async def _write(stage: Stage) -> Reply:
    """Write what is refused, and then what is not; the preview."""
    rob, tell = stage.cast.rob, stage.tell
    form = await rob.slash("campaign update")
    tell.does(rob, "types /campaign update")
    tell.fills_in(rob, form, update=CALL, office=OFFICE)
    refused = await rob.submit(form, update=CALL, office=OFFICE)
    tell.answers(rob, refused)
    form = await rob.press(refused, "Correct it")
    tell.does(rob, "presses Correct it, and says what is new")
    tell.fills_in(rob, form, update=UPDATE)
    preview = await rob.submit(form, update=UPDATE)
    tell.answers(rob, preview, below="the update as everyone will see it")
    return preview


async def _correct(stage: Stage, update: Message) -> None:
    rob, ann, cat, tell = stage.cast.rob, stage.cast.members[0], stage.cast.members[3], stage.tell
    stage.clock.move(minutes=40)
    ((_, earlier),) = await rob.autocomplete("campaign update", "earlier", "Thursday")
    form = await rob.press(await rob.slash("campaign update", earlier=earlier), "Correct it")
    typed = {"update": CORRECTED, "reason": "The day was wrong: the committee meets on Wednesday."}
    tell.does(rob, "types /campaign update, chooses this one as the earlier one, and presses “Correct it”")
    tell.fills_in(rob, form, **typed)
    before = len(ann.dms)
    await rob.submit(form, **typed)
    await stage.catch_up()
    tell.changes(update, "**Corrected on")
    stage.picture("campaign-update", update)
    tell.aside(f"Private messages that Ann gets about the correction: {len(ann.dms) - before}.")
    tell.does(cat, "presses “What it said before” under the update")
    tell.answers(cat, await cat.press(update, "What it said before"))


async def _date(stage: Stage) -> None:
    rob, tell = stage.cast.rob, stage.tell
    tell.chapter("Dates: no day of action without notice given; and of each, members are reminded")
    await _put(stage, kind="action_day", day="24 Mar 2027")
    preview = await _put(
        stage, kind="consultation_closes", day="26 Feb 2027 17:00", note="Say in #general what you think."
    )
    tell.does(rob, "presses “Put it on the board”")
    await rob.press(preview, "Put it on the board")
    await move(stage, "consultation", "9 Feb 2027")
    stage.clock.move_to(DAY_BEFORE)
    await stage.news()
    await stage.letter(stage.cast.members[0])


async def _put(stage: Stage, **typed: str) -> Reply:
    """Type a date; what comes of it."""
    rob, tell = stage.cast.rob, stage.tell
    form = await rob.press(await rob.slash("campaign date"), "Add a date")
    tell.does(rob, "types /campaign date and presses “Add a date”")
    tell.fills_in(rob, form, **typed)
    answer = await rob.submit(form, **typed)
    tell.answers(rob, answer)
    return answer


async def _ask(stage: Stage) -> None:
    rob, cat, tell = stage.cast.rob, stage.cast.members[3], stage.tell
    stage.clock.move_to(ASKED)
    tell.chapter("Cat asks without her name. Nobody can find out later that it was she")
    promise = await cat.press(await cat.slash("campaign ask"), "Ask without my name")
    tell.does(cat, "types /campaign ask and presses “Ask without my name”")
    tell.answers(cat, promise)
    stage.picture("campaign-ask", promise)
    form = await cat.press(promise, "Write the question")
    tell.fills_in(cat, form, question=QUESTION)
    tell.answers(cat, await cat.submit(form, question=QUESTION))
    waiting = await rob.slash("campaign answer")
    tell.does(rob, "types /campaign answer, too early")
    tell.answers(rob, waiting)


async def _answer(stage: Stage, board: Message) -> None:
    rob, tell = stage.cast.rob, stage.tell
    stage.clock.move_to(ROUND)
    await stage.app.scheduler.settle()
    waiting = await rob.slash("campaign answer")
    tell.does(rob, "types /campaign answer at 13:00, when the next round is shown")
    tell.answers(rob, waiting)
    question = await rob.select(waiting, "Answer one, or correct its answer…", QUESTION)
    form = await rob.press(question, "Answer")
    typed = {"wording": PUBLISHED, "answer": ANSWER, "kind": "question", "office": OFFICE}
    tell.does(rob, "chooses it, presses Answer, and takes out of it what would tell who asked")
    tell.fills_in(rob, form, **typed)
    tell.answers(rob, await rob.submit(form, **typed))
    await stage.catch_up()
    tell.changes(board, "**Questions")
    bob = stage.cast.members[1]
    read = await bob.select(await bob.press(board, "Questions and answers"), "Read the answer to…", PUBLISHED)
    tell.does(bob, "presses “Questions and answers” on the board, and chooses it")
    tell.answers(bob, read)


def _as_saved(lines: Sequence[str]) -> bytes:
    """As a spreadsheet saves them."""
    return "\r\n".join((*lines, "")).encode("utf-8-sig")
