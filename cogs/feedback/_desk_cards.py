"""What organisers see at their desk: the list, one report with what was written, its forms and questions."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import discord

from bot.actions.casework import Case
from bot.actions.openings import Listed
from bot.actions.reports import Opened
from bot.errors import BranchError
from bot.i18n import day_in_full, day_in_short, say
from bot.ids import CaseNumber, MemberId
from bot.render.markup import Markup, plain
from bot.rules import casework as rules
from bot.rules import reports as report_rules
from bot.rules.casework import Which
from bot.rules.reports import Door, Entry, Report, Status
from bot.ui import Typed, button, choice_field, form, menu, rows, said, text_field
from cogs._widgets import card, on_page, page, pages, turns
from cogs.feedback import _words as words

PRIMARY, SECONDARY, DANGER = (
    discord.ButtonStyle.primary,
    discord.ButtonStyle.secondary,
    discord.ButtonStyle.danger,
)
ON_A_PAGE = 10


# The list


def listed(found: Listed, number: int, problem: BranchError | None) -> dict[str, Any]:
    """A page of reports with how long each has waited, where it is and with whom, and the menu that opens one.

    While nothing can be given to the desk it says so: an empty list would tell organisers that nothing waits.
    """
    lines = [_line(each, found) for each in found.reports] or [say(f"casework.none-{found.which}")]
    every = pages(lines, ON_A_PAGE)
    number = min(number, len(every) - 1)
    here = f"feedback:desk:{found.which}"
    other = Which.CLOSED if found.which is Which.OPEN else Which.OPEN
    ways = [*turns(every, number, here), button(say(f"casework.show-{other}"), f"feedback:desk:{other}:0")]
    shown = page(f"casework.title-{found.which}", every, number, here)
    held_back = [say("casework.held_back", why=Markup(said(problem)))] if problem is not None else []
    unreadable = [say("casework.unreadable", number=found.unreadable)] if found.unreadable else []
    return {
        "text": "\n".join([*held_back, *unreadable]),
        **shown,
        "view": rows(ways, _choices(on_page(found.reports, every, number))),
    }


def _line(each: Opened, found: Listed) -> str:
    report = each.report
    about = [
        _how_long(report, found),
        words.status(report.status),
        words.door(report.door),
        *([say("casework.with", who=_mention(report.holder_id))] if report.holder_id is not None else []),
        *([say("casework.reply_waits")] if report.reply_waits else []),
        *([say("casework.kept_from_some")] if each.head.not_to else []),
    ]
    return f"**{words.line(report)}**\n{' · '.join(about)}"


def _how_long(report: Report, found: Listed) -> str:
    if report.closed_on is None:
        return say("casework.waits", days=report_rules.days_waiting(report, found.today))
    erased_on = report_rules.erased_on(report.closed_on, found.retention_days)
    return _kept(report.closed_on, erased_on)


def _kept(closed_on: date, erased_on: date) -> str:
    return say("casework.closed_on", closed_on=day_in_short(closed_on), erased_on=day_in_short(erased_on))


def _choices(here: Sequence[Opened]) -> list[discord.ui.Select[Any]]:
    if not here:
        return []
    reports = [each.report for each in here]
    labels: dict[str, str] = {
        each.number: say("casework.choice", number=each.number, category=each.category) for each in reports
    }
    about: dict[str, str] = {each.number: words.status(each.status) for each in reports}
    return [menu("feedback:look", say("casework.choose"), labels, about)]


# One report


def case(found: Case, number: int = 0, said: str = "") -> dict[str, Any]:
    """A report with a page of its thread, and everything that can be done with it."""
    report = found.report
    every = pages(list(_blocks(found.thread)) or [say("casework.nothing_written")], ON_A_PAGE)
    number = min(number, len(every) - 1)
    title = say("casework.title-thread", page=number + 1, pages=len(every))
    about = card(words.line(report), *_about(found))
    ways = turns(every, number, f"feedback:thread:{report.number}")
    view = rows(ways, *_acts(report), [_to_list(report)])
    return {"text": said, "embeds": [about, card(title, *every[number])], "view": view}


def _about(found: Case) -> Iterator[str]:
    """Where it stands. Not whether the last answer was fetched: who looks often would see when somebody reads."""
    report, head = found.report, found.opened.head
    yield f"{words.status(report.status)} · {words.door(report.door)}"
    if report.status is Status.WITHDRAWN:
        yield say("report.withdrawn")
        return
    if found.erased_on is not None and report.closed_on is not None:
        yield _kept(report.closed_on, found.erased_on)
    holder = report.holder_id
    yield say("casework.nobody") if holder is None else say("casework.holder", who=_mention(holder))
    if head.not_to:
        yield say("casework.not_to", who=", ".join(map(_mention, sorted(head.not_to))))
    if report.reply_waits:
        yield say("casework.reply_to_answer")
    if report.door is Door.CONFIDENTIAL:
        yield from _about_confidence(found.opened)


def _about_confidence(found: Opened) -> Iterator[str]:
    if found.head.opener_id is not None:
        yield say("casework.opener", who=_mention(found.head.opener_id))
    if found.head.by_letter:
        yield say("casework.by_letter")


def _blocks(thread: Sequence[Entry]) -> Iterator[str]:
    """The entries, the newest first; a long one in pieces, so that none of it is ever cut."""
    for entry in reversed(thread):
        heading, pieces = _heading(entry), list(words.pieces(entry.text))
        for part, piece in enumerate(pieces, 1):
            numbered = say("casework.part", heading=heading, part=part, parts=len(pieces))
            yield f"{heading if len(pieces) == 1 else numbered}\n{plain(piece)}\n"


def _heading(entry: Entry) -> str:
    if entry.author_id is None or entry.written_on is None:
        return say(f"casework.entry-{entry.kind}", week=words.week(entry.week))
    who, on = _mention(entry.author_id), day_in_full(entry.written_on)
    return say(f"casework.entry-{entry.kind}", who=who, on=on)


def _acts(report: Report) -> Sequence[Sequence[discord.ui.Button[Any]]]:
    """What can be done with the report as it stands."""
    if report.status is Status.WITHDRAWN:
        return ()
    if report.status.is_closed:
        first = [button(say("casework.reopen"), f"feedback:reopen:{report.number}", PRIMARY)]
    else:
        first = [_act(report, "answer", PRIMARY), _act(report, "status"), _act(report, "close")]
    rare = ("mute", "who") if report.door is Door.CONFIDENTIAL else ("mute",)
    return [*first, _act(report, "note"), _act(report, "pass")], [_act(report, each, DANGER) for each in rare]


def _act(report: Report, act: str, style: discord.ButtonStyle = SECONDARY) -> discord.ui.Button[Any]:
    """The same button as under the desk's post."""
    return button(say(f"desk_post.{act}"), f"feedback:{act}:{report.number}", style)


