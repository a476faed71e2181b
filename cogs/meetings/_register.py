"""What the register of decisions looks like, and the forms in which it is kept."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import discord

from bot.actions.decisions import Entry, Register
from bot.i18n import day_in_full, say
from bot.ids import Asker, GuildId, MeetingId, Power
from bot.render.markup import plain
from bot.rules import decisions as rules
from bot.rules.branches import Branch
from bot.rules.decisions import Decision, Silence, Status
from bot.rules.meetings import Meeting
from bot.rules.times import local
from bot.ui import Typed, button, choice_field, form, menu, rows, text_field
from cogs._widgets import card, on_page, page, pages, turns
from cogs.meetings import _cards as cards

PRIMARY, SUCCESS = discord.ButtonStyle.primary, discord.ButtonStyle.success
ON_A_PAGE = 8
MEETINGS_OFFERED = 5
NO_MEETING = "0"


class Which(StrEnum):
    """Which half of the register is read."""

    OPEN = "open"
    ENDED = "ended"


# The register


def register(found: Register, who: Asker, which: Which, number: int, done: str = "") -> dict[str, Any]:
    """A page of the register, with what this person can do on it; above it, what has just been done."""
    lines = [entry_line(each, found, who) for each in found.entries]
    every = pages(lines or [say(f"decision.none-{which}")], ON_A_PAGE)
    number = min(number, len(every) - 1)
    here = f"decision:register:{which}"
    menus = _menus(on_page(found.entries, every, number), who) if which is Which.OPEN else []
    view = rows(turns(every, number, here), _switches(who, which), *menus)
    return {"text": done, **page(f"decision.title-{which}", every, number, here), "view": view}


def of_meeting(found: Register, who: Asker, meeting_id: MeetingId, number: int) -> dict[str, Any]:
    """What one meeting decided, whatever became of it."""
    lines = [entry_line(each, found, who) for each in found.entries]
    every = pages(lines or [say("decision.none-of_meeting")], ON_A_PAGE)
    return page("decision.title-of_meeting", every, number, f"decision:of-turn:{meeting_id}")


def entry_line(entry: Entry, found: Register, who: Asker) -> str:
    """One decision: what, who sees to it, until when or what became of it, and where it was taken."""
    decision = entry.decision
    silence = [say(f"decision.silence-{decision.silence}")] if _is_told(decision, who) else []
    return _line(entry, found, say("decision.owner", owner=owner(decision)), *silence)


def owner(decision: Decision) -> str:
    """Who sees to it, or saw: of what has ended somebody may have had themselves forgotten."""
    member_id = decision.owner.member_id
    if member_id is None:
        return plain(decision.owner.name) or say("decision.owner-forgotten")
    return f"<@{member_id}>"


def _line(entry: Entry, found: Register, *owner: str) -> str:
    """What became of it stands on a line of its own: nobody types an outcome with a full stop in mind."""
    decision, origin = entry.decision, _origin(entry, found.branch)
    if decision.status is Status.OPEN:
        return f"**{plain(decision.what)}**\n{' '.join([*owner, _due(decision, found), origin])}\n"
    return f"**{plain(decision.what)}**\n{' '.join([*owner, origin])}\n{_became(decision, found.branch)}\n"


def _is_told(decision: Decision, who: Asker) -> bool:
    """That somebody has left everybody can see; who takes no messages is for reps, who can ask."""
    return decision.silence is Silence.LEFT or (decision.silence is not None and Power.REP in who.powers)


def _due(decision: Decision, found: Register) -> str:
    if decision.due_on is None:
        return say("decision.due-none")
    form = "overdue" if decision.is_overdue(found.today) else "on"
    return say(f"decision.due-{form}", on=day_in_full(decision.due_on))


def _became(decision: Decision, branch: Branch) -> str:
    on = day_in_full(local(decision.ended_at or decision.made_at, branch.zone).date())
    return say(f"decision.became-{decision.status}", on=on, outcome=plain(decision.outcome))


def _origin(entry: Entry, branch: Branch) -> str:
    if entry.meeting is None:
        return say("decision.recorded_on", on=day_in_full(local(entry.decision.made_at, branch.zone).date()))
    on = day_in_full(local(entry.meeting.starts_at, branch.zone).date())
    return say("decision.decided_at", title=plain(entry.meeting.title), on=on)


def _switches(who: Asker, which: Which) -> list[discord.ui.Button[Any]]:
    other = Which.ENDED if which is Which.OPEN else Which.OPEN
    found = [button(say(f"decision.show-{other}"), f"decision:register:{other}:0")]
    if Power.REP in who.powers:
        found.append(button(say("decision.record"), f"decision:add:{NO_MEETING}"))
    return found


def _menus(here: Sequence[Entry], who: Asker) -> list[list[discord.ui.Select[Any]]]:
    """For reps all that is on this page, for others what is theirs."""
    is_rep = Power.REP in who.powers
    mine = [each for each in here if is_rep or each.decision.owner.member_id == who.member_id]
    if not mine:
        return []
    end = _menu(f"decision:pick:{who.guild_id}", "decision.choose-to_end", mine)
    return [[end], [_menu("decision:fix", "decision.choose-to_fix", mine)]] if is_rep else [[end]]


def _menu(custom_id: str, placeholder: str, of: Sequence[Entry]) -> discord.ui.Select[Any]:
    return menu(custom_id, say(placeholder), {str(each.decision.id): each.decision.what for each in of})


# The forms


def new(meeting_id: int, begun: Sequence[Meeting], branch: Branch, before: Typed) -> discord.ui.Modal:
    """A new decision: what, who, until when, and where it was taken."""
    # The one it is recorded from, even if it was long ago, and the latest.
    offered = [each for each in begun if each.id == meeting_id] or list(begun[:1])
    offered += [each for each in begun if each not in offered][: MEETINGS_OFFERED - 1]
    names = {str(each): name for each, name in cards.told_apart(offered, branch).items()}
    chosen = before.get("meeting", next(iter(names), NO_MEETING))
    what = text_field(
        "what",
        say("decision.form-what"),
        value=before.get("what", ""),
        hint=say("decision.form-what-hint"),
        most=rules.WHAT_LENGTH,
    )
    choices: Mapping[str, str] = {**names, NO_MEETING: say("decision.form-no_meeting")}
    where = [choice_field("meeting", say("decision.form-meeting"), choices, chosen)] if names else []
    title, here = say("decision.form-title"), f"decision:new:{meeting_id}"
    return form(title, here, what, *_who_and_when(before, None), *where)


def correction(decision: Decision, before: Typed) -> discord.ui.Modal:
    """Another owner or day, as they are now."""
    title = say("decision.form-correct-title")
    return form(title, f"decision:correct:{decision.id}", *_who_and_when(before, decision))


def ending(decision: Decision, before: Typed) -> discord.ui.Modal:
    """What became of it."""
    answers = {Status.DONE.value: say("decision.form-done"), Status.DROPPED.value: say("decision.form-dropped")}
    how = choice_field("status", say("decision.form-status"), answers, before.get("status", Status.DONE.value))
    outcome = text_field(
        "outcome",
        say("decision.form-outcome"),
        value=before.get("outcome", ""),
        hint=say("decision.form-outcome-hint"),
        help_=say("decision.form-outcome-help"),
        most=rules.OUTCOME_LENGTH,
        long=True,
    )
    return form(say("decision.form-end-title"), f"decision:end:{decision.guild_id}:{decision.id}", how, outcome)


def _who_and_when(before: Typed, decision: Decision | None) -> list[discord.ui.Label[Any]]:
    member_id = None if decision is None else decision.owner.member_id
    chosen = before.get("owner", "" if member_id is None else str(member_id))
    people = discord.ui.UserSelect[Any](
        custom_id="owner",
        required=False,
        min_values=0,
        max_values=1,
        default_values=[discord.SelectDefaultValue.from_user(discord.Object(int(chosen)))] if chosen else [],
    )
    name = "" if decision is None else decision.owner.name
    due = "" if decision is None else rules.as_typed(decision.due_on)
    return [
        discord.ui.Label(
            text=say("decision.form-owner"), description=say("decision.form-owner-help"), component=people
        ),
        text_field(
            "name",
            say("decision.form-name"),
            value=before.get("name", name),
            hint=say("decision.form-name-hint"),
            most=rules.OWNER_LENGTH,
            required=False,
        ),
        text_field(
            "due",
            say("decision.form-due"),
            value=before.get("due", due),
            hint=say("decision.form-due-hint"),
            most=rules.DUE_LENGTH,
            required=False,
        ),
    ]


# To who recorded it, and to its owner


def recorded(entry: Entry, found: Register, who: Asker, number: int, told: str) -> dict[str, Any]:
    """What is in the register now, what its owner will be told of it, and the way to the next one."""
    again = button(say("decision.record_another"), f"decision:add:{number}")
    look = button(say("decision.show-open"), f"decision:register:{Which.OPEN}:0")
    embed = card(say("decision.recorded"), entry_line(entry, found, who), told)
    return {"embed": embed, "view": rows([again, look])}


def letter(found: Register, guild: GuildId) -> dict[str, Any]:
    """All that one owner has to see to, as much of it as fits, and the way to say what became of it."""
    lines = [_line(each, found) for each in found.entries]
    room = say("decision.reminder-more", number=len(lines))  # kept free: no smaller number takes more
    shown = pages([room, *lines], ON_A_PAGE + 1)[0][1:]
    left = len(lines) - len(shown)
    embed = card(
        say("decision.reminder-title"), *shown, *([say("decision.reminder-more", number=left)] if left else [])
    )
    return {"embed": embed, "view": rows([_ending(found.entries[: len(shown)], guild)])}


def _ending(shown: Sequence[Entry], guild: GuildId) -> discord.ui.Item[Any]:
    """A button where there is one decision, a menu where one is to be chosen."""
    if len(shown) > 1:
        return _menu(f"decision:pick:{guild}", "decision.choose-to_end", shown)
    return button(say("decision.it_is_done"), f"decision:close:{guild}:{shown[0].decision.id}", SUCCESS)
