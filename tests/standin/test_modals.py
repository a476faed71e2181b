import asyncio

import pytest

from bot.standin import CannotDo
from tests.standin.raw import label, menu, modal, row, say, text_input

OPTIONS = [
    {"label": "Pay", "value": "pay"},
    {"label": "Hours", "value": "hours"},
    {"label": "Safety", "value": "safety"},
]
RADIO = {"type": 21, "custom_id": "radio", "options": OPTIONS}
BOXES = {"type": 22, "custom_id": "boxes", "options": OPTIONS}


@pytest.fixture
async def show(bot, alice):
    """Show a modal to alice: what came back to her, and what Discord said of it."""
    shown = []
    await bot.answering(lambda asked: shown[0] if asked["type"] != 5 else say("thanks"))

    async def show(*components, **more):
        shown[:] = [modal(*components, **more)]
        return await alice.raw_slash("tell")

    return show


@pytest.mark.parametrize(
    ("held", "path", "code"),
    [
        (modal(label("L", text_input()), title="x" * 46), ["title"], "BASE_TYPE_BAD_LENGTH"),
        (modal(label("L", text_input()), custom_id="x" * 101), ["custom_id"], "BASE_TYPE_BAD_LENGTH"),
        (modal(), ["components"], "BASE_TYPE_BAD_LENGTH"),
        (modal(*(label("L", text_input(str(n))) for n in range(6))), ["components"], "BASE_TYPE_BAD_LENGTH"),
        (modal(label("x" * 46, text_input())), ["components", 0, "label"], "BASE_TYPE_BAD_LENGTH"),
        (
            modal(label("L", text_input(), description="x" * 101)),
            ["components", 0, "description"],
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            modal(label("L", {"type": 2, "style": 1, "label": "x"})),
            ["components", 0, "component", "type"],
            "UNION_TYPE_CHOICES",
        ),
        (modal({"type": 18, "label": "L"}), ["components", 0, "component"], "BASE_TYPE_REQUIRED"),
        (modal(text_input()), ["components", 0, "type"], "UNION_TYPE_CHOICES"),
        (modal(row(text_input())), ["components", 0, "components", 0, "label"], "BASE_TYPE_REQUIRED"),
        (
            modal(row(text_input(label="L"), text_input("b", label="M"))),
            ["components", 0, "components"],
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            modal(label("L", text_input(label="M"))),
            ["components", 0, "component", "label"],
            "TEXT_INPUT_LABEL_IN_LABEL",
        ),
        (modal(label("L", text_input(style=3))), ["components", 0, "component", "style"], "BASE_TYPE_CHOICES"),
        (
            modal(label("L", text_input(max_length=4001))),
            ["components", 0, "component", "max_length"],
            "NUMBER_TYPE_MAX",
        ),
        (
            modal(label("L", text_input(max_length=3, value="four"))),
            ["components", 0, "component", "value"],
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            modal(label("L", text_input(min_length=5, max_length=3))),
            ["components", 0, "component", "min_length"],
            "TEXT_INPUT_MIN_LENGTH_EXCEEDS_MAX",
        ),
        (
            modal(label("L", text_input()), label("M", text_input())),
            ["components", 1, "component", "custom_id"],
            "COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        (
            modal(label("L", menu("m", "A", disabled=True))),
            ["components", 0, "component", "disabled"],
            "COMPONENT_DISABLED_IN_MODAL",
        ),
        (
            modal(label("L", menu("m", "A", min_values=0))),
            ["components", 0, "component", "min_values"],
            "SELECT_COMPONENT_REQUIRED_ZERO_MIN_VALUES",
        ),
        (
            modal(label("L", RADIO | {"options": OPTIONS[:1]})),
            ["components", 0, "component", "options"],
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            modal(label("L", RADIO | {"options": [each | {"default": True} for each in OPTIONS]})),
            ["components", 0, "component", "options"],
            "RADIO_GROUP_TOO_MANY_DEFAULTS",
        ),
        (modal(label("L", BOXES | {"options": []})), ["components", 0, "component", "options"], "BASE_TYPE_BAD_LENGTH"),
        (
            modal(label("L", BOXES | {"min_values": 4})),
            ["components", 0, "component", "min_values"],
            "SELECT_COMPONENT_INVALID_MIN_MAX",
        ),
        (
            modal(label("L", BOXES | {"min_values": 0})),
            ["components", 0, "component", "min_values"],
            "COMPONENT_REQUIRED_WITH_MIN_VALUES_ZERO",
        ),
        (
            modal(label("L", BOXES | {"max_values": 2, "options": [each | {"default": True} for each in OPTIONS]})),
            ["components", 0, "component", "options"],
            "CHECKBOX_GROUP_TOO_MANY_DEFAULTS",
        ),
        (
            modal(label("L", BOXES | {"options": [OPTIONS[0], OPTIONS[0]]})),
            ["components", 0, "component", "options", 0, "value"],
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        ),
        (
            modal(label("L", text_input(style=2, value="x" * 4001))),
            ["components", 0, "component", "value"],
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            modal(label("L", menu("m", "A", min_values=0, required=True))),
            ["components", 0, "component", "min_values"],
            "SELECT_COMPONENT_REQUIRED_ZERO_MIN_VALUES",
        ),
        (modal(RADIO), ["components", 0, "type"], "UNION_TYPE_CHOICES"),
        (
            modal(label("L", BOXES | {"max_values": 11})),
            ["components", 0, "component", "max_values"],
            "NUMBER_TYPE_MAX",
        ),
        (
            modal(label("L", {"type": 19, "custom_id": "f", "max_values": 11})),
            ["components", 0, "component", "max_values"],
            "NUMBER_TYPE_MAX",
        ),
    ],
)
async def test_a_modal_that_is_wrong_is_refused_at_its_place(bot, alice, held, path, code):
    wire = await bot.identify()
    asking = asyncio.create_task(alice.raw_slash("x"))
    asked = await wire.event("INTERACTION_CREATE")
    answer = await bot.first(asked, held)
    await bot.first(asked, say("x"))
    await asking
    assert answer.error("data", *path) == code, answer.body


