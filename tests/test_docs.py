"""What people read is true of the code, as far as a machine can tell."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import discord
import pytest

from bot import voice
from bot.app import App
from bot.desk import Desk
from bot.errors import Invalid
from bot.ids import Power
from bot.rules import repeats, report_figures, slowing, times
from bot.rules.guards import guard
from bot.rules.meetings import NAMES_KEPT, NAMES_KEPT_AT_MOST
from bot.rules.minutes import LARGEST_FILE
from bot.rules.polls import KEPT_NAMED, KEPT_UNNAMED
from bot.rules.reports import LEAST_KEPT, MOST_CONFLICTED, MOST_KEPT, ROUNDS_ALONE, USUALLY_KEPT
from bot.rules.rounds import DIGEST, REMINDER, REMINDER_ON, ROUNDS
from bot.rules.sending import A_DAY
from bot.settings import PREFIX, Settings
from cogs.campaigns import _pinning
from cogs.feedback._sending import SHOWN_AGAIN_FOR

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def headings(page: Path) -> set[str]:
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_house_leads_somewhere(page: Path):
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        path, _, heading = link.partition("#")
        if "://" not in link:
            target = page.parent / path if path else page
            assert target.exists(), link
            assert not heading or heading in headings(target), link


def test_the_invitation_asks_for_what_steward_needs_and_nothing_else():
    needed = discord.Permissions(**dict.fromkeys((*voice.NEEDED, _pinning.NEEDED), True))
    assert re.findall(r"permissions=(\d+)", text("README.md")) == [str(needed.value)]
    assert "scope=bot+applications.commands" in text("README.md")


def test_every_page_that_the_code_names_is_there():
    sources = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")]
    named = set(re.findall(r"docs/[\w./-]+\.md", "".join(file.read_text(encoding="utf-8") for file in sources)))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
async def test_every_command_that_is_written_about_exists(page: Path, desk: Desk, tmp_path: Path):
    app = App(Settings(data_dir=tmp_path, _env_file=None), desk)  # pyright: ignore[reportCallIssue] - pydantic's own
    app.load()
    known = {command.qualified_name for command in app.tree.walk_commands()}
    written = re.findall(r"`/([a-z]+(?: [a-z]+)?)`", text(str(page.relative_to(ROOT))))
    assert set(written) <= known


async def test_the_list_of_commands_has_each_under_the_heading_of_who_can_use_it(desk: Desk, tmp_path: Path):
    app = App(Settings(data_dir=tmp_path, _env_file=None), desk)  # pyright: ignore[reportCallIssue] - pydantic's own
    app.load()
    headings_of = {
        Power.MEMBER: "everyone",
        Power.REP: "reps",
        Power.ORGANISER: "organisers",
        Power.OFFICER: "officers",
    }
    for command in app.tree.walk_commands():
        if (power := command.extras.get("power")) is not None:
            part = text("docs/commands.md").partition(f"## For {headings_of[power]}\n")[2].partition("\n## ")[0]
            assert f"| `/{command.qualified_name}" in part, command.qualified_name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_setting_that_is_written_about_exists(page: Path):
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | {f"{PREFIX}SECRETS_DIR"}
    assert set(re.findall(rf"\b{PREFIX}[A-Z_]+\b", page.read_text(encoding="utf-8"))) <= known


def examples_of(heading: str) -> list[str]:
    part = text("docs/commands.md").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [" ".join(example.split()) for example in re.findall(r"`([^`]+)`", part)]


def test_the_times_in_the_guide_can_be_typed():
    examples = examples_of("Times")
    assert len(examples) >= 4
    for example in examples:
        times.read(example, now=datetime(2026, 11, 19, 18, 30, tzinfo=UTC), zone=ZoneInfo("Europe/London"))


def test_the_repeats_in_the_guide_can_be_typed_and_what_it_calls_unclear_is_refused():
    examples = examples_of("Repeats") + re.findall(r"\"((?:every|last|monthly)\b[^\"]+)\"", text("docs/officers.md"))
    assert len(examples) >= 12
    first = datetime(2026, 11, 26, 18, 30)  # noqa: DTZ001 - what the branch's clock reads, the last and fourth Thursday
    for example in examples:
        repeats.read(example, first, today=date(2026, 11, 2))
    unclear = re.findall(r'"([^"]+)"', text("docs/commands.md").partition("## Repeats\n")[2])
    assert unclear
    for example in unclear:
        with pytest.raises(Invalid):
            repeats.read(" ".join(example.split()), first, today=date(2026, 11, 2))


def test_what_the_guide_calls_a_fair_question_passes_the_guard():
    found = re.findall(r"\"(Should the branch[^\"]+)\"", text("docs/officers.md"))
    assert found
    for question in found:
        guard(question)


def test_the_privacy_notice_says_how_long_votes_are_kept():
    assert (KEPT_UNNAMED.days, KEPT_NAMED.days) == (14, 365)
    assert "14 days after the close; a year where the poll shows who chose what" in text("PRIVACY.md")


def test_the_pages_say_how_long_names_of_a_meeting_are_kept_and_how_large_its_minutes_may_be():
    assert (NAMES_KEPT.days, NAMES_KEPT_AT_MOST.days, LARGEST_FILE // 2**20) == (30, 400, 8)
    for page in ("PRIVACY.md", "docs/officers.md"):
        said = " ".join(text(page).split())
        assert "30 days after the minutes are approved" in said, page
        assert "400 days after the meeting" in said, page
    for page in ("docs/officers.md", "docs/commands.md", "docs/running.md"):
        assert "8 MB" in text(page), page


def test_the_guide_for_organisers_says_what_reports_are_held_back_kept_and_limited_by():
    said = " ".join(text("docs/organisers.md").split())
    assert [f"{each:%H:%M}" for each in ROUNDS] == ["08:00", "13:00", "18:00"]
    assert "08:00, 13:00 or 18:00" in said
    assert len(ROUNDS) == ROUNDS_ALONE
    assert (A_DAY, MOST_CONFLICTED, SHOWN_AGAIN_FOR) == (5, 5, 600)
    for line in ("a day at most", "five reports and replies a day", "up to five organisers", "For ten minutes"):
        assert line in said
    assert (USUALLY_KEPT, LEAST_KEPT, MOST_KEPT) == (90, 30, 365)
    assert "after 90 days, or as many as your branch has chosen (30 to 365)" in said
    assert (DIGEST.hour, REMINDER.hour, REMINDER_ON) == (9, 12, (1, 4))
    assert "On Mondays at nine" in said
    assert "On Tuesdays and Fridays at noon" in said
    assert (slowing.FREE_TRIES, slowing.FIRST_WAIT.seconds, slowing.LONGEST_WAIT.seconds) == (3, 30, 3600)
    assert "half a minute after the third time, longer each time, up to an hour" in said
    assert report_figures.SPAN * report_figures.LEAST == 20
    assert "made of twenty reports" in said


def test_everything_that_the_guides_name_of_reports_stands_on_a_screen():
    words = {
        value
        for file in (ROOT / "bot" / "locales" / "en").glob("*.ftl")
        for value in re.findall(r"^[\w-]+ = (.+)$", file.read_text(encoding="utf-8"), re.M)
    }
    for_officers = text("docs/officers.md").partition("\n## Reports\n")[2].partition("\n## ")[0]
    guide = re.sub(r"^(\| )\*.+$", "", text("docs/organisers.md"), flags=re.M) + for_officers
    named = {" ".join(each.split()) for each in re.findall(r"(?<![*\w])\*([^*|]+)\*(?![*\w])", guide)}
    assert len(named) >= 25
    assert [each for each in named if not any(word.startswith(each) for word in words)] == []


def test_what_members_are_given_to_read_promises_nothing_that_nobody_can_keep():
    pasted = "".join(re.findall(r"^>.*\n", text("docs/organisers.md"), re.M))
    assert "we do not store who sent it" in pasted
    for page in (pasted, text("README.md")):
        assert not re.search(r"\banonym|untraceable|\bsecure\b|\bverified\b|legally binding", page, re.I)


def test_the_licence_is_the_one_that_the_project_names():
    lines = text("LICENSE").splitlines()
    assert lines[0].strip() == "GNU AFFERO GENERAL PUBLIC LICENSE"
    assert len(lines) == 661
    assert 'license = "AGPL-3.0-or-later"' in text("pyproject.toml")
