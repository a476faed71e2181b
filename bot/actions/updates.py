"""Updates of a campaign: written, previewed, posted now or at a time, corrected for all to see, or withdrawn before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.actions import campaigns, following
from bot.desk import Desk
from bot.errors import AlreadyDone, NotFound, TooLate
from bot.ids import Asker, CampaignId, ChannelId, GuildId, MessageId, Power, UpdateId
from bot.rules import access, times
from bot.rules import campaigns as campaign_rules
from bot.rules import updates as rules
from bot.rules.branches import Branch
from bot.rules.campaigns import Campaign
from bot.rules.following import Topic
from bot.rules.updates import Status, Text, Update
from bot.store import campaigns as campaigns_store
from bot.store import jobs
from bot.store import updates as store
from bot.store.db import Connection

DRAFTS_ARE_KEPT_FOR = timedelta(days=1)
POST, DUE, FORGET = "campaign.update_post", "campaign.update_due", "campaign.update_forget"
SEEN = (Status.POSTED, Status.SCHEDULED)
EVERY = 1000


@dataclass(frozen=True)
class Standing:
    """An update and the campaign it is of."""

    campaign: Campaign
    update: Update


async def last_office(desk: Desk, who: Asker) -> str:
    """As which the asker signed last; empty for who never has."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        return await store.last_office(conn, who.guild_id, who.member_id) or ""


async def draft(desk: Desk, who: Asker, campaign_id: CampaignId, *, text: str, office: str) -> Standing:
    """A private draft from what was typed; raises Invalid, and NotAllowed for who is no rep."""
    access.require(who, Power.REP)
    now = desk.now()
    written = Text(1, rules.read_text(text), rules.read_office(office), who.member_id, now)
    async with desk.db.transaction() as tx:
        campaign = await _running(tx, who.guild_id, campaign_id)
        update = await store.add(tx, who.guild_id, campaign_id, written)
        await campaigns.queue(tx, campaign, FORGET, now + DRAFTS_ARE_KEPT_FOR, each=update.id, update=update.id)
    return Standing(campaign, update)


async def get_draft(desk: Desk, who: Asker, update_id: UpdateId) -> Standing:
    """The asker's own draft; raises AlreadyDone once it was posted or scheduled."""
    async with desk.db.reading() as conn:
        return await _draft(conn, who, update_id)


async def rewrite(desk: Desk, who: Asker, update_id: UpdateId, *, text: str, office: str) -> Standing:
    """The draft says this instead."""
    read_text, read_office = rules.read_text(text), rules.read_office(office)
    async with desk.db.transaction() as tx:
        found = await _draft(tx, who, update_id)
        text_ = replace(found.update.text, text=read_text, office=read_office, written_at=desk.now())
        await store.write(tx, update_id, text_)
        return replace(found, update=await store.get(tx, who.guild_id, update_id))


async def discard(desk: Desk, who: Asker, update_id: UpdateId) -> None:
    """Forget the draft."""
    async with desk.db.transaction() as tx:
        found = await _draft(tx, who, update_id)
        await store.drop_draft(tx, who.guild_id, update_id)
        await jobs.drop(tx, campaigns.key(found.campaign, FORGET, update_id))


async def forget(desk: Desk, guild_id: GuildId, update_id: UpdateId) -> None:
    """Forget a draft that nobody posted; anything else stays."""
    async with desk.db.transaction() as tx:
        await store.drop_draft(tx, guild_id, update_id)


async def post(desk: Desk, who: Asker, update_id: UpdateId) -> Standing:
    """Let the draft become an update of the campaign: posted, and sent to who follows them."""
    now = desk.now()
    async with desk.db.transaction() as tx:
        found = await _draft(tx, who, update_id)
        await jobs.drop(tx, campaigns.key(found.campaign, FORGET, update_id))
        return await _publish(tx, now, found, who)


async def schedule(desk: Desk, who: Asker, branch: Branch, update_id: UpdateId, when: str) -> Standing:
    """Have the draft posted at the time that was typed; raises Invalid for one that will not do."""
    now = desk.now()
    due_at = times.read(when, now=now, zone=branch.zone)
    rules.check_due(due_at, now)
    async with desk.db.transaction() as tx:
        found = await _draft(tx, who, update_id)
        await jobs.drop(tx, campaigns.key(found.campaign, FORGET, update_id))
        update = replace(found.update, status=Status.SCHEDULED, due_at=due_at)
        await store.save(tx, update)
        await campaigns.queue(tx, found.campaign, DUE, due_at, each=update_id, update=update_id)
        await campaigns.note(
            tx, now, found.campaign, "campaign.update_scheduled", who, update=update_id, due_at=due_at.isoformat()
        )
    return replace(found, update=update)


