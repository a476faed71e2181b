import pytest

from bot.standin import CannotDo
from bot.standin.permissions import bits
from tests.standin.raw import button, menu, row, say


def option(name, kind=3, **more):
    return {"name": name, "description": "D", "type": kind, **more}


COMMANDS = [
    {
        "name": "poll",
        "description": "D",
        "options": [
            option(
                "create",
                1,
                options=[
                    option("question", required=True, min_length=3, max_length=20),
                    option(
                        "kind", choices=[{"name": "Secret vote", "value": "secret"}, {"name": "Open", "value": "open"}]
                    ),
                    option("hours", 4, min_value=1, max_value=72),
                    option("share", 10),
                    option("again", 5),
                    option("who", 6),
                    option("room", 7, channel_types=[0]),
                    option("office", 8),
                    option("either", 9),
                    option("paper", 11),
                ],
            ),
            option("close", 1, options=[option("poll", autocomplete=True)]),
        ],
    },
    {"name": "branch", "description": "D", "default_member_permissions": str(bits("manage_guild"))},
    {"name": "locked", "description": "D", "default_member_permissions": "0"},
    {"name": "here", "description": "D", "contexts": [0]},
    {"name": "alone", "description": "D", "contexts": [1]},
]


@pytest.fixture
async def echo(bot, discord):
    """A bot that answers everything with what it was told."""

    def answer(asked):
        if asked["type"] == 4:
            return {"type": 8, "data": {"choices": [{"name": "The offer", "value": "7"}]}}
        return say(asked["data"].get("name") or asked["data"]["custom_id"])

    await bot.call("PUT", f"/applications/{discord.application_id}/commands", COMMANDS)
    await bot.answering(answer)
    return bot


async def post(bot, channel, *components, **more):
    body = {"content": "Vote", "components": list(components), **more}
    answer = await bot.call("POST", f"/channels/{channel.id}/messages", body)
    return channel.messages[int(answer.body["id"])]


async def test_options_of_every_type_arrive_as_they_should(echo, guild, polls, alice, bob):
    reps = guild.role("Reps")
    reply = await alice.slash(
        "poll create",
        question="Accept?",
        kind="Secret vote",
        hours=5,
        share=0.5,
        again=True,
        who=bob,
        room=polls,
        office=reps,
        either=reps,
        paper=("a.txt", b"x"),
    )
    assert (reply.text, reply.is_private) == ("poll", True)
    [sub] = echo.asked[-1]["data"]["options"]
    sent = {each["name"]: each["value"] for each in sub["options"]}
    paper = sent.pop("paper")
    assert sent == {
        "question": "Accept?",
        "kind": "secret",
        "hours": 5,
        "share": 0.5,
        "again": True,
        "who": str(bob.id),
        "room": str(polls.id),
        "office": str(reps.id),
        "either": str(reps.id),
    }
    assert echo.asked[-1]["data"]["resolved"]["attachments"][paper]["filename"] == "a.txt"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"question": "x"},
        {"question": "x" * 21},
        {"question": 5},
        {"question": "fine", "kind": "ranked"},
        {"question": "fine", "hours": 0},
        {"question": "fine", "hours": 73},
        {"question": "fine", "hours": "5"},
        {"question": "fine", "hours": 1.5},
        {"question": "fine", "again": "yes"},
        {"question": "fine", "who": "bob"},
        {"question": "fine", "office": "Reps"},
        {"question": "fine", "strange": 1},
    ],
)
async def test_the_client_does_not_send_wrong_options(echo, alice, given):
    with pytest.raises(CannotDo):
        await alice.slash("poll create", **given)
    assert echo.asked == []


async def test_a_channel_of_the_wrong_kind_is_not_offered(echo, guild, alice):
    with pytest.raises(CannotDo):
        await alice.slash("poll create", question="fine", room=guild.channel("hall", kind="voice"))


@pytest.mark.parametrize("command", ["nothing", "poll", "poll open", "poll create more"])
async def test_a_command_that_is_not_there_cannot_be_used(echo, alice, command):
    with pytest.raises(CannotDo):
        await alice.slash(command, question="fine")


