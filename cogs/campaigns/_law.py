"""What the law says, as every screen shows it: the figure, its source and the day it was last checked."""

from collections.abc import Sequence
from datetime import date

from bot.i18n import say
from bot.rules import law
from bot.rules.campaigns import Nation
from bot.rules.law import Subject


def lines(subject: Subject, nation: Nation, on: date) -> Sequence[str]:
    """The figure that decides on that day; where it is not known, that it is not, and whom to ask."""
    found = law.figure(subject, nation, on)
    if found is None:
        return [say("law.unknown", subject=subject.value)]
    dated = {"in_force_on": found.in_force_on, "checked_on": found.checked_on}
    return [
        say(f"law.figure-{subject}", number=found.number),
        say("law.source", source=found.source, **dated),
    ]
