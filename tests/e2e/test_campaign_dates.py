"""A campaign's dates: typed by a rep, checked against each other and the law, on the board, and reminded of."""

from datetime import date

from bot.i18n import say
from bot.rules.campaign_dates import as_typed
from bot.standin import Member, Message, Reply
from tests.e2e.campaigns import board_now, start_campaign
from tests.e2e.living import Branch


async def type_date(branch: Branch, kind: str, day: str, note: str = "", by: Member | None = None) -> Reply:
    """What the form answers: a preview, or why it may not be."""
    rep = by or branch.rob
    screen = await rep.slash("campaign date")
    return await rep.submit(await rep.press(screen, say("campaign_date.add")), kind=kind, day=day, note=note)


async def put_date(branch: Branch, kind: str, day: str, note: str = "") -> Reply:
    """A date through the form, its preview and its button."""
    preview = await type_date(branch, kind, day, note)
    reply = await branch.rob.press(preview, say("campaign_date.put"))
    assert reply.text.startswith("It stands on the board now"), preview.text
    return reply


async def pick(branch: Branch, kind: str, on: date) -> Reply:
    """The screen of one date, chosen from the list."""
    screen = await branch.rob.slash("campaign date")
    label = say("campaign_date.option", day=as_typed(on, None), what=say(f"campaign_date.form-kind-{kind}"))
    return await branch.rob.select(screen, say("campaign_date.pick"), [label])


def reminders(branch: Branch) -> list[Message]:
    """What was posted of dates in the campaign's channel, the oldest first."""
    return [post for post in branch.posts(branch.campaign) if "Dates of the next seven days" in post.text]


async def test_a_rep_puts_dates_on_the_board_changes_one_and_takes_one_out(branch: Branch) -> None:
    rob = branch.rob
    await start_campaign(branch)
    assert (await branch.ann.raw_slash("campaign date")).text == say("access.needs", power="rep")
    assert say("campaign_date.none") in (await rob.slash("campaign date")).text

    preview = await type_date(branch, "ballot_closes", "17 Dec 2026 12:00", "Ring *the scrutineer* by nine")
    for part in ("Thursday 17 December 2026, 12:00", "Last safe posting day: Thursday 10 December 2026"):
        assert part in preview.text
    for part in ("mandate lasts until Thursday 16 December 2027", "last checked on", "19 working days from now"):
        assert part in preview.text
    assert "ballot closes" not in (await board_now(branch)).text.casefold()
    await branch.restart()
    await rob.press(preview, say("campaign_date.put"))
    await put_date(branch, "post_by", "10 Dec 2026")
    await put_date(branch, "offer_expires", "4 Dec 2026")
    text = (await board_now(branch)).text
    assert text.index("offer expires:") < text.index("Last safe posting day:") < text.index("ballot closes:")
    assert "Ring \\*the scrutineer\\* by nine" in text

    stale, one = [await pick(branch, "offer_expires", date(2026, 12, 4)) for _ in range(2)]
    form = await rob.press(one, say("campaign_date.change"))
    changed = await rob.submit(form, day="Fri 11 Dec 2026")
    assert "In the place of" in changed.text
    await rob.press(changed, say("campaign_date.put"))
    assert "Changed last" in (text := (await board_now(branch)).text)
    assert "the offer expires on Friday 11 December 2026; before, it was Friday 4 December 2026" in text
    assert (await rob.press(stale, say("campaign_date.remove"))).text == say("campaign_date.not_found")
    one = await pick(branch, "offer_expires", date(2026, 12, 11))
    await rob.press(one, say("campaign_date.remove"))
    assert "offer expires:" not in (await board_now(branch)).text
    said = "\n".join(post.text for post in branch.posts(branch.audit))
    assert "took a date of the campaign" in said
    assert "the offer expires, Friday 11 December 2026" in said


