"""A rep calls a meeting: one form, one preview, one press, and the notice that members read."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.i18n import in_full, say
from bot.rules.agendas import ITEM_LENGTH, MOST_ITEMS
from bot.rules.meetings import PLACE_LENGTH, REASON_LENGTH, TITLE_LENGTH
from bot.standin import Channel, Member, Message, Reply
from bot.ui import spoken
from tests.e2e.bad_days import until
from tests.e2e.living import Branch
from tests.e2e.meetings import AGENDA, announce, draft_meeting, meeting_id

POST, POST_SHORT, CORRECT = say("notice.post_it"), say("notice.post_short"), say("ui.correct_it")
CHANGE = {what: say(f"notice.change-{what}") for what in ("words", "times", "items", "repeat")}
ANSWERS = ["Coming", "Online", "Apologies", "Not sure"]
FIRST_LINE = "General meeting, Thursday 10 December 2026, 18:30 (GMT)"
BEGINS = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)
AT, AGO = f"<t:{BEGINS.timestamp():.0f}:F>", f"<t:{BEGINS.timestamp():.0f}:R>"
THE_NOTICE = f"""
**General meeting**
**When:** Thursday 10 December 2026, 18:30 (GMT), for 1 hour 30 min
In your own time: {AT} ({AGO})
**Where:** Room 2, Union House
**Notice:** 18 clear days; the rule asks for 14.
**Quorum:** 11 members have to be present (5% of the branch membership of 212).
**Motions** by the end of Thursday 3 December 2026

**Agenda**
1. 18:30 Apologies (5 min)
2. 18:35 Pay claim (45 min)
3. 19:20 Office moves (20 min)
Time planned for the agenda: 1 hour 10 min of 1 hour 30 min.

**Coming:** 0 · **Online:** 0 · **Apologies:** 0 · **Not sure:** 0
""".strip()


def described(shown: Message | Reply) -> str:
    """What stands under the title."""
    return str(shown.embeds[0]["description"])


def is_refusal(reply: Reply, key: str, **values: object) -> bool:
    """Whether this is exactly that refusal, for this person alone, with a way to correct it."""
    assert (reply.is_private, reply.text) == (True, say(key, **spoken("en", values)))
    return CORRECT in [button.label for button in reply.buttons]


async def press_and_submit(rob: Member, shown: Reply, label: str, **typed: str) -> Reply:
    """Open a form by a button of the preview, and send it."""
    return await rob.submit(await rob.press(shown, label), **typed)


def last_word(reply: Reply) -> str:
    """What was said last: a refusal may come under what was pressed on."""
    return reply.followups[-1].text if reply.followups else reply.text


def filled_in(form: Reply) -> list[str]:
    """What stands in a form's fields when it opens."""
    assert form.modal is not None, form.text
    return [str(field["component"].get("value", "")) for field in form.modal["components"]]


async def known(branch: Branch) -> Any:
    """Everything that is kept of meetings."""
    return await branch.rows("meetings", "meeting_series")


async def test_what_is_posted_is_what_was_previewed_and_a_locked_phone_shows_kind_and_time(branch: Branch) -> None:
    preview = await draft_meeting(branch, event=True)
    assert preview.is_private
    assert branch.posts(branch.notices) == []
    assert described(preview) == THE_NOTICE
    ends = in_full(datetime(2026, 12, 10, 20, 0, tzinfo=UTC), ZoneInfo("Europe/London"))
    for line in (
        say("notice.preview", channel=branch.notices.mention),
        say("notice.preview-first_line", line=FIRST_LINE),
        f"Ends {ends}",
        say("notice.given", kind="general", days=18, asked=14),
        say("notice.event-on"),
    ):
        assert line in preview.content
    assert branch.labels(preview)[:4] == ANSWERS
    answer = await branch.rob.press(preview, POST)
    (post,) = branch.posts(branch.notices)
    assert (post.embeds[0]["title"], described(post)) == ("Branch meeting", THE_NOTICE)
    assert post.preview == post.content == FIRST_LINE
    assert branch.labels(post) == [*ANSWERS, say("meeting.add_to_calendar")]
    assert answer.updated
    assert f"/{branch.notices.id}/{post.id}" in answer.text
    assert branch.labels(answer) == []
    await branch.settle()
    assert 'called the meeting "Branch meeting"' in branch.posts(branch.audit)[-1].text
    await branch.pass_(days=20)
    assert say("meeting.state-held") in described(post)
    assert "nobody was checked in or counted" in described(post)
    assert "not reached" not in described(post)
    assert branch.labels(post) == [say("meeting.add_to_calendar")]
    late = await branch.rob.slash("meeting agenda", meeting=str(meeting_id(post)))
    assert late.text == say("meeting.over")


