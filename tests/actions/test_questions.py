"""Asking about a campaign: what is stored of who asked, and what is not."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.actions import branches, questions
from bot.actions.questions import Asking
from bot.desk import Desk
from bot.errors import BranchError
from bot.ids import CampaignId
from bot.rules.campaigns import Campaign, Stage, Status
from bot.rules.times import local
from bot.store import campaigns as store
from bot.store import jobs
from bot.store.jobs import Job
from tests.actions.announced import Hall, a_campaign, a_draft, a_hall, member
from tests.builders import Clock

REPLY = {"wording": "What of increments?", "answer": "They stay.", "source": "", "office": "Branch secretary"}


@pytest.fixture
async def campaign(hall: Hall) -> Campaign:
    return await a_campaign(hall)


async def refused(key: str, doing: Callable[[], object]) -> None:
    with pytest.raises(BranchError) as refusal:
        await doing()  # pyright: ignore[reportGeneralTypeIssues]
    assert refusal.value.key == key


async def hold_round(asking: Asking, hall: Hall) -> None:
    """Let time go by until the next round, and hold it."""
    async with hall.desk.db.reading() as conn:
        (row,) = await conn.execute_fetchall("SELECT due_at FROM jobs WHERE kind = 'campaign.round'")
    hall.clock.move(seconds=row["due_at"] / 1000 - hall.clock.now().timestamp())
    async with hall.desk.db.transaction() as tx:
        due: dict[str, Job] = {}
        while (job := await jobs.claim(tx, hall.clock.now(), timedelta(minutes=1))) is not None:
            await jobs.finish(tx, job, hall.clock.now())
            due[job.kind] = job
    await asking.hold_round(due[questions.ROUND])


def number_of(hall: Hall) -> int:
    return int(local(hall.clock.now(), hall.branch.zone).strftime("%H"))


async def test_a_question_without_a_name_is_nobodys_and_waits_for_its_round(hall, campaign, rob, ann):
    asking = Asking(hall.desk)
    question = await asking.ask(ann, campaign.id, "What of my increment?", is_named=False)
    assert question.asker_id is None
    assert not (await questions.waiting(hall.desk, rob, campaign.id)).open_
    await refused("question.not_found", lambda: questions.look(hall.desk, rob, question.id))
    await hold_round(asking, hall)
    assert [each.text for each in (await questions.waiting(hall.desk, rob, campaign.id)).open_] == [question.text]
    assert number_of(hall) in (8, 13, 18)


async def test_rounds_go_on_whether_or_not_anybody_asks_until_the_campaign_ends(hall, campaign):
    asking = Asking(hall.desk)
    held = []
    for _ in range(4):
        await hold_round(asking, hall)
        held.append(number_of(hall))
    assert held in ([18, 8, 13, 18], [8, 13, 18, 8], [13, 18, 8, 13])
    async with hall.desk.db.transaction() as tx:
        await questions.end_rounds(tx, campaign)
        (row,) = await tx.execute_fetchall(
            "SELECT count(*) AS n FROM jobs WHERE kind = ? AND state = 'waiting'", (questions.ROUND,)
        )
    assert row["n"] == 0


async def test_no_job_and_no_record_tells_that_somebody_asked_without_a_name(hall, campaign, ann):
    async def everything() -> dict[str, list[tuple[object, ...]]]:
        async with hall.desk.db.reading() as conn:
            return {
                "jobs": [tuple(row) for row in await conn.execute_fetchall("SELECT * FROM jobs ORDER BY id")],
                "audit": [tuple(row) for row in await conn.execute_fetchall("SELECT * FROM audit ORDER BY id")],
                "changes": [tuple(row) for row in await conn.execute_fetchall("SELECT * FROM campaign_changes")],
            }

    before = await everything()
    await Asking(hall.desk).ask(ann, campaign.id, "What of my increment?", is_named=False)
    assert await everything() == before


@pytest.mark.parametrize("is_named", [True, False])
async def test_a_member_asks_five_questions_a_day(hall, campaign, ann, is_named):
    asking = Asking(hall.desk)
    for number in range(5):
        await asking.ask(ann, campaign.id, f"Question {number}?", is_named=is_named)
    await refused("question.enough_today", lambda: asking.ask(ann, campaign.id, "A sixth?", is_named=is_named))
    hall.clock.move(days=1)
    await asking.ask(ann, campaign.id, "The next day?", is_named=is_named)


@pytest.mark.parametrize("is_named", [True, False])
async def test_a_question_that_is_sent_twice_is_asked_once(hall, campaign, rob, ann, is_named):
    asking = Asking(hall.desk)
    asked = await asking.ask(ann, campaign.id, "What of my increment?", is_named=is_named)
    await refused(
        "question.waits_already",
        lambda: asking.ask(ann, campaign.id, " What of my  increment?", is_named=is_named),
    )
    await hold_round(asking, hall)
    assert len((await questions.waiting(hall.desk, rob, campaign.id)).open_) == 1
    await questions.answer(hall.desk, rob, asked.id, **REPLY, is_rumour=False)
    await asking.ask(ann, campaign.id, "What of my increment?", is_named=is_named)  # it may be asked again then


async def test_one_members_limit_is_not_anothers(hall, campaign, ann):
    asking, bob = Asking(hall.desk), branches.identify(hall.branch, member(102))
    for number in range(5):
        await asking.ask(ann, campaign.id, f"Question {number}?", is_named=False)
    await asking.ask(bob, campaign.id, "Mine?", is_named=False)


async def test_a_refused_question_does_not_count(hall, campaign, ann):
    asking = Asking(hall.desk)
    for _ in range(7):
        await refused("text.no_words", lambda: asking.ask(ann, campaign.id, "???", is_named=False))
    await asking.ask(ann, campaign.id, "A real one?", is_named=False)


async def test_the_answers_that_are_read_most_come_first(hall, campaign, rob, ann):
    asking = Asking(hall.desk)
    for text in ("First?", "Second?", "Third?"):
        asked = await asking.ask(ann, campaign.id, text, is_named=True)
        await questions.answer(hall.desk, rob, asked.id, **{**REPLY, "wording": text}, is_rumour=False)
        hall.clock.move(minutes=1)
    found = {each.wording: each.id for each in (await questions.faq(hall.desk, ann, campaign.id)).answered}
    for text in ("Second?", "Second?", "First?"):
        await questions.open_answer(hall.desk, ann, found[text])
    listed = [each.wording for each in (await questions.faq(hall.desk, ann, campaign.id)).answered]
    assert listed == ["Second?", "First?", "Third?"]


async def test_who_asked_under_their_name_stands_with_the_letter_alone_once_it_is_answered(hall, campaign, rob, ann):
    asked = await Asking(hall.desk).ask(ann, campaign.id, "What of my increment?", is_named=True)
    assert (await questions.look(hall.desk, rob, asked.id)).asker_id == ann.member_id
    await questions.answer(hall.desk, rob, asked.id, **REPLY, is_rumour=False)
    assert (await questions.look(hall.desk, rob, asked.id)).asker_id is None
    assert await addressees(hall, "answer") == [ann.member_id]


async def test_only_who_asked_under_their_name_is_told_that_it_is_dropped(hall, campaign, rob, ann):
    asking = Asking(hall.desk)
    named = await asking.ask(ann, campaign.id, "What of my increment?", is_named=True)
    unnamed = await asking.ask(ann, campaign.id, "What of theirs?", is_named=False)
    await hold_round(asking, hall)
    for question in (named, unnamed):
        await questions.drop(hall.desk, rob, question.id, "Not about pay")
    assert await addressees(hall, "dropped") == [ann.member_id]


async def addressees(hall: Hall, what: str) -> list[int]:
    async with hall.desk.db.reading() as conn:
        found = await conn.execute_fetchall("SELECT payload FROM jobs WHERE kind = 'campaign.letters'")
    payloads = [json.loads(row["payload"]) for row in found]
    (also,) = [payload["also"] for payload in payloads if payload["what"] == what]
    return also


async def test_an_answer_is_corrected_and_its_asker_not_told_twice(hall, campaign, rob, ann):
    asked = await Asking(hall.desk).ask(ann, campaign.id, "What of my increment?", is_named=False)
    hall.clock.move(days=1)
    await questions.answer(hall.desk, rob, asked.id, **REPLY, is_rumour=False)
    await questions.answer(hall.desk, rob, asked.id, **{**REPLY, "answer": "They go."}, is_rumour=False)
    assert (await questions.open_answer(hall.desk, ann, asked.id)).answer == "They go."
    again = {**REPLY, "answer": "They go."}
    await refused("question.same", lambda: questions.answer(hall.desk, rob, asked.id, **again, is_rumour=False))
    await refused("question.not_open", lambda: questions.drop(hall.desk, rob, asked.id, "Twice"))


async def test_nobody_asks_or_answers_in_a_campaign_that_is_closed(hall, campaign, rob, ann):
    asking = Asking(hall.desk)
    asked = await asking.ask(ann, campaign.id, "What of my increment?", is_named=True)
    async with hall.desk.db.transaction() as tx:
        closed = replace(campaign, status=Status.CLOSED, stage=Stage.CLOSED, closed_at=hall.clock.now())
        await store.save(tx, closed)
    await refused("campaign.closed", lambda: questions.may_ask(hall.desk, ann, campaign.id))
    await refused("campaign.closed", lambda: asking.ask(ann, campaign.id, "And now?", is_named=True))
    await refused("campaign.closed", lambda: questions.answer(hall.desk, rob, asked.id, **REPLY, is_rumour=False))
    await refused("campaign.closed", lambda: questions.drop(hall.desk, rob, asked.id, "Over"))


async def test_the_folder_is_the_same_whoever_asked(tmp_path):
    """Three people ask the same things at the same times, in another order of who: every byte is the same."""

    async def an_evening(folder: Path, people: tuple[int, ...]) -> bytes:
        clock = Clock()
        desk = await Desk.open(folder, clock.now)
        hall = await a_hall(desk, clock)
        campaign, numbers = await a_campaign(hall), iter(range(1000, 2000))
        asking = Asking(desk, new_id=lambda: next(numbers))
        for number, person in enumerate(people):
            who = branches.identify(hall.branch, member(person))
            await asking.ask(who, campaign.id, f"Question {number}?", is_named=False)
            clock.move(minutes=7)
        await hold_round(asking, hall)
        await desk.close()
        return (folder / "steward.db").read_bytes()

    first = await an_evening(tmp_path / "a", (101, 102, 103, 101))
    assert first == await an_evening(tmp_path / "b", (203, 101, 102, 102))
    assert b"Question 3?" in first


async def test_the_board_is_told_how_many_wait_and_since_when(hall, campaign, rob, ann):
    asking = Asking(hall.desk)
    await asking.ask(ann, campaign.id, "Unnamed?", is_named=False)
    named = await asking.ask(ann, campaign.id, "Named?", is_named=True)
    asked = (await questions.faq(hall.desk, ann, campaign.id)).asked
    assert (asked.answered, asked.open_, asked.oldest_at) == (0, 1, named.shown_at)
    await hold_round(asking, hall)
    await questions.answer(hall.desk, rob, named.id, **REPLY, is_rumour=False)
    asked = (await questions.faq(hall.desk, ann, campaign.id)).asked
    assert (asked.answered, asked.open_) == (1, 1)
    assert asked.oldest_at is not None
    assert asked.oldest_at > named.shown_at


async def test_a_draft_is_asked_about_by_nobody(hall, ann):
    draft = await a_draft(hall)
    await refused("campaign.not_found", lambda: questions.faq(hall.desk, ann, draft.id))
    await refused("campaign.not_found", lambda: questions.faq(hall.desk, ann, CampaignId(99)))
