"""Asking about a campaign, under a name or without one, and answering where everybody can look it up.

Of a question without a name nothing is written that tells who asked or when: no id, no job of its own, no time but that
of the round in which it is shown. The rounds are held every day of a running campaign whether or not anybody asked.
"""

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.actions import campaigns, following
from bot.actions.campaigns import Standing
from bot.actions.limits import DailyLimit
from bot.desk import Desk
from bot.errors import AlreadyDone, NotFound, Unavailable
from bot.ids import Asker, CampaignId, Power, QuestionId
from bot.rules import access, rounds
from bot.rules import campaigns as campaign_rules
from bot.rules import questions as rules
from bot.rules.campaigns import Campaign, Status
from bot.rules.following import Topic
from bot.rules.questions import Question
from bot.rules.times import local
from bot.store import branches, jobs
from bot.store import campaigns as campaigns_store
from bot.store import questions as store
from bot.store.db import Connection
from bot.store.jobs import Job

ROUND = "campaign.round"
LARGEST_ID = 2**53 - 1  # so that every program reads it exactly


@dataclass(frozen=True)
class Faq:
    """What has been answered, the most used first, and how many questions wait."""

    standing: Standing
    answered: Sequence[Question]
    asked: store.Asked


@dataclass(frozen=True)
class Waiting:
    """What a rep has to answer, the longest waiting first, and what was answered already."""

    standing: Standing
    open_: Sequence[Question]
    answered: Sequence[Question]
    now: datetime


class Asking:
    """Where members ask; how often each did today is known here and nowhere else."""

    def __init__(self, desk: Desk, new_id: Callable[[], int] = lambda: 1 + secrets.randbelow(LARGEST_ID)) -> None:
        self._desk = desk
        self._new_id = new_id
        self._limit = DailyLimit(rules.A_DAY, "question.enough_today")

    async def ask(self, who: Asker, campaign_id: CampaignId, text: str, *, is_named: bool) -> Question:
        """Ask what was typed: under the asker's name at once, without it in the next round.

        Raises NotAllowed, Invalid, TooLate for a closed campaign and for the sixth question of a day, and AlreadyDone
        while the very same one waits for its answer.
        """
        typed, now = rules.read_text(text), self._desk.now()
        async with self._desk.db.transaction() as tx:
            standing = await _for_members(tx, who, campaign_id)
            campaign, zone = standing.campaign, standing.branch.zone
            campaign_rules.may_change(campaign)
            today = local(now, zone).date()
            self._limit.check(who.guild_id, who.member_id, today)
            if await store.waits(tx, campaign_id, typed):  # sent twice, mostly
                raise AlreadyDone("question.waits_already")
            question = Question(
                QuestionId(self._new_id()),
                campaign_id,
                typed,
                shown_at=now if is_named else rounds.next_round(now, zone),
                asker_id=who.member_id if is_named else None,
            )
            await store.add(tx, question)
            if is_named:
                await campaigns.refresh(tx, campaign, now)
        self._limit.count(who.guild_id, who.member_id, today)
        return question

    async def hold_round(self, job: Job) -> None:
        """Show on the board what waits by now, and wait for the next round, while the campaign runs."""
        now = self._desk.now()
        async with self._desk.db.transaction() as tx:
            campaign_id = CampaignId(int(str(job.payload["campaign"])))
            standing = await campaigns.standing_in(tx, job.guild_id, campaign_id)
            if standing.campaign.status is not Status.RUNNING:
                return
            zone = standing.branch.zone
            self._limit.begin(job.guild_id, local(now, zone).date())
            await campaigns.refresh(tx, standing.campaign, now)
            await begin_rounds(tx, standing.campaign, zone, now)
        # Between which other entries of the WAL a question stands tells when it came. While somebody reads, it is left
        # to the next round.
        with suppress(Unavailable):
            await self._desk.db.fold()


async def begin_rounds(tx: Connection, campaign: Campaign, zone: ZoneInfo, now: datetime) -> None:
    """Hold the next round, within the transaction of whoever starts the campaign."""
    await campaigns.queue(tx, campaign, ROUND, rounds.next_round(now, zone), again=True)


async def end_rounds(tx: Connection, campaign: Campaign) -> None:
    """No further rounds, and nobody's name stays: the campaign is closed."""
    await jobs.drop(tx, campaigns.key(campaign, ROUND))
    await store.forget_askers(tx, campaign.id)


async def may_ask(desk: Desk, who: Asker, campaign_id: CampaignId) -> None:
    """Refuse whoever may not ask before anything is typed: who is no member, and a campaign that is closed."""
    async with desk.db.reading() as conn:
        campaign_rules.may_change((await _for_members(conn, who, campaign_id)).campaign)


async def faq(desk: Desk, who: Asker, campaign_id: CampaignId) -> Faq:
    """What has been answered; raises NotAllowed for who is no member."""
    async with desk.db.reading() as conn:
        standing = await _for_members(conn, who, campaign_id)
        return Faq(standing, await store.answered(conn, campaign_id), await store.asked(conn, campaign_id, desk.now()))


