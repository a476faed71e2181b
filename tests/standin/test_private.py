"""A private message somebody works with for a while: it is replaced in place again and again, and pressed twice."""

import asyncio

import pytest

from bot.standin import CannotDo
from tests.standin.raw import button, menu, row, say

PEOPLE = {"type": 5, "custom_id": "people", "placeholder": "Who is it?", "min_values": 0, "max_values": 2}
FILES = {"chart.png": b"\x89PNG", "papers.zip": b"PK\x03\x04", "minutes.txt": "Siân\n".encode(), "count.csv": b"a,b\n"}


def update(content, *components, **more):
    return {"type": 7, "data": {"content": content, "components": list(components), **more}}


def described(*names, first=0):
    return [{"id": place, "filename": name, "description": f"About {name}"} for place, name in enumerate(names, first)]


@pytest.fixture
async def form(bot, hear, polls, alice):
    """A private message of alice's with these components."""

    async def form(*components, **more):
        asked = await hear(alice.raw_slash("form"))
        answer = await bot.first(asked, say("Form", components=list(components), **more), "?with_response=true")
        return polls.messages[int(answer.body["resource"]["message"]["id"])]

    return form


async def eventually(true):
    for _ in range(100):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError


async def test_two_people_one_or_nobody_are_chosen_and_described(bot, guild, polls, alice, bob):
    reps = guild.role("Reps")
    bob.add_role(reps)
    preset = [{"id": alice.id, "type": "user"}]
    await bot.answering(lambda asked: say("x", components=[row(PEOPLE | {"default_values": preset})]))
    reply = await alice.raw_slash("form")
    [shown] = reply.selects
    assert (shown.low, shown.high, shown.chosen, reply.is_private) == (0, 2, (alice.id,), True)
    await alice.select(reply, "Who is it?", [alice, bob])
    sent = bot.asked[-1]["data"]
    assert (sent["component_type"], sent["values"]) == (5, [str(alice.id), str(bob.id)])
    assert sent["resolved"]["users"][str(bob.id)]["username"] == "bob"
    held = sent["resolved"]["members"][str(bob.id)]
    assert (held["roles"], int(held["permissions"])) == ([str(reps.id)], bob.permissions_in(polls))
    assert not held.keys() & {"user", "deaf", "mute"}
    assert bot.asked[-1]["message"]["components"][0]["components"][0]["default_values"] == [
        {"id": str(alice.id), "type": "user"}
    ]
    await alice.select(reply, "Who is it?", bob)
    assert bot.asked[-1]["data"]["values"] == [str(bob.id)]
    await alice.select(reply, "Who is it?", [])
    assert bot.asked[-1]["data"]["values"] == []


async def test_a_menu_of_people_offers_only_who_is_there(discord, form, polls, alice, bob):
    guild, message = alice.guild, await form(row(PEOPLE))
    carol, dave = guild.member("carol"), discord.guild("Hillside Branch").member("dave")
    carol.leave()
    for choices in ([alice, bob, guild.me], [alice, alice], [carol], [dave], ["bob"], [7], [polls], [guild.role("R")]):
        with pytest.raises(CannotDo):
            await alice.select(message, "Who is it?", choices)
    with pytest.raises(CannotDo, match="does not see"):
        await bob.select(message, "Who is it?", [alice])


async def test_a_list_of_five_and_twenty_is_chosen_from_one_or_several(bot, polls, alice):
    names = [f"Candidate {number}" for number in range(1, 26)]
    one, all_of_them = menu("one", *names, placeholder="Next"), menu("all", *names, min_values=0, max_values=25)
    await bot.answering(lambda asked: say("Paper", components=[row(one), row(all_of_them)]))
    reply = await alice.raw_slash("paper")
    await alice.select(reply, "Next", "Candidate 25")
    assert bot.asked[-1]["data"]["values"] == ["candidate 25"]
    await alice.select(reply, "all", names)
    assert len(bot.asked[-1]["data"]["values"]) == 25
    await alice.select(reply, "all", [])
    assert (bot.asked[-1]["data"]["values"], "resolved" in bot.asked[-1]["data"]) == ([], False)
    with pytest.raises(CannotDo):
        await alice.select(reply, "Next", ["Candidate 1", "Candidate 2"])


