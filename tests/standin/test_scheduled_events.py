import pytest

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
    assert (made["status"], made["entity_metadata"]["location"]) == (1, "Hall")
    assert (await bot.call("GET", path)).body == [made]
    changed = await bot.call("PATCH", f"{path}/{made['id']}", {"name": "Moved"})
    assert changed.body["name"] == "Moved"
    assert (await bot.call("GET", f"{path}/{made['id']}")).body["name"] == "Moved"
    assert (await bot.call("DELETE", f"{path}/{made['id']}")).status == 204
    assert (await bot.call("GET", f"{path}/{made['id']}")).code == 10070


@pytest.mark.parametrize(
    ("change", "where", "code"),
    [
        ({"name": "x" * 101}, ["name"], "BASE_TYPE_BAD_LENGTH"),
        ({"description": "x" * 1001}, ["description"], "BASE_TYPE_BAD_LENGTH"),
        ({"privacy_level": 1}, ["privacy_level"], "BASE_TYPE_CHOICES"),
        (
            {"scheduled_start_time": "2001-01-01T00:00:00+00:00"},
            ["scheduled_start_time"],
            "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
        ),
        ({"scheduled_end_time": None}, ["scheduled_end_time"], "BASE_TYPE_REQUIRED"),
        (
            {"scheduled_end_time": "2999-01-01T17:00:00+00:00"},
            ["scheduled_end_time"],
            "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
        ),
        ({"entity_metadata": None}, ["entity_metadata", "location"], "BASE_TYPE_REQUIRED"),
        ({"entity_type": 2}, ["channel_id"], "BASE_TYPE_REQUIRED"),
        ({"scheduled_start_time": None}, ["scheduled_start_time"], "BASE_TYPE_REQUIRED"),
    ],
)
async def test_an_event_that_is_wrong_is_refused(bot, path, change, where, code):
    assert (await bot.call("POST", path, EVENT | change)).error(*where) == code


async def test_a_guild_has_room_for_a_hundred_events(bot, path):
    for _ in range(100):
        assert (await bot.call("POST", path, EVENT)).status == 200
    answer = await bot.call("POST", path, EVENT)
    assert (answer.status, answer.code) == (400, 30038)


async def test_an_event_that_is_over_stays_over(bot, path):
    made = (await bot.call("POST", path, EVENT)).body
    here = f"{path}/{made['id']}"
    assert (await bot.call("PATCH", here, {"status": 3})).error("status") == "GUILD_SCHEDULED_EVENT_INVALID_STATUS"
    assert (await bot.call("PATCH", here, {"status": 4})).body["status"] == 4
    assert (await bot.call("PATCH", here, {"status": 2})).error("status") == "GUILD_SCHEDULED_EVENT_INVALID_STATUS"


async def test_events_need_the_permission(bot, guild, path):
    made = (await bot.call("POST", path, EVENT)).body
    guild.bot_role.revoke("manage_events", "create_events")
    assert (await bot.call("POST", path, EVENT)).code == 50013
    assert (await bot.call("DELETE", f"{path}/{made['id']}")).code == 50013
