"""Two officers together: one asks, another looks and agrees, and it is done once, with everything said plainly."""

import asyncio

import pytest

from bot.i18n import say
from bot.standin import Member, Message, Reply
from tests.e2e.living import Branch, poll_id
from tests.e2e.officers import AGREE, LOOK, REFUSE, WITHDRAW, agree_again, agreeing, look, olga, pleas


async def switch_rule(branch: Branch, label: str) -> Reply:
    """The last page of the set-up, where the rule is."""
    panel = await branch.sue.slash("branch setup")
    panel = await branch.sue.press(await branch.sue.press(panel, say("ui.next")), say("ui.next"))
    return await branch.sue.press(panel, label)


@pytest.fixture
async def two(branch: Branch) -> Branch:
    """A branch with the rule, and with olga as a second officer."""
    await switch_rule(branch, say("branch.two_officers-off"))
    await branch.settle()
    olga(branch)
    return branch


async def ask(branch: Branch, **given: object) -> Reply:
    """Rob makes a secret poll and presses Open it: his preview."""
    preview = await branch.draft(kind="secret", **given)  # pyright: ignore[reportArgumentType]
    asked = await branch.rob.press(preview, say("poll.open-it"))
    await branch.settle()
    return asked


# The rule


async def test_the_rule_is_a_setting_that_says_what_it_is(branch: Branch) -> None:
    off, on = say("branch.two_officers-off"), say("branch.two_officers-on")
    assert say("branch.line-one_officer") in (await branch.sue.slash("branch settings")).text
    panel = await switch_rule(branch, off)
    assert panel.updated
    assert on in branch.labels(panel)
    assert say("branch.line-two_officers") in (await branch.sue.slash("branch settings")).text
    assert say("audit.branch.two_officers_on") in (await branch.sue.slash("branch audit")).text
    assert off in branch.labels(await branch.sue.press(panel, on))
    for person in (branch.rob, branch.ann):
        forged = await person.raw_press(
            pleas(branch)[-1] if pleas(branch) else branch.posts(branch.audit)[-1], custom_id="branch:two:on"
        )
        assert forged.text == say("access.needs", power="officer")
    forged = await branch.sue.raw_press(panel, custom_id="branch:two:maybe")
    assert forged.text == say("ui.unknown_button")


async def test_without_the_rule_one_is_enough(branch: Branch) -> None:
    await branch.open_poll(kind="secret")
    assert len(branch.posts()) == 1
    assert pleas(branch) == []


async def test_an_open_poll_needs_no_second_officer(two: Branch) -> None:
    post = await two.open_poll()
    sure = await two.rob.slash("poll close", poll=str(poll_id(post)))
    assert (await two.rob.press(sure, say("poll.close-sure"))).text == say("poll.closed-done")
    assert pleas(two) == []


# Opening


async def test_a_secret_poll_opens_when_a_second_officer_agrees(two: Branch) -> None:
    preview = await two.draft("Shall we merge?", kind="secret")
    assert say("agreement.preview-needed") in preview.text
    asked = await two.rob.press(preview, say("poll.open-it"))
    assert say("agreement.preview-waiting") in asked.text
    await two.settle()
    assert two.posts() == []
    (plea,) = pleas(two)
    assert two.rob.mention in plea.text
    assert "merge" not in plea.text
    seen = await look(two, two.sue)
    assert seen.is_private
    assert "Shall we merge?" in seen.text
    assert say("ballot.promise") in seen.text
    assert two.labels(seen) == [say(AGREE), say(REFUSE)]
    promised = seen.text.splitlines()
    agreed = await two.sue.press(seen, say(AGREE))
    assert "The poll is open" in agreed.text
    await two.settle()
    (post,) = two.posts()
    assert "Shall we merge?" in post.text
    *words, _, _, _, _, _ = post.text.splitlines()  # but the turnout, the guard and the number
    assert [line for line in words if line not in promised] == []
    assert plea.buttons == []
    assert two.sue.mention in plea.text
    audit = (await two.sue.slash("branch audit")).text
    assert f"{two.rob.mention} made the poll" in audit
    assert f"{two.sue.mention} agreed to opening" in audit


