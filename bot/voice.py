"""How Steward speaks unprompted: in a queued job's own time, and once.

A delivery may be repeated after a crash, so before it posts anything again it looks for what the earlier attempt may
have posted, and edits that. A delivery that can never succeed says so, and is shown to the officers.
"""

import hashlib
import logging
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.i18n import say
from bot.ids import ChannelId, MessageId
from bot.scheduler import Hopeless, Job, Later

log = logging.getLogger(__name__)

UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MESSAGE = 10003, 10004, 10008
MISSING_ACCESS, MISSING_PERMISSION = 50001, 50013
CANNOT_REPLY = 160002  # without Read Message History nothing can be posted under another post
LOOK_BACK, A_FEW = 100, 10
GUILD_AWAY = 10.0
# Discord has seen too many private conversations opened: it says so to a bot that is too fast (40003), or takes it for
# one that sends spam and lets it open none until its owner has appealed (20026). Neither is the member's doing.
TOO_FAST, FLAGGED = 40003, 20026
NO_RECIPIENT = 50033
TOO_FAST_FOR = 600.0

# What a message can be sent with and not edited with.
ONLY_WHEN_NEW = ("file", "files", "reference", "mention_author")

NEEDED = ("view_channel", "send_messages", "embed_links", "attach_files", "read_message_history")


def lacking(channel: discord.abc.GuildChannel) -> list[str]:
    """The permissions that Steward needs to speak in this channel and does not have, as discord.py names them."""
    mine = channel.permissions_for(channel.guild.me)
    return [name for name in NEEDED if not getattr(mine, name)]


def named(permissions: Iterable[str]) -> str:
    """These permissions as Discord's own settings call them."""
    return ", ".join(say(f"permission.{name}") for name in permissions)


def _place(client: discord.Client, job: Job, channel_id: ChannelId) -> discord.PartialMessageable:
    """The channel to speak in; raises Later while the branch is out of reach, for that may pass."""
    server = client.get_guild(job.guild_id)
    if server is None or server.unavailable:
        raise Later(GUILD_AWAY)
    return client.get_partial_messageable(channel_id, guild_id=job.guild_id)


@contextmanager
def delivering() -> Generator[None]:
    """Tell what can never succeed (Hopeless) from what may succeed later (anything else)."""
    try:
        yield
    except discord.RateLimited as error:
        raise Later(error.retry_after) from error
    except discord.HTTPException as error:
        if error.code in (UNKNOWN_CHANNEL, UNKNOWN_GUILD):
            raise Hopeless("job.channel_gone") from error
        if error.code in (MISSING_ACCESS, MISSING_PERMISSION):
            raise Hopeless("job.no_permission") from error
        raise


async def post_once(client: discord.Client, job: Job, channel_id: ChannelId, mark: str, **parts: Any) -> MessageId:
    """Post this, or bring the post of an earlier attempt up to date; `mark` stands in its embed's footer.

    Raises Hopeless when the channel or the permission is gone, else whatever Discord or the network raised.
    """
    where = _place(client, job, channel_id)
    with delivering():
        earlier = await _earlier(client, where, job, mark) if job.attempts > 1 else None
        if earlier is not None:
            await earlier.edit(**_as_edit(parts))
            return MessageId(earlier.id)
        # Discord answers a repeated nonce with the message already made, for some minutes; the mark is for afterwards.
        nonce = hashlib.sha256(f"{job.key} {mark}".encode()).hexdigest()[:25]
        try:
            sent = await where.send(nonce=nonce, **parts)
        except discord.Forbidden as error:
            if error.code != CANNOT_REPLY or "reference" not in parts:
                raise
            sent = await where.send(nonce=nonce, **_alone(parts))
        return MessageId(sent.id)


async def edit(client: discord.Client, job: Job, channel_id: ChannelId, message_id: MessageId, **parts: Any) -> bool:
    """Bring a post up to date; False when somebody has deleted it or its channel."""
    where = _place(client, job, channel_id)
    with delivering():
        try:
            await where.get_partial_message(message_id).edit(**_as_edit(parts))
        except discord.NotFound as error:
            if error.code not in (UNKNOWN_MESSAGE, UNKNOWN_CHANNEL):
                raise
            return False
    return True


