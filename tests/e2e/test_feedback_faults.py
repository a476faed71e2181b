"""Bad days of Discord, the disk and the keys: no report that was taken is lost, and nobody is told an untruth."""

import asyncio
import sqlite3
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.i18n import say
from bot.ids import GuildId, MemberId
from bot.rules.reports import Head
from bot.standin import Reply
from bot.store import desk_organisers
from bot.store.folder import DATABASE, KEYS
from tests.actions.reported import a_sent, wait
from tests.builders import Clock
from tests.e2e.bad_days import BAD_DAYS, recover, through
from tests.e2e.living import Branch, living
from tests.e2e.reports import SEND, TEXT, code_in, read, send, write

ANSWER, OPEN, PASS = (say(f"desk_post.{each}") for each in ("answer", "open", "pass"))
AWAY, FORGOTTEN = say("ui.discord_away"), say("sending.forgotten")
CALLBACK = ("POST", "/interactions/*/callback")
EDITED = ("PATCH", "/webhooks/*")


def desk_posts(branch: Branch) -> list[str]:
    """The case numbers of the posts at the desk, as often as they stand there."""
    posts = [each.text for each in branch.posts(branch.desk_channel) if each.text.startswith("Report ")]
    return sorted(each.split()[1] for each in posts)


async def put(branch: Branch, *numbers: str, not_to: frozenset[MemberId] = frozenset()) -> None:
    """So many wait for their round."""
    guild_id = GuildId(branch.guild.id)
    sents = [a_sent(branch.desk, each, guild_id=guild_id, head=Head(not_to)) for each in numbers]
    await wait(branch.desk, *sents, guild_id=guild_id)


def last(reply: Reply) -> str:
    """What somebody reads in the end."""
    return (reply.followups or [reply])[-1].text


async def test_every_round_is_at_the_desk_once_and_every_letter_arrives_once_whatever_days_discord_has(branch: Branch):
    branch.expect_error("failed, try 1")
    ann, bob, oli, ola = branch.ann, branch.bob, branch.oli, branch.ola
    code = await send(branch, ann, urgent="safety", opener=oli)
    await ann.press(await read(branch, ann, code), say("reading.letters-on"))
    async with branch.desk.db.transaction() as tx:
        await desk_organisers.seen(tx, GuildId(branch.guild.id), MemberId(ola.id), date(2026, 11, 1))
    (first,) = branch.posts(branch.desk_channel)
    numbers = desk_posts(branch)
    await branch.pass_(hours=14)
    letters = [oli, ola, ann]
    for count, (name, bad_day) in enumerate(BAD_DAYS.items()):
        if name == "is slow":
            continue
        pair = (f"AAA{count}", f"BBB{count}")
        numbers += pair
        await put(branch, *pair)
        await put(branch, f"CCC{count}", not_to=frozenset({MemberId(oli.id)}))
        branch.clock.move(hours=24)
        await through(branch, bad_day, branch.settle())
        assert desk_posts(branch) == sorted(numbers), name
        assert len(ola.dms) == count + 1, name
    for each in letters:
        each.close_dms()
    await ola.select(await ola.press(first, PASS), say("casework.choose-organiser"), [oli])
    await ola.submit(await ola.press(first, ANSWER), text="We call you.")
    branch.discord.faults.drop_gateway()
    await recover(branch)
    assert "We call you." in (await read(branch, bob, code)).text
    assert [each.dms for each in (oli, ann)] == [[], []]


