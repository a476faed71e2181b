"""Steward is killed in the middle of votes, again and again: every vote that was answered is counted, once."""

import asyncio
import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.branches import DATA, Branch, open_poll
from benchmarks.figures import Figure
from benchmarks.processes import Bot, start, stop
from bot.standin import Discord, Limits, Member, Patience

LABELS = ("For", "Against", "Abstain")
LONGEST = 0.4  # seconds into the burst at which the kill comes at the latest


@dataclass
class Seen:
    """What members pressed, and what each was last told is recorded, by option number."""

    told: dict[int, int] = field(default_factory=dict[int, int])
    pressed: dict[int, set[int]] = field(default_factory=dict[int, set[int]])
    answers: int = 0


async def measure(folder: Path, kills: int = 50, presses: int = 150, seed: int | None = None) -> list[Figure]:
    """So many kills at random moments; the seed is printed, and the same one presses and waits the same."""
    seed = random.randrange(1_000_000) if seed is None else seed  # noqa: S311 - not a secret
    print(f"faults: seed {seed}")
    dice = random.Random(seed)  # noqa: S311
    seen = Seen()
    lost = twice = 0
    async with Discord(keep=0, patience=Patience(first_answer=2.0), limits=Limits(on=False)) as discord:
        bot = await start(discord, folder / "steward")
        branch = await open_poll(discord, 4 * presses)
        for _ in range(kills):
            await _burst_and_kill(bot, branch, dice, presses, seen)
            bot = await start(discord, folder / "steward")
            missing, doubled = _audit(folder / "steward", seen)
            lost, twice = lost + missing, twice + doubled
        await stop(bot)
    return [
        Figure("faults: kills", [kills]),
        Figure("faults: votes answered before a kill", [seen.answers]),
        Figure("faults: votes answered and not there", [lost], most=0),
        Figure("faults: votes counted twice or not at all", [twice], most=0),
    ]


async def _burst_and_kill(bot: Bot, branch: Branch, dice: random.Random, presses: int, seen: Seen) -> None:
    """Members press, each once; the bot dies at some moment; who was not answered is no longer waited for."""
    members = dice.sample(branch.members, presses)
    pressing = [asyncio.create_task(_press(member, branch, dice.randrange(len(LABELS)), seen)) for member in members]
    await asyncio.sleep(dice.uniform(0.0, LONGEST))
    await bot.kill()
    await asyncio.sleep(0.05)  # answers that were on their way arrive
    for task in pressing:
        task.cancel()
    await asyncio.gather(*pressing, return_exceptions=True)


async def _press(member: Member, branch: Branch, choice: int, seen: Seen) -> None:
    seen.pressed.setdefault(member.id, set()).add(choice + 1)
    reply = await member.press(branch.post, LABELS[choice])
    if reply.text.startswith(("Recorded", "Changed", "Your vote was already")):
        seen.answers += 1
        seen.told[member.id] = choice + 1
        seen.pressed[member.id] = {choice + 1}


def _audit(folder: Path, seen: Seen) -> tuple[int, int]:
    """How many were told of a vote that is not there, and by how many votes the counts differ from the papers.

    A press that got no answer may have been stored or not; then the paper is the one last told, or that one.
    """
    with closing(sqlite3.connect(f"file:{folder / DATA}?mode=ro", uri=True)) as connection:
        held: dict[int, int] = dict(connection.execute("SELECT member_id, choices FROM poll_votes"))
        counts: dict[int, int] = dict(connection.execute("SELECT number, votes FROM poll_counts"))
    papers = {member_id: choices.bit_length() for member_id, choices in held.items()}
    lost = sum(papers.get(member_id) not in seen.pressed[member_id] for member_id in seen.told)
    never_pressed = sum(paper not in seen.pressed.get(member_id, ()) for member_id, paper in papers.items())
    true = {0: len(papers), **{number: list(papers.values()).count(number) for number in (1, 2, 3)}}
    return lost, never_pressed + sum(abs(true[number] - counts.get(number, 0)) for number in true)
