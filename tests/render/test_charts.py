"""The door: a child process, what reaches it, and what happens when it fails."""

import asyncio
import os
import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from bot.render import charts
from bot.render.charts import Bar, ChartFailed, ResultChart, png

CHART = ResultChart(
    title="Accept the offer?",
    lines=("41 of 63 eligible here voted (65%).", "Carried."),
    bars=(Bar("For", 23, "23 · 61%"), Bar("Against", 15, "15 · 39%")),
    footer="Branch indicative vote.",
)


def child(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_a_result_becomes_a_picture_for_a_phone():
    picture = Image.open(BytesIO(await png(CHART)))
    assert picture.format == "PNG"
    assert picture.width == 1080
    assert 700 < picture.height < 1300


async def test_the_same_result_is_the_same_bytes_whoever_asks():
    first, second = await asyncio.gather(png(CHART), png(CHART))
    assert first == second


async def test_the_picture_says_nothing_about_when_or_by_what_it_was_made():
    assert Image.open(BytesIO(await png(CHART))).info.keys() <= {"transparency"}


def test_the_bot_itself_never_loads_the_drawing_libraries():
    program = "import sys, bot.render.charts; sys.exit(any(m in sys.modules for m in ('matplotlib', 'numpy', 'PIL')))"
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - our own interpreter


def test_drawing_loads_only_the_typesetter_and_is_not_in_the_way_of_who_wants_all_of_it():
    program = """if True:
        import sys
        from bot.render import ink
        assert "matplotlib" not in sys.modules
        import matplotlib
        from matplotlib.ft2font import FT2Font
        assert FT2Font is ink.FT2Font
        assert ink.FONTS.samefile(matplotlib.get_data_path() + "/fonts/ttf")
    """
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True)  # noqa: S603 - our own interpreter


async def test_a_child_that_dies_costs_the_picture_and_no_more():
    with pytest.raises(ChartFailed, match="exit -9"):
        await png(CHART, command=child("import os; os.kill(os.getpid(), 9)"))


async def test_a_child_that_never_reads_nor_answers_is_ended(tmp_path):
    note = tmp_path / "pid"
    program = f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    with pytest.raises(ChartFailed, match="no picture within 1 seconds"):
        await png(CHART, command=child(program), limit=1)
    assert not is_running(int(note.read_text()))


async def test_a_child_that_answers_something_else_is_not_believed():
    with pytest.raises(ChartFailed):
        await png(CHART, command=child("print('<html>')"))


async def test_a_picture_from_a_child_that_failed_is_not_believed():
    with pytest.raises(ChartFailed, match="exit 3"):
        await png(CHART, command=child(r"import os; os.write(1, b'\x89PNG\r\n\x1a\n'); os._exit(3)"))


async def test_a_program_that_is_not_there_is_a_failed_chart_too():
    with pytest.raises(ChartFailed, match="did not start"):
        await png(CHART, command=("/nowhere/python",))


async def test_a_failure_says_where_and_never_what_was_typed():
    secret = ResultChart("Sensitive title", (), (Bar("Sensitive label", "Sensitive votes", "1"),), "")  # type: ignore[arg-type]
    with pytest.raises(ChartFailed, match=r"TypeError at \w+\.py:\d+") as failed:
        await png(secret)
    assert "Sensitive" not in str(failed.value)


async def test_the_child_inherits_neither_the_token_nor_anything_else_of_ours(monkeypatch, tmp_path):
    monkeypatch.setenv("STEWARD_TOKEN", "a token")
    monkeypatch.setenv("HOME", "/home/somebody")
    note = tmp_path / "environment"
    program = f"import os; open({str(note)!r}, 'w').write('\\n'.join(os.environ))"
    with pytest.raises(ChartFailed):
        await png(CHART, command=child(program))
    ours = {"OPENBLAS_NUM_THREADS", "PYTHONUTF8", "LC_CTYPE", *charts.INHERITED}
    assert set(note.read_text().split()) <= ours


async def test_a_typed_word_is_on_no_command_line(tmp_path):
    note = tmp_path / "arguments"
    program = f"import sys; open({str(note)!r}, 'w').write(repr(sys.argv) + repr(sys.orig_argv))"
    with pytest.raises(ChartFailed):
        await png(CHART, command=child(program))
    assert "Accept" not in note.read_text()


async def test_a_caller_who_gives_up_leaves_no_child_behind(tmp_path):
    note = tmp_path / "pid"
    os.mkfifo(note)  # reading it waits for the child to write
    program = f"import os, time, pathlib; pathlib.Path({str(note)!r}).write_text(str(os.getpid())); time.sleep(60)"
    drawing = asyncio.create_task(png(CHART, command=child(program)))
    pid = int(await asyncio.to_thread(note.read_text))
    drawing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await drawing
    assert not is_running(pid)


async def test_the_next_chart_is_drawn_after_one_that_failed():
    with pytest.raises(ChartFailed):
        await png(CHART, command=child(""))
    assert await png(CHART)


async def test_charts_are_drawn_one_at_a_time(tmp_path):
    # Each child makes the folder and takes it away: two at once would find it there, and fail with 1 instead of 7.
    place = str(tmp_path / "taken")
    program = f"import os, sys, time; os.mkdir({place!r}); time.sleep(0.1); os.rmdir({place!r}); sys.exit(7)"
    failures = await asyncio.gather(*(png(CHART, command=child(program)) for _ in range(3)), return_exceptions=True)
    assert [str(failure)[:6] for failure in failures] == ["exit 7"] * 3
