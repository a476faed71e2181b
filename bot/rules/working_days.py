"""Working days and posting days, by the bank holidays of each nation.

A working day is neither a Saturday, a Sunday nor a bank holiday there. On a posting day Second Class letters travel:
that is a working day both in the campaign's nation and in England, where most scrutineers are. Scotland's post moves on
some of its bank holidays; not counting them errs to the safe side.

How many days the post takes stands in `law.toml`, with its source. A letter posted on a posting day needs so many
posting days after it. One that arrives on the very day of a ballot's close is counted on, unless it closes before noon.
"""

from datetime import date, time, timedelta
from functools import cache

from bot.rules.campaigns import Nation
from bot.rules.law import Subject, needed

_DAY = timedelta(days=1)
_SATURDAY = 5
_POST_IS_IN = time(12)
_LIBRARY = {Nation.ENGLAND_WALES: "ENG", Nation.SCOTLAND: "SCT", Nation.NORTHERN_IRELAND: "NIR"}


def is_bank_holiday(on: date, nation: Nation) -> bool:
    """Whether it is a bank holiday in this nation."""
    return on in _bank_holidays(nation, on.year)


def is_working_day(on: date, nation: Nation) -> bool:
    """Whether offices are open: no Saturday, Sunday or bank holiday."""
    return on.weekday() < _SATURDAY and not is_bank_holiday(on, nation)


def is_posting_day(on: date, nation: Nation) -> bool:
    """Whether a Second Class letter travels, there and in England."""
    return is_working_day(on, nation) and is_working_day(on, Nation.ENGLAND_WALES)


def posting_day_until(on: date, nation: Nation) -> date:
    """That day or, if no letter travels on it, the last posting day before it."""
    while not is_posting_day(on, nation):
        on -= _DAY
    return on


def working_days_between(first: date, last: date, nation: Nation) -> int:
    """How many working days come after the first day, up to and with the last; none if that is not later."""
    return sum(is_working_day(first + number * _DAY, nation) for number in range(1, (last - first).days + 1))


def last_safe_posting_day(closes_on: date, nation: Nation, at: time | None = None) -> date:
    """The last day to post a paper that nearly always arrives before the ballot closes."""
    return _posted_before(_arrives_by(closes_on, at), nation, Subject.POST_SAFE)


def last_day_to_ask(closes_on: date, nation: Nation, at: time | None = None) -> date:
    """The last day to ask for a replacement paper, so that it usually comes in time to be posted safely.

    The scrutineer's own rule comes first; this is for where none is known.
    """
    return _posted_before(last_safe_posting_day(closes_on, nation, at), nation, Subject.POST_USUAL)


def _arrives_by(closes_on: date, at: time | None) -> date:
    return closes_on - _DAY if at is not None and at < _POST_IS_IN else closes_on


def _posted_before(on: date, nation: Nation, subject: Subject) -> date:
    """The last posting day from which the post has its time until this day."""
    days = needed(subject, nation, on).number
    on = posting_day_until(on, nation)
    for _ in range(days):
        on = posting_day_until(on - _DAY, nation)
    return on


@cache
def _bank_holidays(nation: Nation, year: int) -> frozenset[date]:
    import holidays  # noqa: PLC0415 - a quarter of a second, which nobody waits for who asks for no date

    return frozenset(holidays.country_holidays("GB", subdiv=_LIBRARY[nation], years=year))
