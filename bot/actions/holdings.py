"""What is kept about one person: shown to them, exported, erased; and forgotten once they have left.

None of it goes on record: who asks to be forgotten would have just that noted for good. Nor is anything of an export
kept or logged.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Any

from bot.actions import meetings, tagged
from bot.desk import Desk
from bot.ids import Asker, GuildId, MeetingId, MemberId, OutsideBallotId
from bot.rules.holdings import HOLDINGS, Export, Held, Holding
from bot.store import branches, campaigns, jobs, polls, updates
from bot.store import holdings as store
from bot.store import meetings as meetings_store
from bot.store import outside_ballots as outside_store
from bot.store.db import Connection

FOLD = "mydata.fold"
_DROP: Mapping[str, Callable[[Connection, GuildId, Any], Awaitable[None]]] = {
    "poll": polls.drop_draft,
    "meeting": meetings_store.drop_draft,
    "campaign": campaigns.drop_draft,
    "update": updates.drop_draft,
}


async def look(desk: Desk, who: Asker) -> Sequence[Held]:
    """All that this branch keeps about the asker, by kind; whoever they are in it."""
    return await _everything(desk, who.guild_id, who.member_id)


async def export(desk: Desk, who: Asker) -> Export:
    """The same, to take away."""
    async with desk.db.reading() as conn:
        branch = await branches.present(conn, who.guild_id)
    held = await look(desk, who)
    return Export(who.guild_id, branch.name, branch.zone, who.member_id, desk.now(), held)


async def erase(desk: Desk, who: Asker) -> Sequence[Held]:
    """Erase at once what nothing forbids, and give back what was kept until now; safe to repeat."""
    before = await look(desk, who)
    await _erase(desk, who.guild_id, who.member_id, [each for each in HOLDINGS if each.is_erased])
    return before


async def forget(desk: Desk, guild_id: GuildId, member_id: MemberId) -> None:
    """Erase what is forgotten of who has left; what they did, and votes and check-ins until their time, stay."""
    await _erase(desk, guild_id, member_id, [each for each in HOLDINGS if each.is_forgotten])


async def fold(desk: Desk) -> None:
    """What was erased is nowhere any more. Raises Unavailable, for another try, while somebody still reads it."""
    await desk.db.fold()


async def _erase(desk: Desk, guild_id: GuildId, member_id: MemberId, wanted: Collection[Holding]) -> None:
    now, wanted_keys = desk.now(), {each.key for each in wanted}
    unposted: Sequence[OutsideBallotId] = []
    async with desk.db.transaction() as tx:
        for meeting_id in await store.answerable(tx, guild_id, member_id):
            meeting = await meetings_store.get(tx, guild_id, MeetingId(meeting_id))
            await meetings.refresh(tx, meeting, now + meetings.REFRESH_EVERY)
        for key in sorted(wanted_keys & store.FOUND_HERE):
            await store.erase(tx, key, guild_id, member_id)
        if "posted" in wanted_keys:
            await tagged.unpost(desk, tx, guild_id, member_id)
        if "returns" in wanted_keys:
            await tagged.drop_returns(desk, tx, guild_id, member_id)
        if "drafts" in wanted_keys:
            unposted = await _drop_drafts(tx, guild_id, member_id)
        await jobs.add(tx, kind=FOLD, subject=FOLD, guild_id=guild_id, due_at=now, key=f"{FOLD}:{guild_id}", again=True)
    for ballot_id in unposted:  # one that was about to be announced, and was refused, has a key already
        await asyncio.to_thread(desk.outside_keys.destroy, ballot_id)


async def _everything(desk: Desk, guild_id: GuildId, member_id: MemberId) -> Sequence[Held]:
    in_boxes = await tagged.of_boxes(desk, guild_id, member_id)
    async with desk.db.reading() as conn:
        found = {key: await store.find(conn, key, guild_id, member_id) for key in store.FOUND_HERE}
        found |= await tagged.found(desk, conn, guild_id, member_id)
    return [Held(each, {**found, **in_boxes}.get(each.key, ())) for each in HOLDINGS]


async def _drop_drafts(tx: Connection, guild_id: GuildId, member_id: MemberId) -> Sequence[OutsideBallotId]:
    """What was never shown to anybody goes; the ballots held elsewhere among it, which may have keys."""
    ballots: list[OutsideBallotId] = []
    for item in (each for each in await store.find(tx, "drafts", guild_id, member_id) if each.is_erasable):
        for what, number in item.values.items():
            if what in _DROP:
                await _DROP[what](tx, guild_id, number)
            elif what == "ballot":
                ballots.append(OutsideBallotId(int(str(number))))
                await outside_store.drop_draft(tx, ballots[-1])
    return ballots
