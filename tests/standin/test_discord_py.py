"""The real client, unpatched but for its addresses: it logs in, registers, is used, loses its socket and carries on."""

import asyncio
import io
import warnings
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
import yarl

from bot.standin import Channel, Discord

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # audioop, which discord.py imports and nobody here uses
    import discord as library
    from discord import app_commands
    from discord.gateway import DiscordWebSocket
    from discord.http import Route


class Tell(library.ui.Modal, title="Tell us"):
    def __init__(self):
        super().__init__()
        self.what = library.ui.TextInput(style=library.TextStyle.long)
        self.topic = library.ui.RadioGroup()
        for name in ("Pay", "Hours"):
            self.topic.add_option(label=name, value=name.lower())
        self.add_item(library.ui.Label(text="What", component=self.what))
        self.add_item(library.ui.Label(text="Topic", component=self.topic))

    async def on_submit(self, interaction):
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send(f"{self.topic.value}: {self.what.value}")


class Publish(library.ui.Modal, title="Publish the minutes"):
    def __init__(self):
        super().__init__()
        self.papers = library.ui.FileUpload()
        self.chair = library.ui.UserSelect()
        self.kind = library.ui.Select(options=[library.SelectOption(label=each) for each in ("Draft", "Approved")])
        for text, component in (("Minutes", self.papers), ("Chair", self.chair), ("Kind", self.kind)):
            self.add_item(library.ui.Label(text=text, component=component))

    async def on_submit(self, interaction):
        words = await self.papers.values[0].read()
        [chair] = self.chair.values
        text = f"{self.kind.values[0]} of {chair} {type(chair).__name__}: {words.decode()}"
        await interaction.response.send_message(text, ephemeral=True)


class Vote(library.ui.View):
    def __init__(self):
        super().__init__(timeout=None)

    @library.ui.button(label="Yes", custom_id="vote:yes")
    async def yes(self, interaction, _button):
        await interaction.response.send_message("counted", ephemeral=True)

    @library.ui.button(label="Tell", custom_id="vote:tell")
    async def tell(self, interaction, _button):
        await interaction.response.send_modal(Tell())

    @library.ui.select(custom_id="vote:pick", placeholder="Pick", options=[library.SelectOption(label="A")])
    async def pick(self, interaction, select):
        await interaction.response.edit_message(content=f"picked {select.values[0]}")


class Client(library.AutoShardedClient):
    def __init__(self, **more):
        super().__init__(intents=library.Intents(guilds=True), guild_ready_timeout=0.05, **more)
        self.tree = app_commands.CommandTree(self)
        self.ready = asyncio.Event()

        @self.tree.command(description="Open a poll")
        async def poll(interaction, question: str, who: library.Member | None = None):
            await interaction.response.send_message(f"{question} {who}", view=Vote())

        @self.tree.command(description="Publish the minutes")
        async def minutes(interaction, file: library.Attachment | None = None):
            if file is None:
                await interaction.response.send_modal(Publish())
                return
            copy = library.File(io.BytesIO(await file.read()), file.filename)
            await interaction.response.send_message(f"{file.content_type}", file=copy, ephemeral=True)

        @poll.autocomplete("question")
        async def offer(_interaction, typed: str):
            return [app_commands.Choice(name=f"{typed}!", value=typed)]

    async def setup_hook(self):
        await self.tree.sync()

    async def on_ready(self):
        self.ready.set()


@asynccontextmanager
async def running(stand_in: Discord, monkeypatch: pytest.MonkeyPatch, **more):
    monkeypatch.setattr(Route, "BASE", stand_in.api_base)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(stand_in.gateway_url))
    async with Client(**more) as client:
        run = asyncio.create_task(client.start(stand_in.token))
        waiting = asyncio.create_task(client.ready.wait())
        await asyncio.wait([run, waiting], timeout=5, return_when=asyncio.FIRST_COMPLETED)
        if run.done():
            run.result()
        yield client
        await client.close()
        await asyncio.gather(run, return_exceptions=True)


def room(client: Client, channel: Channel) -> library.TextChannel:
    found = client.get_channel(channel.id)
    assert isinstance(found, library.TextChannel)
    return found