async def test_an_election_is_looked_at_with_what_its_candidates_say(two: Branch) -> None:
    preview = await two.draft("Secretary", options=["Ann Archer", "Bob Baker"], kind="ranked")
    page = await two.rob.press(preview, say("election.statements"))
    form = await two.rob.select(page, say("election.choose-candidate"), "Ann Archer")
    page = await two.rob.submit(form, statement="I would listen.")
    await two.rob.press(await two.rob.press(page, say("ui.back")), say("poll.open-it"))
    await two.settle()
    seen = await look(two, two.sue)
    said = await two.sue.press(seen, say("paper.statements-button"))
    assert "I would listen." in said.text
    forged = await two.ann.raw_press(seen, custom_id="poll:statements:1:0")
    assert forged.text == say("poll.not_found")
    await two.sue.press(seen, say(AGREE))
    await two.settle()
    assert "an election" in pleas(two)[-1].text
    assert len(two.posts()) == 1


async def test_a_poll_for_later_is_scheduled_when_a_second_officer_agrees(two: Branch) -> None:
    preview = await two.draft(kind="secret", opens="in 2 hours")
    await two.rob.press(preview, say("poll.schedule-it"))
    await two.settle()
    agreed = await two.sue.press(await look(two, two.sue), say(AGREE))
    assert agreed.text.startswith("Scheduled.")
    assert two.posts() == []
    await two.pass_(hours=2)
    assert len(two.posts()) == 1


async def test_whoever_asked_cannot_agree_officer_or_not(two: Branch) -> None:
    preview = await two.draft(kind="secret", by=two.sue)
    await two.sue.press(preview, say("poll.open-it"))
    await two.settle()
    seen = await look(two, two.sue)
    assert two.labels(seen) == [say(WITHDRAW)]
    others = await look(two, olga(two))
    assert await agree_again(two.sue, seen, agreeing(others)) == say("agreement.own")
    assert two.posts() == []
    await olga(two).press(others, say(AGREE))
    assert len(two.posts()) == 1


async def test_members_and_reps_do_not_see_what_waits(two: Branch) -> None:
    await ask(two, question="Shall we merge?")
    seen = await look(two, two.sue)
    for person in (two.ann, two.tim):
        for custom_id in ("poll:look:1:open", str(seen.buttons[0].custom_id), str(seen.buttons[1].custom_id)):
            refused = await person.raw_press(pleas(two)[-1], custom_id=custom_id)
            assert (refused.is_private, refused.text) == (True, say("access.needs", power="officer"))
        assert "merge" not in (await person.slash("poll list")).text
    other = two.guild.member("rita", roles=[two.reps, two.members])
    assert "merge" not in (await other.slash("poll list")).text
    assert two.posts() == []


@pytest.mark.parametrize(
    "custom_id",
    ["poll:look:1:dance", "poll:look:x:open", "poll:agree:1:open", "poll:agree:1:open:x", "poll:refuse:1:open:-1"],
)
async def test_crafted_buttons_do_nothing(two: Branch, custom_id: str) -> None:
    await ask(two)
    forged = await two.sue.raw_press(pleas(two)[-1], custom_id=custom_id)
    assert forged.text == say("ui.unknown_button")
    for value in ("1 dance", "one open", "", "1"):
        forged = await two.sue.raw_press(
            pleas(two)[-1], custom_id="poll:waiting:list", component_type=3, values=[value]
        )
        assert forged.text == say("ui.unknown_button")
    assert len((await two.rows("agreements"))["agreements"]) == 1


async def test_what_was_never_asked_for_is_settled(two: Branch) -> None:
    await ask(two)
    for custom_id in ("poll:look:9:open", "poll:look:1:close", "poll:agree:1:open:5", "poll:refuse:1:open:5"):
        forged = await two.sue.raw_press(pleas(two)[-1], custom_id=custom_id)
        said = forged.followups[-1].text if forged.followups else forged.text
        assert said == say("agreement.gone")
    assert two.posts() == []


async def test_a_restart_between_asking_and_agreeing_loses_nothing(two: Branch) -> None:
    await ask(two)
    await two.restart()
    seen = await look(two, two.sue)
    await two.restart()
    await two.sue.press(seen, say(AGREE))
    await two.settle()
    assert len(two.posts()) == 1
    (plea,) = pleas(two)
    assert plea.buttons == []