async def test_commands_are_hidden_from_those_without_the_permission(echo, guild, alice):
    chair = guild.member("chair", administrator=True)
    officer = guild.member("officer", roles=[guild.role("Officers", permissions=["manage_guild"])])
    for member, command in ((alice, "branch"), (alice, "locked"), (officer, "locked")):
        with pytest.raises(CannotDo, match="not offered"):
            await member.slash(command)
    assert (await officer.slash("branch")).text == "branch"
    assert (await chair.slash("locked")).text == "locked"
    assert (await alice.raw_slash("branch")).text == "branch"


async def test_commands_need_the_right_to_use_them_at_all(echo, guild, polls, alice):
    polls.deny(guild.everyone, "use_application_commands")
    with pytest.raises(CannotDo):
        await alice.slash("here")


async def test_commands_are_offered_where_they_belong(echo, alice):
    assert (await alice.slash("alone", in_channel=alice.dm)).text == "alone"
    with pytest.raises(CannotDo):
        await alice.slash("alone")
    with pytest.raises(CannotDo):
        await alice.slash("here", in_channel=alice.dm)


async def test_an_option_completes_itself_as_the_person_types(echo, alice):
    assert await alice.autocomplete("poll close", "poll", "off") == [("The offer", "7")]
    [sub] = echo.asked[-1]["data"]["options"]
    assert sub["options"] == [{"name": "poll", "type": 3, "value": "off", "focused": True}]
    with pytest.raises(CannotDo):
        await alice.autocomplete("poll create", "question", "x")


async def test_a_button_is_pressed_by_its_label_or_its_id(echo, polls, alice):
    poll = await post(echo, polls, row(button("Yes", "vote:yes"), button("No", "vote:no")))
    assert (await alice.press(poll, "Yes")).text == "vote:yes"
    assert (await alice.press(poll, custom_id="vote:no")).text == "vote:no"


async def test_a_button_without_words_is_known_by_its_emoji(echo, polls, alice):
    held = {"type": 2, "style": 1, "emoji": {"name": "👍"}, "custom_id": "vote:yes"}
    assert (await alice.press(await post(echo, polls, row(held)), "👍")).text == "vote:yes"


async def test_buttons_that_are_off_elsewhere_or_not_there_cannot_be_pressed(echo, polls, alice):
    link = {"type": 2, "style": 5, "label": "Law", "url": "https://example.org"}
    poll = await post(echo, polls, row(button("Yes", disabled=True), link))
    for label in ("Yes", "Law", "Maybe"):
        with pytest.raises(CannotDo):
            await alice.press(poll, label)
    assert (await alice.raw_press(poll, custom_id="vote:maybe")).text == "vote:maybe"


async def test_nobody_presses_what_they_do_not_see(echo, guild, polls, alice, bob):
    poll = await post(echo, polls, row(button("Yes")))
    private = await alice.press(poll, "Yes")
    with pytest.raises(CannotDo, match="does not see"):
        await bob.press(private, "Yes")
    polls.deny(guild.everyone, "view_channel")
    with pytest.raises(CannotDo, match="does not see"):
        await alice.press(poll, "Yes")
    polls.allow(guild.everyone, "view_channel")
    poll.delete()
    with pytest.raises(CannotDo, match="does not see"):
        await alice.press(poll, "Yes")


async def test_whoever_left_sees_nothing(echo, polls, alice):
    poll = await post(echo, polls, row(button("Yes")))
    alice.leave()
    assert alice.see(polls) == []
    with pytest.raises(CannotDo):
        await alice.press(poll, "Yes")


async def test_choices_in_menus_are_made_by_label(echo, guild, polls, alice, bob):
    reps = guild.role("Reps")
    poll = await post(
        echo,
        polls,
        row(menu("which", "A", "B", "C", min_values=1, max_values=2, placeholder="Choose")),
        row({"type": 5, "custom_id": "who"}),
        row({"type": 7, "custom_id": "either", "max_values": 2}),
        row({"type": 8, "custom_id": "room", "channel_types": [0]}),
    )
    await alice.select(poll, "Choose", ["A", "C"])
    assert echo.asked[-1]["data"]["values"] == ["a", "c"]
    await alice.select(poll, "who", bob)
    assert echo.asked[-1]["data"]["resolved"]["members"].keys() == {str(bob.id)}
    await alice.select(poll, "either", [bob, reps])
    assert echo.asked[-1]["data"]["values"] == [str(bob.id), str(reps.id)]
    await alice.select(poll, "room", polls)
    assert echo.asked[-1]["data"]["resolved"]["channels"].keys() == {str(polls.id)}