async def test_everything_a_modal_can_hold_is_filled_in_and_sent(bot, show, polls, alice, bob):
    role = polls.guild.role("Reps")
    first = await show(
        label("What", text_input("what", 2)),
        label("Which", menu("which", "A", "B", max_values=2)),
        label("Topic", RADIO, description="Pick one"),
        label("Topics", BOXES),
        label("Sure", {"type": 23, "custom_id": "sure"}),
    )
    assert (first.is_modal, first.is_private, first.failed) == (True, True, False)
    assert first.text == "Tell us\nWhat\nWhich\nTopic\nPick one\nTopics\nSure"
    reply = await alice.submit(
        first, What="two\nlines", which=["A", "b"], Topic="Pay", Topics=["Hours", "Pay"], Sure=True
    )
    assert reply.text == "thanks"
    sent = bot.asked[-1]["data"]
    assert sent["custom_id"] == "tell"
    assert [each["component"].get("value", each["component"].get("values")) for each in sent["components"]] == [
        "two\nlines",
        ["a", "b"],
        "pay",
        ["hours", "pay"],
        True,
    ]
    second = await show(
        label("Who", {"type": 5, "custom_id": "who"}),
        label("Role", {"type": 6, "custom_id": "role"}),
        label("Either", {"type": 7, "custom_id": "either", "max_values": 2}),
        label("Room", {"type": 8, "custom_id": "room", "channel_types": [0]}),
        label("Proof", {"type": 19, "custom_id": "proof"}),
    )
    await alice.submit(second, Who=bob, Role=role, Either=[bob, role], Room=polls, Proof=("a.txt", b"x"))
    sent = bot.asked[-1]["data"]
    assert sent["components"][2]["component"]["values"] == [str(bob.id), str(role.id)]
    assert sent["resolved"]["users"].keys() == {str(bob.id)}
    assert sent["resolved"]["roles"].keys() == {str(role.id)}
    assert sent["resolved"]["channels"].keys() == {str(polls.id)}
    [file] = sent["resolved"]["attachments"].values()
    assert file["filename"] == "a.txt"


async def test_presets_are_sent_unless_they_are_changed(bot, show, alice):
    preset = [OPTIONS[0], OPTIONS[1] | {"default": True}, OPTIONS[2]]
    shown = await show(
        label("Title", text_input("title", value="Meeting")),
        label("Topic", RADIO | {"options": preset}),
        label("Topics", BOXES | {"options": preset}),
        label("Sure", {"type": 23, "custom_id": "sure", "default": True}),
        {"type": 10, "content": "Check before you send."},
    )
    await alice.submit(shown)
    sent = bot.asked[-1]["data"]["components"]
    assert [each["component"].get("value", each["component"].get("values")) for each in sent[:4]] == [
        "Meeting",
        "hours",
        ["hours"],
        True,
    ]
    assert sent[4]["type"] == 10


