"""The house checks itself: catalogues, commands, jobs, sizes. A forgotten sentence is a failing test."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from discord import app_commands
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.app import App
from bot.desk import Desk
from bot.ids import Power
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
SOURCES = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")])
REFUSALS = {"NotAllowed", "NotFound", "TooLate", "AlreadyDone", "Invalid", "Unavailable"}
LONGEST_FILE = 400


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - the visitor's own name
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802
        # What stands in one variant only is needed in that case only; the stories see to those.
        self.visit(node.selector)


CATALOGUES = sorted((ROOT / "bot" / "locales" / "en").glob("*.ftl"))


@cache
def _catalogue() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for file in CATALOGUES:
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice"
                variables = _Variables()
                variables.visit(entry)
                found[entry.id.name] = variables.names
    return found


@cache
def _calls() -> Sequence[tuple[Path, ast.Call]]:
    trees = [(file, ast.parse(file.read_text(encoding="utf-8"))) for file in SOURCES]
    return [(file, node) for file, tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _literal(call: ast.Call, place: int) -> str | None:
    if len(call.args) <= place or not isinstance(call.args[place], ast.Constant):
        return None
    value = call.args[place].value  # pyright: ignore[reportAttributeAccessIssue]
    return value if isinstance(value, str) else None


def _sentences() -> Iterator[tuple[str, str, ast.Call]]:
    for file, call in _calls():
        if _name(call) in REFUSALS | {"say", "Hopeless"} and (key := _literal(call, 0)) is not None:
            yield f"{file.relative_to(ROOT)}:{call.lineno}", key.replace(".", "-"), call


def test_every_sentence_that_is_said_stands_in_the_catalogue():
    missing = [f"{where} {key}" for where, key, _ in _sentences() if key not in _catalogue()]
    assert missing == []


def test_every_sentence_is_given_the_values_it_needs():
    wanting: list[str] = []
    for where, key, call in _sentences():
        given = {keyword.arg for keyword in call.keywords}
        if None not in given and not _catalogue().get(key, set()) <= given:
            wanting.append(f"{where} {key}: {_catalogue()[key] - given}")
    assert wanting == []


def test_no_sentence_is_left_that_nobody_says():
    code = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
    said = {key for _, key, _ in _sentences()}
    literals = {match.replace(".", "-") for match in re.findall(r'"([a-z][a-z_-]*\.[a-z_.-]+)"', code)}
    # f"audit.{what}" says every audit-…; the family is named by what stands before the first brace.
    families = {match.replace(".", "-") for match in re.findall(r'f"([a-z][a-z_-]*\.?[a-z_-]*[._-])\{', code)}
    families |= {"branch-roles-", "branch-channel-", "job-kind-", "audit-", "poll-rule-", "poll-applied-"}
    orphans = [key for key in _catalogue() if key not in said | literals and not key.startswith(tuple(families))]
    assert orphans == []


def test_the_first_word_of_a_key_tells_in_which_catalogue_it_stands():
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for file in CATALOGUES:
        for key in re.findall(r"^([a-z][\w-]*) *=", file.read_text(encoding="utf-8"), re.MULTILINE):
            homes[key.partition("-")[0]].add(file.stem.partition("-")[0])  # polls-making.ftl is one of polls.ftl's
    assert {word: files for word, files in homes.items() if len(files) > 1} == {}


def _texts(call_name: str, keyword: str, place: int) -> set[str]:
    found: set[str] = set()
    for _, call in _calls():
        if _name(call) == call_name:
            values = [k.value for k in call.keywords if k.arg == keyword]
            values += call.args[place : place + 1]
            found |= {v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)}
    return found


def test_every_job_has_a_handler_and_a_name_that_officers_can_read():
    queued = {kind for kind in _texts("add", "kind", 99) | _texts("queue", "kind", 2) if "." in kind}
    handled = {kind for kind in _texts("handle", "kind", 0) if "." in kind}
    assert queued <= handled
    assert {f"job-kind-{kind.replace('.', '-')}" for kind in handled} <= _catalogue().keys()


def test_every_act_on_record_has_a_sentence():
    noted = {
        what
        for what in _texts("note", "what", 3) | _texts("_note", "what", 4) | _texts("note_letters", "what", 4)
        if re.fullmatch(r"[a-z]+\.[a-z_]+", what)
    }
    assert noted
    assert {f"audit-{what.replace('.', '-')}" for what in noted} <= _catalogue().keys()


@pytest.fixture
async def commands(desk: Desk, tmp_path: Path) -> list[app_commands.Command]:
    app = App(Settings(data_dir=tmp_path, _env_file=None), desk)  # pyright: ignore[reportCallIssue] - pydantic's own
    app.load()
    return [command for command in app.tree.walk_commands() if isinstance(command, app_commands.Command)]


async def test_every_command_says_what_it_does_and_stands_in_the_guide(commands: list[app_commands.Command]):
    guide = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for command in commands:
        assert 1 <= len(command.description) <= 100, command.qualified_name
        assert command.guild_only or command.parent, command.qualified_name
        assert f"/{command.qualified_name}" in guide, command.qualified_name
        assert isinstance(command.extras.get("power"), Power), f"/help cannot tell whom {command.qualified_name} is for"
        for parameter in command.parameters:
            assert parameter.description not in ("…", ""), f"{command.qualified_name} {parameter.name}"


def test_no_test_pretends_with_mocks():
    pretending = re.compile(r"^\s*(from|import) unittest(\.mock| import mock)", re.MULTILINE)
    assert [f.name for f in (ROOT / "tests").rglob("*.py") if pretending.search(f.read_text(encoding="utf-8"))] == []


def test_no_file_grows_into_a_house_of_its_own():
    long = {f.name: n for f in SOURCES if (n := len(f.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE}
    assert long == {}
