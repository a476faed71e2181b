from datetime import UTC, datetime, timedelta

import pytest

from bot.standin import Discord, Limits, rest_messages
from bot.standin.snowflakes import made_at
from tests.standin.raw import RawBot, button, row


@pytest.fixture
def post(bot, polls):
    async def post(**body):
        return await bot.call("POST", f"/channels/{polls.id}/messages", body)

    return post


@pytest.fixture
def edit(bot, polls):
    async def edit(message_id, **body):
        return await bot.call("PATCH", f"/channels/{polls.id}/messages/{message_id}", body)

    return edit


async def test_a_message_is_posted_and_seen(post, polls, alice):
    answer = await post(content="  The offer is in.  ")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.body["content"] == "The offer is in."
    assert [message.text for message in alice.see(polls)] == ["The offer is in."]


async def test_ids_and_times_come_from_the_clock():
    now = datetime(2027, 3, 28, 0, 59, tzinfo=UTC)
    async with Discord(clock=lambda: now) as discord, RawBot(discord) as bot:
        polls = discord.guild("Branch").channel("polls")
        made = (await bot.call("POST", f"/channels/{polls.id}/messages", {"content": "x"})).body
        assert made_at(int(made["id"])) == now
        assert datetime.fromisoformat(made["timestamp"]) == now


async def test_ids_grow_though_the_clock_stands_still():
    async with Discord(clock=lambda: datetime(2027, 1, 1, tzinfo=UTC)) as discord:
        made = [discord.world.ids.next() for _ in range(10000)]
        assert made == sorted(set(made))


async def test_an_empty_message_is_refused(post):
    assert (await post(content="   ")).code == 50006
    assert (await post()).code == 50006


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ({"content": "x" * 2001}, ["content"], "BASE_TYPE_MAX_LENGTH"),
        ({"content": 5}, ["content"], "STRING_TYPE_CONVERT"),
        ({"embeds": [{"title": "x" * 257}]}, ["embeds", 0, "title"], "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"description": "x" * 4097}]}, ["embeds", 0, "description"], "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"fields": [{"name": "a", "value": "b"}] * 26}]}, ["embeds", 0, "fields"], "BASE_TYPE_MAX_LENGTH"),
        (
            {"embeds": [{"fields": [{"name": "x" * 257, "value": "b"}]}]},
            ["embeds", 0, "fields", 0, "name"],
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            {"embeds": [{"fields": [{"name": "a", "value": "x" * 1025}]}]},
            ["embeds", 0, "fields", 0, "value"],
            "BASE_TYPE_BAD_LENGTH",
        ),
        ({"embeds": [{"fields": [{"name": "a"}]}]}, ["embeds", 0, "fields", 0, "value"], "BASE_TYPE_REQUIRED"),
        (
            {"embeds": [{"title": "a", "footer": {"text": "x" * 2049}}]},
            ["embeds", 0, "footer", "text"],
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            {"embeds": [{"author": {"name": "x" * 257}}]},
            ["embeds", 0, "author", "name"],
            "BASE_TYPE_BAD_LENGTH",
        ),
        ({"embeds": [{"title": "a", "color": 1 << 24}]}, ["embeds", 0, "color"], "NUMBER_TYPE_MAX"),
        ({"embeds": [{"title": "a", "url": "ftp://x.y"}]}, ["embeds", 0, "url"], "URL_TYPE_INVALID_SCHEME"),
        ({"embeds": [{"title": "a", "url": "https://"}]}, ["embeds", 0, "url"], "URL_TYPE_INVALID_URL"),
        ({"embeds": [{"title": "a", "timestamp": "soon"}]}, ["embeds", 0, "timestamp"], "DATE_TIME_TYPE_PARSE"),
        ({"embeds": [{}]}, ["embeds", 0, "description"], "BASE_TYPE_REQUIRED"),
        ({"embeds": [{"title": "a"}] * 11}, ["embeds"], "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": "none"}, ["embeds"], "LIST_TYPE_CONVERT"),
        ({"embeds": ["none"]}, ["embeds", 0], "MODEL_TYPE_CONVERT"),
        ({"content": "x", "nonce": "n" * 26}, ["nonce"], "BASE_TYPE_MAX_LENGTH"),
        ({"content": "x", "tts": "yes"}, ["tts"], "BOOLEAN_TYPE_CONVERT"),
        (
            {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
            ["allowed_mentions", "parse"],
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        ),
        (
            {"content": "x", "allowed_mentions": {"parse": ["all"]}},
            ["allowed_mentions", "parse", 0],
            "BASE_TYPE_CHOICES",
        ),
    ],
)
async def test_a_body_that_is_wrong_is_refused_at_the_field(post, body, path, code):
    answer = await post(**body)
    assert (answer.status, answer.code, answer.body["message"]) == (400, 50035, "Invalid Form Body")
    assert answer.error(*path) == code


