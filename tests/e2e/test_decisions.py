"""What a branch decided stays before it, with an owner and a date, until it is said what became of it."""

from typing import Any

from bot.i18n import say
from bot.standin import Member, Message, Reply
from tests.e2e.living import Branch
from tests.e2e.meetings import announce

LETTER = "Write to the employer about caseloads"
TITLE = "Branch meeting"


async def record(branch: Branch, what: str = LETTER, **given: Any) -> Reply:
    """What rob is told after he recorded a decision from the register."""
    form = await branch.rob.press(await branch.rob.slash("meeting decisions"), say("decision.record"))
    return await branch.rob.submit(form, what=what, **given)


async def register(member: Member) -> Reply:
    reply = await member.slash("meeting decisions")
    assert reply.is_private
    return reply


async def end(
    member: Member, shown: Reply | Message, what: str, outcome: str, status: str = "decision.form-done"
) -> Reply:
    form = await member.select(shown, say("decision.choose-to_end"), what)
    return await member.submit(form, status=say(status), outcome=outcome)


def reminders(member: Member) -> list[Message]:
    return [each for each in member.dms if say("decision.reminder-title") in each.text]


async def test_what_a_meeting_decided_is_read_by_every_member_overdue_first(branch: Branch) -> None:
    await announce(branch, TITLE, "Mon 18:30")
    await branch.pass_(days=2)
    panel = await branch.rob.submit(await branch.rob.slash("meeting minutes", meeting=TITLE), text="The letter.")
    form = await branch.rob.press(panel, say("decision.record"))
    told = await branch.rob.submit(form, what=LETTER, owner=branch.ann, due="in 2 weeks")
    assert "Due Monday 7 December 2026" in told.text
    form = await branch.rob.press(told, say("decision.record_another"))
    await branch.rob.submit(form, what="Count the room", name="The *treasurer*", due="tomorrow")
    await record(branch, "Find a better room", name="The chair", meeting="0")
    await branch.rob.press(panel, say("minutes.post"))
    await branch.pass_(days=3)
    shown = await register(branch.bob)
    order = [shown.text.index(what) for what in ("Count the room", LETTER, "Find a better room")]
    assert order == sorted(order)
    assert "Owner: The \\*treasurer\\*. **Overdue:** it was due Tuesday 24 November 2026." in shown.text
    assert f'Owner: {branch.ann.mention}. Due Monday 7 December 2026. Decided at "{TITLE}"' in shown.text
    assert "Owner: The chair. No date. Recorded Monday 23 November 2026." in shown.text
    assert shown.selects == []  # nothing of it is his to end
    (post,) = [each for each in branch.posts(branch.notices) if "Minutes of meeting" in each.text]
    here = await branch.bob.press(post, say("decision.of_meeting"))
    assert here.is_private
    assert LETTER in here.text
    assert "Find a better room" not in here.text
    assert not (await branch.tim.slash("meeting decisions")).buttons  # no member of the branch


async def test_what_became_of_it_is_said_by_its_owner_or_a_rep_and_stays_for_good(branch: Branch) -> None:
    await record(branch, owner=branch.ann, due="Fri")
    await record(branch, "Find a better room", name="The chair")
    shown = await register(branch.ann)
    assert [option["label"] for menu in shown.selects for option in menu.held["options"]] == [LETTER]
    other = await register(branch.ann)
    done = await end(branch.ann, shown, LETTER, "Sent on Tuesday; see *notices*")
    assert done.text.startswith(say("decision.ended-done"))
    assert LETTER not in done.text
    late = await branch.ann.select(other, say("decision.choose-to_end"), LETTER)
    assert say("decision.ended") in late.text
    await end(branch.rob, await register(branch.rob), "Find a better room", "None is free", "decision.form-dropped")
    await branch.pass_(days=400)
    ended = await branch.bob.press(await register(branch.bob), say("decision.show-ended"))
    assert "\n**Done,** Saturday 21 November 2026: Sent on Tuesday; see \\*notices\\*" in ended.text
    assert "**Will not be done,** Saturday 21 November 2026: None is free" in ended.text
    assert reminders(branch.ann) == []
    assert LETTER in (await branch.sue.slash("branch audit")).text


async def test_what_cannot_be_read_is_refused_and_the_form_comes_back_as_it_was_left(branch: Branch) -> None:
    refused = await record(branch, owner=branch.ann, due="20 Nov 2026")
    assert "is past" in refused.text
    form = await branch.rob.press(refused, say("ui.correct_it"))
    refused = await branch.rob.submit(form, due="Fri", name="The chair")
    assert say("decision.one_owner") in refused.text
    form = await branch.rob.press(refused, say("ui.correct_it"))
    told = await branch.rob.submit(form, name="")
    assert LETTER in told.text
    assert branch.ann.mention in told.text
    fix = await branch.rob.select(await register(branch.rob), say("decision.choose-to_fix"), LETTER)
    shown = await branch.rob.submit(fix, owner=branch.bob, due="1 Dec 2026")
    assert f"Owner: {branch.bob.mention}. Due Tuesday 1 December 2026." in shown.text
    crafted = await branch.bob.raw_press(
        await register(branch.bob), custom_id="decision:fix", component_type=3, values=["1"]
    )
    assert say("access.needs", power="rep") in crafted.text


