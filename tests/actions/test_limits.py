"""Who has sent how much today, and who is muted for today: known until midnight by a key that nobody has."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.actions.limits import Senders
from bot.errors import TooLate
from bot.ids import CaseNumber, GuildId, MemberId
from bot.rules.branches import Branch
from tests.builders import Clock

HERE = Branch(GuildId(1), "Riverside", ZoneInfo("Europe/London"))
ELSEWHERE = Branch(GuildId(2), "Hillside", ZoneInfo("Europe/London"))
ANN, BOB = MemberId(11), MemberId(12)
CASE, OTHER = CaseNumber("K7QD"), CaseNumber("Z0Z0")


def send(senders: Senders, who: MemberId, number: CaseNumber = CASE, branch: Branch = HERE) -> None:
    with senders.turn(branch, who) as note:
        note(number)


def refusal(call: Callable[[], None]) -> str:
    with pytest.raises(TooLate) as caught:
        call()
    return caught.value.key


async def test_the_sixth_of_a_day_is_refused_and_at_midnight_on_the_branchs_clock_a_new_day_begins() -> None:
    clock = Clock(datetime(2026, 7, 1, 22, 50, tzinfo=UTC))  # 23:50 in summer time
    senders = Senders(clock.now, 5)
    for _ in range(5):
        send(senders, ANN)
    assert refusal(lambda: send(senders, ANN)) == "sending.enough_today"
    send(senders, BOB)
    send(senders, ANN, branch=ELSEWHERE)
    clock.move(minutes=10)
    send(senders, ANN)


async def test_who_could_not_send_has_lost_no_turn(clock: Clock) -> None:
    senders = Senders(clock.now, 1)
    for _ in range(3):
        with pytest.raises(RuntimeError), senders.turn(HERE, ANN):
            raise RuntimeError
    send(senders, ANN)
    assert refusal(lambda: senders.check(HERE, ANN)) == "sending.enough_today"


async def test_two_that_are_under_way_at_once_take_two_turns(clock: Clock) -> None:
    senders = Senders(clock.now, 1)
    with senders.turn(HERE, ANN):
        assert refusal(lambda: send(senders, ANN)) == "sending.enough_today"


async def test_who_sent_a_case_today_is_muted_until_midnight_and_nobody_else_is(clock: Clock) -> None:
    senders = Senders(clock.now, 5)
    send(senders, ANN)
    send(senders, BOB, OTHER)
    send(senders, ANN, branch=ELSEWHERE)
    senders.mute(ELSEWHERE, OTHER)  # which is a case of another branch
    senders.check(HERE, BOB)
    senders.mute(HERE, CASE)
    assert refusal(lambda: senders.check(HERE, ANN)) == "sending.muted"
    senders.check(HERE, BOB)
    senders.check(ELSEWHERE, ANN)
    clock.move(hours=6)
    senders.check(HERE, ANN)


async def test_to_mute_a_case_that_nobody_sent_today_mutes_nobody_and_looks_the_same(clock: Clock) -> None:
    senders = Senders(clock.now, 5)
    send(senders, ANN)
    clock.move(hours=6)
    assert senders.mute(HERE, CASE) is senders.mute(HERE, OTHER) is None  # pyright: ignore[reportUnnecessaryComparison]
    senders.check(HERE, ANN)


async def test_what_is_remembered_of_who_sent_has_no_id_in_it_and_another_day_another_tag(clock: Clock) -> None:
    senders, tags = Senders(clock.now, 5), set[bytes]()
    for _ in range(3):
        send(senders, ANN)
        (day,) = senders._limit._days.values()  # pyright: ignore[reportPrivateUsage]
        assert set(day.counts) == {day.senders[CASE]}
        tags.add(day.senders[CASE])
        clock.move(days=1)
    assert len(tags) == 3
    assert {len(tag) for tag in tags} == {32}


async def test_the_key_of_a_day_is_gone_at_midnight_also_where_nobody_comes_any_more() -> None:
    clock = Clock(datetime(2026, 11, 21, 23, 59, 59, 990_000, tzinfo=UTC))
    senders = Senders(clock.now, 5)
    send(senders, ANN)
    assert senders._limit._days  # pyright: ignore[reportPrivateUsage]
    await asyncio.sleep(0.02)
    assert not senders._limit._days  # pyright: ignore[reportPrivateUsage]
