import pytest

from bot.standin.permissions import ALL, BITS, bits


async def test_a_channel_the_bot_cannot_see_is_closed_to_it(bot, guild, polls):
    polls.deny(guild.everyone, "view_channel")
    for method, path in (("GET", ""), ("GET", "/messages"), ("POST", "/messages")):
        answer = await bot.call(method, f"/channels/{polls.id}{path}", {"content": "x"} if method == "POST" else None)
        assert (answer.status, answer.code) == (403, 50001)


async def test_sending_embeds_and_files_each_need_their_permission(bot, guild, polls):
    path = f"/channels/{polls.id}/messages"
    polls.deny(guild.me, "embed_links")
    assert (await bot.call("POST", path, {"embeds": [{"title": "x"}]})).code == 50013
    polls.deny(guild.me, "attach_files")
    assert (await bot.call("POST", path, {}, files={"x": b"x"})).code == 50013
    assert (await bot.call("POST", path, {"content": "x"})).status == 200
    polls.deny(guild.me, "send_messages")
    answer = await bot.call("POST", path, {"content": "x"})
    assert (answer.status, answer.code) == (403, 50013)


async def test_roles_add_up_and_a_channel_overrules_them(guild, polls, alice):
    assert not alice.can("manage_guild")
    reps = guild.role("Reps", permissions=["manage_guild"])
    alice.add_role(reps)
    assert alice.can("manage_guild")
    polls.deny(guild.everyone, "send_messages")
    assert not alice.can("send_messages", polls)
    polls.allow(reps, "send_messages")
    assert alice.can("send_messages", polls)
    polls.deny(alice, "send_messages")
    assert not alice.can("send_messages", polls)


async def test_an_allowance_of_one_role_beats_a_denial_of_another(guild, polls, alice):
    one, two = guild.role("One"), guild.role("Two")
    alice.add_role(one)
    alice.add_role(two)
    polls.deny(one, "send_messages")
    polls.allow(two, "send_messages")
    assert alice.can("send_messages", polls)


async def test_owners_and_administrators_may_do_everything_anywhere(guild, polls):
    owner, chair = guild.member("owner", owner=True), guild.member("chair", administrator=True)
    polls.deny(guild.everyone, "view_channel")
    for member in (owner, chair):
        assert member.permissions == member.permissions_in(polls) == ALL


async def test_whoever_cannot_see_a_channel_can_do_nothing_in_it(guild, polls, alice):
    polls.deny(guild.everyone, "view_channel")
    assert alice.permissions_in(polls) == 0
    assert not alice.can_see(polls)


async def test_whoever_cannot_send_can_ping_nobody(guild, polls, alice):
    alice.add_role(guild.role("Loud", permissions=["mention_everyone"]))
    assert alice.can("mention_everyone", polls)
    polls.deny(guild.everyone, "send_messages")
    assert not alice.can("mention_everyone", polls)


async def test_a_thread_follows_its_parent_and_has_its_own_right_to_send(bot, guild, polls, alice):
    thread = guild.thread("minutes", polls)
    polls.deny(guild.me, "send_messages")
    assert (await bot.call("POST", f"/channels/{thread.id}/messages", {"content": "x"})).status == 200
    polls.deny(guild.me, "send_messages_in_threads")
    assert (await bot.call("POST", f"/channels/{thread.id}/messages", {"content": "x"})).code == 50013
    polls.deny(guild.everyone, "view_channel")
    assert not alice.can_see(thread)


async def test_the_names_of_permissions_are_discords(polls):
    assert BITS["manage_guild"] == 5
    assert bits("view_channel", "send_messages") == 0xC00
    assert 1 << BITS["pin_messages"] == 2251799813685248


async def test_a_role_may_be_given_only_below_the_bots_own(bot, guild, alice):
    low, high = guild.role("Low"), guild.role("High")
    path = f"/guilds/{guild.id}/members/{alice.id}/roles"
    assert (await bot.call("PUT", f"{path}/{low.id}")).code == 50013
    guild.bot_role.grant("manage_roles")
    guild.bot_role.position = high.position
    assert (await bot.call("PUT", f"{path}/{low.id}")).status == 204
    assert low in alice.roles
    assert (await bot.call("PUT", f"{path}/{high.id}")).code == 50013
    assert (await bot.call("DELETE", f"{path}/{low.id}")).status == 204
    assert low not in alice.roles
    assert (await bot.call("PUT", f"{path}/1")).code == 10011


@pytest.mark.parametrize("path", ["threads", "messages/{}/threads"])
async def test_threads_are_started_with_the_permission(bot, guild, polls, path):
    made = (await bot.call("POST", f"/channels/{polls.id}/messages", {"content": "x"})).body
    path = f"/channels/{polls.id}/{path.format(made['id'])}"
    assert (await bot.call("POST", path, {"name": "x" * 101})).error("name") == "BASE_TYPE_BAD_LENGTH"
    answer = await bot.call("POST", path, {"name": "minutes", "type": 11})
    assert (answer.status, answer.body["parent_id"]) == (201, str(polls.id))


async def test_a_message_starts_one_thread_and_only_with_the_permission(bot, guild, polls):
    made = (await bot.call("POST", f"/channels/{polls.id}/messages", {"content": "x"})).body
    path = f"/channels/{polls.id}/messages/{made['id']}/threads"
    polls.deny(guild.me, "create_public_threads")
    assert (await bot.call("POST", path, {"name": "minutes"})).code == 50013
    polls.allow(guild.me, "create_public_threads")
    assert (await bot.call("POST", path, {"name": "minutes"})).body["id"] == made["id"]
    assert (await bot.call("POST", path, {"name": "again"})).code == 160004


async def test_a_channel_is_changed_only_with_the_permission(bot, guild, polls):
    path = f"/channels/{polls.id}"
    assert (await bot.call("PATCH", path, {"name": "votes"})).code == 50013
    assert (await bot.call("DELETE", path)).code == 50013
    guild.bot_role.grant("manage_channels")
    assert (await bot.call("PATCH", path, {"name": "votes", "topic": "T"})).body["name"] == "votes"
    assert (await bot.call("DELETE", path)).status == 200
    assert polls.deleted
