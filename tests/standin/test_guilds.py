async def test_the_bots_account_and_application(bot, discord, guild):
    me = (await bot.call("GET", "/users/@me")).body
    assert (me["id"], me["username"], me["bot"]) == (str(discord.bot.id), "steward", True)
    page = (await bot.call("GET", "/applications/@me")).body
    assert page["id"] == str(discord.application_id)
    assert (await bot.call("GET", "/oauth2/applications/@me")).body["id"] == page["id"]
    assert [each["name"] for each in (await bot.call("GET", "/users/@me/guilds")).body] == ["Riverside Branch"]


async def test_a_wrong_token_is_refused(bot):
    answer = await bot.call("GET", "/users/@me", token="wrong")
    assert (answer.status, answer.body) == (401, {"message": "401: Unauthorized", "code": 0})


async def test_the_gateway_is_on_the_same_port(bot, discord):
    assert (await bot.call("GET", "/gateway")).body == {"url": discord.gateway_url}
    told = (await bot.call("GET", "/gateway/bot")).body
    assert (told["url"], told["shards"]) == (discord.gateway_url, 1)
    assert told["session_start_limit"]["max_concurrency"] == 1


async def test_a_route_that_is_not_there_is_refused_and_remembered(bot, discord, guild):
    answer = await bot.call("GET", f"/guilds/{guild.id}/stickers")
    assert (answer.status, answer.body) == (404, {"message": "404: Not Found", "code": 0})
    assert (await bot.call("DELETE", "/users/@me")).status == 405
    async with bot.http.get(f"{discord.base}/users/@me") as elsewhere:
        assert elsewhere.status == 404
    assert discord.unknown == [
        f"GET /api/v10/guilds/{guild.id}/stickers",
        "DELETE /api/v10/users/@me",
        "GET /users/@me",
    ]


async def test_a_guild_with_its_roles_channels_and_members(bot, guild, polls, alice):
    reps = guild.role("Reps")
    alice.add_role(reps)
    path = f"/guilds/{guild.id}"
    assert (await bot.call("GET", path + "?with_counts=true")).body["approximate_member_count"] == 2
    assert (await bot.call("GET", f"{path}/roles/{reps.id}")).body["name"] == "Reps"
    assert len((await bot.call("GET", path + "/roles")).body) == 3
    assert [each["name"] for each in (await bot.call("GET", path + "/channels")).body] == ["polls"]
    assert (await bot.call("GET", f"{path}/members/{alice.id}")).body["roles"] == [str(reps.id)]
    assert (await bot.call("GET", f"/users/{alice.id}")).body["username"] == "alice"
    thread = guild.thread("minutes", polls)
    assert (await bot.call("GET", path + "/threads/active")).body["threads"][0]["id"] == str(thread.id)
    assert (await bot.call("GET", f"{path}/members/1")).code == 10007
    assert (await bot.call("GET", f"{path}/roles/1")).code == 10011
    assert (await bot.call("GET", "/users/1")).code == 10013
    assert (await bot.call("GET", "/users/x")).status == 404


async def test_roles_are_counted_without_any_privilege(bot, guild, alice, bob):
    reps, empty = guild.role("Reps"), guild.role("Empty")
    alice.add_role(reps)
    bob.add_role(reps)
    counts = (await bot.call("GET", f"/guilds/{guild.id}/roles/member-counts")).body
    assert counts == {str(guild.bot_role.id): 1, str(reps.id): 2, str(empty.id): 0}


async def test_members_are_listed_only_with_the_intent(bot, discord, guild, alice, bob):
    path = f"/guilds/{guild.id}/members"
    assert (await bot.call("GET", path + "?limit=1000")).code == 50001
    discord.world.application.members_intent = True
    listed = (await bot.call("GET", path + "?limit=1000")).body
    assert [each["user"]["username"] for each in listed] == ["steward", "alice", "bob"]
    assert len((await bot.call("GET", f"{path}?limit=1000&after={alice.id}")).body) == 1
    assert len((await bot.call("GET", path)).body) == 1
