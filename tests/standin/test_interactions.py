import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.standin import Discord, Limits, Patience
from bot.standin.snowflakes import made_at
from tests.standin.raw import RawBot, button, menu, modal, row, say, text_input

THINK, THINK_UPDATE = {"type": 5, "data": {"flags": 64}}, {"type": 6}


@pytest.fixture
async def poll(bot, polls):
    body = {"content": "Accept?", "components": [row(button("Yes"), button("No")), row(menu("pick", "A", "B"))]}
    await bot.call("POST", f"/channels/{polls.id}/messages", body)
    return next(iter(polls.messages.values()))


async def test_a_slash_command_tells_all_about_who_asks_and_where(hear, discord, guild, polls, alice):
    reps = guild.role("Reps", permissions=["manage_events"])
    alice.add_role(reps)
    asked = await hear(alice.raw_slash("poll create", question="Accept?", who=alice))
    assert (asked["type"], asked["context"], asked["version"]) == (2, 0, 1)
    assert asked["application_id"] == str(discord.application_id)
    assert asked["member"]["roles"] == [str(reps.id)]
    assert int(asked["member"]["permissions"]) == alice.permissions_in(polls)
    assert int(asked["app_permissions"]) == guild.me.permissions_in(polls)
    assert (asked["locale"], asked["guild_locale"]) == ("en-GB", "en-GB")
    assert asked["guild"] == {"id": str(guild.id), "locale": "en-GB", "features": []}
    assert (asked["channel"]["id"], asked["channel_id"]) == (str(polls.id), str(polls.id))
    assert asked["authorizing_integration_owners"] == {"0": str(guild.id)}
    assert (asked["entitlements"], asked["attachment_size_limit"]) == ([], 10485760)
    assert asked["data"]["options"][0]["name"] == "create"
    assert asked["data"]["resolved"]["users"][str(alice.id)]["username"] == "alice"
    assert asked["data"]["resolved"]["members"][str(alice.id)]["roles"] == [str(reps.id)]
    assert abs(made_at(int(asked["id"])) - datetime.now(UTC)) < timedelta(seconds=5)  # noqa: TID251


async def test_a_press_carries_its_message(hear, poll, alice):
    asked = await hear(alice.press(poll, "Yes"))
    assert (asked["type"], asked["data"]["custom_id"], asked["data"]["component_type"]) == (3, "yes", 2)
    assert asked["message"]["content"] == "Accept?"


async def test_a_command_in_a_direct_message_has_a_user_and_no_guild(hear, alice):
    asked = await hear(alice.raw_slash("help", in_channel=alice.dm))
    assert (asked["user"]["username"], asked["context"]) == ("alice", 1)
    assert not asked.keys() & {"member", "guild", "guild_id"}


async def test_an_answer_comes_back_with_its_message_when_asked_for(bot, hear, alice):
    asked = await hear(alice.raw_slash("x"))
    answer = await bot.first(asked, say("counted"), "?with_response=true")
    assert answer.status == 200
    assert answer.body["interaction"]["response_message_ephemeral"] is True
    message = answer.body["resource"]["message"]
    assert (message["content"], message["flags"], message["type"]) == ("counted", 64, 20)
    assert message["interaction_metadata"]["user"]["username"] == "alice"
    assert answer.body["interaction"]["response_message_id"] == message["id"]


async def test_an_answer_without_response_is_empty(bot, hear, alice):
    answer = await bot.first(await hear(alice.raw_slash("x")), say("counted"))
    assert (answer.status, answer.body) == (204, b"")


async def test_a_second_acknowledgement_is_refused(bot, hear, alice):
    asked = await hear(alice.raw_slash("x"))
    await bot.first(asked, say("one"))
    answer = await bot.first(asked, say("two"))
    assert (answer.status, answer.code) == (400, 40060)


async def test_the_first_answer_after_three_seconds_is_refused(bot, discord, hear, alice):
    asked = await hear(alice.raw_slash("x"))
    discord.interactions[-1].expire_answer()
    answer = await bot.first(asked, say("late"))
    assert (answer.status, answer.code) == (404, 10062)


async def test_the_time_to_answer_is_a_parameter():
    async with (
        Discord(patience=Patience(first_answer=0.02), limits=Limits(on=False)) as discord,
        RawBot(discord) as bot,
    ):
        guild = discord.guild("Branch")
        guild.channel("polls")
        reply = await guild.member("alice").raw_slash("x")
        assert reply.failed
        assert reply.text == "The application did not respond"
        await asyncio.sleep(0.02)
        asked = reply.interaction.payload()
        assert (await bot.first(asked, say("late"))).code == 10062


async def test_an_unknown_interaction_is_refused(bot, hear, alice):
    asked = await hear(alice.raw_slash("x"))
    assert (await bot.first(asked | {"token": "x"}, say("x"))).code == 10062
    assert (await bot.first(asked | {"id": "1"}, say("x"))).code == 10062