async def test_whoever_was_not_shown_the_code_of_what_was_stored_presses_send_again_and_is(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
):
    faults, ann, bob, cat = branch.discord.faults, branch.ann, branch.bob, branch.cat
    draft = await write(branch, ann)
    faults.drop_gateway()
    faults.storm(*CALLBACK, retry_after=0.05)
    codes = [code_in(await ann.press(draft, SEND))]
    faults.drop_gateway()
    draft = await write(branch, bob)
    faults.cut(*CALLBACK, before=True)
    assert (await bob.press(draft, SEND)).text == AWAY
    assert branch.discord.gateway.connected
    codes.append(code_in(await bob.press(draft, SEND)))
    monkeypatch.setattr("cogs._widgets.ASKED_WITHIN", 0.0)  # the disk is slow: the code comes in a second answer
    draft = await write(branch, cat)
    faults.cut(*EDITED, times=1, before=True)
    assert last(await cat.press(draft, SEND)) == AWAY
    shown = await cat.press(draft, SEND)
    codes.append(code_in(shown))
    assert len(set(codes)) == 3
    for member, code in zip((ann, bob, cat), codes, strict=True):
        assert "It waits for its round" in (await read(branch, member, code)).text
    (sealed,) = (await branch.rows("report_trays"))["report_trays"]
    draft = await write(branch, ann)
    faults.cut(*EDITED, times=1, before=True)
    assert last(await ann.press(draft, SEND)) == AWAY
    assert (await branch.rows("report_trays"))["report_trays"] != [sealed]
    await branch.restart()
    gone = await ann.press(draft, SEND)
    assert gone.text == FORGOTTEN
    assert "may have been sent all the same" in gone.text
    assert (await cat.press(shown, say("sending.hide"))).text == say("sending.code_gone")


async def test_a_desk_that_is_deleted_in_the_middle_of_a_round_loses_nothing_and_its_successor_has_everything_once(
    branch: Branch,
):
    branch.expect_error("failed, try 1")
    codes = [await send(branch, each) for each in (branch.ann, branch.bob, branch.cat, branch.dan)]
    old, left = branch.desk_channel, [2]

    def meddle(request: object) -> None:
        if "Report " in str(getattr(request, "body", "")):
            left[0] -= 1
            if left[0] == 0:
                old.delete()
                branch.audit.delete()

    branch.discord.on_request(meddle)
    await branch.pass_(hours=14)
    await recover(branch)
    assert old.deleted
    for code in codes:
        assert say("reading.state-new") in (await read(branch, branch.ann, code)).text
    text = (await branch.sue.slash("branch check", in_channel=branch.lobby)).text
    assert "desk" in text
    assert "Nothing can be sent" in (await branch.dan.slash("feedback send", in_channel=branch.lobby)).text
    private = {"view_channel": False}
    branch.desk_channel = branch.guild.channel(
        "new desk",
        overwrites={
            branch.guild.everyone: private,
            branch.guild.bot_role: {"view_channel": True},
            branch.organisers: {"view_channel": True},
        },
    )
    panel = await branch.sue.press(await branch.sue.slash("branch setup", in_channel=branch.lobby), say("ui.next"))
    await branch.sue.select(panel, say("branch.choose-desk"), branch.desk_channel)
    await branch.pass_(hours=24)
    numbers = {str(row[1]) for row in (await branch.rows("reports"))["reports"]}
    assert Counter(desk_posts(branch)) == dict.fromkeys(numbers, 1)
    assert len(numbers) == 4


