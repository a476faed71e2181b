"""The end of a ballot held elsewhere: its close, its result, and that who says to have posted is forgotten.

And what is found at a start: a key that is gone (the data came from a backup) means to count from nothing again.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.actions import ballot_reminders, campaign_dates, campaigns, letters, outside_ballots, turnout
from bot.actions.outside_ballots import Standing
from bot.desk import Desk
from bot.errors import AlreadyDone
from bot.ids import Asker, GuildId, OutsideBallotId, Power
from bot.keys import Lost
from bot.rules import access, ladder
from bot.rules import outside_ballots as rules
from bot.rules.campaigns import Campaign
from bot.rules.outside_ballots import OutsideBallot, Status
from bot.store import campaigns as campaigns_store
from bot.store import jobs
from bot.store import outside_ballots as store
from bot.store import posted as posted_store
from bot.store.db import Connection

log = logging.getLogger(__name__)


async def close(desk: Desk, guild_id: GuildId, ballot_id: OutsideBallotId) -> None:
    """The ballot is over: its last number is published and nobody can press any more. Once, however often called."""
    now = desk.now()
    async with desk.db.transaction() as tx:
        found = await outside_ballots.standing_in(tx, guild_id, ballot_id)
        ballot = found.ballot
        if ballot.status is not Status.OPEN or now < ballot.closes_at:  # a later close is another job
            return
        await _end(tx, now, found, replace(ballot, status=Status.CLOSED, ended_at=ballot.closes_at))
        await campaigns.changed(tx, now, found.campaign, "campaign.change_ballot_closed")
        await campaigns.note(tx, now, found.campaign, "campaign.ballot_closed")


async def call_off(desk: Desk, who: Asker, ballot_id: OutsideBallotId) -> Standing:
    """It is not held after all: nobody is reminded of it, and who has posted is forgotten at once."""
    now = desk.now()
    found = await outside_ballots.get(desk, who, ballot_id)
    async with desk.db.transaction() as tx:
        ballot = await store.get(tx, who.guild_id, ballot_id)
        rules.may_change(ballot, now)
        ended = replace(ballot, status=Status.CANCELLED, ended_at=now)
        await _end(tx, now, replace(found, ballot=ballot), ended)
        await campaign_dates.drop_of_ballot(tx, now, found.campaign, ballot_id)
        await campaigns.changed(tx, now, found.campaign, "campaign.change_ballot_cancelled")
        await campaigns.note(tx, now, found.campaign, "campaign.ballot_cancelled", who)
    return replace(found, ballot=ended)


async def wind_up(tx: Connection, now: datetime, campaign: Campaign) -> None:
    """The campaign ends: a ballot that is still open ends with it, and what is kept of who has posted goes in time."""
    for ballot in await store.of(tx, campaign.id, (Status.OPEN,)):
        found = await outside_ballots.standing_in(tx, campaign.guild_id, ballot.id)
        await _end(tx, now, found, replace(ballot, status=Status.CLOSED, ended_at=min(now, ballot.closes_at)))


async def declare(desk: Desk, who: Asker, ballot_id: OutsideBallotId, typed: Mapping[str, str]) -> Standing:
    """The result as the scrutineer declared it, typed in by a rep; members read it on the board.

    Raises Invalid, and TooLate before the ballot is over.
    """
    access.require(who, Power.REP)
    now = desk.now()
    vote = rules.read_vote(typed["for"], typed["against"], typed["spoilt"], typed["issued"])
    found = await outside_ballots.get(desk, who, ballot_id)
    async with desk.db.transaction() as tx:
        ballot = await store.get(tx, who.guild_id, ballot_id)
        rules.may_declare(ballot, now)
        if ballot.result == vote:
            raise AlreadyDone("outside.result_same")
        after = replace(ballot, result=vote)
        await store.save(tx, after)
        await outside_ballots.refresh(tx, found.campaign, after, now)
        await campaigns.changed(tx, now, found.campaign, "campaign.change_ballot_result")
        await campaigns.note(tx, now, found.campaign, "campaign.ballot_result", who)
    return replace(found, ballot=after)


async def purge(desk: Desk, guild_id: GuildId, ballot_id: OutsideBallotId) -> None:
    """Nobody can find out any more who has posted: the key is destroyed, the tags are deleted. Numbers stay.

    The key goes first: without it the tags are already nobody's. Raises Unavailable, for another try, while the tags
    may still be found in what SQLite remembers for a while.
    """
    now = desk.now()
    async with desk.db.reading() as conn:
        found = await outside_ballots.standing_in(conn, guild_id, ballot_id)
    ballot = found.ballot
    if ballot.status not in (Status.CLOSED, Status.CANCELLED) or now < rules.purge_at(ballot):
        return
    await asyncio.to_thread(desk.outside_keys.destroy, ballot_id)
    async with desk.db.transaction() as tx:
        ballot = await store.get(tx, guild_id, ballot_id)
        await posted_store.erase(tx, ballot_id)
        for step in range(1, ladder.MOST + 1):
            letters_key = ballot_reminders.letters_key(found.campaign, ballot, step)
            await jobs.amend(tx, letters_key, {"last": letters.AFTER_EVERY_MARK, "in_hand": None})
            await jobs.drop(tx, letters_key)
        if ballot.purged_at is None:
            await store.save(tx, replace(ballot, purged_at=now))
            await campaigns.note(tx, now, found.campaign, "campaign.posted_forgotten")
    await desk.db.fold()


async def take_stock(desk: Desk) -> None:
    """At the start: where a ballot's key is gone, what was counted is nobody's, and counting begins anew, openly.

    The data came from a backup, which holds no keys: with another key everybody could be counted a second time. Keys of
    ballots that have been purged, or never came to anything, are destroyed.
    """
    async with desk.db.reading() as conn:
        kept = {each.id: each for each in await store.unpurged(conn)}
        known = await store.numbers(conn)
    held = desk.outside_keys.held()
    for ballot_id in held & known - kept.keys():
        await asyncio.to_thread(desk.outside_keys.destroy, ballot_id)
    for ballot in kept.values():
        if ballot.status is Status.OPEN and not await asyncio.to_thread(_is_whole, desk, ballot.id):
            await _begin_anew(desk, ballot)


async def _begin_anew(desk: Desk, ballot: OutsideBallot) -> None:
    now = desk.now()
    await asyncio.to_thread(desk.outside_keys.destroy, ballot.id)  # half a key would be taken for one
    if now < ballot.opens_at:  # nobody can have pressed
        await asyncio.to_thread(desk.outside_keys.make, ballot.id)
        return
    log.warning("the key of ballot %s is gone: who has posted is counted from nothing again", ballot.id)
    async with desk.db.transaction() as tx:
        campaign = await campaigns_store.get(tx, ballot.guild_id, ballot.campaign_id)
        await posted_store.erase(tx, ballot.id)
        await posted_store.forget_days(tx, ballot.id)
        blank = replace(ballot, shown=0, shown_at=None, workplaces="[]", workplaces_on=None, began_anew_at=now)
        await store.save(tx, blank)
        await outside_ballots.refresh(tx, campaign, ballot, now)
        await campaigns.changed(tx, now, campaign, "campaign.change_ballot_anew")
        await campaigns.note(tx, now, campaign, "campaign.ballot_anew")
    # Last: cut off before, the next start finds no key and does it once more.
    await asyncio.to_thread(desk.outside_keys.make, ballot.id)


def _is_whole(desk: Desk, ballot_id: OutsideBallotId) -> bool:
    try:
        desk.outside_keys.read(ballot_id)
    except Lost:
        return False
    return True


async def _end(tx: Connection, now: datetime, found: Standing, ended: OutsideBallot) -> None:
    """Nobody can press any more; the number of those who have stays, and the tags go when their time has come."""
    campaign = found.campaign
    await store.save(tx, await turnout.last(tx, found, ended, now))
    for kind in ("campaign.ballot_open", "campaign.ballot_close", "campaign.ladder", "campaign.turnout"):
        await jobs.drop(tx, outside_ballots.key(campaign, ended, kind))
    await outside_ballots.queue(tx, campaign, ended, "campaign.purge", rules.purge_at(ended), again=True, alone=True)
    await outside_ballots.refresh(tx, campaign, ended, now)
