"""Reports that are written and not yet sent: in memory, and nowhere else (docs/decisions/0012)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.ids import MemberId
from bot.rules.content_check import Finding
from bot.rules.sending import Draft
from cogs._kept import Kept


@dataclass(frozen=True)
class Writing:
    """A report as one screen shows it; all screens of one report were begun as the same."""

    draft: Draft
    findings: Sequence[Finding] = field(repr=False)
    begun: object = field(default_factory=object, repr=False)


class Writings(Kept[Writing]):
    """The reports of every screen that somebody may still press on."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now, "sending.forgotten", "sending.over")

    def end(self, member_id: MemberId, writing: Writing) -> None:
        """Forget it on every screen: it was sent, or thrown away."""
        self.spend(member_id, lambda each: each.begun is writing.begun)
