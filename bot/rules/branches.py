"""The branch: which roles hold which power, which channels are for what, its own time, and its true size."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import Invalid
from bot.ids import ChannelId, GuildId, Power, RoleId
from bot.rules import texts

LONGEST_NAME = 60
LARGEST_MEMBERSHIP = 2_000_000  # more than the largest union in Britain has
MEMBERSHIP_GOES_STALE_AFTER = timedelta(days=365)


class Use(StrEnum):
    """What a channel is for."""

    NOTICES = "notices"
    POLLS = "polls"
    CAMPAIGN = "campaign"
    DESK = "desk"
    AUDIT = "audit"


@dataclass(frozen=True)
class Branch:
    """One branch as it is set up; nothing of it is in force until `set_up_at`."""

    guild_id: GuildId
    name: str
    zone: ZoneInfo
    membership: int | None = None
    membership_at: datetime | None = None
    set_up_at: datetime | None = None
    two_officers: bool = False
    """A second officer has to agree before a secret poll opens, or closes early."""
    channels: Mapping[Use, ChannelId] = field(default_factory=dict[Use, ChannelId])
    roles: Mapping[Power, frozenset[RoleId]] = field(default_factory=dict[Power, frozenset[RoleId]])

    def holders(self, power: Power) -> frozenset[RoleId]:
        """The roles mapped to this power; none is a fair answer."""
        return self.roles.get(power, frozenset())

    @property
    def has_desk(self) -> bool:
        """Whether a channel and organisers are chosen to whom reports could go."""
        return Use.DESK in self.channels and bool(self.holders(Power.ORGANISER))

    @property
    def voters(self) -> frozenset[RoleId]:
        """Who may vote unless a poll says otherwise: the members' roles, or everyone where none was chosen."""
        return self.holders(Power.MEMBER) or frozenset({RoleId(self.guild_id)})


def read_name(text: str) -> str:
    """The branch's name as typed; raises Invalid."""
    return texts.line(text, most=LONGEST_NAME, field="branch_name")


def read_zone(text: str) -> ZoneInfo:
    """A time zone by its IANA name, in any case, spaces for underscores; raises Invalid("branch.no_such_zone")."""
    wanted = "_".join(text.split()).casefold()
    for name in available_timezones():
        if name.casefold() == wanted or name.rpartition("/")[2].casefold() == wanted:
            return ZoneInfo(name)
    raise Invalid("branch.no_such_zone")


def read_membership(text: str) -> int | None:
    """The number on the union's books ("1,204" is one), or None for nothing typed; raises Invalid."""
    typed = text.replace(",", "").replace(" ", "").strip()
    if not typed:
        return None
    # Cut before it is read: Python refuses to read thousands of digits, and no number beginning so is small enough.
    if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed.lstrip("0")[:9] or 0) <= LARGEST_MEMBERSHIP:
        raise Invalid("branch.membership_unreadable", most=LARGEST_MEMBERSHIP)
    return int(typed)


def guess_power(role_name: str) -> Power | None:
    """The power a role of this name most likely stands for; a start for `/branch setup`, not in force by itself."""
    words = set("".join(c if c.isalpha() else " " for c in role_name.casefold()).split())
    for power, names in _ROLE_WORDS.items():
        if words & names:
            return power
    return None


def guess_use(channel_name: str) -> Use | None:
    """What a channel of this name is most likely for; a start for `/branch setup`."""
    words = set("".join(c if c.isalpha() else " " for c in channel_name.casefold()).split())
    for use, names in _CHANNEL_WORDS.items():
        if words & names:
            return use
    return None


_ROLE_WORDS = {
    Power.FULL_MEMBER: {"full"},
    Power.OFFICER: {"officer", "officers", "secretary", "chair", "treasurer", "executive", "exec", "committee"},
    Power.ORGANISER: {"organiser", "organisers", "organizer", "organizers", "caseworker", "caseworkers"},
    Power.REP: {"rep", "reps", "representative", "representatives", "steward", "stewards", "convenor", "convenors"},
    Power.MEMBER: {"member", "members"},
}
_CHANNEL_WORDS = {
    Use.NOTICES: {"notices", "notice", "announcements", "news", "meetings"},
    Use.POLLS: {"polls", "poll", "votes", "voting"},
    Use.CAMPAIGN: {"campaign", "pay"},
    Use.DESK: {"desk", "organisers", "organizers", "reports"},
    Use.AUDIT: {"audit", "log", "logs"},
}
