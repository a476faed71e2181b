"""What is claimed and offered, and for which bands: read from a table or a form, shown, and kept once it is right.

Nothing that was read counts before its officer has seen it and pressed *Keep*; until then it is a draft, which is
forgotten after a day.
"""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.actions import campaigns
from bot.desk import Desk
from bot.errors import Invalid
from bot.ids import Asker, CampaignId, GuildId, PayDraftId, Power, ProposalId
from bot.rules import access, times
from bot.rules import offers as rules
from bot.rules.branches import Branch
from bot.rules.campaigns import Campaign, Status, may_change
from bot.rules.offers import Draft
from bot.rules.pay import Band, Proposal, in_order
from bot.rules.pay_tables import Problem, Table, read_file, read_text
from bot.rules.payslips import hours_text, read_full_time
from bot.store import campaigns as campaigns_store
from bot.store import pay as store
from bot.store.db import Connection

DRAFTS_ARE_KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True)
class OnTable:
    """A campaign's bands and all that is claimed and offered, the claim first."""

    campaign: Campaign
    branch: Branch
    bands: Sequence[Band]
    proposals: Sequence[Proposal]


@dataclass(frozen=True)
class Reading:
    """What was read and is to be shown; where lines have problems there is nothing to keep."""

    table: OnTable
    """As it would be if what was read were kept."""
    draft: Draft
    draft_id: PayDraftId | None
    problems: Sequence[Problem] = ()


async def look(desk: Desk, who: Asker, campaign_id: CampaignId) -> OnTable:
    """The bands and proposals of a campaign, for a rep to change; raises NotAllowed, and TooLate once it is closed."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        found = await _on_table(conn, who.guild_id, campaign_id)
    may_change(found.campaign)
    return found


async def to_post(desk: Desk, guild_id: GuildId, campaign_id: CampaignId) -> OnTable | None:
    """The same for Steward itself to post; None where nothing is left to compare, or the campaign is over."""
    async with desk.db.reading() as conn:
        found = await _on_table(conn, guild_id, campaign_id)
    return found if found.bands and found.proposals and found.campaign.status is Status.RUNNING else None


async def one(desk: Desk, who: Asker, campaign_id: CampaignId, proposal_id: ProposalId) -> tuple[OnTable, Proposal]:
    """One claim or offer and what it stands beside, for a rep; raises NotFound once it was removed."""
    access.require(who, Power.REP)
    async with desk.db.reading() as conn:
        return await _on_table(conn, who.guild_id, campaign_id), await store.proposal(conn, campaign_id, proposal_id)


async def read_table(desk: Desk, who: Asker, campaign_id: CampaignId, typed: bytes | str) -> Reading:
    """The bands, and what is claimed and offered, from a file or as pasted: shown, not kept yet.

    Raises Invalid for what is no table of pay; the problems of single lines are in what is returned.
    """
    before = await look(desk, who, campaign_id)
    read = await asyncio.to_thread(_read, typed)  # three thousand lines take a second
    if read.problems:
        return Reading(before, Draft(None, ()), None, read.problems)
    draft = await asyncio.to_thread(rules.of_table, read, before.proposals, _today(desk, before))
    return await _keep_draft(desk, who, before, draft)


async def read_offer(
    desk: Desk, who: Asker, campaign_id: CampaignId, typed: Mapping[str, str], was: ProposalId | None = None
) -> Reading:
    """The claim or an offer from its form, a new one or `was` corrected: shown, not kept yet; raises Invalid."""
    before = await look(desk, who, campaign_id)
    given = rules.read(typed, before.bands, _today(desk, before))
    return await _keep_draft(desk, who, before, Draft(None, (given,), was=was))


async def set_full_time(desk: Desk, who: Asker, campaign_id: CampaignId, typed: str) -> OnTable:
    """How long a full-time week is, as typed: part-time pay is worked out by it; raises Invalid."""
    access.require(who, Power.REP)
    minutes = read_full_time(typed)
    async with desk.db.transaction() as tx:
        found = await campaigns.standing_in(tx, who.guild_id, campaign_id)
        may_change(found.campaign)
        if minutes != found.campaign.full_time:
            after = replace(found.campaign, full_time=minutes)
            await campaigns_store.save(tx, after)
            week = hours_text(minutes)
            await campaigns.note(tx, desk.now(), after, "campaign.full_time_set", who, hours=week)
    return await look(desk, who, campaign_id)


async def reading(desk: Desk, who: Asker, campaign_id: CampaignId, draft_id: PayDraftId) -> Reading:
    """What this officer was shown, to be changed; raises NotFound where something else was shown since."""
    before, made_after = await look(desk, who, campaign_id), desk.now() - DRAFTS_ARE_KEPT_FOR
    async with desk.db.reading() as conn:
        content = await store.draft(
            conn, draft_id, campaign_id=campaign_id, author_id=who.member_id, made_after=made_after
        )
    return Reading(before, rules.from_json(content), draft_id)


async def keep(desk: Desk, who: Asker, campaign_id: CampaignId, draft_id: PayDraftId) -> OnTable:
    """What was shown stands from now on, as the board says; raises NotFound where something else was shown since."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        content = await store.draft(
            tx, draft_id, campaign_id=campaign_id, author_id=who.member_id, made_after=now - DRAFTS_ARE_KEPT_FOR
        )
        draft, before = rules.from_json(content), await _on_table(tx, who.guild_id, campaign_id)
        may_change(before.campaign)
        await asyncio.to_thread(_merged, before, draft)
        if draft.bands is not None:
            await store.put_bands(tx, campaign_id, draft.bands)
            detail = {"bands": len(draft.bands)}
            await campaigns.changed(tx, now, before.campaign, "campaign.change_bands", detail)
            await campaigns.note(tx, now, before.campaign, "campaign.bands_kept", who, **detail)
        await _put(tx, now, who, before, draft)
        await store.drop_draft(tx, campaign_id, who.member_id)
        return await _on_table(tx, who.guild_id, campaign_id)