async def test_everything_in_a_preview_can_be_changed_or_thrown_away(branch: Branch) -> None:
    rob = branch.rob
    preview = await draft_meeting(branch)
    form = await rob.press(preview, CHANGE["words"])
    preview = await rob.submit(form, title="Committee", place="https://example.org/a_b_c", kind="committee")
    preview = await press_and_submit(rob, preview, CHANGE["times"], when="Thu 3 Dec 2026 23:30", length="1h30")
    preview = await press_and_submit(rob, preview, CHANGE["items"], agenda="Minutes (5 min)\n\nOffers (90 min)\nDates")
    assert preview.embeds[0]["title"] == "Committee"
    assert described(preview).startswith("**Committee meeting**\n**When:** Thursday 3 December 2026, 23:30 (GMT)")
    assert "**Where:** https://example.org/a_b_c" in described(preview)  # a link can still be pressed
    assert "2. 23:35 Offers (90 min)\n3. 01:05 Dates" in described(preview)
    assert (
        say("meeting.total-over", planned="1 hour 35 min", length="1 hour 30 min", over="5 minutes") in preview.content
    )
    assert "Ends Friday 4 December 2026, 01:00 (GMT)" in preview.content
    again = await rob.press(preview, CHANGE["times"])
    assert filled_in(again) == ["3 Dec 2026 23:30", "90"]
    gone = await rob.press(preview, say("notice.discard"))
    assert (gone.text, branch.labels(gone)) == (say("notice.discarded"), [])
    late = await rob.raw_press(preview, custom_id="meeting:post:1")
    assert late.text == say("notice.no_draft")
    assert (await known(branch))["meetings"] == []


async def test_less_notice_than_the_rule_allows_is_refused_with_the_first_day_in_order(branch: Branch) -> None:
    refused = await draft_meeting(branch, "Annual meeting", "Thu 17 Dec 2026 18:30", kind="annual")
    assert "28 and allows no less. The first day in order is" in refused.text
    assert "Sunday 20 December 2026" in refused.text
    form = await branch.rob.press(refused, CORRECT)
    assert filled_in(form)[:2] == ["Annual meeting", "Thu 17 Dec 2026 18:30"]
    preview = await branch.rob.submit(form, when="20 Dec 2026 18:30")
    assert say("notice.given", kind="annual", days=28, asked=28) in preview.content
    places = [described(preview).index(f"**{what}**") for what in ("Motions", "Nominations", "Amendments")]
    assert places == sorted(places)  # by their days, the next first
    await branch.rob.press(preview, POST)
    (post,) = branch.posts(branch.notices)
    assert post.preview == "Annual general meeting, Sunday 20 December 2026, 18:30 (GMT)"


async def test_short_notice_is_posted_only_with_a_reason_that_members_read(branch: Branch) -> None:
    preview = await draft_meeting(branch, when="Thu 26 Nov 2026 18:30")
    assert say("notice.given-short", kind="general", days=4, asked=14) in preview.content
    assert say("notice.deadline-past", what="motions", on="Thursday 19 November 2026") in preview.content
    assert say("notice.reason-to_come") in described(preview)
    assert POST not in branch.labels(preview)
    form = await branch.rob.press(preview, POST_SHORT)
    reason = "The offer ends on *Friday*"
    answer = await branch.rob.submit(form, reason=reason)
    (post,) = branch.posts(branch.notices)
    assert "**Short notice:** The offer ends on \\*Friday\\*\n4 clear days; the rule asks for 14." in described(post)
    assert "**Motions**" not in described(post)
    assert answer.updated
    await branch.settle()
    assert "at short notice: The offer ends on" in branch.posts(branch.audit)[-1].text


async def test_a_preview_outlives_a_restart_and_is_asked_for_a_reason_where_it_has_become_short(branch: Branch) -> None:
    kept = await draft_meeting(branch, "Kept", "Sun 6 Dec 2026 18:30")  # fourteen clear days today, thirteen tomorrow
    posted = await draft_meeting(branch, "Posted")
    await branch.restart()
    await branch.rob.press(posted, POST)
    assert len(branch.posts(branch.notices)) == 1
    await branch.pass_(hours=6)
    await branch.restart()
    form = await branch.rob.press(kept, POST)
    assert form.modal is not None
    await branch.rob.submit(form, reason="The hall answered late")
    (_, post) = branch.posts(branch.notices)
    assert "**Short notice:** The hall answered late\n13 clear days" in described(post)
    gone = await draft_meeting(branch, "Forgotten")
    await branch.pass_(days=1)
    await draft_meeting(branch, "Another")  # which is not what stands on the old screen
    late = await branch.rob.press(gone, POST)
    assert late.text == say("notice.no_draft")
    assert len(branch.posts(branch.notices)) == 2


