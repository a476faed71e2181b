"""Campaigns as people run them in the stories: through the real commands and forms."""

from bot.actions.campaigns import REFRESH_EVERY
from bot.i18n import say
from bot.ids import CampaignId
from bot.standin import Member, Message, Reply
from tests.e2e.living import Branch

CLAIM = "8% or at least £2,500, and a 35-hour week"
CONTACT = "Any rep, or the branch office"


async def draft_campaign(
    branch: Branch,
    title: str = "Pay 2026",
    *,
    employer: str = "Riverside Probation",
    claim: str = CLAIM,
    contact: str = CONTACT,
    nation: str = "england_wales",
    by: Member | None = None,
) -> Reply:
    """A preview, made through the form."""
    rob = by or branch.rob
    form = await rob.slash("campaign start", in_channel=branch.lobby)
    return await rob.submit(form, title=title, employer=employer, claim=claim, contact=contact, nation=nation)


async def start_campaign(branch: Branch, title: str = "Pay 2026", **given: object) -> Message:
    """A campaign through the real commands; its board."""
    preview = await draft_campaign(branch, title, **given)  # pyright: ignore[reportArgumentType]
    rep = given.get("by") or branch.rob
    assert isinstance(rep, Member)
    reply = await rep.press(preview, say("campaign.start_it"))
    assert reply.is_private
    await branch.settle()
    return board(branch)


async def board_now(branch: Branch) -> Message:
    """The board once it has caught up: it is shown every few seconds at most."""
    await branch.pass_(seconds=REFRESH_EVERY.total_seconds())
    return board(branch)


def board(branch: Branch) -> Message:
    """The board that was posted last, as it is."""
    return boards(branch)[-1]


def boards(branch: Branch) -> list[Message]:
    """Every board there is, the oldest first."""
    return [post for post in branch.posts(branch.campaign) if _mark(post) == f"Campaign {_mark(post).split()[-1]}"]


def campaign_id(post: Message) -> CampaignId:
    """The number of the campaign whose board this is."""
    return CampaignId(int(_mark(post).split()[-1]))


def _mark(post: Message) -> str:
    return str(post.embeds[0].get("footer", {}).get("text", "?")) if post.embeds else "?"
