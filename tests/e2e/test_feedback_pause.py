"""The doors for reports are closed for a while."""

from bot.i18n import say
from tests.e2e.living import Branch

REASON = "No organiser can read the desk this week."


async def test_two_officers_close_the_doors_through_a_restart_and_one_opens_them(branch: Branch) -> None:
    max_ = branch.guild.member("max", roles=[branch.officers])
    screen = await branch.sue.slash("feedback pause")
    asked = await branch.sue.submit(await branch.sue.press(screen, say("pause.ask")), reason=REASON)
    assert say("pause.waits") in asked.text
    await branch.settle()
    assert REASON in branch.posts(branch.audit)[-1].text
    assert branch.posts(branch.notices) == []
    shown = await max_.slash("feedback pause")
    assert REASON in shown.text
    await branch.restart()
    closed = await max_.press(shown, say("pause.agree"))
    assert say("pause.title-closed") in closed.text
    await branch.settle()
    (notice,) = branch.posts(branch.notices)
    assert REASON in notice.text
    assert "max" not in notice.text
    opened = await branch.sue.press(await branch.sue.slash("feedback pause"), say("pause.reopen"))
    assert opened.text == say("pause.done-opened")
    await branch.settle()
    assert say("pause.notice-open") in branch.posts(branch.notices)[-1].text


async def test_who_is_no_officer_is_told_what_it_would_take(branch: Branch) -> None:
    for person in (branch.ann, branch.rob, branch.oli):
        reply = await person.slash("feedback pause")
        assert reply.is_private
        assert say("power.officer") in reply.text
