"""Members tell the organisers something, with no name or in confidence, and read the answers with their codes."""

import re
from datetime import UTC, datetime
from typing import Any

from bot.demo.spans import ZONE
from bot.demo.stage import Stage
from bot.standin.messages import Message
from bot.standin.people import Member
from bot.standin.replies import Reply

CATEGORIES = ("Workload", "Health and safety", "Bullying", "Pay and expenses", "Other")
MILL_STREET, RIVER_HOUSE, COURT, HOSTEL = "Mill Street", "River House", "Court team", "Hostel"
WORKPLACES = (f"{MILL_STREET}: 34", f"{RIVER_HOUSE}: 31", f"{COURT}: 9", f"{HOSTEL}: 16")
UNNAMED, CONFIDENTIAL = "Without my name", "A rep may know who I am"
FIRST_TEXT = (
    "Since the spring most of us hold more than 50 cases. Two posts are empty, and their work is shared out among us. "
    "I am the only senior officer in Mill Street, and do the duty desk every second day as well."
)
TEXT = (
    "Since the spring most of us hold more than 50 cases. Two posts are empty, and their work is shared out among us, "
    "the duty desk too. Nobody has time for supervision any more."
)
EXPENSES = "Mileage between the offices is paid three months late."
COVER = "Who is ill has their cases covered by those who are already full."
BROKEN = "The alarm in the interview room has not worked since Easter."
SHOUTED_AT = (
    "I am shouted at in team meetings, and asking for it to stop has not helped. I would like somebody with me."
)
LEAKED = "What was said at the last branch meeting was known to our managers on the next morning."
ANSWER = (
    "Thank you. We take workloads to the employer this month, with the figures of all offices, so that it does not "
    "rest on one report. Shall we come to Mill Street and talk with the team?"
)
NOTE = "For the branch committee on Thursday: how many posts are empty, by office."
REASON = "To arrange a meeting, as the reporter asks."
COMPANY = "Priya comes with you. She writes to you today to find a time."
REPLY = "Yes, but not in the team meeting: come on a day when managers are at head office."
OUTCOME = "Both posts are advertised, and the duty desk is shared with River House from July. Tell us if it is not so."
SET_UP = datetime(2027, 6, 7, 18, 0, tzinfo=ZONE).astimezone(UTC)
SENT = datetime(2027, 6, 8, 12, 10, tzinfo=ZONE).astimezone(UTC)
ROUND = datetime(2027, 6, 8, 13, 0, tzinfo=ZONE).astimezone(UTC)
ANSWERED = datetime(2027, 6, 8, 18, 30, tzinfo=ZONE).astimezone(UTC)
TOLD = datetime(2027, 6, 11, 12, 0, tzinfo=ZONE).astimezone(UTC)
NEXT_ROUND = datetime(2027, 6, 11, 13, 0, tzinfo=ZONE).astimezone(UTC)
MONDAY = datetime(2027, 6, 14, 9, 0, tzinfo=ZONE).astimezone(UTC)
NEXT_MONDAY = datetime(2027, 6, 21, 9, 0, tzinfo=ZONE).astimezone(UTC)
CLOSED = datetime(2027, 6, 21, 18, 0, tzinfo=ZONE).astimezone(UTC)


async def play(stage: Stage) -> None:
    """From the post in the channel to a report that is closed."""
    post = await _open_the_doors(stage)
    code = await _tell(stage, post)
    withdrawn = await _others_tell(stage)
    reported = await _round(stage)
    await _work(stage, reported)
    await _open_name(stage, reported[CATEGORIES[2]])
    await _list(stage)
    await _read(stage, post, code)
    await _withdraw(stage, withdrawn, reported)
    await _close(stage, reported, code)


