"""What a reporter is shown who comes back with the code: where the report is, the answer, the thread, the ways on."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import discord

from bot.actions.reading import Found
from bot.errors import BranchError
from bot.i18n import day_in_full, in_full, say
from bot.render.markup import plain
from bot.rules import reading as rules
from bot.rules import reports, rounds
from bot.rules.content_check import Finding
from bot.rules.reports import Entry, Report, Sent, Status
from bot.rules.times import local
from bot.ui import Typed, button, form, rows, text_field
from cogs._widgets import card, page, pages, turns
from cogs.feedback import _sending_cards as sending_cards
from cogs.feedback import _words as words

PRIMARY, SUCCESS, DANGER = discord.ButtonStyle.primary, discord.ButtonStyle.success, discord.ButtonStyle.danger
ON_A_PAGE = 5
READ, WITHDRAW = "read", "withdraw"


# The code


def form_for_code(why: str) -> discord.ui.Modal:
    """Where the code is typed, to read the report or to withdraw it. Never with one in it: it would be sent there."""
    code = text_field(
        "code",
        say("reading.form-code"),
        hint=say("reading.form-code-hint"),
        help_=say("reading.form-code-help"),
        most=rules.CODE_LENGTH,
    )
    return form(say(f"reading.form-title-{why}"), f"feedback:{why}", code)


def ask_again(why: str) -> discord.ui.View:
    """Back to that form."""
    return rows([button(say("reading.type_again"), f"feedback:{why}-open")])


# The report


def report(found: Found, token: str, now: datetime, done: str = "") -> dict[str, Any]:
    """Where it is, the desk's last answer, what it does not stop; the rest is behind a button, for who may look on."""
    today = local(now, found.branch.zone).date()
    clock = card("", say("sending.no_grievance"), *words.legal_clock(today))
    about = card(words.line(found.report), *_state(found, now), *_in_confidence(found))
    return {"text": done, "embeds": [about, *_last_answer(found), clock], "view": rows(*_ways(found, token))}


def _state(found: Found, now: datetime) -> Iterator[str]:
    shown = found.report
    if isinstance(shown, Sent):
        zone = found.branch.zone
        yield say("reading.state-waiting", at=in_full(rounds.next_round(now, zone), zone))
        return
    yield say(f"reading.state-{shown.status}")
    if shown.closed_on is not None and shown.status is not Status.WITHDRAWN:
        erased_on = reports.erased_on(shown.closed_on, found.retention_days)
        yield say("reading.erased_on", closed_on=day_in_full(shown.closed_on), erased_on=day_in_full(erased_on))
    if found.reply_waits:
        yield say("reading.reply_waits")


def _in_confidence(found: Found) -> Iterator[str]:
    if _has_name(found.report):
        yield ""
        yield say("reading.opener", who=f"<@{found.head.opener_id}>")
        yield say("reading.opener_gone")
        yield say("reading.by_letter" if found.head.by_letter else "reading.not_by_letter")


def _has_name(shown: Report | Sent) -> bool:
    return isinstance(shown, Report) and shown.name is not None


def _last_answer(found: Found) -> Sequence[discord.Embed]:
    if isinstance(found.report, Sent) or found.report.status is Status.WITHDRAWN:
        return []
    answer = next(iter(rules.last_answers(found.thread)), None)
    if answer is None:
        return [card(say("reading.title-answer"), say("reading.no_answer"))]
    first, *rest = words.pieces(answer.text)
    title = say("reading.title-new_answer" if found.report.answer_waits else "reading.title-answer")
    return [card(title, _heading(answer), plain(first), *([say("reading.goes_on")] if rest else []))]


def _ways(found: Found, token: str) -> Iterator[Sequence[discord.ui.Button[Any]]]:
    shown = found.report
    if isinstance(shown, Report) and shown.status is Status.WITHDRAWN:
        return
    may_reply = isinstance(shown, Report) and not found.reply_waits
    yield [
        *([button(say("reading.reply"), f"feedback:mine-reply:{token}", PRIMARY)] if may_reply else []),
        button(say("reading.thread"), f"feedback:mine-thread:{token}:0"),
        button(say("reading.withdraw"), f"feedback:mine-withdraw:{token}", DANGER),
    ]
    if _has_name(shown):
        letters = say("reading.letters-off" if found.head.by_letter else "reading.letters-on")
        yield [
            button(say("reading.another_opener"), f"feedback:mine-opener:{token}"),
            button(letters, f"feedback:mine-letters:{token}"),
        ]


