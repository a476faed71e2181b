import pytest

from bot.actions import branches
from bot.desk import Desk
from bot.ids import Asker, Caller, MemberId
from tests.actions.announced import GUILD, MEMBERS, REPS, Hall, a_hall, member
from tests.builders import Clock


@pytest.fixture
async def hall(desk: Desk, clock: Clock) -> Hall:
    return await a_hall(desk, clock)


@pytest.fixture
def rob(hall: Hall) -> Asker:
    return branches.identify(hall.branch, Caller(GUILD, MemberId(2), frozenset({REPS, MEMBERS})))


@pytest.fixture
def ann(hall: Hall) -> Asker:
    return branches.identify(hall.branch, member(1))
