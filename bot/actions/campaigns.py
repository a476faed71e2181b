"""What everything done in a campaign shares: finding it, saying what has changed, bringing its board up to date."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.actions import records
from bot.desk import Desk
from bot.errors import NotFound
from bot.ids import Asker, CampaignId, GuildId
from bot.rules.branches import Branch
from bot.rules.campaigns import Campaign, Status
from bot.store import branches, jobs
from bot.store import campaigns as store
from bot.store.db import Connection
from bot.store.jobs import JSON

REFRESH_EVERY = timedelta(seconds=5)
LISTED, EVERY = 25, 1000
RUNNING = (Status.RUNNING,)


@dataclass(frozen=True)
class Standing:
    """A campaign and the branch it is in."""

    campaign: Campaign
    branch: Branch


async def standing(desk: Desk, guild_id: GuildId, campaign_id: CampaignId) -> Standing:
    """The campaign as it stands, for Steward itself to show; raises NotFound."""
    async with desk.db.reading() as conn:
        return await standing_in(conn, guild_id, campaign_id)


async def standing_in(conn: Connection, guild_id: GuildId, campaign_id: CampaignId) -> Standing:
    """The same within a transaction."""
    return Standing(await store.get(conn, guild_id, campaign_id), await branches.present(conn, guild_id))


async def list_(
    desk: Desk, guild_id: GuildId, statuses: Collection[Status] = RUNNING, limit: int = LISTED
) -> Sequence[Campaign]:
    """The branch's campaigns in these states: those under way first, the latest first."""
    async with desk.db.reading() as conn:
        return await store.list_(conn, guild_id, statuses, limit)


async def find(desk: Desk, who: Asker, typed: str | None, statuses: Collection[Status] = RUNNING) -> Campaign:
    """The campaign that was chosen from the list or typed by its title; with nothing typed, the one there is.

    Raises NotFound where there is none, or several and none was chosen.
    """
    found = await list_(desk, who.guild_id, statuses)
    if typed is not None:
        found = [each for each in found if str(each.id) == typed] or [
            each for each in found if each.title.casefold() == typed.strip().casefold()
        ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound("campaign.none" if typed is None else "campaign.none_of_that_name")
    raise NotFound("campaign.choose_from_list")


async def find_to_show(desk: Desk, who: Asker, typed: str | None) -> Campaign:
    """The same among those that are closed too; with nothing typed, the one under way, or the last that was closed."""
    started = (Status.RUNNING, Status.CLOSED)
    if typed is not None:
        return await find(desk, who, typed, started)
    found = await list_(desk, who.guild_id, started)
    running = [each for each in found if each.status is Status.RUNNING]
    if len(running) > 1:
        raise NotFound("campaign.choose_from_list")
    if not found:
        raise NotFound("campaign.none")
    return found[0]


def key(campaign: Campaign, kind: str, each: datetime | int | None = None) -> str:
    """The key of a campaign's job; those that may happen several times are told apart by their moment or number."""
    if each is None:
        return f"{kind}:{campaign.id}"
    return f"{kind}:{campaign.id}:{each if isinstance(each, int) else f'{each.timestamp():.3f}'}"


async def queue(
    tx: Connection,
    campaign: Campaign,
    kind: str,
    due_at: datetime,
    *,
    each: datetime | int | None = None,
    again: bool = False,
    alone: bool = False,
    **payload: JSON,
) -> None:
    """Queue a job of this campaign; `each` tells apart those that may happen several times, `again` repeats one.

    One that takes its time, or may fail on its own, runs `alone`, so that nothing else of the campaign waits for it.
    """
    await jobs.add(
        tx,
        kind=kind,
        subject=key(campaign, kind, each) if alone else f"campaign:{campaign.id}",
        guild_id=campaign.guild_id,
        due_at=due_at,
        key=key(campaign, kind, each),
        payload={"campaign": campaign.id, **payload},
        again=again,
    )


async def refresh(tx: Connection, campaign: Campaign, due_at: datetime) -> None:
    """Bring the board up to date at that time; asked for more often, it still happens once."""
    await queue(tx, campaign, "campaign.board", due_at, again=True)


async def changed(
    tx: Connection, now: datetime, campaign: Campaign, what: str, detail: Mapping[str, JSON] | None = None
) -> None:
    """Something that members see has changed ("campaign.change_stage"): it stands on the board from now on."""
    await store.add_change(tx, campaign.id, now, what, detail or {})
    await refresh(tx, campaign, now)


async def note(
    tx: Connection, now: datetime, campaign: Campaign, what: str, who: Asker | None = None, **detail: str | int
) -> None:
    """Put on record what was done in this campaign; without a person it was the clock."""
    actor = None if who is None else who.member_id
    await records.note(
        tx, now, campaign.guild_id, what, actor=actor, about=f"campaign:{campaign.id}", title=campaign.title, **detail
    )
