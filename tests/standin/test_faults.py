import asyncio

import aiohttp
import pytest

from tests.standin.raw import say


@pytest.fixture
def post(bot, polls):
    async def post(**more):
        return await bot.call("POST", f"/channels/{polls.id}/messages", {"content": "x", **more})

    return post


async def test_an_error_to_order_carries_nothing_out(post, discord, polls):
    discord.faults.error("POST", "*/messages", times=2, status=503)
    assert [(await post()).status for _ in range(3)] == [503, 503, 200]
    assert len(polls.messages) == 1


async def test_only_the_requests_meant_go_wrong(bot, post, discord):
    discord.faults.error("PATCH", "/channels/{channel_id}/messages/{message_id}")
    assert (await post()).status == 200
    assert (await bot.call("GET", "/users/@me")).status == 200


async def test_an_answer_can_be_lost_after_the_message_was_made(post, discord, polls):
    discord.faults.lose_answer("POST", "*/messages")
    assert (await post(nonce="n", enforce_nonce=True)).status == 502
    assert len(polls.messages) == 1
    again = await post(nonce="n", enforce_nonce=True)
    assert (again.status, len(polls.messages)) == (200, 1)


async def test_a_connection_can_be_cut_after_or_before(post, discord, polls):
    discord.faults.cut("POST", "*/messages")
    with pytest.raises(aiohttp.ClientError):
        await post()
    assert len(polls.messages) == 1
    discord.faults.cut("POST", "*/messages", before=True)
    with pytest.raises(aiohttp.ClientError):
        await post()
    assert len(polls.messages) == 1
    assert [request.status for request in discord.requests] == [0, 0]


async def test_an_answer_can_be_slow_though_the_thing_is_done(post, discord, polls):
    discord.faults.slow(0.05, "POST", "*/messages")
    posting = asyncio.create_task(post())
    async with asyncio.timeout(1):
        while not polls.messages:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
    assert not posting.done()
    assert (await posting).status == 200


@pytest.mark.parametrize("everywhere", [False, True])
async def test_a_storm_of_429s(post, discord, polls, everywhere):
    discord.faults.storm("POST", "*/messages", times=2, retry_after=0.01, everywhere=everywhere)
    refused = await post()
    assert (refused.status, refused.body["retry_after"], refused.body["global"]) == (429, 0.01, everywhere)
    assert ("X-RateLimit-Global" in refused.headers) is everywhere
    assert [(await post()).status for _ in range(2)] == [429, 200]


async def test_discord_can_be_away_altogether_and_come_back(bot, post, discord):
    wire = await bot.identify()
    discord.faults.unreachable()
    with pytest.raises(aiohttp.ClientError):
        await post()
    await wire.closed()
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await bot.wire()
    discord.faults.calm()
    assert (await post()).status == 200
    assert await bot.wire()


async def test_discord_can_be_silent_and_then_do_what_it_was_asked(post, discord, polls):
    discord.faults.pause()
    posting = asyncio.create_task(post())
    done, _ = await asyncio.wait([posting], timeout=0.05)
    assert not done
    assert not polls.messages
    discord.faults.calm()
    assert (await posting).status == 200


async def test_the_gateway_can_be_dropped_with_or_without_a_code(bot, discord):
    wire = await bot.identify()
    discord.faults.drop_gateway(4000)
    assert await wire.closed() == 4000
    wire = await bot.identify()
    discord.faults.drop_gateway()
    assert await wire.closed() in {None, 1006}


async def test_an_interaction_during_an_outage_arrives_with_the_resume(bot, discord, guild, alice):
    wire = await bot.identify()
    await wire.event("GUILD_CREATE")
    discord.faults.drop_gateway()
    await wire.closed()
    asking = asyncio.create_task(alice.raw_slash("x"))
    await asyncio.sleep(0)
    again = await bot.wire(url=wire.resume_url)
    await again.send(6, {"token": discord.token, "session_id": wire.session, "seq": wire.sequence})
    asked = await again.event("INTERACTION_CREATE")
    assert (await bot.first(asked, say("counted"))).status == 204
    assert (await asking).text == "counted"