async def test_the_token_dies_after_a_quarter_of_an_hour(bot, discord, hear, alice):
    asked = await hear(alice.raw_slash("x"))
    await bot.first(asked, say("one"))
    discord.interactions[-1].expire()
    for method, path, body in (
        ("POST", "", {"content": "x"}),
        ("PATCH", "/messages/@original", {"content": "x"}),
        ("GET", "/messages/@original", None),
    ):
        answer = await bot.call(method, bot.hook(asked) + path, body)
        assert (answer.status, answer.code) == (401, 50027)


async def test_nothing_can_follow_before_the_first_answer(bot, hear, alice):
    asked = await hear(alice.raw_slash("x"))
    assert (await bot.call("POST", bot.hook(asked), {"content": "x"})).code == 10015
    assert (await bot.call("PATCH", bot.hook(asked) + "/messages/@original", {"content": "x"})).code == 10015
    assert (await bot.call("POST", f"/webhooks/1/{asked['token']}", {"content": "x"})).code == 10015


async def test_a_thinking_answer_is_filled_in_later(bot, hear, polls, alice):
    asked = await hear(alice.raw_slash("x"))
    answer = await bot.first(asked, THINK, "?with_response=true")
    assert answer.body["interaction"]["response_message_loading"] is True
    assert alice.see(polls)[0].is_thinking
    original = (await bot.call("PATCH", bot.hook(asked) + "/messages/@original", {"content": "done"})).body
    assert (original["content"], original["flags"]) == ("done", 64)
    assert alice.see(polls)[0].text == "done"


async def test_the_first_follow_up_fills_in_a_thinking_answer_and_stays_private(bot, hear, polls, alice, bob):
    asked = await hear(alice.raw_slash("x"))
    await bot.first(asked, THINK)
    await bot.call("POST", bot.hook(asked), {"content": "done"})
    [message] = alice.see(polls)
    assert (message.text, message.is_private) == ("done", True)
    assert bob.see(polls) == []


async def test_the_original_can_be_read_edited_and_deleted(bot, hear, polls, alice):
    asked = await hear(alice.raw_slash("x"))
    await bot.first(asked, say("one"))
    at = bot.hook(asked) + "/messages/@original"
    assert (await bot.call("GET", at)).body["content"] == "one"
    await bot.call("PATCH", at, {"content": "two"})
    assert alice.see(polls)[0].text == "two"
    assert (await bot.call("PATCH", at, {"content": ""})).code == 50006
    assert (await bot.call("DELETE", at)).status == 204
    assert alice.see(polls) == []
    assert (await bot.call("PATCH", at, {"content": "three"})).code == 10008


async def test_follow_ups_come_after_and_can_be_changed(bot, hear, polls, alice, bob):
    asked = await hear(alice.raw_slash("x"))
    await bot.first(asked, say("one"))
    public = (await bot.call("POST", bot.hook(asked), {"content": "for all"})).body
    private = (await bot.call("POST", bot.hook(asked), {"content": "for you", "flags": 64})).body
    assert [message.text for message in bob.see(polls)] == ["for all"]
    assert [message.text for message in alice.see(polls)] == ["one", "for all", "for you"]
    at = f"{bot.hook(asked)}/messages/{private['id']}"
    assert (await bot.call("GET", at)).body["flags"] == 64
    assert (await bot.call("PATCH", at, {"content": "for you alone"})).body["content"] == "for you alone"
    assert (await bot.call("DELETE", at)).status == 204
    assert (await bot.call("GET", at)).code == 10008
    assert (await bot.call("GET", f"{bot.hook(asked)}/messages/{public['id']}")).status == 200


async def test_a_private_answer_is_no_message_of_the_channel(bot, hear, polls, alice):
    asked = await hear(alice.raw_slash("x"))
    made = (await bot.first(asked, say("secret"), "?with_response=true")).body["resource"]["message"]
    at = f"/channels/{polls.id}/messages"
    assert (await bot.call("GET", at)).body == []
    assert (await bot.call("GET", f"/channels/{polls.id}")).body["last_message_id"] is None
    for method in ("GET", "PATCH", "DELETE"):
        assert (
            await bot.call(method, f"{at}/{made['id']}", {"content": "x"} if method == "PATCH" else None)
        ).code == 10008


async def test_buttons_on_a_private_answer_work_for_its_reader(bot, hear, polls, alice):
    asked = await hear(alice.raw_slash("x"))
    await bot.first(asked, say("Sure?", components=[row(button("Confirm"))]))
    pressed = await hear(alice.press(alice.see(polls)[0], "Confirm"))
    assert (pressed["message"]["flags"], pressed["message"]["content"]) == (64, "Sure?")
    await bot.first(pressed, {"type": 7, "data": {"content": "Done", "components": []}})
    [message] = alice.see(polls)
    assert (message.text, message.buttons, message.is_private) == ("Done", [], True)


