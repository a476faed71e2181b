"""The words and the pictures of a ballot's turnout: how many say to have posted, how many more it takes, and where."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import discord

from bot.actions.boards import Board
from bot.actions.turnout import Place, Progress
from bot.i18n import day_in_short, say
from bot.render.charts import Bar, ResultChart, TurnoutChart
from bot.render.markup import plain
from bot.render.turnout_chart import Column, Mark
from bot.rules.law import Subject
from bot.rules.numbers import percent
from bot.rules.outside_ballots import Status
from bot.rules.times import local
from bot.ui import button, rows, stamp
from cogs._widgets import card
from cogs.campaigns import _ballot_cards as ballot_cards

MOST_BARS, FEWEST_BARS = 16, 2
DAYS_IN_WORDS = 7
LONGEST_WORDS = 1024  # that Discord takes to describe a picture


def shown(progress: Progress) -> discord.Embed:
    """Everything there is to read about it."""
    title = say("turnout.title", title=plain(progress.standing.campaign.title))
    return card(title, *_far(progress), *_places(progress), last=[say("turnout.counts")])


def controls(progress: Progress) -> discord.ui.View:
    """What a rep can do with it."""
    return rows([button(say("turnout.post_button"), f"campaign:turnout_post:{progress.ballot.id}")])


def on_board(board: Board, _: Any) -> Sequence[str]:
    """The board's section: how far it is and how many more it takes, and in the end the result."""
    progress = board.turnout
    if progress is None:
        return []
    beyond = _goals(progress) if _is_open(progress) else ballot_cards.result(progress.standing)
    return [say("turnout.board", text=line(progress)), *beyond]


def line(progress: Progress) -> str:
    """How many say that they have posted, against both denominators."""
    return say("turnout.posted" if progress.ballot.shown else "turnout.few", **progress.values)


def _is_open(progress: Progress) -> bool:
    return progress.ballot.status is Status.OPEN


def _far(progress: Progress) -> Sequence[str]:
    ballot = progress.ballot
    if not _is_open(progress):
        return [line(progress), say("turnout.last"), ""]
    anew = [] if ballot.began_anew_at is None else [say("outside.anew", at=stamp(ballot.began_anew_at))]
    steps = [] if ballot.shown_at is None else [say("turnout.steps", at=stamp(ballot.shown_at, "R"))]
    return [line(progress), *steps, *anew, "", *_pace(progress), *_goals(progress), *_law(progress), ""]


def _pace(progress: Progress) -> Sequence[str]:
    found = progress.pace
    if found is None:
        return []
    share = progress.share(found.number)
    if not share:
        return [say("turnout.pace_number", days=found.days, number=found.number)]
    return [say("turnout.pace", days=found.days, number=found.number, share=share)]


def _goals(progress: Progress) -> Sequence[str]:
    """How many more it takes; of what the law asks for it is never said that it has been met."""
    number, legal, target = progress.ballot.shown, progress.legal, progress.target
    found: list[str] = []
    if legal is not None and progress.figure is not None:
        values = {"per_cent": legal.per_cent, "needed": legal.number, "checked_on": progress.figure.checked_on}
        more = legal.more(number)
        found += [say("turnout.law_more", more=more, **values) if more else say("turnout.law_none_missing", **values)]
    if target is not None:
        values = {"per_cent": target.per_cent, "needed": target.number}
        more = target.more(number)
        found += [say("turnout.target_more", more=more, **values) if more else say("turnout.target_reached", **values)]
    return found or [say("turnout.no_entitled")]


def _law(progress: Progress) -> Sequence[str]:
    figure = progress.figure
    if figure is None:
        return [say("law.unknown", subject=Subject.BALLOT_TURNOUT.value)]
    dated = {"in_force_on": figure.in_force_on, "checked_on": figure.checked_on}
    return [say("law.source", source=figure.source, **dated)]


def _places(progress: Progress) -> Sequence[str]:
    if not progress.places or progress.ballot.workplaces_on is None:
        return []
    rest = [] if all(each.number is not None for each in progress.places) else [_rest(progress)]
    title = say("turnout.places", on=progress.ballot.workplaces_on)
    return [title, *(f"- {_place(each)}" for each in progress.places), *rest, ""]


