"""The rounds: three times a day, what came without a name is shown together, so that its time of day says little.

And the other hours at which something happens to reports: the weekly list, the word to members about answers, and the
hour at night at which is cleared up what is no longer kept.
"""

from collections.abc import Container, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules.times import instant_at, local

# Few enough that one thing seldom comes alone.
ROUNDS = (time(8), time(13), time(18))
NIGHT = time(4)  # hardly anybody votes
DIGEST, DIGEST_ON = time(9), (0,)  # Mondays
REMINDER, REMINDER_ON = time(12), (1, 4)  # Tuesdays and Fridays
EVERY_DAY = range(7)


def next_round(now: datetime, zone: ZoneInfo) -> datetime:
    """When what comes now without a name is shown: the next 08:00, 13:00 or 18:00 on the branch's clock."""
    return _next(now, zone, ROUNDS)


def next_night(now: datetime, zone: ZoneInfo) -> datetime:
    """When is next cleared up: at 04:00 on the branch's clock."""
    return _next(now, zone, (NIGHT,))


def next_digest(now: datetime, zone: ZoneInfo) -> datetime:
    """When the desk is next shown what waits longest: Monday at 09:00 on the branch's clock."""
    return _next(now, zone, (DIGEST,), DIGEST_ON)


def next_reminder(now: datetime, zone: ZoneInfo) -> datetime:
    """When members are next told how many answers wait for them: Tuesday and Friday at 12:00 on the branch's clock."""
    return _next(now, zone, (REMINDER,), REMINDER_ON)


def _next(now: datetime, zone: ZoneInfo, times: Sequence[time], weekdays: Container[int] = EVERY_DAY) -> datetime:
    today = local(now, zone).date()
    days = [day for ahead in range(8) if (day := today + timedelta(days=ahead)).weekday() in weekdays]
    return min(at for day in days for each in times if (at := instant_at(datetime.combine(day, each), zone)) > now)
