"""Who has the code reads, replies and withdraws; who has not learns nothing, not even from how much was done for it."""

import asyncio
import sys
from collections import Counter
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from datetime import date
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import keys
from bot.actions import branches, reports
from bot.actions.limits import Senders
from bot.actions.reading import Found, Reading
from bot.desk import Desk
from bot.errors import BranchError
from bot.ids import Asker, Caller, CaseNumber, MemberId, Power
from bot.rules.reports import Kind, Report, Sent, Tray
from bot.seals import Seals
from bot.store import reports as store
from tests.actions.announced import ELSEWHERE, GUILD, SUE, Hall, member
from tests.actions.reported import TEXT, a_sent, released, wait

OLI, OLA = MemberId(21), MemberId(22)
TODAY = date(2026, 11, 21)
WORK = {"code_tag", "new_code", "open", "execute", "compare_digest", "transaction", "reading"}


@pytest.fixture
def reading(hall: Hall) -> Reading:
    return Reading(hall.desk, Senders(hall.clock.now, 2))


@pytest.fixture
def bob(hall: Hall) -> Asker:
    return branches.identify(hall.branch, member(2))


@pytest.fixture
def tim(hall: Hall) -> Asker:
    """Somebody in the server who is not, or no longer, of the branch."""
    return branches.identify(hall.branch, Caller(GUILD, MemberId(400), frozenset()))


def organiser(member_id: MemberId) -> Asker:
    return Asker(GUILD, member_id, frozenset(), frozenset({Power.MEMBER, Power.ORGANISER}))


async def refused(doing: Awaitable[object]) -> str:
    with pytest.raises(BranchError) as caught:
        await doing
    return caught.value.key


async def waiting(desk: Desk, number: str = "M3XT") -> str:
    """The code of a report that waits for its round."""
    code = keys.new_code()
    await wait(desk, a_sent(desk, number, code=desk.seals.tag_of_typed(GUILD, code)))
    return code


async def wrote(desk: Desk, report: Report, kind: Kind, text: str) -> Report:
    """The report once this was written by an organiser."""
    async with desk.db.transaction() as tx:
        report = await reports.add_entry(desk, tx, report, kind, text, week="2026-W47", author_id=OLI, written_on=TODAY)
        report = replace(report, answer_waits=report.answer_waits or kind is Kind.ANSWER)
        await store.save(tx, report)
    return report


async def tray(desk: Desk) -> Tray:
    async with desk.db.reading() as conn:
        return await reports.read_tray(desk, conn, GUILD)


async def stored(desk: Desk, number: str = "K7QD") -> Report:
    async with desk.db.reading() as conn:
        return await store.get(conn, GUILD, CaseNumber(number))


