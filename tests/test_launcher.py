"""The launcher without a network: a pretend Python on the PATH, which says what it was asked to do."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = ("sh", "dirname", "readlink", "cmp", "cp", "cat", "mkdir")
PYTHON = """#!/bin/sh
case "$1 ${2-}" in
    -c*) exit "${PRETEND_OLD-0}" ;;
    "-m venv") mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
    "-m pip") echo "pip was asked"; exit "${PRETEND_FAILURE-0}" ;;
    *) echo "ran in $PWD from $STEWARD_CALLED_FROM:$(printf ' <%s>' "$@")" ;;
esac
"""
UV = """#!/bin/sh
echo "uv was asked: $1"
if [ "$1" = venv ]; then
    mkdir -p .venv/bin
    cp "$5" .venv/bin/python
fi
"""


class Newcomer:
    """Somebody with a copy of the launcher in a folder whose name has a space, and a bare PATH."""

    def __init__(self, folder: Path) -> None:
        self.tools = folder / "tools"
        self.house = folder / "our branch"
        self.tools.mkdir()
        self.house.mkdir()
        for name in TOOLS:
            found = shutil.which(name)
            assert found
            (self.tools / name).symlink_to(found)
        self.launcher = Path(shutil.copy(ROOT / "steward", self.house))
        self.lock = self.house / "requirements-dev.lock"
        self.lock.write_text("one==1\n", encoding="ascii")

    def has(self, name: str, script: str) -> None:
        """Put a program on the PATH."""
        (self.tools / name).write_text(script, encoding="ascii")
        (self.tools / name).chmod(0o755)

    def runs(
        self, *arguments: str, launcher: Path | None = None, inside: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Call the launcher; what it said and its exit status."""
        return subprocess.run(  # noqa: S603 - our own file
            [launcher or self.launcher, *arguments],
            cwd=inside or self.house,
            env={"PATH": str(self.tools), **environment},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    made = Newcomer(tmp_path)
    made.has("python3", PYTHON)
    return made


@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_every_shell_can_read_the_launcher(shell: str):
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    subprocess.run([shell, "-n", ROOT / "steward"], check=True)  # noqa: S603


def test_the_launcher_and_what_ci_runs_can_be_executed():
    assert os.access(ROOT / "steward", os.X_OK)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize("asked", [(), ("help",), ("-h",), ("--help",)])
def test_help_needs_no_set_up_and_names_every_command(newcomer: Newcomer, asked: tuple[str, ...]):
    helped = newcomer.runs(*asked)
    assert helped.returncode == 0
    for command in ("demo", "test", "run", "check", "backup", "restore", "reseal", "bench"):
        assert f"\n  {command}" in helped.stdout
    assert not (newcomer.house / ".venv").exists()


def test_an_unknown_command_is_answered_with_the_usage_and_an_exit_status(newcomer: Newcomer):
    refused = newcomer.runs("dmeo")
    assert refused.returncode == 2
    assert "usage:" in refused.stderr
    assert not refused.stdout


def test_the_first_call_sets_up_and_the_second_starts_at_once(newcomer: Newcomer):
    first = newcomer.runs("check", "--online")
    assert first.returncode == 0, first.stderr
    assert "setting up" in first.stderr
    assert "<-m> <bot> <check> <--online>" in first.stdout
    second = newcomer.runs("check", "two words")
    assert not second.stderr
    assert "<-m> <bot> <check> <two words>" in second.stdout
    assert "pip" not in second.stdout


def test_another_lock_file_is_set_up_again(newcomer: Newcomer):
    newcomer.runs("check")
    newcomer.lock.write_text("one==2\n", encoding="ascii")
    assert "pip was asked" in newcomer.runs("check").stdout
    assert "pip was asked" not in newcomer.runs("check").stdout


def test_a_set_up_that_fails_says_so_and_is_tried_again(newcomer: Newcomer):
    failed = newcomer.runs("check", PRETEND_FAILURE="7")
    assert failed.returncode == 1
    assert "could not be set up" in failed.stderr
    assert "<check>" not in failed.stdout
    assert newcomer.runs("check").returncode == 0


def test_an_environment_whose_python_is_gone_is_set_up_again(newcomer: Newcomer):
    newcomer.runs("check")
    (newcomer.house / ".venv" / "bin" / "python").unlink()
    again = newcomer.runs("check")
    assert again.returncode == 0
    assert "pip was asked" in again.stdout


def test_without_a_python_that_will_do_it_says_which_it_needs(newcomer: Newcomer):
    refused = newcomer.runs("check", PRETEND_OLD="1")
    assert refused.returncode == 2
    assert refused.stderr == "steward: needs Python 3.11, 3.12 or 3.13 on the PATH\n"
    assert not (newcomer.house / ".venv").exists()


def test_uv_is_used_where_there_is_one(newcomer: Newcomer):
    newcomer.has("uv", UV)
    done = newcomer.runs("check")
    assert "uv was asked: venv\nuv was asked: pip\n" in done.stdout
    assert "pip was asked" not in done.stdout
    assert "<check>" in done.stdout


def test_it_runs_in_its_own_folder_from_anywhere_and_through_links(newcomer: Newcomer, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "steward").symlink_to(Path("..") / "our branch" / "steward")
    (tmp_path / "link").symlink_to(elsewhere / "steward")
    done = newcomer.runs("backup", "copies", launcher=tmp_path / "link", inside=elsewhere)
    assert f"ran in {newcomer.house} from {elsewhere}: <-m> <bot> <backup> <copies>" in done.stdout
