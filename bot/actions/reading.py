"""Coming back with a code: reading what has become of a report, replying, withdrawing it.

Whatever was typed, right or wrong, is made into a tag, looked for in the table and in the tray, and nothing more: so
neither the answer nor its time tells how near a guess came. Of who comes back nothing is written, and no job tells that
anybody did; what there is to say to the desk, the rounds say.
"""

import hmac
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from bot.actions import pauses, reports, retention
from bot.actions.guesses import Guesses
from bot.actions.limits import Senders
from bot.desk import Desk
from bot.errors import NotFound, Unavailable
from bot.ids import Asker, GuildId, Power
from bot.rules import access
from bot.rules import reading as rules
from bot.rules import reports as report_rules
from bot.rules.branches import Branch
from bot.rules.reports import Entry, Head, Kind, Report, Sent, SentReply, Tray
from bot.store import branches, workplaces
from bot.store import reports as store
from bot.store.db import Connection


@dataclass(frozen=True)
class Found:
    """What a code leads to, for whoever has it: the report, and what was written since, without the desk's notes."""

    code: bytes = field(repr=False)
    """The code as an HMAC, by which it is found again as long as a screen is open."""
    report: Report | Sent
    head: Head
    thread: Sequence[Entry]
    reply_waits: bool
    """Whether the reporter's last word waits for its round, or for its answer."""
    branch: Branch
    retention_days: int


@dataclass(frozen=True)
class _Place:
    """Where a code's report lies."""

    branch: Branch
    report: Report | Sent
    tray: Tray

    @property
    def reply(self) -> SentReply | None:
        """What its reporter has replied, if that waits for its round."""
        return next((each for each in self.tray.replies if each.number == self.report.number), None)


