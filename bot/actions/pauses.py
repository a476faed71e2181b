"""Closing the doors for reports, by two officers, and opening them again, by one."""

from datetime import datetime
from enum import StrEnum

from bot.actions import feedback_posts, records
from bot.desk import Desk
from bot.errors import NotFound
from bot.ids import Asker, GuildId, Power
from bot.rules import access, reports
from bot.rules import pauses as rules
from bot.rules.pauses import Pause
from bot.store import feedback_pauses as store
from bot.store import jobs
from bot.store.db import Connection


class Said(StrEnum):
    """What members are told in the notices' channel."""

    CLOSED = "closed"
    OPEN = "open"


class Ended(StrEnum):
    """How a pause ended."""

    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    OPENED = "opened"


async def refuse_closed(conn: Connection, guild_id: GuildId) -> None:
    """Silence while the doors are open; raises TooLate with the reason."""
    rules.may_send(await store.now_of(conn, guild_id))


async def closed(desk: Desk, guild_id: GuildId) -> Pause | None:
    """The pause that is in force, if one is: for whoever shows the doors."""
    async with desk.db.reading() as conn:
        pause = await store.now_of(conn, guild_id)
    return pause if pause is not None and pause.is_in_force else None


async def look(desk: Desk, who: Asker) -> Pause | None:
    """What is asked for or in force, for an officer; raises NotAllowed."""
    access.require(who, Power.OFFICER)
    async with desk.db.reading() as conn:
        return await store.now_of(conn, who.guild_id)


async def may_ask(desk: Desk, who: Asker) -> None:
    """Refuse before anything is typed: who is no officer, and where a pause is asked for or in force."""
    rules.may_ask(await look(desk, who))


async def ask(desk: Desk, who: Asker, reason: str) -> Pause:
    """Ask for the doors to be closed, for a reason that members will read; another officer has to agree."""
    access.require(who, Power.OFFICER)
    read_reason, now = reports.read_reason(reason), desk.now()
    async with desk.db.transaction() as tx:
        rules.may_ask(await store.now_of(tx, who.guild_id))
        await store.ask(tx, who.guild_id, read_reason, who.member_id, now)
        await records.note(tx, now, who.guild_id, "feedback.pause_asked", actor=who.member_id, reason=read_reason)
        return await _exactly(tx, who.guild_id)


async def agree(desk: Desk, who: Asker, moment: int) -> Pause:
    """Agree, as an officer who did not ask, to what was asked for at that moment: the doors are closed.

    Members are told with the reason. Raises NotAllowed, NotFound once it is settled, AlreadyDone.
    """
    access.require(who, Power.OFFICER)
    now = desk.now()
    async with desk.db.transaction() as tx:
        pause = await _exactly(tx, who.guild_id, moment)
        rules.may_agree(pause, who.member_id)
        await store.agree(tx, pause.id, who.member_id, now)
        await records.note(tx, now, who.guild_id, "feedback.paused", actor=who.member_id, reason=pause.reason)
        await _tell(tx, pause, now, Said.CLOSED)
        return await _exactly(tx, who.guild_id)


async def end(desk: Desk, who: Asker, moment: int) -> Ended:
    """Have it not done, or open the doors again; how it ended. Raises NotAllowed, NotFound once it is over."""
    access.require(who, Power.OFFICER)
    now = desk.now()
    async with desk.db.transaction() as tx:
        pause = await _exactly(tx, who.guild_id, moment)
        is_own = pause.asked_by == who.member_id
        how = Ended.OPENED if pause.is_in_force else Ended.WITHDRAWN if is_own else Ended.REFUSED
        await store.end(tx, pause.id, who.member_id, now)
        await records.note(tx, now, who.guild_id, f"feedback.pause_{how}", actor=who.member_id)
        if how is Ended.OPENED:
            await _tell(tx, pause, now, Said.OPEN)
    return how


def moment_of(pause: Pause) -> int:
    """What tells it from one that was asked for at another time, for a button."""
    return int(pause.asked_at.timestamp() * 1000)


async def _tell(tx: Connection, pause: Pause, now: datetime, said: Said) -> None:
    await jobs.add(
        tx,
        kind="feedback.pause_notice",
        subject=f"feedback:{pause.guild_id}",
        guild_id=pause.guild_id,
        due_at=now,
        key=f"feedback.pause_notice:{pause.id}:{said}",
        payload={"said": said},
    )
    await feedback_posts.refresh(tx, pause.guild_id, now)


async def _exactly(conn: Connection, guild_id: GuildId, moment: int | None = None) -> Pause:
    """The pause that was looked at, not one that was asked for since."""
    pause = await store.now_of(conn, guild_id)
    if pause is None or (moment is not None and moment_of(pause) != moment):
        raise NotFound("pause.gone")
    return pause
