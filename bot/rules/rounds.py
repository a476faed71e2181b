"""The rounds: three times a day, what came without a name is shown together, so that its time of day says little."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules.times import instant_at, local

# Few enough that one thing seldom comes alone.
ROUNDS = (time(8), time(13), time(18))


def next_round(now: datetime, zone: ZoneInfo) -> datetime:
    """When what comes now without a name is shown: the next 08:00, 13:00 or 18:00 on the branch's clock."""
    today = local(now, zone).date()
    days = (today, today + timedelta(days=1))
    return min(at for day in days for each in ROUNDS if (at := instant_at(datetime.combine(day, each), zone)) > now)
