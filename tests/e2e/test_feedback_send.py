"""Members tell the organisers something: by two doors, with a look at it first, and a code that is shown once."""

import asyncio

import pytest

from bot.actions import report_settings, reports
from bot.i18n import say
from bot.ids import Caller, GuildId, MemberId
from bot.rules.reports import Door, Tray
from bot.rules.sending import A_DAY
from bot.standin import Reply
from tests.e2e.living import Branch
from tests.e2e.reports import DROP, EDIT, SEND, TEXT, code_in, send, write

NOT_TO = say("sending.not_to-choose")
FORBIDDEN = ("anonym", "untraceable", "secure", "verified")


async def tray(branch: Branch) -> Tray:
    """What waits for its round."""
    async with branch.desk.db.reading() as conn:
        return await reports.read_tray(branch.desk, conn, GuildId(branch.guild.id))


def send_id(draft: Reply) -> str:
    """What the button *Send* carries."""
    return next(str(each.custom_id) for each in draft.buttons if each.label == SEND)


async def test_a_report_is_written_looked_at_corrected_and_sent_and_comes_to_the_desk_with_the_next_round(
    branch: Branch,
) -> None:
    ann = branch.ann
    doors = await ann.slash("feedback send", in_channel=branch.lobby)
    assert doors.is_private
    assert all(part in doors.text for part in ("We do not store who sent this", "3 months less one day", "contempt"))
    draft = await write(branch, ann, "Ring me on 07700 900123. All of us cover five caseloads.")
    assert "07700 900123" in draft.content
    assert "looks like a phone number" in draft.content
    assert "Sunday 22 November 2026, 08:00" in draft.text
    draft = await ann.submit(await ann.press(draft, EDIT), text="All of us cover five caseloads.")
    assert say("finding.none") in draft.text
    assert "All of us cover five caseloads." in draft.text
    assert (await tray(branch)).is_empty
    sent = await ann.press(draft, SEND)
    assert "All of us" not in sent.text
    code = code_in(sent)
    hidden = await ann.press(sent, say("sending.hide"))
    assert code not in hidden.text
    assert code_in(await ann.press(hidden, say("sending.show"))) == code
    await send(branch, branch.bob)
    assert {each.text for each in (await tray(branch)).reports} == {"All of us cover five caseloads.", TEXT}
    assert branch.posts(branch.desk_channel) == []
    await branch.pass_(hours=14)
    assert (await tray(branch)).is_empty
    posts = branch.posts(branch.desk_channel)
    assert len(posts) == 2
    assert not any("caseload" in post.text for post in posts)
    said = " ".join(each.text for each in (doors, draft, sent, hidden)).casefold()
    assert not any(word in said for word in FORBIDDEN)