async def test_an_owner_has_one_message_a_week_with_all_that_is_theirs_and_says_in_it_what_is_done(
    branch: Branch,
) -> None:
    for number in range(9):
        await record(branch, f"Task {number} " + "*" * 280, owner=branch.ann)
    await record(branch, owner=branch.ann, due="Fri")
    await record(branch, "Find a better room", owner=branch.bob)
    await branch.pass_(days=8)  # to the evening before
    assert reminders(branch.ann) == []
    await branch.pass_(days=1)
    (first,) = reminders(branch.ann)
    assert first.preview == "A weekly reminder from Riverside Branch, Monday 30 November 2026."
    assert first.text.index("**Overdue:** it was due Friday 27 November 2026.") < first.text.index("**Task 0 ")
    assert "**Task 5 " in first.text
    assert "Task 6" not in first.text
    assert "3 more are in /meeting decisions." in first.text
    assert "Find a better room" not in first.text
    (bobs,) = reminders(branch.bob)
    thanked = await branch.bob.submit(await branch.bob.press(bobs, say("decision.it_is_done")), outcome="Room 4")
    assert say("decision.ended-thanks") in thanked.text
    assert reminders(branch.bob) == []  # it now says thank you, and nothing else
    await branch.stop()
    branch.clock.move(days=21)
    await branch.start()
    await branch.settle()
    assert len(reminders(branch.ann)) == 2
    second = reminders(branch.ann)[-1]
    thanked = await end(branch.ann, second, LETTER, "They have answered")
    assert say("decision.ended-thanks") in thanked.text
    rest = reminders(branch.ann)[-1]
    assert rest.id == second.id
    assert LETTER not in rest.text
    assert "**Task 5 " in rest.text
    assert "3 more are in" in rest.text
    stale = await branch.ann.select(first, say("decision.choose-to_end"), LETTER)
    assert say("decision.ended") in stale.text
    ended = await branch.rob.press(await register(branch.rob), say("decision.show-ended"))
    assert "They have answered" in ended.text


async def test_an_owner_who_takes_no_messages_or_has_left_is_told_of_in_the_register(branch: Branch) -> None:
    await record(branch, owner=branch.ann)
    await record(branch, "Find a better room", owner=branch.bob)
    branch.ann.close_dms()
    await branch.pass_(days=9)
    assert say("decision.silence-refused") in (await register(branch.rob)).text
    assert say("decision.silence-refused") not in (await register(branch.cat)).text
    branch.ann.open_dms()
    (mine,) = reminders(branch.bob)
    branch.bob.leave()
    await branch.pass_(days=7)
    assert len(reminders(branch.ann)) == 1
    assert say("decision.silence-refused") not in (await register(branch.rob)).text
    assert say("decision.silence-left") in (await register(branch.cat)).text
    form = await branch.bob.press(mine, say("decision.it_is_done"))  # it is still among his private messages
    assert say("decision.you_left") in (await branch.bob.submit(form, outcome="I hate you all")).text
    asked = sum("/members/" in each.path for each in branch.discord.requests)
    await branch.pass_(days=21)
    assert sum("/members/" in each.path for each in branch.discord.requests) == asked + 1  # ann's alone
    fix = await branch.rob.select(await register(branch.rob), say("decision.choose-to_fix"), "Find a better room")
    await branch.rob.submit(fix, owner=branch.cat)
    await branch.pass_(days=14)
    assert len(reminders(branch.cat)) >= 1
    assert say("decision.silence-left") not in (await register(branch.cat)).text
    assert say("branch.check-well") in (await branch.sue.slash("branch check")).text


async def test_who_records_an_owner_without_the_members_role_hears_at_once_that_no_reminder_comes(
    branch: Branch,
) -> None:
    weekly, never = say("decision.reminded_weekly"), say("decision.reminded_never")
    told = await record(branch, owner=branch.tim)  # who is here, and no member of the branch
    assert never in told.text
    assert weekly not in told.text
    assert say("decision.silence-left") not in (await register(branch.cat)).text
    await branch.pass_(days=9)
    assert branch.tim.dms == []
    assert say("decision.silence-left") in (await register(branch.cat)).text
    for owner, says in ((branch.cat, weekly), (branch.tim, never)):
        fix = await branch.rob.select(await register(branch.rob), say("decision.choose-to_fix"), LETTER)
        assert (await branch.rob.submit(fix, owner=owner)).text.startswith(f"{say('decision.corrected')} {says}")


async def test_a_long_register_has_pages_each_with_its_own_menu(branch: Branch) -> None:
    for number in range(10):
        await record(branch, f"Thing {number} " + "*" * 280, name="The chair")
    shown = await register(branch.rob)
    seen = list[str]()
    while True:
        seen += [option["value"] for option in shown.selects[0].held["options"]]
        if say("ui.next") not in branch.labels(shown):
            break
        shown = await branch.rob.press(shown, say("ui.next"))
    assert sorted(map(int, seen)) == list(range(1, 11))
    assert say("ui.back") in branch.labels(shown)
