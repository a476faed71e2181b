"""The organisers' desk has each report once, with the rounds, whatever happens to the channel, its posts or the bot."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

from bot.actions import reports
from bot.i18n import say
from bot.ids import CaseNumber, GuildId, MemberId
from bot.rules.reports import Head, SentReply, Status
from bot.standin import Limits, Message
from bot.store import desk_organisers
from tests.actions.reported import TEXT, a_sent, released, wait
from tests.builders import Clock
from tests.e2e.living import Branch, living
from tests.e2e.reports import send


def desk_posts(branch: Branch) -> list[Message]:
    """The posts about reports, in the channel that is the desk now."""
    return [post for post in branch.posts(branch.desk_channel) if post.text.startswith("Report ")]


def number(post: Message) -> CaseNumber:
    """The case number of the report that a post is about."""
    return CaseNumber(post.text.split()[1])


def guild(branch: Branch) -> GuildId:
    return GuildId(branch.guild.id)


async def put(branch: Branch, numbers: Collection[str], **changes: object) -> None:
    """So many wait for their round."""
    await wait(
        branch.desk,
        *(a_sent(branch.desk, each, guild_id=guild(branch), **changes) for each in numbers),
        guild_id=guild(branch),
    )


async def open_(branch: Branch, number: str, **changes: Any) -> None:
    """One that the desk has had for a while."""
    await released(branch.desk, number, guild_id=guild(branch), **changes)


async def audit(branch: Branch) -> str:
    return "\n".join(post.text for post in branch.posts(branch.audit))


async def known(branch: Branch) -> list[int | None]:
    """The posts that Steward knows of, for each report."""
    async with branch.desk.db.reading() as conn:
        found = await reports.store.list_(conn, guild(branch), [Status.NEW])
    return [each.message_id for each in found]


async def choose_desk(branch: Branch) -> None:
    """Another channel for the desk, as sue chooses it."""
    panel = await branch.sue.press(await branch.sue.slash("branch setup", in_channel=branch.lobby), say("ui.next"))
    await branch.sue.select(panel, say("branch.choose-desk"), branch.desk_channel)


async def test_reports_come_with_the_round_and_their_posts_say_what_is_known_and_nothing_that_was_written(
    branch: Branch,
) -> None:
    await branch.pass_(hours=14)  # Sunday, 08:30
    await send(branch, branch.ann)
    await send(branch, branch.bob, "Nobody answers the phone.", category="Health and safety")
    await branch.pass_(hours=4, minutes=29)
    assert desk_posts(branch) == []
    await branch.pass_(minutes=1)
    posts = sorted(desk_posts(branch), key=lambda post: "Workload" in post.text)
    assert len(posts) == 2
    assert f"Report {number(posts[0])} · Health and safety · not urgent · week 47" in posts[0].text
    assert "Status: new" in posts[0].text
    assert say("desk_post.held_by_nobody") in posts[0].text
    assert branch.labels(posts[0]) == [
        say(f"desk_post.{act}") for act in ("open", "answer", "status", "note", "pass", "close", "mute")
    ]
    assert not any(text in post.text for post in posts for text in (TEXT, "phone"))

    # Somebody deletes one. With the next thing that happens to it, it is there again, once.
    kept, gone = posts
    gone.delete()
    replies = [SentReply(number(each), "2026-W47", "It goes on.") for each in posts]
    await wait(branch.desk, *replies, guild_id=guild(branch))
    await branch.restart()
    await branch.pass_(hours=5)
    assert {number(each) for each in desk_posts(branch)} == {number(kept), number(gone)}
    assert len(desk_posts(branch)) == 2
    assert kept in desk_posts(branch)
    assert all(say("desk_post.reply_waits") in post.text for post in desk_posts(branch))


async def test_with_the_desk_deleted_reports_wait_officers_are_told_and_a_new_desk_has_them_all(branch: Branch) -> None:
    await put(branch, ["AAAA", "BBBB"])
    await branch.pass_(hours=14)
    await put(branch, ["CCCC", "DDDD"])
    branch.desk_channel.delete()
    await branch.pass_(days=1)
    assert (await audit(branch)).count("could not give the organisers' desk what waits for it") == 1
    assert "The desk's channel no longer exists" in await audit(branch)
    check = await branch.sue.slash("branch check")
    assert say("room.gone", use="desk") in check.text
    listed = await branch.oli.slash("feedback desk", in_channel=branch.lobby)
    assert say("casework.held_back", why=say("room.gone", use="desk")) in listed.text  # not only that no report waits
    private = {branch.guild.everyone: {"view_channel": False}, branch.guild.bot_role: {"view_channel": True}}
    branch.desk_channel = branch.guild.channel("new-desk", overwrites=private)  # pyright: ignore[reportArgumentType]
    await choose_desk(branch)
    await branch.pass_(days=1)
    assert sorted(number(post) for post in desk_posts(branch)) == ["AAAA", "BBBB", "CCCC", "DDDD"]
    await branch.pass_(days=1)
    assert len(desk_posts(branch)) == 4
    assert (await audit(branch)).count("could not give") == 1


async def test_a_desk_that_members_can_read_is_given_nothing_until_it_is_private_again(branch: Branch) -> None:
    await put(branch, ["AAAA", "BBBB"])
    branch.desk_channel.allow(branch.members, "view_channel")
    await branch.pass_(days=1)
    assert desk_posts(branch) == []
    assert "Others than organisers can read the desk" in await audit(branch)
    named = say("room.desk_public", channel=branch.desk_channel.mention, roles=branch.members.mention)
    assert named in (await branch.sue.slash("branch check")).text
    await open_(branch, "EEEE")
    async with branch.desk.db.transaction() as tx:  # an organiser works on one that has no post yet
        report = await reports.store.get(tx, guild(branch), CaseNumber("EEEE"))
        await reports.refresh(tx, report, branch.clock.now())
    await branch.pass_(days=1)  # over Monday morning
    assert branch.posts(branch.desk_channel) == []
    branch.desk_channel.deny(branch.members, "view_channel")
    await branch.pass_(days=1)
    assert sorted(number(post) for post in desk_posts(branch)) == ["AAAA", "BBBB", "EEEE"]

    async with branch.desk.db.transaction() as tx:  # what waits comes from elsewhere, and does not open
        await reports.store.put_tray(tx, guild(branch), branch.desk.seals.seal(b"{}", "tray:8"))
    await branch.pass_(days=1)
    assert "What was sent is damaged" in await audit(branch)
    assert say("branch.check-sealed_off") in (await branch.sue.slash("branch check")).text


async def test_a_bot_that_was_down_over_two_rounds_and_is_cut_off_in_the_next_posts_each_report_once(
    branch: Branch,
) -> None:
    await put(branch, ["AAAA", "BBBB", "CCCC", "DDDD", "EEEE"])
    await branch.stop()
    branch.clock.move(hours=20)  # Sunday, 14:30: both rounds are over
    branch.discord.faults.cut("POST", "/channels/*/messages", times=3)
    branch.expect_error("feedback.card")
    await branch.start()
    await branch.settle()
    assert len(desk_posts(branch)) == 5  # Discord has made all of them, and Steward knows of two
    assert sum(message_id is None for message_id in await known(branch)) == 3
    await branch.restart()
    for _ in range(3):
        await branch.pass_(minutes=10)
    assert None not in await known(branch)
    assert sorted(number(post) for post in desk_posts(branch)) == ["AAAA", "BBBB", "CCCC", "DDDD", "EEEE"]


async def test_the_desk_has_its_list_on_monday_and_members_hear_how_many_answers_wait(branch: Branch) -> None:
    await branch.pass_(days=3)
    assert [post.text for post in branch.posts(branch.desk_channel)] == []  # nothing was open
    assert [post for post in branch.posts(branch.notices) if "waiting" in post.text] == []
    oli = MemberId(branch.oli.id)
    shown = {"channel_id": branch.desk_channel.id, "message_id": 1}
    await open_(branch, "AAAA", released_on=date(2026, 10, 1), not_to=frozenset({oli}), answer_waits=True)
    await open_(branch, "BBBB", released_on=date(2026, 11, 20), holder_id=oli, answer_waits=True, **shown)
    await open_(branch, "CCCC", released_on=date(2026, 11, 24), answer_waits=True, **shown)
    async with branch.desk.db.transaction() as tx:
        for each in (oli, MemberId(branch.ola.id)):
            await desk_organisers.seen(tx, guild(branch), each, date(2026, 11, 1))
    branch.oli.remove_role(branch.organisers)
    branch.oli.add_role(branch.members)
    for days in (3, 3, 1):  # Friday, Monday and Tuesday evening
        await branch.pass_(days=days)
    (digest,) = (post for post in branch.posts(branch.desk_channel) if post.text.startswith("Reports that wait"))
    assert "2 reports are open" in digest.text
    assert "Waiting less than a week: 1" in digest.text
    assert "Waiting one to four weeks: 1" in digest.text
    assert "Report BBBB · Workload · not urgent · week 47, at the desk for 10 days" in digest.text
    assert say("desk_post.digest-no_organiser", who=branch.oli.mention) in digest.text
    assert "AAAA" not in digest.text
    kept = (await branch.rows("desk_organisers"))["desk_organisers"]
    assert [row[1] for row in kept] == [branch.ola.id]  # nobody else is an organiser by now
    told = [post.text for post in branch.posts(branch.notices) if "waiting" in post.text]
    assert len(told) == 2  # on Friday and on Tuesday
    assert all(say("desk_post.answers", number=2) in each for each in told)  # whom AAAA is kept from could count


async def test_of_a_report_that_is_kept_from_one_organiser_the_others_are_told_once_and_in_private(
    branch: Branch,
) -> None:
    oli, ola, gone = (MemberId(each.id) for each in (branch.oli, branch.ola, branch.dan))
    async with branch.desk.db.transaction() as tx:
        for each in (oli, ola, gone):  # dan has used the desk once, and is no organiser any more
            await desk_organisers.seen(tx, guild(branch), each, date(2026, 11, 1))
    await put(branch, ["AAAA", "BBBB"], head=Head(not_to=frozenset({oli})))
    await put(branch, ["CCCC", "DDDD"])
    await branch.pass_(hours=14)
    await branch.restart()
    await branch.pass_(hours=5)
    assert sorted(number(post) for post in desk_posts(branch)) == ["CCCC", "DDDD"]
    (letter,) = branch.ola.dms
    assert say("desk_post.told", branch="Riverside Branch") in letter.text
    assert letter.preview == say("desk_post.told-first_line")  # a locked phone does not say that there is a report
    assert (branch.oli.dms, branch.dan.dms) == ([], [])
    assert "could tell no organiser" not in await audit(branch)
    async with branch.desk.db.transaction() as tx:  # nothing asks for a post about it; if anything did, there is none
        report = await reports.store.get(tx, guild(branch), CaseNumber("AAAA"))
        await reports.refresh(tx, report, branch.clock.now())
    await branch.settle()
    assert len(desk_posts(branch)) == 2
    branch.ola.close_dms()
    await put(branch, ["EEEE", "FFFF"], head=Head(not_to=frozenset({oli})))
    await branch.pass_(hours=5)
    assert "could tell no organiser" in await audit(branch)
    assert str(branch.oli.id) not in branch.log.text


async def test_many_reports_at_once_are_posted_as_fast_as_discord_allows_and_each_once(
    tmp_path: Path, clock: Clock
) -> None:
    limits = Limits(per_route={("POST", "/channels/{channel_id}/messages"): (10, 0.1)})
    numbers = [f"{each:04}" for each in range(40)]
    async with living(tmp_path / "data", clock, limits=limits) as branch:
        await put(branch, numbers)
        await branch.pass_(hours=14)
        assert sorted(number(post) for post in desk_posts(branch)) == numbers
        assert None not in await known(branch)