async def test_two_presses_post_one_notice(branch: Branch) -> None:
    preview = await draft_meeting(branch)
    both = await asyncio.gather(*(branch.rob.press(preview, POST) for _ in range(2)))
    await branch.settle()
    late = await branch.rob.raw_press(preview, custom_id="meeting:post:1")
    already = say("notice.already_posted")
    assert late.text == already
    (post,) = branch.posts(branch.notices)
    (told,) = [text for reply in both if f"/{post.id}" not in (text := last_word(reply))]
    assert told == already
    assert len((await branch.rows("meetings"))["meetings"]) == 1


async def test_a_channel_that_is_closed_gone_or_not_chosen_is_told_before_anything_is_posted(branch: Branch) -> None:
    rob = branch.rob
    preview = await draft_meeting(branch)
    branch.notices.deny(branch.guild.bot_role, "send_messages")
    closed = await rob.press(preview, POST)
    permissions = ", ".join(say(f"permission.{name}") for name in ("send_messages", "embed_links", "attach_files"))
    assert closed.text == say("room.closed", channel=branch.notices.mention, permissions=permissions)
    assert not any("meeting.announce" in str(job) for job in (await branch.rows("jobs"))["jobs"])
    branch.notices.delete()
    gone = await rob.press(preview, POST)
    assert (gone.is_private, gone.text) == (True, say("room.gone", use="notices"))
    assert say("room.gone", use="notices") in (await press_and_submit(rob, preview, CHANGE["items"], agenda="")).content
    await choose_notices(branch, branch.lobby)
    preview = await press_and_submit(rob, preview, CHANGE["items"], agenda="Pay claim")
    assert branch.lobby.mention in preview.content
    await rob.press(preview, POST)
    (post,) = branch.posts(branch.lobby)
    assert "**Agenda**\n1. Pay claim\n" in described(post)  # no minutes, no time
    await choose_notices(branch)
    nowhere = await rob.slash("meeting notice")
    assert nowhere.text == say("meeting.no_channel")


async def choose_notices(branch: Branch, *channels: Channel) -> None:
    """Sue lets notices go there from now on, or nowhere."""
    panel = await branch.sue.press(await branch.sue.slash("branch setup", in_channel=branch.lobby), say("ui.next"))
    await branch.sue.select(panel, say("branch.choose-notices"), list(channels))


async def test_a_notice_that_cannot_be_posted_says_so_and_is_posted_once_somebody_has_seen_to_it(
    branch: Branch,
) -> None:
    preview = await draft_meeting(branch)
    before = len(branch.discord.requests)
    branch.discord.faults.slow(0.2, "POST", "*/callback")
    pressing = asyncio.create_task(branch.rob.press(preview, POST))
    await until(lambda: len(branch.discord.requests) > before)
    branch.notices.delete()  # after Steward has looked whether it is there
    answer = await pressing
    assert answer.text == say("notice.not_posted", problem=say("job.channel_gone"))
    await branch.pass_(days=1)
    await try_again(branch)
    assert branch.posts(branch.lobby) == []
    await choose_notices(branch, branch.lobby)
    await try_again(branch)
    (post,) = branch.posts(branch.lobby)
    assert "**Notice:** 17 clear days; the rule asks for 14." in described(post)  # from the day it was there


async def try_again(branch: Branch) -> None:
    """Sue has everything that failed tried again."""
    await branch.sue.press(await branch.sue.slash("branch check", in_channel=branch.lobby), say("branch.try_again"))
    await branch.settle()