async def test_two_officers_agreeing_at_once_open_it_once(two: Branch) -> None:
    await ask(two)
    screens = [await look(two, two.sue), await look(two, olga(two))]
    people = [two.sue, olga(two)]
    replies = await asyncio.gather(*(who.press(seen, say(AGREE)) for who, seen in zip(people, screens, strict=True)))
    await two.settle()
    assert len(two.posts()) == 1
    said = [reply.followups[-1].text if reply.followups else reply.text for reply in replies]
    assert sum("The poll is open" in text for text in said) == 1
    assert sum(text == say("agreement.gone") for text in said) == 1


async def test_pressing_open_it_twice_asks_once(two: Branch) -> None:
    preview = await two.draft(kind="secret")
    asked = await two.rob.press(preview, say("poll.open-it"))
    again = await two.rob.raw_press(asked, custom_id="poll:open:1")
    assert again.followups[-1].text == say("agreement.already_asked")
    await two.settle()
    assert len(pleas(two)) == 1


async def test_a_changed_draft_is_asked_for_anew_and_the_old_look_agrees_to_nothing(two: Branch) -> None:
    asked = await ask(two, question="Shall we merge?")
    old = await look(two, two.sue)
    form = await two.rob.press(asked, say("poll.change-words"))
    changed = await two.rob.submit(form, question="Shall we split?")
    assert say("poll.open-it") in two.labels(changed)
    await two.settle()
    assert say("agreement.settled-withdrawn", what="open", who=two.rob.mention) in pleas(two)[0].text
    assert pleas(two)[0].buttons == []
    assert (await two.sue.press(old, say(AGREE))).text == say("agreement.gone")
    two.clock.move(seconds=1)
    await two.rob.press(changed, say("poll.open-it"))
    await two.settle()
    assert (await two.sue.press(old, say(AGREE))).followups[-1].text == say("agreement.gone")
    assert two.posts() == []
    seen = await look(two, two.sue)
    assert "Shall we split?" in seen.text
    await two.sue.press(seen, say(AGREE))
    await two.settle()
    assert "Shall we split?" in two.posts()[0].text
    assert len(pleas(two)) == 2


@pytest.mark.parametrize("how", ["scrutineers", "statement", "roles", "times"])
async def test_whatever_is_changed_withdraws_the_request(two: Branch, how: str) -> None:
    preview = await two.draft("Secretary", options=["Ann Archer", "Bob Baker"], kind="ranked")
    asked = await two.rob.press(preview, say("poll.open-it"))
    assert len((await two.rows("agreements"))["agreements"]) == 1
    if how == "scrutineers":
        await two.rob.select(asked, say("poll.choose-scrutineers"), [two.cat])
    if how == "roles":
        await two.rob.select(asked, say("poll.choose-voters"), [two.members, two.reps])
    if how == "times":
        await two.rob.submit(await two.rob.press(asked, say("election.change-times")), closes="in 5 days")
    if how == "statement":
        page = await two.rob.press(asked, say("election.statements"))
        form = await two.rob.select(page, say("election.choose-candidate"), "Ann Archer")
        await two.rob.submit(form, statement="I would listen.")
    assert (await two.rows("agreements"))["agreements"] == []


async def test_a_request_is_withdrawn_and_the_draft_stays(two: Branch) -> None:
    asked = await ask(two)
    preview = await two.rob.press(asked, say(WITHDRAW))
    assert say("poll.open-it") in two.labels(preview)
    await two.settle()
    (plea,) = pleas(two)
    assert plea.text.startswith("**Withdrawn.**")
    await two.rob.raw_press(preview, custom_id="poll:withdraw:1")  # once more
    assert "no longer asks" in (await two.sue.slash("branch audit")).text


async def test_who_asked_finds_the_request_in_the_list_and_can_withdraw_it(two: Branch) -> None:
    await ask(two, question="Shall we merge?")
    listed = await two.rob.slash("poll list")
    assert "Shall we merge?" in listed.text
    seen = await two.rob.select(
        listed, say("agreement.choose"), say("agreement.named", what="open", question="Shall we merge?")
    )
    assert two.labels(seen) == [say(WITHDRAW)]
    assert (await two.rob.press(seen, say(WITHDRAW))).text == say("agreement.done-withdrawn")


