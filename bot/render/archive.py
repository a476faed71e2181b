"""A campaign for the branch's archive: everything that was said and done in it as one text, and as tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.i18n import day_in_full, in_full, say
from bot.render.markup import plain
from bot.render.tables import csv_bytes
from bot.rules import law, pace
from bot.rules.campaign_dates import CampaignDate, Kind, notice_of
from bot.rules.campaigns import Campaign, Move
from bot.rules.decisions import Decision
from bot.rules.numbers import Turnout
from bot.rules.outside_ballots import OutsideBallot
from bot.rules.pay import Proposal
from bot.rules.pay_terms import as_typed
from bot.rules.questions import Question
from bot.rules.settling import cast
from bot.rules.updates import Text, Update

Cell = str | int


@dataclass(frozen=True)
class Held:
    """A ballot that was held elsewhere, by what was published of it."""

    ballot: OutsideBallot
    days: Sequence[tuple[date, int]]
    places: Sequence[tuple[str, int | None]]
    """Each workplace with how many have posted there; None where that is withheld."""
    per_cent: int | None = None
    """What the law asks for; None where that is not known."""


@dataclass(frozen=True)
class Archive:
    """Everything that is kept of a campaign, each in the order in which it came about."""

    campaign: Campaign
    branch: str
    zone: ZoneInfo
    membership: int | None
    moves: Sequence[Move]
    updates: Sequence[Update]
    dates: Sequence[CampaignDate]
    proposals: Sequence[Proposal]
    ballots: Sequence[Held]
    decisions: Sequence[Decision]
    """The register's, made since the campaign began."""
    questions: Sequence[Question]


def files(archive: Archive) -> Mapping[str, bytes]:
    """The text and the tables, by the names of their files."""
    named = {"text": ("md", text(archive).encode())} | {
        name: ("csv", csv_bytes(header, rows)) for name, (header, rows) in _tables(archive).items()
    }
    number = archive.campaign.id
    return {say(f"archive.file-{name}", number=str(number)) + f".{kind}": data for name, (kind, data) in named.items()}


def text(archive: Archive) -> str:
    """The whole campaign in Markdown."""
    parts = (
        _stages(archive),
        _updates(archive),
        _dates(archive),
        _offers(archive),
        _turnout(archive),
        _decisions(archive),
        _questions(archive),
    )
    sections = [[say(f"archive.{name}"), "", *(lines or [say("archive.nothing")]), ""] for name, lines in parts]
    return "\n".join([*_head(archive), "", *(line for section in sections for line in section)])


def _head(archive: Archive) -> list[str]:
    campaign = archive.campaign
    lines = [
        say("archive.title", title=plain(campaign.title), branch=plain(archive.branch)),
        "",
        say("campaign.employer", employer=plain(campaign.employer)),
        "",
        say("campaign.claim", claim=plain(campaign.claim)),
    ]
    if campaign.started_at is not None:
        lines += ["", say("archive.began", at=in_full(campaign.started_at, archive.zone))]
    if campaign.closed_at is None or campaign.outcome is None:
        return [*lines, "", say("archive.running")]
    ended = say("archive.ended", at=in_full(campaign.closed_at, archive.zone), outcome=campaign.outcome.value)
    return [*lines, "", ended, "", plain(campaign.terms or ""), "", *vote(campaign, archive.membership)]


def vote(campaign: Campaign, membership: int | None) -> list[str]:
    """The vote that ended it in words, against both denominators; nothing where there was none."""
    found, closed_at = campaign.vote, campaign.closed_at
    if found is None or closed_at is None:
        return []
    figure = law.figure(law.Subject.BALLOT_TURNOUT, campaign.nation, closed_at.date())
    turnout = Turnout(cast(found), found.issued, True, membership, None)
    values = pace.against(turnout, None if figure is None else figure.number)
    numbers = {"for": found.for_, "against": found.against, "spoilt": found.spoilt}
    return [say("campaign.vote", **numbers), say("campaign.vote-turnout", **values)]


def _stages(archive: Archive) -> tuple[str, list[str]]:
    return "stages", [
        say(
            "archive.stage" if move.reason is None else "archive.stage-because",
            on=move.moved_on,
            stage=_stage(move),
            reason=plain(move.reason or ""),
        )
        for move in archive.moves
    ]


def _updates(archive: Archive) -> tuple[str, list[str]]:
    return "updates", [line for update in archive.updates for line in _update(update, archive.zone)]


def _update(update: Update, zone: ZoneInfo) -> Iterator[str]:
    """What stands, then what it said before each correction."""
    at = in_full(update.posted_at or update.made_at, zone)
    yield from (say("archive.update", at=at, office=plain(update.text.office)), "", plain(update.text.text), "")
    for before, after in zip(update.texts, update.texts[1:], strict=False):
        yield from (_correction(after, zone), "", *(f"> {line}" for line in plain(before.text).splitlines()), "")


