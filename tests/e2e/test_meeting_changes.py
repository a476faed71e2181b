"""A meeting is moved or cancelled: looked at first, done once, and told to those who had answered."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from bot.i18n import in_full, say
from bot.rules.meetings import Answer
from bot.standin import Member, Message, Reply
from bot.standin.records import Request
from tests.e2e.bad_days import LETTERS, MESSAGES, recover, sent, until
from tests.e2e.living import Branch
from tests.e2e.meetings import announce, cancel, draft_meeting, meeting_id, move

COMING, ONLINE, APOLOGIES, UNSURE = (say(f"meeting.answer-{answer}") for answer in Answer)
MOVE, CANCEL = say("change.move_it"), say("change.cancel_it")
MEMBER = "/guilds/{guild_id}/members/{user_id}"
LONDON = ZoneInfo("Europe/London")
FIRST = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)
LATER = datetime(2027, 1, 14, 19, 0, tzinfo=UTC)
LATER_TYPED = "Thu 14 Jan 2027 19:00"


def words(instant: datetime) -> str:
    """The time as everybody reads it."""
    return in_full(instant, LONDON)


async def answered(branch: Branch) -> Message:
    """A notice that ann, bob and cat have answered, and dan and rob have not."""
    post = await announce(branch)
    for member, label in ((branch.ann, COMING), (branch.bob, APOLOGIES), (branch.cat, ONLINE)):
        await member.press(post, label)
    await branch.pass_(seconds=5)
    return post


async def ask(branch: Branch, post: Message, when: str) -> Reply:
    """What moving it would come to."""
    return await branch.rob.slash("meeting move", meeting=str(meeting_id(post)), when=when)


def entry(member: Member, shown: Message) -> tuple[str, Event]:
    """What a calendar makes of the file under a post or letter: the file's method, and its one entry."""
    calendar: Any = Calendar.from_ical(member.open(shown))
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event


async def test_everybody_who_answered_is_told_of_a_move_once_and_their_answers_stay(branch: Branch) -> None:
    post = await answered(branch)
    screen = await ask(branch, post, LATER_TYPED)
    assert screen.is_private
    for line in (
        say("change.plan-to", at=words(LATER), stamp="<t:1799953200:F>", ago="<t:1799953200:R>"),
        say("change.plan-notice", days=53, asked=14),
        say("change.plan-told", told=3),
    ):
        assert line in screen.text
    assert post.preview == say("meeting.first_line", kind="general", at=words(FIRST))
    done = await move(branch, post, LATER_TYPED)
    assert done.updated
    assert words(LATER) in done.text
    news = branch.posts(branch.notices)[-1]
    assert news is not post
    assert news.reference is not None
    first = say("change.moved-first", kind="general", at=words(LATER))
    assert news.preview == first
    assert post.preview == say("meeting.first_line", kind="general", at=words(LATER))
    for line in (say("change.before", before=words(FIRST)), say("change.reason", reason="The hall is taken")):
        assert line in news.text
    assert say("meeting.answers", coming=1, online=1, apologies=1, unsure=0) in post.text
    for member in (branch.ann, branch.bob, branch.cat):
        (letter,) = member.dms
        assert letter.preview == first
        assert "Branch meeting" not in letter.preview
        for shown in (letter, news):
            method, event = entry(member, shown)
            assert (method, event["SEQUENCE"], event.start) == ("PUBLISH", 1, LATER)
    assert branch.dan.dms == branch.rob.dms == []
    await branch.rob.replay(done)
    assert len(branch.ann.dms) == 1
    record = "\n".join(each.text for each in branch.posts(branch.audit))
    assert 'moved the meeting "Branch meeting"' in record
    assert "wrote to 3 who had answered" in record


async def test_a_meeting_moved_into_another_season_begins_at_the_hour_that_was_typed(branch: Branch) -> None:
    post = await answered(branch)
    skipped = await ask(branch, post, "Sun 28 Mar 2027 01:30")
    assert skipped.is_private
    assert branch.labels(skipped) == []
    branch.notices.deny(branch.guild.bot_role, "attach_files")
    await move(branch, post, "Mon 29 Mar 2027 18:30", reason="")
    news = branch.posts(branch.notices)[-1]
    assert news.files == []
    assert say("change.calendar-moved") not in news.text
    (letter,) = branch.ann.dms
    assert "18:30 (BST)" in letter.preview
    assert say("change.before", before=words(FIRST)) in letter.text
    assert "Reason" not in letter.text + post.text
    _, event = entry(branch.ann, letter)
    assert event.start == datetime(2027, 3, 29, 17, 30, tzinfo=UTC)
    assert event["DTSTART"].to_ical() == b"20270329T183000"  # as the clock on the wall will read