async def test_an_officer_refuses_and_everybody_asked_can_see_who(two: Branch) -> None:
    asked = await ask(two)
    listed = await two.sue.slash("poll list")
    name = say("agreement.named", what="open", question="Accept the offer?")
    seen = await two.sue.select(listed, say("agreement.choose"), name)
    button = agreeing(seen)
    assert (await two.sue.press(seen, say(REFUSE))).text == say("agreement.done-refused")
    await two.settle()
    (plea,) = pleas(two)
    assert plea.text.startswith("**Refused.**")
    assert two.sue.mention in plea.text
    assert plea.buttons == []
    assert await agree_again(two.sue, seen, button) == say("agreement.gone")
    assert say(WITHDRAW) in two.labels(asked)  # what rob sees is older than that
    preview = await two.rob.press(asked, say(WITHDRAW))
    assert say("poll.open-it") in two.labels(preview)
    assert two.posts() == []


async def test_an_officer_who_lost_the_role_meanwhile_cannot_agree(two: Branch) -> None:
    await ask(two)
    seen = await look(two, olga(two))
    name = agreeing(seen)
    olga(two).remove_role(two.officers)
    said = await agree_again(olga(two), seen, name)
    assert said == say("access.needs", power="officer")
    assert two.posts() == []


async def test_a_discarded_draft_waits_for_nobody(two: Branch) -> None:
    asked = await ask(two)
    seen = await look(two, two.sue)
    await two.rob.press(asked, say("poll.discard"))
    await two.settle()
    assert pleas(two)[0].buttons == []
    assert (await two.sue.press(seen, say(AGREE))).text == say("agreement.gone")
    assert say("agreement.choose") not in {menu.placeholder for menu in (await two.sue.slash("poll list")).selects}


async def test_a_draft_that_nobody_agrees_to_is_kept_for_three_days_and_then_it_is_said(two: Branch) -> None:
    await ask(two)
    await two.pass_(days=2)
    assert "Accept the offer?" in (await look(two, two.sue)).text
    await two.pass_(days=1)
    (plea,) = pleas(two)
    assert "nobody agreed" in plea.text
    assert two.rob.mention in plea.text
    assert plea.buttons == []
    assert "no second officer agreed" in (await two.sue.slash("branch audit")).text
    assert (await two.rows("polls"))["polls"] == []


async def test_an_opening_time_that_went_by_is_not_agreed_to(two: Branch) -> None:
    preview = await two.draft(kind="secret", opens="in 1 hour")
    await two.rob.press(preview, say("poll.schedule-it"))
    await two.pass_(hours=2)
    seen = await look(two, two.sue)
    late = await two.sue.press(seen, say(AGREE))
    assert late.followups[-1].text == say("agreement.out_of_time")
    assert len((await two.rows("agreements"))["agreements"]) == 1
    form = await two.rob.press(preview, say("poll.change-times"))
    assert say("poll.open-it") in two.labels(await two.rob.submit(form, opens="", closes="in 3 days"))


async def test_too_few_voters_are_refused_to_the_second_officer_too_and_nothing_is_lost(two: Branch) -> None:
    await ask(two)
    for person in (two.bob, two.cat, two.dan):
        person.remove_role(two.members)
    seen = await look(two, two.sue)
    assert say("poll.number-too_small", least=5) in seen.text
    refused = await two.sue.press(seen, say(AGREE))
    assert refused.followups[-1].text == say("ballot.too_few_eligible", eligible=4, least=5)
    assert (await two.rows("agreements"))["agreements"] != []


async def test_a_channel_closed_to_steward_is_said_to_the_second_officer(two: Branch) -> None:
    await ask(two)
    seen = await look(two, two.sue)
    two.polls.deny(two.guild.bot_role, "send_messages")
    refused = await two.sue.press(seen, say(AGREE))
    assert say("permission.send_messages") in refused.followups[-1].text
    assert (await two.rows("agreements"))["agreements"] != []


async def test_without_a_channel_for_the_record_officers_are_asked_where_polls_are(two: Branch) -> None:
    two.audit.delete()
    await ask(two)
    (plea,) = two.posts()
    assert "Accept" not in plea.text
    await two.sue.press(await two.sue.press(plea, say(LOOK)), say(AGREE))
    await two.settle()
    assert len(two.posts()) == 2
    assert plea.buttons == []