async def test_embeds_hold_six_thousand_characters_between_them(post):
    each = {"description": "x" * 3000}
    assert (await post(embeds=[each, each])).status == 200
    answer = await post(embeds=[each, {"description": "x" * 3000, "footer": {"text": "y"}}])
    assert answer.error("embeds", 0) == "MAX_EMBED_SIZE_EXCEEDED"


async def test_a_body_that_is_no_json_is_refused(bot, discord, polls):
    headers = {"Authorization": f"Bot {discord.token}", "Content-Type": "application/json"}
    address = f"{discord.api_base}/channels/{polls.id}/messages"
    async with bot.http.post(address, data=b"{not json", headers=headers) as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, 50109)


async def test_fields_discord_would_ignore_are_ignored_and_remembered(post, discord):
    assert (await post(content="x", colour="red", embeds=[{"title": "t", "titel": "t"}])).status == 200
    assert discord.ignored == [
        "POST /channels/{channel_id}/messages: colour",
        "POST /channels/{channel_id}/messages: embeds.0.titel",
    ]


async def test_an_ephemeral_flag_outside_interactions_does_nothing_and_is_remembered(post, discord, polls, bob):
    assert (await post(content="not secret", flags=64)).body["flags"] == 0
    assert bob.see(polls)[0].is_private is False
    assert "EPHEMERAL" in discord.ignored[0]


async def test_notifications_and_embeds_can_be_suppressed(post):
    assert (await post(content="x", flags=4 | 4096)).body["flags"] == 4 | 4096


async def test_an_edit_changes_what_it_names_and_leaves_the_rest(post, edit, polls):
    made = (await post(content="one", embeds=[{"title": "T"}], components=[row(button("Yes"))])).body
    changed = (await edit(made["id"], content="two")).body
    assert (changed["content"], changed["embeds"][0]["title"]) == ("two", "T")
    assert changed["edited_timestamp"] is not None
    message = polls.messages[int(made["id"])]
    assert (message.edits, len(message.buttons)) == (1, 1)
    assert (await edit(made["id"], components=[])).body["components"] == []
    assert (await edit(made["id"], content=None, embeds=[])).code == 50006


async def test_only_its_author_edits_a_message(edit, polls, alice):
    message = await alice.write(polls, "mine")
    assert (await edit(message.id, content="yours")).code == 50005


async def test_what_is_not_there_has_a_number(bot, polls):
    assert (await bot.call("GET", "/channels/1")).code == 10003
    assert (await bot.call("GET", f"/channels/{polls.id}/messages/1")).code == 10008
    assert (await bot.call("PATCH", f"/channels/{polls.id}/messages/1", {"content": "x"})).code == 10008
    assert (await bot.call("DELETE", f"/channels/{polls.id}/messages/1")).code == 10008
    assert (await bot.call("GET", "/guilds/1")).code == 10004


async def test_a_message_is_deleted_by_its_author_or_with_the_power_to(bot, post, polls, guild, alice):
    made = (await post(content="x")).body
    assert (await bot.call("DELETE", f"/channels/{polls.id}/messages/{made['id']}")).status == 204
    hers = await alice.write(polls, "mine")
    assert (await bot.call("DELETE", f"/channels/{polls.id}/messages/{hers.id}")).code == 50013
    guild.bot_role.grant("manage_messages")
    assert (await bot.call("DELETE", f"/channels/{polls.id}/messages/{hers.id}")).status == 204
    assert hers.deleted
    assert alice.see(polls) == []


