"""Steward is killed in the middle of votes, open and secret: every vote that was answered is counted, once."""

import asyncio
import random
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.branches import DATA, Branch, open_poll
from benchmarks.figures import Figure
from benchmarks.processes import Bot, start, stop
from bot import keys
from bot.i18n import say
from bot.ids import MemberId, PollId
from bot.standin import Discord, Limits, Member, Patience, Reply
from bot.store.ballot import looking
from bot.store.folder import BALLOTS, KEYS

LABELS = ("For", "Against", "Abstain")
CAST_AT_ONCE = 60
RECEIPT = re.compile(r"(\w{5}-){3}\w{5}[\w*~$=]")
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
        *await _of_secret_votes(folder / "secret", kills, min(presses, CAST_AT_ONCE), dice),
    ]


async def _of_secret_votes(folder: Path, kills: int, presses: int, dice: random.Random) -> list[Figure]:
    """The same with papers that are marked already and cast all at once; each member casts until told of a vote."""
    receipts: dict[int, str] = {}
    lost = differing = 0
    async with Discord(keep=0, patience=Patience(first_answer=2.0), limits=Limits(on=False)) as discord:
        bot = await start(discord, folder)
        branch = await open_poll(discord, kills * presses, kind="secret")
        poll = PollId(int(str(branch.post.embeds[0]["footer"]["text"]).split()[-1]))
        for first in range(0, kills * presses, presses):
            # Some of those who were cut off earlier try again, as members do.
            late = [each for each in branch.members[:first] if each.id not in receipts][-presses // 2 :]
            told = await _cast_and_kill(bot, branch, [*late, *branch.members[first : first + presses]], dice)
            receipts |= told
            bot = await start(discord, folder)
            missing, odd = _audit_box(folder / "data", poll, receipts)
            lost, differing = lost + missing, differing + odd
        await stop(bot)
    return [
        Figure("faults: secret votes answered before a kill", [len(receipts)]),
        Figure("faults: secret votes answered and not there", [lost], most=0),
        Figure("faults: receipts, papers and crossed-off entries that differ", [differing], most=0),
    ]


async def _cast_and_kill(bot: Bot, branch: Branch, members: list[Member], dice: random.Random) -> dict[int, str]:
    """Those who were shown a receipt, with it."""
    marked = await asyncio.gather(*(_mark(member, branch) for member in members))
    casting = [asyncio.create_task(_cast(member, screen)) for member, screen in zip(members, marked, strict=True)]
    await asyncio.sleep(dice.uniform(0.0, LONGEST))
    await bot.kill()
    await asyncio.sleep(0.05)  # answers that were on their way arrive
    for task in casting:
        task.cancel()
    told = await asyncio.gather(*casting, return_exceptions=True)
    return {found[0]: found[1] for found in told if isinstance(found, tuple) and found[1]}


async def _mark(member: Member, branch: Branch) -> Reply:
    paper = await member.press(branch.post, say("poll.vote-button"))
    return await member.select(paper, str(paper.selects[0].placeholder), "For") if paper.selects else paper


async def _cast(member: Member, screen: Reply) -> tuple[int, str]:
    """The member and the receipt; "" for whoever has voted already, and was not told."""
    if not screen.buttons:
        return member.id, ""
    found = RECEIPT.search((await member.press(screen, say("paper.cast-button"))).text)
    return member.id, found[0] if found else ""


def _audit_box(data: Path, poll: PollId, receipts: dict[int, str]) -> tuple[int, int]:
    """How many were shown a receipt and are not crossed off or not in the count; how far the three numbers differ."""
    key = (data / KEYS / f"{poll}.ballot").read_bytes()
    file = data / BALLOTS / f"{poll}.db"
    held = file.read_bytes()  # a hash lies in it as it is
    with looking(file) as box:
        voted = sum(box.has_voted(keys.tag(key, MemberId(member))) for member in receipts)
        check = box.check()
    there = sum(keys.receipt_hash(poll, receipt) in held for receipt in receipts.values())
    numbers = (check.receipts, check.papers, check.crossed_off)
    return 2 * len(receipts) - voted - there, max(numbers) - min(numbers)


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