async def test_a_private_message_is_replaced_in_place_many_times_in_a_row(bot, polls, alice, bob):
    names = [f"C{number}" for number in range(25)]
    chosen = []

    def answer(asked):
        if asked["type"] == 2:
            return say("Nobody yet", components=[row(menu("next", *names, placeholder="Next"))])
        chosen.extend(asked["data"]["values"])
        left = [name for name in names if name.lower() not in chosen]
        rows = [row(menu("next", *left, placeholder="Next"))] if left else []
        return update(" ".join(chosen), *rows, row(button("Clear")))

    await bot.answering(answer)
    paper = await alice.raw_slash("paper")
    for name in names:
        again = await alice.select(paper, "Next", name)
        assert (again.updated, again.message is paper.message, again.is_private) == (True, True, True)
        with pytest.raises(CannotDo):
            await alice.select(paper, "Next", name)
    assert paper.text == " ".join(names).lower()
    assert ([each.label for each in paper.buttons], paper.selects, paper.message.edits) == (["Clear"], [], 25)
    assert (alice.see(polls), bob.see(polls), bot.problems) == ([paper.message], [], [])


async def test_an_update_shows_what_is_chosen_now(bot, form, hear, alice):
    message = await form(row(menu("which", "A", "B", max_values=2)))
    asked = await hear(alice.select(message, "which", ["A"]))
    options = [{"label": "A", "value": "a", "default": True}, {"label": "B", "value": "b"}]
    await bot.first(asked, update("Form", row(menu("which", max_values=2) | {"options": options})))
    assert message.selects[0].chosen == ("A",)


async def test_an_update_replaces_embed_components_and_files(bot, form, hear, polls, alice):
    message = await form(row(button("Next")), embeds=[{"title": "One"}])
    asked = await hear(alice.press(message, "Next"))
    callback = f"/interactions/{asked['id']}/{asked['token']}/callback"
    body = {
        "type": 7,
        "data": {
            "content": "",
            "embeds": [{"title": "Two"}],
            "components": [row(button("Back"))],
            "attachments": described(*FILES),
        },
    }
    assert (await bot.call("POST", callback, body, files=FILES)).status == 204
    assert (message.text, [each.label for each in message.buttons]) == ("Two", ["Back"])
    assert {file.name: file.data for file in message.files} == FILES
    assert message.files[1].description == "About papers.zip"
    asked = await hear(alice.press(message, "Back"))
    assert [each["filename"] for each in asked["message"]["attachments"]] == list(FILES)
    kept = {"id": asked["message"]["attachments"][3]["id"]}
    callback = f"/interactions/{asked['id']}/{asked['token']}/callback"
    body = {"type": 7, "data": {"attachments": [*described("new.txt"), kept], "embeds": [], "components": []}}
    assert (await bot.call("POST", callback, body, files={"new.txt": b"n"})).status == 204
    assert ([file.name for file in message.files], message.buttons, message.text) == (["count.csv", "new.txt"], [], "")
    at = bot.hook(asked) + "/messages/@original"
    assert (await bot.call("PATCH", at, {"attachments": []})).code == 50006
    assert len(message.files) == 2
    assert (await bot.call("PATCH", at, {"attachments": [], "content": "Done"})).status == 200
    assert (message.files, message.text) == ([], "Done")


async def test_answers_edits_and_follow_ups_bring_several_files(bot, hear, polls, alice, bob):
    asked = await hear(alice.raw_slash("x"))
    callback = f"/interactions/{asked['id']}/{asked['token']}/callback"
    body = {"type": 4, "data": {"content": "One", "flags": 64, "attachments": described(*FILES)}}
    await bot.call("POST", callback, body, files=FILES)
    at = bot.hook(asked)
    await bot.call("PATCH", at + "/messages/@original", {"attachments": described("a.csv")}, files={"a.csv": b"1"})
    private = {"content": "Two", "flags": 64, "attachments": described(*FILES)}
    await bot.call("POST", at, private, files=FILES)
    await bot.call("POST", at, {"content": "Three", "attachments": described(*FILES)}, files=FILES)
    assert [len(message.files) for message in alice.see(polls)] == [1, 4, 4]
    [public] = bob.see(polls)
    assert [(file.name, file.description) for file in public.files] == [(name, f"About {name}") for name in FILES]
    for file in public.files:
        async with bot.http.get(file.url) as opened:
            assert await opened.read() == FILES[file.name]
    missing = await bot.call("POST", at, {"content": "x", "attachments": described("a", "b")}, files={"a": b"1"})
    assert missing.error("attachments", 1) == "ATTACHMENT_NOT_FOUND"