async def open_answer(desk: Desk, who: Asker, question_id: QuestionId) -> Question:
    """A question that was answered; how often, but not by whom, is counted."""
    async with desk.db.transaction() as tx:
        question = await store.get(tx, who.guild_id, question_id)
        await _for_members(tx, who, question.campaign_id)
        if question.status is not rules.Status.ANSWERED:
            raise NotFound("question.not_found")
        await store.use(tx, question_id)
    return question


async def waiting(desk: Desk, who: Asker, campaign_id: CampaignId) -> Waiting:
    """What there is to answer; raises NotAllowed for who is no rep."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.reading() as conn:
        standing = await campaigns.standing_in(conn, who.guild_id, campaign_id)
        campaign_rules.may_change(standing.campaign)
        open_ = await store.open_(conn, campaign_id, now)
        return Waiting(standing, open_, await store.answered(conn, campaign_id), now)


async def look(desk: Desk, who: Asker, question_id: QuestionId) -> Question:
    """A question as it was asked, for a rep; one that its round has not shown yet is not found."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        return await _shown(conn, desk, who, question_id)


async def office_of(desk: Desk, who: Asker) -> str:
    """As what this person last answered, for the form; nothing before the first time."""
    async with desk.db.reading() as conn:
        return await store.office_of(conn, who.member_id) or ""


async def answer(
    desk: Desk,
    who: Asker,
    question_id: QuestionId,
    *,
    wording: str,
    answer: str,
    is_rumour: bool,
    source: str,
    office: str,
) -> Question:
    """Answer it, or correct the answer; whoever asked under their name is told. Raises NotAllowed, Invalid, TooLate."""
    access.require(who, Power.REP)
    now = desk.now()
    reply = rules.read_reply(wording=wording, answer=answer, is_rumour=is_rumour, source=source, office=office)
    async with desk.db.transaction() as tx:
        before = await _shown(tx, desk, who, question_id)
        rules.may_answer(before)
        campaign = await _running(tx, who, before)
        question = replace(
            before,
            asker_id=None,  # from here on it is in the letters' job alone, and gone with the last of them
            status=rules.Status.ANSWERED,
            wording=reply.wording,
            answer=reply.answer,
            is_rumour=reply.is_rumour,
            source=reply.source,
            office=reply.office,
            answered_by=who.member_id,
            answered_at=now,
        )
        if replace(question, answered_by=before.answered_by, answered_at=before.answered_at) == before:
            raise AlreadyDone("question.same")
        await store.save(tx, question)
        is_first = before.status is rules.Status.OPEN
        what = "answered" if is_first else "answer_corrected"
        await campaigns.changed(tx, now, campaign, f"campaign.change_{what}", {"question": reply.wording})
        await campaigns.note(tx, now, campaign, f"campaign.question_{what}", who, question=reply.wording)
        if is_first:
            asker = [] if before.asker_id is None else [before.asker_id]
            await following.queue_letters(
                tx, campaign, Topic.ANSWERS, "answer", now, each=question.id, also=asker, question=question.id
            )
    return question


async def drop(desk: Desk, who: Asker, question_id: QuestionId, reason: str) -> Question:
    """It will not be answered, for a reason that whoever asked under their name is told."""
    access.require(who, Power.REP)
    now, read_reason = desk.now(), rules.read_reason(reason)
    async with desk.db.transaction() as tx:
        before = await _shown(tx, desk, who, question_id)
        rules.may_drop(before)
        campaign = await _running(tx, who, before)
        question = replace(
            before,
            asker_id=None,
            status=rules.Status.DROPPED,
            answer=read_reason,
            answered_by=who.member_id,
            answered_at=now,
        )
        await store.save(tx, question)
        await campaigns.refresh(tx, campaign, now)
        await campaigns.note(tx, now, campaign, "campaign.question_dropped", who, reason=read_reason)
        if before.asker_id is not None:
            await following.queue_letters(
                tx, campaign, None, "dropped", now, each=question.id, also=[before.asker_id], question=question.id
            )
    return question


async def told_of(desk: Desk, job: Job) -> tuple[Standing, Question]:
    """What became of the question that this letter is about."""
    async with desk.db.reading() as conn:
        question = await store.get(conn, job.guild_id, QuestionId(int(str(job.payload["question"]))))
        return await campaigns.standing_in(conn, job.guild_id, question.campaign_id), question


async def _for_members(conn: Connection, who: Asker, campaign_id: CampaignId) -> Standing:
    branch = await branches.present(conn, who.guild_id)
    access.require_member(who, branch.holders(Power.MEMBER))
    campaign = await campaigns_store.get(conn, who.guild_id, campaign_id)
    if campaign.status is Status.DRAFT:
        raise NotFound("campaign.not_found")
    return Standing(campaign, branch)


async def _shown(conn: Connection, desk: Desk, who: Asker, question_id: QuestionId) -> Question:
    question = await store.get(conn, who.guild_id, question_id)
    if question.shown_at > desk.now():
        raise NotFound("question.not_found")
    return question


async def _running(tx: Connection, who: Asker, question: Question) -> Campaign:
    campaign = await campaigns_store.get(tx, who.guild_id, question.campaign_id)
    campaign_rules.may_change(campaign)
    return campaign