async def but_for(desk: Desk, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    """What every other table holds."""
    async with desk.db.reading() as conn:
        names = [row[0] for row in await conn.execute_fetchall("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [tuple(row) for row in await conn.execute_fetchall(f"SELECT * FROM {name}")]  # noqa: S608
            for name in names
            if name not in tables
        }


def texts(found: Found) -> Sequence[str]:
    return [each.text for each in found.thread]


# Reading


async def test_the_code_leads_to_what_was_written_without_the_desks_notes(hall: Hall, reading: Reading, ann: Asker):
    report, code = await released(hall.desk)
    report = await wrote(hall.desk, report, Kind.NOTE, "Ask the rep at Leeds.")
    report = await wrote(hall.desk, report, Kind.ANSWER, "We raise it on Monday.")
    found = await reading.find(ann, code.lower().replace("-", " "))
    assert texts(found) == [TEXT, "We raise it on Monday."]
    assert texts(await reading.look(ann, found.code)) == texts(found)


async def test_an_answer_waits_until_it_is_shown_and_is_new_once(hall: Hall, reading: Reading, ann: Asker):
    report, code = await released(hall.desk)
    await wrote(hall.desk, report, Kind.ANSWER, "We raise it on Monday.")
    found = await reading.find(ann, code)
    assert (await stored(hall.desk)).answer_waits
    await wrote(hall.desk, await stored(hall.desk), Kind.ANSWER, "No, today.")
    shown = await reading.fetch(found)
    assert texts(shown)[-1] == "No, today."
    assert isinstance(shown.report, Report)
    assert shown.report.answer_waits
    assert not (await stored(hall.desk)).answer_waits
    again = (await reading.fetch(await reading.find(ann, code))).report
    assert isinstance(again, Report)
    assert not again.answer_waits


async def test_whoever_has_the_code_reads_also_from_another_account_or_without_a_role(
    hall: Hall, reading: Reading, bob: Asker, tim: Asker
):
    _, code = await released(hall.desk)
    assert texts(await reading.find(bob, code)) == texts(await reading.find(tim, code)) == [TEXT]


async def test_reading_leaves_nothing_but_that_the_answer_was_fetched(hall: Hall, reading: Reading, ann: Asker):
    report, code = await released(hall.desk)
    await wrote(hall.desk, report, Kind.ANSWER, "We raise it on Monday.")
    before = await but_for(hall.desk, "reports")
    await reading.fetch(await reading.find(ann, code))
    assert await but_for(hall.desk, "reports") == before
    row = await stored(hall.desk)
    await reading.fetch(await reading.find(ann, code))
    assert await stored(hall.desk) == row


async def test_a_report_that_waits_for_its_round_can_be_read_and_not_replied_to(
    hall: Hall, reading: Reading, ann: Asker
):
    code = await waiting(hall.desk)
    found = await reading.find(ann, code)
    assert isinstance(found.report, Sent)
    assert texts(found) == [TEXT]
    assert await refused(reading.reply(ann, hall.branch, found.code, "And one more.")) == "reading.no_reply_yet"
    assert await refused(reading.may_reply(ann, hall.branch, found.code)) == "reading.no_reply_yet"
    assert (await tray(hall.desk)).replies == ()


# Wrong codes


def near(code: str) -> Sequence[str]:
    """Slips in typing this code."""
    other = "0" if code[0] != "0" else "1"
    return [other + code[1:], code[:-1], code[:-1] + ("0" if code[-1] != "0" else "1"), code[1] + code[0] + code[2:]]


async def work_of(doing: Awaitable[object]) -> tuple[str, Counter[str]]:
    """How it was refused, and what was done for it: statements, tags, seals opened, tags compared."""
    done: Counter[str] = Counter()

    def note(frame: FrameType, event: str, arg: object) -> None:
        name = getattr(arg, "__name__", "") if event == "c_call" else frame.f_code.co_name
        if event in ("call", "c_call") and name in WORK:
            done[name] += 1

    sys.setprofile(note)
    try:
        return await refused(doing), done
    finally:
        sys.setprofile(None)


async def test_a_wrong_code_gets_the_same_answer_for_the_same_work_however_near_it_comes(
    hall: Hall, ann: Asker, reading: Reading
):
    _, code = await released(hall.desk)
    _, erased = await released(hall.desk, "D8FG")
    async with hall.desk.db.transaction() as tx:
        await store.erase(tx, GUILD, CaseNumber("D8FG"))
    sent = [await waiting(hall.desk, number) for number in ("M3XT", "P4RS")]
    assert keys.read_code(code)
    await reading.find(ann, code)  # keys are read from the disk once
    asked = [keys.new_code(), erased, "", "?", "x" * 60, "ÅÄÖ" * 20, *near(code), *near(sent[0])]
    outcomes = [
        await work_of(Reading(hall.desk, Senders(hall.clock.now, 2)).find(ann, typed))
        for typed in asked
        if keys.read_code(typed) not in {keys.read_code(each) for each in (code, *sent)}
    ]
    assert len(outcomes) > 10
    key, done = outcomes[0]
    assert key == "reading.unknown_code"
    assert outcomes == [(key, done)] * len(outcomes)
    assert (done["code_tag"], done["new_code"], done["open"], done["compare_digest"]) == (1, 1, 1, 2)
    assert done["execute"] >= 2


async def test_a_code_of_another_branch_is_unknown_here(hall: Hall, reading: Reading, ann: Asker):
    await branches.begin(hall.desk, replace(SUE, guild_id=ELSEWHERE), name="York", roles={}, channels={})
    _, code = await released(hall.desk, guild_id=ELSEWHERE)
    assert await refused(reading.find(ann, code)) == "reading.unknown_code"


async def test_after_three_wrong_codes_not_even_the_right_one_is_looked_at_for_half_a_minute(
    hall: Hall, reading: Reading, ann: Asker, bob: Asker
):
    _, code = await released(hall.desk)
    for _ in range(3):
        assert await refused(reading.find(ann, keys.new_code())) == "reading.unknown_code"
    key, done = await work_of(reading.find(ann, code))
    assert (key, done) == ("reading.slowed", Counter())
    assert texts(await reading.find(bob, code)) == [TEXT]
    hall.clock.move(seconds=29)
    assert await refused(reading.find(ann, code)) == "reading.slowed"
    hall.clock.move(seconds=1)
    assert texts(await reading.find(ann, code)) == [TEXT]


async def test_each_further_wrong_code_doubles_the_wait_and_a_right_one_ends_it(
    hall: Hall, reading: Reading, ann: Asker
):
    _, code = await released(hall.desk)
    for _ in range(3):
        await refused(reading.find(ann, "?"))
    hall.clock.move(seconds=30)
    assert await refused(reading.find(ann, "?")) == "reading.unknown_code"
    hall.clock.move(seconds=59)
    assert await refused(reading.find(ann, code)) == "reading.slowed"
    hall.clock.move(seconds=1)
    await reading.find(ann, code)
    for _ in range(2):
        await refused(reading.find(ann, "?"))
    await reading.find(ann, code)


async def test_ten_guesses_at_the_same_moment_are_ten(hall: Hall, reading: Reading, ann: Asker):
    keys_ = await asyncio.gather(*(refused(reading.find(ann, keys.new_code())) for _ in range(10)))
    assert sorted(keys_) == ["reading.slowed"] * 7 + ["reading.unknown_code"] * 3


async def test_a_try_that_could_not_be_looked_at_is_no_wrong_one(hall: Hall, reading: Reading, ann: Asker):
    _, code = await released(hall.desk)
    await waiting(hall.desk)
    key = (file := next(hall.desk.seals._keys._folder.glob("*.seal"))).read_bytes()  # pyright: ignore[reportPrivateUsage]
    file.unlink()
    hall.desk.seals._open.clear()  # pyright: ignore[reportPrivateUsage] - as after a restart
    for _ in range(5):
        assert await refused(reading.find(ann, code)) == "report.key_lost"
    file.write_bytes(key)
    file.chmod(0o600)
    assert texts(await reading.find(ann, code)) == [TEXT]


async def test_who_guessed_is_forgotten_in_the_night(hall: Hall, reading: Reading, ann: Asker):
    _, code = await released(hall.desk)
    for _ in range(3):
        await refused(reading.find(ann, "?"))
    reading.end_day(GUILD)
    assert texts(await reading.find(ann, code)) == [TEXT]


async def test_what_is_remembered_of_who_guessed_has_no_id_in_it(hall: Hall, reading: Reading, ann: Asker):
    await refused(reading.find(ann, "?"))
    (day,) = reading._guesses._days.values()  # pyright: ignore[reportPrivateUsage]
    ((tag, _),) = day.tries.items()
    assert len(tag) == 32
    other = Reading(hall.desk, Senders(hall.clock.now, 2))
    await refused(other.find(ann, "?"))
    (day,) = other._guesses._days.values()  # pyright: ignore[reportPrivateUsage]
    assert tag not in day.tries


CODES = [keys.new_code() for _ in range(50)]
BODIES = {keys.read_code(each) for each in CODES}
SLIPS = st.builds(
    lambda code, at, symbol: code[:at] + symbol + code[at + 1 :],
    st.sampled_from(CODES),
    st.integers(0, 23),
    st.text(max_size=2),
)


@settings(max_examples=150)
@given(st.one_of(st.text(), SLIPS, st.text(keys.SYMBOLS + "-", min_size=19, max_size=26)))
def test_whatever_is_typed_has_a_tag_and_it_is_nobodys_but_for_the_right_code(typed: str):
    tags = {SEALS.code_tag(GUILD, body) for body in BODIES if body is not None}
    assert (SEALS.tag_of_typed(GUILD, typed) in tags) == (keys.read_code(typed) in BODIES)


@pytest.fixture(autouse=True, scope="module")
def seals(tmp_path_factory: pytest.TempPathFactory) -> None:
    global SEALS  # noqa: PLW0603 - hypothesis takes no fixture for each example
    SEALS = Seals(tmp_path_factory.mktemp("keys", numbered=True) / "keys")


SEALS: Seals
