"""Whom a message really pings: what its words name, what the sender allowed, and what the sender may."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.standin.errors import Json
from bot.standin.forms import Form, Model, Path, many, one_of, snowflake, yes_no
from bot.standin.messages import Pinged
from bot.standin.permissions import bits

if TYPE_CHECKING:
    from bot.standin.channels import Channel
    from bot.standin.messages import Message
    from bot.standin.world import User

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")
_MENTION_EVERYONE = bits("mention_everyone")
EVERYTHING: Json = {"parse": ["users", "roles", "everyone"]}


def _exclusive(form: Form, path: Path, allowed: Json) -> None:
    for kind in ("users", "roles"):
        if kind in (allowed.get("parse") or []) and allowed.get(kind):
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.wrong((*path, "parse"), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)


ALLOWED = Model(
    {
        "parse": many(one_of("users", "roles", "everyone").check, 0, 3),
        "users": many(snowflake().check, 0, 100),
        "roles": many(snowflake().check, 0, 100),
        "replied_user": yes_no(),
    },
    _exclusive,
)


def settle(
    message: Message, words: str, allowed: Json | None, replied: User | None, *, may_ping_everyone: bool
) -> None:
    """Write into the message whom it mentions and whom it pings."""
    rules: Json = EVERYTHING | {"replied_user": True} if allowed is None else allowed
    if "<@" in words:
        _settle_names(message, words, rules, may_ping_everyone=may_ping_everyone)
    parse: list[str] = rules.get("parse") or []
    message.mentions_everyone = may_ping_everyone and "everyone" in parse and bool(_EVERYONE.search(words))
    if replied is not None and rules.get("replied_user") and replied not in message.mentioned:
        message.mentioned.append(replied)
    if message.is_private:
        return
    users = frozenset(user.id for user in message.mentioned)
    roles = frozenset(role.id for role in message.mentioned_roles)
    message.pinged = Pinged(users, roles, message.mentions_everyone)


def may_ping_everyone(channel: Channel, author: User) -> bool:
    """Whether this author may mention everyone, and roles that are not mentionable, in this channel."""
    member = channel.guild.members.get(author.id) if channel.guild else None
    return member is not None and bool(member.permissions_in(channel) & _MENTION_EVERYONE)


def _settle_names(message: Message, words: str, rules: Json, *, may_ping_everyone: bool) -> None:
    world, guild = message.channel.world, message.channel.guild
    users = [world.users.get(number) for number in _named(_USER, words, rules, "users")]
    message.mentioned = [user for user in users if user is not None]
    if guild is None:
        return
    roles = [guild.roles.get(number) for number in _named(_ROLE, words, rules, "roles")]
    message.mentioned_roles = [role for role in roles if role and (role.mentionable or may_ping_everyone)]


def _named(pattern: re.Pattern[str], words: str, rules: Json, kind: str) -> list[int]:
    found = dict.fromkeys(int(number) for number in pattern.findall(words))
    if kind in (rules.get("parse") or []):
        return list(found)
    given: list[str] = rules.get(kind) or []
    listed = {int(number) for number in given}
    return [number for number in found if number in listed]
