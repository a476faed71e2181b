"""What a reporter can do with the code: read on, reply, withdraw, choose another organiser to open the name."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.errors import AlreadyDone, Invalid, NotFound, TooLate
from bot.ids import Asker, Power
from bot.rules.reports import Entry, Head, Kind, Report, Sent, Status

_LINK = re.compile(r"https?://", re.IGNORECASE)
CODE_LENGTH = 60  # of what is typed in the field: a code with whatever came along when it was copied


def may_reply(found: Report | Sent, *, waits: bool) -> None:
    """Refuse a reply before the desk has the report, and before it has answered the last one.

    `waits`: a reply waits for its round.
    """
    if isinstance(found, Sent):
        raise TooLate("reading.no_reply_yet")
    if found.status is Status.WITHDRAWN:
        raise TooLate("reading.is_withdrawn")
    if waits or found.reply_waits:
        raise AlreadyDone("reading.one_at_a_time")


def withdrawn(report: Report, today: date) -> Report:
    """The report once the reporter has withdrawn it: nothing waits, nobody has it, and no name stays with it."""
    if report.status is Status.WITHDRAWN:
        raise AlreadyDone("reading.is_withdrawn")
    return replace(
        report,
        status=Status.WITHDRAWN,
        closed_on=today,
        name=None,
        holder_id=None,
        reply_waits=False,
        answer_waits=False,
    )


def may_change_head(found: Report | Sent) -> Report:
    """The report, if its reporter's name lies sealed with it; raises what is not so."""
    if isinstance(found, Sent):
        raise TooLate("reading.no_change_yet")
    if found.status is Status.WITHDRAWN:
        raise TooLate("reading.is_withdrawn")
    if found.name is None:
        raise NotFound("report.no_name")
    return found


def entrusted(head: Head, to: Asker) -> Head:
    """The head once this organiser, and no other, may open the name; raises Invalid, AlreadyDone."""
    if Power.ORGANISER not in to.powers:
        raise Invalid("reading.no_organiser")
    if to.member_id in head.not_to:
        raise Invalid("reading.not_to_them")
    if to.member_id == head.opener_id:
        raise AlreadyDone("reading.same_opener")
    return replace(head, opener_id=to.member_id)


def has_link(text: str) -> bool:
    """Whether there is an address in it that can be opened: whoever runs the page sees that somebody does, and when."""
    return _LINK.search(text) is not None


def last_answers(thread: Sequence[Entry]) -> Sequence[Entry]:
    """What the desk has written to the reporter, the last first."""
    return [each for each in reversed(thread) if each.kind is Kind.ANSWER]
