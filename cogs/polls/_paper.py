"""The ballot paper of a secret poll: opened, marked, confirmed, cast; all of it in one private message."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace as changed
from typing import TYPE_CHECKING, Any

import discord

from bot.actions.ballots import Ballots
from bot.errors import AlreadyDone, BranchError, Invalid, NotFound, Unavailable
from bot.i18n import say
from bot.ids import Caller, MemberId, PollId
from bot.rules import ballots as secrecy
from bot.rules.elections import read_ranking
from bot.rules.polls import Kind, Poll, read_paper
from bot.ui import Interaction, answer, button, caller, plain, replace, rows, spoken, stamp, whole
from cogs._widgets import card, chosen, is_private, outcome
from cogs.polls import _cards as cards
from cogs.polls import _election_paper as election
from cogs.polls._kept_papers import Paper, Papers
from cogs.polls._statements import page_of_statements

if TYPE_CHECKING:
    from bot.app import App

# Long enough to press again when Discord has lost the answer; then Steward does not know the receipt either.
SHOWN_AGAIN_FOR = 120.0

Casting = asyncio.Task[tuple[Poll, str]]


class BallotPapers:
    """The screens between *Vote* and the receipt."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._ballots = Ballots(app.desk)
        self._kept = Papers(app.desk.now)
        self._castings: dict[tuple[MemberId, str], Casting] = {}
        app.closers.append(self._finish)
        app.doors.on("poll:ballot", self._open, whole)
        app.doors.on("paper:mark", self._mark, str)
        app.doors.on("paper:rank", self._rank, str)
        app.doors.on("paper:undo", self._undo, str)
        app.doors.on("paper:restart", self._restart, str)
        app.doors.on("paper:done", self._done, str)
        app.doors.on("paper:statements", self._statements, str)
        app.doors.on("paper:change", self._change, str)
        app.doors.on("paper:cast", self._cast, str)

    async def _open(self, interaction: Interaction, poll_id: int) -> None:
        who = caller(interaction)
        poll = await self._ballots.admit(who, PollId(poll_id))
        paper = Paper(poll)
        await answer(interaction, **_blank(paper, self._kept.keep(who.member_id, paper)))

    # Marking it

    async def _mark(self, interaction: Interaction, token: str) -> None:
        paper = self._paper(interaction, token)
        await self._show(interaction, _confirm, changed(paper, marked=read_paper(paper.poll, _numbers(interaction))))

    async def _rank(self, interaction: Interaction, token: str) -> None:
        paper = self._paper(interaction, token)
        marked = read_ranking([*paper.marked, *_numbers(interaction)], len(paper.poll.options))
        is_full = len(marked) == len(paper.poll.options)
        await self._show(interaction, _confirm if is_full else _blank, changed(paper, marked=marked))

    async def _undo(self, interaction: Interaction, token: str) -> None:
        paper = self._paper(interaction, token)
        await self._show(interaction, _blank, changed(paper, marked=paper.marked[:-1]))

    async def _restart(self, interaction: Interaction, token: str) -> None:
        await self._show(interaction, _blank, changed(self._paper(interaction, token), marked=()))

    async def _done(self, interaction: Interaction, token: str) -> None:
        paper = self._paper(interaction, token)
        read_paper(paper.poll, paper.marked)
        await self._show(interaction, _confirm, paper)

    async def _statements(self, interaction: Interaction, token: str) -> None:
        poll = self._paper(interaction, token).poll
        await answer(interaction, **await page_of_statements(self._app, interaction, poll.id, 0))

    async def _change(self, interaction: Interaction, token: str) -> None:
        await self._show(interaction, _blank, self._paper(interaction, token))

    def _paper(self, interaction: Interaction, token: str) -> Paper:
        """The paper of the private message that was pressed on; raises NotFound."""
        _refuse_public(interaction)
        return self._kept.find(caller(interaction).member_id, token)

    async def _show(
        self, interaction: Interaction, screen: Callable[[Paper, str], dict[str, Any]], paper: Paper
    ) -> None:
        token = self._kept.keep(caller(interaction).member_id, paper)
        await replace(interaction, **screen(paper, token))

    # Casting it

    async def _cast(self, interaction: Interaction, token: str) -> None:
        """Whoever presses twice waits for the same outcome; what is shown is shown after it is on the disk."""
        _refuse_public(interaction)
        who = caller(interaction)
        casting = self._castings.get((who.member_id, token)) or self._begin(
            who, token, self._kept.find(who.member_id, token)
        )
        try:
            poll, receipt = await outcome(interaction, casting)
        except BranchError as refusal:
            await replace(interaction, **_refused(refusal, token))
        else:
            await replace(interaction, say("paper.cast", question=_question(poll), receipt=receipt))

    def _begin(self, who: Caller, token: str, paper: Paper) -> Casting:
        casting = asyncio.create_task(self._count(who, token, paper))
        self._castings[who.member_id, token] = casting
        return casting

    async def _count(self, who: Caller, token: str, paper: Paper) -> tuple[Poll, str]:
        try:
            receipt = await self._ballots.cast(who, paper.poll.id, paper.marked)
        except BaseException:
            del self._castings[who.member_id, token]  # the paper is kept, and may be cast again
            raise
        self._kept.voted(who.member_id, paper.poll.id)
        asyncio.get_running_loop().call_later(SHOWN_AGAIN_FOR, self._castings.pop, (who.member_id, token), None)
        return paper.poll, receipt

    async def _finish(self) -> None:
        if self._castings:
            await asyncio.wait(self._castings.values())
        await self._ballots.finish()


