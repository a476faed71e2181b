"""What the campaign means for one member's pay. Everything here is read; nothing that was asked is written down."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk import Desk
from bot.errors import NotFound
from bot.ids import Asker, CampaignId
from bot.rules import payslips
from bot.rules.campaigns import Campaign
from bot.rules.pay import Band, Hours, Proposal, mark
from bot.rules.payslips import Payslip
from bot.rules.prices import Level
from bot.store import campaigns, pay, prices


@dataclass(frozen=True)
class Facts:
    """All that the branch knows of pay in this campaign."""

    campaign: Campaign
    bands: Sequence[Band]
    proposals: Sequence[Proposal]
    levels: Sequence[Level]

    def band(self, marked: int) -> Band:
        """The band with this mark; raises NotFound where it has gone from the table since."""
        for band in self.bands:
            if mark(band) == marked:
                return band
        raise NotFound("pay.no_such_band")

    def named(self, name: str) -> Band:
        """The band with this name; raises NotFound."""
        wanted = name.casefold().strip()
        for band in self.bands:
            if band.name.casefold() == wanted:
                return band
        raise NotFound("pay.choose_from_list")

    def payslip(self, band: Band, hours: Hours, since: int | None) -> Payslip:
        """What they come to for this band and these hours."""
        return payslips.payslip(band, hours, since, self.proposals, self.levels)


async def facts(desk: Desk, who: Asker, campaign_id: CampaignId) -> Facts:
    """What is known of pay, from one reading; raises NotFound, also while there are no bands."""
    async with desk.db.reading() as conn:
        campaign = await campaigns.get(conn, who.guild_id, campaign_id)
        bands = await pay.bands(conn, campaign_id)
        if not bands:
            raise NotFound("pay.no_bands")
        return Facts(campaign, bands, await pay.proposals(conn, campaign_id), await prices.all_(conn, who.guild_id))
