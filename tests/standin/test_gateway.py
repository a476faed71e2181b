import asyncio

import aiohttp
import pytest

from bot.standin import Discord, Guild, Limits, Patience
from tests.standin.raw import CONTENT, DMS, EVENTS, GUILDS, MEMBERS, MESSAGES, RawBot


async def test_hello_says_how_often_to_beat_and_a_beat_is_acknowledged(bot):
    wire = await bot.wire()
    assert wire.hello["heartbeat_interval"] == 41250
    await wire.send(1, None)
    assert (await wire.next())["op"] == 11


@pytest.mark.parametrize("compress", [False, True])
async def test_ready_names_the_guilds_which_then_arrive(bot, discord, guild, compress):
    wire = await bot.wire(compress=compress)
    await wire.send(2, {"token": discord.token, "intents": GUILDS, "properties": {}})
    ready = await wire.event("READY")
    assert ready["guilds"] == [{"id": str(guild.id), "unavailable": True}]
    assert ready["user"]["id"] == str(discord.bot.id)
    assert ready["resume_gateway_url"] == discord.gateway_url
    arrived = await wire.event("GUILD_CREATE")
    assert arrived["name"] == "Riverside Branch"
    assert wire.sequence == 2


async def test_a_guild_arrives_with_only_the_bot_among_its_members(bot, discord, guild, polls, alice):
    guild.thread("minutes", polls)
    wire = await bot.identify()
    arrived = await wire.event("GUILD_CREATE")
    assert [each["user"]["id"] for each in arrived["members"]] == [str(discord.bot.id)]
    assert arrived["member_count"] == 2
    assert [each["name"] for each in arrived["channels"]] == ["polls"]
    assert [each["name"] for each in arrived["threads"]] == ["minutes"]
    assert {each["name"] for each in arrived["roles"]} == {"@everyone", "steward"}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"token": "wrong", "intents": GUILDS}, 4004),
        ({"intents": 1 << 30}, 4013),
        ({"intents": None}, 4013),
        ({"intents": MEMBERS}, 4014),
        ({"intents": CONTENT}, 4014),
        ({"intents": 1 << 8}, 4014),
        ({"intents": GUILDS, "shard": [2, 2]}, 4010),
    ],
)
async def test_a_wrong_identify_is_closed_with_its_code(bot, discord, said, code):
    wire = await bot.wire()
    await wire.send(2, {"token": discord.token, "properties": {}, **said})
    assert await wire.closed() == code


async def test_privileged_intents_are_taken_once_the_application_has_them(bot, discord):
    discord.world.application.members_intent = True
    discord.world.application.message_content = True
    wire = await bot.identify(GUILDS | MEMBERS | CONTENT)
    assert wire.session


@pytest.mark.parametrize(
    ("sent", "code"),
    [('{"op": 99, "d": null}', 4001), ("not json", 4002), ('{"op": 3, "d": {}}', 4003), ("x" * 4097, 4002)],
)
async def test_nonsense_is_closed_with_its_code(bot, sent, code):
    wire = await bot.wire()
    await wire.ws.send_str(sent)
    assert await wire.closed() == code


async def test_a_second_identify_is_closed(bot, discord):
    wire = await bot.identify()
    await wire.send(2, {"token": discord.token, "intents": GUILDS, "properties": {}})
    assert await wire.closed() == 4005


async def test_a_client_that_talks_too_much_is_closed(bot):
    wire = await bot.wire()
    for _ in range(121):
        await wire.send(1, None)
    assert await wire.closed() == 4008


async def test_a_client_that_never_beats_is_closed():
    async with Discord(heartbeat=0.05) as discord, RawBot(discord) as bot:
        wire = await bot.wire()
        assert await wire.closed() == 4009


async def test_another_api_version_is_closed(bot, discord):
    ws = await bot.http.ws_connect(discord.gateway_url + "?v=5&encoding=json")
    while (await ws.receive(timeout=2)).type is aiohttp.WSMsgType.TEXT:
        pass
    assert ws.close_code == 4012