def _rest(progress: Progress) -> str:
    return say("turnout.rest_unknown") if progress.rest is None else say("turnout.rest", rest=progress.rest)


def _place(place: Place) -> str:
    name, of = plain(place.workplace.name), place.workplace.members
    if place.number is None:
        return say("turnout.place_withheld", name=name)
    if of is None:
        return say("turnout.place", name=name, number=place.number)
    return say("turnout.place_of", name=name, number=place.number, of=of, share=str(percent(place.number, of)))


# Pictures


def charts(progress: Progress) -> Sequence[tuple[TurnoutChart | ResultChart, str]]:
    """The pictures there is something to draw of, each with what it shows in words."""
    drawn: list[tuple[TurnoutChart | ResultChart, str]] = []
    if progress.days:
        drawn.append((_over_time(progress), _over_time_in_words(progress)))
    if len(_bars(progress)) >= FEWEST_BARS:
        drawn.append((_by_workplace(progress), _by_workplace_in_words(progress)))
    return drawn


def _over_time(progress: Progress) -> TurnoutChart:
    first, last = _ends(progress)
    pace, of = progress.pace, progress.ballot.entitled
    return TurnoutChart(
        title=say("turnout.title", title=progress.standing.campaign.title),
        lines=(line(progress), *_pace(progress)),
        columns=tuple(_columns(progress, first)),
        marks=tuple(_marks(progress)),
        days=(last - first).days + 1,
        full=of or 0,
        first=day_in_short(first),
        last=day_in_short(last),
        expected=None if pace is None else pace.number,
        expected_label="" if pace is None else say("turnout.mark_expected", number=pace.number),
        footer=say("turnout.counts"),
    )


def _ends(progress: Progress) -> tuple[date, date]:
    """The first and the last day of the ballot on the branch's calendar; a number may be a day late."""
    zone, ballot = progress.standing.branch.zone, progress.ballot
    counted = [on for on, _ in progress.days]
    first, last = local(ballot.opens_at, zone).date(), local(ballot.closes_at, zone).date()
    return min(first, *counted), max(last, *counted)


def _columns(progress: Progress, first: date) -> Sequence[Column]:
    """A column for each day that is counted; a day on which nothing moved is as the one before."""
    numbers = {(on - first).days: number for on, number in progress.days}
    columns: list[Column] = []
    for day in range(max(numbers) + 1):
        before = columns[-1].number if columns else 0
        columns.append(Column(day, numbers.get(day, before)))
    return columns


def _marks(progress: Progress) -> Sequence[Mark]:
    of, target, legal = progress.ballot.entitled, progress.target, progress.legal
    return [
        *([] if of is None else [Mark(say("turnout.mark_all", number=of), of)]),
        *([] if target is None else [Mark(say("turnout.mark_target", number=target.number), target.number)]),
        *([] if legal is None else [Mark(say("turnout.mark_law", number=legal.number), legal.number)]),
    ]


def _over_time_in_words(progress: Progress) -> str:
    first, last = _ends(progress)
    days = [say("turnout.picture_day", on=day_in_short(on), number=number) for on, number in progress.days]
    drawn = "; ".join((*(mark.label for mark in _marks(progress)), *days[-DAYS_IN_WORDS:]))
    ends = {"first": day_in_short(first), "last": day_in_short(last)}
    text = " ".join((line(progress), *_pace(progress), drawn))
    return say("turnout.picture", days=len(days), text=text, **ends)[:LONGEST_WORDS]


def _bars(progress: Progress) -> Sequence[Bar]:
    """The largest workplaces whose numbers are shown, in the order of the list."""
    known = [(each.workplace, each.number) for each in progress.places if each.number is not None]
    largest = sorted(known, key=lambda each: -each[1])[:MOST_BARS]
    return [
        Bar(at.name, number, str(number) if at.members is None else f"{number} · {percent(number, at.members)}")
        for at, number in known
        if (at, number) in largest
    ]


def _by_workplace(progress: Progress) -> ResultChart:
    return ResultChart(say("turnout.places_title"), (line(progress),), tuple(_bars(progress)), say("turnout.counts"))


def _by_workplace_in_words(progress: Progress) -> str:
    told = [f"{bar.label}: {bar.share}" for bar in _bars(progress)]
    return say("turnout.picture_places", text="; ".join(told))[:LONGEST_WORDS]