async def _open_the_doors(stage: Stage) -> Message:
    """Say what reports are about, and post the way to the organisers; the post."""
    sue, tell = stage.cast.sue, stage.tell
    stage.clock.move_to(SET_UP)
    tell.chapter("June: Sue opens the doors for reports, and members find them in a channel")
    page = await sue.press(await sue.press(await sue.slash("branch setup"), "Next"), "Next")
    page = await sue.press(page, "Reports to the organisers")
    tell.does(sue, "presses “Reports to the organisers” on the third page of /branch setup, then “Change this”")
    form = await sue.press(page, "Change this")
    typed = {"categories": "\n".join(CATEGORIES), "workplaces": "\n".join(WORKPLACES)}
    tell.fills_in(sue, form, **{name: value.replace("\n", ", ") for name, value in typed.items()})
    page = await sue.submit(form, **typed)
    tell.answers(sue, page)
    stage.picture("feedback-settings", page)
    preview = await sue.slash("feedback post", in_channel=stage.cast.general)
    tell.does(sue, f"types /feedback post in #{stage.cast.general.name}, and presses “Post it”")
    await sue.press(preview, "Post it")
    post = await stage.news()
    stage.picture("feedback-post", post)
    elin = stage.cast.named("Elin")
    tell.does(elin, "types /help, and presses “Who could find out that I reported something?”")
    helped = await elin.slash("help", in_channel=stage.cast.general)
    tell.answers(elin, await elin.press(helped, "Who could find out that I reported something?"))
    return post


async def _tell(stage: Stage, post: Message) -> str:
    """Ann reports without her name; her code."""
    ann, tell = stage.cast.members[0], stage.tell
    stage.clock.move_to(SENT)
    tell.chapter("Ann tells the organisers something, on her own phone, without her name")
    doors = await ann.press(post, "Tell the organisers")
    tell.does(ann, "presses “Tell the organisers”")
    tell.answers(ann, doors)
    stage.picture("feedback-doors", doors)
    form = await ann.press(doors, UNNAMED)
    typed = {"category": CATEGORIES[0], "office": MILL_STREET, "text": FIRST_TEXT}
    tell.does(ann, f"presses “{UNNAMED}”")
    tell.fills_in(ann, form, **typed)
    stage.form_picture("feedback-form", form, **typed | {"urgent": "no"})
    draft = await ann.submit(form, **typed)
    tell.answers(ann, draft)
    stage.picture("feedback-found", draft)
    form = await ann.press(draft, "Edit")
    tell.does(ann, "presses Edit, and takes out what only one person could have written")
    tell.fills_in(ann, form, text=TEXT)
    draft = await ann.submit(form, text=TEXT)
    tell.does(ann, "presses Send")
    sent = await ann.press(draft, "Send")
    tell.answers(ann, sent)
    stage.picture("feedback-code", sent)
    tell.does(ann, "writes it on paper, and presses “Hide it”")
    code = _code_in(sent)
    tell.answers(ann, await ann.press(sent, "Hide it"))
    return code


async def _others_tell(stage: Stage) -> str:
    """Three others report, one in confidence, one not to Owain; the code of the first."""
    _, bob, huw, cat, *_ = stage.cast.members
    priya, tell = stage.cast.named("Priya"), stage.tell
    tell.chapter("Others write too: one in confidence, and one that an organiser must not see")
    draft = await _write(stage, bob, UNNAMED, category=CATEGORIES[3], text=EXPENSES)
    tell.does(bob, "reports late expenses, without his name")
    bobs = _code_in(await bob.press(draft, "Send"))
    draft = await _write(stage, huw, UNNAMED, category=CATEGORIES[4], text=LEAKED)
    draft = await huw.select(draft, "Not to … (up to five organisers)", [stage.cast.named("Owain")])
    tell.does(huw, "reports something in which Owain may have a part, and chooses him under “Not to …”")
    tell.answers(huw, draft)
    await huw.press(draft, "Send")
    draft = await _write(stage, cat, CONFIDENTIAL, category=CATEGORIES[2], text=SHOUTED_AT, opener=priya)
    draft = await cat.press(draft, "Turn private messages on")
    tell.does(cat, "reports in confidence: Priya may open her name, and answers come by private message too")
    stage.picture("feedback-confidence", draft)
    await cat.press(draft, "Send")
    early = await priya.slash("feedback desk", in_channel=stage.cast.desk)
    tell.does(priya, "types /feedback desk, before the round")
    tell.answers(priya, early)
    return bobs