def _to_list(report: Report) -> discord.ui.Button[Any]:
    which = Which.CLOSED if report.status.is_closed else Which.OPEN
    return button(say("casework.back"), f"feedback:desk:{which}:0")


def _to_case(number: CaseNumber) -> discord.ui.Button[Any]:
    return button(say("casework.back_to_case"), f"feedback:thread:{number}:0")


def done(found: Case, said: str) -> dict[str, Any]:
    """What was done, to who does not have the report before them: nothing of what was written is shown with it."""
    return {"text": said, "view": rows([_to_case(found.report.number), _to_list(found.report)])}


def done_closed(found: Case) -> str:
    """That it is closed, and until when its text is kept."""
    return say("casework.done-closed", erased_on=found.erased_on)


def done_answered(found: Case) -> str:
    """That it is answered, and on which ways the reporter gets the answer."""
    by_letter = found.report.door is Door.CONFIDENTIAL and found.opened.head.by_letter
    return say("casework.done-answered_letter" if by_letter else "casework.done-answered")


# Menus and questions


def statuses(found: Opened) -> dict[str, Any]:
    """The menu of another status; the two that close it go on to the form."""
    report = found.report
    others = [each for each in (*rules.BY_HAND, *rules.OUTCOMES) if each is not report.status]
    choices = {each.value: say(f"casework.status-{each}") for each in others}
    choose = menu(f"feedback:status-set:{report.number}", say("casework.choose-status"), choices)
    about = say("casework.about-status", number=report.number, status=words.status(report.status))
    return {"text": about, "view": rows([choose], [_to_case(report.number)])}