async def test_an_agenda_is_edited_where_it_stands_and_calls_nobody(branch: Branch) -> None:
    rob, post = branch.rob, await announce(branch)
    names = await rob.autocomplete("meeting agenda", "meeting", "branch")
    assert names == [("Branch meeting · Thursday 10 December 2026", str(meeting_id(post)))]
    form = await rob.slash("meeting agenda", meeting=str(meeting_id(post)))
    assert filled_in(form) == [AGENDA]
    refused = await rob.submit(form, agenda="\n".join(f"Item {number}" for number in range(60)))
    assert is_refusal(refused, "agenda.too_many", items=60, most=MOST_ITEMS)
    form = await rob.press(refused, CORRECT)
    refused = await rob.submit(form, agenda=f"Pay claim\n{'x' * 101}")
    assert is_refusal(refused, "text.too_long", field="agenda_item", number=2, over=1, most=ITEM_LENGTH)
    assert described(post) == THE_NOTICE
    done = await press_and_submit(rob, refused, CORRECT, agenda="Pay claim (45 min)\nApologies")
    assert say("meeting.total", planned="45 minutes", length="1 hour 30 min", untimed=1) in done.text
    await branch.settle()
    now = f"<t:{branch.clock.now().timestamp():.0f}:f>"
    assert f"**Agenda** as of {now}\n1. 18:30 Pay claim (45 min)\n2. 19:15 Apologies\n" in described(post)
    assert branch.posts(branch.notices) == [post]
    same = await rob.submit(await rob.slash("meeting agenda", meeting=str(meeting_id(post))))
    assert is_refusal(same, "agenda.same")
    await branch.settle()
    assert 'changed the agenda of "Branch meeting": 2 items.' in branch.posts(branch.audit)[-1].text
    for person in (branch.ann, branch.tim):
        no = await person.raw_slash("meeting agenda", meeting=str(meeting_id(post)))
        assert no.text == say("access.needs", power="rep")


async def test_a_deleted_notice_takes_nothing_from_the_meeting_and_two_of_one_name_are_told_apart(
    branch: Branch,
) -> None:
    rob = branch.rob
    posts = [await announce(branch, when="Thu 1 Jul 2027 00:30") for _ in range(2)]  # in London; in UTC it is June
    first, second = (str(meeting_id(post)) for post in posts)
    name = "Branch meeting · Thursday 1 July 2027 · Meeting"
    assert await rob.autocomplete("meeting agenda", "meeting", "1 july") == [
        (f"{name} {first}", first),
        (f"{name} {second}", second),
    ]
    posts[0].delete()
    for agenda in ("Pay claim", "Offices"):
        done = await rob.submit(await rob.slash("meeting agenda", meeting=first), agenda=agenda)
        await branch.settle()
    assert done.text.endswith(f"/{branch.notices.id}")
    assert branch.posts(branch.notices) == posts[1:]


async def test_two_reps_who_edit_one_agenda_do_not_overwrite_each_other_unawares(branch: Branch) -> None:
    number = str(meeting_id(await announce(branch)))
    robs = await branch.rob.slash("meeting agenda", meeting=number)
    sues = await branch.sue.slash("meeting agenda", meeting=number)
    await branch.rob.submit(robs, agenda="Rob's item")
    refused = await branch.sue.submit(sues, agenda="Sue's item")
    assert is_refusal(refused, "agenda.changed_meanwhile")
    await branch.settle()
    (post,) = branch.posts(branch.notices)
    assert "Rob's item" in described(post)
    form = await branch.sue.press(refused, CORRECT)
    assert filled_in(form) == ["Sue's item"]
    await branch.sue.submit(form)
    await branch.settle()
    assert "Sue's item" in described(post)


async def test_what_cannot_be_read_is_refused_in_private_and_nothing_is_kept(branch: Branch) -> None:
    cases: list[tuple[dict[str, Any], str, dict[str, Any]]] = [
        (
            {"when": "20 Nov 2026 18:30"},
            "meeting.in_the_past",
            {"starts_at": datetime(2026, 11, 20, 18, 30, tzinfo=UTC)},
        ),
        ({"when": "31 Feb 2027 18:30"}, "time.no_such_date", {"day": 31, "month": "february", "last": 28}),
        ({"when": "28 Mar 2027 01:30"}, "time.skipped", {"said": "01:30", "before": "00:59", "after": "02:00"}),
        ({"when": "31 Oct 2027 01:30"}, "time.twice", {"said": "01:30", "first": "BST", "second": "GMT"}),
        ({"title": "🎉"}, "text.no_words", {"field": "title"}),
        ({"place": "<@&123456789012345678>"}, "text.mention", {}),
        ({"agenda": "Reports (9999 min)"}, "agenda.minutes", {"number": 1, "most": 600}),
    ]
    for typed, key, values in cases:
        assert is_refusal(await draft_meeting(branch, **typed), key, **values)
    forged = await branch.rob.raw_submit("meeting:make", {"title": "A", "when": "in 3 weeks", "kind": "riot"})
    assert is_refusal(forged, "meeting.no_such_kind")
    assert (await known(branch))["meetings"] == []
    preview = await draft_meeting(branch, when="31 Oct 2027 01:30 GMT")
    assert "Begins Sunday 31 October 2027, 01:30 (GMT)" in preview.content
    again = await branch.rob.press(preview, CHANGE["times"])
    assert filled_in(again)[0] == "31 Oct 2027 01:30 GMT"
    refused = await branch.rob.submit(again, length="25 hours")
    assert is_refusal(refused, "meeting.odd_length", least=5, most=24)


