"""Closing the doors for reports for a while: two officers do it together, for a reason that members read."""

from dataclasses import dataclass
from datetime import datetime

from bot.errors import AlreadyDone, NotAllowed, TooLate
from bot.ids import GuildId, MemberId, PauseId


@dataclass(frozen=True)
class Pause:
    """A pause that one officer asks for, and that is in force once another has agreed."""

    id: PauseId
    guild_id: GuildId
    reason: str
    asked_by: MemberId
    asked_at: datetime
    agreed_by: MemberId | None = None
    agreed_at: datetime | None = None

    @property
    def is_in_force(self) -> bool:
        """Whether the doors are closed."""
        return self.agreed_at is not None


def may_send(pause: Pause | None) -> None:
    """Refuse a new report while the doors are closed, with the reason; answers can be read all the same."""
    if pause is not None and pause.is_in_force:
        raise TooLate("pause.closed", reason=pause.reason)


def may_ask(pause: Pause | None) -> None:
    """Refuse to ask for a pause where one is asked for, or in force."""
    if pause is not None:
        raise AlreadyDone("pause.closed_already" if pause.is_in_force else "pause.asked_already")


def may_agree(pause: Pause, member_id: MemberId) -> None:
    """Refuse who asked for it themselves, and what is in force already."""
    if pause.is_in_force:
        raise AlreadyDone("pause.closed_already")
    if pause.asked_by == member_id:
        raise NotAllowed("pause.own")
