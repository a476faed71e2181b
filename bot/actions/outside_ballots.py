"""A ballot held elsewhere before it is over: typed, previewed, announced, changed; and what all that it does share.

Who says to have posted is `bot.actions.posted`'s, its end and the purge are `bot.actions.outside_endings`'.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.actions import campaign_dates, campaigns
from bot.desk import Desk
from bot.errors import AlreadyDone, NotFound, TooLate
from bot.ids import Asker, CampaignId, ChannelId, GuildId, MemberId, MessageId, OutsideBallotId, Power
from bot.rules import access, ladder, times
from bot.rules import campaigns as campaign_rules
from bot.rules import outside_ballots as rules
from bot.rules.branches import Branch
from bot.rules.campaign_dates import Kind
from bot.rules.campaigns import Campaign
from bot.rules.following import Topic
from bot.rules.ladder import Days
from bot.rules.outside_ballots import OutsideBallot, Status
from bot.store import branches, followers, jobs
from bot.store import campaigns as campaigns_store
from bot.store import outside_ballots as store
from bot.store.db import Connection


@dataclass(frozen=True)
class Standing:
    """An outside ballot, the campaign and the branch it belongs to."""

    ballot: OutsideBallot
    campaign: Campaign
    branch: Branch
    followers: int
    """How many have asked to be reminded of ballots."""

    @property
    def days(self) -> Days:
        """The days that matter in it."""
        return ladder.days(self.ballot, self.campaign.nation, self.branch.zone)

    @property
    def moments(self) -> Sequence[datetime]:
        """When members are reminded of it."""
        return ladder.moments(self.ballot, self.campaign.nation, self.branch.zone)


async def standing(desk: Desk, guild_id: GuildId, ballot_id: OutsideBallotId) -> Standing:
    """The ballot as it stands, for Steward itself to show; raises NotFound."""
    async with desk.db.reading() as conn:
        return await standing_in(conn, guild_id, ballot_id)


async def standing_in(conn: Connection, guild_id: GuildId, ballot_id: OutsideBallotId) -> Standing:
    """The same within a transaction."""
    ballot = await store.get(conn, guild_id, ballot_id)
    campaign = await campaigns_store.get(conn, guild_id, ballot.campaign_id)
    asked = await followers.count(conn, guild_id, Topic.BALLOT, MemberId(0))
    return Standing(ballot, campaign, await branches.present(conn, guild_id), asked)


async def latest(desk: Desk, who: Asker, campaign_id: CampaignId) -> OutsideBallot | None:
    """The campaign's latest ballot that members know of, for who may run one; raises NotAllowed."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        await campaigns_store.get(conn, who.guild_id, campaign_id)
        return next(iter(await store.of(conn, campaign_id)), None)


# Before anybody sees it


async def make(desk: Desk, who: Asker, branch: Branch, campaign_id: CampaignId, typed: Mapping[str, str]) -> Standing:
    """A private draft from what was typed; raises Invalid, NotAllowed, and AlreadyDone while another one is open."""
    access.require(who, Power.REP)
    now = desk.now()
    words = _read(typed, branch, now)
    async with desk.db.transaction() as tx:
        campaign = await campaigns_store.get(tx, who.guild_id, campaign_id)
        campaign_rules.may_change(campaign)
        rules.may_announce(await store.of(tx, campaign_id))
        ballot = await store.add(
            tx, who.guild_id, campaign_id, who.member_id, channel_id=campaign.channel_id, now=now, **words
        )
        await queue(tx, campaign, ballot, "campaign.ballot_forget", now + rules.DRAFT_KEPT_FOR)
        return await standing_in(tx, who.guild_id, ballot.id)


async def get(desk: Desk, who: Asker, ballot_id: OutsideBallotId) -> Standing:
    """The ballot, for who may change it: a draft only for who has made it; raises NotAllowed and NotFound."""
    async with desk.db.reading() as conn:
        return await _to_change(conn, who, ballot_id)