def _refuse_public(interaction: Interaction) -> None:
    """A paper is only ever in a private message; what is marked must not be shown in any other."""
    if not is_private(interaction):
        raise NotFound("ui.unknown_button")


def _numbers(interaction: Interaction) -> list[int]:
    try:
        return [whole(value) for value in chosen(interaction)]
    except ValueError:
        raise Invalid("poll.no_such_option") from None


# The screens


def _blank(paper: Paper, token: str) -> dict[str, Any]:
    """The paper with nothing chosen; an election's with what is ranked so far."""
    notes = _notes(paper.poll)
    if paper.poll.kind is Kind.RANKED:
        return election.paper(paper, token, notes)
    poll = paper.poll
    last = ["", say("paper.how"), "", *notes, "", say("poll.guard")]
    return {
        "embed": card(plain(poll.question), cards.choices(poll), *cards.options(poll), last=last),
        "view": rows([cards.menu(poll, f"paper:mark:{token}")]),
    }


def _notes(poll: Poll) -> Sequence[str]:
    """What everybody is told before voting: until when, what stays secret, and from whom."""
    small = [say("ballot.small", eligible=poll.eligible or 0)] if secrecy.is_small(poll.eligible) else []
    until = say("paper.closes", at=stamp(poll.closes_at), ago=stamp(poll.closes_at, "R"))
    return [until, *small, "", say("paper.promise")]


def _confirm(paper: Paper, token: str) -> dict[str, Any]:
    """What is about to be cast, in words."""
    poll = paper.poll
    if poll.kind is Kind.RANKED:
        lines = election.in_full(paper)
    else:
        lines = [say("paper.choice", option=plain(poll.options[number - 1])) for number in paper.marked]
    return {
        "text": "\n".join([say("paper.confirm", question=_question(poll)), say("poll.guard")]),
        "embed": card(say("paper.confirm-title"), *lines),
        "view": _cast_or_change(token),
    }


def _cast_or_change(token: str) -> discord.ui.View:
    cast = button(say("paper.cast-button"), f"paper:cast:{token}", discord.ButtonStyle.success)
    return rows([cast, button(say("paper.change-button"), f"paper:change:{token}")])


def _refused(refusal: BranchError, token: str) -> dict[str, Any]:
    """Why the vote was not counted; where that may pass, the paper can be cast again."""
    why = say(refusal.key, **spoken("en", refusal.values))
    if isinstance(refusal, Unavailable):
        return {"text": say("paper.not_counted-again", why=why), "view": _cast_or_change(token)}
    return {"text": why if isinstance(refusal, AlreadyDone) else say("paper.not_counted", why=why)}


def _question(poll: Poll) -> str:
    return f"**{plain(poll.question)}**"