async def _round(stage: Stage) -> dict[str, Message]:
    """Three posts at the desk, and a private message about the fourth; the posts by their category."""
    stage.clock.move_to(ROUND)
    stage.tell.chapter("13:00, a round: the desk gets them together, in an order drawn by lot")
    posts = await stage.desk_news()
    stage.tell.aside("The report that is not for Owain has no post where he reads. Priya is told privately:")
    await stage.letter(stage.cast.named("Priya"))
    reported = {each: post for post in posts for each in CATEGORIES if each in post.text}
    stage.picture("feedback-desk-post", reported[CATEGORIES[0]])
    return reported


async def _work(stage: Stage, reported: dict[str, Message]) -> None:
    priya, owain, tell = stage.cast.named("Priya"), stage.cast.named("Owain"), stage.tell
    stage.clock.move_to(ANSWERED)
    tell.chapter("Priya opens a report. She reads what was written, and nothing of who wrote it")
    case = await priya.press(reported[CATEGORIES[0]], "Open")
    tell.does(priya, "presses Open")
    tell.answers(priya, case)
    form = await priya.press(case, "Answer")
    tell.does(priya, "presses Answer")
    tell.fills_in(priya, form, text=ANSWER)
    stage.form_picture("feedback-answer", form, text=ANSWER)
    case = await priya.submit(form, text=ANSWER)
    form = await priya.press(case, "Note")
    tell.does(priya, "presses Note")
    tell.fills_in(priya, form, text=NOTE)
    case = await priya.submit(form, text=NOTE)
    tell.answers(priya, case)
    stage.picture("feedback-case", case)
    tell.does(priya, "presses “Pass to” and chooses Owain")
    menu = await priya.press(case, "Pass to")
    await priya.select(menu, str(menu.selects[0].placeholder), [owain])
    await stage.letter(owain)
    tell.changes(reported[CATEGORIES[0]], "Status")
    tell.changes(reported[CATEGORIES[0]], "Held")


async def _open_name(stage: Stage, case: Message) -> None:
    priya, owain, cat, tell = stage.cast.named("Priya"), stage.cast.named("Owain"), stage.cast.members[3], stage.tell
    tell.chapter("In confidence: one organiser alone may open the name, for a reason that goes on record")
    tell.does(owain, "presses “Who sent it” under the report in confidence")
    tell.answers(owain, await owain.press(case, "Who sent it"))
    form = await priya.press(case, "Who sent it")
    tell.does(priya, "presses “Who sent it”")
    tell.fills_in(priya, form, reason=REASON)
    tell.answers(priya, await priya.submit(form, reason=REASON))
    form = await priya.press(await priya.press(case, "Open"), "Answer")
    await priya.submit(form, text=COMPANY)
    tell.does(priya, "opens it, and answers")
    stage.picture("feedback-letter", await stage.letter(cat))


async def _list(stage: Stage) -> None:
    priya, owain, tell = stage.cast.named("Priya"), stage.cast.named("Owain"), stage.tell
    tell.chapter("The desk's list: Priya has four reports in it, Owain three")
    for who in (owain, priya):
        listed = await who.slash("feedback desk", in_channel=stage.cast.desk)
        tell.does(who, "types /feedback desk")
        tell.answers(who, listed)
        if who is priya:
            stage.picture("feedback-desk", listed)


