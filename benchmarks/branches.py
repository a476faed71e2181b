"""An invented branch with a poll open in it, made by people talking to Steward, and its twin for the bare bot."""

import copy
from dataclasses import dataclass
from pathlib import Path

from bot.standin import Discord, Guild, Member, Message, Patience, Role
from bot.store.folder import DATABASE

DATA = Path("data") / DATABASE


@dataclass
class Branch:
    """Who may press, on what."""

    discord: Discord
    members: list[Member]
    rep: Member
    post: Message


def pretend() -> Discord:
    """A Discord that keeps no records and goes on waiting after three seconds: lateness is counted, not punished.

    A busy machine must not turn a vote into an error, which costs the bot something else than a vote.
    """
    return Discord(keep=0, patience=Patience(first_answer=60.0))


def people(guild: Guild, role: Role, number: int) -> list[Member]:
    """So many members of the union."""
    return [guild.member(f"member{each}", roles=[role]) for each in range(1, number + 1)]


async def open_poll(discord: Discord, members: int, kind: str = "open") -> Branch:
    """Set a branch up and open "Accept the offer?" in it, as an officer and a rep would; Steward is running."""
    guild = discord.guild("Riverside Branch")
    _, reps, role = (guild.role(name) for name in ("Officers", "Reps", "Members"))
    channel = guild.channel("polls")
    voters = people(guild, role, members)
    sue = guild.member("sue", administrator=True, roles=[role])
    rob = guild.member("rob", roles=[reps, role])
    shown = await sue.slash("branch setup")
    for _ in range(2):
        shown = await sue.press(shown, "Next")
    await sue.submit(await sue.press(shown, "Name, time zone, membership"), membership=str(2 * members), zone="london")
    await sue.press(shown, "Finish")
    draft = await rob.submit(
        await rob.slash("poll create", kind=kind), question="Accept the offer?", closes="in 3 days"
    )
    opened = await rob.press(draft, "Open it")
    posts = [each for each in rob.see(channel) if each.buttons and not each.is_private]
    if not posts:
        raise RuntimeError(f"no poll was posted: {opened.text}")
    return Branch(discord, voters, rob, posts[-1])


def twin(discord: Discord, of: Branch) -> Branch:
    """The same branch for the bare bot, with the same post in it: what it has to parse is the same to the letter."""
    guild = discord.guild("Riverside Branch")
    role = guild.role("Members")
    channel = guild.channel("polls")
    world = discord.world
    post = Message(channel, world.ids.next(), world.bot, made_at=world.clock(), application_id=world.bot.id)
    post.embeds, post.components = copy.deepcopy(of.post.embeds), copy.deepcopy(of.post.components)
    world.post(post)
    return Branch(discord, people(guild, role, len(of.members)), guild.member("rob"), post)
