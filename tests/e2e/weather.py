"""What happens around the people: time, administrators, moderators, restarts, and Discord's bad days."""

import asyncio
from typing import TYPE_CHECKING

from bot.i18n import say
from bot.standin import Role

if TYPE_CHECKING:
    from tests.e2e.monkey import Walk

NEEDED = ("view_channel", "send_messages", "embed_links", "attach_files", "read_message_history", "mention_everyone")
ROOMS = ("polls", "notices", "campaign", "audit", "lobby", "desk_channel")


class Weather:
    """What nobody who presses a button has in hand."""

    def __init__(self, walk: "Walk") -> None:
        self.walk, self.branch, self.rng = walk, walk.branch, walk.rng
        self.discord, self.guild = walk.discord, walk.guild

    def note(self, what: object) -> None:
        self.walk.told[-1] += f" {what}"

    async def pass_time(self) -> None:
        units = ("seconds", "seconds", "minutes", "minutes", "hours", "days")
        time = {self.rng.choice(units): self.rng.choice([1, 5, 10, 30]) * (0.1 if self.rng.random() < 0.3 else 1)}
        self.note(time)
        await self.branch.pass_(**time)

    async def meddle(self) -> None:
        """An administrator, a moderator or Discord changes the world."""
        way = self.rng.choice(
            [
                *(self.delete_a_post, self.delete_a_channel, self.delete_a_role, self.take_a_permission),
                *(self.close_the_channel, self.move_somebody, self.go_away, self.ask_to_reconnect),
                *(self.delete_an_event, self.close_letters),
            ]
        )
        self.note(way.__name__)
        await way()
        await asyncio.sleep(0.02)  # the bot hears of it

    async def delete_a_post(self) -> None:
        messages = [each for room in self.walk.rooms for each in room.messages.values()]
        mine = [each for each in messages if each.author is self.discord.bot and not (each.is_private or each.deleted)]
        if mine:
            self.rng.choice(mine).delete()

    async def delete_a_channel(self) -> None:
        getattr(self.branch, self.rng.choice(ROOMS)).delete()

    async def delete_an_event(self) -> None:
        for event in self.rng.sample(list(self.guild.events.values()), min(1, len(self.guild.events))):
            event.delete()

    async def delete_a_role(self) -> None:
        self.rng.choice(self.named_roles()).delete()

    async def take_a_permission(self) -> None:
        self.guild.bot_role.revoke(self.rng.choice([*NEEDED, "manage_roles", "create_events", "pin_messages"]))

    async def close_the_channel(self) -> None:
        getattr(self.branch, self.rng.choice(ROOMS)).deny(self.guild.bot_role, self.rng.choice(NEEDED))

    async def close_letters(self) -> None:
        person = self.rng.choice(self.walk.people)
        person.user.accepts_dms = not person.user.accepts_dms

    async def move_somebody(self) -> None:
        person, role = self.rng.choice(self.walk.people[2:8]), self.rng.choice(self.named_roles())
        if role in person.roles:
            person.remove_role(role)
        elif not role.deleted:
            person.add_role(role)

    async def go_away(self) -> None:
        self.guild.outage()
        await asyncio.sleep(0.01)
        self.guild.outage(over=True)

    async def ask_to_reconnect(self) -> None:
        self.discord.faults.reconnect()
        await self.connected()

    def named_roles(self) -> list[Role]:
        return [self.branch.reps, self.branch.members, self.branch.officers, self.branch.organisers]

    async def mend(self) -> None:
        """The administrator puts everything right again."""
        branch, guild, people = self.branch, self.guild, self.walk.people
        whose = {"reps": people[2:4], "members": people[4:7], "organisers": [branch.oli, branch.ola]}
        for name in ("reps", "members", "officers", "organisers"):
            if getattr(branch, name).deleted:
                role = guild.role(name.capitalize())
                setattr(branch, name, role)
                for person in whose.get(name, people[1:2]):
                    person.add_role(role)
        self._open_rooms()
        guild.bot_role.grant(*NEEDED, "manage_roles", "create_events", "pin_messages")
        await asyncio.sleep(0.02)
        panel = await branch.sue.slash("branch setup", in_channel=branch.lobby)
        for menu, things in self._menus():
            panel = await branch.sue.select(panel, f"branch:roles:{menu}", [things])
        panel = await branch.sue.press(panel, say("ui.next"))
        for use, room in (
            ("polls", "polls"),
            ("notices", "notices"),
            ("campaign", "campaign"),
            ("desk", "desk_channel"),
        ):
            panel = await branch.sue.select(panel, f"branch:channel:{use}", [getattr(branch, room)])
            self.walk.answered(branch.sue, "mend", panel)
        self.walk.answered(branch.sue, "mend", await branch.sue.slash("branch check", in_channel=branch.lobby))

    def _menus(self) -> list[tuple[str, Role]]:
        branch = self.branch
        roles = [branch.reps, branch.members, branch.officers, branch.organisers]
        return list(zip(("rep", "member", "officer", "organiser"), roles, strict=True))

    def _open_rooms(self) -> None:
        for name in ROOMS:
            if getattr(self.branch, name).deleted:
                setattr(self.branch, name, self.guild.channel(name))
                self.walk.rooms.append(getattr(self.branch, name))
            getattr(self.branch, name).allow(self.guild.bot_role, *NEEDED)
        self.branch.desk_channel.deny(self.guild.everyone, "view_channel")
        self.branch.desk_channel.allow(self.branch.organisers, "view_channel")

    async def drop(self) -> None:
        self.discord.faults.drop_gateway(self.rng.choice([None, 1001, 4000]))
        await self.connected()

    async def connected(self) -> None:
        async with asyncio.timeout(30):
            await asyncio.sleep(0.05)
            while not self.discord.gateway.connected:  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.02)

    async def restart(self) -> None:
        await self.branch.restart()

    async def storm(self) -> None:
        """Discord loses, refuses or breaks off what the bot asks of it; somebody goes on pressing."""
        faults, posting = self.discord.faults, "*/messages*"
        order = self.rng.choice([faults.error, faults.lose_answer, faults.cut])
        where = self.rng.choice([("POST", posting), ("PATCH", posting), ("GET", "*"), ("POST", "*/callback")])
        order(*where, times=self.rng.choice([1, 2]))
        self.note(f"{order.__name__} {where}")
        self.walk.is_stormy, self.walk.ledger.is_certain = True, False
        await self.walk.press()
        await self.branch.settle()
        faults.calm()
        self.walk.is_stormy = False
