"""What the organisers' work makes of a report: which step may follow which, and who may open a reporter's name."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from bot.errors import AlreadyDone, Invalid, NotAllowed, NotFound, TooLate
from bot.ids import Asker, MemberId, Power
from bot.rules.reports import Entry, Head, Kind, Report, Status, may_work_on


class Which(StrEnum):
    """What a list of the desk shows: what waits, or what is closed and not erased yet."""

    OPEN = "open"
    CLOSED = "closed"

    @property
    def statuses(self) -> Sequence[Status]:
        """Those of the reports in this list."""
        return [each for each in Status if each.is_closed is (self is Which.CLOSED)]


OUTCOMES = (Status.DONE, Status.NO_ACTION)
BY_HAND = (Status.READ, Status.IN_HAND)  # what an organiser can set without a word to the reporter


def read_outcome(chosen: str) -> Status:
    """How a report is closed, as chosen in a form; raises Invalid."""
    found = next((each for each in OUTCOMES if each == chosen), None)
    if found is None:
        raise Invalid("casework.choose_outcome")
    return found


def opened(report: Report) -> Report:
    """The report once an organiser has opened it: it is new no longer."""
    return replace(report, status=Status.READ) if report.status is Status.NEW else report


def answered(report: Report) -> Report:
    """The report once an answer waits for the reporter: it is in hand."""
    may_write_to_reporter(report)
    return replace(report, status=Status.IN_HAND, reply_waits=False, answer_waits=True)


def moved(report: Report, status: Status) -> Report:
    """The report as an organiser sets it by hand; raises Invalid for a status that is not theirs to set so."""
    may_write_to_reporter(report)
    if status not in BY_HAND:
        raise Invalid("casework.choose_status")
    if report.status is status:
        raise AlreadyDone("casework.same_status")
    return replace(report, status=status)


def closed(report: Report, outcome: Status, today: date) -> Report:
    """The report closed today; the reason, which its caller writes, waits for the reporter."""
    may_write_to_reporter(report)
    return replace(report, status=outcome, closed_on=today, reply_waits=False, answer_waits=True)


def reopened(report: Report) -> Report:
    """The report open again: whoever reads it finds it read, and its text is kept."""
    may_work_on(report)
    if not report.status.is_closed:
        raise AlreadyDone("casework.is_open")
    return replace(report, status=Status.READ, closed_on=None)


def passed(report: Report, head: Head, to: MemberId) -> Report:
    """The report with another holder; raises Invalid for whom the reporter does not want to see it."""
    may_work_on(report)
    if to in head.not_to:
        raise Invalid("casework.not_to_them")
    if report.holder_id == to:
        raise AlreadyDone("casework.holds_it")
    return replace(report, holder_id=to)


def may_hold(who: Asker) -> None:
    """Refuse to pass a report to somebody who is no organiser."""
    if Power.ORGANISER not in who.powers:
        raise Invalid("casework.not_an_organiser")


def taken_back(report: Report) -> Report:
    """The report with nobody in particular."""
    may_work_on(report)
    if report.holder_id is None:
        raise AlreadyDone("casework.nobody_holds_it")
    return replace(report, holder_id=None)


def may_write_to_reporter(report: Report) -> None:
    """Refuse to answer, move or close what is withdrawn, or closed by somebody else meanwhile."""
    may_work_on(report)
    if report.status.is_closed:
        raise TooLate("casework.is_closed")


def may_add(thread: Sequence[Entry], text: str, kind: Kind, seen: int) -> None:
    """Refuse what stands there already, and what was written before a later entry than the one seen was there."""
    if thread and (thread[-1].kind, thread[-1].text) == (kind, text):
        raise AlreadyDone("casework.said_already")
    if thread and thread[-1].position > seen:
        raise TooLate("casework.moved_on")


def may_open_name(report: Report, head: Head, who: MemberId) -> None:
    """Refuse everybody but the organiser whom the reporter named, where there is a name at all."""
    may_work_on(report)
    if report.name is None:
        raise NotFound("report.no_name")
    if who != head.opener_id:
        raise NotAllowed("casework.not_the_opener", opener=str(head.opener_id or "none"))
