"""A ballot that a scrutineer holds elsewhere: announced, pressed on, reminded of, closed, and forgotten."""

import re
from pathlib import Path

from bot import keys, operate
from bot.i18n import say
from bot.ids import MemberId, OutsideBallotId
from bot.standin import Member, Message, Reply
from tests.e2e.bad_days import recover
from tests.e2e.campaigns import board_now, start_campaign
from tests.e2e.living import Branch
from tests.e2e.test_secrecy import folder, found, written
from tests.e2e.test_secret_restore import backed_up, restore

WORDS = {
    "scrutineer": "Northern Ballots",
    "opens": "23 Nov 2026 09:00",
    "closes": "21 Dec 2026 12:00",
    "replacement": "Ring Northern Ballots on 0113 496 0000.",
    "entitled": "800",
}
POSTED = say("outside.button")


async def preview(branch: Branch, **changes: str) -> Reply:
    """A draft, made through the form."""
    panel = await branch.rob.slash("campaign ballot", in_channel=branch.lobby)
    form = await branch.rob.press(panel, say("outside.new"))
    return await branch.rob.submit(form, **{**WORDS, **changes})


async def announce(branch: Branch, **changes: str) -> Message:
    """A ballot through the real command and form, two days on, so that it is open; its post."""
    reply = await branch.rob.press(await preview(branch, **changes), say("outside.post_it"))
    assert reply.is_private
    await branch.pass_(days=2)
    return posts(branch)[-1]


def posts(branch: Branch) -> list[Message]:
    """The posts of ballots, the oldest first."""
    return [each for each in branch.posts(branch.campaign) if "Ballot of campaign" in str(each.embeds)]


async def list_workplaces(branch: Branch, text: str) -> Reply:
    """The branch's list as an officer types it."""
    panel = await branch.sue.slash("campaign ballot", in_channel=branch.lobby)
    form = await branch.sue.press(panel, say("outside.workplaces"))
    return await branch.sue.submit(form, list=text)


def reminders(member: Member) -> list[Message]:
    """The private reminders this member has got."""
    return [each for each in member.dms if each.preview.startswith(say("ladder.first_line"))]


async def change(branch: Branch, **changes: str) -> Reply:
    """The ballot as it is after filling in its form anew."""
    panel = await branch.rob.slash("campaign ballot", in_channel=branch.lobby)
    form = await branch.rob.press(panel, say("outside.change"))
    return await branch.rob.submit(form, **{**WORDS, **changes})


async def test_a_ballot_is_previewed_corrected_and_announced_once(branch: Branch) -> None:
    await start_campaign(branch)
    assert (await branch.ann.slash("campaign ballot")).text == say("access.needs", power="rep")
    panel = await branch.rob.slash("campaign ballot", in_channel=branch.lobby)
    assert say("access.needs", power="officer") == (await branch.rob.press(panel, say("outside.workplaces"))).text
    refused = await preview(branch, closes="23 Nov 2026 08:00")
    assert refused.text == say("outside.times_order")
    draft = await branch.rob.submit(await branch.rob.press(refused, say("ui.correct_it")), **WORDS)
    assert "Last safe day to post yours:** Monday 14 December 2026" in draft.text
    assert "Tuesday 8 December 2026, 10:00" in draft.text  # the reminders
    assert say("outside.no_intent", number=0) in draft.text
    assert posts(branch) == []
    other = await preview(branch)
    await branch.rob.press(draft, say("outside.post_it"))
    await branch.settle()
    assert (await branch.rob.press(other, say("outside.post_it"))).text == say("outside.one_open")
    (post,) = posts(branch)
    assert branch.labels(post) == [POSTED]
    assert "The papers are not out yet" in (await branch.ann.press(post, POSTED)).text
    assert "Ballot papers are posted:** Monday 23 November" in (await board_now(branch)).text
    await branch.pass_(days=2)
    assert (await change(branch, opens="24 Nov 2026 09:00")).text.startswith("The papers were posted")
    assert "Changed" in (await change(branch, closes="22 Dec 2026 12:00")).text
    assert "Tuesday 22 December 2026, 12:00" in (await board_now(branch)).text
    assert (await branch.rows("outside_ballots"))["outside_ballots"][0][0] == 1
    await branch.pass_(days=2)  # the other draft is forgotten
    assert len((await branch.rows("outside_ballots"))["outside_ballots"]) == 1


