"""What people who have not read the help do about campaigns: what they were told is kept, and the board is true."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot import keys
from bot.actions import boards
from bot.i18n import say
from bot.ids import CampaignId, GuildId, MemberId, OutsideBallotId
from bot.standin import Member, Message, Reply
from bot.standin.modals import inputs
from cogs.campaigns import _board as shown
from tests.e2e import pools

if TYPE_CHECKING:
    from tests.e2e.monkey import Walk

FOR_REPS = ("stage", "date", "update", "ballot", "offer", "answer", "turnout", "stage", "date", "update", "close")
FOR_EVERYONE = ("ask", "follow", "pay", "status", "turnout")
STARTED = {
    *("campaign:start:1", "campaign:change:1", "campaign:discard:1", "campaign:status:1", "campaign:close:1"),
    *("campaign:export:1", "campaign:move:1:claim", "campaign:words:1", "campaign:closed:1", "campaign:stop:1"),
    *("campaign:posted:1", "campaign:posted_there:1:1", "campaign:not_posted:1:1", "campaign:workplace:1:1:0"),
    *("campaign:reminders:1:off", "campaign:ballot_post_it:1", "campaign:ballot_off_sure:1", "campaign:ballot_words:1"),
    *("campaign:ballot_declare:1", "campaign:workplaces_put", "campaign:turnout:1", "campaign:turnout_post:1"),
    *("campaign:update_post:1", "campaign:update_withdraw:1", "campaign:correct:1:1", "campaign:earlier:1"),
    *("campaign:date_put:1:post_by.2026-12-10:-:-", "campaign:date_remove:1:post_by.2026-12-10", "campaign:dates:1"),
    *("campaign:ask:1:unnamed", "campaign:asked:1:named", "campaign:faq:1:0", "campaign:faq-open:1"),
    *("campaign:answer:1", "campaign:answered:1", "campaign:drop-question:1", "campaign:waiting:1:0"),
    *("campaign:offer_keep:1:1", "campaign:offer_removed:1:1", "campaign:offers_post:1", "campaign:offers:1:0"),
    *("campaign:pay:1", "campaign:pay_form:1:1", "campaign:prices_form:cpi", "campaign:follow_all"),
}
TOLD = {say("posted.noted"): True, say("posted.was_noted"): True, say("posted.taken_back"): False}
TOLD[say("posted.was_not")] = False
PRESSED = re.compile(r"campaign:(?:posted:([0-9]{1,18})|(?:posted_there|not_posted|workplace):[0-9]+:([0-9]{1,18}).*)")
MARKED = ("Campaign ", "Ballot of campaign ", "Turnout in campaign ", "Offers of ", "Dates of ", "Update of campaign ")


class Campaigners:
    """The campaigns of one walk."""

    def __init__(self, walk: "Walk") -> None:
        self.walk, self.branch, self.rng = walk, walk.branch, walk.rng
        self.told: dict[tuple[int, int], bool] = {}
        """Whether somebody was last told that they count as having posted."""
        self.unsure: set[tuple[int, int]] = set()
        self.seen = 0

    async def claim(self, by: Member | None = None) -> None:
        """A rep who knows how: a campaign, started."""
        walk, rep = self.walk, by or self.rng.choice([*self.walk.people[:4], self.walk.other.rex])
        reply = await self._slash(rep, "start")
        if reply is None or not reply.is_modal:
            return
        reply = await self._fill(rep, reply, nation=self.rng.choice(["england_wales", "scotland", "northern_ireland"]))
        if say("campaign.start_it") in self.branch.labels(reply):
            walk.answered(rep, "starts", await rep.press(reply, say("campaign.start_it")))

    async def ballot(self) -> None:
        """A rep announces the scrutineer's ballot; when papers are out, some say that they have posted theirs."""
        rep = self.rng.choice([*self.walk.people[:4], self.walk.other.rex])
        reply = await self._slash(rep, "ballot")
        for key in ("outside.new", "outside.post_it"):
            if reply is None or say(key) not in self.branch.labels(reply):
                return
            reply = await rep.press(reply, say(key))
            self.walk.answered(rep, key, reply)
            if reply.is_modal:
                opens = self.rng.choice(["21 Nov 2026 09:00", "in 5 minutes", "in 1 hour"])
                reply = await self._fill(rep, reply, opens=opens, closes="in 20 days")
        self.branch.clock.move(minutes=61)
        await self.branch.settle()
        for person in self.rng.sample(self.walk.people, 4):
            posts = [each for each in self.walk.seen_by(person) if "'campaign:posted:" in str(each.components)]
            for post in posts[-1:]:
                custom_id = next(str(each.custom_id) for each in post.buttons if "posted:" in str(each.custom_id))
                reply = await person.press(post, custom_id=custom_id)
                self.walk.answered(person, custom_id, reply)
                self.pressed(person, custom_id, reply, certain=True)

    async def run(self) -> None:
        """Somebody begins something in a campaign, and goes on with it."""
        reps, walk = [*self.walk.people[:4], self.walk.other.rex], self.walk
        is_rep = self.rng.random() < 0.65
        person = self.rng.choice(reps if is_rep else walk.people)
        reply = await self._slash(person, self.rng.choice(FOR_REPS if is_rep else FOR_EVERYONE))
        for _ in range(self.rng.randint(1, 5)):
            if reply is None:
                return
            if reply.is_modal:
                reply = await walk.fill_in(person, reply)
            elif reply.message is not None:
                reply = await walk.use(person, reply.message)

    async def take_part(self) -> None:
        """Somebody presses something that stands in a campaign's channel, or in a letter about it."""
        person = self.rng.choice([*self.walk.people, *self.walk.people[:8]])
        posts = [each for each in self.walk.seen_by(person) if "'campaign:" in str(each.components)]
        if posts:
            await self.walk.use(person, self.rng.choice(posts[-8:]))

    async def _slash(self, person: Member, command: str) -> Reply | None:
        rooms = [room for room in person.guild.channels.values() if person.can_see(room)]
        if not rooms:
            return None
        given: dict[str, Any] = {}
        if command == "offer" and self.rng.random() < 0.5:
            given["file"] = self.rng.choice(pools.TABLES)
        path = f"campaign {command}"
        found = [] if command in ("start", "follow") else await person.autocomplete(path, "campaign", "")
        if found:
            given["campaign"] = self.rng.choice(found)[1]
        reply = await person.slash(path, in_channel=rooms[0], **given)
        self.walk.answered(person, f"/{path} {given}", reply)
        return reply

    async def _fill(self, rep: Member, form: Reply, **given: str) -> Reply:
        asked = [held["custom_id"] for held, _ in inputs(form.modal or {})]
        fits = {name: given.get(name) or self.rng.choice(pools.POOLS[name][0]) for name in asked}
        if "title" in fits:
            fits["title"] = f"{self.walk.gatherings.branches[rep.guild.id]} {fits['title']}"[:80]
        reply = await rep.submit(form, **fits)
        self.walk.answered(rep, f"fills in {fits}", reply)
        return reply

    # What must be true

    def pressed(self, person: Member, custom_id: str, reply: Reply, *, certain: bool) -> None:
        """Somebody pressed something: perhaps *I've posted it*."""
        ballot = PRESSED.fullmatch(custom_id)
        if ballot is None:
            return
        key = (int(ballot[1] or ballot[2]), person.id)
        if not certain:
            self.unsure.add(key)
        for text, has_posted in TOLD.items():
            if reply.text.startswith(text):
                self.told[key] = has_posted
                self.seen += 1

    async def look(self) -> None:
        """Whoever was told that they count does, nobody else does, and nobody twice."""
        if not self.told and not self.unsure:
            return
        async with self.branch.desk.db.reading() as conn:
            rows = await conn.execute_fetchall("SELECT id FROM outside_ballots WHERE status IN ('open', 'closed')")
            open_ = {int(row[0]) for row in rows}
            rows = await conn.execute_fetchall("SELECT ballot_id, tag FROM posted")
            kept = {(int(row[0]), bytes(row[1])) for row in rows if int(row[0]) in open_}
        held = self.branch.desk.outside_keys.held()
        people = [each.id for each in self.walk.people]
        tags = {
            (number, keys.tag(self.branch.desk.outside_keys.read(OutsideBallotId(number)), MemberId(who))): (
                number,
                who,
            )
            for number in open_ & held
            for who in people
        }
        found = {tags[each] for each in kept}
        sure = {key for key, posted in self.told.items() if posted and key[0] in open_ & held} - self.unsure
        assert found - self.unsure == sure, (found, sure)

    def nothing_said_twice(self, rooms: Sequence[Any]) -> None:
        """Each thing about a campaign stands once in a channel, and one board is pinned."""
        for room in rooms:
            marks = Counter(mark for each in room.messages.values() if (mark := self._mark(each)))
            assert all(number == 1 for number in marks.values()), marks

    async def check(self) -> None:
        """Once all is well again and a new day has begun, every board says what is so, and is pinned."""
        await self.branch.pass_(days=1)
        await self.branch.pass_(seconds=10)
        async with self.branch.desk.db.reading() as conn:
            rows = list(await conn.execute_fetchall("SELECT id, guild_id FROM campaigns WHERE status = 'running'"))
        for number, guild_id in rows:
            board = await boards.board(self.branch.desk, GuildId(guild_id), CampaignId(number))
            room = self.branch.discord.world.channels[board.campaign.channel_id]
            post = None if board.campaign.message_id is None else room.messages.get(board.campaign.message_id)
            assert post is not None, board.campaign
            assert not post.deleted, board.campaign
            assert post.embeds[0]["description"] == shown.post(board, self.branch.clock.now())["embed"].description
            assert post in room.pins

    def _mark(self, message: Message) -> str:
        if message.is_private or message.deleted or message.author is not self.branch.discord.bot:
            return ""
        footer = str((message.embeds or [{}])[0].get("footer", {}).get("text", ""))
        return footer if footer.startswith(MARKED) else ""
