"""After everything that can happen around a meeting: who answered and what was typed is nowhere it must not be.

How bytes are searched for people is `test_secrecy`'s; here is what meetings keep, and until when (PRIVACY.md).
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from bot import operate
from bot.i18n import say
from bot.rules.meetings import Answer
from bot.standin import Member, Message, Reply
from tests.e2e.living import Branch
from tests.e2e.meetings import announce, meeting_id
from tests.e2e.test_secrecy import folder, found, written

ANSWERS = [say(f"meeting.answer-{answer}") for answer in Answer]
CHECK_IN = say("meeting.check_in")
# Words that stand in no other text, no path and no library, one for each thing that can be typed.
WORDS = ("zorbingly", "quagga", "wexhall", "zibeline", "quopped", "zoroast", "wuxitem", "quuted", "zephyrs", "wyxfile")
TITLE, ITEM, PLACE, SHORT, MOVED, CANCELLED, MINUTES, DECIDED, OUTCOME, FILE = WORDS
# Words, numbers and days; nothing that anybody typed, and nobody's id but a server's.
DOORS = re.compile(r"[a-z_]+(:[a-z_-]+)*(:([a-z]+|\d{1,14}|\d{4}-\d\d-\d\d|(?P<id>\d{15,20})))*")
KEYS = re.compile(r"'custom_id': '([^']*)'")


@dataclass
class Evening:
    """Who took part, and what they were shown."""

    branch: Branch
    people: list[Member]
    posts: list[Message] = field(default_factory=list[Message])
    replies: list[Reply] = field(default_factory=list[Reply])

    def traces(self) -> dict[str, bytes]:
        """Everybody who answered or came: id and name, as they might be written down."""
        return {f"{each.name} {form}": text for each in self.people for form, text in written(each.id, each.name)}


async def ask_and_answer(evening: Evening) -> Message:
    """A strike is called, answered in every way, reminded of, moved, and reminded of again."""
    branch, rob = evening.branch, evening.branch.rob
    post = await announce(
        branch, f"{TITLE} strike ballot", "in 5 days", place=PLACE, agenda=f"{ITEM} (15 min)", reason=SHORT, event=True
    )
    for number, each in enumerate(evening.people):
        reply = await each.press(post, ANSWERS[number % 4])
        if number % 3 == 0:
            evening.replies.append(await each.press(reply, say("follow.on_button")))
    assert not (await branch.tim.press(post, ANSWERS[0])).buttons
    await branch.pass_(days=3, hours=23)
    form = await rob.press(
        await rob.slash("meeting move", meeting=str(meeting_id(post)), when="in 3 days"), say("change.move_it")
    )
    await rob.submit(form, reason=MOVED)
    await branch.settle()
    await branch.pass_(days=2, hours=23.6)
    return post


async def hold(evening: Evening, post: Message) -> None:
    """Half of them come; the room is counted, a poll asked, the list exported, and the meeting ended."""
    branch, rob = evening.branch, evening.branch.rob
    for each in evening.people[::2]:
        assert "You are checked in" in (await each.press(post, CHECK_IN)).text
    panel = await rob.slash("meeting checkin")
    await rob.press(panel, say("attendance.here-button"))
    await rob.submit(await rob.press(panel, say("attendance.count-button")), number="4")
    names = await rob.slash("meeting attendance", meeting=str(meeting_id(post)))
    assert evening.people[0].mention in names.text
    await rob.press(names, say("attendance.export-button"))
    await branch.pass_(minutes=40)
    panel = await rob.press(panel, say("attendance.refresh-button"))
    ending = await rob.press(panel, say("attendance.end-button"))
    await rob.press(ending, say("attendance.end-sure"))
    await branch.pass_(minutes=1)


async def record(evening: Evening, post: Message) -> None:
    """Minutes as a file and as a text, and a decision of which its owner is reminded every week."""
    branch, rob, number = evening.branch, evening.branch.rob, str(meeting_id(post))
    await rob.slash("meeting minutes", meeting=number, file=(f"{FILE}.pdf", b"%PDF-1.7 " + MINUTES.encode()))
    branch.clock.move(minutes=1)
    panel = await rob.slash("meeting minutes", meeting=number)
    panel = await rob.submit(await rob.press(panel, say("minutes.write")), text=f"It was {MINUTES}.")
    form = await rob.press(panel, say("decision.record"))
    await rob.submit(form, what=f"{DECIDED} ballot", owner=rob, due="in 2 weeks")
    panel = await rob.press(panel, say("minutes.post"))
    await branch.settle()
    for each in evening.people[:2]:
        shown = await each.press(branch.posts(branch.notices)[-1], say("minutes.present-button"))
        assert evening.people[0].mention in shown.text
    sure = await rob.press(panel, say("minutes.approve"))
    await rob.press(sure, say("minutes.approve-sure"))
    await branch.settle()


async def carry_out(evening: Evening) -> None:
    """What became of the decision."""
    rob = evening.branch.rob
    assert "it was due" in rob.dms[-1].text
    form = await rob.press(rob.dms[-1], say("decision.it_is_done"))
    assert say("decision.ended-thanks") in (await rob.submit(form, outcome=OUTCOME)).text


async def call_off(evening: Evening) -> None:
    """Another meeting is answered and cancelled."""
    branch, rob = evening.branch, evening.branch.rob
    other = await announce(branch, f"{TITLE} picket", "in 20 days")
    for each in evening.people[:3]:
        await each.press(other, ANSWERS[0])
    screen = await rob.slash("meeting cancel", meeting=str(meeting_id(other)))
    await rob.submit(await rob.press(screen, say("change.cancel_it")), reason=CANCELLED)
    await branch.settle()


async def test_of_a_whole_evening_nothing_typed_is_in_the_log_nobody_is_named_in_public_and_names_go_for_good(
    branch: Branch, tmp_path: Path
) -> None:
    evening = Evening(branch, [branch.guild.member(f"zq-{number}", roles=[branch.members]) for number in range(8)])
    post = await ask_and_answer(evening)
    await hold(evening, post)
    await record(evening, post)
    await call_off(evening)
    for each in evening.replies:
        await evening.people[evening.replies.index(each) * 3].press(each, say("follow.off_button"))
    kept = folder(branch.folder)
    assert {trace.split()[0] for trace in found(kept, evening.traces())} == {each.name for each in evening.people}
    await branch.pass_(days=31)
    backups = tmp_path / "backups"
    operate.backup(branch.folder, backups, 9, branch.clock.now())
    assert found(folder(branch.folder) | folder(backups), evening.traces()) == []
    nothing_on_a_locked_phone(evening)
    await carry_out(evening)

    log = {"the log": branch.log.text.encode()}
    said = {word: word.encode() for word in WORDS}
    chosen = {answer: answer.encode() for answer in ("apologies", "unsure", "Apologies", "Not sure")}
    assert found(log, evening.traces() | said | chosen) == []
    assert len(branch.log.text) > 2000
    nobody_in_public(evening)
    only_numbers_behind_buttons(evening)


def nobody_in_public(evening: Evening) -> None:
    """Whatever stands in a room, with its files: nobody who answered or came."""
    rooms = [room for room in evening.branch.discord.world.channels.values() if room.guild is not None]
    public = [each for room in rooms for each in room.messages.values() if not each.is_private]
    assert len(public) > 10
    places = {f"{each.id}": f"{each.text} {each.embeds} {each.components}".encode() for each in public}
    places |= {f"{each.id} {file.name}": file.data for each in public for file in each.files}
    places |= {str(event.id): repr(event.held).encode() for event in evening.branch.guild.events.values()}
    assert found(places, evening.traces()) == []


def nothing_on_a_locked_phone(evening: Evening) -> None:
    """What a push notification shows says neither what a meeting is about nor that it is about a strike."""
    branch = evening.branch
    letters = [letter for each in [*evening.people, branch.rob] for letter in each.dms if not letter.is_private]
    public = [*branch.posts(branch.notices), *branch.posts(branch.lobby)]
    assert len(letters) > 8
    for shown in [*letters, *public]:
        assert shown.preview, shown.text
        assert not re.search(rf"strike|ballot|picket|{'|'.join(WORDS)}", shown.preview, re.IGNORECASE), shown.preview


def only_numbers_behind_buttons(evening: Evening) -> None:
    """What a button carries says what is done with which meeting, and of people only who is asked for: the server."""
    branch = evening.branch
    keys = {key for request in branch.discord.requests for key in KEYS.findall(repr(request.body))}
    assert len(keys) > 20
    for key in keys:
        fits = DOORS.fullmatch(key)
        assert fits is not None, key
        assert fits["id"] in (None, str(branch.guild.id)), key