async def test_a_pressed_message_is_updated_in_place(bot, hear, poll, bob, alice):
    asked = await hear(alice.press(poll, "Yes"))
    answer = await bot.first(asked, {"type": 7, "data": {"content": "1 vote"}}, "?with_response=1")
    assert answer.body["resource"]["type"] == 7
    assert [message.text for message in bob.see(poll.channel)] == ["1 vote"]


async def test_a_pressed_message_is_updated_later(bot, hear, poll, bob, alice):
    asked = await hear(alice.press(poll, "Yes"))
    await bot.first(asked, THINK_UPDATE)
    assert (await bot.call("PATCH", bot.hook(asked) + "/messages/@original", {"content": "1 vote"})).status == 200
    assert bob.see(poll.channel)[0].text == "1 vote"


async def test_a_pressed_message_that_is_gone_cannot_be_updated(bot, hear, poll, alice):
    asked = await hear(alice.press(poll, "Yes"))
    poll.delete()
    assert (await bot.first(asked, {"type": 7, "data": {"content": "x"}})).code == 10008
    assert (await bot.first(asked, say("It was deleted."))).status == 204


@pytest.mark.parametrize(
    "answer", [{"type": 7, "data": {"content": "x"}}, THINK_UPDATE, {"type": 8}, {"type": 1}, {"type": 99}, {}]
)
async def test_a_command_takes_only_fitting_answers(bot, hear, alice, answer):
    refused = await bot.first(await hear(alice.raw_slash("x")), answer)
    assert refused.error("type") in {"BASE_TYPE_CHOICES", "BASE_TYPE_REQUIRED"}


async def test_a_modal_cannot_answer_a_modal(bot, hear, alice):
    asked = await hear(alice.raw_submit("tell", {"words": "x"}))
    assert (await bot.first(asked, modal(row(text_input(label="L"))))).error("type") == "BASE_TYPE_CHOICES"


async def test_only_a_modal_from_a_component_can_update_its_message(bot, hear, poll, alice):
    from_nowhere = await hear(alice.raw_submit("tell", {"words": "x"}))
    assert (await bot.first(from_nowhere, {"type": 7, "data": {"content": "x"}})).error("type") == "BASE_TYPE_CHOICES"
    from_button = await hear(alice.raw_submit("tell", {"words": "x"}, shown=poll))
    assert from_button["message"]["id"] == str(poll.id)
    assert (await bot.first(from_button, {"type": 7, "data": {"content": "x"}})).status == 204


async def test_a_wrong_answer_is_refused_at_its_place_and_may_be_mended(bot, hear, alice):
    asked = await hear(alice.raw_slash("x"))
    assert (await bot.first(asked, say("x" * 2001))).error("data", "content") == "BASE_TYPE_MAX_LENGTH"
    assert (await bot.first(asked, say(""))).code == 50006
    assert (await bot.first(asked, say("x"))).status == 204


async def test_autocomplete_takes_choices_and_nothing_else(bot, hear, alice):
    asked = await hear(alice.raw_autocomplete("poll", "which", "off"))
    assert asked["type"] == 4
    assert asked["data"]["options"][0]["focused"] is True
    assert (await bot.first(asked, say("x"))).error("type") == "BASE_TYPE_CHOICES"
    choices = [{"name": "Offer", "value": "1"}]
    too_many = {"type": 8, "data": {"choices": choices * 26}}
    assert (await bot.first(asked, too_many)).error("data", "choices") == "BASE_TYPE_MAX_LENGTH"
    long = {"type": 8, "data": {"choices": [{"name": "x" * 101, "value": "1"}]}}
    assert (await bot.first(asked, long)).error("data", "choices", 0, "name") == "BASE_TYPE_BAD_LENGTH"
    number = {"type": 8, "data": {"choices": [{"name": "x", "value": 1}]}}
    assert (await bot.first(asked, number)).error("data", "choices", 0, "value") == "STRING_TYPE_CONVERT"
    assert (await bot.first(asked, {"type": 8, "data": {"choices": choices}})).status == 204


async def test_an_answer_can_bring_files(bot, hear, polls, alice):
    asked = await hear(alice.raw_slash("x"))
    body = {"type": 4, "data": {"attachments": [{"id": 0, "filename": "a.csv", "description": "Figures"}]}}
    path = f"/interactions/{asked['id']}/{asked['token']}/callback"
    assert (await bot.call("POST", path, body, files={"a.csv": b"1"})).status == 204
    [file] = alice.see(polls)[0].files
    assert (file.name, file.description, file.data) == ("a.csv", "Figures", b"1")


async def test_the_same_interaction_can_arrive_twice(bot, alice):
    await bot.answering(lambda _: say("counted"))
    reply = await alice.raw_slash("x")
    await alice.replay(reply)
    for _ in range(50):
        if len(bot.asked) == 2 and bot.problems:
            break
        await asyncio.sleep(0.01)
    assert bot.asked[0]["id"] == bot.asked[1]["id"]
    assert "40060" in bot.problems[0]
