"""Who is written to about the branch's campaigns, and having letters written to them."""

from collections.abc import Collection
from datetime import datetime

from bot.actions import campaigns
from bot.desk import Desk
from bot.ids import Asker, GuildId, MemberId, Power
from bot.rules import access
from bot.rules.campaigns import Campaign
from bot.rules.following import Topic
from bot.store import followers as store
from bot.store import jobs, silenced
from bot.store.db import Connection
from bot.store.jobs import JSON

# One subject for the letters of all campaigns and branches: Discord counts how fast one bot opens conversations, so
# they are written one after the other, and take turns (docs/decisions/0017).
SUBJECT = "letters"


async def topics(desk: Desk, who: Asker) -> frozenset[Topic]:
    """What the asker is written to about."""
    access.require(who, Power.MEMBER)
    async with desk.db.reading() as conn:
        return await store.topics(conn, who.guild_id, who.member_id)


async def follow(desk: Desk, who: Asker, chosen: Collection[Topic]) -> None:
    """Write to the asker about these and nothing else; about none of them, and it is all in the channel only.

    Who wants reminders to post gets them, also after having wanted no more of them.
    """
    access.require(who, Power.MEMBER)
    async with desk.db.transaction() as tx:
        await store.unfollow(tx, who.guild_id, who.member_id)
        await store.follow(tx, who.guild_id, who.member_id, chosen)
        if Topic.BALLOT in chosen:
            await silenced.hear(tx, who.guild_id, who.member_id)


async def unfollow(desk: Desk, guild_id: GuildId, member_id: MemberId) -> None:
    """Write to this member about no campaign of that branch; anybody may ask for it, also who has left.

    Nor remind them of a ballot, which needs no following where Discord says who the members are.
    """
    async with desk.db.transaction() as tx:
        await store.unfollow(tx, guild_id, member_id)
        await silenced.silence(tx, guild_id, member_id)


async def queue_letters(
    tx: Connection,
    campaign: Campaign,
    topic: Topic | None,
    what: str,
    due_at: datetime,
    *,
    each: datetime | int,
    also: Collection[MemberId] = (),
    **payload: JSON,
) -> None:
    """Write to everybody who follows this topic, and `also` to these: once for this `each` of `what`, never at night.

    Without a topic (None) it is for these alone: a question that is dropped is nobody's business but its asker's.

    `what` names the words, which cogs/campaigns/_letters.py finds when each few letters are written; the payload is
    what they are made of, besides "campaign". `also` is remembered only until all are written to.
    """
    await jobs.add(
        tx,
        kind="campaign.letters",
        subject=SUBJECT,
        guild_id=campaign.guild_id,
        due_at=due_at,
        key=letters_key(campaign, what, each),
        payload={**payload, "campaign": campaign.id, "topic": topic, "what": what, "also": sorted(also)},
    )


async def drop_letters(tx: Connection, campaign: Campaign, what: str, each: datetime | int) -> None:
    """Who has not been written to yet of this need not be: something newer says it, or it is not true any more."""
    await jobs.drop(tx, letters_key(campaign, what, each))


def letters_key(campaign: Campaign, what: str, each: datetime | int) -> str:
    """The job of these letters."""
    return campaigns.key(campaign, f"campaign.letters:{what}", each)
