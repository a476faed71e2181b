import pytest

NUMBER, STRING = 10, 3


def command(name="poll", *options, **more):
    return {"name": name, "description": "D", "options": list(options), **more}


def option(name="which", kind=3, **more):
    return {"name": name, "description": "D", "type": kind, **more}


@pytest.fixture
def path(discord):
    return f"/applications/{discord.application_id}/commands"


async def test_the_whole_list_is_overwritten_and_ids_are_kept(bot, path):
    first = (await bot.call("PUT", path, [command("poll"), command("meeting")])).body
    assert [each["name"] for each in first] == ["poll", "meeting"]
    second = (await bot.call("PUT", path, [command("poll", option())])).body
    assert (second[0]["id"], len(second)) == (first[0]["id"], 1)
    assert second[0]["version"] != first[0]["version"]
    assert (await bot.call("GET", path)).body == second


async def test_one_command_is_made_read_changed_and_removed(bot, path):
    made = await bot.call("POST", path, command())
    assert made.status == 201
    here = f"{path}/{made.body['id']}"
    assert (await bot.call("POST", path, command(default_member_permissions="0"))).status == 200
    assert (await bot.call("GET", here)).body["default_member_permissions"] == "0"
    assert (await bot.call("PATCH", here, {"description": "New"})).body["description"] == "New"
    assert (await bot.call("PATCH", here, {"description": ""})).code == 50035
    assert (await bot.call("DELETE", here)).status == 204
    assert (await bot.call("GET", here)).code == 10063


async def test_a_guild_has_commands_of_its_own(bot, discord, guild):
    path = f"/applications/{discord.application_id}/guilds/{guild.id}/commands"
    made = (await bot.call("PUT", path, [command()])).body
    assert made[0]["guild_id"] == str(guild.id)
    assert discord.world.commands[None] == {}
    assert (await bot.call("PUT", path.replace(str(guild.id), "1"), [])).code == 50001
    assert (await bot.call("GET", "/applications/1/commands")).code == 10002


@pytest.mark.parametrize("name", ["poll", "check-in", "o'clock", "pôl", "投票", "कर", "a_b", "2027"])
async def test_names_of_any_script_are_taken(bot, path, name):
    assert (await bot.call("PUT", path, [command(name)])).status == 200


@pytest.mark.parametrize("name", ["Poll", "two words", "x" * 33, "", "poll!", "Ôl"])
async def test_other_names_are_refused(bot, path, name):
    answer = await bot.call("PUT", path, [command(name)])
    assert answer.error(0, "name") in {"APPLICATION_COMMAND_INVALID_NAME", "BASE_TYPE_BAD_LENGTH"}
    answer = await bot.call("PUT", path, [command("x", option(name))])
    assert answer.error(0, "options", 0, "name") in {"APPLICATION_COMMAND_INVALID_NAME", "BASE_TYPE_BAD_LENGTH"}


@pytest.mark.parametrize(
    ("body", "where", "code"),
    [
        (command(description=""), ["description"], "BASE_TYPE_BAD_LENGTH"),
        (command(description="x" * 101), ["description"], "BASE_TYPE_MAX_LENGTH"),
        (command("x", *(option(f"o{n}") for n in range(26))), ["options"], "BASE_TYPE_MAX_LENGTH"),
        (
            command("x", option("a"), option("b", required=True)),
            ["options", 1],
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        (command("x", option("a"), option("a")), ["options", 0, "name"], "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE"),
        (command("x", option(description="")), ["options", 0, "description"], "BASE_TYPE_BAD_LENGTH"),
        (command("x", option(kind=12)), ["options", 0, "type"], "UNION_TYPE_CHOICES"),
        (
            command("x", option(choices=[{"name": str(n), "value": str(n)} for n in range(26)])),
            ["options", 0, "choices"],
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            command("x", option(choices=[{"name": "x" * 101, "value": "1"}])),
            ["options", 0, "choices", 0, "name"],
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            command("x", option(kind=4, choices=[{"name": "x", "value": "one"}])),
            ["options", 0, "choices", 0, "value"],
            "NUMBER_TYPE_COERCE",
        ),
        (
            command("x", option(choices=[{"name": "x", "value": "1"}] * 2)),
            ["options", 0, "choices"],
            "APPLICATION_COMMAND_OPTIONS_DUPLICATE_CHOICE",
        ),
        (
            command("x", option(choices=[{"name": "x", "value": "1"}], autocomplete=True)),
            ["options", 0],
            "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE",
        ),
        (command("x", option(kind=4, min_value=3, max_value=2)), ["options", 0, "min_value"], "NUMBER_TYPE_MAX"),
        (command("x", option(max_length=6001)), ["options", 0, "max_length"], "NUMBER_TYPE_MAX"),
        (command("x", option("a", 1), option("b")), ["options"], "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"),
        (
            command("x", option("a", 1, options=[option("b", 1)])),
            ["options", 0, "options", 0, "type"],
            "UNION_TYPE_CHOICES",
        ),
        (
            command("x", option("a", 2, options=[option("b", 3)])),
            ["options", 0, "options", 0, "type"],
            "UNION_TYPE_CHOICES",
        ),
        (command("x", contexts=[3]), ["contexts", 0], "BASE_TYPE_CHOICES"),
        (command("x", default_member_permissions="many"), ["default_member_permissions"], "NUMBER_TYPE_COERCE"),
        (
            {"type": 2, "name": "Who", "description": "no"},
            ["description"],
            "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION",
        ),
    ],
)
async def test_a_command_that_is_wrong_is_refused_at_its_place(bot, path, body, where, code):
    answer = await bot.call("PUT", path, [body])
    assert answer.error(0, *where) == code, answer.body


async def test_eight_thousand_characters_are_the_most(bot, path):
    choices = [{"name": f"{n:02}" + "x" * 98, "value": f"{n:02}" + "y" * 98} for n in range(20)]
    options = [option(f"o{n}", description="x" * 100, choices=choices) for n in range(2)]
    answer = await bot.call("PUT", path, [command("x", *options)])
    assert answer.error(0) == "APPLICATION_COMMAND_TOO_LARGE"
    assert (await bot.call("PUT", path, [command("x", options[0])])).status == 200


async def test_two_commands_of_a_kind_cannot_share_a_name(bot, path):
    answer = await bot.call("PUT", path, [command(), command()])
    assert answer.error(1, "name") == "APPLICATION_COMMANDS_DUPLICATE_NAME"
    assert (await bot.call("PUT", path, [command(), {"type": 2, "name": "poll"}])).status == 200


async def test_a_hundred_commands_are_the_most(bot, path):
    assert (await bot.call("PUT", path, [command(f"c{n}") for n in range(100)])).status == 200
    assert (await bot.call("PUT", path, [command(f"c{n}") for n in range(101)])).code == 30032
    assert (await bot.call("POST", path, command("c100"))).code == 30032
    assert (await bot.call("PUT", path, [{"type": 3, "name": f"M {n}"} for n in range(6)])).code == 30032


async def test_groups_hold_subcommands_that_hold_options(bot, path):
    body = command(
        "x", option("group", 2, options=[option("sub", 1, options=[option("which", required=True), option("b", 5)])])
    )
    assert (await bot.call("PUT", path, [body])).status == 200
