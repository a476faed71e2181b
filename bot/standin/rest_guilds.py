"""Routes about a guild: itself, its roles and how many hold each, its channels, its members."""

from bot.standin.calls import Answer, Call, Routes
from bot.standin.channels import Role
from bot.standin.errors import refuse
from bot.standin.people import Member
from bot.standin.permissions import bits


def guild(call: Call) -> Answer:
    """GET /guilds/{guild_id}."""
    found = call.guild()
    held = found.payload()
    if call.query.get("with_counts") in {"true", "1"}:
        held |= {"approximate_member_count": len(found.members), "approximate_presence_count": 1}
    return Answer(held)


def roles(call: Call) -> Answer:
    """GET /guilds/{guild_id}/roles."""
    return Answer([role.payload() for role in call.guild().roles.values()])


def role(call: Call) -> Answer:
    """GET /guilds/{guild_id}/roles/{role_id}."""
    found = call.guild().roles.get(call.id("role_id"))
    if found is None:
        raise refuse(10011)
    return Answer(found.payload())


def role_counts(call: Call) -> Answer:
    """GET /guilds/{guild_id}/roles/member-counts: how many hold each role, the one everybody holds left out."""
    found = call.guild()
    counts = {str(each): 0 for each in found.roles if each != found.id}
    for member in found.members.values():
        for held in member.roles:
            counts[str(held.id)] += 1
    return Answer(counts)


def channels(call: Call) -> Answer:
    """GET /guilds/{guild_id}/channels."""
    return Answer([room.payload() for room in call.guild().channels.values() if not room.is_thread])


def active_threads(call: Call) -> Answer:
    """GET /guilds/{guild_id}/threads/active."""
    rooms = call.guild().channels.values()
    return Answer(
        {"threads": [room.payload() for room in rooms if room.is_thread and not room.archived], "members": []}
    )


def member(call: Call) -> Answer:
    """GET /guilds/{guild_id}/members/{user_id}."""
    return Answer(_member(call).payload())


def members(call: Call) -> Answer:
    """GET /guilds/{guild_id}/members: needs the members intent on the application's page."""
    if not call.world.application.members_intent:
        raise refuse(50001)
    most = call.number("limit", 1, 1000, 1)
    after = call.number("after", 0, 1 << 63, 0)
    found = sorted((each for each in call.guild().members.values() if each.id > after), key=lambda each: each.id)
    return Answer([each.payload() for each in found[:most]])


def add_role(call: Call) -> Answer:
    """PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}."""
    found, wanted = _member(call), _manageable_role(call)
    found.add_role(wanted)
    return Answer()


def remove_role(call: Call) -> Answer:
    """DELETE /guilds/{guild_id}/members/{user_id}/roles/{role_id}."""
    found, wanted = _member(call), _manageable_role(call)
    found.remove_role(wanted)
    return Answer()


def _member(call: Call) -> Member:
    found = call.guild().members.get(call.id("user_id"))
    if found is None:
        raise refuse(10007)
    return found


def _manageable_role(call: Call) -> Role:
    home = call.guild()
    found = home.roles.get(call.id("role_id"))
    if found is None:
        raise refuse(10011)
    highest = max(each.position for each in home.me.roles)
    if not home.me.permissions & bits("manage_roles") or found.position >= highest or found.managed:
        raise refuse(50013)
    return found


ROUTES: Routes = [
    ("GET", "/guilds/{guild_id}", guild),
    ("GET", "/guilds/{guild_id}/roles", roles),
    ("GET", "/guilds/{guild_id}/roles/member-counts", role_counts),
    ("GET", "/guilds/{guild_id}/roles/{role_id}", role),
    ("GET", "/guilds/{guild_id}/channels", channels),
    ("GET", "/guilds/{guild_id}/threads/active", active_threads),
    ("GET", "/guilds/{guild_id}/members", members),
    ("GET", "/guilds/{guild_id}/members/{user_id}", member),
    ("PUT", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", add_role),
    ("DELETE", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", remove_role),
]