async def discard(desk: Desk, who: Asker, campaign_id: CampaignId) -> None:
    """Forget what this officer was shown."""
    access.require(who, Power.REP)
    async with desk.db.transaction() as tx:
        await store.drop_draft(tx, campaign_id, who.member_id)


async def remove(desk: Desk, who: Asker, campaign_id: CampaignId, proposal_id: ProposalId) -> OnTable:
    """Take a claim or an offer off the table for good, because it was entered by mistake; raises NotFound."""
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        before = await _on_table(tx, who.guild_id, campaign_id)
        may_change(before.campaign)
        gone = await store.proposal(tx, campaign_id, proposal_id)
        await store.drop_proposal(tx, campaign_id, proposal_id)
        detail = {"kind": gone.kind.value, "name": gone.name}
        await campaigns.changed(tx, now, before.campaign, "campaign.change_offer_removed", detail)
        await campaigns.note(
            tx, now, before.campaign, "campaign.offer_removed", who, whose=gone.kind.value, name=gone.name
        )
        return await _on_table(tx, who.guild_id, campaign_id)


async def post(desk: Desk, who: Asker, campaign_id: CampaignId) -> tuple[OnTable, str]:
    """Have the comparison posted in the campaign's channel; the key is that of the job which does."""
    found = await look(desk, who, campaign_id)
    may_compare(found)
    now = desk.now()
    async with desk.db.transaction() as tx:
        may_change((await campaigns.standing_in(tx, who.guild_id, campaign_id)).campaign)
        await campaigns.queue(
            tx, found.campaign, "campaign.offers", now, each=now, alone=True, asked_at=now.isoformat()
        )
        await campaigns.note(tx, now, found.campaign, "campaign.offers_posted", who)
    return found, campaigns.key(found.campaign, "campaign.offers", now)


def may_compare(found: OnTable) -> None:
    """Refuse a comparison of nothing: it needs bands and at least one proposal."""
    if not found.bands:
        raise Invalid("offer.no_bands")
    if not found.proposals:
        raise Invalid("offer.no_proposals")


async def forget(desk: Desk) -> None:
    """Whatever was read and not kept within a day is forgotten."""
    async with desk.db.transaction() as tx:
        await store.forget_drafts(tx, desk.now() - DRAFTS_ARE_KEPT_FOR)


def _read(typed: bytes | str) -> Table:
    return read_file(typed) if isinstance(typed, bytes) else read_text(typed)


async def _on_table(conn: Connection, guild_id: GuildId, campaign_id: CampaignId) -> OnTable:
    found = await campaigns.standing_in(conn, guild_id, campaign_id)
    bands, proposals = await store.bands(conn, campaign_id), await store.proposals(conn, campaign_id)
    return OnTable(found.campaign, found.branch, bands, proposals)


def _today(desk: Desk, found: OnTable) -> date:
    return times.local(desk.now(), found.branch.zone).date()


async def _keep_draft(desk: Desk, who: Asker, before: OnTable, draft: Draft) -> Reading:
    """Store what was read until it is kept or a day has gone by."""
    after = await asyncio.to_thread(_merged, before, draft)
    now, draft_id, campaign = desk.now(), PayDraftId(secrets.randbits(62)), before.campaign
    async with desk.db.transaction() as tx:
        await store.put_draft(
            tx, draft_id, campaign_id=campaign.id, author_id=who.member_id, now=now, content=rules.to_json(draft)
        )
        await campaigns.queue(tx, campaign, "campaign.offer_forget", now + DRAFTS_ARE_KEPT_FOR, again=True)
    return Reading(after, draft, draft_id)


def _merged(before: OnTable, draft: Draft) -> OnTable:
    """What is on the table once the draft is kept; raises Invalid where the two do not fit together."""
    bands, proposals = before.bands if draft.bands is None else draft.bands, list(before.proposals)
    for given in draft.given:
        gone = rules.replaced(given, proposals, draft.was)
        made = Proposal(
            ProposalId(0) if gone is None else gone.id,
            given.kind,
            given.name,
            given.made_on,
            given.general,
            given.special,
        )
        proposals = [each for each in proposals if gone is None or each.id != gone.id] + [made]
    for each in proposals:
        rules.check(rules.as_given(each), bands)
    return replace(before, bands=bands, proposals=in_order(proposals))


async def _put(tx: Connection, now: datetime, who: Asker, before: OnTable, draft: Draft) -> None:
    known = list(before.proposals)
    for given in draft.given:
        gone = rules.replaced(given, known, draft.was)
        await store.put_proposal(tx, before.campaign.id, given, None if gone is None else gone.id)
        known = list(await store.proposals(tx, before.campaign.id))
        what = "campaign.change_offer" if gone is None else "campaign.change_offer_corrected"
        detail = {"kind": given.kind.value, "name": given.name}
        await campaigns.changed(tx, now, before.campaign, what, detail)
        await campaigns.note(
            tx, now, before.campaign, "campaign.offer_kept", who, whose=given.kind.value, name=given.name
        )