async def withdraw(desk: Desk, who: Asker, update_id: UpdateId) -> Standing:
    """Do not post what was scheduled."""
    access.require(who, Power.REP)
    async with desk.db.transaction() as tx:
        found = await _standing(tx, who.guild_id, update_id)
        rules.may_withdraw(found.update)
        await jobs.drop(tx, campaigns.key(found.campaign, DUE, update_id))
        return await _withdraw(tx, desk.now(), found, who)


async def take_back(desk: Desk, who: Asker, update_id: UpdateId) -> Standing:
    """What was scheduled is this rep's draft once more, to be changed, posted or scheduled anew."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        found = await _standing(tx, who.guild_id, update_id)
        rules.may_withdraw(found.update)
        await jobs.drop(tx, campaigns.key(found.campaign, DUE, update_id))
        update = replace(found.update, status=Status.DRAFT, author_id=who.member_id, due_at=None)
        await store.save(tx, update)
        await campaigns.queue(
            tx, found.campaign, FORGET, now + DRAFTS_ARE_KEPT_FOR, each=update_id, again=True, update=update_id
        )
        await campaigns.note(tx, now, found.campaign, "campaign.update_taken_back", who, update=update_id)
    return replace(found, update=update)


async def fall_due(desk: Desk, guild_id: GuildId, update_id: UpdateId) -> None:
    """The time of a scheduled update has come; one that was withdrawn before stays unsaid."""
    now = desk.now()
    async with desk.db.transaction() as tx:
        found = await _standing(tx, guild_id, update_id)
        if found.update.status is Status.SCHEDULED:
            await _publish(tx, now, found)


async def wind_up(tx: Connection, now: datetime, campaign: Campaign) -> None:
    """The campaign ends: what waits for its time is not posted."""
    for update in await store.list_(tx, campaign.id, (Status.SCHEDULED,), EVERY):
        await jobs.drop(tx, campaigns.key(campaign, DUE, update.id))
        await _withdraw(tx, now, Standing(campaign, update))


async def correctable(desk: Desk, who: Asker, update_id: UpdateId) -> Standing:
    """The update that this person may correct; refuses who may not, what is not posted, and a campaign that is over."""
    access.require(who, Power.REP)
    found = await standing(desk, who.guild_id, update_id)
    campaign_rules.may_change(found.campaign)
    rules.may_correct(found.update)
    return found


async def correct(
    desk: Desk, who: Asker, update_id: UpdateId, *, number: int, text: str, office: str, reason: str
) -> Standing:
    """It says this from now on, and why; what it said before stays, behind a button of its post.

    `number`: which of its texts was corrected into this one; raises TooLate where another rep was quicker.
    """
    access.require(who, Power.REP)
    now = desk.now()
    read_text, read_office, why = rules.read_text(text), rules.read_office(office), rules.read_reason(reason)
    async with desk.db.transaction() as tx:
        before = await _standing(tx, who.guild_id, update_id)
        campaign_rules.may_change(before.campaign)
        if number != before.update.text.number:
            raise TooLate("update.changed_meanwhile")
        rules.may_correct(before.update)
        rules.check_correction(before.update, read_text, read_office)
        await store.write(tx, update_id, Text(number + 1, read_text, read_office, who.member_id, now, why))
        found = replace(before, update=await store.get(tx, who.guild_id, update_id))
        await _write_to_followers(tx, now, found)
        await campaigns.queue(tx, found.campaign, POST, now, each=update_id, again=True, update=update_id)
        await campaigns.changed(tx, now, found.campaign, "campaign.change_correction", {"office": read_office})
        await campaigns.note(tx, now, found.campaign, "campaign.update_corrected", who, update=update_id)
    return found


async def standing(desk: Desk, guild_id: GuildId, update_id: UpdateId) -> Standing:
    """The update as it stands, for Steward itself to show; raises NotFound."""
    async with desk.db.reading() as conn:
        return await _standing(conn, guild_id, update_id)


async def look(desk: Desk, who: Asker, update_id: UpdateId) -> Standing:
    """The same for a member, who sees what was posted, and a rep, who sees what is scheduled too."""
    found = await standing(desk, who.guild_id, update_id)
    if found.update.status is not Status.POSTED:
        access.require(who, Power.REP)
    if found.update.status is Status.DRAFT:
        raise NotFound("update.not_found")
    return found


async def list_(desk: Desk, who: Asker, campaign_id: CampaignId) -> Sequence[Update]:
    """What was posted of this campaign and what is scheduled, the last one first; for reps."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        campaign = await campaigns_store.get(conn, who.guild_id, campaign_id)
        return await store.list_(conn, campaign.id, SEEN, EVERY)


