import pytest

from tests.standin.raw import button, menu, row

V2 = 32768
TEXT = {"type": 10, "content": "words"}


@pytest.fixture
def post(bot, polls):
    async def post(*components, **more):
        body = {"content": "x", "components": list(components), **more}
        return await bot.call("POST", f"/channels/{polls.id}/messages", body)

    return post


@pytest.mark.parametrize(
    ("components", "path", "code"),
    [
        ([row(button("x"))] * 6, [], "BASE_TYPE_MAX_LENGTH"),
        ([row(*(button(str(n)) for n in range(6)))], [0, "components"], "BASE_TYPE_BAD_LENGTH"),
        ([row()], [0, "components"], "BASE_TYPE_BAD_LENGTH"),
        ([button("x")], [0, "type"], "UNION_TYPE_CHOICES"),
        ([TEXT], [0, "type"], "UNION_TYPE_CHOICES"),
        ([row(button("x" * 81, "a"))], [0, "components", 0, "label"], "BASE_TYPE_MAX_LENGTH"),
        ([row(button("x", "a" * 101))], [0, "components", 0, "custom_id"], "BASE_TYPE_BAD_LENGTH"),
        ([row({"type": 2, "style": 1, "label": "x"})], [0, "components", 0, "custom_id"], "BASE_TYPE_REQUIRED"),
        ([row({"type": 2, "label": "x", "custom_id": "a"})], [0, "components", 0, "style"], "BASE_TYPE_REQUIRED"),
        ([row(button("x", style=7))], [0, "components", 0, "style"], "BASE_TYPE_CHOICES"),
        ([row(button("", "a"))], [0, "components", 0], "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED"),
        ([row({"type": 2, "style": 5, "label": "x"})], [0, "components", 0, "url"], "BASE_TYPE_REQUIRED"),
        (
            [row({"type": 2, "style": 5, "label": "x", "url": "javascript://x"})],
            [0, "components", 0, "url"],
            "URL_TYPE_INVALID_SCHEME",
        ),
        (
            [row({"type": 2, "style": 5, "label": "x", "url": "https://x.y", "custom_id": "a"})],
            [0, "components", 0],
            "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
        ),
        (
            [row(button("x", url="https://x.y"))],
            [0, "components", 0],
            "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
        ),
        (
            [row(button("x", "a")), row(button("y", "a"))],
            [1, "components", 0, "custom_id"],
            "COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        ([row(menu("m", "A"), button("x"))], [0, "components"], "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
        ([row(menu("m"))], [0, "components", 0, "options"], "BASE_TYPE_BAD_LENGTH"),
        ([row(menu("m", *map(str, range(26))))], [0, "components", 0, "options"], "BASE_TYPE_BAD_LENGTH"),
        (
            [row(menu("m", "A", "A"))],
            [0, "components", 0, "options", 0, "value"],
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        ),
        ([row(menu("m", "x" * 101))], [0, "components", 0, "options", 0, "label"], "BASE_TYPE_BAD_LENGTH"),
        ([row(menu("m", "A", placeholder="x" * 151))], [0, "components", 0, "placeholder"], "BASE_TYPE_MAX_LENGTH"),
        ([row(menu("m", "A", max_values=26))], [0, "components", 0, "max_values"], "NUMBER_TYPE_MAX"),
        ([row(menu("m", "A", max_values=2))], [0, "components", 0, "options"], "BASE_TYPE_BAD_LENGTH"),
        (
            [row(menu("m", "A", "B", min_values=2))],
            [0, "components", 0, "min_values"],
            "SELECT_COMPONENT_INVALID_MIN_MAX",
        ),
        (
            [row({"type": 5, "custom_id": "m", "default_values": [{"id": "1", "type": "role"}]})],
            [0, "components", 0, "default_values", 0, "type"],
            "BASE_TYPE_CHOICES",
        ),
        (
            [row({"type": 5, "custom_id": "m", "default_values": [{"id": str(n), "type": "user"} for n in (1, 2)]})],
            [0, "components", 0],
            "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
        ),
        (
            [
                row(
                    {
                        "type": 5,
                        "custom_id": "m",
                        "min_values": 2,
                        "max_values": 3,
                        "default_values": [{"id": "1", "type": "user"}],
                    }
                )
            ],
            [0, "components", 0, "default_values"],
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            [row({"type": 5, "custom_id": "m", "max_values": 2, "default_values": [{"id": "1", "type": "user"}] * 2})],
            [0, "components", 0, "default_values"],
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            [row({"type": 5, "custom_id": "m", "min_values": 0, "required": True})],
            [0, "components", 0, "min_values"],
            "SELECT_COMPONENT_REQUIRED_ZERO_MIN_VALUES",
        ),
        ([row({"type": 5, "custom_id": "m", "min_values": -1})], [0, "components", 0, "min_values"], "NUMBER_TYPE_MIN"),
        (
            [row(menu("m", "A", "B") | {"options": [{"label": x, "value": x, "default": True} for x in "AB"]})],
            [0, "components", 0],
            "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
        ),
        ([row(button("x", "a", id=3)), row(button("y", "b", id=3))], [], "COMPONENT_ID_DUPLICATED"),
        ("none", [], "LIST_TYPE_CONVERT"),
    ],
)
async def test_components_that_are_wrong_are_refused_at_their_place(bot, polls, components, path, code):
    body = {"content": "x", "components": components}
    answer = await bot.call("POST", f"/channels/{polls.id}/messages", body)
    assert answer.code == 50035
    assert answer.error("components", *path) == code, answer.body


async def test_five_rows_of_five_buttons_are_a_full_message(post):
    rows = [row(*(button(f"{r}{c}") for c in range(5))) for r in range(5)]
    assert (await post(*rows)).status == 200


@pytest.mark.parametrize("kind", [5, 6, 7, 8])
async def test_menus_of_people_roles_and_channels_are_taken(post, kind):
    defaults = {5: "user", 6: "role", 7: "role", 8: "channel"}
    held = {"type": kind, "custom_id": "m", "max_values": 2, "default_values": [{"id": "5", "type": defaults[kind]}]}
    assert (await post(row(held))).status == 200


async def test_a_message_may_be_buttons_alone(bot, polls):
    body = {"components": [row(button("Yes"))]}
    assert (await bot.call("POST", f"/channels/{polls.id}/messages", body)).status == 200


async def test_components_are_numbered_as_they_come_back(post):
    made = (await post(row(button("a"), button("b", id=1)))).body
    assert [made["components"][0]["id"], *(each["id"] for each in made["components"][0]["components"])] == [2, 3, 1]


async def test_the_newer_layouts_are_taken_with_their_flag(bot, polls, alice):
    components = [
        {"type": 17, "accent_color": 255, "components": [TEXT, {"type": 14}, row(button("Yes"))]},
        {"type": 9, "components": [TEXT], "accessory": button("No")},
        {"type": 12, "items": [{"media": {"url": "https://x.y/z.png"}, "description": "alt"}]},
    ]
    answer = await bot.call("POST", f"/channels/{polls.id}/messages", {"components": components, "flags": V2})
    assert answer.status == 200
    message = alice.see(polls)[0]
    assert message.text == "words\nwords"
    assert [each.label for each in message.buttons] == ["Yes", "No"]


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ({"content": "x", "components": [TEXT]}, ["content"], "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
        (
            {"embeds": [{"title": "x"}], "components": [TEXT]},
            ["embeds"],
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        ),
        ({"components": [TEXT] * 41}, ["components"], "BASE_TYPE_MAX_LENGTH"),
        (
            {"components": [{"type": 17, "components": [TEXT] * 20}, {"type": 17, "components": [TEXT] * 20}]},
            ["components"],
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
        ),
        (
            {"components": [{"type": 10, "content": "x" * 2500}] * 2},
            ["components"],
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        ),
        ({"components": [{"type": 9, "components": [TEXT]}]}, ["components", 0, "accessory"], "BASE_TYPE_REQUIRED"),
        ({"components": [{"type": 10, "content": ""}]}, ["components", 0, "content"], "BASE_TYPE_BAD_LENGTH"),
    ],
)
async def test_the_newer_layouts_have_limits_of_their_own(bot, polls, body, path, code):
    answer = await bot.call("POST", f"/channels/{polls.id}/messages", {**body, "flags": V2})
    assert answer.error(*path) == code, answer.body


async def test_a_message_of_the_newer_kind_stays_one(bot, polls):
    made = (await bot.call("POST", f"/channels/{polls.id}/messages", {"components": [TEXT], "flags": V2})).body
    path = f"/channels/{polls.id}/messages/{made['id']}"
    assert (await bot.call("PATCH", path, {"content": "x"})).error("content")
    assert (await bot.call("PATCH", path, {"components": [TEXT, TEXT], "flags": 0})).body["flags"] == V2
