"""What `/help` tells each of them."""

import pytest

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


@pytest.mark.parametrize("matter", ["voted", "came", "posted", "reported"])
async def test_everybody_can_ask_who_could_find_out(branch: Branch, matter: str) -> None:
    for person in (branch.ann, branch.sue):
        told = await person.press(await person.slash("help"), say(f"help.ask-{matter}"))
        assert told.is_private
        assert say(f"help.who-{matter}") in told.text


async def test_all_there_is_to_know_fits_for_whoever_can_do_everything(branch: Branch) -> None:
    reply = await branch.guild.member("max", administrator=True, roles=[branch.organisers]).slash("help")
    assert say("ui.cut_short") not in reply.text
    assert "/feedback desk" in reply.text
    assert "/branch setup" in reply.text


async def test_before_the_set_up_help_says_how_to_begin(new_branch: Branch) -> None:
    assert say("branch.not_set_up") in (await new_branch.ann.slash("help")).text


async def test_somebody_without_a_role_is_shown_what_everyone_can_do_and_whom_to_ask(branch: Branch) -> None:
    reply = await branch.guild.member("una").slash("help")
    assert reply.is_private
    assert "/poll list" in reply.text
    assert say("help.no_role") in reply.text
    assert "/poll create" not in reply.text
    assert say("help.no_role") not in (await branch.ann.slash("help")).text