class Reading:
    """Where reporters come back; who typed wrong codes is known here and nowhere else."""

    def __init__(self, desk: Desk, senders: Senders) -> None:
        self._desk, self._senders = desk, senders
        self._guesses = Guesses(desk.now)

    async def find(self, who: Asker, typed: str) -> Found:
        """What the code leads to.

        Raises NotFound for whatever is no code of this branch's, TooLate for who typed too many of these, whatever
        they type now, and Unavailable.
        """
        with self._guesses.one(who):
            return await self.look(who, reports.tag_of(self._desk, who.guild_id, typed))

    async def look(self, who: Asker, code: bytes) -> Found:
        """The same for a screen that is open."""
        async with self._desk.db.reading() as conn:
            return await self._found(conn, who.guild_id, code)

    async def fetch(self, found: Found) -> Found:
        """The same to be shown with the desk's last word, for which the code does not wait any more.

        Where that cannot be stored, it is shown all the same: whoever has done something before is told what.
        """
        if not (isinstance(found.report, Report) and found.report.answer_waits):
            return found
        try:
            async with self._desk.db.transaction() as tx:
                now = await self._found(tx, found.branch.guild_id, found.code)
                assert isinstance(now.report, Report)  # noqa: S101 - what was released is not taken back
                await store.save(tx, replace(now.report, answer_waits=False))
        except Unavailable:
            return found
        await self._fold()
        return now

    async def may_reply(self, who: Asker, branch: Branch, code: bytes) -> None:
        """Refuse before anything is typed what `reply` would refuse after it."""
        access.require(who, Power.MEMBER)
        async with self._desk.db.reading() as conn:
            await self._replying(conn, who.guild_id, code)
        self._senders.check(branch, who.member_id)

    async def reply(self, who: Asker, branch: Branch, code: bytes, text: str) -> Found:
        """Have the reporter's next word wait for its round; raises NotAllowed, NotFound, Invalid, TooLate, AlreadyDone.

        It counts as one of the day's reports. Nothing of it is on record, and no job is queued.
        """
        access.require(who, Power.MEMBER)
        typed = report_rules.read_text(text)
        with self._senders.turn(branch, who.member_id) as note:
            async with self._desk.db.transaction() as tx:
                place = await self._replying(tx, who.guild_id, code)
                reply = SentReply(place.report.number, reports.week(self._desk, branch), typed)
                tray = replace(place.tray, replies=(*place.tray.replies, reply))
                await reports.put_tray(self._desk, tx, who.guild_id, tray)
                found = await self._found(tx, who.guild_id, code)
            note(reply.number)
        await self._fold()
        return found

    async def offices(self, who: Asker) -> Sequence[str]:
        """The branch's offices by name: in a reply they may tell who wrote it."""
        async with self._desk.db.reading() as conn:
            return [each.name for each in await workplaces.all_(conn, who.guild_id) if not each.is_gone]

    async def withdraw(self, who: Asker, code: bytes) -> None:
        """Erase the text at once, here and at the desk, which sees with the next round that it is withdrawn.

        It need not be readable for that. Raises NotFound, and AlreadyDone for one that is withdrawn.
        """
        async with self._desk.db.transaction() as tx:
            place = await self._place(tx, who.guild_id, code)
            if isinstance(place.report, Report):
                report = rules.withdrawn(place.report, reports.today(self._desk, place.branch))
                await store.erase_thread(tx, who.guild_id, report.number)
                await store.save(tx, report)
                await retention.ask_for_vacuum(tx)
            await self._take_out(tx, place)
        await self._fold()

    async def entrust(self, who: Asker, code: bytes, to: Asker) -> Found:
        """Have another organiser, and nobody else, be able to open the name.

        Raises NotFound for a report without one, Invalid for who is no organiser or must not see it, TooLate,
        AlreadyDone.
        """
        return await self._put_head(who, code, lambda head: rules.entrusted(head, to))

    async def set_letters(self, who: Asker, code: bytes, *, wanted: bool) -> Found:
        """Whether answers come by private message as well; raises NotFound for a report without a name, TooLate."""
        return await self._put_head(who, code, lambda head: replace(head, by_letter=wanted))

    def end_day(self, guild_id: GuildId) -> None:
        """It is night: who typed wrong codes is forgotten."""
        self._guesses.forget(guild_id)

    async def _place(self, conn: Connection, guild_id: GuildId, code: bytes, *, to_add: bool = False) -> _Place:
        """Where it lies. The tray is looked into as well where the table has it, and all of it.

        One that cannot be opened is in the way only of who has to find something in it, or wants to add to it.
        """
        branch = await branches.present(conn, guild_id)
        released = await store.by_code(conn, guild_id, code)
        try:
            tray = await reports.read_tray(self._desk, conn, guild_id)
        except Unavailable:
            if released is None or to_add:
                raise
            tray = Tray()
        waiting = [each for each in tray.reports if hmac.compare_digest(each.code, code)]
        found = released or next(iter(waiting), None)
        if found is None:
            raise NotFound("reading.unknown_code")
        return _Place(branch, found, tray)

    async def _found(self, conn: Connection, guild_id: GuildId, code: bytes) -> Found:
        place = await self._place(conn, guild_id, code)
        report, reply = place.report, place.reply
        if isinstance(report, Sent):
            head, thread = report.head, [Entry(1, Kind.REPORT, report.text, report.week)]
        else:
            head = reports.head_of(self._desk, report)
            thread = [each for each in await reports.thread(self._desk, conn, report) if each.kind is not Kind.NOTE]
            thread += [Entry(report.entries + 1, Kind.REPLY, reply.text, reply.week)] if reply else []
        return Found(
            code=report.code,
            report=report,
            head=head,
            thread=thread,
            reply_waits=reply is not None or (isinstance(report, Report) and report.reply_waits),
            branch=place.branch,
            retention_days=(await reports.settings(conn, guild_id)).retention_days,
        )

    async def _replying(self, conn: Connection, guild_id: GuildId, code: bytes) -> _Place:
        """Where it lies, if it can be replied to as things are."""
        place = await self._place(conn, guild_id, code, to_add=True)
        rules.may_reply(place.report, waits=place.reply is not None)
        await pauses.refuse_closed(conn, guild_id)
        return place

    async def _take_out(self, tx: Connection, place: _Place) -> None:
        """Nothing of this report waits for a round any more."""
        number, tray = place.report.number, place.tray
        left = Tray(
            tuple(each for each in tray.reports if each.number != number),
            tuple(each for each in tray.replies if each.number != number),
        )
        if left != tray:
            await reports.put_tray(self._desk, tx, place.branch.guild_id, left)

    async def _put_head(self, who: Asker, code: bytes, change: Callable[[Head], Head]) -> Found:
        guild_id = who.guild_id
        async with self._desk.db.transaction() as tx:
            report = rules.may_change_head((await self._place(tx, guild_id, code)).report)
            head = change(reports.head_of(self._desk, report))
            sealed = reports.seal_head(self._desk, guild_id, report.number, head)
            await store.save(tx, replace(report, head=sealed))
            found = await self._found(tx, guild_id, code)
        await self._fold()
        return found

    async def _fold(self) -> None:
        """The WAL would tell what was written when; while somebody reads, the next round sees to it."""
        with suppress(Unavailable):
            await self._desk.db.fold()