async def test_a_deleted_post_does_not_stop_anybody(two: Branch) -> None:
    await ask(two)
    pleas(two)[0].delete()
    listed = await two.sue.slash("poll list")
    name = say("agreement.named", what="open", question="Accept the offer?")
    await two.sue.press(await two.sue.select(listed, say("agreement.choose"), name), say(AGREE))
    await two.settle()
    assert len(two.posts()) == 1


async def test_a_post_whose_answer_was_lost_is_made_once_and_kept_true(two: Branch) -> None:
    two.expect_error("failed, try 1")
    two.discord.faults.lose_answer("POST", "/channels/{channel_id}/messages", times=2, status=503)
    await ask(two)
    listed = await two.sue.slash("poll list")
    name = say("agreement.named", what="open", question="Accept the offer?")
    seen = await two.sue.select(listed, say("agreement.choose"), name)
    await two.sue.press(seen, say(REFUSE))
    await two.pass_(minutes=1)
    (plea,) = pleas(two)
    assert plea.text.startswith("**Refused.**")
    assert plea.buttons == []


async def test_a_post_nobody_could_make_is_on_officers_list_of_problems(two: Branch) -> None:
    two.audit.deny(two.guild.bot_role, "send_messages")
    await ask(two)
    assert pleas(two) == []
    check = await two.sue.slash("branch check")
    assert say("job-kind.poll.ask") in check.text
    assert "Accept the offer?" in (await two.sue.slash("poll list")).text


# Closing early


async def close(branch: Branch, who: Member) -> Reply:
    """The answer to Close it now."""
    sure = await who.slash("poll close", poll="1")
    assert "another officer has to agree" in sure.text
    return await who.press(sure, say("poll.close-sure"))


async def opened(branch: Branch) -> Message:
    await ask(branch)
    await branch.sue.press(await look(branch, branch.sue), say(AGREE))
    await branch.settle()
    return branch.posts()[-1]


async def test_closing_early_takes_two_and_happens_once(two: Branch) -> None:
    post = await opened(two)
    asked = await close(two, two.rob)
    assert asked.text == say("agreement.asked-close")
    assert two.labels(asked) == [say(WITHDRAW)]
    assert (await close(two, two.sue)).text == say("agreement.already_asked")
    await two.settle()
    await two.cast(two.ann, post, "For")
    seen = await look(two, two.sue)
    assert "Accept the offer?" in seen.text
    assert two.results() == []
    button = agreeing(seen)
    assert (await two.sue.press(seen, say(AGREE))).text == say("poll.closed-done")
    await two.settle()
    assert await agree_again(two.sue, seen, button) == say("agreement.gone")
    assert len(two.results()) == 1


async def test_whoever_closes_after_the_rule_has_ended_is_not_told_that_it_stays_open(two: Branch) -> None:
    await opened(two)
    await close(two, two.rob)
    await switch_rule(two, say("branch.two_officers-on"))
    sure = await two.sue.slash("poll close", poll="1")
    assert (await two.sue.press(sure, say("poll.close-sure"))).text == say("poll.closed-done")
    await two.settle()
    assert len(two.results()) == 1


async def test_a_poll_that_has_ended_meanwhile_is_not_closed_again(two: Branch) -> None:
    await opened(two)
    await close(two, two.rob)
    await two.settle()
    seen = await look(two, two.sue)
    await two.close_in_time()
    assert (await two.sue.press(seen, say(AGREE))).text == say("agreement.gone")
    assert pleas(two)[-1].buttons == []
    assert "it has ended since" in pleas(two)[-1].text
    assert len(two.results()) == 1


async def test_a_cancelled_poll_waits_for_nobody(two: Branch) -> None:
    await opened(two)
    asked = await close(two, two.rob)
    await two.settle()
    await two.rob.slash("poll cancel", poll="1", reason="The offer was withdrawn.")
    await two.settle()
    assert pleas(two)[-1].buttons == []
    assert (await two.rob.press(asked, say(WITHDRAW))).text == say("agreement.gone")


async def test_the_closing_second_is_the_end_of_the_request(two: Branch) -> None:
    await opened(two)
    await close(two, two.rob)
    await two.settle()
    seen = await look(two, two.sue)
    two.clock.move(days=3)
    late = await two.sue.press(seen, say(AGREE))
    said = late.followups[-1].text if late.followups else late.text
    assert said.startswith("This poll was closed already") or said == say("agreement.gone")
    await two.settle()
    assert len(two.results()) == 1