async def rewrite(desk: Desk, who: Asker, ballot_id: OutsideBallotId, typed: Mapping[str, str]) -> Standing:
    """The ballot as typed anew; of one that is open members are told.

    Raises Invalid and TooLate: it is over, or is to open at another time once it has.
    """
    now = desk.now()
    async with desk.db.transaction() as tx:
        found = await _to_change(tx, who, ballot_id)
        before = found.ballot
        words = _read(typed, found.branch, now)
        rules.may_change(before, now)
        has_opened = before.status is Status.OPEN and now >= before.opens_at
        if has_opened and words["opens_at"] != before.opens_at:
            raise TooLate("outside.has_opened", opened_at=before.opens_at)
        ballot = replace(before, **words)
        await store.save(tx, ballot)
        after = replace(found, ballot=ballot)
        if ballot.status is Status.OPEN and ballot != before:
            await _arrange(tx, after, now, has_opened=has_opened)
            await campaigns.changed(tx, now, found.campaign, "campaign.change_ballot_changed")
            await campaigns.note(tx, now, found.campaign, "campaign.ballot_changed", who)
    return after


async def discard(desk: Desk, who: Asker, ballot_id: OutsideBallotId) -> None:
    """Forget the draft; raises AlreadyDone once members know of it."""
    async with desk.db.transaction() as tx:
        found = await _draft(tx, who, ballot_id)
        await store.drop_draft(tx, ballot_id)
        await jobs.drop(tx, key(found.campaign, found.ballot, "campaign.ballot_forget"))
    # One that was about to be announced, and was refused, has a key already.
    await asyncio.to_thread(desk.outside_keys.destroy, ballot_id)


async def forget(desk: Desk, guild_id: GuildId, ballot_id: OutsideBallotId) -> None:
    """Forget a draft that nobody announced, and its key if one was made for it; anything else stays."""
    async with desk.db.transaction() as tx:
        try:
            ballot = await store.get(tx, guild_id, ballot_id)
        except NotFound:
            return
        await store.drop_draft(tx, ballot_id)
    if ballot.status is Status.DRAFT:
        await asyncio.to_thread(desk.outside_keys.destroy, ballot_id)


# Announcing it


async def announce(desk: Desk, who: Asker, ballot_id: OutsideBallotId) -> Standing:
    """Let members know of it: its post, its dates, its reminders. Raises AlreadyDone for a second press."""
    now = desk.now()
    async with desk.db.reading() as conn:
        await _draft(conn, who, ballot_id)
    await asyncio.to_thread(desk.outside_keys.make, ballot_id)  # before anybody can press; once more does no harm
    async with desk.db.transaction() as tx:
        found = await _draft(tx, who, ballot_id)
        rules.check_times(found.ballot.opens_at, found.ballot.closes_at, now)
        rules.may_announce(await store.of(tx, found.campaign.id))
        ballot = replace(found.ballot, status=Status.OPEN, channel_id=found.campaign.channel_id)
        await store.save(tx, ballot)
        after = replace(found, ballot=ballot)
        await jobs.drop(tx, key(found.campaign, ballot, "campaign.ballot_forget"))
        await _arrange(tx, after, now, has_opened=False)
        if ballot.opens_at > now:
            await campaigns.changed(tx, now, found.campaign, "campaign.change_ballot_announced")
        await campaigns.note(tx, now, found.campaign, "campaign.ballot_announced", who)
    return after


async def open_(desk: Desk, guild_id: GuildId, ballot_id: OutsideBallotId) -> None:
    """Papers are out: the board says so, once. A ballot whose opening was put off waits for that."""
    now = desk.now()
    async with desk.db.transaction() as tx:
        found = await standing_in(tx, guild_id, ballot_id)
        if found.ballot.status is Status.OPEN and found.ballot.opens_at <= now < found.ballot.closes_at:
            await campaigns.changed(tx, now, found.campaign, "campaign.change_ballot_opened")
            await refresh(tx, found.campaign, found.ballot, now)


async def posted(
    desk: Desk, guild_id: GuildId, ballot_id: OutsideBallotId, channel_id: ChannelId, message_id: MessageId
) -> None:
    """Its post is this message."""
    async with desk.db.transaction() as tx:
        before = await store.get(tx, guild_id, ballot_id)
        await store.save(tx, replace(before, channel_id=channel_id, message_id=message_id, message_lost=False))