async def _read(stage: Stage, post: Message, code: str) -> None:
    ann, tell = stage.cast.members[0], stage.tell
    stage.clock.move_to(TOLD)
    tell.chapter("On Friday Ann reads that answers wait, and comes back with her code")
    stage.picture("feedback-waiting", await stage.news())
    stage.clock.move(minutes=10)
    tell.does(ann, "presses “Read an answer” under the post, and mistypes a character of her code")
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    refused = await ann.submit(await ann.press(post, "Read an answer"), code=wrong)
    tell.answers(ann, refused)
    form = await ann.press(refused, "Type the code again")
    found = await ann.submit(form, code=code.lower())
    tell.does(ann, "types it again, in small letters")
    tell.answers(ann, found)
    stage.picture("feedback-read", found)
    form = await ann.press(found, "Reply")
    tell.does(ann, "presses Reply")
    tell.fills_in(ann, form, text=REPLY)
    draft = await ann.submit(form, text=REPLY)
    tell.does(ann, "reads it once more, and presses Send")
    tell.answers(ann, await ann.press(draft, "Send"), below="where her report is, as before, and that the reply waits")


async def _withdraw(stage: Stage, code: str, reported: dict[str, Message]) -> None:
    bob, tell = stage.cast.members[1], stage.tell
    tell.chapter("Bob's mileage is paid: he withdraws what he reported, and its text is erased at once")
    form = await bob.slash("feedback withdraw", in_channel=stage.cast.general)
    tell.does(bob, "types /feedback withdraw, and his code")
    asked = await bob.submit(form, code=code)
    tell.answers(bob, asked)
    tell.does(bob, "presses “Withdraw it”")
    tell.answers(bob, await bob.press(asked, "Withdraw it"))
    for who, category, text in (("Dilip", CATEGORIES[1], BROKEN), ("Grace", CATEGORIES[0], COVER)):
        draft = await _write(stage, stage.cast.named(who), UNNAMED, category=category, text=text)
        await stage.cast.named(who).press(draft, "Send")
    stage.clock.move_to(NEXT_ROUND)
    tell.aside(
        "With the next round the desk sees both, and two reports that came meanwhile: a reply does not come alone."
    )
    await stage.desk_news()
    tell.changes(reported[CATEGORIES[0]], "The reporter has replied")
    tell.changes(reported[CATEGORIES[3]], "Status")


async def _close(stage: Stage, reported: dict[str, Message], code: str) -> None:
    owain, ann, tell = stage.cast.named("Owain"), stage.cast.members[0], stage.tell
    stage.clock.move_to(MONDAY)
    tell.chapter("Every Monday the desk sees what waits longest; a week later Ann's report is closed")
    (digest,) = await stage.desk_news()
    stage.picture("feedback-digest", digest)
    stage.clock.move_to(NEXT_MONDAY)
    await stage.app.scheduler.settle()
    stage.clock.move_to(CLOSED)
    case = await owain.press(reported[CATEGORIES[0]], "Open")
    form = await owain.press(case, "Close")
    tell.does(owain, "has been to Mill Street, opens the report, and presses Close")
    tell.fills_in(owain, form, outcome="done", text=OUTCOME)
    tell.answers(owain, await owain.submit(form, outcome="done", text=OUTCOME))
    found = await ann.submit(await ann.slash("feedback read", in_channel=stage.cast.general), code=code)
    tell.does(ann, "types /feedback read, and her code")
    tell.answers(ann, found)
    sue = stage.cast.sue
    tell.does(sue, "types /branch audit")
    tell.answers(sue, await sue.slash("branch audit"))


async def _write(stage: Stage, who: Member, door: str, **fields: Any) -> Reply:
    """Somebody writes a report; the look at it before it is sent."""
    doors = await who.slash("feedback send", in_channel=stage.cast.general)
    return await who.submit(await who.press(doors, door), **fields)


def _code_in(sent: Reply) -> str:
    found = re.search(r"```\n(\S+)\n```", sent.text)
    if found is None:
        raise LookupError(f"no code: {sent.text}")
    return found[1]