async def test_history_is_read_back_newest_first(bot, post, polls):
    ids = [int((await post(content=str(number))).body["id"]) for number in range(6)]

    async def read(query):
        answer = await bot.call("GET", f"/channels/{polls.id}/messages{query}")
        return [each["content"] for each in answer.body]

    assert await read("") == ["5", "4", "3", "2", "1", "0"]
    assert await read("?limit=2") == ["5", "4"]
    assert await read(f"?before={ids[2]}") == ["1", "0"]
    assert await read(f"?after={ids[2]}&limit=2") == ["4", "3"]
    assert await read(f"?around={ids[3]}&limit=3") == ["4", "3", "2"]
    assert (await bot.call("GET", f"/channels/{polls.id}/messages?limit=101")).code == 50035


async def test_history_needs_its_permission(bot, post, polls, guild):
    made = (await post(content="x")).body
    polls.deny(guild.me, "read_message_history")
    assert (await bot.call("GET", f"/channels/{polls.id}/messages")).body == []
    assert (await bot.call("GET", f"/channels/{polls.id}/messages/{made['id']}")).code == 50013


async def test_words_of_others_are_blank_without_the_content_intent(bot, discord, polls, alice):
    message = await alice.write(polls, "between us")
    path = f"/channels/{polls.id}/messages/{message.id}"
    assert (await bot.call("GET", path)).body["content"] == ""
    discord.world.application.message_content = True
    assert (await bot.call("GET", path)).body["content"] == "between us"


async def test_a_reply_refers_to_its_message(post, polls, alice):
    hers = await alice.write(polls, "When?")
    made = (await post(content="Now", message_reference={"message_id": str(hers.id)})).body
    assert (made["type"], made["message_reference"]["message_id"]) == (19, str(hers.id))
    assert made["referenced_message"]["id"] == str(hers.id)


async def test_a_reply_to_nothing_is_refused_unless_that_was_allowed(post, polls):
    answer = await post(content="Now", message_reference={"message_id": "1"})
    assert answer.error("message_reference") == "REPLIES_UNKNOWN_MESSAGE"
    made = await post(content="Now", message_reference={"message_id": "1", "fail_if_not_exists": False})
    assert (made.status, made.body["type"]) == (200, 0)


async def test_a_reply_needs_the_history(post, polls, guild):
    polls.deny(guild.me, "read_message_history")
    assert (await post(content="x", message_reference={"message_id": "1"})).code == 160002


async def test_the_same_nonce_makes_one_message(post, polls):
    first = await post(content="x", nonce="job-1", enforce_nonce=True)
    second = await post(content="x", nonce="job-1", enforce_nonce=True)
    assert first.body["id"] == second.body["id"]
    assert first.body["nonce"] == "job-1"
    assert len(polls.messages) == 1


async def test_a_nonce_that_is_not_enforced_is_only_told(post, polls):
    await post(content="x", nonce=7)
    assert (await post(content="x", nonce=7)).body["nonce"] == 7
    assert len(polls.messages) == 2


async def test_a_nonce_is_forgotten_after_a_few_minutes():
    now = [datetime(2027, 1, 1, tzinfo=UTC)]
    async with Discord(clock=lambda: now[0], limits=Limits(on=False)) as discord, RawBot(discord) as bot:
        polls = discord.guild("Branch").channel("polls")
        body = {"content": "x", "nonce": "a", "enforce_nonce": True}
        await bot.call("POST", f"/channels/{polls.id}/messages", body)
        now[0] += timedelta(minutes=6)
        await bot.call("POST", f"/channels/{polls.id}/messages", body)
        assert len(polls.messages) == 2


async def test_files_are_kept_with_their_words_and_can_be_opened(bot, polls, alice):
    body = {"content": "Figures", "attachments": [{"id": 0, "filename": "turn out.csv", "description": "Turnout"}]}
    answer = await bot.call("POST", f"/channels/{polls.id}/messages", body, files={"x.csv": b"a,b\n1,2"})
    held = answer.body["attachments"][0]
    assert (held["filename"], held["description"], held["size"]) == ("turn_out.csv", "Turnout", 7)
    async with bot.http.get(held["url"]) as opened:
        assert await opened.read() == b"a,b\n1,2"
    [file] = alice.see(polls)[0].files
    assert (file.name, file.description, file.data) == ("turn_out.csv", "Turnout", b"a,b\n1,2")
    async with bot.http.get(held["url"] + "x") as missing:
        assert missing.status == 404


