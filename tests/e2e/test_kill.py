"""The bot as a process of its own: killed at the worst moments, stopped politely, started wrongly."""

import asyncio
import random
import signal
from pathlib import Path
from time import monotonic

from bot import keys
from bot.i18n import say
from bot.ids import PollId
from bot.standin import Discord, Limits, Member, Message, Reply, Request
from bot.store import ballot
from tests.e2e.bad_days import until
from tests.e2e.living import RECEIPT, poll_id
from tests.e2e.machine import SECRET, Machine, read, run, send

PNG = b"\x89PNG"


async def vote(member: Member, post: Message) -> tuple[int, Reply]:
    return member.id, await member.press(post, "For")


async def test_every_vote_that_was_acknowledged_survives_a_power_cut_and_none_counts_twice(machine: Machine) -> None:
    post = await machine.open_poll()
    dice = random.Random()  # noqa: S311 - when the power goes: at another moment each time
    acknowledged: set[int] = set()
    for _ in range(2):
        burst = [asyncio.create_task(vote(each, post)) for each in dice.sample(machine.crowd, 50)]
        await asyncio.sleep(dice.uniform(0.0, 0.15))
        await machine.end()
        acknowledged |= {who for who, reply in await asyncio.gather(*burst) if "**For**" in reply.text}
        stored = machine.stored()
        assert acknowledged <= stored
        await machine.start()
    replies = [await vote(each, post) for each in machine.crowd[:20]]
    assert all("**For**" in reply.text for _, reply in replies)
    sure = await machine.sue.slash("poll close", poll=str(poll_id(post)))
    await machine.sue.press(sure, say("poll.close-sure"))
    await until(lambda: bool(machine.results()))
    (result,) = machine.results()
    assert f"For {len(machine.stored())} " in result.text
    assert (await machine.end(signal.SIGTERM))[0] == 0


async def cast(member: Member, post: Message) -> tuple[int, str]:
    """A secret vote as far as it comes; what was said last."""
    screen = await member.press(post, say("poll.vote-button"))
    if screen.selects:
        screen = await member.select(screen, say("poll.choose-one"), "For")
    if screen.buttons:
        screen = await member.press(screen, say("paper.cast-button"))
    return member.id, screen.text


def boxed(folder: Path, post: Message) -> ballot.Check:
    """What the box holds, as the next start finds it."""
    file = folder / "ballots" / f"{poll_id(post)}.db"
    assert ballot.recover(file) is None
    with ballot.looking(file) as box:
        return box.check()


