"""A statutory ballot that a scrutineer holds elsewhere: its dates, who may say *I've posted it*, what is kept how long.

Steward asks nobody how they voted and counts only who says to have posted. When it reminds is `bot.rules.ladder`'s,
what of the numbers is published `bot.rules.suppression`'s.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.errors import AlreadyDone, Invalid, TooLate
from bot.ids import CampaignId, ChannelId, GuildId, MemberId, MessageId, OutsideBallotId, WorkplaceId
from bot.rules import campaign_texts, texts
from bot.rules.campaigns import Vote

SCRUTINEER_LENGTH = 100
REPLACEMENT_LENGTH = 500
WORKPLACE_LENGTH = 80
MOST_PEOPLE = 9_999_999
MOST_WORKPLACES = 100  # four menus of twenty-five
LONGEST = timedelta(days=366)
KEPT_FOR = timedelta(days=14)
DRAFT_KEPT_FOR = timedelta(days=1)


class Status(StrEnum):
    """Where an outside ballot is in its life; it is open from when members were told of it."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class OutsideBallot:
    """A ballot held elsewhere, as members were told of it, and what is published of who has posted."""

    id: OutsideBallotId
    campaign_id: CampaignId
    guild_id: GuildId
    status: Status
    scrutineer: str
    replacement: str
    """How to get another paper."""
    opens_at: datetime
    closes_at: datetime
    channel_id: ChannelId
    made_at: datetime
    made_by: MemberId
    entitled: int | None = None
    """How many were sent a paper, as an officer typed it."""
    message_id: MessageId | None = None
    message_lost: bool = False
    reminders: int = 0
    reminded_at: datetime | None = None
    unreachable: int = 0
    """How many did not accept the last reminder, in fives: never a number that could be one person."""
    shown: int = 0
    """How many had posted, as last published: in steps."""
    shown_at: datetime | None = None
    workplaces: str = "[]"
    """The table by workplace as last published, in JSON."""
    workplaces_on: date | None = None
    began_anew_at: datetime | None = None
    ended_at: datetime | None = None
    purged_at: datetime | None = None
    result: Vote | None = None
    """As the scrutineer declared it."""

    @property
    def ended_early(self) -> bool:
        """Whether counting ended while the scrutineer still took papers: the campaign was closed before."""
        return self.status is Status.CLOSED and self.ended_at is not None and self.ended_at < self.closes_at


@dataclass(frozen=True)
class Workplace:
    """One place on the branch's list, and how many of its members belong there, where an officer has said so."""

    id: WorkplaceId
    guild_id: GuildId
    name: str
    members: int | None = None
    is_gone: bool = False


def may_press(ballot: OutsideBallot, now: datetime) -> None:
    """Refuse *I've posted it*, and taking that back, before papers are out and once the ballot is over."""
    if ballot.status is Status.CANCELLED:
        raise TooLate("outside.cancelled")
    if ballot.status is Status.DRAFT or now < ballot.opens_at:
        raise TooLate("outside.not_open", opens_at=ballot.opens_at)
    if ballot.status is Status.CLOSED or now >= ballot.closes_at:
        raise TooLate(_why_over(ballot), closes_at=ballot.closes_at)


def may_change(ballot: OutsideBallot, now: datetime) -> None:
    """Refuse to change, or to call off, a ballot that is over."""
    if ballot.status is Status.CANCELLED:
        raise TooLate("outside.cancelled")
    if ballot.status is Status.CLOSED or (ballot.status is Status.OPEN and now >= ballot.closes_at):
        raise TooLate(_why_over(ballot), closes_at=ballot.closes_at)


def _why_over(ballot: OutsideBallot) -> str:
    return "outside.uncounted" if ballot.ended_early else "outside.closed"


def may_announce(ballots: Collection[OutsideBallot]) -> None:
    """Refuse a second ballot of a campaign while one is open: members would not know which paper is meant."""
    if any(each.status is Status.OPEN for each in ballots):
        raise AlreadyDone("outside.one_open")


