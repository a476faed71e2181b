"""The dates of a campaign: what kinds there are, in which order they must come, and what follows from them.

Dates go together where one makes no sense without the other: papers are posted before the ballot closes, notice is
given after it, and a day of action comes only so long after the notice as the law asks (`bot.rules.law`) and while the
mandate lasts. A campaign may have several ballots, so a date needs one of the other kind on its right side, not all;
what is over belongs to an earlier round. Steward knows a day of action only together with the day notice was given.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from bot.errors import Invalid
from bot.ids import CampaignId, OutsideBallotId
from bot.rules import campaign_texts, dates, law, texts
from bot.rules.campaigns import Nation
from bot.rules.law import Subject
from bot.rules.times import without_clock
from bot.rules.working_days import is_posting_day, is_working_day, last_day_to_ask, last_safe_posting_day

NOTE_LENGTH = 200
MOST = 100  # of one campaign: with more, nobody finds one
YEARS_AHEAD = 5


class Kind(StrEnum):
    """What happens on a date, in the order in which a campaign usually comes to it."""

    CONSULTATION_CLOSES = "consultation_closes"
    OFFER_EXPIRES = "offer_expires"
    PAPERS_POSTED = "papers_posted"
    REPLACEMENT_BY = "replacement_by"
    POST_BY = "post_by"
    BALLOT_CLOSES = "ballot_closes"
    NOTICE_GIVEN = "notice_given"
    ACTION_DAY = "action_day"
    MANDATE_EXPIRES = "mandate_expires"


# What is typed in after it has happened, because others are counted from it.
MAY_BE_PAST = frozenset({Kind.PAPERS_POSTED, Kind.BALLOT_CLOSES, Kind.NOTICE_GIVEN})
# What somebody carries to a letter box.
POSTED = frozenset({Kind.PAPERS_POSTED, Kind.POST_BY})

# Where a campaign has any of the first kind, each of the second has one of them before it …
_NEEDS_EARLIER = (
    (Kind.PAPERS_POSTED, Kind.REPLACEMENT_BY),
    (Kind.PAPERS_POSTED, Kind.POST_BY),
    (Kind.PAPERS_POSTED, Kind.BALLOT_CLOSES),
    (Kind.REPLACEMENT_BY, Kind.BALLOT_CLOSES),
    (Kind.POST_BY, Kind.BALLOT_CLOSES),
    (Kind.BALLOT_CLOSES, Kind.NOTICE_GIVEN),
    (Kind.BALLOT_CLOSES, Kind.ACTION_DAY),
    (Kind.BALLOT_CLOSES, Kind.MANDATE_EXPIRES),
)
# … and where it has any of the second to come, each of the first has one of them after it.
_NEEDS_LATER = (
    (Kind.CONSULTATION_CLOSES, Kind.OFFER_EXPIRES),
    *_NEEDS_EARLIER[:5],
    (Kind.ACTION_DAY, Kind.MANDATE_EXPIRES),
)
# A mandate that is over allows no day of action, while a ballot that is over says nothing of the papers of the next.
_COUNTS_WHEN_OVER = frozenset({Kind.NOTICE_GIVEN, Kind.MANDATE_EXPIRES})


@dataclass(frozen=True)
class CampaignDate:
    """One date of a campaign, which has none other of this kind on that day."""

    campaign_id: CampaignId
    kind: Kind
    falls_on: date
    put_at: datetime
    at: time | None = None
    note: str = ""
    ballot_id: OutsideBallotId | None = None
    """Whose own date it is, kept up to date with that ballot."""


@dataclass(frozen=True)
class Problem:
    """Why dates do not go together: a message key and what its sentence needs."""

    key: str
    values: tuple[tuple[str, str | int | date], ...]


# As people type them


def read_day(text: str, today: date, *, has_been: bool = False) -> tuple[date, time | None]:
    """The day, with a time of day or without, as people type them; raises Invalid for what is no day.

    Of what has been already, "20 Nov" and "Monday" are the last ones.
    """
    typed, clock = without_clock(text)
    if has_been and (gone_by := dates.last(typed, today)):
        return gone_by, clock
    found = dates.days(typed, today)
    if not found:
        soon = today + timedelta(days=14)
        raise Invalid("campaign_date.unreadable", example=as_typed(soon, None), timed=as_typed(soon, time(17)))
    if found[0] > today + timedelta(days=366 * YEARS_AHEAD):
        raise Invalid("time.too_far", years=YEARS_AHEAD)
    return found[0], clock


def as_typed(on: date, at: time | None) -> str:
    """The same as one would type it: "10 Dec 2026 17:00"."""
    day = f"{on.day} {dates.MONTHS[on.month - 1][:3].title()} {on.year}"
    return day if at is None else f"{day} {at:%H:%M}"


def read_kind(chosen: str) -> Kind:
    """The kind that was chosen; raises Invalid for what is none."""
    if chosen not in tuple(Kind):
        raise Invalid("campaign_date.no_such_kind")
    return Kind(chosen)


def read_note(text: str) -> str:
    """What members read beside the date, on one line, nothing for nothing; raises Invalid."""
    if not text.strip():
        return ""
    note = texts.line(text, most=NOTE_LENGTH, field="note")
    campaign_texts.refuse_calls(note)
    return note


# What may be


def may_put(new: CampaignDate, others: Collection[CampaignDate], nation: Nation, today: date) -> None:
    """Refuse a date that is past, that nobody can post on, that stands already, or that does not go with the others."""
    if len(others) >= MOST:
        raise Invalid("campaign_date.too_many", most=MOST)
    if any((each.kind, each.falls_on) == (new.kind, new.falls_on) for each in others):
        raise Invalid("campaign_date.twice", kind=new.kind, on=new.falls_on)
    if new.falls_on < today and new.kind not in MAY_BE_PAST:
        raise Invalid("campaign_date.past", kind=new.kind, on=new.falls_on)
    if new.falls_on > today and new.kind is Kind.NOTICE_GIVEN:
        raise Invalid("campaign_date.notice_to_come", on=new.falls_on)
    if new.kind in POSTED and not is_posting_day(new.falls_on, nation):
        raise Invalid("campaign_date.no_post", kind=new.kind, on=new.falls_on)
    _refuse_more([*others, new], others, nation, today)


def may_replace(
    before: CampaignDate, after: CampaignDate | None, others: Collection[CampaignDate], nation: Nation, today: date
) -> None:
    """Refuse to change a date, or to take it out (None), where what stays would not go together any more."""
    if before.ballot_id is not None:
        raise Invalid("campaign_date.of_ballot", kind=before.kind, on=before.falls_on)
    if after is not None and (before.kind, before.falls_on) != (after.kind, after.falls_on):
        may_put(after, others, nation, today)
    _refuse_more([*others, *([] if after is None else [after])], [*others, before], nation, today)


def _refuse_more(
    after: Collection[CampaignDate], before: Collection[CampaignDate], nation: Nation, today: date
) -> None:
    """Refuse what would not go together any more; what did not before keeps nobody from putting another right."""
    left = problems(before, nation, today)
    for each in problems(after, nation, today):
        if each not in left:
            raise Invalid(each.key, **dict(each.values))


def problems(dates_: Collection[CampaignDate], nation: Nation, today: date) -> Sequence[Problem]:
    """Everything that does not go together: days of action without their notice first, then the order of the rest."""
    early = (each for pair in _NEEDS_EARLIER for each in _without_earlier(*pair, dates_, today))
    late = (each for pair in _NEEDS_LATER for each in _without_later(*pair, dates_, today))
    return list(dict.fromkeys([*_without_notice(dates_, nation), *early, *late]))


def _without_notice(dates_: Collection[CampaignDate], nation: Nation) -> Iterator[Problem]:
    for action in _of(Kind.ACTION_DAY, dates_):
        given = [each.falls_on for each in _of(Kind.NOTICE_GIVEN, dates_)]
        if not given:
            yield Problem("campaign_date.needs_notice", (("on", action.falls_on),))
        elif notice_of(action, dates_, nation) is None:
            last = max(given)
            figure, first = law.needed(Subject.ACTION_NOTICE, nation, last), earliest_action_on(last, nation)
            days, checked = ("days", figure.number), ("checked_on", figure.checked_on)
            values = (("on", action.falls_on), ("given", last), days, ("first", first), checked)
            yield Problem("campaign_date.too_little_notice", values)


def _without_earlier(first: Kind, then: Kind, dates_: Collection[CampaignDate], today: date) -> Iterator[Problem]:
    befores = [each.falls_on for each in _of(first, dates_)]
    for on in _counting(then, dates_, today):
        if befores and not any(before <= on for before in befores):
            yield _order(first, min(befores), then, on)


def _without_later(first: Kind, then: Kind, dates_: Collection[CampaignDate], today: date) -> Iterator[Problem]:
    afters = _counting(then, dates_, today)
    for before in (each.falls_on for each in _of(first, dates_) if each.falls_on >= today):
        if afters and not any(on >= before for on in afters):
            yield _order(first, before, then, max(afters))


def _counting(kind: Kind, dates_: Collection[CampaignDate], today: date) -> Sequence[date]:
    """Those of a kind by which others are still judged."""
    return [each.falls_on for each in _of(kind, dates_) if each.falls_on >= today or kind in _COUNTS_WHEN_OVER]


def _order(first: Kind, first_day: date, later: Kind, later_day: date) -> Problem:
    values = (("first", first), ("first_day", first_day), ("later", later), ("later_day", later_day))
    return Problem("campaign_date.order", values)


# What follows


def notice_of(action: CampaignDate, dates_: Collection[CampaignDate], nation: Nation) -> date | None:
    """The latest day on which notice was given in time for this day of action; None where that was not done."""
    given = (each.falls_on for each in _of(Kind.NOTICE_GIVEN, dates_))
    return max((on for on in given if earliest_action_on(on, nation) <= action.falls_on), default=None)


def earliest_action_on(given_on: date, nation: Nation) -> date:
    """The first day of action that notice received by the employer on this day allows; raises Invalid where unknown.

    The law counts to "the tenth day before the day" of the action: that tenth day is the last on which the notice may
    come, so neither of the two days is lost.
    """
    return given_on + timedelta(days=law.needed(Subject.ACTION_NOTICE, nation, given_on).number)


def mandate_until(opens_on: date, closes_on: date, nation: Nation) -> date | None:
    """The last day of the mandate that a ballot gives if it is won; None where the law is not known to us.

    The months begin with the ballot's last day, so they end with the day before that day comes round.
    """
    found = law.figure(Subject.MANDATE, nation, opens_on)
    return None if found is None else closes_on + relativedelta(months=found.number) - timedelta(days=1)


def computed_from(
    new: CampaignDate, dates_: Collection[CampaignDate], nation: Nation, today: date
) -> Mapping[Kind, date]:
    """The days that follow from this one, as the preview offers them; none on which it is too late to do anything."""
    on = new.falls_on
    if new.kind is Kind.NOTICE_GIVEN:
        return {Kind.ACTION_DAY: earliest_action_on(on, nation)}
    if new.kind is not Kind.BALLOT_CLOSES:
        return {}
    found = {Kind.MANDATE_EXPIRES: mandate_until(opened_on(new, dates_), on, nation)}
    if on >= today:
        found |= {
            Kind.REPLACEMENT_BY: last_day_to_ask(on, nation, new.at),
            Kind.POST_BY: last_safe_posting_day(on, nation, new.at),
        }
    days = {kind: day for kind, day in found.items() if day is not None and day >= today}
    return dict(sorted(days.items(), key=lambda each: each[1]))


def opened_on(closing: CampaignDate, dates_: Collection[CampaignDate]) -> date:
    """When this ballot opened: the last day before its close on which papers were posted, else that of the close."""
    posted = (each.falls_on for each in _of(Kind.PAPERS_POSTED, dates_) if each.falls_on <= closing.falls_on)
    return max(posted, default=closing.falls_on)


def remarks(new: CampaignDate, dates_: Collection[CampaignDate], nation: Nation) -> Sequence[Problem]:
    """What is allowed and still worth a second look before it is posted."""
    found: list[Problem] = []
    if new.kind in (Kind.BALLOT_CLOSES, Kind.REPLACEMENT_BY) and not is_working_day(new.falls_on, nation):
        found.append(Problem("campaign_date.remark-no_work", (("on", new.falls_on),)))
    closing = min((e for e in _of(Kind.BALLOT_CLOSES, dates_) if e.falls_on >= new.falls_on), key=_day, default=None)
    if new.kind is Kind.POST_BY and closing is not None:
        safe = last_safe_posting_day(closing.falls_on, nation, closing.at)
        if new.falls_on > safe:
            found.append(Problem("campaign_date.remark-not_safe", (("on", new.falls_on), ("safe", safe))))
    return found


def _of(kind: Kind, dates_: Iterable[CampaignDate]) -> Sequence[CampaignDate]:
    return [each for each in dates_ if each.kind is kind]


def _day(each: CampaignDate) -> date:
    return each.falls_on
