"""What the client promises whatever a cog does: it asks Discord for little, keeps nobody in mind, and pings nobody."""

from pathlib import Path

import discord

from bot.app import App, intents
from bot.desk import Desk
from bot.settings import Settings


def settings(tmp_path: Path, *, members_intent: bool = False) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path, members_intent=members_intent)  # pyright: ignore[reportCallIssue] - pydantic's own


async def test_nothing_the_bot_sends_pings_anybody_unless_it_is_asked_to(desk: Desk, tmp_path: Path):
    app = App(settings(tmp_path), desk)
    try:
        assert app.allowed_mentions is not None
        assert app.allowed_mentions.to_dict() == discord.AllowedMentions.none().to_dict()
    finally:
        await app.finish()


async def test_nobody_and_nothing_that_was_said_is_kept_in_mind(desk: Desk, tmp_path: Path):
    app = App(settings(tmp_path, members_intent=True), desk)
    try:
        assert app.intents == intents(app.settings)
        held = app._connection  # pyright: ignore[reportPrivateUsage]
        assert held.max_messages is None
        assert held.member_cache_flags == discord.MemberCacheFlags.none()
        assert not held._chunk_guilds  # pyright: ignore[reportPrivateUsage]
    finally:
        await app.finish()


def test_no_privileged_intent_is_asked_for_unless_it_is_set(tmp_path: Path):
    plain, listed = intents(settings(tmp_path)), intents(settings(tmp_path, members_intent=True))
    assert [name for name, on in plain if on] == ["guilds"]
    assert sorted(name for name, on in listed if on) == ["guilds", "members"]