async def test_every_secret_vote_that_was_acknowledged_survives_a_power_cut_and_cannot_be_cast_again(
    machine: Machine,
) -> None:
    post = await machine.open_poll(kind="secret")
    dice = random.Random()  # noqa: S311 - when the power goes: at another moment each time
    receipts: dict[int, str] = {}
    counted = 0
    for turn in range(2):
        burst = [asyncio.create_task(cast(each, post)) for each in machine.crowd[25 * turn : 25 * turn + 35]]
        await asyncio.wait(burst, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.sleep(dice.uniform(0.0, 0.3))
        await machine.end()
        said = dict(await asyncio.gather(*burst))
        receipts |= {who: found[1] for who, text in said.items() if (found := RECEIPT.search(text))}
        check = boxed(machine.folder, post)
        assert check.agrees
        assert len(receipts) <= check.crossed_off
        counted = check.crossed_off
        await machine.start()
    replies = dict(await asyncio.gather(*(cast(each, post) for each in machine.crowd[:60])))
    again = {who for who, text in replies.items() if say("box.already_voted") in text}
    assert set(receipts) <= again
    assert len(again) == counted
    receipts |= {who: found[1] for who, text in replies.items() if (found := RECEIPT.search(text))}
    sure = await machine.sue.slash("poll close", poll=str(poll_id(post)))
    await machine.sue.press(sure, say("poll.close-sure"))
    await until(lambda: bool(machine.results()))
    (result,) = machine.results()
    assert "For 60 (100%)" in result.text
    assert say("proof.agrees", number=60) in result.text
    (hashes,) = (file for file in result.files if file.name.endswith(".txt"))
    for receipt in receipts.values():
        assert keys.receipt_hash(PollId(poll_id(post)), receipt).hex().encode() in hashes.data
    assert (await machine.end(signal.SIGTERM))[0] == 0


async def test_killed_between_posting_a_result_and_noting_it_there_is_one_result(machine: Machine) -> None:
    post = await machine.open_poll()
    await vote(machine.crowd[0], post)
    sure = await machine.sue.slash("poll close", poll=str(poll_id(post)))
    process = machine.process
    assert process is not None

    def cut_the_power(request: Request) -> None:
        # Discord has the message, and its answer never arrives.
        if request.method == "POST" and "Result:" in str(request.body) and process.returncode is None:
            send(process, signal.SIGKILL)

    machine.discord.on_request(cut_the_power)
    closing = asyncio.create_task(machine.sue.press(sure, say("poll.close-sure")))
    await until(lambda: bool(machine.results()))
    assert (await machine.end())[0] == -signal.SIGKILL
    await closing
    await machine.start()
    await until(lambda: machine.results()[0].edits > 0)
    check = await machine.sue.slash("branch check")
    assert say("job-kind.poll.announce") not in check.text
    (result,) = machine.results()
    assert "1 of 121 eligible here voted" in result.text
    assert [file.data[:4] for file in result.files] == [PNG]


async def test_asked_to_stop_it_finishes_what_is_in_hand_and_leaves_in_good_time(machine: Machine) -> None:
    post = await machine.open_poll()
    burst = [asyncio.create_task(vote(each, post)) for each in machine.crowd[:60]]
    await asyncio.sleep(0.1)
    began = monotonic()
    status, said = await machine.end(signal.SIGTERM)
    assert status == 0
    assert monotonic() - began < 5
    acknowledged = {who for who, reply in await asyncio.gather(*burst) if "**For**" in reply.text}
    assert acknowledged == machine.stored()
    assert "Traceback" not in said
    assert machine.discord.token not in said


async def test_a_second_bot_on_the_same_data_is_turned_away(machine: Machine) -> None:
    other = await run(machine.folder, STEWARD_TOKEN=machine.discord.token, STEWARD_API_BASE=machine.discord.api_base)
    said = await read(other)
    assert (other.returncode, len(said)) == (2, 1)
    assert "is in use by another running Steward" in said[0]
    post = await machine.open_poll()
    assert "Recorded" in (await vote(machine.crowd[0], post))[1].text


WRONG: dict[str, tuple[dict[str, str], list[str]]] = {
    "no token": ({}, ["STEWARD_TOKEN is missing"]),
    "a token in quotes": ({"STEWARD_TOKEN": f'"{SECRET}"'}, ["STEWARD_TOKEN"]),
    "three at once": (
        {
            "STEWARD_TOKEN": SECRET,
            "STEWARD_LOG_LEVEL": "LOUD",
            "STEWARD_API_BASE": "ftp://x",
            "STEWARD_MEMBERS_INTENT": "perhaps",
        },
        ["STEWARD_LOG_LEVEL", "STEWARD_API_BASE", "STEWARD_MEMBERS_INTENT"],
    ),
}


async def test_wrong_settings_are_one_readable_line_each(tmp_path: Path) -> None:
    started = [await run(tmp_path / str(number) / "data", **given) for number, (given, _) in enumerate(WRONG.values())]
    for process, (name, (_, expected)) in zip(started, WRONG.items(), strict=True):
        said = await read(process)
        assert (process.returncode, len(said)) == (2, len(expected)), (name, said)
        for line, setting in zip(said, expected, strict=True):
            assert setting in line, (name, line)
            assert SECRET not in line


async def test_what_discord_refuses_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    async with Discord(limits=Limits(on=False)) as discord:
        discord.guild("Riverside Branch")
        cases = (
            ({"STEWARD_TOKEN": SECRET}, "STEWARD_TOKEN: Discord refuses this token"),
            ({"STEWARD_TOKEN": discord.token, "STEWARD_MEMBERS_INTENT": "true"}, "STEWARD_MEMBERS_INTENT: turn on"),
        )
        for number, (settings, expected) in enumerate(cases):
            process = await run(tmp_path / str(number) / "data", STEWARD_API_BASE=discord.api_base, **settings)
            said = await read(process)
            assert process.returncode == 2
            assert expected in said[-1]
            assert not [line for line in said if "Traceback" in line or SECRET in line or discord.token in line]


async def test_a_data_folder_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.write_text("a file")
    process = await run(folder, STEWARD_TOKEN=SECRET)
    said = await read(process)
    assert (process.returncode, len(said)) == (2, 1)
    assert str(folder) in said[0]
