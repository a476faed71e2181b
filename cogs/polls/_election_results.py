"""How an election's result reads: who is elected, by which count, and the count sheet in words and pictures."""

from collections.abc import Sequence

import discord

from bot.i18n import say
from bot.render import stages
from bot.render.charts import CountChart
from bot.render.sheets import listed, table, words
from bot.render.tables import csv_bytes
from bot.rules import lots
from bot.rules.elections import Declared
from bot.rules.polls import Election, Poll
from bot.rules.sheets import Sheet
from bot.ui import plain
from cogs._widgets import card
from cogs.polls._cards import mark, origin, turnout_line
from cogs.polls._results import Write, fitted, quorum_line


def election_lines(poll: Poll, election: Election, write: Write = plain) -> list[str]:
    """The fixed lines of an election's result: the turnout, the quorum, who is elected, and how it was counted."""
    return [turnout_line(election.turnout), *_declared(election, write), _quorum(election), *_count(poll, election)]


def election_card(poll: Poll, election: Election, proof: Sequence[str] = ()) -> discord.Embed:
    """The result as it is posted."""
    title = say("poll.result-title", question=plain(poll.question))
    lines = [turnout_line(election.turnout), "", *_one_below_another(election)]
    last = ["", *origin(poll), _quorum(election), *_count(poll, election), *proof, "", say("poll.guard")]
    return card(title, *lines, last=last, footer=mark(poll, "result"))


def count_chart(poll: Poll, election: Election, sheet: Sheet) -> CountChart:
    """The count sheet as pictures, below what was declared."""
    return stages.chart(
        sheet,
        election.candidates,
        title=poll.question,
        lines=(turnout_line(election.turnout), _quorum(election)),
        result=_declared(election, str),
        footer=say("poll.guard"),
    )


def picture_words(poll: Poll, election: Election, sheet: Sheet, number: int, pictures: int) -> str:
    """One picture of the count in words: the first says all that there is room for."""
    which = say("election.alt", question=poll.question, number=str(number), pictures=str(pictures))
    if number > 1:
        return fitted(which)
    said = [turnout_line(election.turnout), *_declared(election, str), *words(sheet, election.candidates, str)]
    return fitted(" ".join([which, *said]))


def sheet_words(election: Election, sheet: Sheet, write: Write = plain) -> Sequence[str]:
    """The count in sentences, a paragraph for each stage."""
    return words(sheet, election.candidates, write)


def sheet_table(election: Election, sheet: Sheet) -> bytes:
    """The count as CSV."""
    return csv_bytes(*table(sheet, election.candidates))


def _declared(election: Election, write: Write) -> list[str]:
    """Who is elected, in the order of election, and which seats stay vacant and why; or why nobody is."""
    if election.declared is not Declared.ELECTED:
        return [say(f"election.declared-{election.declared}")]
    names = [write(name) for name in election.names]
    said = [_elected(election, names) if names else say("sheet.outcome-nobody")]
    if election.vacant:
        said.append(say("sheet.outcome-reopened", seats=election.vacant))
    if election.unfilled:
        said.append(say("sheet.outcome-vacant", seats=election.unfilled))
    return said


def _one_below_another(election: Election) -> list[str]:
    """The same with a line for each of several elected, so that nineteen long names are not one line."""
    said = _declared(election, plain)
    if len(election.names) <= 1 or election.withheld:
        return said
    numbered = [f"{place}. {plain(name)}" for place, name in enumerate(election.names, 1)]
    return [say("election.elected-in_order"), *numbered, *said[1:]]


def _elected(election: Election, names: Sequence[str]) -> str:
    if election.withheld:
        return say("sheet.outcome-elected", list=listed(names))
    return say("election.elected", number=len(names), list=listed(names))


def _quorum(election: Election) -> str:
    return quorum_line(election.quorum, election.quorum_needed, election.quorum_met, election.turnout.voted)


def _count(poll: Poll, election: Election) -> list[str]:
    """How it was counted, and the lot that was settled beforehand; of a few papers nothing of it."""
    if election.withheld:
        return [say("election.withheld")]
    if not election.in_full:
        return []
    counted = say("election.counted", seats=election.seats, quota=election.quota, stages=election.stages)
    unused = say("election.lot-unused", elected=len(election.elected))
    return [counted, say("election.lot-used") if election.by_lot else unused, *_seed(poll)]


def _seed(poll: Poll) -> list[str]:
    if poll.seed is None:
        return []
    return [say("election.seed", seed=poll.seed.hex(), commitment=lots.commitment(poll.seed))]
