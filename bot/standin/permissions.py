"""Who may do what: Discord's permission bits, and how roles and channel overwrites add up."""

from collections.abc import Iterable
from dataclasses import dataclass

BITS: dict[str, int] = {
    "create_instant_invite": 0,
    "kick_members": 1,
    "ban_members": 2,
    "administrator": 3,
    "manage_channels": 4,
    "manage_guild": 5,
    "add_reactions": 6,
    "view_audit_log": 7,
    "priority_speaker": 8,
    "stream": 9,
    "view_channel": 10,
    "send_messages": 11,
    "send_tts_messages": 12,
    "manage_messages": 13,
    "embed_links": 14,
    "attach_files": 15,
    "read_message_history": 16,
    "mention_everyone": 17,
    "use_external_emojis": 18,
    "view_guild_insights": 19,
    "connect": 20,
    "speak": 21,
    "mute_members": 22,
    "deafen_members": 23,
    "move_members": 24,
    "use_vad": 25,
    "change_nickname": 26,
    "manage_nicknames": 27,
    "manage_roles": 28,
    "manage_webhooks": 29,
    "manage_guild_expressions": 30,
    "use_application_commands": 31,
    "request_to_speak": 32,
    "manage_events": 33,
    "manage_threads": 34,
    "create_public_threads": 35,
    "create_private_threads": 36,
    "use_external_stickers": 37,
    "send_messages_in_threads": 38,
    "use_embedded_activities": 39,
    "moderate_members": 40,
    "view_creator_monetization_analytics": 41,
    "use_soundboard": 42,
    "create_guild_expressions": 43,
    "create_events": 44,
    "use_external_sounds": 45,
    "send_voice_messages": 46,
    "send_polls": 49,
    "use_external_apps": 50,
    "pin_messages": 51,
    "bypass_slowmode": 52,
    # Other names the same bits go by.
    "read_messages": 10,
    "external_emojis": 18,
    "manage_permissions": 28,
}


def bits(*names: str) -> int:
    """The permissions of these names as one number."""
    total = 0
    for name in names:
        total |= 1 << BITS[name]
    return total


ALL = bits(*BITS)
ADMINISTRATOR = bits("administrator")
VIEW = bits("view_channel")
# What a member without any role may do in a new branch.
EVERYONE = bits(
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "embed_links",
    "attach_files",
    "read_message_history",
    "add_reactions",
    "use_external_emojis",
    "use_application_commands",
    "change_nickname",
    "create_instant_invite",
    "create_public_threads",
    "connect",
    "speak",
    "send_polls",
)
# What a branch usually grants the bot: nothing privileged, no pinging of everyone.
BOT = EVERYONE | bits("manage_events", "create_events", "use_external_stickers", "pin_messages")
SEND = bits("send_messages")
# Lost together with the right to send.
_NEEDS_SENDING = bits("mention_everyone", "send_tts_messages", "attach_files", "embed_links")


@dataclass(frozen=True)
class Overwrite:
    """What one channel grants and takes for a role (kind 0) or a member (kind 1)."""

    target: int
    kind: int
    allow: int = 0
    deny: int = 0


def in_guild(everyone: int, roles: Iterable[int], *, owner: bool) -> int:
    """What somebody may do in the guild at large."""
    total = everyone
    for granted in roles:
        total |= granted
    return ALL if owner or total & ADMINISTRATOR else total


def in_channel(
    base: int, overwrites: dict[int, Overwrite], everyone_id: int, role_ids: Iterable[int], user_id: int
) -> int:
    """What somebody with these permissions in the guild may do in a channel with these overwrites."""
    if base & ADMINISTRATOR:
        return ALL
    total = _applied(base, overwrites.get(everyone_id))
    allow = deny = 0
    for role_id in role_ids:
        if (over := overwrites.get(role_id)) is not None:
            allow |= over.allow
            deny |= over.deny
    total = _applied((total & ~deny) | allow, overwrites.get(user_id))
    return _without_dependants(total)


def _applied(total: int, over: Overwrite | None) -> int:
    return total if over is None else (total & ~over.deny) | over.allow


def _without_dependants(total: int) -> int:
    if not total & VIEW:
        return 0
    return total if total & SEND else total & ~_NEEDS_SENDING
