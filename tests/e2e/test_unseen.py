"""What nobody sees until it fails: who waits for whom, what is sent twice, what is asked for, what is kept in mind."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot import app as running
from bot import ui, voice
from bot.desk import Desk
from bot.i18n import say
from bot.ids import ChannelId, GuildId, JobId, MessageId
from bot.scheduler import Job, Later
from bot.standin.records import Request
from bot.store import facts
from tests.e2e.bad_days import LETTERS, MESSAGES, recover, sent, until
from tests.e2e.living import Branch


def waits(branch: Branch) -> list[float]:
    """How long the bot said it would wait for Discord, each time."""
    said = [record for record in branch.log.records if "trying again in" in str(record.msg)]
    return [record.args[1] for record in said if isinstance(record.args, tuple)]  # pyright: ignore[reportReturnType]


def registrations(branch: Branch) -> int:
    """How often Discord was told the commands."""
    return len(sent(branch, "PUT", "/applications/{application_id}/commands"))


# Starting and stopping


async def test_whoever_cannot_reach_discord_asks_less_and_less_often_until_it_was_there_again(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "FIRST_DELAY", 0.01)
    monkeypatch.setattr(running, "LONGEST_DELAY", 0.04)
    await branch.stop()
    branch.discord.faults.unreachable()
    desk = await Desk.open(branch.folder, branch.clock.now)
    stop = asyncio.Event()
    serving = asyncio.create_task(running.serve(branch.settings, desk, stop))
    await until(lambda: len(waits(branch)) >= 5)
    branch.discord.faults.calm()
    await until(lambda: bool(branch.discord.gateway.connected))
    await asyncio.sleep(0.3)  # until it has heard of every branch, and counts as connected
    away = waits(branch)
    for wait, about in zip(away, [0.01, 0.02, *[0.04] * (len(away) - 2)], strict=True):
        assert 0.8 * about <= wait <= 1.2 * about
    branch.discord.faults.drop_gateway(4012)  # sent away for good, so the whole client begins again
    await until(lambda: len(waits(branch)) > len(away))
    assert 0.008 <= waits(branch)[len(away)] <= 0.012
    stop.set()
    async with asyncio.timeout(5):
        await serving
    await desk.close()


async def test_discord_is_told_the_commands_only_when_they_are_not_those_it_knows(branch: Branch) -> None:
    assert registrations(branch) == 1
    await branch.restart()
    assert registrations(branch) == 1
    async with branch.desk.db.transaction() as tx:
        await facts.put(tx, "commands.registered", "those of an earlier version")
    await branch.restart()
    assert registrations(branch) == 2
    await branch.restart()
    assert registrations(branch) == 2


async def test_nobody_is_kept_in_mind_even_where_the_list_of_members_is_allowed(listed_branch: Branch) -> None:
    branch = listed_branch
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    branch.cat.add_role(branch.reps)
    guild = branch.app.get_guild(branch.guild.id)
    assert guild is not None
    assert {member.id for member in guild.members} <= {branch.discord.bot.id}


async def test_a_member_who_pressed_before_the_bot_is_stopped_still_gets_her_answer(branch: Branch) -> None:
    post = await branch.open_poll()
    order = branch.discord.faults.storm("POST", "*/callback", retry_after=0.3)
    pressing = asyncio.create_task(branch.ann.press(post, "For"))
    await until(lambda: order.done == 1)
    await branch.stop()
    assert "Recorded" in (await pressing).text


# Speaking


def a_job(branch: Branch, **changes: Any) -> Job:
    """A job of this branch that is tried for the first time."""
    now = branch.clock.now()
    job = Job(
        id=JobId(1),
        key="k",
        kind="poll.announce",
        subject="poll:1",
        guild_id=GuildId(branch.guild.id),
        payload={},
        due_at=now,
        attempts=1,
        leased_until=now + timedelta(hours=1),
        first_tried_at=now,
        problem=None,
    )
    return replace(job, **changes)


async def test_a_channel_that_the_bot_no_longer_sees_is_a_missing_permission_for_officers_to_see(
    branch: Branch,
) -> None:
    await branch.open_poll()
    branch.polls.deny(branch.guild.everyone, "view_channel")
    branch.polls.deny(branch.guild.bot_role, "view_channel")
    await branch.close_in_time()
    assert any(request.status == 403 and request.answer["code"] == 50001 for request in branch.discord.requests)
    check = await branch.sue.slash("branch check")
    failed = say("branch.check-failed", what=say("job-kind.poll.announce"), why=say("job.no_permission"))
    assert failed in check.text


async def test_a_branch_in_an_outage_is_spoken_to_later_and_nothing_is_asked_of_discord(branch: Branch) -> None:
    post = await branch.open_poll()
    branch.guild.outage()
    await until(lambda: (guild := branch.app.get_guild(branch.guild.id)) is None or guild.unavailable)
    before, job, room = len(branch.discord.requests), a_job(branch), ChannelId(branch.polls.id)
    with pytest.raises(Later):
        await voice.post_once(branch.app, job, room, "mark", content="Hello")
    with pytest.raises(Later):
        await voice.edit(branch.app, job, room, MessageId(post.id), content="Hello")
    with pytest.raises(Later):
        await voice.post_once(branch.app, replace(job, guild_id=GuildId(1)), room, "mark", content="Hello")
    assert len(branch.discord.requests) == before


async def test_a_post_whose_answer_was_lost_is_made_once_even_where_the_bot_cannot_look_back(branch: Branch) -> None:
    branch.expect_error("failed, try 1")
    branch.discord.faults.lose_answer(*MESSAGES, times=2, status=503)  # the record of it is the other
    preview = await branch.draft()
    opening = asyncio.create_task(branch.rob.press(preview, say("poll.open-it")))
    await until(lambda: "poll.open for poll:1 failed, try 1" in branch.log.text)
    branch.polls.deny(branch.guild.everyone, "read_message_history")
    await branch.pass_(minutes=1)
    await opening
    first, second = (each for each in sent(branch, *MESSAGES) if each.path.endswith(f"/{branch.polls.id}/messages"))
    assert first.body["nonce"] == second.body["nonce"]
    assert second.body["enforce_nonce"]
    assert len(branch.posts()) == 1


# Reminding


def people(branch: Branch) -> list[Any]:
    """Everybody who may vote and has not: each is written to."""
    return [branch.sue, branch.rob, branch.ann, branch.bob, branch.cat, branch.dan]


async def test_a_restart_in_the_middle_of_private_reminders_writes_to_nobody_twice(listed_branch: Branch) -> None:
    branch = listed_branch
    branch.expect_error("failed, try 1")
    await branch.open_poll()

    def break_off(_: Request) -> None:
        if len(sent(branch, "POST", LETTERS)) == 3 and not branch.discord.faults.orders:
            branch.discord.faults.error("POST", LETTERS, status=503)

    branch.discord.records.listeners.append(break_off)
    await branch.rob.slash("poll remind", poll="1")
    await until(lambda: "poll.remind_each for poll.remind_each:1 failed, try 1" in branch.log.text)
    assert sorted(len(each.dms) for each in people(branch)) == [0, 0, 0, 1, 1, 1]
    await branch.restart()
    await recover(branch)
    assert [len(each.dms) for each in people(branch)] == [1] * 6
    assert "wrote to 6 who had not voted" in (await branch.sue.slash("branch audit")).text


async def test_nobody_is_reminded_in_private_of_a_poll_that_has_closed_meanwhile(listed_branch: Branch) -> None:
    branch = listed_branch
    await branch.open_poll()

    def time_flies(request: Request) -> None:
        if request.route == LETTERS:
            branch.clock.move(days=4)

    branch.discord.records.listeners.append(time_flies)
    await branch.rob.slash("poll remind", poll="1")
    await branch.settle()
    assert sum(len(each.dms) for each in people(branch)) == 1
    await until(lambda: len(branch.results()) == 1)


async def test_how_many_are_left_is_not_claimed_where_people_may_be_counted_twice(branch: Branch) -> None:
    await branch.open_poll(roles=[branch.members, branch.reps])
    await branch.rob.slash("poll remind", poll="1")
    await branch.settle()
    reminder = branch.posts()[-1]
    assert "**Still open:**" in reminder.text
    assert "people have not voted" not in reminder.text


async def test_a_reminder_of_a_poll_whose_post_is_gone_leads_to_its_channel(branch: Branch) -> None:
    post = await branch.open_poll(live="yes")
    await branch.ann.press(post, "For")
    post.delete()
    await branch.pass_(seconds=6)
    await branch.rob.slash("poll remind", poll="1")
    await branch.settle()
    reminder = branch.posts()[-1]
    assert f"/{branch.polls.id}" in reminder.text
    assert str(post.id) not in reminder.text


async def test_a_bot_that_holds_two_roles_is_no_member_who_may_vote(listed_branch: Branch) -> None:
    branch = listed_branch
    branch.guild.member("helper", roles=[branch.members, branch.reps]).user.is_bot = True
    await branch.open_poll(roles=[branch.members, branch.reps])
    await branch.close_in_time()
    (result,) = branch.results()
    assert "0 of 6 eligible here voted" in result.text


# Answering


async def test_what_was_typed_is_repeated_in_a_refusal_as_it_was_typed(branch: Branch) -> None:
    form = await branch.rob.slash("poll create")
    reply = await branch.rob.submit(form, question="Which?", options="**a**\n**a**", closes="in 3 days")
    assert r"\*\*a\*\*" in reply.text


async def test_only_the_last_refused_forms_are_remembered(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ui, "FORMS_REMEMBERED", 2)
    refused = [
        await branch.rob.submit(await branch.rob.slash("poll create"), question=f"{number}?", closes="never")
        for number in range(3)
    ]
    first, second, third = [await branch.rob.press(each, say("ui.correct_it")) for each in refused]
    assert first.text == say("ui.form_forgotten")
    for reply in (second, third):
        assert reply.modal is not None


@pytest.mark.parametrize("custom_id", ["poll:vote:1", "poll:vote:1:1:1", "poll:vote:1:1:", "poll:vote", "poll"])
async def test_a_button_with_too_many_or_too_few_parts_is_nobodys_vote(branch: Branch, custom_id: str) -> None:
    post = await branch.open_poll()
    reply = await branch.ann.raw_press(post, custom_id=custom_id)
    assert reply.text == say("ui.unknown_button")
    assert (await branch.votes())[0] == 0


async def test_whoever_types_before_the_set_up_is_offered_nothing_and_is_not_left_waiting(new_branch: Branch) -> None:
    assert await new_branch.sue.raw_autocomplete("poll close", "poll", "a") == []
    assert new_branch.discord.interactions[-1].choices == []