async def test_a_resume_replays_what_was_missed_in_order(bot, discord, guild):
    wire = await bot.identify()
    await wire.event("GUILD_CREATE")
    discord.faults.drop_gateway()
    await wire.closed()
    guild.role("Reps")
    guild.role("Officers")
    again = await bot.wire(url=wire.resume_url)
    await again.send(6, {"token": discord.token, "session_id": wire.session, "seq": wire.sequence})
    assert (await again.next())["d"]["role"]["name"] == "Reps"
    assert (await again.next())["d"]["role"]["name"] == "Officers"
    resumed = await again.next()
    assert (resumed["t"], resumed["s"]) == ("RESUMED", wire.sequence + 3)
    guild.role("Stewards")
    assert (await again.next())["d"]["role"]["name"] == "Stewards"


async def test_an_unknown_session_cannot_be_resumed(bot, discord):
    wire = await bot.wire()
    await wire.send(6, {"token": discord.token, "session_id": "none", "seq": 1})
    refused = await wire.next()
    assert (refused["op"], refused["d"]) == (9, False)


async def test_a_resume_can_be_refused_to_order(bot, discord):
    wire = await bot.identify()
    discord.faults.drop_gateway(4000)
    assert await wire.closed() == 4000
    discord.faults.refuse_resume()
    again = await bot.wire()
    await again.send(6, {"token": discord.token, "session_id": wire.session, "seq": wire.sequence})
    assert (await again.next())["op"] == 9
    await again.send(2, {"token": discord.token, "intents": GUILDS, "properties": {}})
    assert (await again.next())["t"] == "READY"


async def test_a_resume_from_the_future_is_closed(bot, discord):
    wire = await bot.identify()
    discord.faults.drop_gateway(4000)
    await wire.closed()
    again = await bot.wire()
    await again.send(6, {"token": discord.token, "session_id": wire.session, "seq": 999})
    assert await again.closed() == 4007


async def test_a_session_its_client_closed_properly_is_gone(bot, discord):
    wire = await bot.identify()
    await wire.ws.close(code=1000)
    again = await bot.wire()
    await again.send(6, {"token": discord.token, "session_id": wire.session, "seq": wire.sequence})
    assert (await again.next())["op"] == 9


async def test_every_connection_can_be_asked_to_reconnect(bot, discord):
    wire = await bot.identify()
    discord.faults.reconnect()
    while (payload := await wire.next())["op"] == 0:
        pass
    assert payload["op"] == 7


@pytest.mark.parametrize("resumable", [True, False])
async def test_every_session_can_be_declared_invalid(bot, discord, resumable):
    wire = await bot.identify()
    discord.faults.invalidate_sessions(resumable=resumable)
    while (payload := await wire.next())["op"] == 0:
        pass
    assert (payload["op"], payload["d"]) == (9, resumable)


async def test_the_gateway_can_be_away_for_a_time(bot, discord):
    discord.faults.refuse_gateway(seconds=0.05)
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await bot.wire()
    await asyncio.sleep(0.08)
    assert await bot.wire()


async def test_guilds_are_shared_out_among_shards(bot, discord):
    guilds = [discord.guild(f"Branch {number}") for number in range(6)]
    for guild in guilds:
        guild.channel("general")
    first, second = await bot.identify(shard=[0, 2]), await bot.identify(shard=[1, 2])
    heard: dict[int, set[str]] = {0: set(), 1: set()}
    for shard, wire in enumerate((first, second)):
        mine = [each for each in guilds if (each.id >> 22) % 2 == shard]
        heard[shard] = {(await wire.event("GUILD_CREATE"))["id"] for _ in mine}
        assert heard[shard] == {str(each.id) for each in mine}
        await wire.nothing()
    assert len(heard[0] | heard[1]) == 6


async def test_an_interaction_goes_to_the_shard_of_its_guild(bot, discord, guild, alice, polls):
    shard = (guild.id >> 22) % 3
    mine, other = await bot.identify(shard=[shard, 3]), await bot.identify(shard=[(shard + 1) % 3, 3])
    await mine.event("GUILD_CREATE")
    pressing = asyncio.create_task(alice.raw_slash("anything"))
    assert (await mine.event("INTERACTION_CREATE"))["data"]["name"] == "anything"
    await other.nothing()
    pressing.cancel()
    await asyncio.gather(pressing, return_exceptions=True)