async def test_members_press_choose_a_workplace_take_it_back_and_are_forgotten_two_weeks_after_the_close(
    branch: Branch,
) -> None:
    await start_campaign(branch)
    assert say("workplace.kept", number=2, sized=1) == (await list_workplaces(branch, "Leeds: 40\nYork")).text
    post = await announce(branch)
    noted = await branch.ann.press(post, POSTED)
    assert noted.is_private
    assert say("posted.noted") in noted.text
    assert say("posted.was_noted") in (await branch.ann.press(post, POSTED)).text
    chosen = await branch.ann.select(noted, say("posted.menu", same="no", first="Leeds", last="York"), "York")
    assert chosen.text.startswith(say("posted.chosen"))
    assert say("posted.workplace", workplace="York") in chosen.text
    assert not chosen.selects
    assert (await branch.ann.press(chosen, say("posted.mistake"))).text == say("posted.taken_back")
    await branch.ann.press(post, POSTED)
    assert branch.members.mention in (await branch.tim.press(post, POSTED)).text  # the role he would need
    await branch.restart()
    await branch.bob.press(post, POSTED)
    post.delete()
    await change(branch, replacement="Ask the office.")
    await branch.settle()
    (post,) = posts(branch)  # posted anew
    await branch.dan.press(post, POSTED)
    assert len((await branch.rows("posted"))["posted"]) == 3

    await branch.pass_(days=29)
    assert branch.labels(post) == []
    panel = await branch.rob.slash("campaign ballot")
    form = await branch.rob.press(panel, say("outside.enter_result"))
    given = {"for": "110", "against": "22", "spoilt": "3", "issued": "180"}
    assert (await branch.rob.submit(form, **given)).text == say("outside.declared")
    await branch.settle()
    assert "135 of 180 entitled to vote did so (75%); branch membership 212, so 64% of the branch." in post.text
    assert list(branch.folder.glob("keys/*.outside"))
    await branch.pass_(days=14)
    assert not list(branch.folder.glob("keys/*.outside"))
    assert (await branch.rows("posted"))["posted"] == []
    assert "forgot who had posted" in (await branch.sue.slash("branch audit")).text


async def test_a_ballot_that_is_called_off_says_so_and_forgets_at_once(branch: Branch) -> None:
    await start_campaign(branch)
    post = await announce(branch)
    await branch.ann.press(post, POSTED)
    panel = await branch.rob.slash("campaign ballot")
    sure = await branch.rob.press(panel, say("outside.call_off"))
    assert (await branch.rob.press(sure, say("outside.keep"))).text == say("outside.kept")
    sure = await branch.rob.press(await branch.rob.slash("campaign ballot"), say("outside.call_off"))
    assert (await branch.rob.press(sure, say("outside.sure-button"))).text == say("outside.called_off")
    await branch.settle()
    (post,) = posts(branch)
    assert "called off" in post.text
    assert branch.labels(post) == []
    assert (await branch.rows("posted"))["posted"] == []
    assert not list(branch.folder.glob("keys/*.outside"))
    assert "called off" in (await board_now(branch)).text
    assert say("outside.new") in branch.labels(await branch.rob.slash("campaign ballot"))


async def test_members_are_reminded_a_few_times_and_one_press_in_the_message_ends_it(
    listed_branch: Branch,
) -> None:
    branch = listed_branch
    await start_campaign(branch)
    post = await announce(branch)
    await branch.ann.press(post, POSTED)
    branch.cat.close_dms()
    await branch.pass_(days=3)  # to the evening of the first reminder
    assert [len(reminders(each)) for each in (branch.ann, branch.bob, branch.cat, branch.dan, branch.tim)] == [
        *(0, 1, 0, 1, 0)
    ]
    (letter,) = reminders(branch.bob)
    assert "Last safe day to post yours:** Monday 14 December 2026" in letter.text
    noted = await branch.bob.press(letter, POSTED)
    assert say("posted.noted") in noted.text
    assert (await branch.dan.press(reminders(branch.dan)[0], say("ladder.stop"))).text == say("ladder.stopped")
    assert (await branch.rows("posted"))["posted"] != []
    for _ in range(20):
        await branch.pass_(days=1)
    assert [len(reminders(each)) for each in (branch.ann, branch.bob, branch.cat, branch.dan)] == [0, 1, 0, 1]
    assert [len(reminders(each)) for each in (branch.rob, branch.sue)] == [3, 3]
    panel = (await branch.rob.slash("campaign ballot")).text
    assert "reminded 3 times" in panel
    assert "accept no messages" not in panel  # one member is no number that is shown