def _alone(parts: dict[str, Any]) -> dict[str, Any]:
    """The same post under no other, its files to be read from the start once more."""
    for file in [*parts.get("files", ()), *([parts["file"]] if "file" in parts else ())]:
        file.reset()
    return {name: part for name, part in parts.items() if name not in ("reference", "mention_author")}


def _as_edit(parts: dict[str, Any]) -> dict[str, Any]:
    kept = {name: part for name, part in parts.items() if name not in ONLY_WHEN_NEW}
    # No files at all takes away those of before; not to speak of files leaves them.
    files = parts.get("files", [parts["file"]] if "file" in parts else None)
    return kept if files is None else {**kept, "attachments": files}


async def _earlier(
    client: discord.Client, where: discord.PartialMessageable, job: Job, mark: str
) -> discord.Message | None:
    me = client.user.id if client.user else None
    try:
        async for message in where.history(limit=LOOK_BACK, after=_since(job), oldest_first=False):
            if message.author.id == me and any(embed.footer.text == mark for embed in message.embeds):
                return message
    except discord.Forbidden:
        log.warning("cannot look back in a channel: Read Message History is missing")
    return None


def _since(job: Job) -> datetime:
    """From when on an earlier try may have spoken: Discord's clock and ours need not agree to the second."""
    return (job.first_tried_at or job.due_at) - timedelta(minutes=1)


async def write_once(member: discord.Member, job: Job, mark: str, *, in_doubt: bool, **parts: Any) -> bool:
    """Say this to one member in private, once; False when Discord does not bring it to them.

    `in_doubt`: an earlier try may have said it, and is looked for by the `mark` in its embed's footer. Raises Later
    where Discord finds Steward too fast, and Hopeless where it lets Steward write to nobody new.
    """
    nonce = hashlib.sha256(f"{job.key} {member.id}".encode()).hexdigest()[:25]
    try:
        room = await member.create_dm()
        if in_doubt and await _is_there(room, member, mark):
            return True
        await room.send(nonce=nonce, **parts)
    except (discord.Forbidden, discord.NotFound) as error:
        if error.code == TOO_FAST:
            raise Later(TOO_FAST_FOR) from error
        if error.code == FLAGGED:
            raise Hopeless("job.flagged") from error
        return False
    except discord.HTTPException as error:
        if error.code != NO_RECIPIENT:  # a bot, or an account that is deleted
            raise
        return False
    return True


async def _is_there(room: discord.DMChannel, member: discord.Member, mark: str) -> bool:
    """However long ago it was: letters that Discord would not take may have waited for days to be tried again."""
    async for message in room.history(limit=LOOK_BACK):
        is_ours = message.author.id == member.guild.me.id
        if is_ours and any(embed.footer.text == mark for embed in message.embeds):
            return True
    return False


async def whisper(member: discord.Member, job: Job, **parts: Any) -> bool:
    """Say this to one member in private, once; False when they accept no messages from the branch."""
    nonce = hashlib.sha256(f"{job.key} {member.id}".encode()).hexdigest()[:25]
    try:
        if job.attempts > 1 and await _is_whispered(member, job, **parts):
            return True
        await member.send(nonce=nonce, **parts)
    except discord.Forbidden:
        return False
    return True


async def _is_whispered(
    member: discord.Member, job: Job, *, content: str = "", embed: discord.Embed | None = None, **_: Any
) -> bool:
    """Whether an earlier try has said it: a private message bears no mark, so the same words are looked for."""
    said = (content, [] if embed is None else [embed.description])
    room = await member.create_dm()
    async for message in room.history(limit=A_FEW, after=_since(job), oldest_first=False):
        if message.author.id == member.guild.me.id and said == (
            message.content,
            [e.description for e in message.embeds],
        ):
            return True
    return False
