"""How a report is named wherever it is shown: nothing in it was written by the reporter."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.i18n import say
from bot.render.markup import plain
from bot.rules import law
from bot.rules.campaigns import Nation
from bot.rules.law import Subject
from bot.rules.reports import Door, Report, Sent, Status

PIECE = 3500  # characters of a text on one page: beside them stands who wrote it


def line(report: Report | Sent) -> str:
    """Its case number, category, office if given, urgency and week: "Report K7QD · workload · not urgent · week 47"."""
    said = {
        "number": report.number,
        "category": plain(report.category),
        "urgency": urgency(report.is_urgent),
        "week": week(report.week),
    }
    if report.office is None:
        return say("report.line", **said)
    return say("report.line-office", office=plain(report.office), **said)


def status(found: Status) -> str:
    """Where a report is in its life, in a word or three."""
    return say(f"report.status-{found}")


def door(found: Door) -> str:
    """How a report came in."""
    return say(f"report.door-{found}")


def urgency(is_urgent: bool) -> str:
    """Whether it is urgent, which only safety is."""
    return say("report.urgent" if is_urgent else "report.not_urgent")


def legal_clock(today: date) -> Sequence[str]:
    """What a report does not stop: the time in which a claim has to begin, with its source. Of Great Britain."""
    found = law.needed(Subject.TRIBUNAL_LIMIT, Nation.ENGLAND_WALES, today)
    dated = {"in_force_on": found.in_force_on, "checked_on": found.checked_on}
    return [say("law.figure-tribunal_limit", number=found.number), say("law.source", source=found.source, **dated)]


def week(found: str) -> str:
    """The number of a week that is kept as "2026-W47"."""
    return str(int(found.rpartition("W")[2]))


def pieces(text: str) -> Iterator[str]:
    """The text in pieces that fit once they are escaped, cut between words where there are any."""
    while len(plain(text)) > PIECE:
        end = PIECE
        while len(plain(text[:end])) > PIECE:
            end = end * PIECE // len(plain(text[:end]))
        space = max(text.rfind(" ", end // 2, end), text.rfind("\n", end // 2, end))
        cut = end if space < 0 else space + 1
        yield text[:cut]
        text = text[cut:]
    yield text