async def lost(desk: Desk, guild_id: GuildId, ballot_id: OutsideBallotId) -> None:
    """Somebody has deleted its post."""
    async with desk.db.transaction() as tx:
        await store.save(tx, replace(await store.get(tx, guild_id, ballot_id), message_lost=True))


# Its jobs


def key(campaign: Campaign, ballot: OutsideBallot, kind: str) -> str:
    """The key of a ballot's job."""
    return campaigns.key(campaign, kind, ballot.id)


async def queue(
    tx: Connection,
    campaign: Campaign,
    ballot: OutsideBallot,
    kind: str,
    due_at: datetime,
    *,
    again: bool = False,
    alone: bool = False,
) -> None:
    """Queue a job of this ballot; `again` and `alone` as for `campaigns.queue`."""
    await campaigns.queue(tx, campaign, kind, due_at, each=ballot.id, again=again, alone=alone, ballot=ballot.id)


async def refresh(tx: Connection, campaign: Campaign, ballot: OutsideBallot, due_at: datetime) -> None:
    """Post it, or bring its post up to date; asked for more often, it still happens once."""
    await queue(tx, campaign, ballot, "campaign.ballot_post", due_at, again=True)


async def queue_ladder(tx: Connection, found: Standing, after: datetime) -> None:
    """The next reminder after that time, if there is one: of any number that were missed, one is given."""
    moment = ladder.next_moment(found.moments, found.ballot, after)
    if moment is not None:
        await queue(tx, found.campaign, found.ballot, "campaign.ladder", moment, again=True)


async def _arrange(tx: Connection, found: Standing, now: datetime, *, has_opened: bool) -> None:
    """What happens by the clock, and its dates on the board; that it `has_opened` members know already."""
    ballot, campaign = found.ballot, found.campaign
    for kind in ("campaign.ballot_open", "campaign.ballot_close", "campaign.ladder"):
        await jobs.drop(tx, key(campaign, ballot, kind))
    if not has_opened:
        await queue(tx, campaign, ballot, "campaign.ballot_open", max(now, ballot.opens_at), again=True)
    await queue(tx, campaign, ballot, "campaign.ballot_close", ballot.closes_at, again=True)
    await queue_ladder(tx, found, now)
    await refresh(tx, campaign, ballot, now)
    at = times.local(ballot.closes_at, found.branch.zone).time()
    days = found.days
    dated = {
        Kind.PAPERS_POSTED: (days.opens_on, None),
        Kind.REPLACEMENT_BY: (days.replacement_by, None),
        Kind.POST_BY: (days.post_by, None),
        Kind.BALLOT_CLOSES: (days.closes_on, at),
    }
    if any(on is None for on, _ in dated.values()):  # it has become too short for one that may stand there
        await campaign_dates.drop_of_ballot(tx, now, campaign, ballot.id)
    for kind, (on, clock) in dated.items():
        if on is not None:
            await campaign_dates.put(tx, now, campaign, kind, on, at=clock, ballot_id=ballot.id)


def _read(typed: Mapping[str, str], branch: Branch, now: datetime) -> dict[str, Any]:
    opens_at = times.read(typed["opens"], now=now, zone=branch.zone)
    closes_at = times.read(typed["closes"], now=now, zone=branch.zone)
    rules.check_times(opens_at, closes_at, now)
    return {
        "scrutineer": rules.read_scrutineer(typed["scrutineer"]),
        "replacement": rules.read_replacement(typed["replacement"]),
        "entitled": rules.read_entitled(typed["entitled"]),
        "opens_at": opens_at,
        "closes_at": closes_at,
    }


async def _to_change(conn: Connection, who: Asker, ballot_id: OutsideBallotId) -> Standing:
    access.require(who, Power.REP)
    found = await standing_in(conn, who.guild_id, ballot_id)
    if found.ballot.status is Status.DRAFT and found.ballot.made_by != who.member_id:
        raise NotFound("outside.not_found")
    campaign_rules.may_change(found.campaign)
    return found


async def _draft(conn: Connection, who: Asker, ballot_id: OutsideBallotId) -> Standing:
    found = await _to_change(conn, who, ballot_id)
    if found.ballot.status is not Status.DRAFT:
        raise AlreadyDone("outside.already_announced")
    return found