def passing(found: Opened) -> dict[str, Any]:
    """Where another organiser is chosen, or nobody."""
    report = found.report
    people = discord.ui.UserSelect[Any](
        custom_id=f"feedback:pass-on:{report.number}", placeholder=say("casework.choose-organiser")
    )
    nobody = [button(say("casework.nobody_button"), f"feedback:take-back:{report.number}")] if report.holder_id else []
    about = say("casework.about-passing", number=report.number)
    return {"text": about, "view": rows([people], [*nobody, _to_case(report.number)])}


def muting(number: CaseNumber) -> dict[str, Any]:
    """What muting does and does not do, before it is done."""
    mute = button(say("casework.mute-now"), f"feedback:mute-now:{number}", DANGER)
    return {"text": say("casework.about-mute", number=number), "view": rows([mute, _to_case(number)])}


def muted(number: CaseNumber) -> dict[str, Any]:
    """That it is done, as far as it could be."""
    return {"text": say("casework.muted", number=number), "view": rows([_to_case(number)])}


def named(number: CaseNumber, member_id: MemberId) -> str:
    """Who sent it, to the one organiser who may know."""
    return say("casework.name", number=number, who=_mention(member_id), member_id=str(member_id))


# Forms


def form_to_answer(report: Report, before: Typed, seen: int) -> discord.ui.Modal:
    """The answer, below what to bear in mind."""
    text = text_field(
        "text", say("casework.form-answer"), value=before.get("text", ""), most=report_rules.ANSWER_LENGTH, long=True
    )
    advice = discord.ui.TextDisplay[Any](say("casework.form-advice"))
    title = say("casework.form-title-answer", number=report.number)
    return form(title, f"feedback:answered:{report.number}:{seen}", advice, text)


def form_to_close(report: Report, before: Typed, seen: int) -> discord.ui.Modal:
    """How it ends, and what the reporter is told."""
    choices = {each.value: say(f"casework.form-outcome-{each}") for each in rules.OUTCOMES}
    outcome = choice_field(
        "outcome", say("casework.form-outcome"), choices, before.get("outcome", rules.OUTCOMES[0].value)
    )
    text = text_field(
        "text",
        say("casework.form-why"),
        value=before.get("text", ""),
        help_=say("casework.form-why-help"),
        most=report_rules.REASON_LENGTH,
        long=True,
    )
    title = say("casework.form-title-close", number=report.number)
    return form(title, f"feedback:closed:{report.number}:{seen}", outcome, text)


def form_to_note(number: CaseNumber, before: Typed) -> discord.ui.Modal:
    """What organisers are to know."""
    text = text_field(
        "text",
        say("casework.form-note"),
        value=before.get("text", ""),
        help_=say("casework.form-note-help"),
        most=report_rules.NOTE_LENGTH,
        long=True,
    )
    return form(say("casework.form-title-note", number=number), f"feedback:noted:{number}", text)


def form_to_open_name(number: CaseNumber, before: Typed) -> discord.ui.Modal:
    """Why the name is needed."""
    reason = text_field(
        "reason",
        say("casework.form-reason"),
        value=before.get("reason", ""),
        help_=say("casework.form-reason-help"),
        most=report_rules.REASON_LENGTH,
        long=True,
    )
    return form(say("casework.form-title-who", number=number), f"feedback:named:{number}", reason)


def _mention(member_id: MemberId) -> str:
    return f"<@{member_id}>"
