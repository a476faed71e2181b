"""How a report is named wherever it is shown: nothing in it was written by the reporter."""

from bot.i18n import say
from bot.render.markup import plain
from bot.rules.reports import Door, Report, Status


def line(report: Report) -> str:
    """Its case number, category, office if given, urgency and week: "Report K7QD · workload · not urgent · week 47"."""
    said = {
        "number": report.number,
        "category": plain(report.category),
        "urgency": say("report.urgent" if report.is_urgent else "report.not_urgent"),
        "week": str(int(report.week.rpartition("W")[2])),
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
