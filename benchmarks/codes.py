"""How long a wrong code takes, by how near it comes: nothing to be learnt from, if all take the same.

In one process, without Discord, whose travel would hide a difference. Tries of all kinds take turns in an order drawn
anew each time, and in between it is night, so that nobody is slowed down. Times are by the clock, as who guesses has
nothing else; what is compared is what nine in ten of a round take longer than, which other work on the machine moves
least. Unknown codes are compared with themselves too: that is what the figures owe to chance.
"""

import gc
import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from benchmarks.figures import Figure, ratios
from bot import keys
from bot.actions import branches, reports
from bot.actions.limits import Senders
from bot.actions.reading import Reading
from bot.desk import Desk
from bot.errors import NotFound
from bot.ids import Asker, Caller, CaseNumber, GuildId, MemberId
from bot.rules.reports import NUMBER_SYMBOLS, Door, Head, Report, Sent, Tray
from bot.store import reports as store

HERE = GuildId(7)
ANN = Asker(HERE, MemberId(101), frozenset())
RIGHT, UNKNOWN = "right", "unknown"


class Answered(Exception):
    """A wrong code led somewhere, or a right one nowhere: no figure matters then."""


async def measure(
    folder: Path, released: int = 2000, waiting: int = 50, tries: int = 300, rounds: int = 5
) -> list[Figure]:
    """Interleaved rounds; raises Answered."""
    desk = await Desk.open(folder / "data")
    try:
        codes = await _fill(desk, released, waiting)
        reading, kinds = Reading(desk, Senders(desk.now, 5)), _kinds(codes, random.Random(1))  # noqa: S311 - nobody's code
        await _round(reading, kinds, 20, 0)
        found = [await _round(reading, kinds, tries, 1 + number) for number in range(rounds)]
    finally:
        await desk.close()
    plain = [each[UNKNOWN] for each in found]
    return [
        *(
            _beside(kind, ratios([each[kind] for each in found], plain))
            for kind in kinds
            if kind not in (RIGHT, UNKNOWN)
        ),
        Figure("codes: an unknown one", [1000 * each for each in plain], "ms"),
        Figure("codes: a right one beside an unknown one", ratios([each[RIGHT] for each in found], plain), "×"),
    ]


def _beside(kind: str, found: Sequence[float]) -> Figure:
    """How far it is from taking the same time: 1.05 is five in a hundred more, or less."""
    return Figure(f"codes: {kind}, beside an unknown one", [max(each, 1 / each) for each in found], "×", most=1.05)


def _kinds(codes: Sequence[str], rng: random.Random) -> Mapping[str, Callable[[], str]]:
    """What may be typed, by kind."""

    def near() -> str:
        """Of a right one, all but one character; the check character fits, as a guesser would see to it."""
        body = keys.read_code(rng.choice(codes)) or ""
        return _checked(body[:-1] + rng.choice([each for each in NUMBER_SYMBOLS if each != body[-1]]))

    def slipped() -> str:
        """The same without the check character's fitting."""
        code = rng.choice(codes)
        return rng.choice([each for each in NUMBER_SYMBOLS if each != code[0]]) + code[1:]

    return {
        UNKNOWN: keys.new_code,
        "another unknown one": keys.new_code,
        "no code at all": lambda: rng.choice(["", "hello", "x" * 60, keys.new_code()[:-1]]),
        "a right one with a slip": slipped,
        "a right one but for one character": near,
        RIGHT: lambda: rng.choice(codes),
    }


def _checked(body: str) -> str:
    return next(body + each for each in keys.SYMBOLS if keys.read_code(body + each) is not None)


async def _round(reading: Reading, kinds: Mapping[str, Callable[[], str]], tries: int, number: int) -> dict[str, float]:
    """What nine in ten of each kind take longer than."""
    took: dict[str, list[float]] = {kind: [] for kind in kinds}
    rng = random.Random(number)  # noqa: S311 - an order
    typed = {kind: [make() for _ in range(tries)] for kind, make in kinds.items()}  # before: making one takes a while
    gc.disable()
    for turn in range(tries):
        for kind in rng.sample(list(kinds), len(kinds)):
            reading.end_day(HERE)
            began = perf_counter()
            is_found = await _is_found(reading, typed[kind][turn])
            took[kind].append(perf_counter() - began)
            if is_found is not (kind == RIGHT):
                raise Answered(f"{kind}, turn {turn}")
    gc.enable()
    gc.collect()
    return {kind: quantiles(each, n=10)[0] for kind, each in took.items()}


async def _is_found(reading: Reading, typed: str) -> bool:
    try:
        await reading.find(ANN, typed)
    except NotFound:
        return False
    return True


async def _fill(desk: Desk, released: int, waiting: int) -> Sequence[str]:
    """A branch with reports at its desk and in its tray; the codes of all of them."""
    await branches.begin(
        desk, Caller(HERE, MemberId(1), frozenset(), administrator=True), name="Leeds", roles={}, channels={}
    )
    codes = [keys.new_code() for _ in range(released + waiting)]
    async with desk.db.transaction() as tx:
        for number, code in enumerate(codes[:released]):
            await store.add(tx, _report(desk, number, code))
        tray = Tray(tuple(_sent(desk, released + number, code) for number, code in enumerate(codes[released:])))
        await reports.put_tray(desk, tx, HERE, tray)
    return codes


def _report(desk: Desk, number: int, code: str) -> Report:
    case, today = CaseNumber(f"{number:04}"), date(2026, 11, 21)
    return Report(
        guild_id=HERE,
        number=case,
        door=Door.UNNAMED,
        category="Workload",
        office=None,
        is_urgent=False,
        week="2026-W47",
        released_on=today,
        code=desk.seals.tag_of_typed(HERE, code),
        head=reports.seal_head(desk, HERE, case, Head()),
        entries=0,
    )


def _sent(desk: Desk, number: int, code: str) -> Sent:
    return Sent(
        number=CaseNumber(f"{number:04}"),
        door=Door.UNNAMED,
        category="Workload",
        office=None,
        week="2026-W47",
        code=desk.seals.tag_of_typed(HERE, code),
        head=Head(),
        text="Five caseloads are covered by one officer. " * 20,
    )