async def test_roles_and_channels_are_told_as_they_change(bot, guild, alice):
    wire = await bot.identify()
    role = guild.role("Reps")
    assert (await wire.event("GUILD_ROLE_CREATE"))["role"]["name"] == "Reps"
    role.edit(name="Representatives")
    assert (await wire.event("GUILD_ROLE_UPDATE"))["role"]["name"] == "Representatives"
    room = guild.channel("desk", overwrites={role: {"view_channel": True}, guild.everyone: {"view_channel": False}})
    told = await wire.event("CHANNEL_CREATE")
    assert {each["id"]: (each["allow"], each["deny"]) for each in told["permission_overwrites"]} == {
        str(role.id): ("1024", "0"),
        str(guild.id): ("0", "1024"),
    }
    room.edit(name="office")
    assert (await wire.event("CHANNEL_UPDATE"))["name"] == "office"
    room.delete()
    assert (await wire.event("CHANNEL_DELETE"))["id"] == str(room.id)
    role.delete()
    assert (await wire.event("GUILD_ROLE_DELETE"))["role_id"] == str(role.id)


async def test_members_are_told_only_to_those_with_the_members_intent(bot, discord, guild):
    discord.world.application.members_intent = True
    without, with_it = await bot.identify(), await bot.identify(GUILDS | MEMBERS)
    await without.event("GUILD_CREATE")
    role = guild.role("Reps")
    await without.event("GUILD_ROLE_CREATE")
    carol = guild.member("carol")
    carol.add_role(role)
    carol.leave()
    assert (await with_it.event("GUILD_MEMBER_ADD"))["user"]["username"] == "carol"
    assert (await with_it.event("GUILD_MEMBER_UPDATE"))["roles"] == [str(role.id)]
    assert (await with_it.event("GUILD_MEMBER_REMOVE"))["user"]["username"] == "carol"
    await without.nothing()


async def test_the_bot_hears_of_its_own_roles_without_any_intent(bot, discord, guild):
    wire = await bot.identify()
    guild.me.add_role(guild.role("Helpers"))
    assert (await wire.event("GUILD_MEMBER_UPDATE"))["user"]["id"] == str(discord.bot.id)


async def test_members_can_be_asked_for_in_pieces(bot, discord):
    discord.world.application.members_intent = True
    guild = discord.guild("Big Branch", members=1500)
    wire = await bot.identify(GUILDS | MEMBERS)
    await wire.send(8, {"guild_id": str(guild.id), "query": "", "limit": 0, "nonce": "n"})
    first, second = await wire.event("GUILD_MEMBERS_CHUNK"), await wire.event("GUILD_MEMBERS_CHUNK")
    assert (first["chunk_index"], second["chunk_index"], second["chunk_count"]) == (0, 1, 2)
    assert len(first["members"]) + len(second["members"]) == 1501
    assert first["nonce"] == "n"


async def test_members_can_be_asked_for_by_id_and_by_name(bot, discord, guild, alice, bob):
    discord.world.application.members_intent = True
    wire = await bot.identify(GUILDS | MEMBERS)
    await wire.send(8, {"guild_id": str(guild.id), "user_ids": [str(bob.id)], "limit": 0})
    assert [each["user"]["username"] for each in (await wire.event("GUILD_MEMBERS_CHUNK"))["members"]] == ["bob"]
    await wire.send(8, {"guild_id": str(guild.id), "query": "AL", "limit": 5})
    assert [each["user"]["username"] for each in (await wire.event("GUILD_MEMBERS_CHUNK"))["members"]] == ["alice"]


async def test_all_members_without_the_intent_is_closed(bot, guild):
    wire = await bot.identify()
    await wire.send(8, {"guild_id": str(guild.id), "query": "", "limit": 0})
    assert await wire.closed() == 4013


async def test_messages_are_told_only_with_their_intent_and_without_their_words(bot, guild, polls, alice):
    without, with_it = await bot.identify(), await bot.identify(GUILDS | MESSAGES)
    await without.event("GUILD_CREATE")
    await alice.write(polls, "nobody's business")
    told = await with_it.event("MESSAGE_CREATE")
    assert (told["content"], told["author"]["username"]) == ("", "alice")
    await without.nothing()