def may_declare(ballot: OutsideBallot, now: datetime) -> None:
    """Refuse a result of a ballot that was called off or is not over."""
    if ballot.status is Status.CANCELLED:
        raise TooLate("outside.cancelled")
    if ballot.status is not Status.CLOSED and now < ballot.closes_at:
        raise TooLate("outside.not_closed", closes_at=ballot.closes_at)


def check_times(opens_at: datetime, closes_at: datetime, now: datetime) -> None:
    """Refuse a ballot that ends before it begins, is over already, or lasts longer than a year."""
    if closes_at <= opens_at:
        raise Invalid("outside.times_order")
    if closes_at <= now:
        raise Invalid("outside.closes_past")
    if closes_at - opens_at > LONGEST:
        raise Invalid("outside.too_long")


def purge_at(ballot: OutsideBallot) -> datetime:
    """When the tags and their key are destroyed; of a ballot that was called off as soon as may be."""
    ended_at = ballot.ended_at or ballot.closes_at
    return ended_at if ballot.status is Status.CANCELLED else ended_at + KEPT_FOR


def read_scrutineer(text: str) -> str:
    """Who holds the ballot, as typed; raises Invalid."""
    return campaign_texts.words(text, most=SCRUTINEER_LENGTH, field="scrutineer")


def read_replacement(text: str) -> str:
    """How to get another paper, as typed; raises Invalid."""
    return campaign_texts.sentences(text, most=REPLACEMENT_LENGTH, field="replacement")


def read_number(text: str, field: str) -> int | None:
    """A number of people as typed ("1,240"), None for nothing; raises Invalid."""
    plain = "".join(text.split()).replace(",", "")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdecimal()) or len(plain) > len(str(MOST_PEOPLE)):
        raise Invalid("outside.number_unreadable", field=field)
    return int(plain)


def read_entitled(text: str) -> int | None:
    """How many were sent a paper; None for nothing typed; raises Invalid."""
    number = read_number(text, "entitled")
    if number == 0:
        raise Invalid("outside.number_unreadable", field="entitled")
    return number


def read_vote(for_: str, against: str, spoilt: str, issued: str) -> Vote:
    """The result as the scrutineer declared it; raises Invalid for what is missing or cannot be."""
    yes, no = read_number(for_, "for"), read_number(against, "against")
    if yes is None or no is None:
        raise Invalid("outside.number_unreadable", field="for" if yes is None else "against")
    vote = Vote(yes, no, read_number(spoilt, "spoilt") or 0, read_entitled(issued))
    if vote.issued is not None and vote.for_ + vote.against + vote.spoilt > vote.issued:
        raise Invalid("outside.more_than_issued")
    return vote


def read_workplaces(text: str) -> dict[str, int | None]:
    """The branch's list as typed, one a line, each with its size where that is known ("Leeds office: 41")."""
    found: dict[str, int | None] = {}
    folded: set[str] = set()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        name, members = _read_workplace(line, number)
        if texts.fold(name) in folded:
            raise Invalid("outside.workplace_twice", line=number)
        folded.add(texts.fold(name))
        found[name] = members
    if len(found) > MOST_WORKPLACES:
        raise Invalid("outside.workplaces_too_many", most=MOST_WORKPLACES)
    return found


def workplaces_as_typed(listed: Iterable[Workplace]) -> str:
    """The list as `read_workplaces` reads it, for a form to begin with."""
    return "\n".join(each.name if each.members is None else f"{each.name}: {each.members}" for each in listed)


def _read_workplace(line: str, number: int) -> tuple[str, int | None]:
    name, colon, size = line.rpartition(":")
    plain = "".join(size.split()).replace(",", "")
    if not colon or not (plain.isascii() and plain.isdecimal()):
        name, plain = line, ""
    members = int(plain) if plain and len(plain) <= len(str(MOST_PEOPLE)) else None
    if plain and not members:
        raise Invalid("outside.workplace_size", line=number)
    return campaign_texts.words(name, most=WORKPLACE_LENGTH, field="workplace", line=number), members
