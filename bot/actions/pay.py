"""What the campaign means for one member's pay. Everything here is read; nothing that was asked is written down."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk import Desk
from bot.errors import NotFound
from bot.ids import Asker, CampaignId
from bot.rules import payslips
from bot.rules.campaigns import Campaign
from bot.rules.pay import Band, Hours, Proposal
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

    def band(self, position: int) -> Band:
        """The band at this place of the table, from 1 on; raises NotFound where the table has changed since."""
        if not 1 <= position <= len(self.bands):
            raise NotFound("pay.no_such_band")
        return self.bands[position - 1]

    def position(self, name: str) -> int:
        """The place in the table of the band with this name; raises NotFound."""
        wanted = name.casefold().strip()
        for position, band in enumerate(self.bands, 1):
            if band.name.casefold() == wanted:
                return position
        raise NotFound("pay.choose_from_list")

    def payslip(self, position: int, hours: Hours, since: int | None) -> Payslip:
        """What they come to for this band and these hours; raises NotFound."""
        return payslips.payslip(self.band(position), hours, since, self.proposals, self.levels)


async def facts(desk: Desk, who: Asker, campaign_id: CampaignId) -> Facts:
    """What is known of pay, from one reading; raises NotFound, also while there are no bands."""
    async with desk.db.reading() as conn:
        campaign = await campaigns.get(conn, who.guild_id, campaign_id)
        bands = await pay.bands(conn, campaign_id)
        if not bands:
            raise NotFound("pay.no_bands")
        return Facts(campaign, bands, await pay.proposals(conn, campaign_id), await prices.all_(conn, who.guild_id))
