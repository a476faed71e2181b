"""What anybody can check of a secret poll: receipts, the recount, and what a scrutineer may see besides."""

import asyncio
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord

from bot.actions import closing, polls, proofs
from bot.actions.proofs import Inclusion, Tally
from bot.errors import Unavailable
from bot.i18n import say
from bot.ids import Asker, PollId
from bot.render.recount import Recount, bundle
from bot.rules import lots
from bot.rules.polls import Kind, Poll, Status
from bot.ui import Interaction, answer, plain, replace, stamp, think, whole
from cogs._widgets import asker, card
from cogs.polls import _cards as cards
from cogs.polls import _election_results as elections
from cogs.polls import _results as results

if TYPE_CHECKING:
    from bot.app import App

TOO_LARGE = 413  # what Discord answers to a file it does not take


class Proofs:
    """`/poll receipt` and `/poll recount`."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on("poll:recount", self._recount, whole)

    async def receipt(self, interaction: Interaction, code: str, poll: str | None) -> None:
        """Say whether a vote with this receipt is counted."""
        who, _ = await asker(self._app, interaction)
        among = None if poll is None else await polls.find(self._app.desk, who, poll)
        inclusion, found = await proofs.look_up(self._app.desk, who, code, among)
        await answer(interaction, _said_of(inclusion, found))

    async def recount(self, interaction: Interaction, poll: str) -> None:
        """Hand out what it takes to count the poll again."""
        who, _ = await asker(self._app, interaction)
        found = await polls.find(self._app.desk, who, poll)
        await self._recount(interaction, found.id)

    async def _recount(self, interaction: Interaction, poll_id: int) -> None:
        who, _ = await asker(self._app, interaction)
        await think(interaction)
        poll, tally = await proofs.recount(self._app.desk, who, PollId(poll_id))
        packed = await asyncio.to_thread(lambda: bundle(_all_of(poll, tally)))
        text = say("proof.recount", question=plain(poll.question))
        try:
            await replace(interaction, text, file=discord.File(io.BytesIO(packed), f"recount-{poll.id}.zip"))
        except discord.HTTPException as error:
            if error.status != TOO_LARGE:
                raise
            raise Unavailable("proof.too_large") from error

    async def for_scrutineer(self, who: Asker, poll: Poll) -> list[discord.Embed]:
        """What a scrutineer of this poll may see of it besides; nothing for anybody else."""
        if who.member_id not in poll.scrutineers or poll.status is not Status.OPEN:
            return []
        check = await proofs.check(self._app.desk, who, poll.id)
        listed = say("proof.crossed_off-listed", number=check.crossed_off, listed=check.listed)
        lines = [
            listed if poll.frozen else say("proof.crossed_off", number=check.crossed_off),
            _numbers(check.receipts, check.papers, check.crossed_off),
        ]
        return [card(say("proof.scrutineer-title"), *lines)]


def proof(tally: Tally) -> list[str]:
    """Whether as many receipts as papers as people crossed off were found at the close; if not, what that means."""
    if tally.agrees:
        return [say("proof.agrees", number=tally.crossed_off)]
    papers = sum(tally.papers.values())
    numbers = [_numbers(len(tally.receipts), papers, tally.crossed_off)] if papers else []  # of a few none are kept
    return [*numbers, say("proof.not-to-be-relied-on")]


def receipts(poll: Poll, tally: Tally) -> bytes:
    """The receipts' hashes as a text file, sorted, one to a line, below what they are and how to check one."""
    head = say("proof.file", poll=str(poll.id), question=poll.question, number=len(tally.receipts))
    lines = [*(f"# {line}".rstrip() for line in head.splitlines()), *sorted(each.hex() for each in tally.receipts)]
    return "".join(f"{line}\n" for line in lines).encode()


def _numbers(receipts: int, papers: int, crossed_off: int) -> str:
    if receipts == papers == crossed_off:
        return say("proof.agrees", number=crossed_off)
    return say("proof.differs", receipts=receipts, papers=papers, number=crossed_off)


def _said_of(inclusion: Inclusion, poll: Poll | None) -> str:
    if poll is None:
        return say(f"receipt.{inclusion}")
    closed = stamp(poll.ended_at or poll.closes_at)
    return say(f"receipt.{inclusion}-poll", question=plain(poll.question), at=closed)


def _all_of(poll: Poll, tally: Tally) -> Recount:
    """The whole of it for the bundle: seconds of work for a large election."""
    ranked = poll.kind is Kind.RANKED
    in_full = poll.election is not None and poll.election.in_full
    return Recount(
        poll_id=poll.id,
        question=poll.question,
        kind=say(f"proof.kind-{poll.kind}"),
        options=poll.options,
        papers=tally.papers,
        receipts=tally.receipts,
        rule=[say("poll.rule", rule=cards.rule_line(poll))],
        result=_result(poll, tally),
        seats=poll.seats if ranked else None,
        reopen=poll.reopen,
        sheet=closing.sheet(poll, tally.papers) if in_full else None,
        seed=poll.seed,
        commitment=None if poll.seed is None else lots.commitment(poll.seed),
    )


def _result(poll: Poll, tally: Tally) -> Sequence[str]:
    if poll.election is not None:
        said = elections.election_lines(poll, poll.election, str)
    else:
        said = results.result_lines(poll.result, str) if poll.result is not None else []
    return [*said, *proof(tally), say("poll.guard")]