async def test_a_row_of_the_older_kind_is_filled_in_by_its_label(bot, show, alice):
    shown = await show(row(text_input("words", label="Words")))
    await alice.submit(shown, Words="hello")
    [sent] = bot.asked[-1]["data"]["components"]
    assert (sent["type"], sent["components"][0]["value"]) == (1, "hello")


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"What": "x"},
        {"What": "x" * 11},
        {"What": "one\ntwo"},
        {"What": "long", "Which": ["A", "B"]},
        {"What": "long", "Which": ["C"]},
        {"What": "long", "Topic": "Leave"},
        {"What": "long", "Topic": ["Pay", "Hours"]},
        {"What": "long", "Who": "bob"},
        {"What": "long", "Elsewhere": "x"},
    ],
)
async def test_the_client_does_not_let_a_modal_be_filled_in_wrongly(show, alice, values):
    shown = await show(
        label("What", text_input("what", min_length=2, max_length=10)),
        label("Which", menu("which", "A", "B", required=False)),
        label("Topic", RADIO | {"required": False}),
        label("Who", {"type": 5, "custom_id": "who", "required": False}),
    )
    with pytest.raises(CannotDo):
        await alice.submit(shown, **values)
    await alice.submit(shown, What="long")


async def test_a_modified_client_can_send_anything(bot, show, alice):
    shown = await show(label("What", text_input("what", max_length=3)))
    await alice.raw_submit(shown, {"what": "x" * 9000})
    assert len(bot.asked[-1]["data"]["components"][0]["component"]["value"]) == 9000
    await alice.raw_submit("never-shown", {"a": "b"})
    assert bot.asked[-1]["data"]["custom_id"] == "never-shown"


async def test_only_whoever_was_shown_a_modal_fills_it_in(show, alice, bob):
    shown = await show(label("What", text_input()))
    with pytest.raises(CannotDo):
        await bob.submit(shown, What="x")
    reply = await alice.submit(shown, What="x")
    with pytest.raises(CannotDo, match="no modal"):
        await alice.submit(reply, What="x")


async def test_four_thousand_characters_in_lines_are_taken_and_not_one_more(bot, show, alice):
    shown = await show(label("Manifesto", text_input("words", 2, max_length=4000, value="o" * 4000)))
    await alice.submit(shown)
    assert bot.asked[-1]["data"]["components"][0]["component"]["value"] == "o" * 4000
    lines = "Siân\n" * 800
    await alice.submit(shown, Manifesto=lines)
    assert bot.asked[-1]["data"]["components"][0]["component"]["value"] == lines
    with pytest.raises(CannotDo):
        await alice.submit(shown, Manifesto=lines + "x")


async def test_groups_that_may_stay_empty_are_sent_empty(bot, show, alice):
    shown = await show(
        label("Topic", RADIO | {"required": False}),
        label("Topics", BOXES | {"required": False, "min_values": 0}),
        label("Note", text_input("note", 2, required=False)),
        label("Who", {"type": 5, "custom_id": "who", "required": False, "min_values": 0, "max_values": 2}),
    )
    await alice.submit(shown)
    sent = [each["component"] for each in bot.asked[-1]["data"]["components"]]
    assert [each.get("value", each.get("values")) for each in sent] == [None, [], "", []]
    assert [each["type"] for each in sent] == [21, 22, 4, 5]


async def test_of_checkboxes_so_many_are_ticked_as_the_group_says(show, alice):
    all_of_them = await show(label("Topics", BOXES | {"min_values": 2}))
    with pytest.raises(CannotDo):
        await alice.submit(all_of_them, Topics="Pay")
    assert (await alice.submit(all_of_them, Topics=["Pay", "Hours", "Safety"])).text == "thanks"
    two_of_them = await show(label("Topics", BOXES | {"max_values": 2}))
    with pytest.raises(CannotDo):
        await alice.submit(two_of_them, Topics=["Pay", "Hours", "Safety"])


async def test_people_preset_in_a_modal_are_described_when_they_are_sent_back(bot, show, alice, bob):
    preset = [{"id": bob.id, "type": "user"}, {"id": "5", "type": "user"}]
    shown = await show(label("Who", {"type": 5, "custom_id": "who", "max_values": 2, "default_values": preset}))
    [menu_of_people] = shown.selects
    assert menu_of_people.chosen == (bob.id, 5)
    await alice.submit(shown)
    sent = bot.asked[-1]["data"]
    assert sent["components"][0]["component"]["values"] == [str(bob.id), "5"]
    assert (sent["resolved"]["users"].keys(), sent["resolved"]["members"].keys()) == ({str(bob.id)}, {str(bob.id)})
