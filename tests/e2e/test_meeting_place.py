"""A meeting is held elsewhere: looked at first, told to those who had answered, and the time stays."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from bot.i18n import in_full, say
from bot.rules.meetings import PLACE_LENGTH, Answer
from tests.e2e.living import Branch
from tests.e2e.meetings import announce, meeting_id

COMING, MOVE = say(f"meeting.answer-{Answer.COMING}"), say("change.move_it")
OLD, NEW = "Room 2, Union House", "Room *3*, Union House"
SHOWN = "Room \\*3\\*, Union House"
FIRST = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)
LATER = datetime(2027, 1, 14, 19, 0, tzinfo=UTC)
AT, AT_LATER = (in_full(each, ZoneInfo("Europe/London")) for each in (FIRST, LATER))


async def test_another_room_is_told_to_who_answered_and_the_evening_stays(branch: Branch) -> None:
    post = await announce(branch, event=True)
    await branch.ann.press(post, COMING)
    number = str(meeting_id(post))
    ann = await branch.ann.slash("meeting move", meeting=number, where=NEW)
    assert ann.text == say("access.needs", power="rep")
    wanted: tuple[tuple[dict[str, Any], str], ...] = (
        ({}, say("change.nothing_given")),
        ({"where": OLD}, say("change.same_place", place=OLD)),
        ({"where": "Room \u202e3"}, say("text.bidi")),
    )
    for options, refusal in wanted:
        refused = await branch.rob.slash("meeting move", meeting=number, **options)
        assert (refused.is_private, refused.text) == (True, refusal)
    longest = await branch.rob.slash("meeting move", meeting=number, where="*" * PLACE_LENGTH)
    assert branch.labels(longest) == [MOVE]
    screen = await branch.rob.slash("meeting move", meeting=number, where=NEW)
    for line in (say("change.plan-place_from", place=OLD), say("change.plan-place_to", place=SHOWN)):
        assert line in screen.text
    assert say("change.plan-same_time") in screen.text
    await branch.restart()
    form = await branch.rob.press(screen, MOVE)
    wrong = await branch.rob.raw_submit(form, {"place": " ", "reason": ""})
    assert wrong.text == say("text.empty", field="place")
    again = await branch.rob.press(wrong, say("ui.correct_it"))
    await branch.rob.submit(again, place=NEW)
    await branch.settle()
    (event,) = branch.dan.events
    assert (event.location, event.begins) == (NEW, FIRST)
    news, (letter,) = branch.posts(branch.notices)[-1], branch.ann.dms
    for told in (news, letter):
        assert told.preview == say("change.place-first", kind="general", at=AT)
        assert say("change.place-now", place=SHOWN) in told.text
        assert say("change.place-before", before=OLD) in told.text
        calendar: Any = Calendar.from_ical(branch.ann.open(told))
        (entry,) = calendar.walk("VEVENT")
        assert (entry["LOCATION"], entry["SEQUENCE"], entry.start) == (NEW, 1, FIRST)
    assert say("meeting.state-place", before=OLD) in post.text
    assert say("meeting.where", place=SHOWN) in post.text
    assert say("meeting.answers", coming=1, online=0, apologies=0, unsure=0) in post.text
    assert branch.dan.dms == []
    record = "\n".join(each.text for each in branch.posts(branch.audit))
    assert 'changed the place of the meeting "Branch meeting"' in record
    assert NEW not in record


async def test_another_evening_in_another_room_is_one_change_as_it_was_typed(branch: Branch) -> None:
    post = await announce(branch)
    await branch.ann.press(post, COMING)
    screen = await branch.rob.slash(
        "meeting move", meeting=str(meeting_id(post)), when="Thu 14 Jan 2027 19:00", where=NEW
    )
    form = await branch.rob.press(screen, MOVE)  # the place stands in it as typed
    done = await branch.rob.submit(form, reason="A burst pipe")
    assert say("change.moved-done", title="Branch meeting", at=AT_LATER) in done.text
    assert say("change.place-done", title="Branch meeting", place=SHOWN) in done.text
    await branch.settle()
    (letter,) = branch.ann.dms
    assert letter.preview == say("change.moved-first", kind="general", at=AT_LATER)
    for line in (
        say("change.before", before=AT),
        say("change.where", place=SHOWN),
        say("change.place-before", before=OLD),
    ):
        assert line in letter.text
    assert [told.text.count("A burst pipe") for told in (letter, post)] == [1, 1]
    assert say("meeting.state-place", before=OLD) in post.text