def _correction(after: Text, zone: ZoneInfo) -> str:
    return say("archive.corrected", at=in_full(after.written_at, zone), reason=plain(after.reason or ""))


def _dates(archive: Archive) -> tuple[str, list[str]]:
    return "dates", [_date(each, archive) for each in archive.dates]


def _date(each: CampaignDate, archive: Archive) -> str:
    """A day of action never without the day on which notice of it was given."""
    given_on = notice_of(each, archive.dates, archive.campaign.nation) if each.kind is Kind.ACTION_DAY else None
    what = _kind(each) if given_on is None else say("archive.action", what=_kind(each), on=given_on)
    key = "archive.date-noted" if each.note else "archive.date"
    return say(key, on=_when(each), what=what, note=plain(each.note))


def _offers(archive: Archive) -> tuple[str, list[str]]:
    return "offers", [
        say("archive.offer", name=plain(each.name), on=each.made_on, kind=each.kind.value, terms=_terms(each))
        for each in archive.proposals
    ]


def _terms(each: Proposal) -> str:
    """For everybody, then for each band that has terms of its own."""
    general = [] if each.general is None else [as_typed(each.general)]
    return ". ".join([*general, *(f"{plain(band)}: {as_typed(terms)}" for band, terms in each.special.items())])


def _turnout(archive: Archive) -> tuple[str, list[str]]:
    return "turnout", [line for held in archive.ballots for line in _ballot(held, archive)]


def _ballot(held: Held, archive: Archive) -> Iterator[str]:
    ballot = held.ballot
    turnout = Turnout(ballot.shown, ballot.entitled, True, archive.membership, None)
    yield say("archive.ballot", scrutineer=plain(ballot.scrutineer), at=in_full(ballot.closes_at, archive.zone))
    posted = "turnout.posted" if ballot.shown else "turnout.few"
    yield from ("", say(posted, **pace.against(turnout, held.per_cent)), "")
    for name, number in held.places:
        key = "archive.place-withheld" if number is None else "archive.place"
        yield say(key, name=plain(name), number=number or 0)
    if (found := ballot.result) is not None:
        numbers = {"for": found.for_, "against": found.against, "spoilt": found.spoilt}
        cast_of = Turnout(cast(found), found.issued or ballot.entitled, True, archive.membership, None)
        yield from (
            "",
            say("outside.result", **numbers),
            say("outside.result-turnout", **pace.against(cast_of, held.per_cent)),
            "",
        )


def _decisions(archive: Archive) -> tuple[str, list[str]]:
    return "decisions", [
        say(
            "archive.decision",
            on=day_in_full(_day(each.made_at, archive.zone)),
            what=plain(each.what),
            status=each.status.value,
            outcome=plain(each.outcome or "-"),
        )
        for each in archive.decisions
    ]


def _questions(archive: Archive) -> tuple[str, list[str]]:
    found: list[str] = []
    for each in archive.questions:
        found += [say("archive.question", text=plain(each.wording or each.text)), "", plain(each.answer or ""), ""]
        if each.source:
            found += [say("archive.source", source=plain(each.source)), ""]
    return "questions", found


# The tables


def _tables(archive: Archive) -> dict[str, tuple[Sequence[str], Sequence[Sequence[Cell]]]]:
    zone = archive.zone
    return {
        "stages": (
            _header("on", "stage", "reason", "noted_by"),
            [
                (each.moved_on.isoformat(), _stage(each), each.reason or "", str(each.actor_id))
                for each in archive.moves
            ],
        ),
        "updates": (
            _header("at", "number", "office", "text", "reason"),
            [
                (in_full(each.written_at, zone), each.number, each.office, each.text, each.reason or "")
                for update in archive.updates
                for each in update.texts
            ],
        ),
        "dates": (
            _header("on", "time", "what", "note"),
            [(each.falls_on.isoformat(), f"{each.at or ''}"[:5], _kind(each), each.note) for each in archive.dates],
        ),
        "decisions": (
            _header("on", "text", "status", "outcome"),
            [
                (
                    _day(each.made_at, zone).isoformat(),
                    each.what,
                    say("archive.status", status=each.status.value),
                    each.outcome or "",
                )
                for each in archive.decisions
            ],
        ),
        "turnout": (
            _header("scrutineer", "on", "posted", "entitled", "membership"),
            [
                (held.ballot.scrutineer, on.isoformat(), number, held.ballot.entitled or "", archive.membership or "")
                for held in archive.ballots
                for on, number in held.days
            ],
        ),
    }


def _header(*names: str) -> Sequence[str]:
    return [say(f"archive.column-{name}") for name in names]


def _stage(move: Move) -> str:
    return say("campaign.stage-name", stage=move.stage.value)


def _kind(each: CampaignDate) -> str:
    return say(f"campaign_date.kind-{each.kind.value}")


def _when(each: CampaignDate) -> str:
    day = day_in_full(each.falls_on)
    return day if each.at is None else f"{day}, {each.at:%H:%M}"


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