async def test_files_come_with_an_answer_that_was_promised(bot, hear, polls, alice):
    asked = await hear(alice.raw_slash("x"))
    await bot.first(asked, {"type": 5, "data": {"flags": 64}})
    at = bot.hook(asked) + "/messages/@original"
    await bot.call("PATCH", at, {"attachments": described(*FILES)}, files=FILES)
    [message] = alice.see(polls)
    assert (message.is_thinking, len(message.files)) == (False, 4)


async def test_two_devices_press_at_once_and_each_press_is_answered_by_itself(bot, polls, alice):
    def answer(asked):
        if asked["type"] == 2:
            return say("Sure?", components=[row(button("Confirm"))])
        return update("Confirmed") if len(bot.asked) == 2 else say("It was confirmed.")

    await bot.answering(answer)
    reply = await alice.raw_slash("vote")
    one, other = await asyncio.gather(alice.press(reply, "Confirm"), alice.press(reply, "Confirm"))
    assert bot.asked[1]["id"] != bot.asked[2]["id"]
    assert bot.asked[1]["token"] != bot.asked[2]["token"]
    assert [each["message"]["id"] for each in bot.asked[1:]] == [str(reply.message.id)] * 2
    assert {one.text, other.text} == {"Confirmed", "It was confirmed."}
    assert (reply.text, reply.buttons, bot.problems) == ("Confirmed", [], [])
    with pytest.raises(CannotDo):
        await alice.press(reply, "Confirm")


async def test_two_updates_of_one_private_message_are_both_taken_and_the_later_stands(bot, form, hear, alice):
    message = await form(row(button("Confirm")))
    first, second = await hear(alice.press(message, "Confirm")), await hear(alice.press(message, "Confirm"))
    assert (await bot.first(second, update("second", row(button("Confirm"))))).status == 204
    assert (await bot.first(first, update("first"))).status == 204
    assert (message.text, message.buttons, message.edits) == ("first", [], 2)


async def test_a_press_told_again_is_the_same_to_the_letter_and_cannot_be_answered_again(bot, form, hear, alice):
    message = await form(row(button("Confirm")), embeds=[{"title": "Sure?"}])
    asked = await hear(alice.press(message, "Confirm"))
    await bot.first(asked, update("Confirmed", embeds=[]))
    again = await hear(alice.replay(bot.discord.interactions[-1]))
    assert again == asked
    refused = await bot.first(again, update("Confirmed twice"))
    assert (refused.status, refused.code, message.text) == (400, 40060, "Confirmed")
    edited = await bot.call("PATCH", bot.hook(again) + "/messages/@original", {"content": "Still there"})
    assert (edited.status, message.text) == (200, "Still there")


async def test_a_private_message_outlives_the_bot_that_sent_it(bot, discord, polls, alice):
    await bot.answering(lambda asked: say("Sure?", components=[row(button("Confirm"))]))
    reply = await alice.raw_slash("vote")
    await bot.wires[-1].ws.close()
    await eventually(lambda: not any(session.socket for session in discord.gateway.sessions.values()))
    missed = await alice.press(reply, "Confirm")
    assert (missed.failed, len(bot.asked)) == (True, 1)
    await bot.answering(lambda asked: update("Confirmed"))
    heard = await alice.press(reply, "Confirm")
    assert (heard.updated, reply.text, reply.buttons, reply.is_private) == (True, "Confirmed", [], True)
    assert (len(bot.asked), bot.problems) == (2, [])
    still = await bot.call("PATCH", bot.hook(bot.asked[0]) + "/messages/@original", {"content": "By its first token"})
    assert (still.status, reply.text) == (200, "By its first token")
