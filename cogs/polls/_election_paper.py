"""An election's ballot paper: one press for each preference, in a menu of those who are left."""

from collections.abc import Sequence
from typing import Any

import discord

from bot.i18n import say
from bot.rules.polls import Poll
from bot.ui import button, menu, plain, rows
from cogs._widgets import card
from cogs.polls import _cards as cards
from cogs.polls._kept_papers import Paper


def paper(marked: Paper, token: str, notes: Sequence[str]) -> dict[str, Any]:
    """What is ranked so far, the menu for the next, and the ways back and on; with these notes before the first."""
    poll = marked.poll
    text = [*ranked(marked), "", _next(marked)] if marked.marked else _candidates(poll)
    last = [] if marked.marked else ["", *_explained(poll), *notes]
    return {
        "embed": card(plain(poll.question), *text, last=[*last, "", say("poll.guard")]),
        "view": rows(*_menu(marked, token), _ways(marked, token), _more(marked, token)),
    }


def ranked(marked: Paper) -> list[str]:
    """The ranking so far, numbered."""
    places = enumerate(marked.marked, 1)
    lines = [say("paper.ranking-place", place=place, option=_name(marked.poll, number)) for place, number in places]
    return [say("paper.ranking-so_far"), *lines]


def in_full(marked: Paper) -> list[str]:
    """The ranking as it is about to be cast: who has which place, and who has none."""
    _, *lines = ranked(marked)
    names = ", ".join(_name(marked.poll, number) for number in left(marked))
    # The names are no value of a sentence: Fluent takes none of over 2,500 characters.
    return [*lines, "", *([say("paper.ranking-unranked"), names] if names else [say("paper.ranking-all")])]


def left(marked: Paper) -> list[int]:
    """The candidates who have no place yet, in the order of the paper."""
    return [number for number in range(1, len(marked.poll.options) + 1) if number not in marked.marked]


def _name(poll: Poll, number: int) -> str:
    return plain(poll.options[number - 1])


def _candidates(poll: Poll) -> list[str]:
    return [say("paper.seats", seats=poll.seats), "", *cards.options(poll)]


def _explained(poll: Poll) -> list[str]:
    reopen = [] if poll.reopen is None else [say("paper.ranking-reopen", option=_name(poll, poll.reopen))]
    return [say("paper.ranking-how"), "", say("paper.ranking-explained"), *reopen, ""]


def _next(marked: Paper) -> str:
    return say("paper.ranking-next") if left(marked) else say("paper.ranking-full")


def _menu(marked: Paper, token: str) -> list[list[discord.ui.Item[Any]]]:
    names = {str(number): marked.poll.options[number - 1] for number in left(marked)}
    placeholder = say("paper.nth_choice", number=len(marked.marked) + 1)
    return [[menu(f"paper:rank:{token}", placeholder, names)]] if names else []


def _ways(marked: Paper, token: str) -> list[discord.ui.Item[Any]]:
    none, done = not marked.marked, "paper.done-button" if left(marked) else "paper.done-button-all"
    return [
        button(say("paper.undo-button"), f"paper:undo:{token}", disabled=none),
        button(say("paper.restart-button"), f"paper:restart:{token}", disabled=none),
        button(say(done), f"paper:done:{token}", discord.ButtonStyle.primary, disabled=none),
    ]


def _more(marked: Paper, token: str) -> list[discord.ui.Item[Any]]:
    return [button(say("paper.statements-button"), f"paper:statements:{token}")] if marked.poll.stated else []
