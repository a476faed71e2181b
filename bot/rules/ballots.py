"""What keeps a secret poll secret where the number of people is small, and when what is shown may change.

The rules are the branch's promise (docs/officers.md): under five who may vote there is no secret, and a turnout that
follows each vote would say who has just voted.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import Invalid
from bot.rules.results import Outcome, Result

LEAST_ELECTORATE = 5
SMALL_ELECTORATE = 10
LEAST_VOTES = 5
MOST_SCRUTINEERS = 2
TURNOUT_STEP = 5
TURNOUT_EVERY = timedelta(minutes=15)
# Private reminders go out together at these hours, so that none tells when somebody was found not to have voted.
REMINDER_HOURS = (time(12), time(18))
_WITHOUT_NUMBERS = {
    Outcome.MEETING_INQUORATE,
    Outcome.INQUORATE,
    Outcome.QUORUM_UNKNOWN,
    Outcome.CARRIED,
    Outcome.CHOSEN,
}


def is_enough(eligible: int | None) -> bool:
    """Whether so many may vote that a result does not tell who chose what; an unknown number may."""
    return eligible is None or eligible >= LEAST_ELECTORATE


def check_electorate(eligible: int | None) -> None:
    """Refuse a secret poll that too few may vote in."""
    if not is_enough(eligible):
        raise Invalid("ballot.too_few_eligible", eligible=eligible, least=LEAST_ELECTORATE)


def is_small(eligible: int | None) -> bool:
    """Whether so few may vote that members must be warned."""
    return eligible is not None and eligible < SMALL_ELECTORATE


def shown_turnout(voted: int, shown: int, shown_at: datetime, now: datetime) -> int:
    """The turnout to show from now on: the true one after five more votes or a quarter of an hour, else the old."""
    is_due = voted - shown >= TURNOUT_STEP or now - shown_at >= TURNOUT_EVERY
    return voted if is_due else shown


def next_step_at(now: datetime) -> datetime:
    """When a turnout that five votes have moved is looked at: on a whole minute, so that no job has a vote's moment."""
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)


def next_reminder_at(now: datetime, zone: ZoneInfo) -> datetime:
    """The next of the fixed hours, in the branch's own time."""
    today = now.astimezone(zone).date()
    instants = (
        datetime.combine(today + timedelta(days=days), hour, zone) for days in range(2) for hour in REMINDER_HOURS
    )
    return next(at.astimezone(now.tzinfo) for at in instants if at > now)


def withheld(result: Result) -> Result:
    """Under five votes only what was decided is kept and published: numbers would tell who chose what."""
    if not 0 < result.voted < LEAST_VOTES:
        return result
    outcome = _without_numbers(result)
    return replace(
        result,
        votes=(0,) * len(result.votes),
        base=0,
        leaders=result.leaders if outcome is Outcome.CHOSEN else (),
        threshold_met=outcome in (Outcome.CARRIED, Outcome.CHOSEN),
        outcome=outcome,
        withheld=True,
    )


def _without_numbers(result: Result) -> Outcome:
    """A tie, or that everybody abstained, would be numbers in other words."""
    if result.outcome in _WITHOUT_NUMBERS:
        return result.outcome
    return Outcome.NOT_CARRIED if result.motion else Outcome.NO_MAJORITY
