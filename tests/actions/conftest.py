import pytest

from bot.actions import answers, branches, posted, workload
from bot.desk import Desk
from bot.ids import Asker, Caller, MemberId
from tests.actions.announced import GUILD, MEMBERS, REPS, Hall, a_hall, member
from tests.builders import Clock


@pytest.fixture(autouse=True)
def without_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who answers or presses does not wait a tenth of a second for others to share a commit with."""
    for crowd in (answers, posted, workload):
        monkeypatch.setattr(crowd, "TOGETHER_EVERY", 0.001)


@pytest.fixture
async def hall(desk: Desk, clock: Clock) -> Hall:
    return await a_hall(desk, clock)


@pytest.fixture
def rob(hall: Hall) -> Asker:
    return branches.identify(hall.branch, Caller(GUILD, MemberId(2), frozenset({REPS, MEMBERS})))


@pytest.fixture
def ann(hall: Hall) -> Asker:
    return branches.identify(hall.branch, member(1))