async def test_an_edit_keeps_the_files_it_names_and_adds_new_ones(bot, polls):
    made = (await bot.call("POST", f"/channels/{polls.id}/messages", {}, files={"a": b"1", "b": b"2"})).body
    kept = made["attachments"][1]["id"]
    path = f"/channels/{polls.id}/messages/{made['id']}"
    named = {"attachments": [{"id": kept}, {"id": 0, "filename": "c"}]}
    changed = await bot.call("PATCH", path, named, files={"c": b"3"})
    assert [each["filename"] for each in changed.body["attachments"]] == ["b", "c"]
    assert [each["filename"] for each in (await bot.call("PATCH", path, {"content": "x"})).body["attachments"]] == [
        "b",
        "c",
    ]


async def test_new_files_that_an_edit_does_not_name_replace_the_others_or_are_ignored(bot, discord, polls):
    made = (await bot.call("POST", f"/channels/{polls.id}/messages", {}, files={"a": b"1"})).body
    path = f"/channels/{polls.id}/messages/{made['id']}"
    changed = (await bot.call("PATCH", path, {}, files={"b": b"2"})).body
    assert [each["filename"] for each in changed["attachments"]] == ["b"]
    only_the_old = {"attachments": [{"id": changed["attachments"][0]["id"]}]}
    changed = (await bot.call("PATCH", path, only_the_old, files={"c": b"3"})).body
    assert [each["filename"] for each in changed["attachments"]] == ["b"]
    assert "files[0], which attachments does not name" in discord.ignored[-1]


async def test_a_file_that_is_described_must_be_there(bot, polls):
    path = f"/channels/{polls.id}/messages"
    described = {"content": "x", "attachments": [{"id": 0, "filename": "a"}, {"id": 1, "filename": "b"}]}
    answer = await bot.call("POST", path, described, files={"a": b"1"})
    assert answer.error("attachments", 1) == "ATTACHMENT_NOT_FOUND"
    nameless = {"content": "x", "attachments": [{"id": 0, "filename": ""}]}
    answer = await bot.call("POST", path, nameless, files={"a": b"1"})
    assert answer.error("attachments", 0, "filename") == "BASE_TYPE_BAD_LENGTH"
    made = (await bot.call("POST", path, {"content": "x"}, files={"a": b"1"})).body
    gone = {"attachments": [{"id": "5"}]}
    assert (await bot.call("PATCH", f"{path}/{made['id']}", gone)).error("attachments", 0) == "ATTACHMENT_NOT_FOUND"
    assert [file.name for file in polls.messages[int(made["id"])].files] == ["a"]


async def test_a_public_post_brings_papers_count_and_minutes(bot, polls, bob):
    files = {
        "chart.png": b"\x89PNG",
        "papers.zip": b"PK",
        "minutes.txt": "Elected: Siân\n".encode(),
        "count.csv": b"a,1\n",
    }
    words = [{"id": place, "filename": name, "description": f"About {name}"} for place, name in enumerate(files)]
    body = {"content": "The count", "components": [row(button("Check"))], "attachments": words}
    made = (await bot.call("POST", f"/channels/{polls.id}/messages", body, files=files)).body
    [post] = bob.see(polls)
    assert {file.name: file.data for file in post.files} == files
    assert [file.description for file in post.files] == [each["description"] for each in words]
    path = f"/channels/{polls.id}/messages/{made['id']}"
    assert (await bot.call("PATCH", path, {"content": None, "components": [], "attachments": []})).code == 50006
    assert (len(post.files), post.content, [each.label for each in post.buttons]) == (4, "The count", ["Check"])
    assert (await bot.call("PATCH", path, {"components": [], "attachments": []})).status == 200
    assert (post.files, post.buttons, post.text) == ([], [], "The count")


async def test_files_that_are_too_large_or_too_many_are_refused(bot, polls):
    path = f"/channels/{polls.id}/messages"
    answer = await bot.call("POST", path, {}, files={"big": b"x" * (10 * 1024 * 1024 + 1)})
    assert (answer.status, answer.code) == (413, 40005)
    assert (await bot.call("POST", path, {}, files={str(number): b"x" for number in range(11)})).code == 30015