async def test_what_was_refused_can_be_corrected_as_it_was_typed_and_after_a_restart_it_is_kindly_said_that_it_is_gone(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = branch.ann
    refused = await write(branch, ann, f"@everyone {TEXT}")
    assert "Your report" not in refused.text
    draft = await ann.submit(await ann.press(refused, say("ui.correct_it")), text=TEXT)
    assert "Workload" in draft.text  # chosen before the refusal, and chosen still
    thrown = await write(branch, ann, "Not after all.")
    to_send = send_id(thrown)
    assert (await ann.press(thrown, DROP)).text == say("sending.thrown_away")
    assert (await ann.raw_press(thrown, custom_id=to_send)).text == say("sending.over")
    await branch.restart()
    assert (await ann.press(draft, SEND)).text == say("sending.forgotten")
    assert (await tray(branch)).is_empty
    again = await write(branch, ann)
    branch.clock.move(hours=1)
    assert (await ann.press(again, EDIT)).text == say("sending.forgotten")
    monkeypatch.setattr("bot.ui.FORMS_KEPT_FOR", 0.0)
    refused = await write(branch, ann, f"@everyone {TEXT}")
    assert (await ann.press(refused, say("ui.correct_it"))).text == say("ui.form_forgotten")


async def test_in_confidence_one_organiser_may_open_the_name_and_organisers_who_are_part_of_it_never_see_it(
    branch: Branch,
) -> None:
    bob, oli, ola = branch.bob, branch.oli, branch.ola
    refused = await write(branch, bob, opener=branch.rob)
    assert say("sending.not_an_organiser", who=branch.rob.mention) in refused.text
    draft = await bob.submit(await bob.press(refused, say("ui.correct_it")), opener=oli)
    assert f"{oli.mention} may open your name" in draft.text
    assert "too: **no**" in draft.text
    draft = await bob.press(draft, say("sending.letter-yes"))
    assert "lock screen" in draft.text
    for nobody, why in ((branch.cat, "sending.not_an_organiser"), (oli, "sending.opener_conflicted")):
        draft = await bob.select(draft, NOT_TO, [nobody])
        assert say(why, who=nobody.mention) in draft.text
        assert say("sending.not_to-nobody") in draft.text
    draft = await bob.select(draft, NOT_TO, [ola])
    draft = await bob.submit(await bob.press(draft, EDIT), text="The second time.", urgent="safety")
    assert f"Not to {ola.mention}" in draft.text
    draft = await bob.submit(await bob.press(draft, EDIT), urgent="no")
    assert code_in(await bob.press(draft, SEND))
    (sent,) = (await tray(branch)).reports
    assert (sent.door, sent.member_id, sent.text) == (Door.CONFIDENTIAL, MemberId(bob.id), "The second time.")
    assert sent.head.opener_id == MemberId(oli.id)
    assert sent.head.not_to == {MemberId(ola.id)}
    assert sent.head.by_letter


async def test_nothing_can_be_sent_where_nobody_would_read_it_or_members_could_and_what_was_written_stays(
    branch: Branch,
) -> None:
    ann, desk, everyone = branch.ann, branch.desk_channel, branch.guild.everyone
    assert branch.members.mention in (await branch.tim.slash("feedback send")).text
    draft = await write(branch, ann)
    desk.allow(everyone, "view_channel")
    desk.deny(branch.members, "view_channel")  # guests can read it, who are no members
    await branch.settle()
    refused = await ann.slash("feedback send")
    assert "Only an officer can put that right" in refused.text
    draft = await ann.press(draft, SEND)
    assert "It was not sent" in draft.text
    assert TEXT in draft.text
    desk.deny(everyone, "view_channel")
    ann.remove_role(branch.members)
    draft = await ann.press(draft, SEND)
    assert branch.members.mention in draft.text
    ann.add_role(branch.members)
    assert code_in(await ann.press(draft, SEND))
    assert len((await tray(branch)).reports) == 1
    unheard = await write(branch, branch.bob)
    branch.bob.remove_role(branch.members)
    branch.discord.faults.cut("POST", "*/callback", before=True)
    assert (await branch.bob.press(unheard, SEND)).text == say("ui.discord_away")  # the refusal did not reach him
    branch.bob.add_role(branch.members)
    assert code_in(await branch.bob.press(unheard, SEND))
    branch.organisers.delete()
    assert "Nothing can be sent" in (await ann.slash("feedback send")).text
    desk.delete()
    assert "Nothing can be sent" in (await ann.slash("feedback send")).text


async def test_after_the_fifth_report_of_a_day_nothing_is_sent_until_midnight(branch: Branch) -> None:
    for number in range(A_DAY - 1):
        await send(branch, branch.ann, f"Report {number}.")
    last, too_many = await write(branch, branch.ann, "The fifth."), await write(branch, branch.ann, "The sixth.")
    assert code_in(await branch.ann.press(last, SEND))
    too_many = await branch.ann.press(too_many, SEND)
    assert "from midnight you can again" in too_many.text
    assert "The sixth." in too_many.text
    assert say("sending.enough_today", most=A_DAY) in (await branch.ann.slash("feedback send")).text
    await send(branch, branch.bob)
    branch.clock.move(hours=5, minutes=29)
    assert say("sending.enough_today", most=A_DAY) in (await branch.ann.slash("feedback send")).text
    branch.clock.move(minutes=1)
    assert (await branch.ann.slash("feedback send")).buttons


async def test_send_pressed_twice_is_one_report_and_one_code_and_so_is_a_lost_answer(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = await write(branch, branch.ann)
    replies = await asyncio.gather(*(branch.ann.press(draft, SEND) for _ in range(3)))
    assert len({code_in(reply) for reply in replies}) == 1
    lost = await write(branch, branch.bob)
    branch.discord.faults.cut("POST", "*/callback", before=True)
    assert (await branch.bob.press(lost, SEND)).text == say("ui.discord_away")
    assert code_in(await branch.bob.press(lost, SEND))
    assert len((await tray(branch)).reports) == 2
    monkeypatch.setattr("cogs.feedback._sending.SHOWN_AGAIN_FOR", 0.0)
    late = await write(branch, branch.cat)
    custom_id = send_id(late)
    hide = await branch.cat.press(late, SEND)
    assert (await branch.cat.press(hide, say("sending.hide"))).text == say("sending.code_gone")
    assert (await branch.cat.raw_press(late, custom_id=custom_id)).text == say("sending.over")
    assert len((await tray(branch)).reports) == 3


async def listed(branch: Branch, categories: str, workplaces: str) -> None:
    """Officers have chosen what reports can be about, and of where."""
    sue = Caller(GuildId(branch.guild.id), MemberId(branch.sue.id), frozenset(), administrator=True)
    await report_settings.put(branch.desk, sue, categories=categories, retention="90", workplaces=workplaces)


async def test_what_is_urgent_is_given_to_the_desk_at_once_after_a_warning_and_with_the_office_if_its_sender_says_it(
    branch: Branch,
) -> None:
    await listed(branch, "Pay\nBullying", "Leeds\nYork")
    text = "I am a case administrator in York, and am shouted at."
    draft = await write(branch, branch.ann, text, category="Bullying", office="York", urgent="safety")
    assert say("finding.only_one", excerpt="I am a case administrator in York") in draft.text
    assert say("sending.when-urgent") in draft.text
    await listed(branch, "Pay\nBullying", "Leeds")
    draft = await branch.ann.press(draft, SEND)
    assert say("sending.office_gone") in draft.text
    draft = await branch.ann.submit(await branch.ann.press(draft, EDIT), office="Leeds")
    assert code_in(await branch.ann.press(draft, SEND))
    await branch.settle()
    assert (await tray(branch)).is_empty
    (post,) = branch.posts(branch.desk_channel)
    assert f"Bullying · Leeds · {say('report.urgent')}" in post.text


async def test_officers_post_the_way_there_which_says_when_it_is_closed_and_stays_away_once_deleted(
    branch: Branch,
) -> None:
    max_ = branch.guild.member("max", roles=[branch.officers])
    assert say("power.officer") in (await branch.rob.slash("feedback post")).text
    look = await branch.sue.slash("feedback post", channel=branch.notices, in_channel=branch.lobby)
    assert branch.notices.mention in look.text
    assert branch.posts(branch.notices) == []
    done = await branch.sue.press(look, say("doors.post"))
    assert say("doors.posted", channel=branch.notices.mention) == done.text
    (post,) = branch.posts(branch.notices)
    assert (await branch.ann.press(post, say("doors.send"))).buttons[0].label == say("sending.door-unnamed")
    assert branch.members.mention in (await branch.tim.press(post, say("doors.send"))).text

    asking = await branch.sue.press(await branch.sue.slash("feedback pause"), say("pause.ask"))
    await branch.sue.submit(asking, reason="Nobody reads the desk.")
    draft = await write(branch, branch.ann)
    for each in draft.buttons:  # what she wrote is never shown in a channel, whatever button is made up there
        assert (await branch.ann.raw_press(post, custom_id=str(each.custom_id))).text == say("ui.unknown_button")
    await max_.press(await max_.slash("feedback pause"), say("pause.agree"))
    await branch.settle()
    assert "Nobody reads the desk." in branch.posts(branch.notices)[0].text
    refused = await branch.ann.press(draft, SEND)
    assert "Nobody reads the desk." in refused.text
    assert TEXT in refused.text
    branch.posts(branch.notices)[0].delete()
    await branch.sue.press(await branch.sue.slash("feedback pause"), say("pause.reopen"))
    await branch.settle()
    assert not any(say("doors.send") in branch.labels(each) for each in branch.posts(branch.notices))
    assert (await branch.rows("feedback_posts"))["feedback_posts"] == []
    assert code_in(await branch.ann.press(refused, SEND))

    look = await branch.sue.slash("feedback post", channel=branch.notices)
    await branch.sue.press(look, say("doors.post"))
    await branch.sue.press(await branch.sue.slash("feedback post", channel=branch.notices), say("doors.post"))
    assert sum(say("doors.send") in branch.labels(each) for each in branch.posts(branch.notices)) == 1
