"""Files people pass and files people get: each has an address that serves its bytes."""

import aiohttp
import pytest

from bot.standin import CannotDo
from tests.standin.raw import label, modal, say

COMMAND = {
    "name": "minutes",
    "description": "Publish the minutes",
    "options": [{"type": 11, "name": "file", "description": "The minutes", "required": True}],
}
UPLOAD = {"type": 19, "custom_id": "papers", "min_values": 1, "max_values": 2}


@pytest.fixture
async def offered(bot, discord):
    await bot.call("PUT", f"/applications/{discord.application_id}/commands", [COMMAND])
    await bot.answering(lambda asked: modal(label("Papers", UPLOAD)) if "form" in str(asked["data"]) else say("thanks"))


def passed(bot):
    """The files that came with the last interaction, as they are described, by the ids it names."""
    data = bot.asked[-1]["data"]
    values = [data["options"][0]["value"]] if "options" in data else data["components"][0]["component"]["values"]
    return [data["resolved"]["attachments"][each] for each in values]


async def fetch(bot, address):
    async with bot.http.get(address) as opened:
        return opened.status, opened.headers["Content-Type"], await opened.read()


@pytest.mark.usefixtures("offered")
async def test_a_file_passed_with_a_command_is_described_and_can_be_fetched(bot, alice):
    await alice.slash("minutes", file=("minutes of May.pdf", b"%PDF"))
    [file] = passed(bot)
    assert (file["filename"], file["size"], file["content_type"]) == ("minutes_of_May.pdf", 4, "application/pdf")
    assert (file["ephemeral"], file["proxy_url"]) == (True, file["url"])
    assert await fetch(bot, file["url"]) == (200, "application/pdf", b"%PDF")
    assert (await fetch(bot, file["url"] + "x"))[0] == 404


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (("minutes.txt", b"x"), "text/plain; charset=utf-8"),
        (("meeting.ics", b"x"), "text/calendar; charset=utf-8"),
        (("minutes.pdf", b"MZ", "application/x-msdownload"), "application/x-msdownload"),
        (("minutes.unheard-of", b"x"), None),
        (("100% #1?.txt", b"x"), "text/plain; charset=utf-8"),
    ],
)
async def test_a_file_is_of_the_kind_it_was_sent_as_or_its_name_ends_in(bot, alice, file, kind):
    await alice.slash("minutes", file=file)
    [held] = passed(bot)
    assert held.get("content_type") == kind
    assert (await fetch(bot, held["url"]))[2] == file[1]


@pytest.mark.usefixtures("offered")
async def test_a_client_uploads_only_files_and_none_that_is_too_large(bot, alice):
    large = ("minutes.pdf", b"x" * (10 * 1024 * 1024 + 1))
    for wrong in ("minutes.pdf", large):
        with pytest.raises(CannotDo):
            await alice.slash("minutes", file=wrong)
    assert bot.asked == []
    await alice.raw_slash("minutes", file=large)
    assert passed(bot)[0]["size"] == 10 * 1024 * 1024 + 1


@pytest.mark.usefixtures("offered")
async def test_files_are_passed_in_a_modal(bot, alice):
    shown = await alice.raw_slash("form")
    for wrong in ([], [("a.txt", b"1"), ("b.txt", b"2"), ("c.txt", b"3")], "a.txt"):
        with pytest.raises(CannotDo):
            await alice.submit(shown, Papers=wrong)
    await alice.submit(shown, Papers=[("a.txt", b"1"), ("b.txt", b"2")])
    assert [(await fetch(bot, each["url"]))[2] for each in passed(bot)] == [b"1", b"2"]


@pytest.mark.usefixtures("offered")
async def test_fetching_a_file_can_go_wrong_to_order(bot, discord, alice):
    await alice.slash("minutes", file=("a.txt", b"1"))
    [file] = passed(bot)
    discord.faults.error("GET", "/ephemeral-attachments/*", status=503)
    assert (await fetch(bot, file["url"]))[0] == 503
    # An HTTP client asks once more by itself when a connection it had kept open breaks.
    discord.faults.cut("GET", "/ephemeral-attachments/*", times=2)
    with pytest.raises(aiohttp.ClientError):
        await fetch(bot, file["url"])
    assert (await fetch(bot, file["url"]))[0] == 200


async def test_people_open_the_files_of_what_they_see(bot, hear, polls, alice, bob):
    asked = await hear(alice.raw_slash("calendar"))
    path = f"/interactions/{asked['id']}/{asked['token']}/callback"
    await bot.call("POST", path, say("Here"), files={"meeting.ics": b"BEGIN", "agenda.txt": b"Pay"})
    [private] = alice.see(polls)
    assert alice.open(private, "meeting.ics") == b"BEGIN"
    assert private.files[0].content_type == "text/calendar; charset=utf-8"
    for shown, name in ((private, None), (private, "minutes.pdf")):
        with pytest.raises(CannotDo, match=r"meeting\.ics, agenda\.txt"):
            alice.open(shown, name)
    with pytest.raises(CannotDo, match="does not see"):
        bob.open(private, "meeting.ics")
    made = await bot.call("POST", f"/channels/{polls.id}/messages", {}, files={"count.csv": b"1"})
    assert bob.open(polls.messages[int(made.body["id"])]) == b"1"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ({"content": "General meeting", "embeds": [{"title": "Strike ballot"}]}, "General meeting"),
        ({"embeds": [{"title": "Strike ballot", "description": "On pay"}]}, "Strike ballot"),
        ({"embeds": [{"description": "On pay"}]}, "On pay"),
        ({"flags": 1 << 15, "components": [{"type": 10, "content": "On pay"}]}, "On pay"),
        ({}, "Attachment: a.txt"),
    ],
)
async def test_a_phone_shows_first_what_a_message_begins_with(bot, polls, alice, body, shown):
    answer = await bot.call("POST", f"/channels/{polls.id}/messages", body, files={"a.txt": b"1"})
    assert answer.status == 200, answer.body
    [post] = alice.see(polls)
    assert post.preview == shown
