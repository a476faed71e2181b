import asyncio

import pytest

from bot.standin import Discord, Limits
from tests.standin.raw import RawBot, say

MESSAGES = ("POST", "/channels/{channel_id}/messages")


@pytest.fixture
async def limited():
    """A branch with limits: five posts in 0.2 seconds, so that nobody waits for long."""
    limits = Limits(per_route={MESSAGES: (5, 0.2)})
    async with Discord(limits=limits) as discord, RawBot(discord) as bot:
        yield bot, discord, discord.guild("Branch").channel("polls")


async def test_every_answer_says_how_many_are_left(limited):
    bot, _, polls = limited
    headers = (await bot.call("POST", f"/channels/{polls.id}/messages", {"content": "x"})).headers
    assert (headers["X-RateLimit-Limit"], headers["X-RateLimit-Remaining"]) == ("5", "4")
    assert 0 < float(headers["X-RateLimit-Reset-After"]) <= 0.2
    assert headers["X-RateLimit-Bucket"]
    assert headers["Via"]


async def test_the_sixth_post_waits_and_then_goes_through(limited):
    bot, _, polls = limited
    path = f"/channels/{polls.id}/messages"
    for _ in range(5):
        assert (await bot.call("POST", path, {"content": "x"})).status == 200
    refused = await bot.call("POST", path, {"content": "x"})
    assert refused.status == 429
    assert refused.body["global"] is False
    assert 0 < refused.body["retry_after"] <= 0.2
    assert refused.headers["Retry-After"]
    assert refused.headers["X-RateLimit-Scope"] == "user"
    await asyncio.sleep(refused.body["retry_after"] + 0.01)
    assert (await bot.call("POST", path, {"content": "x"})).status == 200
    assert len(polls.messages) == 6


async def test_each_channel_has_a_bucket_of_its_own(limited):
    bot, _, polls = limited
    other = polls.guild.channel("general")
    for _ in range(5):
        await bot.call("POST", f"/channels/{polls.id}/messages", {"content": "x"})
    assert (await bot.call("POST", f"/channels/{other.id}/messages", {"content": "x"})).status == 200


async def test_posts_and_edits_are_five_in_five_seconds_unless_changed():
    seen = Limits().per_route
    assert seen[MESSAGES] == (5, 5.0)
    assert seen["PATCH", "/channels/{channel_id}/messages/{message_id}"] == (5, 5.0)


async def test_the_whole_bot_is_limited_too():
    async with Discord(limits=Limits(per_second=3)) as discord, RawBot(discord) as bot:
        answers = [await bot.call("GET", "/users/@me") for _ in range(4)]
        assert [answer.status for answer in answers] == [200, 200, 200, 429]
        assert answers[-1].body["global"] is True
        assert answers[-1].headers["X-RateLimit-Global"] == "true"


async def test_interactions_are_not_covered_by_the_global_limit():
    async with Discord(limits=Limits(per_second=1)) as discord, RawBot(discord) as bot:
        guild = discord.guild("Branch")
        guild.channel("polls")
        alice = guild.member("alice")
        await bot.answering(lambda _: [("first", say("one")), ("POST", "", {"content": "two"})])
        replies = [await alice.raw_slash("x") for _ in range(10)]
        assert not any(reply.failed for reply in replies)
        assert bot.problems == []


async def test_interactions_can_be_limited_to_order():
    async with Discord(limits=Limits(interactions=(1, 60.0))) as discord, RawBot(discord) as bot:
        guild = discord.guild("Branch")
        guild.channel("polls")
        alice = guild.member("alice")
        await bot.answering(
            lambda _: [("first", say("one")), ("POST", "", {"content": "2"}), ("POST", "", {"content": "3"})]
        )
        await alice.raw_slash("x")
        async with asyncio.timeout(1):
            while not bot.problems:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
        assert bot.problems[0].startswith("429")
