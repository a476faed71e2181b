"""What members find of the branch's meetings: the list, the next one in `/help`, and files for their own calendars."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from bot.i18n import in_full, say
from bot.standin import Member, Message, Reply
from tests.e2e.living import Branch
from tests.e2e.meetings import AGENDA, CHOOSE_SERIES, announce, meeting_id, of_series, repeat, wait_until

LONDON = ZoneInfo("Europe/London")
ADD, OPEN = say("meeting.add_to_calendar"), say("meeting.list-open")
DECEMBER = datetime(2026, 12, 10, 18, 30, tzinfo=LONDON)


def opened(member: Member, reply: Reply) -> Any:
    """The file that came with an answer, which two libraries read and agree about."""
    data = member.open(reply)
    found: Any = Calendar.from_ical(data)
    second = IcsCalendarStream.calendar_from_ics(data.decode())
    assert [(each.uid, each.dtstart) for each in second.events] == [
        (str(each["UID"]), each["DTSTART"].dt) for each in found.walk("VEVENT")
    ]
    return found


def only_event(calendar: Any) -> Any:
    """The one entry of a file."""
    (found,) = calendar.walk("VEVENT")
    return found


def by_day(calendar: Any) -> dict[str, Any]:
    """The entries of a file by their days."""
    return {f"{each['DTSTART'].dt:%d %b %Y}": each for each in calendar.walk("VEVENT")}


async def added(member: Member, post: Message) -> Any:
    """The file behind *Add to calendar*."""
    return opened(member, await member.press(post, ADD))


async def open_first(member: Member, listed: Reply) -> Reply:
    """The first meeting of the list's menu, opened privately."""
    menu = next(menu for menu in listed.selects if menu.placeholder == OPEN)
    return await member.select(listed, OPEN, menu.options[0][0])


