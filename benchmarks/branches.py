"""An invented branch with a poll open or a meeting called in it, made by people talking to Steward; and its twin."""

import copy
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.desk import wall_clock
from bot.i18n import say
from bot.standin import Channel, Discord, Guild, Limits, Member, Message, Patience, Reply, Role
from bot.store.folder import DATABASE

DATA = Path("data") / DATABASE
CHANNELS = ("polls", "notices", "campaign")


@dataclass
class Branch:
    """Who may press, on what."""

    discord: Discord
    members: list[Member]
    rep: Member
    post: Message


def pretend(limits: Limits | None = None) -> Discord:
    """A Discord that keeps no records and goes on waiting after three seconds: lateness is counted, not punished.

    A busy machine must not turn a vote into an error, which costs the bot something else than a vote.
    """
    return Discord(keep=0, patience=Patience(first_answer=60.0), limits=limits or Limits())


def people(guild: Guild, role: Role, number: int) -> list[Member]:
    """So many members of the union."""
    return [guild.member(f"member{each}", roles=[role]) for each in range(1, number + 1)]


async def open_poll(discord: Discord, members: int, kind: str = "open", zone: str = "london") -> Branch:
    """Set a branch up and open "Accept the offer?" in it, as an officer and a rep would; Steward is running."""
    guild, voters, rob = await _set_up(discord, members, zone)
    draft = await rob.submit(
        await rob.slash("poll create", kind=kind), question="Accept the offer?", closes="in 3 days"
    )
    opened = await rob.press(draft, "Open it")
    return Branch(discord, voters, rob, _post_in(guild, "polls", rob, opened))


async def draft_update(rep: Member) -> Reply:
    """A campaign that has begun, and the preview of an update of it."""
    said = {"title": "Pay 2026", "employer": "Riverside Probation", "claim": "8%", "contact": "Any rep"}
    draft = await rep.submit(await rep.slash("campaign start"), **said, nation="england_wales")
    await rep.press(draft, say("campaign.start_it"))
    text = "The employer has agreed to meet us on Monday. Nothing is offered yet."
    return await rep.submit(await rep.slash("campaign update"), update=text, office="Branch secretary")


async def call_meeting(discord: Discord, members: int) -> Branch:
    """The same with a meeting whose notice asks for answers; more than enough notice is given."""
    guild, everybody, rob = await _set_up(discord, members)
    given = {"title": "Branch meeting", "when": "in 30 days", "place": "Room 4", "agenda": "Pay claim (30 min)"}
    draft = await rob.submit(await rob.slash("meeting notice"), **given)
    without_event = await rob.press(draft, say("notice.event-leave_out"))
    posted = await rob.press(without_event, say("notice.post_it"))
    return Branch(discord, everybody, rob, _post_in(guild, "notices", rob, posted))


async def announce_ballot(discord: Discord, members: int) -> Branch:
    """The same with a campaign and a ballot in it that a scrutineer holds, whose papers went out yesterday."""
    guild, everybody, rob = await _set_up(discord, members)
    said = {"title": "Pay 2026", "employer": "Riverside Probation", "claim": "8%", "contact": "Any rep"}
    campaign = await rob.submit(await rob.slash("campaign start"), **said, nation="england_wales")
    await rob.press(campaign, say("campaign.start_it"))
    yesterday = wall_clock() - timedelta(days=1)
    given = {
        "scrutineer": "Northern Ballots",
        "replacement": "Ring them on 0113 496 0000.",
        "opens": f"{yesterday:%-d %b %Y %H:%M}",
        "closes": "in 30 days",
        "entitled": str(members),
    }
    panel = await rob.slash("campaign ballot")
    draft = await rob.submit(await rob.press(panel, say("outside.new")), **given)
    posted = await rob.press(draft, say("outside.post_it"))
    return Branch(discord, everybody, rob, _post_in(guild, "campaign", rob, posted))


async def post_doors(discord: Discord, members: int) -> Branch:
    """The same with organisers and their desk, and the post with the way to them; its "rep" is an officer."""
    guild, everybody, _ = await _set_up(discord, members, has_desk=True)
    sue = next(each for each in guild.members.values() if each.name == "sue")
    look = await sue.slash("feedback post", channel=_channel(guild, "notices"))
    posted = await sue.press(look, say("doors.post"))
    return Branch(discord, everybody, sue, _post_in(guild, "notices", sue, posted))


async def _set_up(
    discord: Discord, members: int, zone: str = "london", *, has_desk: bool = False
) -> tuple[Guild, list[Member], Member]:
    """A branch with so many members, set up by an officer; and its rep."""
    guild = discord.guild("Riverside Branch")
    _, reps, role = (guild.role(name) for name in ("Officers", "Reps", "Members"))
    for name in CHANNELS:
        guild.channel(name)
    if has_desk:
        hidden, shown = {"view_channel": False}, {"view_channel": True}
        organisers = guild.role("Organisers")
        guild.channel("desk", overwrites={guild.everyone: hidden, guild.bot_role: shown, organisers: shown})
    everybody = people(guild, role, members)
    sue = guild.member("sue", administrator=True, roles=[role])
    rob = guild.member("rob", roles=[reps, role])
    shown = await sue.slash("branch setup")
    for _ in range(2):
        shown = await sue.press(shown, "Next")
    await sue.submit(await sue.press(shown, "Name, time zone, membership"), membership=str(2 * members), zone=zone)
    await sue.press(shown, "Finish")
    return guild, everybody, rob


def _post_in(guild: Guild, name: str, reader: Member, last: Reply) -> Message:
    """What Steward has posted there; raises RuntimeError with what it said instead."""
    posts = [each for each in reader.see(_channel(guild, name)) if each.buttons and not each.is_private]
    if not posts:
        raise RuntimeError(f"nothing was posted: {last.text}")
    return posts[-1]


def _channel(guild: Guild, name: str) -> Channel:
    (found,) = (each for each in guild.channels.values() if each.name == name)
    return found


def twin(discord: Discord, of: Branch) -> Branch:
    """The same branch for the bare bot, with the same post in it: what it has to parse is the same to the letter."""
    guild = discord.guild("Riverside Branch")
    role = guild.role("Members")
    channel = guild.channel(of.post.channel.name)
    world = discord.world
    post = Message(channel, world.ids.next(), world.bot, made_at=world.clock(), application_id=world.bot.id)
    post.content = of.post.content
    post.embeds, post.components = copy.deepcopy(of.post.embeds), copy.deepcopy(of.post.components)
    world.post(post)
    return Branch(discord, people(guild, role, len(of.members)), guild.member("rob"), post)