async def test_a_restart_in_the_middle_of_reminders_writes_to_nobody_twice_and_keeps_no_id(
    listed_branch: Branch,
) -> None:
    branch = listed_branch
    branch.expect_error("campaign.ladder_each for letters failed, try 1")
    await start_campaign(branch)
    await announce(branch)
    everybody = [branch.sue, branch.rob, branch.ann, branch.bob, branch.cat, branch.dan, branch.oli, branch.ola]

    def break_off(_: object) -> None:
        written_to = sum(len(reminders(each)) for each in everybody)
        if written_to == 2 and not branch.discord.faults.orders:  # the third arrives, and Steward never hears of it
            branch.discord.faults.lose_answer("POST", "/channels/{channel_id}/messages", times=9, status=503)

    branch.discord.records.listeners.append(break_off)
    await branch.pass_(days=3)
    said = str(await branch.rows("jobs"))
    assert not [each.name for each in everybody if str(each.id) in said]
    assert sum(len(reminders(each)) for each in everybody) == 3
    branch.discord.records.listeners.remove(break_off)
    branch.discord.faults.calm()
    await branch.restart()
    await recover(branch)
    assert [len(reminders(each)) for each in everybody] == [1] * 8
    assert re.search(r"[0-9a-f]{64}", str(await branch.rows("jobs"))) is None


async def test_of_a_whole_ballot_nobody_who_posted_can_be_found_in_any_byte(
    listed_branch: Branch, tmp_path: Path
) -> None:
    branch = listed_branch
    await start_campaign(branch)
    await list_workplaces(branch, "Leeds\nYork")
    crowd = [branch.guild.member(f"zq-member-{number:02}", roles=[branch.members]) for number in range(12)]
    post = await announce(branch)
    key = branch.desk.outside_keys.read(OutsideBallotId(1))
    tags = {f"{each.name} tag": keys.tag(key, MemberId(each.id)) for each in crowd}
    tags |= {f"{name} in hex": tag.hex().encode() for name, tag in tags.items()}
    people = {f"{each.name} {form}": text for each in crowd for form, text in written(each.id, each.name)}
    for number, each in enumerate(crowd[:9]):
        noted = await each.press(post, POSTED)
        if number % 2:
            await each.select(noted, str(noted.selects[0].placeholder), "York")
        branch.clock.move(seconds=37)
    await crowd[0].press(noted := await crowd[0].press(post, POSTED), say("posted.mistake"))
    await branch.pass_(days=4)
    await crowd[10].press(reminders(crowd[10])[0], POSTED)
    for who in (branch.sue, branch.rob):
        for command in ("campaign ballot", "campaign status", "campaign turnout", "branch check"):
            await who.slash(command)
    backup = backed_up(branch, tmp_path)
    lying = folder(branch.folder) | {"backup": backup.read_bytes()}
    assert found({name: text for name, text in lying.items() if "keys" not in name}, people | {"key": key}) == []

    await branch.pass_(days=60)
    forgotten = folder(branch.folder)
    assert found(forgotten, people | tags | {"key": key}) == []
    secrets = people | tags | {"key": key, "key in hex": key.hex().encode()}
    assert found({"log": branch.log.text.encode()}, secrets) == []
    nothing_asked_of_discord(branch, crowd, tags)
    assert noted.is_private


