"""What minutes look like: to reps while they are kept, to members once they are posted, and the names behind them."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import discord

from bot.actions.minutes import File, Kept, Named
from bot.i18n import in_full, say
from bot.ids import MeetingId, MemberId
from bot.render.markup import plain
from bot.rules.meetings import Meeting
from bot.rules.minutes import NAME_LENGTH, TEXT_LENGTH, Minutes, Status
from bot.ui import Typed, button, form, rows, stamp, text_field
from cogs._widgets import LONGEST_DESCRIPTION, card, jump, page, pages
from cogs.meetings import _cards as cards

PRIMARY, SUCCESS = discord.ButtonStyle.primary, discord.ButtonStyle.success
NAMES_ON_A_PAGE = 40


def mark(meeting: Meeting) -> str:
    """The footer by which Steward knows its own post again after a crash."""
    return say("minutes.mark", meeting=str(meeting.id))


def text_form(meeting_id: MeetingId, minutes: Minutes | None, before: Typed) -> discord.ui.Modal:
    """The minutes as text, as they are so far."""
    kept = "" if minutes is None else minutes.text
    field = text_field(
        "text",
        say("minutes.form-text"),
        value=before.get("text", kept),
        help_=say("minutes.form-text-help"),
        most=TEXT_LENGTH,
        long=True,
    )
    return form(say("minutes.form-title"), f"minutes:draft:{meeting_id}", field)


# To reps


def panel(kept: Kept, minutes: Minutes, done: str = "") -> dict[str, Any]:
    """What is kept, how far it has come, and what can be done next; above it, what has just been done."""
    lines = [_who(minutes), _where(minutes, kept.meeting), numbers(kept), "", *_advice(minutes)]
    title = say("minutes.title", title=plain(kept.meeting.title))
    embeds = [card(title, *lines, last=_file_line(minutes)), *_body(minutes)]
    return {"text": done, "embeds": embeds, "view": rows(*_choices(minutes))}


def approval(kept: Kept, minutes: Minutes) -> dict[str, Any]:
    """What approving them means, and whether the rep is sure: this draft and no other."""
    sure = button(say("minutes.approve-sure"), f"minutes:approved:{minutes.meeting_id}:{minutes.version}", SUCCESS)
    back = button(say("ui.back"), f"minutes:panel:{minutes.meeting_id}")
    question = say("minutes.approve-question", title=plain(kept.meeting.title))
    return {"text": question, "embeds": [], "view": rows([sure, back])}


def _choices(minutes: Minutes) -> Sequence[Sequence[discord.ui.Button[Any]]]:
    here, found = minutes.meeting_id, list[discord.ui.Button[Any]]()
    if minutes.status is Status.DRAFT:
        if not minutes.is_posted:
            found.append(button(say("minutes.post"), f"minutes:post:{here}", PRIMARY))
        found.append(button(say("minutes.approve"), f"minutes:approve:{here}", SUCCESS))
        found.append(button(say("minutes.write"), f"minutes:write:{here}"))
    elif not minutes.is_posted:
        found.append(button(say("minutes.post_again"), f"minutes:post:{here}", PRIMARY))
    if minutes.file_name is not None:
        found.append(button(say("minutes.open_file"), f"minutes:file:{here}"))
    return [found, [button(say("decision.record"), f"decision:add:{here}")]]


def _who(minutes: Minutes) -> str:
    if minutes.approved_at is not None:
        return say("minutes.is_approved", at=stamp(minutes.approved_at), who=f"<@{minutes.approved_by}>")
    return say("minutes.is_draft", at=stamp(minutes.drafted_at), who=f"<@{minutes.drafted_by}>")


def _where(minutes: Minutes, meeting: Meeting) -> str:
    if minutes.channel_id is None or minutes.message_id is None:
        return say("minutes.is_unposted")
    return say("minutes.is_posted", link=jump(meeting.guild_id, minutes.channel_id, minutes.message_id))


def _advice(minutes: Minutes) -> Sequence[str]:
    if minutes.status is Status.APPROVED:
        return [say("minutes.about_approved")]
    return [say("minutes.about_draft"), say("minutes.about_files")]


# To members


def post(kept: Kept, minutes: Minutes, file: File | None) -> dict[str, Any]:
    """The public post as it stands: marked as a draft until it is approved, numbers only."""
    branch = kept.standing.branch
    state = say("minutes.post-draft", at=in_full(minutes.drafted_at, branch.zone))
    if minutes.approved_at is not None:
        state = say("minutes.post-approved", at=in_full(minutes.approved_at, branch.zone))
    title = say("minutes.title", title=plain(kept.meeting.title))
    heading = card(title, state, "", numbers(kept), last=_file_line(minutes), footer=mark(kept.meeting))
    names = button(say("minutes.present-button"), f"meeting:present:{minutes.meeting_id}")
    decided = button(say("decision.of_meeting"), f"decision:of:{minutes.meeting_id}")
    return {
        "content": cards.first_line(kept.meeting, branch),
        "embeds": [heading, *_body(minutes)],
        "files": _files(minutes, file),
        "view": rows([names, decided]),
    }


def numbers(kept: Kept) -> str:
    """How many were there and how many sent apologies."""
    return say(
        "minutes.numbers",
        present=kept.present,
        in_room=kept.meeting.in_room,
        apologies=kept.standing.counts.apologies,
    )


def names(named: Named, number: int) -> dict[str, Any]:
    """Who was there and who sent apologies, a page at a time; once they are erased, the numbers."""
    kept = named.kept
    lines = [numbers(kept), ""]
    if kept.meeting.erased_at is not None:
        lines.append(say("minutes.names-erased", at=stamp(kept.meeting.erased_at, "D")))
    else:
        lines += _people("minutes.names-present", named.present)
        lines += _people("minutes.names-apologies", named.apologies)
        lines.append(say("minutes.names-until"))
    every = pages(lines, NAMES_ON_A_PAGE)
    return page("minutes.names-title", every, number, f"meeting:present-turn:{kept.meeting.id}")


def attachment(file: File) -> discord.File:
    """The file as it was kept."""
    return discord.File(io.BytesIO(file.data), file.name)


def _people(heading: str, members: Sequence[MemberId]) -> Iterable[str]:
    return [say(heading, number=len(members)), *(f"<@{member_id}>" for member_id in members), ""] if members else []


def _body(minutes: Minutes) -> list[discord.Embed]:
    return [card("", *plain(minutes.text).split("\n"))] if minutes.text else []


def _files(minutes: Minutes, file: File | None) -> list[discord.File]:
    """The minutes' file; or the text as one, where Discord could not show all of it."""
    if file is not None:
        return [attachment(file)]
    if len(plain(minutes.text)) <= LONGEST_DESCRIPTION:
        return []
    return [attachment(File(say("minutes.text_file"), minutes.text.encode()))]


def _file_line(minutes: Minutes) -> Sequence[str]:
    if minutes.file_name is None:
        return []
    return [say("minutes.in_file", name=plain(minutes.file_name[:NAME_LENGTH]))]
