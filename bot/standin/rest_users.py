"""Routes about the bot itself: its account, its application, the gateway's address, and opening direct messages."""

from bot.standin.calls import Answer, Call, Routes
from bot.standin.errors import Json, refuse
from bot.standin.forms import Model, snowflake

RECIPIENT = Model({"recipient_id": snowflake(required=True)})


def me(call: Call) -> Answer:
    """GET /users/@me."""
    account = {"verified": True, "mfa_enabled": True, "locale": "en-US", "flags": 0, "premium_type": 0, "email": None}
    return Answer(call.world.bot.payload() | account)


def my_guilds(call: Call) -> Answer:
    """GET /users/@me/guilds."""
    return Answer(
        [
            {
                "id": str(guild.id),
                "name": guild.name,
                "icon": None,
                "banner": None,
                "owner": False,
                "permissions": str(guild.me.permissions),
                "features": [],
            }
            for guild in call.world.guilds.values()
        ]
    )


def application(call: Call) -> Answer:
    """GET /applications/@me and /oauth2/applications/@me."""
    page = call.world.application
    owner = {
        "id": str(page.id + 1),
        "username": "branch-office",
        "discriminator": "0",
        "avatar": None,
        "public_flags": 0,
    }
    held: Json = {
        "id": str(page.id),
        "name": page.name,
        "icon": None,
        "description": "",
        "summary": "",
        "type": None,
        "is_monetized": False,
        "is_verified": False,
        "is_discoverable": False,
        "bot_public": False,
        "bot_require_code_grant": False,
        "bot": call.world.bot.payload(),
        "verify_key": "0" * 64,
        "flags": page.flags,
        "hook": True,
        "storefront_available": False,
        "integration_types_config": {"0": {}},
        "owner": owner | {"flags": 0},
        "team": None,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "approximate_guild_count": len(call.world.guilds),
        "approximate_user_install_count": 0,
    }
    return Answer(held)


def gateway(call: Call) -> Answer:
    """GET /gateway."""
    return Answer({"url": call.world.gateway_url})


def gateway_for_bots(call: Call) -> Answer:
    """GET /gateway/bot."""
    starts = {"total": 1000, "remaining": 999, "reset_after": 14400000, "max_concurrency": 1}
    return Answer({"url": call.world.gateway_url, "shards": call.world.shards, "session_start_limit": starts})


def open_dm(call: Call) -> Answer:
    """POST /users/@me/channels."""
    wanted = int(call.form(RECIPIENT)["recipient_id"])
    user = call.world.users.get(wanted)
    if user is None or user.is_bot:
        raise refuse(50033)
    return Answer(call.world.dm_with(user).payload())


def user(call: Call) -> Answer:
    """GET /users/{user_id}."""
    found = call.world.users.get(call.id("user_id"))
    if found is None:
        raise refuse(10013)
    return Answer(found.payload())


ROUTES: Routes = [
    ("GET", "/users/@me", me),
    ("GET", "/users/@me/guilds", my_guilds),
    ("GET", "/users/{user_id}", user),
    ("POST", "/users/@me/channels", open_dm),
    ("GET", "/applications/@me", application),
    ("GET", "/oauth2/applications/@me", application),
    ("GET", "/gateway", gateway),
    ("GET", "/gateway/bot", gateway_for_bots),
]
