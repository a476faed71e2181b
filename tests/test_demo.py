import asyncio
import os
import re
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PNG = b"\x89PNG\r\n\x1a\n"
WITHIN = 60.0  # a slow computer's; it takes about three seconds


async def the_demo(folder: Path, *arguments: str, **environment: str) -> asyncio.subprocess.Process:
    # No setting of whoever runs the tests, and what they typed in a .env must not matter either.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("STEWARD_")}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--folder", str(folder), *arguments),
        cwd=ROOT,
        env=inherited | {"TMPDIR": str(folder.parent)} | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


def lying_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_the_demo_tells_the_whole_evening_and_leaves_a_picture(tmp_path: Path):
    demo = await the_demo(tmp_path / "demo", STEWARD_TOKEN="not this one", STEWARD_LOG_LEVEL="nonsense")
    said, complaints = await asyncio.wait_for(demo.communicate(), WITHIN)
    told = " ".join(said.decode().split())
    assert demo.returncode == 0, complaints.decode()
    assert not complaints
    for line in (
        "Sue types /branch setup Steward to Sue only: Set up Steward (1 of 3)",
        "Branch membership: 96",
        'it is not a ballot in law, so it must not be called one ("strike ballot")',
        "40 people can vote (@Members).",
        "Steward in #polls, for everyone: Should the branch ask the executive to reject the pay offer?",
        "Buttons: [For] [Against] [Abstain]",
        "Steward to Ann only: Recorded: For. Only you can see this.",
        "Steward to Ann only: Changed to Against (it was For).",
        "Steward to Tim only: You have none of the roles this poll was called for",
        "Turnout so far: 29 of 40 eligible here voted (73%); branch membership 96, so 30% of the branch.",
        "11 people have not voted yet.",
        "Steward to Huw only: This poll closed Thursday 19 November 2026 20:40. Nothing was changed.",
        "33 of 40 eligible here voted (83%); branch membership 96, so 34% of the branch.",
        "21 of 30 (70%): reached.",
        "Quorum: 20 needed, 33 voted: met. Outcome: carried.",
        "@Sue set the branch up.",
        f"The picture of the result: {tmp_path / 'demo' / 'result.png'}",
    ):
        assert line in told
    assert "\x1b" not in told
    assert "not this one" not in told
    assert not re.search(r"<[@#t][^>]*\d>|\*\*|Traceback", told)
    assert (tmp_path / "demo" / "result.png").read_bytes().startswith(PNG)
    assert lying_in(tmp_path) == ["demo"]  # the bot's data is gone


async def test_the_demo_fits_a_narrow_terminal_and_stays_until_it_is_told_to_stop(tmp_path: Path):
    demo = await the_demo(tmp_path / "demo", "--stay", COLUMNS="40")
    assert demo.stdout is not None
    seen = ""
    async with asyncio.timeout(WITHIN):
        while "STEWARD_DATA_DIR=" not in seen:
            line = (await demo.stdout.readline()).decode()
            assert line, (await demo.communicate())[1].decode()
            seen += line
    story, ending = seen.split("That was the real bot")
    assert max(map(len, story.splitlines())) <= 40
    found = re.search(r"^The bot's data: (.+)$", ending, re.M)
    assert found
    assert re.search(r"http://127\.0\.0\.1:\d+/api/v10", ending)
    assert "steward.db" in lying_in(Path(found[1]))
    demo.send_signal(signal.SIGINT)
    _, complaints = await asyncio.wait_for(demo.communicate(), WITHIN)
    assert demo.returncode == 0
    assert not complaints
    assert lying_in(tmp_path) == ["demo"]


async def test_whoever_stops_reading_the_demo_is_not_shown_a_traceback(tmp_path: Path):
    demo = await the_demo(tmp_path / "demo")
    assert demo.stdout is not None
    await demo.stdout.readline()
    demo.stdout._transport.close()  # pyright: ignore[reportAttributeAccessIssue] - as `head` does
    assert demo.stderr is not None
    complaints = await asyncio.wait_for(demo.stderr.read(), WITHIN)
    await demo.wait()
    assert b"Traceback" not in complaints
