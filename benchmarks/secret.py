"""2,000 members press *Cast my vote* at the same moment: what a secret vote costs beside a bare answer.

The bare bot gives the same private screen with the same buttons, and puts its answer in the place of that screen.
"""

import asyncio
import hashlib
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any

from benchmarks.branches import Branch, open_poll, pretend, twin
from benchmarks.figures import Figure, ratios
from benchmarks.presses import Burst, burst
from benchmarks.processes import BARE, running, start, stop
from bot.i18n import say
from bot.ids import PollId
from bot.standin import Discord, Member, Reply
from bot.store.ballot import Vote, changing, looking
from bot.store.folder import BALLOTS

AT_ONCE = 50  # papers opened and marked at a time, before anything is measured
FILLED_AT_ONCE = 5000
RECEIPT = "`"  # every receipt is shown in code formatting, and nothing else on a final screen is


class VotesLost(Exception):
    """What members were told is not what is in the box: no figure matters then."""


async def measure(folder: Path, presses: int = 2000, rounds: int = 5, roll: int = 100_000) -> list[Figure]:
    """Interleaved rounds, each with members who have not voted yet; raises VotesLost when a vote is not in the box."""
    return [*await _beside_bare(folder, presses, rounds), *await _by_roll(folder, presses // 2, rounds, roll)]


async def _beside_bare(folder: Path, presses: int, rounds: int) -> list[Figure]:
    opened: list[Burst] = []
    given: list[Burst] = []
    ours: list[Burst] = []
    theirs: list[Burst] = []
    async with (
        pretend() as here,
        pretend() as there,
        running(here, folder / "steward") as steward,
        running(there, folder / "bare", BARE) as bare,
    ):
        branch = await open_poll(here, presses * rounds, kind="secret")
        other = twin(there, branch)
        for first in range(0, presses * rounds, presses):
            members = branch.members[first : first + presses]
            opened.append(await burst(steward, branch, members, say("poll.vote-button")))
            marked = await _marked(members, opened[-1].replies)
            ours.append(await burst(steward, branch, members, say("paper.cast-button"), marked))
            others = other.members[first : first + presses]
            given.append(await burst(bare, other, others, say("poll.vote-button")))
            theirs.append(await burst(bare, other, others, say("paper.cast-button"), given[-1].replies))
    told = sum(RECEIPT in text for each in ours for text in each.words)
    _compare(told, presses * rounds, _file(folder / "steward"))
    return [
        Figure("secret: CPU beside a bare answer", ratios(_costs(ours), _costs(theirs)), "×", most=1.5),
        Figure("secret: CPU each", _costs(ours), "ms"),
        Figure("secret: CPU each, bare bot", _costs(theirs), "ms"),
        Figure("secret: a second, from press to receipt", [each.a_second for each in ours]),
        *(Figure(f"secret: wait, {part} in 100 within", [each.wait(part) for each in ours], "s") for part in (50, 99)),
        Figure("secret: wait, longest", [each.wait(100) for each in ours], "s", most=3),
        Figure("secret: wait, longest, bare bot", [each.wait(100) for each in theirs], "s"),
        Figure("secret: CPU of opening a paper beside a bare answer", ratios(_costs(opened), _costs(given)), "×"),
        Figure("secret: wait for a paper, longest", [each.wait(100) for each in opened], "s"),
    ]


async def _by_roll(folder: Path, presses: int, rounds: int, roll: int) -> list[Figure]:
    """Two branches with a bot each: one whose roll has 1,000 crossed off, one with 100,000."""
    few: list[float] = []
    many: list[float] = []
    async with pretend() as here, pretend() as there:
        small = await _with_roll(here, folder / "small", min(1000, roll), presses * rounds)
        large = await _with_roll(there, folder / "large", roll, presses * rounds)
        async with running(here, folder / "small") as one, running(there, folder / "large") as other:
            for first in range(0, presses * rounds, presses):
                part = slice(first, first + presses)
                for costs, bot, branch in ((few, one, small), (many, other, large)):
                    members = branch.members[part]
                    papers = await _opened(members, branch)
                    marked = await _marked(members, papers)
                    costs.append((await burst(bot, branch, members, say("paper.cast-button"), marked)).cpu_each)
    return [
        Figure(f"secret: CPU each at a roll of {roll:,}, beside 1,000", ratios(many, few), "×"),
        Figure("secret: CPU each at 1,000", few, "ms"),
        Figure(f"secret: CPU each at {roll:,}", many, "ms"),
    ]


async def _with_roll(discord: Discord, folder: Path, roll: int, members: int) -> Branch:
    """A branch in whose poll so many have voted, put into the box while the bot is away, as if by others."""
    bot = await start(discord, folder)
    branch = await open_poll(discord, members, kind="secret")
    await stop(bot)
    file = _file(folder)
    for first in range(0, roll, FILLED_AT_ONCE):
        with changing(file) as box:
            for number in range(first, min(roll, first + FILLED_AT_ONCE)):
                box.take(Vote(_random(b"tag", number), (1 + number % 3,), _random(b"receipt", number)))
            box.write()
    return branch


async def _opened(members: Sequence[Member], branch: Branch) -> list[Reply]:
    """Their papers, a few at a time."""
    return await _a_few_at_a_time([member.press(branch.post, say("poll.vote-button")) for member in members])


async def _marked(members: Sequence[Member], papers: Sequence[Reply]) -> list[Reply]:
    """The papers marked, a few at a time, waiting to be cast; raises VotesLost for one that was not given."""
    if refused := [paper.text for paper in papers if not paper.selects]:
        raise VotesLost(f"{len(refused)} papers not given: {refused[0]}")
    pairs = zip(members, papers, strict=True)
    return await _a_few_at_a_time(
        [member.select(paper, paper.selects[0].placeholder, ["For"]) for member, paper in pairs]
    )


async def _a_few_at_a_time(asking: Sequence[Coroutine[Any, Any, Reply]]) -> list[Reply]:
    replies: list[Reply] = []
    for first in range(0, len(asking), AT_ONCE):
        replies += await asyncio.gather(*asking[first : first + AT_ONCE])
    return replies


def _compare(told: int, pressed: int, file: Path) -> None:
    with looking(file) as box:
        found = box.check()
    if not told == pressed == found.crossed_off or not found.agrees:
        raise VotesLost(f"{pressed} votes, {told} told, {found}")


def _file(folder: Path) -> Path:
    return folder / "data" / BALLOTS / f"{PollId(1)}.db"


def _random(of: bytes, number: int) -> bytes:
    return hashlib.sha256(of + b"%d" % number).digest()


def _costs(bursts: list[Burst]) -> list[float]:
    return [each.cpu_each for each in bursts]