@pytest.mark.parametrize("choices", [[], ["A", "B", "C"], ["D"], ["A", "A"]])
async def test_menus_take_only_what_they_offer(echo, polls, alice, choices):
    poll = await post(echo, polls, row(menu("which", "A", "B", "C", max_values=2)))
    with pytest.raises(CannotDo):
        await alice.select(poll, "which", choices)


async def test_a_menu_that_is_off_or_not_there_takes_nothing(echo, polls, alice):
    poll = await post(echo, polls, row(menu("which", "A", disabled=True)))
    for name in ("which", "other"):
        with pytest.raises(CannotDo):
            await alice.select(poll, name, "A")


async def test_a_reply_waits_for_what_was_promised(bot, alice):
    await bot.answering(lambda _: [("first", {"type": 5}), ("PATCH", "/messages/@original", {"content": "done"})])
    reply = await alice.raw_slash("x")
    assert (reply.text, reply.is_private, reply.is_thinking) == ("done", False, False)


async def test_a_reply_says_that_the_message_was_updated(bot, polls, alice):
    poll = await post(bot, polls, row(button("Yes")))
    await bot.answering(lambda _: [("first", {"type": 6}), ("PATCH", "/messages/@original", {"content": "1 vote"})])
    reply = await alice.press(poll, "Yes")
    assert (reply.updated, reply.message, reply.text) == (True, poll, "1 vote")


async def test_a_reply_is_the_follow_up_when_the_message_was_left_alone(bot, polls, alice):
    poll = await post(bot, polls, row(button("Yes")))
    await bot.answering(lambda _: [("first", {"type": 6}), ("POST", "", {"content": "counted", "flags": 64})])
    reply = await alice.press(poll, "Yes")
    assert (reply.updated, reply.text, reply.is_private, len(reply.followups)) == (False, "counted", True, 1)


async def test_a_promise_that_is_not_kept_still_says_that_the_bot_is_thinking(bot, polls, alice):
    poll = await post(bot, polls, row(button("Yes")))
    await bot.answering(lambda _: {"type": 5})
    reply = await alice.press(poll, "Yes", timeout=0.05)
    assert (reply.is_thinking, reply.failed, reply.text) == (True, False, "")


async def test_all_the_words_of_a_message_can_be_read(bot, polls, alice):
    embed = {
        "title": "Result",
        "description": "Carried",
        "fields": [{"name": "For", "value": "41"}],
        "footer": {"text": "Branch indicative vote."},
        "author": {"name": "Riverside"},
    }
    await bot.call("POST", f"/channels/{polls.id}/messages", {"content": "Closed.", "embeds": [embed]})
    assert alice.see(polls)[0].text == "Closed.\nRiverside\nResult\nCarried\nFor\n41\nBranch indicative vote."


async def test_people_write_only_where_they_can(guild, polls, alice):
    polls.deny(guild.everyone, "send_messages")
    with pytest.raises(CannotDo):
        await alice.write(polls, "x")


async def test_somebody_without_any_channel_can_use_nothing(guild, polls, alice):
    polls.deny(guild.everyone, "view_channel")
    with pytest.raises(CannotDo, match="sees no channel"):
        await alice.slash("poll create")


async def test_nobodys_client_is_set_to_a_language_discord_does_not_have(guild):
    assert guild.member("carys", locale="fr").user.locale == "fr"
    with pytest.raises(CannotDo):
        guild.member("dewi", locale="cy")


async def test_one_person_can_be_in_two_guilds(discord, guild, alice):
    other = discord.guild("Hillside Branch")
    again = other.member(alice.user)
    assert again.id == alice.id
    assert again.guild is other