async def test_short_notice_is_given_with_a_reason_or_not_at_all(branch: Branch) -> None:
    post = await answered(branch)
    screen = await ask(branch, post, "Thu 3 Dec 2026 18:30")
    assert say("change.plan-short", days=11, asked=14) in screen.text
    assert "Too late" not in screen.text
    form = await branch.rob.press(screen, MOVE)
    soon = await ask(branch, post, "Tue 24 Nov 2026 18:30")
    assert say("change.plan-deadline", what="motions", on="Tuesday 17 November 2026") in soon.text
    refused = await branch.rob.raw_submit(form, {"reason": " "})
    assert refused.text == say("change.reason_needed", days=11, asked=14)
    again = await branch.rob.press(refused, say("ui.correct_it"))
    await branch.rob.submit(again, reason="The offer runs out")
    await branch.settle()
    assert say("meeting.notice-short", days=11, asked=14, reason="The offer runs out") in post.text
    (letter,) = branch.ann.dms
    assert say("meeting.notice-short", days=11, asked=14, reason="The offer runs out") in letter.text
    assert [told.text.count("The offer runs out") for told in (post, letter)] == [1, 1]


async def test_what_cannot_be_is_refused_privately_and_nobody_hears_of_it(branch: Branch) -> None:
    post = await answered(branch)
    screen = await ask(branch, post, LATER_TYPED)
    for typed in ("20 Nov 2026 18:30", "31 February 18:30", "Thu 10 Dec 2026 18:30", "soonish"):
        refused = await ask(branch, post, typed)
        assert refused.is_private
        assert branch.labels(refused) == []
    ann = await branch.ann.slash("meeting move", meeting=str(meeting_id(post)), when=LATER_TYPED)
    assert ann.text == say("access.needs", power="rep")
    for forged in (f"meeting:move:{meeting_id(post)}:1", "meeting:move:999:29998980", f"meeting:cancel:{10**18}"):
        assert (await branch.rob.raw_press(screen, custom_id=forged)).is_private
    assert (await branch.ann.raw_press(screen, custom_id=f"meeting:cancel:{meeting_id(post)}")).text == say(
        "access.needs", power="rep"
    )
    wild = await branch.rob.raw_press(screen, custom_id=f"meeting:move:{meeting_id(post)}:{2**62}")
    assert wild.text == say("ui.unknown_button")
    branch.clock.move(days=19)  # it has begun
    late = await branch.rob.press(screen, MOVE)
    assert late.text == say("meeting.has_begun", starts_at=f"<t:{int(FIRST.timestamp())}:F>")
    await branch.settle()
    assert branch.ann.dms == []
    assert branch.posts(branch.notices) == [post]


async def test_a_cancelled_meeting_says_why_and_is_taken_out_of_calendars(branch: Branch) -> None:
    post = await answered(branch)
    screen = await branch.rob.slash("meeting cancel", meeting="branch meeting")
    assert say("change.plan-told_cancelled", told=3) in screen.text
    await branch.restart()
    await branch.rob.submit(await branch.rob.press(screen, CANCEL), reason="The **hall** is flooded")
    await branch.settle()
    first = say("change.cancelled-first", kind="general", at=words(FIRST))
    news = branch.posts(branch.notices)[-1]
    assert news.preview == first
    assert "The \\*\\*hall\\*\\* is flooded" in post.text
    assert post.buttons == []
    for member in (branch.ann, branch.bob, branch.cat):
        (letter,) = member.dms
        assert letter.preview == first
        method, event = entry(member, letter)
        assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    unheard = await announce(branch, "Another meeting")
    assert (
        say("change.plan-told_cancelled", told=0)
        in (await branch.rob.slash("meeting cancel", meeting="Another meeting")).text
    )
    await cancel(branch, unheard)
    assert (await branch.sue.slash("branch audit")).text.count("wrote to") == 1
    twice = await branch.rob.raw_press(screen, custom_id=f"meeting:cancel:{meeting_id(post)}")
    assert twice.text == say("meeting.cancelled")
    said = branch.posts(branch.notices)
    await branch.pass_(days=29)
    assert len(branch.ann.dms) == 1  # nothing reminds of it
    assert branch.posts(branch.notices) == said
    assert len((await branch.rows("meeting_answers"))["meeting_answers"]) == 3


