"""The board: one message that is always true, each part of the campaign with its section in it.

A section is a function from what `bot.actions.boards` has gathered to lines; it stands in the file of its part.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import Any

import discord

from bot.actions.boards import Board
from bot.i18n import say
from bot.render.markup import Markup, plain
from bot.rules.campaigns import Campaign, Status
from bot.rules.times import instant_at
from bot.ui import button, rows, stamp
from cogs._widgets import card
from cogs.campaigns import _cards as cards
from cogs.campaigns import _date_cards as date_cards
from cogs.campaigns import _offer_words as offer_words
from cogs.campaigns import _question_cards as question_cards
from cogs.campaigns import _turnout_cards as turnout_cards
from cogs.campaigns._closing import ending
from cogs.campaigns._following import follow_button

Section = Callable[[Board, datetime], Sequence[str]]


def post(board: Board, now: datetime) -> dict[str, Any]:
    """The board as it stands: a discreet first line, everything else below it, and the ways in."""
    embed = card(
        plain(board.campaign.title),
        *lines(board, now),
        last=_contact(board, now),
        footer=cards.mark(board.campaign, "board"),
    )
    return {"content": cards.first_line(), "embed": embed, "view": controls(board)}


def lines(board: Board, now: datetime) -> Sequence[str]:
    """What the board says, without its title: every section that has something to say, an empty line between them."""
    found = [list(section(board, now)) for section in SECTIONS]
    return [line for section in found if section for line in [*section, ""]]


def _subject(board: Board, _: datetime) -> Sequence[str]:
    campaign = board.campaign
    claim = say("campaign.claim", claim=plain(campaign.claim))
    return [say("campaign.employer", employer=plain(campaign.employer)), claim]


def _stage(board: Board, _: datetime) -> Sequence[str]:
    """Where it has come to and since when; a day's midnight, so that "5 hours ago" is never "in 5 hours"."""
    move = board.move
    since = instant_at(datetime.combine(move.moved_on, time()), board.branch.zone)
    line = say("campaign.stage", stage=move.stage.value, on=move.moved_on, ago=stamp(since, "R"))
    notice = [] if board.notice_on is None else [say("campaign.stage-notice", on=board.notice_on)]
    why = [] if move.reason is None else [say("campaign.stage-reason", reason=plain(move.reason))]
    return [line, *notice, *why, say("campaign.stage-noted_by", who=Markup(f"<@{move.actor_id}>"))]


def _change(board: Board, _: datetime) -> Sequence[str]:
    change = board.change
    if change is None:
        return []
    return [say("campaign.changed_last", at=stamp(change.at, "R"), what=cards.change_text(change.what, change.detail))]


def _contact(board: Board, _: datetime) -> Sequence[str]:
    return [say("campaign.contact", contact=plain(board.campaign.contact))]


# In the order in which they are read; a part of the campaign that has something for the board adds its section here.
SECTIONS: tuple[Section, ...] = (
    _stage,
    ending,
    _change,
    date_cards.board,
    offer_words.board,
    turnout_cards.on_board,
    question_cards.asked,
    _subject,  # last: the claim is long, and what does not fit is cut at the end
)


def controls(board: Board) -> discord.ui.View:
    """The ways in from the board, for everyone."""
    return rows([look_button(board.campaign), *ways(board)])


def ways(board: Board) -> list[discord.ui.Button[Any]]:
    """What everyone can do in a campaign under way; each part of it adds its button here."""
    if board.campaign.status is Status.CLOSED:
        return []
    number = board.campaign.id
    return [
        *([button(say("campaign.open_pay"), f"campaign:pay:{number}:0")] if board.proposals else []),
        *([] if board.turnout is None else [button(say("campaign.open_turnout"), f"campaign:turnout:{number}")]),
        question_cards.faq_button(board.campaign),
        follow_button(),
    ]


def look_button(campaign: Campaign) -> discord.ui.Button[Any]:
    """See it privately, with what has changed since one last looked."""
    return button(say("campaign.look"), f"campaign:status:{campaign.id}", discord.ButtonStyle.primary)