async def test_a_pin_takes_its_own_permission_and_discord_tells_the_channel(bot, post, polls, guild):
    made = (await post(content="x")).body
    path = f"/channels/{polls.id}/messages/pins/{made['id']}"
    guild.bot_role.revoke("pin_messages")
    guild.bot_role.grant("manage_messages")
    assert (await bot.call("PUT", path)).code == 50013
    guild.bot_role.grant("pin_messages")
    for _ in range(2):
        assert (await bot.call("PUT", path)).status == 204
    pinned = (await bot.call("GET", f"/channels/{polls.id}/messages/pins")).body
    assert [each["message"]["id"] for each in pinned["items"]] == [made["id"]]
    assert (await bot.call("GET", f"/channels/{polls.id}/pins")).body[0]["pinned"] is True
    told = [each.payload() for each in polls.messages.values() if each.is_of_discord]
    assert [(each["type"], each["content"], each["message_reference"]["message_id"]) for each in told] == [
        (6, "", made["id"])
    ]
    assert (await bot.call("DELETE", path)).status == 204
    assert polls.pins == []


async def test_a_message_that_is_gone_cannot_be_pinned(bot, polls):
    assert (await bot.call("PUT", f"/channels/{polls.id}/messages/pins/1")).code == 10008


async def test_pins_are_listed_by_pages_and_only_to_who_may_read_back(bot, post, polls, guild):
    ids = []
    for number in range(3):
        ids.append((await post(content=str(number))).body["id"])
        await bot.call("PUT", f"/channels/{polls.id}/messages/pins/{ids[-1]}")
    path = f"/channels/{polls.id}/messages/pins"
    page = (await bot.call("GET", f"{path}?limit=2")).body
    assert ([each["message"]["id"] for each in page["items"]], page["has_more"]) == ([ids[2], ids[1]], True)
    before = page["items"][-1]["pinned_at"].replace("+", "%2B")
    page = (await bot.call("GET", f"{path}?before={before}")).body
    assert ([each["message"]["id"] for each in page["items"]], page["has_more"]) == ([ids[0]], False)
    guild.bot_role.revoke("read_message_history")
    guild.roles[guild.id].revoke("read_message_history")
    assert (await bot.call("GET", path)).body["items"] == []


async def test_a_channel_has_room_for_so_many_pins(bot, post, polls, monkeypatch):
    monkeypatch.setattr(rest_messages, "PINS_MOST", 5)
    ids = [(await post(content=str(number))).body["id"] for number in range(6)]
    answers = [await bot.call("PUT", f"/channels/{polls.id}/pins/{each}") for each in ids]
    assert [answer.status for answer in answers[:5]] == [204] * 5
    assert answers[5].code == 30003


async def test_a_deleted_channel_is_unknown(post, polls):
    polls.delete()
    assert (await post(content="x")).code == 10003


async def test_a_voice_category_takes_no_messages(bot, guild):
    room = guild.channel("rooms", kind="category")
    assert (await bot.call("POST", f"/channels/{room.id}/messages", {"content": "x"})).code == 50008


async def test_direct_messages_are_opened_once_and_received(bot, alice):
    first = (await bot.call("POST", "/users/@me/channels", {"recipient_id": str(alice.id)})).body
    second = (await bot.call("POST", "/users/@me/channels", {"recipient_id": str(alice.id)})).body
    assert (first["type"], first["id"]) == (1, second["id"])
    await bot.call("POST", f"/channels/{first['id']}/messages", {"content": "Your reminder"})
    assert [message.text for message in alice.dms] == ["Your reminder"]


async def test_direct_messages_can_be_refused(bot, alice):
    alice.close_dms()
    room = (await bot.call("POST", "/users/@me/channels", {"recipient_id": str(alice.id)})).body
    answer = await bot.call("POST", f"/channels/{room['id']}/messages", {"content": "x"})
    assert (answer.status, answer.code) == (403, 50007)
    alice.open_dms()
    assert (await bot.call("POST", f"/channels/{room['id']}/messages", {"content": "x"})).status == 200


async def test_nobody_is_written_to_who_shares_no_guild(bot, alice):
    alice.leave()
    answer = await bot.call("POST", f"/channels/{alice.dm.id}/messages", {"content": "x"})
    assert answer.code == 50007


async def test_direct_messages_need_somebody(bot, discord):
    assert (await bot.call("POST", "/users/@me/channels", {"recipient_id": "1"})).code == 50033
    assert (await bot.call("POST", "/users/@me/channels", {"recipient_id": str(discord.bot.id)})).code == 50033
    assert (await bot.call("POST", "/users/@me/channels", {})).error("recipient_id") == "BASE_TYPE_REQUIRED"


async def test_typing(bot, polls):
    assert (await bot.call("POST", f"/channels/{polls.id}/typing")).status == 204