async def test_while_the_database_is_locked_or_the_disk_full_nothing_is_half_done_and_what_was_written_stays(
    branch: Branch,
):
    ann, bob, cat, oli, ola = branch.ann, branch.bob, branch.cat, branch.oli, branch.ola
    told, withdrawn = await send(branch, bob, urgent="safety"), await send(branch, cat, "Not after all.")
    (post,) = branch.posts(branch.desk_channel)
    await oli.press(post, OPEN)
    await oli.submit(await oli.press(post, ANSWER), text="When was it?")
    await branch.settle()
    draft = await write(branch, ann)
    form = await bob.slash("feedback read", in_channel=branch.lobby)
    reply = await bob.submit(await bob.press(await read(branch, bob, told), say("reading.reply")), text="On Monday.")
    leaving = await cat.press(await read(branch, cat, withdrawn), say("reading.withdraw"))
    await ola.press(post, OPEN)
    answering = await ola.press(post, ANSWER)
    await branch.settle()
    before = await branch.rows(but=("sqlite_sequence",))

    async def everything() -> list[Reply]:
        return list(
            await asyncio.gather(
                ann.press(draft, SEND),
                bob.press(reply, SEND),
                cat.press(leaving, say("reading.withdraw_it")),
                ola.submit(answering, text="Call us."),
            )
        )

    async with branch.desk.db.transaction() as tx:
        await tx.execute("PRAGMA busy_timeout = 50")  # nobody waits a second for the lock
    lock = sqlite3.connect(branch.folder / DATABASE, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    replies = await everything()
    shown = await bob.submit(form, code=told)
    lock.execute("ROLLBACK")
    lock.close()
    assert [say("store.unavailable") in last(each) for each in replies] == [True] * 4
    assert TEXT in replies[0].text
    assert "On Monday." in replies[1].text
    assert "When was it?" in shown.text  # and it waits for bob as before
    assert await branch.rows(but=("sqlite_sequence",)) == before

    async with branch.desk.db.transaction() as tx:
        (pages,) = await (await tx.execute("PRAGMA page_count")).fetchone()  # pyright: ignore[reportGeneralTypeIssues]
        await tx.execute(f"PRAGMA max_page_count = {pages}")
    crowd = [branch.guild.member(f"zq-{number}", roles=[branch.members]) for number in range(12)]
    drafts = [await write(branch, each, "x" * 4000) for each in crowd]
    sent = await asyncio.gather(*(each.press(one, SEND) for each, one in zip(crowd, drafts, strict=True)))
    refused = [each for each in sent if say("store.unavailable") in each.text]
    kept = [(member, code_in(each)) for member, each in zip(crowd, sent, strict=True) if each not in refused]
    assert refused
    assert not any("```" in each.text for each in refused)
    async with branch.desk.db.transaction() as tx:
        await tx.execute("PRAGMA max_page_count = 1000000")
    for member, code in kept:
        assert "It waits for its round" in (await read(branch, member, code)).text
    replies = await everything()
    assert not any(say("store.unavailable") in last(each) for each in replies)
    kept += [(ann, code_in(replies[0])), (bob, told)]
    kept += [(each, code_in(await each.press(one, SEND))) for each, one in zip(crowd, drafts, strict=True)][
        -len(refused) :
    ]
    await branch.pass_(hours=14)
    for member, code in kept:
        assert "No report in this server" not in (await read(branch, member, code)).text
    assert "No report in this server" in (await read(branch, cat, withdrawn)).text


async def test_when_the_clocks_go_back_the_round_is_held_at_eight_by_the_clock_on_the_wall_and_once(tmp_path: Path):
    clock = Clock(datetime(2026, 10, 24, 19, 0, tzinfo=UTC))
    async with living(tmp_path / "data", clock) as branch:
        await put(branch, "AAAA", "BBBB")
        await branch.pass_(hours=12, minutes=30)  # 07:30: in summer time it would be half past eight
        assert desk_posts(branch) == []
        await branch.restart()
        await branch.pass_(minutes=30)
        assert desk_posts(branch) == ["AAAA", "BBBB"]
        await put(branch, "CCCC", "DDDD")
        await branch.pass_(hours=4, minutes=59)
        assert len(desk_posts(branch)) == 2
        await branch.pass_(minutes=1)
        assert len(desk_posts(branch)) == 4


async def test_with_the_key_file_away_reports_wait_and_with_the_file_put_back_they_are_released(branch: Branch):
    ann, oli = branch.ann, branch.oli
    codes = [await send(branch, each) for each in (ann, branch.bob)]
    (file,) = (branch.folder / KEYS).glob("*.seal")
    await branch.stop()
    away = file.rename(branch.folder.parent / file.name)
    await branch.start()
    assert say("report.key_lost") in (await read(branch, ann, codes[0])).text
    await branch.pass_(hours=24)
    assert desk_posts(branch) == []
    assert "key file is missing" in "\n".join(each.text for each in branch.posts(branch.audit))
    lost = await write(branch, branch.cat)
    assert say("report.key_lost") in (await branch.cat.press(lost, SEND)).text
    away.rename(file)
    await branch.pass_(hours=24)
    assert len(desk_posts(branch)) == 2
    for code in codes:
        assert say("reading.state-new") in (await read(branch, ann, code)).text
    assert code_in(await branch.cat.press(await write(branch, branch.cat), SEND))
    for post in branch.posts(branch.desk_channel)[-2:]:
        assert TEXT in (await oli.press(post, OPEN)).text