async def test_the_real_client_is_used_by_people(discord, polls, alice, monkeypatch):
    async with running(discord, monkeypatch) as client:
        assert await alice.autocomplete("poll", "question", "Offer") == [("Offer!", "Offer")]
        poll = await alice.slash("poll", question="Accept?", who=alice)
        assert poll.text == "Accept? alice"
        assert (await alice.press(poll, "Yes")).text == "counted"
        shown = await alice.press(poll, "Tell")
        assert (await alice.submit(shown, What="cold office", Topic="Hours")).text == "hours: cold office"
        assert (await alice.select(poll, "Pick", "A")).updated
        channel = room(client, polls)
        counts = await channel.guild.role_member_counts()
        assert {role.id: count for role, count in counts.items()} == {polls.guild.bot_role.id: 1}
        sent = await channel.send("Figures", file=library.File(io.BytesIO(b"1"), "a.csv", description="Figures"))
        await sent.edit(content="Figures, mended")
        assert [message.content async for message in channel.history()] == ["Figures, mended", "picked A"]
        with pytest.raises(library.NotFound) as unknown:
            await channel.fetch_message(1)
        assert unknown.value.code == 10008
        alice.close_dms()
        with pytest.raises(library.Forbidden) as refused:
            await (await client.fetch_user(alice.id)).send("x")
        assert refused.value.code == 50007
    assert discord.unknown == []
    assert discord.ignored == []


async def test_the_real_client_takes_files_and_people_out_of_commands_and_modals(discord, polls, alice, monkeypatch):
    async with running(discord, monkeypatch):
        reply = await alice.slash("minutes", file=("May.txt", b"Pay claim"))
        assert (reply.text, alice.open(reply, "May.txt")) == ("text/plain; charset=utf-8", b"Pay claim")
        form = await alice.slash("minutes")
        reply = await alice.submit(form, Minutes=("May.txt", b"Pay claim"), Chair=alice, Kind="Approved")
        assert reply.text == "Approved of alice Member: Pay claim"
    assert (discord.unknown, discord.ignored) == ([], [])


async def test_the_real_client_keeps_an_event_and_is_pressed_in_a_direct_message(discord, polls, alice, monkeypatch):
    async with running(discord, monkeypatch) as client:
        begins = datetime(2999, 1, 1, 18, 30, tzinfo=UTC)
        event = await room(client, polls).guild.create_scheduled_event(
            name="Meeting",
            start_time=begins,
            end_time=begins + timedelta(hours=2),
            location="Hall",
            entity_type=library.EntityType.external,
            privacy_level=library.PrivacyLevel.guild_only,
        )
        await event.edit(start_time=begins + timedelta(hours=1), location="Library")
        [seen] = alice.events
        assert (seen.begins, seen.location) == (begins + timedelta(hours=1), "Library")
        await event.cancel()
        with pytest.raises(library.HTTPException) as refused:
            await event.edit(name="Again")
        assert (refused.value.code, alice.events) == (180000, [])
        await (await client.fetch_user(alice.id)).send("Tomorrow", view=Vote())
        assert (await alice.press(alice.dms[-1], "Yes")).text == "counted"
    assert (discord.unknown, discord.ignored) == ([], [])


async def test_the_real_client_resumes_after_its_socket_is_cut(discord, polls, alice, monkeypatch):
    async with running(discord, monkeypatch) as client:
        resumed = client.wait_for("shard_resumed", timeout=5)
        waiting = asyncio.create_task(resumed)
        await asyncio.sleep(0)
        discord.faults.reconnect()
        await waiting
        assert (await alice.slash("poll", question="Still there?")).text == "Still there? None"
    assert discord.unknown == []


async def test_the_real_client_waits_out_a_limit_and_an_error(discord, polls, monkeypatch):
    async with running(discord, monkeypatch) as client:
        discord.faults.storm("POST", "*/messages", retry_after=0.01)
        assert (await room(client, polls).send("x")).content == "x"
        discord.faults.error("PATCH", "*/messages/*", status=400)
        with pytest.raises(library.HTTPException):
            await room(client, polls).get_partial_message(1).edit(content="x")