async def test_a_restart_in_the_middle_of_telling_tells_nobody_twice(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.meetings._telling.AT_ONCE", 3)
    branch.expect_error("meeting.tell_each for meeting.tell_each:1 failed, try 1")
    post = await announce(branch)
    crowd = [branch.guild.member(f"zq-{number}", roles=[branch.members]) for number in range(7)]
    for each in crowd:
        await each.press(post, COMING)
    crowd[2].close_dms()
    crowd[3].leave()
    crowd[4].remove_role(branch.members)

    def break_off(_: Request) -> None:
        if len(sent(branch, "POST", LETTERS)) == 2 and not branch.discord.faults.orders:
            branch.discord.faults.error("POST", LETTERS, status=503)

    branch.discord.records.listeners.append(break_off)
    form = await branch.rob.press(await ask(branch, post, LATER_TYPED), MOVE)
    await branch.rob.submit(form, reason="The hall is taken")
    await branch.settle()
    told = [len(each.dms) for each in crowd]
    assert told == [1, 1, 0, 0, 0, 0, 0]
    await branch.restart()
    await recover(branch)
    assert [len(each.dms) for each in crowd] == [1, 1, 0, 0, 0, 1, 1]
    assert len([each for each in branch.posts(branch.notices) if each.preview.startswith("Moved")]) == 1
    assert "wrote to 4 who had answered" in "\n".join(each.text for each in branch.posts(branch.audit))


async def test_whoever_cancels_while_people_are_being_told_of_a_move_is_the_last_they_hear_of(branch: Branch) -> None:
    post = await answered(branch)
    move_form = await branch.rob.press(await ask(branch, post, LATER_TYPED), MOVE)
    screen = await branch.rob.slash("meeting cancel", meeting=str(meeting_id(post)))
    cancel_form = await branch.rob.press(screen, CANCEL)
    branch.discord.faults.slow(0.2, "POST", LETTERS)
    await branch.rob.submit(move_form, reason="The hall is taken")
    moving = asyncio.create_task(branch.settle())
    await until(lambda: len(sent(branch, "GET", MEMBER)) == 1)
    branch.clock.move(seconds=1)
    await branch.rob.submit(cancel_form, reason="The hall is flooded")
    await moving
    await branch.settle()
    assert [each.preview.split(":")[0] for each in branch.ann.dms] == ["Moved", "Cancelled"]
    for member in (branch.bob, branch.cat):
        assert [each.preview.split(":")[0] for each in member.dms] == ["Cancelled"]


async def test_what_is_no_news_any_more_is_not_said(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    branch.expect_error("failed, try 1")
    monkeypatch.setattr("cogs._rooms.POSTED_WITHIN", 0.05)
    post = await answered(branch)
    branch.discord.faults.error(*MESSAGES, status=503, times=1000)
    unheard = await branch.rob.press(await draft_meeting(branch, "Unheard of"), say("notice.post_it"))
    assert unheard.is_private
    screen = await branch.rob.slash("meeting cancel", meeting="Unheard of")
    await branch.rob.submit(await branch.rob.press(screen, CANCEL), reason="Nobody has heard of it")
    await branch.settle()
    branch.discord.faults.calm()
    await recover(branch)
    assert branch.posts(branch.notices) == [post]
    branch.discord.faults.error(*MESSAGES, status=503, times=1000)
    await move(branch, post, LATER_TYPED)
    branch.clock.move(seconds=(LATER - branch.clock.now()).total_seconds() + 2 * 3600)
    branch.discord.faults.calm()
    await recover(branch)
    assert not any(each.preview.startswith("Moved") for each in branch.posts(branch.notices))
    assert branch.ann.dms == []


async def test_of_two_moves_in_a_minute_each_is_told_and_the_last_one_holds(branch: Branch) -> None:
    post = await answered(branch)
    await move(branch, post, LATER_TYPED)
    branch.clock.move(seconds=20)
    await move(branch, post, "Thu 21 Jan 2027 19:00", reason="That was the wrong week")
    assert ["14 January" in each.preview for each in branch.ann.dms] == [True, False]
    news = [each for each in branch.posts(branch.notices) if each.preview.startswith("Moved")]
    assert len(news) == 2
    assert "21 January 2027" in post.preview
    assert entry(branch.ann, branch.ann.dms[-1])[1]["SEQUENCE"] == 2
    branch.clock.move(minutes=1)
    assert say("change.plan-same_day") in (await ask(branch, post, "Thu 21 Jan 2027 20:00")).text
    await move(branch, post, "Thu 21 Jan 2027 20:00", reason="")
    _, last = entry(branch.ann, branch.ann.dms[-1])
    assert (last["SEQUENCE"], last.decoded("LAST-MODIFIED")) == (3, branch.clock.now())


async def test_nobody_is_told_of_a_notice_that_is_gone(branch: Branch) -> None:
    post = await answered(branch)
    post.delete()
    agenda = await branch.rob.slash("meeting agenda", meeting=str(meeting_id(post)))
    await branch.rob.submit(agenda, agenda="Pay claim")
    await branch.settle()  # now Steward has looked for it
    done = await move(branch, post, LATER_TYPED)
    assert say("change.notice_gone") in done.text
    assert say("change.told", told=3) in done.text
    told = [branch.posts(branch.notices)[-1], *branch.ann.dms]
    assert len(told) == 2
    assert all(say("change.answers_stay-no_notice", new="time") in each.text for each in told)
    branch.notices.delete()
    branch.clock.move(seconds=1)
    done = await cancel(branch, post)
    assert say("change.not_posted", problem=say("room.gone", use="notices")) in done.text
    assert branch.ann.dms[-1].preview.startswith("Cancelled")