async def test_whatever_is_typed_fits_and_comes_alive_nowhere(branch: Branch) -> None:
    trick = "[pay](https://evil.example) **_~`|<t:1:F> "
    fill = "*_" * 60
    post = await announce(
        branch,
        (trick + fill)[:TITLE_LENGTH].strip(),
        "Thu 26 Nov 2026 18:30",
        place=("<https://evil.example> " + fill)[:PLACE_LENGTH].strip(),
        agenda="\n".join(f"{trick}{number} {fill}"[:ITEM_LENGTH].strip() for number in range(MOST_ITEMS)),
        reason=(trick + "*" * REASON_LENGTH)[:REASON_LENGTH].strip(),
    )
    text = described(post)
    assert len(text) <= 4096
    assert say("ui.cut_short") in text
    assert text.endswith(say("meeting.answers", coming=0, online=0, apologies=0, unsure=0))
    assert "**Where:** \\<https://evil.example" in text
    assert "](" not in text.replace("\\](", "")
    assert "<t:1:" not in text.replace("\\<t:1:", "")
    assert post.preview == "General meeting, Thursday 26 November 2026, 18:30 (GMT)"


async def test_how_it_repeats_is_echoed_with_its_next_dates_and_begins_with_the_notice(branch: Branch) -> None:
    preview = await draft_meeting(branch, when="Thu 24 Dec 2026 18:30")
    refused = await press_and_submit(branch.rob, preview, CHANGE["repeat"], repeats="every third Thursday")
    assert CORRECT in branch.labels(refused)
    preview = await press_and_submit(
        branch.rob, refused, CORRECT, repeats="4th Thursday of the month until 31 Mar 2027"
    )
    assert "**Repeats:** Every month on the fourth Thursday of the month." in preview.content
    assert "Thursday 28 January 2027, 18:30 (GMT); Thursday 25 February 2027, 18:30 (GMT); Thursday 25 March" in (
        preview.content
    )
    form = await branch.rob.press(preview, CHANGE["repeat"])
    (typed,) = filled_in(form)
    again = await branch.rob.submit(form)  # as it stands it is the same rule
    assert typed == "Every month on the fourth Thursday of the month until 2027-03-31"
    assert again.content == preview.content
    answer = await branch.rob.press(again, POST)
    assert say("notice.posted-repeats") in answer.text
    assert len((await known(branch))["meeting_series"]) == 1


async def test_what_not_everybody_may_read_is_no_event_for_everybody_unless_a_rep_says_so(branch: Branch) -> None:
    branch.notices.deny(branch.guild.everyone, "view_channel")
    branch.notices.allow(branch.guild.bot_role, "view_channel")
    preview = await draft_meeting(branch, event=True)
    assert say("notice.event-off") in preview.content
    preview = await branch.rob.press(preview, say("notice.event-make"))
    assert say("notice.event-seen_by_all") in preview.content


async def test_discords_event_is_offered_only_where_steward_may_make_it(branch: Branch) -> None:
    branch.guild.bot_role.revoke("create_events")
    preview = await draft_meeting(branch, event=True)
    make, leave_out = say("notice.event-make"), say("notice.event-leave_out")
    assert say("notice.event-not_allowed", permission=say("permission.create_events")) in preview.content
    assert not {make, leave_out} & set(branch.labels(preview))
    branch.guild.bot_role.grant("create_events")
    preview = await press_and_submit(branch.rob, preview, CHANGE["items"], agenda="")
    assert say("notice.event-off") in preview.content
    preview = await branch.rob.press(preview, make)
    assert say("notice.event-on") in preview.content
    branch.guild.bot_role.revoke("create_events")
    preview = await press_and_submit(branch.rob, preview, CHANGE["items"], agenda="Pay claim")
    assert leave_out in branch.labels(preview)
    answer = await branch.rob.press(preview, POST)
    (post,) = branch.posts(branch.notices)
    assert f"/{post.id}" in answer.text
    assert "No event was made in Discord:" in answer.text
