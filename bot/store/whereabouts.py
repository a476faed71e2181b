"""How the store tells where one kind of thing that is kept about people stands."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Where:
    """The statements of one of `bot.rules.holdings.HOLDINGS`; each is given `guild_id` and `member_id`.

    A statement that finds gives what is exported, and beside it `_erasable` (whether it can go at once) and `_ends_at`
    (when it goes by itself, where that is known).
    """

    find: tuple[str, ...]
    erase: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    """Of whom there is something that is forgotten when they leave: so many (`limit`) ids `after` one, in order."""
