"""Discord's own event of a meeting follows the notice; whatever goes wrong with it, the meeting stands."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.i18n import say
from bot.standin import Message
from bot.standin.events import ScheduledEvent
from tests.e2e.bad_days import recover, sent
from tests.e2e.living import Branch
from tests.e2e.meetings import announce, cancel, meeting_id, move

FIRST = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)
LATER = datetime(2027, 1, 14, 19, 0, tzinfo=UTC)
LATER_TYPED = "Thu 14 Jan 2027 19:00"
ADD = say("meeting.add_to_calendar")
EVENTS = "/guilds/{guild_id}/scheduled-events"


def link(post: Message) -> str:
    return f"/{post.channel.id}/{post.id}"


async def problem(branch: Branch) -> str:
    """What officers read of it in /branch check."""
    return (await branch.sue.slash("branch check")).text


async def times_on_record(branch: Branch) -> int:
    """How often officers read that something about the event could not be done."""
    return (await branch.sue.slash("branch audit")).text.count(say("job-kind-meeting-event"))


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever posts a notice is not kept waiting for an event that cannot be made yet: the clock stands still here."""
    monkeypatch.setattr("cogs.meetings._drafts.EVENT_WITHIN", 0.05)


async def test_an_event_is_made_kept_in_step_and_taken_away(branch: Branch) -> None:
    post = await announce(branch, event=True)
    (event,) = branch.dan.events
    assert (event.name, event.location) == ("Branch meeting", "Room 2, Union House")
    assert (event.begins, event.ends) == (FIRST, FIRST + timedelta(minutes=90))
    assert link(post) in event.description
    suggested = ScheduledEvent(branch.guild, event.id + 1, branch.sue.user, dict(event.held))  # a copy, not Steward's
    branch.guild.add_event(suggested)
    event.change({"description": "Bring a friend!"})
    await branch.restart()
    await move(branch, post, LATER_TYPED)
    assert branch.dan.events == [suggested, event]
    assert (event.begins, event.ends) == (LATER, LATER + timedelta(minutes=90))
    assert link(post) in event.description
    await cancel(branch, post)
    assert branch.dan.events == [suggested]
    await announce(branch, "Another meeting")
    assert branch.dan.events == [suggested]


async def test_a_link_longer_than_discord_lets_an_event_have_stands_whole_in_the_notice(branch: Branch) -> None:
    link = (
        f"https://teams.example.org/l/meetup-join/19%3ameeting_{'NzY4Y2M0' * 20}%40thread.v2/0?context=%7b%22Tid%22%7d"
    )
    post = await announce(branch, place=link, event=True)
    (event,) = branch.dan.events
    assert link in post.text
    assert event.location == say("event.place")
    assert link.encode() in branch.ann.open(await branch.ann.press(post, ADD)).replace(b"\r\n ", b"")


async def test_an_event_whose_making_was_broken_off_is_made_once(branch: Branch) -> None:
    branch.expect_error("meeting.event for meeting.event:1 failed, try 1")
    branch.discord.faults.cut("POST", EVENTS)  # made, and the answer lost
    await announce(branch, event=True)
    (event,) = branch.dan.events
    assert len(sent(branch, "POST", EVENTS)) == 1
    await branch.restart()
    await recover(branch)
    assert branch.dan.events == [event]
    branch.discord.faults.lose_answer("POST", EVENTS, status=500)  # discord.py itself asks again, and makes another
    await announce(branch, "Another meeting", event=True)
    assert len(sent(branch, "POST", EVENTS)) == 3
    assert sorted(each.name for each in branch.dan.events) == ["Another meeting", "Branch meeting"]


async def test_without_the_permission_the_notice_stands_and_officers_are_told_once(branch: Branch) -> None:
    branch.expect_error("meeting.event")
    ready = await announce(branch, event=True)
    branch.guild.bot_role.revoke("create_events", "manage_events")
    await move(branch, ready, LATER_TYPED)
    assert "14 January 2027" in ready.preview
    assert branch.dan.events[0].begins == FIRST
    assert say("event.no_permission") in await problem(branch)
    screen = await branch.rob.slash("meeting move", meeting=str(meeting_id(ready)), when="Thu 21 Jan 2027 19:00")
    assert say("event.no_permission") in screen.text
    await move(branch, ready, "Thu 21 Jan 2027 19:00")
    assert await times_on_record(branch) == 1
    branch.guild.bot_role.grant("create_events")
    check = await branch.sue.slash("branch check")
    await branch.sue.press(check, say("branch.try_again"))
    await branch.settle()
    assert branch.dan.events[0].begins == LATER + timedelta(days=7)
    assert say("event.no_permission") not in await problem(branch)
    screen = await branch.rob.slash("meeting move", meeting=str(meeting_id(ready)), when="Thu 28 Jan 2027 19:00")
    assert say("event.no_permission") not in screen.text


async def test_a_server_with_a_hundred_events_gets_no_other_and_the_notice_all_the_same(branch: Branch) -> None:
    crowded = [
        branch.guild.event(f"Social {number}", LATER, LATER + timedelta(hours=3), "The Crown", by=branch.sue)
        for number in range(100)
    ]
    post = await announce(branch, event=True)
    assert post.text.startswith("General meeting")
    assert len(branch.dan.events) == 100
    assert say("event.too_many") in await problem(branch)
    assert await times_on_record(branch) == 1
    crowded[0].delete()
    await move(branch, post, LATER_TYPED)
    assert [each.name for each in branch.dan.events].count("Branch meeting") == 1
    assert say("event.too_many") not in await problem(branch)


async def test_an_event_that_somebody_deletes_is_not_made_again(branch: Branch) -> None:
    posts = [await announce(branch, title, event=True) for title in ("First", "Second")]
    for event, away in zip(branch.dan.events, ("delete", "cancel"), strict=True):
        getattr(event, away)()
    for post in posts:
        await move(branch, post, LATER_TYPED)
        await move(branch, post, "Thu 21 Jan 2027 19:00")
    assert branch.dan.events == []
    record = "\n".join(each.text for each in branch.posts(branch.audit))
    assert record.count("deleted or cancelled by hand") == 2
    assert await times_on_record(branch) == 0


async def test_an_event_waits_while_discord_errs_and_nothing_waits_for_it(branch: Branch) -> None:
    branch.expect_error("failed, try 1")
    branch.discord.faults.error("GET", EVENTS, status=503, times=2)
    post = await announce(branch, event=True)
    assert branch.dan.events == []
    assert "Branch meeting" in post.text
    await recover(branch)
    assert len(branch.dan.events) == 1
    branch.discord.faults.error("GET", EVENTS, status=503, times=100)
    await announce(branch, "Another meeting", "Fri 11 Dec 2026 18:30", event=True)
    branch.clock.move(seconds=(FIRST + timedelta(days=1, minutes=10) - branch.clock.now()).total_seconds())
    branch.discord.faults.calm()
    await recover(branch)  # it has begun meanwhile: Discord would take no time that is past
    assert await times_on_record(branch) == 0
