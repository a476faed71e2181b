"""Direct messages that are worked with: whoever received one presses its buttons and is answered there."""

import pytest

from bot.standin import CannotDo
from tests.standin.raw import button, label, menu, modal, row, say, text_input


@pytest.fixture
async def dm(bot, alice):
    """A direct message to alice with two buttons and a menu."""
    room = (await bot.call("POST", "/users/@me/channels", {"recipient_id": str(alice.id)})).body
    rows = [row(button("Stop"), button("Tell")), row(menu("which", "A", "B"))]
    await bot.call("POST", f"/channels/{room['id']}/messages", {"content": "Tomorrow", "components": rows})
    return alice.dms[-1]


async def test_a_press_in_a_direct_message_has_a_user_and_no_guild(hear, dm, alice):
    asked = await hear(alice.press(dm, "Stop"))
    assert (asked["user"]["id"], asked["context"], asked["message"]["id"]) == (str(alice.id), 1, str(dm.id))
    assert (asked["channel"]["type"], asked["channel_id"]) == (1, str(alice.dm.id))
    assert asked["channel"]["recipients"][0]["id"] == str(alice.id)
    assert asked["authorizing_integration_owners"] == {"0": "0"}
    assert not asked.keys() & {"member", "guild", "guild_id", "guild_locale"}


async def test_a_direct_message_is_changed_in_place_or_answered_privately(bot, dm, alice):
    answers = {
        "stop": {"type": 7, "data": {"content": "Stopped", "components": [row(button("Again"))]}},
        "again": [
            ("first", {"type": 5, "data": {"flags": 64}}),
            ("PATCH", "/messages/@original", {"content": "You are told again"}),
            ("POST", "", {"content": "And once more", "flags": 64}),
        ],
    }
    await bot.answering(lambda asked: answers[asked["data"]["custom_id"]])
    reply = await alice.press(dm, "Stop")
    assert (reply.updated, dm.text, [each.label for each in dm.buttons]) == (True, "Stopped", ["Again"])
    reply = await alice.press(dm, "Again")
    assert (reply.text, reply.is_private, bot.problems) == ("You are told again", True, [])
    assert [each.text for each in alice.dms][:2] == ["Stopped", "You are told again"]
    history = (await bot.call("GET", f"/channels/{alice.dm.id}/messages")).body
    assert [each["content"] for each in history] == ["Stopped"]


async def test_a_modal_is_filled_in_and_a_menu_used_in_a_direct_message(bot, dm, alice):
    shown = modal(label("Why", text_input("why")), label("Which", menu("one", "A", "B")))
    await bot.answering(
        lambda asked: say("thanks") if asked["type"] == 5 or asked["data"]["custom_id"] == "which" else shown
    )
    form = await alice.press(dm, "Tell")
    assert (await alice.submit(form, Why="away", Which="B")).text == "thanks"
    sent = bot.asked[-1]
    assert (sent["type"], sent["user"]["id"], sent["message"]["id"]) == (5, str(alice.id), str(dm.id))
    assert [each["component"].get("value", each["component"].get("values")) for each in sent["data"]["components"]] == [
        "away",
        ["b"],
    ]
    assert (await alice.select(dm, "which", "A")).text == "thanks"
    assert "member" not in bot.asked[-1]


async def test_nobody_else_presses_in_a_direct_message_and_its_receiver_may_have_left(bot, dm, alice, bob):
    await bot.answering(lambda _: say("Stopped"))
    with pytest.raises(CannotDo, match="does not see"):
        await bob.press(dm, "Stop")
    alice.leave()
    assert (await alice.press(dm, "Stop")).text == "Stopped"
