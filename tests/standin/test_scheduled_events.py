from datetime import timedelta

import pytest

from bot.standin import Discord, Limits
from tests.builders import Clock
from tests.standin.raw import EVENTS, GUILDS, RawBot

EVENT = {
    "name": "Branch meeting",
    "privacy_level": 2,
    "entity_type": 3,
    "entity_metadata": {"location": "Hall"},
    "scheduled_start_time": "2999-01-01T18:00:00+00:00",
    "scheduled_end_time": "2999-01-01T19:00:00+00:00",
}


@pytest.fixture
def path(guild):
    return f"/guilds/{guild.id}/scheduled-events"


async def test_an_event_is_made_read_changed_and_removed(bot, path):
    made = (await bot.call("POST", path, EVENT)).body
    assert (made["status"], made["entity_metadata"]["location"], "user_count" in made) == (1, "Hall", False)
    assert (await bot.call("GET", path)).body == [made]
    assert (await bot.call("GET", path + "?with_user_count=true")).body == [made | {"user_count": 0}]
    changed = await bot.call("PATCH", f"{path}/{made['id']}", {"name": "Moved"})
    assert changed.body == made | {"name": "Moved"}
    assert (await bot.call("GET", f"{path}/{made['id']}")).body["name"] == "Moved"
    assert (await bot.call("DELETE", f"{path}/{made['id']}")).status == 204
    for method in ("GET", "PATCH", "DELETE"):
        body = {} if method == "PATCH" else None
        assert (await bot.call(method, f"{path}/{made['id']}", body)).code == 10070


async def test_people_see_what_is_to_come_the_next_one_first(bot, guild, path, alice):
    await bot.call("POST", path, EVENT | {"description": "Pay claim"})
    sooner = {"name": "Committee", "scheduled_start_time": "2998-01-01T18:00:00"}
    await bot.call("POST", path, EVENT | sooner)
    first, second = alice.events
    assert (first.name, first.begins.isoformat()) == ("Committee", "2998-01-01T18:00:00+00:00")
    assert (second.description, second.location, second.status) == ("Pay claim", "Hall", "scheduled")
    assert second.ends - second.begins == timedelta(hours=1)
    second.cancel()
    assert (alice.events, second.status) == ([first], "cancelled")
    first.delete()
    assert (alice.events, list(guild.events.values())) == ([], [second])
    alice.leave()
    guild.event("Social", second.begins, second.ends, "The Crown", by=guild.me)
    assert alice.events == []


async def test_a_bot_hears_of_events_only_if_it_asked_to(bot, guild, path, alice):
    deaf, wire = await bot.identify(GUILDS), await bot.identify(GUILDS | EVENTS, shard=[0, 1])
    for each in (deaf, wire):
        await each.event("GUILD_CREATE")
    made = (await bot.call("POST", path, EVENT)).body
    assert await wire.event("GUILD_SCHEDULED_EVENT_CREATE") == made
    await bot.call("PATCH", f"{path}/{made['id']}", {"name": "Moved"})
    assert (await wire.event("GUILD_SCHEDULED_EVENT_UPDATE"))["name"] == "Moved"
    alice.events[0].delete()
    assert (await wire.event("GUILD_SCHEDULED_EVENT_DELETE"))["id"] == made["id"]
    await deaf.nothing()


async def test_whoever_comes_later_is_told_which_events_there_are(bot, path):
    made = (await bot.call("POST", path, EVENT)).body
    wire = await bot.identify()
    assert (await wire.event("GUILD_CREATE"))["guild_scheduled_events"] == [made]


@pytest.mark.parametrize(
    ("change", "where", "code"),
    [
        ({"name": "x" * 101}, ["name"], "BASE_TYPE_BAD_LENGTH"),
        ({"description": "x" * 1001}, ["description"], "BASE_TYPE_BAD_LENGTH"),
        (
            {"entity_metadata": {"location": "x" * 101}},
            ["entity_metadata", "location"],
            "BASE_TYPE_BAD_LENGTH",
        ),
        ({"privacy_level": 1}, ["privacy_level"], "BASE_TYPE_CHOICES"),
        (
            {"scheduled_start_time": "2001-01-01T00:00:00+00:00"},
            ["scheduled_start_time"],
            "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
        ),
        (
            {"scheduled_end_time": "2001-01-01T00:00:00+00:00"},
            ["scheduled_end_time"],
            "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
        ),
        ({"scheduled_end_time": None}, ["scheduled_end_time"], "BASE_TYPE_REQUIRED"),
        (
            {"scheduled_end_time": "2999-01-01T17:00:00+00:00"},
            ["scheduled_end_time"],
            "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
        ),
        ({"entity_metadata": None}, ["entity_metadata", "location"], "BASE_TYPE_REQUIRED"),
        ({"channel_id": "5"}, ["channel_id"], "BASE_TYPE_CHOICES"),
        ({"entity_type": 2}, ["channel_id"], "BASE_TYPE_REQUIRED"),
        ({"scheduled_start_time": None}, ["scheduled_start_time"], "BASE_TYPE_REQUIRED"),
    ],
)
async def test_an_event_that_is_wrong_is_refused(bot, path, change, where, code):
    assert (await bot.call("POST", path, EVENT | change)).error(*where) == code


