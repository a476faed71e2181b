"""What the sender of a report is shown: the doors, the form, the draft before it is sent, and the code after."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import discord

from bot.errors import BranchError
from bot.i18n import in_full, say
from bot.ids import Power
from bot.render.markup import Markup, plain
from bot.rules import reports, rounds
from bot.rules.branches import Branch
from bot.rules.content_check import Finding
from bot.rules.reports import Door
from bot.rules.sending import Choices, Draft
from bot.rules.times import local
from bot.ui import (
    Typed,
    button,
    choice_field,
    form,
    menu_field,
    people_chosen,
    person_field,
    rows,
    said,
    text_field,
)
from cogs._widgets import card
from cogs.feedback import _words as words
from cogs.feedback._kept_reports import Writing

PRIMARY, SUCCESS, DANGER = discord.ButtonStyle.primary, discord.ButtonStyle.success, discord.ButtonStyle.danger
SAFETY, NOT_URGENT = "safety", "no"
NOT_SAID, OFFICE = "not_said", "at:"  # an office's own name may be anything, also "not_said"
LONGEST_CONTENT = 2000
LONGEST_EXCERPT = 60


def doors(branch: Branch, now: datetime) -> dict[str, Any]:
    """The two ways in, and what is and is not protected behind each."""
    embed = card(
        say("sending.title"),
        say("sending.readers", roles=" ".join(f"<@&{each}>" for each in sorted(branch.holders(Power.ORGANISER)))),
        "",
        f"**{say('sending.door-unnamed')}**",
        say("sending.protected-unnamed"),
        "",
        f"**{say('sending.door-confidential')}**",
        say("sending.protected-confidential"),
        "",
        *_always(local(now, branch.zone).date()),
    )
    ways = [button(say(f"sending.door-{door}"), f"feedback:door:{door}", PRIMARY) for door in Door]
    return {"embed": embed, "view": rows(ways)}


def _always(today: date) -> Sequence[str]:
    """What holds behind either door."""
    return [say("sending.never"), "", say("sending.no_grievance"), *words.legal_clock(today)]


# The form


def form_to_write(custom_id: str, door: Door, choices: Choices, before: Typed) -> discord.ui.Modal:
    """Where a report is written; in confidence also who may open the name."""
    categories = {each: each for each in choices.categories}
    category = menu_field("category", say("sending.form-category"), categories, before.get("category", ""))
    urgent = choice_field(
        "urgent",
        say("sending.form-urgent"),
        {NOT_URGENT: say("sending.form-not_urgent"), SAFETY: say("sending.form-safety")},
        before.get("urgent", NOT_URGENT),
        help_=say("sending.form-urgent-help"),
    )
    text = text_field(
        "text",
        say("sending.form-text"),
        value=before.get("text", ""),
        help_=say("sending.form-text-help"),
        most=reports.TEXT_LENGTH,
        long=True,
    )
    opener = person_field(
        "opener", say("sending.form-opener"), before.get("opener", ""), help_=say("sending.form-opener-help")
    )
    confidential = [opener] if door is Door.CONFIDENTIAL else []
    return form(
        say(f"sending.form-title-{door}"), custom_id, category, *_office(choices, before), urgent, text, *confidential
    )


def _office(choices: Choices, before: Typed) -> list[discord.ui.Label[Any]]:
    chosen = before.get("office", NOT_SAID)
    if not choices.offices:
        return []
    if choices.has_menu:
        offered = {NOT_SAID: say("sending.form-office-not_said"), **{OFFICE + each: each for each in choices.offices}}
        return [
            menu_field("office", say("sending.form-office"), offered, chosen, help_=say("sending.form-office-help"))
        ]
    return [
        text_field(
            "office",
            say("sending.form-office"),
            value=office_chosen(chosen),
            help_=say("sending.form-office-typed"),
            required=False,
        )
    ]


def office_chosen(value: str) -> str:
    """The name of the office that was chosen in the menu, or typed; empty for none."""
    return "" if value == NOT_SAID else value.removeprefix(OFFICE)


def as_typed(draft: Draft) -> Typed:
    """The draft as it stands in its form."""
    return {
        "category": draft.category,
        "office": NOT_SAID if draft.office is None else OFFICE + draft.office,
        "urgent": SAFETY if draft.is_urgent else NOT_URGENT,
        "text": draft.text,
        "opener": "" if draft.opener_id is None else str(draft.opener_id),
    }


# Before it is sent


def preview(writing: Writing, token: str, branch: Branch, now: datetime, refusal: BranchError | None) -> dict[str, Any]:
    """The report as it will be read, what was found in it, and what happens with it; and why it was not sent, if so."""
    draft = writing.draft
    text = card(say("sending.preview-title"), plain(draft.text))
    notes = card(say("sending.preview-notes"), *_what_it_is(draft), "", *_what_happens(draft, branch, now))
    return {
        "text": not_sent_yet(writing.findings, refusal),
        "embeds": [text, notes],
        "view": _choices(draft, token),
    }


def not_sent_yet(findings: Sequence[Finding], refusal: BranchError | None) -> str:
    """That nothing is sent yet, or why it was not, and what was found in the text."""
    first = say("sending.not_sent_yet") if refusal is None else say("sending.refused", why=Markup(said(refusal)))
    return "\n".join([first, *_found(findings, LONGEST_CONTENT - len(first) - 1)])


def _found(findings: Sequence[Finding], room: int) -> Sequence[str]:
    """What was found, as much of it as fits into so many characters; or that nothing was."""
    if not findings:
        return ["", say("finding.none")]
    lines = ["", say("sending.found")]
    for number, each in enumerate(findings):
        line = f"- {say(each.key, excerpt=_cut(each.excerpt))}"
        more = say("sending.found_more", number=len(findings) - number)
        if len("\n".join([*lines, line, more])) > room:
            return [*lines, more]
        lines.append(line)
    return lines


def _cut(excerpt: str) -> str:
    one_line = " ".join(excerpt.split())
    return plain(one_line if len(one_line) <= LONGEST_EXCERPT else one_line[: LONGEST_EXCERPT - 1] + "…")


def _what_it_is(draft: Draft) -> Sequence[str]:
    said_so = [words.door(draft.door), plain(draft.category), *([plain(draft.office)] if draft.office else [])]
    return [" · ".join([*said_so, words.urgency(draft.is_urgent)])]


def _what_happens(draft: Draft, branch: Branch, now: datetime) -> Sequence[str]:
    if draft.is_urgent:
        lines = [say("sending.when-urgent")]
    else:
        lines = [say("sending.when", at=in_full(rounds.next_round(now, branch.zone), branch.zone))]
    if draft.opener_id is not None:
        letters = "sending.by_letter" if draft.by_letter else "sending.no_letter"
        lines += ["", say("sending.opener", who=f"<@{draft.opener_id}>"), say(letters)]
    if draft.not_to:
        who = ", ".join(f"<@{each}>" for each in sorted(draft.not_to))
        return [*lines, "", say("sending.not_to", who=who)]
    return [*lines, "", say("sending.not_to-nobody")]


def _choices(draft: Draft, token: str) -> discord.ui.View:
    people = discord.ui.UserSelect[Any](
        custom_id=f"feedback:not-to:{token}",
        placeholder=say("sending.not_to-choose"),
        min_values=0,
        max_values=reports.MOST_CONFLICTED,
        default_values=people_chosen(sorted(draft.not_to)),
    )
    letters = "sending.letter-no" if draft.by_letter else "sending.letter-yes"
    switch = [button(say(letters), f"feedback:letter:{token}")] if draft.door is Door.CONFIDENTIAL else []
    return rows(
        [people],
        [
            button(say("sending.send"), f"feedback:send:{token}", SUCCESS),
            button(say("sending.edit"), f"feedback:edit:{token}"),
            *switch,
            button(say("sending.drop"), f"feedback:drop:{token}", DANGER),
        ],
    )


def thrown_away() -> dict[str, Any]:
    """Nothing was sent, and nothing is kept."""
    return {"text": say("sending.thrown_away")}


# After it is sent


def code(found: str, door: Door, token: str) -> dict[str, Any]:
    """The code, and how to keep it."""
    embed = card(
        say("sending.code-title"),
        f"```\n{found}\n```",
        say("sending.code-keep"),
        say(f"sending.code-lost-{door}"),
        "",
        say("sending.code-use"),
    )
    return {
        "text": say("sending.sent"),
        "embed": embed,
        "view": rows([button(say("sending.hide"), f"feedback:hide:{token}")]),
    }


def hidden(token: str, minutes: int) -> dict[str, Any]:
    """The same without the code, which can be shown again for a while."""
    again = button(say("sending.show"), f"feedback:show:{token}")
    return {"text": say("sending.hidden", minutes=minutes), "view": rows([again])}