async def test_a_date_that_makes_no_sense_is_refused_and_can_be_corrected(branch: Branch) -> None:
    rob = branch.rob
    await start_campaign(branch)
    await put_date(branch, "ballot_closes", "17 Dec 2026")
    for kind, day, part in (
        ("offer_expires", "20 Nov 2026", "which has gone by"),
        ("offer_expires", "soon", "I could not read that day"),
        ("papers_posted", "18 Dec 2026", "These are in the wrong order"),
        ("post_by", "Sun 13 Dec 2026", "No post is collected"),
        ("mandate_expires", "1 Dec 2026", "These are in the wrong order"),
        ("ballot_closes", "17 Dec 2026", "It already says"),
        ("notice_given", "24 Dec 2026", "has not come yet"),
    ):
        refused = await type_date(branch, kind, day)
        assert part in refused.text, (kind, refused.text)
    late = await type_date(branch, "post_by", "16 Dec 2026")
    assert "may come too late" in late.text
    assert "the last safe day is Thursday 10 December 2026" in late.text
    fixed = await rob.submit(await rob.press(late, say("campaign_date.fix")), day="10 Dec 2026")
    assert "may come too late" not in fixed.text
    call = await type_date(branch, "offer_expires", "18 Dec 2026", "All out on Monday!")
    assert call.text == say("call.for_action")
    for parts in ("strike.20261210:0:0.0", "post_by.20261399:0:0.0", "post_by.20261210:2561:0.0", "0.0:0:0.0"):
        forged = await rob.raw_press(fixed, custom_id=f"campaign:date_put:1:{parts}")
        assert forged.text == say("ui.unknown_button"), parts
    text = (await board_now(branch)).text
    assert "Last safe posting day:" not in text
    assert "offer expires" not in text


async def test_a_day_of_action_is_shown_only_with_the_day_notice_of_it_was_given(branch: Branch) -> None:
    rob = branch.rob
    await start_campaign(branch)
    alone = await type_date(branch, "action_day", "10 Dec 2026")
    assert "only with the day on which notice was given" in alone.text
    preview = await type_date(branch, "notice_given", "20 Nov 2026")
    assert "First day on which action may be taken: Monday 30 November 2026" in preview.text
    assert "at least 10 days" in preview.text
    await rob.press(preview, say("campaign_date.put"))
    early = await type_date(branch, "action_day", "Sun 29 Nov 2026")
    assert "The first possible day is Monday 30 November 2026" in early.text
    await put_date(branch, "action_day", "Mon 30 Nov 2026")
    assert "(notice given on Friday 20 November 2026)" in (await board_now(branch)).text
    one = await pick(branch, "notice_given", date(2026, 11, 20))
    assert "only with the day on which notice was given" in (await rob.press(one, say("campaign_date.remove"))).text
    await branch.pass_(days=2)
    assert all("notice given on Friday 20 November 2026" in post.text for post in reminders(branch))
    assert reminders(branch)


async def test_members_are_reminded_of_what_is_near_once_also_after_a_stop_and_never_at_night(branch: Branch) -> None:
    await start_campaign(branch)  # on Saturday 21 November, 18:30
    follow = await branch.ann.slash("campaign follow")
    await branch.ann.select(follow, say("letter.choose"), [say("letter.topic", topic="dates")])
    await put_date(branch, "offer_expires", "1 Dec 2026")
    await put_date(branch, "ballot_closes", "2 Dec 2026 12:00")
    await branch.pass_(days=2)  # Monday evening: a week before the first was tomorrow morning
    assert reminders(branch) == []
    await branch.pass_(hours=15)  # Tuesday 09:30
    assert len(reminders(branch)) == 1
    assert "offer expires" in reminders(branch)[0].text
    assert "ballot closes" not in reminders(branch)[0].text
    assert reminders(branch)[0].content == say("campaign.first_line")
    assert "offer expires" in branch.ann.dms[-1].text
    await branch.stop()
    branch.clock.move(days=4, hours=13)  # Saturday 22:30, at night
    await branch.start()
    await branch.settle()
    assert len(reminders(branch)) == 1
    await branch.pass_(hours=10)  # Sunday 08:30
    assert len(reminders(branch)) == 2
    assert "ballot closes" in reminders(branch)[1].text
    assert "offer expires" in reminders(branch)[1].text
    await branch.pass_(hours=1)  # 09:30
    assert len(reminders(branch)) == 2