async def posted(
    desk: Desk, guild_id: GuildId, update_id: UpdateId, channel_id: ChannelId, message_id: MessageId
) -> None:
    """Its post is this message from now on."""
    async with desk.db.transaction() as tx:
        found = await store.get(tx, guild_id, update_id)
        await store.save(tx, replace(found, channel_id=channel_id, message_id=message_id, message_lost=False))


async def lost(desk: Desk, guild_id: GuildId, update_id: UpdateId) -> None:
    """Somebody has deleted its post."""
    async with desk.db.transaction() as tx:
        await store.save(tx, replace(await store.get(tx, guild_id, update_id), message_lost=True))


def posting(found: Standing) -> str:
    """The job that posts it, or brings its post up to date."""
    return campaigns.key(found.campaign, POST, found.update.id)


def letters_key(found: Standing) -> str:
    """The job of the letters that carry what stands."""
    what, each = _letters(found.update)
    return following.letters_key(found.campaign, what, each)


def _letters(update: Update) -> tuple[str, datetime | int]:
    """Under which name letters carry what stands."""
    return ("correction", update.text.written_at) if update.corrections else ("update", update.id)


async def _publish(tx: Connection, now: datetime, found: Standing, who: Asker | None = None) -> Standing:
    update = replace(found.update, status=Status.POSTED, posted_at=now)
    found = replace(found, update=update)
    await store.save(tx, update)
    await campaigns.queue(tx, found.campaign, POST, now, each=update.id, update=update.id)
    await _write_to_followers(tx, now, found)
    await campaigns.changed(tx, now, found.campaign, "campaign.change_update", {"office": update.text.office})
    await campaigns.note(tx, now, found.campaign, "campaign.update_posted", who, update=update.id)
    return found


async def _write_to_followers(tx: Connection, now: datetime, found: Standing) -> None:
    """What stands now goes to everybody; who has not had the text before it yet need not have that any more."""
    update = found.update
    if update.corrections:
        before = replace(update, texts=update.texts[:-1])
        await jobs.drop(tx, letters_key(replace(found, update=before)))
    what, each = _letters(update)
    await following.queue_letters(
        tx, found.campaign, Topic.UPDATES, what, now, each=each, update=update.id, number=update.text.number
    )


async def _withdraw(tx: Connection, now: datetime, found: Standing, who: Asker | None = None) -> Standing:
    update = replace(found.update, status=Status.WITHDRAWN)
    await store.save(tx, update)
    await campaigns.note(tx, now, found.campaign, "campaign.update_withdrawn", who, update=update.id)
    return replace(found, update=update)


async def _running(conn: Connection, guild_id: GuildId, campaign_id: CampaignId) -> Campaign:
    campaign = await campaigns_store.get(conn, guild_id, campaign_id)
    campaign_rules.may_change(campaign)
    return campaign


async def _standing(conn: Connection, guild_id: GuildId, update_id: UpdateId) -> Standing:
    update = await store.get(conn, guild_id, update_id)
    return Standing(await campaigns_store.get(conn, guild_id, update.campaign_id), update)


async def _draft(conn: Connection, who: Asker, update_id: UpdateId) -> Standing:
    access.require(who, Power.REP)
    try:
        found = await _standing(conn, who.guild_id, update_id)
    except NotFound:
        raise NotFound("update.no_draft") from None
    if found.update.author_id != who.member_id:
        raise NotFound("update.no_draft")
    if found.update.status is not Status.DRAFT:
        raise AlreadyDone("update.already_posted")
    campaign_rules.may_change(found.campaign)
    return found