def nothing_asked_of_discord(branch: Branch, crowd: list[Member], tags: dict[str, bytes]) -> None:
    """An id goes to Discord only as the address of a reminder; nobody's name and no mark is in any answer."""
    people = {each.name: str(each.id).encode() for each in crowd}
    rest = {}
    for number, each in enumerate(branch.discord.requests):
        if "/users/@me/channels" not in each.path and "/members/" not in each.path:
            rest[f"{number} {each.method} {each.path}"] = f"{each.path} {each.query} {each.body!r}".encode()
    assert found(rest, people | tags) == []
    ids = {each for text in rest.values() for each in re.findall(rb"'custom_id': '(campaign:[^']*)'", text)}
    assert {re.sub(rb"\d+", b"n", each) for each in ids} >= {b"campaign:posted:n", b"campaign:not_posted:n:n"}
    posts_ = [each for room in branch.discord.world.channels.values() if room.guild for each in room.messages.values()]
    public = {str(each.id): f"{each.text} {each.embeds}".encode() for each in posts_ if not each.is_private}
    assert found(public, {each.name: each.name.encode() for each in crowd} | people) == []


async def test_a_restored_installation_counts_from_nothing_again_and_asks_members_to_press_once_more(
    branch: Branch, tmp_path: Path
) -> None:
    await start_campaign(branch)
    post = await announce(branch)
    await branch.ann.press(post, POSTED)
    backup = backed_up(branch, tmp_path)
    await restore(branch, backup, tmp_path / "another")
    assert (await branch.rows("posted"))["posted"] == []
    assert "Counting began anew" in posts(branch)[-1].text
    assert "began anew" in (await board_now(branch)).text
    assert say("posted.noted") in (await branch.ann.press(post, POSTED)).text
    assert [each.what for each in operate.examine(branch.folder) if "outside" in each.what] == []


async def test_a_ballot_goes_on_where_it_was_though_steward_restarts_between_any_two_steps(
    listed_branch: Branch,
) -> None:
    branch = listed_branch
    await start_campaign(branch)
    await list_workplaces(branch, "Leeds\nYork")
    draft = await preview(branch)
    await branch.restart()
    await branch.rob.press(draft, say("outside.post_it"))
    await branch.restart()
    await branch.pass_(days=2)
    (post,) = posts(branch)
    noted = await branch.ann.press(post, POSTED)
    await branch.restart()
    chosen = await branch.ann.select(noted, str(noted.selects[0].placeholder), "York")
    assert say("posted.workplace", workplace="York") in chosen.text
    await branch.restart()
    await branch.ann.press(chosen, say("posted.mistake"))
    await branch.pass_(days=3)
    (letter,) = reminders(branch.ann)
    await branch.restart()
    noted = await branch.ann.press(letter, POSTED)  # all of it again, in the private message
    await branch.ann.select(noted, str(noted.selects[0].placeholder), "York")
    assert [row[2] for row in (await branch.rows("posted"))["posted"]] == [2]
    await branch.restart()
    silent = await branch.bob.press(reminders(branch.bob)[0], say("ladder.stop"))
    await branch.restart()
    assert (await branch.bob.press(silent, say("ladder.again"))).text == say("ladder.heard")
    await branch.pass_(days=40)
    await branch.restart()
    await branch.settle()
    assert (await branch.rows("posted"))["posted"] == []
    assert not list(branch.folder.glob("keys/*.outside"))


async def test_of_members_who_accept_no_messages_only_the_number_is_shown_and_only_in_fives(
    listed_branch: Branch,
) -> None:
    branch = listed_branch
    crowd = [branch.guild.member(f"zq-member-{number:02}", roles=[branch.members]) for number in range(14)]
    for each in crowd[::2]:
        each.close_dms()
    await start_campaign(branch)
    await announce(branch)
    await branch.pass_(days=3)
    assert [len(reminders(each)) for each in crowd] == [0, 1] * 7
    panel = await branch.rob.slash("campaign ballot")
    assert say("outside.unreachable", number=5) in panel.text  # of seven
    said = panel.text + (await branch.sue.slash("branch audit")).text + branch.log.text
    said += str(await branch.rows("jobs", "outside_ballots", "audit", "posted"))
    assert not [each.name for each in crowd if each.name in said or str(each.id) in said]
