import pytest

from bot.standin import Discord
from tests.standin.raw import RawBot, button, label, modal, row, say, text_input


async def test_every_request_is_kept_with_its_body_and_status(bot, discord, polls):
    await bot.call("POST", f"/channels/{polls.id}/messages", {"content": "x"}, files={"a.txt": b"1"})
    await bot.call("POST", f"/channels/{polls.id}/messages", {})
    first, second = discord.requests
    assert (first.method, first.route) == ("POST", "/channels/{channel_id}/messages")
    assert first.path == f"/api/v10/channels/{polls.id}/messages"
    assert (first.body, first.files, first.status) == ({"content": "x"}, ("a.txt",), 200)
    assert first.answer["content"] == "x"
    assert (second.status, second.answer["code"]) == (400, 50006)


async def test_listeners_hear_of_every_request(bot, discord, polls):
    heard = []
    discord.on_request(heard.append)
    await bot.call("GET", f"/channels/{polls.id}/messages?limit=5")
    assert (heard[0].query, heard[0].status) == ({"limit": "5"}, 200)


async def test_a_validator_gathers_what_is_wrong(bot, discord, polls):
    found = discord.validate_with(lambda method, route, body: ["too short"] if body == {"content": "x"} else [])
    await bot.call("POST", f"/channels/{polls.id}/messages", {"content": "x"})
    assert found == ["POST /channels/{channel_id}/messages: too short"]


async def test_the_story_can_be_read(bot, discord, polls, alice):
    def answer(asked):
        if asked["type"] == 3:
            return modal(label("What", text_input()))
        return say("Thank you.", embeds=[{"title": "Kept"}])

    await bot.answering(answer)
    await bot.call(
        "POST", f"/channels/{polls.id}/messages", {"content": "Tell us", "components": [row(button("Tell"))]}
    )
    shown = await alice.press(alice.see(polls)[0], "Tell")
    await alice.submit(shown, What="cold office")
    alice.see(polls)[0].delete()
    lines = [line for line in discord.transcript if line.what != "asked"]
    assert [(line.who, line.what, line.private) for line in lines] == [
        ("steward", "posted", False),
        ("alice", "press", False),
        ("bot", "modal", True),
        ("alice", "submit", False),
        ("steward", "posted", True),
        ("steward", "deleted", False),
    ]
    story = discord.story()
    assert "alice press #polls: Tell" in story
    assert "steward posted #polls (only seen by them): Thank you.\nKept" in story
    assert f"bot asked POST /api/v10/channels/{polls.id}/messages -> 200" in story


@pytest.mark.parametrize(("keep", "kept"), [(0, 0), (3, 3), (None, 10)])
async def test_the_log_can_be_bounded_or_turned_off(keep, kept):
    async with Discord(keep=keep) as discord, RawBot(discord) as bot:
        for _ in range(10):
            await bot.call("GET", "/users/@me")
        assert len(discord.requests) == kept
        assert len(discord.transcript) == kept
