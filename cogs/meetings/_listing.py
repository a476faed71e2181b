"""`/meeting list`: what is to come, with one's own answer; what repeats, for reps; what was held, with its minutes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import discord

from bot.actions import diary, meetings, notices, series
from bot.actions.diary import Entry
from bot.actions.series import Outlook
from bot.i18n import in_full, say
from bot.ids import MeetingId, Power
from bot.render.markup import plain
from bot.rules.branches import Branch
from bot.rules.meetings import Meeting, Status, lacks_notice
from bot.rules.minutes import Minutes
from bot.ui import Interaction, answer, button, menu, replace, rows, stamp, think, whole
from cogs._widgets import asker, chosen_ids, guild, jump, on_page, page, pages, turn, turns
from cogs.meetings import _cards as cards
from cogs.meetings import _series as repeating
from cogs.meetings._posting import not_yet, obstacle, room

if TYPE_CHECKING:
    from bot.app import App

ON_A_PAGE = 10
HERE = "meeting:list"


class Line(NamedTuple):
    """What the list says of one thing, and what its menus offer of it."""

    text: str
    meeting: Meeting | None = None
    repeats: Outlook | None = None


class Listing:
    """The list with its pages, and a meeting opened from it."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on(HERE, self._turn, whole)
        app.doors.on("meeting:open", self._open)
        app.doors.on("meeting:post-again", self._post_again, whole)

    async def show(self, interaction: Interaction) -> None:
        """Show the first page."""
        await think(interaction)
        await replace(interaction, **await self._page(interaction, 0))

    async def _turn(self, interaction: Interaction, number: int) -> None:
        await turn(interaction, **await self._page(interaction, number))

    async def _open(self, interaction: Interaction) -> None:
        """Show one meeting privately, as its notice is, with one's own answer and the buttons to change it."""
        who, _ = await asker(self._app, interaction)
        meeting_id = next(iter(chosen_ids(interaction)), 0)
        found = await meetings.look(self._app.desk, who, MeetingId(meeting_id))
        said = await diary.answer_of(self._app.desk, who, found.meeting.id)
        now = self._app.desk.now()
        shown = cards.post(found, now)
        lines = [shown.pop("content"), *([] if said is None else [say("meeting.list-yours", answer=said)])]
        if lacks_notice(found.meeting, now):
            lines.append(say("meeting.list-lost"))
            if Power.REP in who.powers:
                shown["view"].add_item(button(say("notice.post_again"), f"meeting:post-again:{meeting_id}"))
        await answer(interaction, "\n".join(lines), **shown)

    async def _post_again(self, interaction: Interaction, number: int) -> None:
        """Post the notice that was deleted once more, and say where it is."""
        who, branch = await asker(self._app, interaction)
        found = await meetings.look(self._app.desk, who, MeetingId(number))
        if (refusal := obstacle(room(guild(interaction), branch, found.meeting))) is not None:
            raise refusal
        await think(interaction)
        lost = await notices.post_again(self._app.desk, who, MeetingId(number))
        why = await not_yet(self._app, interaction, branch, lost, notices.again_key(lost))
        posted = (await meetings.look(self._app.desk, who, lost.id)).meeting
        await replace(interaction, why or say("notice.posted", link=cards.link(posted), title=plain(posted.title)))

    async def _page(self, interaction: Interaction, number: int) -> dict[str, Any]:
        who, branch = await asker(self._app, interaction)
        entries = await diary.entries(self._app.desk, who)
        found = await series.list_(self._app.desk, who)
        lines = self._lines(entries, found, branch) or [Line(say("meeting.list-empty"))]
        every = pages([line.text for line in lines], ON_A_PAGE)
        number = min(number, len(every) - 1)
        view = rows(*_menus(on_page(lines, every, number), branch), turns(every, number, HERE))
        return {**page("meeting.list-title", every, number, HERE), "view": view}

    def _lines(self, entries: Sequence[Entry], found: Sequence[Outlook], branch: Branch) -> Sequence[Line]:
        to_come = [each for each in entries if each.meeting.status is not Status.HELD]
        held = [each for each in entries if each.meeting.status is Status.HELD]
        return [
            *_section("meeting.list-to_come", [Line(_to_come(each, branch), each.meeting) for each in to_come]),
            *_section("meeting.list-repeating", [Line(self._repeats(each), repeats=each) for each in found]),
            *_section("meeting.list-held", [Line(_held(each, branch), each.meeting) for each in held]),
        ]

    def _repeats(self, found: Outlook) -> str:
        return "\n".join([f"**{plain(found.series.title)}**", *repeating.about(found, self._app)])


def _section(heading: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with a heading above the first of them; nothing if there are none."""
    if not lines:
        return []
    first, *rest = lines
    return [first._replace(text=f"__{say(heading)}__\n{first.text}"), *rest]


def _to_come(entry: Entry, branch: Branch) -> str:
    meeting = entry.meeting
    if meeting.status is Status.CANCELLED:
        return say("meeting.list-cancelled", title=plain(meeting.title), at=in_full(meeting.starts_at, branch.zone))
    yours = say("meeting.list-no_answer") if entry.answer is None else say("meeting.list-yours", answer=entry.answer)
    line = say(
        "meeting.list-line",
        title=plain(meeting.title),
        kind=say("meeting.kind", kind=meeting.kind),
        at=in_full(meeting.starts_at, branch.zone),
        ago=stamp(meeting.starts_at, "R"),
        yours=stamp(meeting.starts_at),
        place=plain(meeting.place),
        link=cards.link(meeting),
        answer=yours,
    )
    return "\n".join([line, *([say("meeting.list-lost")] if meeting.message_lost else [])])


def _held(entry: Entry, branch: Branch) -> str:
    meeting = entry.meeting
    line = say(
        "meeting.list-held_line",
        title=plain(meeting.title),
        at=in_full(meeting.starts_at, branch.zone),
        link=cards.link(meeting),
    )
    return " ".join([line, *_minutes_link(meeting, entry.minutes)])


def _minutes_link(meeting: Meeting, minutes: Minutes | None) -> Sequence[str]:
    if minutes is None or minutes.message_id is None:
        return []
    link = jump(meeting.guild_id, minutes.channel_id or meeting.channel_id, minutes.message_id)
    return [say("meeting.list-minutes", link=link, status=minutes.status)]


def _menus(here: Sequence[Line], branch: Branch) -> Sequence[Sequence[discord.ui.Select[Any]]]:
    """Of the meetings that are on this page those that can be answered, and the series."""
    open_to_answer = [line.meeting for line in here if line.meeting and line.meeting.status is Status.ANNOUNCED]
    return _menu(open_to_answer, branch), repeating.choose([line.repeats for line in here if line.repeats])


def _menu(found: Sequence[Meeting], branch: Branch) -> list[discord.ui.Select[Any]]:
    """A select of these meetings: choosing one shows it privately, to be answered."""
    names = cards.told_apart(found, branch)
    choices = {str(meeting_id): name for meeting_id, name in names.items()}
    return [menu("meeting:open", say("meeting.list-open"), choices)] if choices else []
