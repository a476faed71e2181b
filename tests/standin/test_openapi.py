import pytest

from bot.standin.rest import TABLE
from tests.standin import openapi
from tests.standin.raw import button, label, modal, row, text_input

MESSAGES = "/channels/{channel_id}/messages"
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"


@pytest.fixture(scope="module")
def judge():
    found = openapi.load()
    if found is None:
        pytest.skip(f"Discord's document is not at {openapi.DOCUMENT}")
    return found


def test_every_route_the_stand_in_serves_is_in_the_document(judge):
    strange = [f"{method} {route}" for method, route, _ in TABLE.routes if not judge.serves(method, route)]
    assert strange == []


def test_right_bodies_pass(judge):
    assert judge.check("POST", MESSAGES, {"content": "x", "components": [row(button("Yes"))], "nonce": "n"}) == []
    assert judge.check("POST", MESSAGES, {"embeds": [{"title": "T", "fields": [{"name": "a", "value": "b"}]}]}) == []
    assert judge.check("POST", CALLBACK, {"type": 4, "data": {"content": "x", "flags": 64}}) == []
    assert judge.check("POST", CALLBACK, modal(label("L", text_input()))) == []
    assert judge.check("POST", CALLBACK, {"type": 8, "data": {"choices": [{"name": "a", "value": "b"}]}}) == []
    assert judge.check("POST", MESSAGES, {"content": "x", "message_reference": {"message_id": 1 << 60}}) == []
    assert judge.check("GET", MESSAGES, None) == []


@pytest.mark.parametrize(
    ("method", "route", "body"),
    [
        ("POST", MESSAGES, {"content": "x" * 4001}),
        ("POST", MESSAGES, {"content": 5}),
        ("POST", MESSAGES, {"embeds": [{"title": "x" * 257}]}),
        ("POST", MESSAGES, {"components": [row({"type": 2, "label": "no style"})]}),
        ("POST", CALLBACK, {"type": 4, "data": {"content": "x" * 2001}}),
        ("POST", CALLBACK, modal(label("x" * 46, text_input()))),
        ("POST", CALLBACK, {}),
        ("PUT", "/applications/{application_id}/commands", [{"description": "nameless"}]),
        ("GET", "/users/@me", {"content": "x"}),
        ("GET", "/nowhere", None),
    ],
)
def test_wrong_bodies_are_found(judge, method, route, body):
    assert judge.check(method, route, body)


def test_a_path_finds_its_route(judge):
    assert judge.route_of("/api/v10/channels/123/messages?limit=5") == MESSAGES
    assert judge.route_of("/api/v10/users/@me/channels") == "/users/@me/channels"
    assert judge.route_of("/webhooks/1/token/messages/@original").endswith("/messages/@original")
    assert judge.check("POST", "/api/v10/channels/123/messages", {"content": "x"}) == []


async def test_the_stand_in_can_be_told_to_validate(bot, discord, polls, judge):
    found = discord.validate_with(judge.check)
    await bot.call("POST", f"/channels/{polls.id}/messages", {"content": "fine"}, files={"a": b"1"})
    assert found == []
    await bot.call("POST", f"/channels/{polls.id}/messages", {"content": "x", "embeds": [{"title": "x" * 257}]})
    assert found