async def test_a_meeting_that_is_moved_and_cancelled_stays_one_entry_in_anns_calendar(branch: Branch) -> None:
    post = await announce(branch, "Branch meeting; and what next, \\ £5", event=False)
    first = await added(branch.ann, post)
    event = only_event(first)
    assert (first["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("PUBLISH", "CONFIRMED", 0)
    assert event["SUMMARY"] == "Branch meeting; and what next, \\ £5"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (DECEMBER, DECEMBER.replace(hour=20, minute=0))
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert event["LOCATION"] == "Room 2, Union House"
    description = str(event["DESCRIPTION"])
    assert all(line.partition(" (")[0] in description for line in AGENDA.splitlines())
    assert f"/{post.id}" in description
    alarms = [str(alarm["DESCRIPTION"]) for alarm in first.walk("VALARM")]
    assert alarms == ["General meeting, Thursday 10 December 2026, 18:30 (GMT)"] * 2  # what a locked phone shows
    rob, number = branch.rob, str(meeting_id(post))
    plan = await rob.slash("meeting move", meeting=number, when="Fri 18 Dec 2026 19:00")
    await rob.submit(await rob.press(plan, say("change.move_it")), reason="The room")
    await branch.settle()
    again = only_event(await added(branch.ann, post))
    assert again["UID"] == event["UID"]
    assert again["SEQUENCE"] > event["SEQUENCE"]
    assert again["DTSTART"].dt == datetime(2026, 12, 18, 19, 0, tzinfo=LONDON)
    listed = await open_first(branch.ann, await branch.ann.slash("meeting list"))
    sure = await rob.slash("meeting cancel", meeting=number)
    await rob.submit(await rob.press(sure, say("change.cancel_it")), reason="Nobody can come")
    await branch.settle()
    last = opened(branch.ann, await branch.ann.press(listed, ADD))
    assert (last["METHOD"], only_event(last)["STATUS"], only_event(last)["UID"]) == (
        "CANCEL",
        "CANCELLED",
        event["UID"],
    )
    assert only_event(last)["SEQUENCE"] > again["SEQUENCE"]


async def test_a_year_of_a_series_becomes_certain_meeting_by_meeting_and_never_twice(branch: Branch) -> None:
    await repeat(branch, "last Thursday of the month", "Thu 31 Dec 2026 18:30")
    await announce(branch, "Single meeting")
    rob = branch.rob
    await rob.press(await of_series(branch), "Skip Thursday 28 January 2027")
    everything = opened(branch.tim, await branch.tim.slash("meeting calendar"))
    entries = by_day(everything)
    assert everything["X-WR-CALNAME"] == "Riverside Branch"
    states = {day: str(event["STATUS"]) for day, event in entries.items()}
    assert len(states) == 12
    assert states["10 Dec 2026"] == states["31 Dec 2026"] == "CONFIRMED"
    assert states.pop("28 Jan 2027") == "CANCELLED"
    assert [state for day, state in states.items() if "2027" in day] == ["TENTATIVE"] * 9
    assert {f"{event['DTSTART'].dt:%H:%M}" for event in entries.values()} == {"18:30"}
    await wait_until(branch, 2027, 2, 10)
    later = by_day(opened(branch.ann, await branch.ann.slash("meeting calendar")))
    february = "25 Feb 2027"
    assert (entries[february]["STATUS"], later[february]["STATUS"]) == ("TENTATIVE", "CONFIRMED")
    assert entries[february]["UID"] == later[february]["UID"]
    assert later[february]["SEQUENCE"] >= entries[february]["SEQUENCE"]
    assert later[february]["DTSTAMP"].dt > entries[february]["DTSTAMP"].dt
    assert "28 Jan 2028" not in later
    stop = await rob.press(await of_series(branch), say("series.stop"))
    await rob.press(stop, say("series.stop-sure"))
    stopped = by_day(opened(branch.ann, await branch.ann.slash("meeting calendar")))
    assert stopped[february]["STATUS"] == "CONFIRMED"
    assert {str(event["STATUS"]) for day, event in stopped.items() if day != february} == {"CANCELLED"}


async def test_before_anything_is_called_there_is_nothing_to_list_to_take_away_or_to_go_to(branch: Branch) -> None:
    assert say("meeting.list-empty") in (await branch.ann.slash("meeting list")).text
    reply = await branch.ann.slash("meeting calendar")
    assert (reply.is_private, reply.text, reply.files) == (True, say("calendar.empty"), [])
    assert "Next meeting" not in (await branch.ann.slash("help")).text


async def test_help_leads_to_the_next_meeting_until_it_is_over(branch: Branch) -> None:
    await announce(branch, "Later meeting", "Thu 17 Dec 2026 18:30")
    post = await announce(branch, "Pay *and* conditions")
    shown = (await branch.ann.slash("help")).text
    at = in_full(DECEMBER.astimezone(UTC), LONDON)
    assert f"**Next meeting:** [Pay \\*and\\* conditions](https://discord.com/channels/{branch.guild.id}/" in shown
    assert f"/{post.id}), {at}" in shown
    assert "Later meeting" not in shown
    await wait_until(branch, 2026, 12, 10, 19, 0)
    assert f"/{post.id})" in (await branch.ann.slash("help")).text  # under way
    await wait_until(branch, 2026, 12, 10, 20, 0)
    assert "Later meeting" in (await branch.ann.slash("help")).text


async def test_ann_answers_from_the_list_and_finds_her_answer_and_what_was_cancelled_and_held(branch: Branch) -> None:
    rob, ann = branch.rob, branch.ann
    post = await announce(branch, "Pay claim")
    other = await announce(branch, "Office moves", "Thu 17 Dec 2026 18:30")
    listed = await ann.slash("meeting list")
    assert listed.is_private
    assert listed.text.count(say("meeting.list-no_answer")) == 2
    assert listed.text.index("Pay claim") < listed.text.index("Office moves")
    assert f"/{post.id}" in listed.text
    assert in_full(DECEMBER.astimezone(UTC), LONDON) in listed.text
    alone = await open_first(ann, listed)
    assert alone.is_private
    assert "Room 2, Union House" in alone.text
    await ann.press(alone, "Online")
    await branch.pass_(seconds=10)
    assert "**Online:** 1" in post.text
    assert say("meeting.list-yours", answer="online") in (await ann.slash("meeting list")).text
    assert say("meeting.list-yours", answer="online") in (await open_first(ann, listed)).text
    sure = await rob.slash("meeting cancel", meeting=str(meeting_id(other)))
    await rob.submit(await rob.press(sure, say("change.cancel_it")), reason="Moved out")
    await wait_until(branch, 2026, 12, 11)
    form = await rob.slash("meeting minutes", meeting=str(meeting_id(post)))
    panel = await rob.submit(form, text="We met.")
    await rob.press(panel, say("minutes.post"))
    await branch.settle()
    after = (await ann.slash("meeting list")).text
    assert f"**Cancelled:** Office moves, {in_full(datetime(2026, 12, 17, 18, 30, tzinfo=UTC), LONDON)}" in after
    assert say("meeting.list-held") in after
    minutes = branch.posts(branch.notices)[-1]
    assert (
        f"[Minutes (draft)](https://discord.com/channels/{branch.guild.id}/{branch.notices.id}/{minutes.id})" in after
    )
    await branch.pass_(days=7)
    assert "Office moves" not in (await ann.slash("meeting list")).text  # it would be over


async def test_a_long_list_has_pages_and_leaves_nothing_out(branch: Branch) -> None:
    titles = [f"Meeting {number} of {'many ' * 15}" for number in range(12)]
    for day, title in enumerate(titles, 10):
        await announce(branch, title, f"{day} Dec 2026 18:30")
    await repeat(branch, "weekly", "Fri 11 Dec 2026 12:30")
    page = await branch.rob.slash("meeting list")
    seen, offered = page.text, [label for menu in page.selects for label, _ in menu.options]
    await branch.restart()
    while say("ui.next") in branch.labels(page):
        page = await branch.rob.press(page, say("ui.next"))
        seen += page.text
        offered += [label for menu in page.selects for label, _ in menu.options]
    assert all(title.strip() in seen for title in titles)
    assert len(offered) == 12 + 1 + 1
    assert CHOOSE_SERIES in [menu.placeholder for menu in page.selects]
    assert say("ui.cut_short") not in seen
    assert say("ui.back") in branch.labels(page)
