"""Which powers a person holds, and the one way to ask for one.

Which Discord roles stand for which office is the branch's choice (`/branch setup`); this file only says what an office
brings with it.
"""

from collections.abc import Mapping

from bot.errors import NotAllowed
from bot.ids import Asker, Power, RoleId


def require(asker: Asker, power: Power) -> None:
    """Silence means they may; otherwise the refusal names the power they would need."""
    if power not in asker.powers:
        raise NotAllowed("access.needs", power=power.value)


def require_member(asker: Asker, roles: frozenset[RoleId]) -> None:
    """The same for members; the refusal names the roles of which they would need one."""
    if Power.MEMBER not in asker.powers:
        raise NotAllowed("access.not_a_member", roles=roles)


def powers_of(
    role_ids: frozenset[RoleId],
    mapping: Mapping[Power, frozenset[RoleId]],
    administrator: bool,
    everyone: RoleId,
) -> frozenset[Power]:
    """Every power somebody with these roles holds, the implied ones included.

    An officer can do what a rep can. Organisers read members' reports, so that power is never implied: an officer who
    should read them is given the organiser's role, in the open. Full membership is not implied either, because it is a
    standing in the union (who may vote), not an office.
    """
    held = role_ids | {everyone}
    powers = {power for power in Power if mapping.get(power, frozenset()) & held}
    if administrator:
        powers.add(Power.OFFICER)
    if Power.OFFICER in powers:
        powers.add(Power.REP)
    if powers or not mapping.get(Power.MEMBER):
        powers.add(Power.MEMBER)
    return frozenset(powers)