async def test_words_are_told_with_the_content_intent_or_to_whom_they_are_for(bot, discord, guild, polls, alice):
    plain = await bot.identify(GUILDS | MESSAGES)
    discord.world.application.message_content = True
    reader = await bot.identify(GUILDS | MESSAGES | CONTENT)
    await alice.write(polls, "for all")
    assert (await reader.event("MESSAGE_CREATE"))["content"] == "for all"
    assert (await plain.event("MESSAGE_CREATE"))["content"] == ""
    await alice.write(polls, f"for you {discord.bot.mention}")
    assert (await plain.event("MESSAGE_CREATE"))["content"].startswith("for you")


async def test_direct_messages_have_an_intent_of_their_own(bot, discord, alice):
    guildwise, directly = await bot.identify(GUILDS | MESSAGES), await bot.identify(DMS)
    await guildwise.event("GUILD_CREATE")
    await alice.write(alice.dm, "hello")
    assert (await directly.event("MESSAGE_CREATE"))["content"] == "hello"
    await guildwise.nothing()


async def test_messages_in_a_channel_the_bot_cannot_see_are_not_told(bot, guild, polls, alice):
    wire = await bot.identify(GUILDS | MESSAGES)
    polls.deny(guild.me, "view_channel")
    await wire.event("CHANNEL_UPDATE")
    await alice.write(polls, "hidden")
    await wire.nothing()


async def test_an_edit_and_a_deletion_are_told(bot, discord, polls):
    wire = await bot.identify(GUILDS | MESSAGES)
    made = (await bot.call("POST", f"/channels/{polls.id}/messages", {"content": "one"})).body
    await bot.call("PATCH", f"/channels/{polls.id}/messages/{made['id']}", {"content": "two"})
    await bot.call("DELETE", f"/channels/{polls.id}/messages/{made['id']}")
    assert (await wire.event("MESSAGE_CREATE"))["content"] == "one"
    assert (await wire.event("MESSAGE_UPDATE"))["content"] == "two"
    assert (await wire.event("MESSAGE_DELETE"))["id"] == made["id"]


async def test_a_guild_can_come_be_away_return_and_go(bot, discord, guild):
    wire = await bot.identify()
    await wire.event("GUILD_CREATE")
    other = discord.guild("Hillside Branch")
    assert (await wire.event("GUILD_CREATE"))["name"] == "Hillside Branch"
    other.outage()
    assert (await wire.event("GUILD_DELETE"))["unavailable"] is True
    other.outage(over=True)
    assert (await wire.event("GUILD_CREATE"))["id"] == str(other.id)
    other.leave()
    assert "unavailable" not in await wire.event("GUILD_DELETE")
    assert (await bot.call("GET", f"/guilds/{other.id}")).code == 10004


async def test_scheduled_events_are_told_with_their_intent(bot, guild):
    wire = await bot.identify(GUILDS | EVENTS)
    body = {
        "name": "Branch meeting",
        "privacy_level": 2,
        "entity_type": 3,
        "entity_metadata": {"location": "Hall"},
        "scheduled_start_time": "2999-01-01T18:00:00+00:00",
        "scheduled_end_time": "2999-01-01T19:00:00+00:00",
    }
    await bot.call("POST", f"/guilds/{guild.id}/scheduled-events", body)
    assert (await wire.event("GUILD_SCHEDULED_EVENT_CREATE"))["name"] == "Branch meeting"


async def test_five_hundred_people_can_press_at_the_same_moment():
    patience = Patience(first_answer=30)
    async with Discord(limits=Limits(on=False), patience=patience, keep=0) as discord, RawBot(discord) as bot:
        guild: Guild = discord.guild("Crowded Branch", members=500)
        polls = guild.channel("polls")
        await bot.answering(lambda asked: {"type": 4, "data": {"content": asked["member"]["user"]["id"], "flags": 64}})
        body = {
            "content": "Poll",
            "components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "Yes", "custom_id": "y"}]}],
        }
        await bot.call("POST", f"/channels/{polls.id}/messages", body)
        message = next(iter(polls.messages.values()))
        people = [each for each in guild.members.values() if not each.user.is_bot]
        replies = await asyncio.gather(*(each.press(message, "Yes") for each in people))
        assert [reply.content for reply in replies] == [str(each.id) for each in people]
