import os
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot import settings
from bot.__main__ import _parser, main  # pyright: ignore[reportPrivateUsage]
from bot.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
TOKEN = "MTIz.abc.def-secret"


@pytest.fixture(autouse=True)
def nobody_elses_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """An empty working folder and none of the settings of whoever runs the tests."""
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.setenv(f"{PREFIX}SECRETS_DIR", str(tmp_path / "secrets"))
    monkeypatch.chdir(tmp_path)


def example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    found = [re.fullmatch(r"#?([A-Z_]+)=(.*)", line) for line in lines]
    return {match[1]: match[2] for match in found if match}


def test_the_example_shows_every_setting_with_its_default():
    defaults = {
        f"{PREFIX}{name.upper()}": "" if field.default is None else str(field.default)
        for name, field in Settings.model_fields.items()
    }
    shown = {name: value.replace("false", "False").replace("true", "True") for name, value in example().items()}
    assert shown == defaults


def test_the_example_sets_nothing_until_somebody_takes_a_number_sign_away():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert all(not line or line.startswith("#") for line in lines)


def test_the_example_with_every_line_in_force_is_the_same_as_none(tmp_path: Path):
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in example().items()), encoding="utf-8")
    assert settings.load() == Settings(_env_file=None)  # pyright: ignore[reportCallIssue] - pydantic's own


def test_the_environment_wins_then_the_file_then_the_folder_of_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "steward_token").write_text(f"{TOKEN}\n", encoding="ascii")
    (tmp_path / "secrets" / "steward_log_level").write_text("ERROR", encoding="ascii")
    (tmp_path / "secrets" / "steward_data_dir").write_text("from-secrets", encoding="ascii")
    (tmp_path / ".env").write_text("STEWARD_LOG_LEVEL=debug\nSTEWARD_DATA_DIR=from-file\n", encoding="ascii")
    monkeypatch.setenv("STEWARD_DATA_DIR", "from-environment")
    chosen = settings.load()
    assert chosen.token is not None
    assert chosen.token.get_secret_value() == TOKEN
    assert chosen.log_level == "DEBUG"
    assert chosen.data_dir == Path("from-environment")


def test_a_token_is_never_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("STEWARD_TOKEN", TOKEN)
    chosen = settings.load()
    assert TOKEN not in f"{chosen!r} {chosen} {chosen.model_dump()} {chosen.model_dump_json()}"


@pytest.mark.parametrize("typed", ["", "  ", "\n"])
def test_an_empty_token_is_none(typed: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("STEWARD_TOKEN", typed)
    assert settings.load().token is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", f'"{TOKEN}"'),
        ("TOKEN", f"<{TOKEN}>"),
        ("TOKEN", f"Bot {TOKEN}"),
        ("LOG_LEVEL", "loud"),
        ("API_BASE", "discord.com"),
        ("API_BASE", "file:///etc/passwd"),
        ("MEMBERS_INTENT", "perhaps"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_in_one_line_without_its_value(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv(f"{PREFIX}{name}", value)
    assert main(["check"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"steward: {PREFIX}{name}: ")
    assert said.count("\n") == 1
    assert value not in said


def test_several_unusable_settings_are_all_named_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("STEWARD_LOG_LEVEL", "loud")
    monkeypatch.setenv("STEWARD_API_BASE", "nowhere")
    assert main(["check"]) == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_the_bot_does_not_start_without_a_token(capsys: pytest.CaptureFixture[str]):
    assert main(["run"]) == 2
    assert "STEWARD_TOKEN is missing" in capsys.readouterr().err


def test_an_address_without_a_path_gets_the_api_version(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("STEWARD_API_BASE", "http://127.0.0.1:8080/")
    assert settings.load().api_base == "http://127.0.0.1:8080/api/v10"


def test_settings_are_not_changed_once_made():
    chosen = settings.load()
    with pytest.raises(ValidationError):
        chosen.log_level = "DEBUG"  # pyright: ignore[reportAttributeAccessIssue]


# The container: what can be known of it without a Docker engine

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")


def test_whatever_the_image_copies_is_there_and_reaches_docker():
    let_in = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.M)
    copied = [line.split()[1:-1] for line in DOCKERFILE.splitlines() if re.match(r"COPY (?!--from)", line)]
    named = {name for names in copied for name in names}
    assert named == set(let_in)
    assert all((ROOT / name).exists() for name in named)


def test_the_image_runs_and_looks_after_itself_with_commands_that_exist():
    commands = re.findall(r'CMD \["python", "-m", "bot", (.+)\]', DOCKERFILE)
    assert commands == ['"check", "--alive"', '"run"']
    for command in commands:
        _parser().parse_args(re.findall(r'"(.+?)"', command))


def test_the_image_is_not_roots_and_holds_no_token():
    last_stage = DOCKERFILE.rpartition("FROM ")[2]
    assert re.search(r"^USER steward$", last_stage, re.M)
    assert "TOKEN" not in DOCKERFILE
    assert "requirements-dev" not in DOCKERFILE


def test_compose_hands_over_the_token_as_a_secret_under_the_name_that_settings_read():
    assert re.search(r"^ {4}secrets:\n {6}- steward_token$", COMPOSE, re.M)
    assert re.search(r"^secrets:\n {2}steward_token:\n {4}file: ", COMPOSE, re.M)
    assert "STEWARD_TOKEN" not in COMPOSE
    for name in re.findall(r"^ {6}(STEWARD_\w+):", COMPOSE, re.M):
        assert name.removeprefix(PREFIX).lower() in Settings.model_fields
    for ignored in ("steward_token", ".env"):
        assert ignored in (ROOT / ".gitignore").read_text(encoding="utf-8").split()
