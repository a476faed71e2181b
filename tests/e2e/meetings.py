"""Meetings as people make them in the stories: through the real commands and forms."""

from typing import Any

from bot.i18n import say
from bot.ids import MeetingId
from bot.standin import Member, Message, Reply
from tests.e2e.living import Branch

WHEN = "Thu 10 Dec 2026 18:30"  # eighteen clear days after the stories begin, on Saturday 21 November
AGENDA = "Apologies (5 min)\nPay claim (45 min)\nOffice moves (20 min)"


async def draft_meeting(
    branch: Branch,
    title: str = "Branch meeting",
    when: str = WHEN,
    *,
    place: str = "Room 2, Union House",
    agenda: str = AGENDA,
    kind: str = "general",
    length: str | None = None,
    event: bool = False,
    by: Member | None = None,
) -> Reply:
    """A preview, made through the forms. Without a Discord event unless a story is about it."""
    rob = by or branch.rob
    form = await rob.slash("meeting notice", in_channel=branch.lobby)
    preview = await rob.submit(form, title=title, when=when, place=place, agenda=agenda, kind=kind)
    if length is not None:
        preview = await rob.submit(await rob.press(preview, say("notice.change-times")), length=length)
    leave_out = say("notice.event-leave_out")
    return preview if event or leave_out not in branch.labels(preview) else await rob.press(preview, leave_out)


async def announce(
    branch: Branch,
    title: str = "Branch meeting",
    when: str = WHEN,
    *,
    reason: str = "The employer answered late",
    by: Member | None = None,
    **given: Any,
) -> Message:
    """A meeting through the real commands, its notice posted; where it is short notice, for this reason."""
    rob = by or branch.rob
    preview = await draft_meeting(branch, title, when, by=rob, **given)
    if say("notice.post_short") in branch.labels(preview):
        reply = await rob.submit(await rob.press(preview, say("notice.post_short")), reason=reason)
    else:
        reply = await rob.press(preview, say("notice.post_it"))
    assert reply.is_private
    await branch.settle()
    return branch.posts(branch.notices)[-1]


def meeting_id(post: Message) -> MeetingId:
    """The number of the meeting that a notice is of."""
    return MeetingId(int(str(post.embeds[0]["footer"]["text"]).split()[-1]))
