"""`check --online` against the stand-in: what Discord says of the installation."""

from pathlib import Path

from bot import online
from bot.actions import branches
from bot.desk import Desk
from bot.ids import Caller, ChannelId, GuildId, MemberId
from bot.operate import Finding, Level
from bot.rules.branches import Use
from bot.settings import Settings
from bot.standin import Discord, Guild


def settings(discord: Discord, tmp_path: Path, **changes: object) -> Settings:
    given = {"token": discord.token, "data_dir": tmp_path / "data", "api_base": discord.api_base} | changes
    return Settings(_env_file=None, **given)  # pyright: ignore[reportCallIssue, reportArgumentType] - pydantic's own


async def set_up(desk: Desk, guild: Guild, channel: int) -> None:
    sue = Caller(GuildId(guild.id), MemberId(1), frozenset(), administrator=True)
    await branches.begin(desk, sue, name="Leeds", roles={}, channels={Use.POLLS: ChannelId(channel)})
    await branches.finish(desk, sue)


def problems(findings: object) -> list[Finding]:
    return [finding for finding in findings if finding.level is not Level.OK]  # pyright: ignore[reportGeneralTypeIssues]


async def test_an_installation_that_is_well_has_nothing_to_put_right(desk: Desk, tmp_path: Path):
    async with Discord() as discord:
        guild = discord.guild("Leeds")
        await set_up(desk, guild, guild.channel("polls").id)
        findings = await online.examine(settings(discord, tmp_path))
    assert problems(findings) == []
    assert len(findings) >= 3


async def test_a_wrong_token_is_said_without_being_shown(tmp_path: Path):
    async with Discord() as discord:
        findings = await online.examine(settings(discord, tmp_path, token="wrong.token.here"))
    assert [finding.level for finding in findings] == [Level.PROBLEM]
    assert "wrong.token.here" not in str(findings)
    assert "STEWARD_TOKEN" in findings[0].remedy


async def test_an_intent_that_discord_refuses_is_named(tmp_path: Path):
    async with Discord() as discord:
        findings = await online.examine(settings(discord, tmp_path, members_intent=True))
    assert "STEWARD_MEMBERS_INTENT" in findings[-1].remedy


async def test_a_branch_that_is_not_set_up_is_told_how(tmp_path: Path):
    async with Discord() as discord:
        discord.guild("Leeds")
        (finding,) = problems(await online.examine(settings(discord, tmp_path)))
    assert "/branch setup" in finding.remedy


async def test_a_permission_that_is_missing_in_a_channel_is_named(desk: Desk, tmp_path: Path):
    async with Discord() as discord:
        guild = discord.guild("Leeds")
        channel = guild.channel("polls")
        channel.deny(guild.me, "send_messages")
        await set_up(desk, guild, channel.id)
        (finding,) = problems(await online.examine(settings(discord, tmp_path)))
    assert "Send Messages" in finding.what


async def test_a_channel_that_is_gone_is_named(desk: Desk, tmp_path: Path):
    async with Discord() as discord:
        guild = discord.guild("Leeds")
        await set_up(desk, guild, 12345)
        (finding,) = problems(await online.examine(settings(discord, tmp_path)))
    assert "no longer exists" in finding.what


async def test_a_discord_that_cannot_be_reached_is_said(tmp_path: Path):
    async with Discord() as discord:
        wanted = settings(discord, tmp_path, api_base="http://127.0.0.1:9/api/v10")
    (finding,) = await online.examine(wanted)
    assert finding.level is Level.PROBLEM


async def test_a_server_that_is_away_is_not_called_empty(desk: Desk, tmp_path: Path):
    async with Discord() as discord:
        guild = discord.guild("Leeds")
        await set_up(desk, guild, guild.channel("polls").id)
        guild.outage()
        (finding,) = problems(await online.examine(settings(discord, tmp_path)))
    assert finding.level is Level.WARNING
    assert str(guild.id) in finding.what
    assert "no longer exists" not in finding.what