async def test_an_event_stays_as_it_was_when_a_change_is_refused(bot, path, alice):
    made = (await bot.call("POST", path, EVENT)).body
    here = f"{path}/{made['id']}"
    later = {"scheduled_start_time": "2999-01-01T20:00:00+00:00", "name": "Moved"}
    assert (await bot.call("PATCH", here, later)).error(
        "scheduled_end_time"
    ) == "GUILD_SCHEDULED_EVENT_END_BEFORE_START"
    assert (await bot.call("PATCH", here, {"entity_metadata": None})).status == 400
    assert [each.payload() for each in alice.events] == [made]
    assert (await bot.call("PATCH", here, {"name": None, "status": None, "description": None})).body == made


async def test_a_guild_has_room_for_a_hundred_events(bot, path):
    made = [await bot.call("POST", path, EVENT) for _ in range(100)]
    assert {each.status for each in made} == {200}
    answer = await bot.call("POST", path, EVENT)
    assert (answer.status, answer.code) == (400, 30038)
    await bot.call("PATCH", f"{path}/{made[0].body['id']}", {"status": 4})
    assert (await bot.call("POST", path, EVENT)).status == 200


async def test_an_event_that_is_over_stays_over(bot, path):
    made = (await bot.call("POST", path, EVENT)).body
    here = f"{path}/{made['id']}"
    assert (await bot.call("PATCH", here, {"status": 3})).error("status") == "GUILD_SCHEDULED_EVENT_INVALID_STATUS"
    assert (await bot.call("PATCH", here, {"status": 4})).body["status"] == 4
    for change in ({"status": 2}, {"name": "Again"}):
        answer = await bot.call("PATCH", here, change)
        assert (answer.status, answer.code) == (400, 180000)
    assert (await bot.call("DELETE", here)).status == 204


async def test_an_event_elsewhere_begins_and_ends_by_itself():
    clock = Clock()
    async with Discord(clock=clock.now, limits=Limits(on=False)) as discord, RawBot(discord) as bot:
        alice = discord.guild("Riverside Branch").member("alice")
        begins = clock.now() + timedelta(days=1)
        times = {
            "scheduled_start_time": begins.isoformat(),
            "scheduled_end_time": (begins + timedelta(hours=2)).isoformat(),
        }
        path = f"/guilds/{alice.guild.id}/scheduled-events"
        here = f"{path}/{(await bot.call('POST', path, EVENT | times)).body['id']}"
        [event] = alice.events
        clock.move(days=1)
        assert (event.status, alice.events) == ("active", [event])
        assert (await bot.call("PATCH", here, {"status": 4})).error("status") == "GUILD_SCHEDULED_EVENT_INVALID_STATUS"
        clock.move(hours=2)
        assert (await bot.call("GET", here)).body["status"] == 3
        assert (event.status, alice.events) == ("completed", [])


async def test_making_an_event_needs_the_newer_right_and_changing_that_of_others_the_older(bot, guild, path, alice):
    made = (await bot.call("POST", path, EVENT)).body
    own, theirs = f"{path}/{made['id']}", guild.event("Social", *_times(alice), "The Crown", by=alice)
    guild.bot_role.revoke("manage_events")
    assert (await bot.call("POST", path, EVENT)).status == 200
    assert (await bot.call("PATCH", own, {"name": "Moved"})).status == 200
    assert (await bot.call("PATCH", f"{path}/{theirs.id}", {"name": "Moved"})).code == 50013
    guild.bot_role.grant("manage_events")
    guild.bot_role.revoke("create_events")
    assert (await bot.call("POST", path, EVENT)).code == 50013
    assert (await bot.call("PATCH", own, {"name": "Again"})).status == 200
    assert (await bot.call("DELETE", f"{path}/{theirs.id}")).status == 204
    guild.bot_role.revoke("manage_events")
    assert (await bot.call("PATCH", own, {"name": "x"})).code == 50013
    assert (await bot.call("DELETE", own)).code == 50013


def _times(member):
    [event] = member.events
    return event.begins, event.ends


async def test_an_event_in_a_channel_needs_the_channel_and_rights_there(bot, guild, polls, path):
    voice = guild.channel("hall", kind="voice")
    asked = EVENT | {"entity_type": 2, "channel_id": str(voice.id)}
    made = (await bot.call("POST", path, asked)).body
    assert (made["channel_id"], made["entity_metadata"]) == (str(voice.id), None)
    assert (await bot.call("POST", path, asked | {"channel_id": "5"})).code == 10003
    assert (await bot.call("POST", path, asked | {"channel_id": str(polls.id)})).code == 50024
    voice.deny(guild.me, "connect")
    assert (await bot.call("POST", path, asked)).code == 50013