# The thread


def thread(found: Found, token: str, number: int) -> dict[str, Any]:
    """A page of all that was written, from the first word on, without the organisers' notes."""
    every = pages(list(_blocks(found)) or [say("reading.nothing_written")], ON_A_PAGE)
    number = min(number, len(every) - 1)
    here = f"feedback:mine-thread:{token}"
    view = rows([*turns(every, number, here), _back(token)])
    return {**page("reading.title-thread", every, number, here), "view": view}


def _blocks(found: Found) -> Iterator[str]:
    """The entries; a long one in pieces, so that none of it is ever cut."""
    for entry in found.thread:
        for piece in words.pieces(entry.text):
            yield f"{_heading(entry)}\n{plain(piece)}\n"


def _heading(entry: Entry) -> str:
    if entry.written_on is None:
        return say(f"reading.entry-{entry.kind}", week=words.week(entry.week))
    return "\n".join([say("reading.entry-answer", on=day_in_full(entry.written_on)), *_link(entry.text)])


def _link(text: str) -> Sequence[str]:
    """What a link in an answer can tell, of whoever opens it."""
    return [say("reading.link")] if rules.has_link(text) else []


def _back(token: str) -> discord.ui.Button[Any]:
    return button(say("reading.back"), f"feedback:mine:{token}")


# A reply


def form_to_reply(token: str, text: str, before: Typed) -> discord.ui.Modal:
    """Where a reply is written."""
    written = text_field(
        "text",
        say("reading.form-reply"),
        value=before.get("text", text),
        help_=say("sending.form-text-help"),
        most=reports.TEXT_LENGTH,
        long=True,
    )
    return form(say("reading.form-title-reply"), f"feedback:mine-replied:{token}", written)


def reply(text: str, findings: Sequence[Finding], token: str, refusal: BranchError | None = None) -> dict[str, Any]:
    """The reply as it will be read, and what was found in it; why it was not sent, if so."""
    shown = card(say("reading.title-reply"), plain(text))
    ways = [
        button(say("sending.send"), f"feedback:mine-send:{token}", SUCCESS),
        button(say("sending.edit"), f"feedback:mine-reply:{token}"),
        button(say("sending.drop"), f"feedback:mine-drop:{token}", DANGER),
    ]
    return {"text": sending_cards.not_sent_yet(findings, refusal), "embed": shown, "view": rows(ways)}


# Withdrawing


def withdrawal(found: Found, token: str) -> dict[str, Any]:
    """What withdrawing comes to, before it is done."""
    is_waiting = isinstance(found.report, Sent)
    lines = [say("reading.about_withdrawing-waiting" if is_waiting else "reading.about_withdrawing")]
    ways = [button(say("reading.withdraw_it"), f"feedback:mine-withdrawn:{token}", DANGER), _back(token)]
    return {"embed": card(words.line(found.report), *lines), "view": rows(ways)}


def withdrawn() -> dict[str, Any]:
    """It is done."""
    return {"text": say("reading.withdrawn")}


# In confidence


def choose_opener(found: Found, token: str) -> dict[str, Any]:
    """Who may open the name from now on."""
    people = discord.ui.UserSelect[Any](
        custom_id=f"feedback:mine-opened_by:{token}", placeholder=say("reading.choose_opener")
    )
    lines = [say("reading.opener", who=f"<@{found.head.opener_id}>"), "", say("reading.about_openers")]
    return {"embed": card(words.line(found.report), *lines), "view": rows([people], [_back(token)])}


def letter(text: str, branch: str) -> dict[str, Any]:
    """An answer as a private message; what a lock screen shows of it says nothing."""
    pieces = [plain(each) for each in words.pieces(text)]
    whence = say("reading.letter-whence", branch=plain(branch))
    return {
        "content": say("reading.letter-first_line"),
        "embed": card(say("reading.letter-title"), *pieces, last=["", *_link(text), whence]),
    }
