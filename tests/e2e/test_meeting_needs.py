"""What meetings ask of people and of the server: a power, a channel, a number; and what they do without."""

from typing import Any

from bot.i18n import say
from tests.e2e.living import Branch
from tests.e2e.meetings import announce
from tests.e2e.neighbours import Neighbour

FOR_REPS: dict[str, dict[str, Any]] = {
    "notice": {},
    "agenda": {"meeting": "of which nobody has heard"},
    "move": {"meeting": "of which nobody has heard", "when": "whenever"},
    "cancel": {"meeting": "of which nobody has heard"},
    "checkin": {},
    "attendance": {"meeting": "of which nobody has heard"},
    "minutes": {"meeting": "of which nobody has heard"},
}
FOR_EVERYONE = ("list", "calendar", "decisions")


async def test_whoever_has_not_the_power_for_a_command_hears_which_it_is_before_anything_else(branch: Branch) -> None:
    await announce(branch)
    known = {command.name for command in branch.app.tree.get_command("meeting").commands}  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
    assert known == {*FOR_REPS, *FOR_EVERYONE}
    for command, options in FOR_REPS.items():
        refused = await branch.ann.raw_slash(f"meeting {command}", **options)
        assert (refused.is_private, refused.text) == (True, say("access.needs", power="rep")), command
    for command in FOR_EVERYONE:
        shown = await branch.ann.slash(f"meeting {command}")
        assert shown.is_private
        assert say("access.needs", power="rep") not in shown.text


async def test_check_names_what_meetings_lack_and_only_remarks_on_what_they_do_without(branch: Branch) -> None:
    there = Neighbour(branch)
    await there.una.press(await there.una.slash("branch setup"), say("branch.finish"))
    there.guild.bot_role.revoke("create_events", "manage_events")
    remark = say("branch.check-no_events", permission=say("permission.create_events"))
    unknown = say("branch.check-no_membership_nor_quorum")
    there.notices.deny(there.guild.bot_role, "view_channel")
    check = await there.una.slash("branch check")
    lacks = say("branch.permission_missing", channel="#", what=say("branch.channel-notices"), permissions="").split("#")
    assert lacks[1].split(":")[0] in check.text
    assert say("permission.view_channel") in check.text
    for part in (unknown, remark):
        assert part in check.text
    there.notices.delete()
    assert (
        say("branch.channel_gone", what=say("branch.channel-notices")) in (await there.una.slash("branch check")).text
    )
    branch.guild.bot_role.revoke("create_events", "manage_events")
    check = await branch.sue.slash("branch check")
    for part in (say("branch.check-title", number=0), say("branch.check-well"), remark):
        assert part in check.text
    post = await announce(branch, event=True)  # as somebody makes it who has followed README's invitation
    assert (len(branch.dan.events), "Branch meeting" in post.text) == (0, True)
    assert say("branch.check-well") in (await branch.sue.slash("branch check")).text
