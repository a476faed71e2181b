from itertools import chain, combinations

from bot.ids import Asker, GuildId, MemberId, Power, RoleId
from bot.rules.access import powers_of, require
from tests.rules.samples import refused

EVERYONE = RoleId(7)
ROLES = {power: RoleId(number) for number, power in enumerate(Power, 10)}
MAPPING = {power: frozenset({role}) for power, role in ROLES.items()}


def held(*powers: Power, administrator: bool = False) -> frozenset[Power]:
    return powers_of(frozenset(ROLES[power] for power in powers), MAPPING, administrator, EVERYONE)


def test_an_officer_can_do_what_a_rep_can():
    assert held(Power.OFFICER) == {Power.OFFICER, Power.REP, Power.MEMBER}


def test_a_rep_is_a_member_and_no_officer():
    assert held(Power.REP) == {Power.REP, Power.MEMBER}


def test_an_organiser_is_a_member_and_no_rep():
    assert held(Power.ORGANISER) == {Power.ORGANISER, Power.MEMBER}


def test_a_full_member_is_a_member():
    assert held(Power.FULL_MEMBER) == {Power.FULL_MEMBER, Power.MEMBER}


def test_an_administrator_is_always_an_officer():
    assert held(administrator=True) == held(Power.OFFICER)


def test_nobody_reads_reports_without_the_organisers_role():
    others = [power for power in Power if power is not Power.ORGANISER]
    for some in chain.from_iterable(combinations(others, size) for size in range(len(others) + 1)):
        assert Power.ORGANISER not in held(*some, administrator=True)


def test_somebody_without_a_role_holds_nothing():
    assert held() == frozenset()


def test_everyone_is_a_member_where_the_branch_names_no_member_role():
    assert powers_of(frozenset(), {}, False, EVERYONE) == {Power.MEMBER}
    assert powers_of(frozenset(), {Power.MEMBER: frozenset()}, False, EVERYONE) == {Power.MEMBER}


def test_a_power_given_to_everyone_is_held_by_everybody():
    assert Power.REP in powers_of(frozenset(), {Power.REP: frozenset({EVERYONE})}, False, EVERYONE)


def test_each_refusal_names_the_power_needed():
    for power in Power:
        asker = Asker(GuildId(7), MemberId(1), frozenset(), frozenset(set(Power) - {power}))
        assert refused("access.needs", lambda asker=asker, power=power: require(asker, power)) == {"power": power.value}


def test_whoever_holds_the_power_is_not_stopped():
    require(Asker(GuildId(7), MemberId(1), frozenset(), frozenset({Power.REP})), Power.REP)
