"""What `/help` tells each of them."""

from bot.i18n import say
from tests.e2e.living import Branch


async def test_a_member_is_shown_what_members_can_do_and_no_more(branch: Branch) -> None:
    reply = await branch.ann.slash("help")
    assert reply.is_private
    assert "/poll list" in reply.text
    assert "/poll create" not in reply.text
    assert "/branch setup" not in reply.text


async def test_a_rep_is_shown_how_to_run_a_poll(branch: Branch) -> None:
    reply = await branch.rob.slash("help")
    assert "/poll create" in reply.text
    assert "/branch audit" not in reply.text


async def test_an_officer_is_shown_everything(branch: Branch) -> None:
    reply = await branch.sue.slash("help")
    assert all(command in reply.text for command in ("/poll list", "/poll create", "/branch audit"))


async def test_everybody_is_told_who_could_find_out_how_they_voted_and_that_they_were_there(branch: Branch) -> None:
    for person in (branch.ann, branch.sue):
        text = (await person.slash("help")).text
        assert text.endswith(f"{say('help.how_i_voted')}\n{say('help.how_i_came')}")


async def test_before_the_set_up_help_says_how_to_begin(new_branch: Branch) -> None:
    assert say("branch.not_set_up") in (await new_branch.ann.slash("help")).text


async def test_somebody_without_a_role_is_shown_what_everyone_can_do_and_whom_to_ask(branch: Branch) -> None:
    reply = await branch.guild.member("una").slash("help")
    assert reply.is_private
    assert "/poll list" in reply.text
    assert say("help.no_role") in reply.text
    assert "/poll create" not in reply.text
    assert say("help.no_role") not in (await branch.ann.slash("help")).text
