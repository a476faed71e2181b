"""Who answered a meeting's notice and who was there, with running numbers that stay when the names are erased.

And who asked to be written to before the branch's meetings.
"""

import json
from collections.abc import Collection, Mapping, Sequence

from bot.ids import GuildId, MeetingId, MemberId
from bot.rules.meetings import Answer, Counts
from bot.store.db import Connection

_OF = """
    SELECT member_id, answer FROM meeting_answers WHERE meeting_id = ? AND member_id IN (SELECT value FROM json_each(?))
"""
_ANSWER = """
    INSERT INTO meeting_answers (meeting_id, member_id, answer) VALUES (?, ?, ?)
    ON CONFLICT (meeting_id, member_id) DO UPDATE SET answer = excluded.answer
"""
_MOVE_COUNT = "UPDATE meeting_counts SET number = number + ? WHERE meeting_id = ? AND what = ?"
_START_COUNT = "INSERT INTO meeting_counts (meeting_id, what, number) VALUES (?, ?, 0) ON CONFLICT DO NOTHING"
_COUNTS = "SELECT what, number FROM meeting_counts WHERE meeting_id = ?"
_ALL = "SELECT member_id, answer FROM meeting_answers WHERE meeting_id = ? ORDER BY member_id"
_CHECK_IN = "INSERT INTO meeting_checkins (meeting_id, member_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
_CHECK_OUT = "DELETE FROM meeting_checkins WHERE meeting_id = ? AND member_id = ?"
_PRESENT = "SELECT member_id FROM meeting_checkins WHERE meeting_id = ? ORDER BY member_id"
_THERE = """
    SELECT member_id FROM meeting_checkins WHERE meeting_id = ? AND member_id IN (SELECT value FROM json_each(?))
"""
_CLEAR_PRESENT = "DELETE FROM meeting_checkins WHERE meeting_id = ?"
_NOBODY_PRESENT = "UPDATE meeting_counts SET number = 0 WHERE meeting_id = ? AND what = 'present'"
_ERASE = (
    "DELETE FROM meeting_answers WHERE meeting_id = ?",
    "DELETE FROM meeting_checkins WHERE meeting_id = ?",
)
_FOLLOW = "INSERT INTO meeting_followers (guild_id, member_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
_UNFOLLOW = "DELETE FROM meeting_followers WHERE guild_id = ? AND member_id = ?"
_FOLLOWING = """
    SELECT member_id FROM meeting_followers WHERE guild_id = ? AND member_id IN (SELECT value FROM json_each(?))
"""
_TO_REMIND = """
    SELECT member_id FROM meeting_followers AS follower WHERE guild_id = ? AND member_id > ? AND NOT EXISTS (
        SELECT 1 FROM meeting_answers AS given
        WHERE given.meeting_id = ? AND given.member_id = follower.member_id AND given.answer = 'apologies')
    ORDER BY member_id LIMIT ?
"""

PRESENT = "present"


async def start_counts(tx: Connection, meeting_id: MeetingId) -> None:
    """Running numbers of nought; those that run already stay."""
    await tx.executemany(_START_COUNT, [(meeting_id, what) for what in (*Answer, PRESENT)])


async def of(conn: Connection, meeting_id: MeetingId, members: Collection[MemberId]) -> dict[MemberId, Answer]:
    """What these members have answered, for those who have."""
    found = await conn.execute_fetchall(_OF, (meeting_id, json.dumps(list(members))))
    return {MemberId(member_id): Answer(answer) for member_id, answer in found}


async def record(
    tx: Connection, meeting_id: MeetingId, answers: Mapping[MemberId, Answer], changes: Mapping[str, int]
) -> None:
    """Store these answers in the place of earlier ones, and move the running numbers (`start_counts` first)."""
    await tx.executemany(_ANSWER, [(meeting_id, member_id, answer) for member_id, answer in answers.items()])
    await _move(tx, meeting_id, changes)


async def counts(conn: Connection, meeting_id: MeetingId) -> Counts:
    """How many answered what, and how many are there."""
    async with conn.execute(_COUNTS, (meeting_id,)) as found:
        return Counts(**{what: number async for what, number in found})


async def everybody(conn: Connection, meeting_id: MeetingId) -> Sequence[tuple[MemberId, Answer]]:
    """Every member's answer, in the order of their ids; nobody's once the names are erased."""
    async with conn.execute(_ALL, (meeting_id,)) as found:
        return [(MemberId(member_id), Answer(answer)) async for member_id, answer in found]


async def check_in(tx: Connection, meeting_id: MeetingId, member_id: MemberId) -> bool:
    """This member is there; False if that was known."""
    async with tx.execute(_CHECK_IN, (meeting_id, member_id)) as done:
        is_new = done.rowcount > 0
    if is_new:
        await _move(tx, meeting_id, {PRESENT: 1})
    return is_new


async def check_out(tx: Connection, meeting_id: MeetingId, member_id: MemberId) -> bool:
    """This member has left; False if they were not there."""
    async with tx.execute(_CHECK_OUT, (meeting_id, member_id)) as done:
        was_there = done.rowcount > 0
    if was_there:
        await _move(tx, meeting_id, {PRESENT: -1})
    return was_there


async def present(conn: Connection, meeting_id: MeetingId) -> Sequence[MemberId]:
    """Who is checked in, in the order of their ids."""
    async with conn.execute(_PRESENT, (meeting_id,)) as found:
        return [MemberId(member_id) async for (member_id,) in found]


async def there(conn: Connection, meeting_id: MeetingId, members: Collection[MemberId]) -> frozenset[MemberId]:
    """Who of these members is checked in."""
    found = await conn.execute_fetchall(_THERE, (meeting_id, json.dumps(list(members))))
    return frozenset(MemberId(member_id) for (member_id,) in found)


async def clear_present(tx: Connection, meeting_id: MeetingId) -> None:
    """Nobody is there any more."""
    await tx.execute(_CLEAR_PRESENT, (meeting_id,))
    await tx.execute(_NOBODY_PRESENT, (meeting_id,))


async def erase(tx: Connection, meeting_id: MeetingId) -> None:
    """Forget who answered and who was there; the numbers stay."""
    for statement in _ERASE:
        await tx.execute(statement, (meeting_id,))


async def follow(tx: Connection, guild_id: GuildId, member_id: MemberId) -> None:
    """This member wants to be written to before the branch's meetings."""
    await tx.execute(_FOLLOW, (guild_id, member_id))


async def unfollow(tx: Connection, guild_id: GuildId, member_id: MemberId) -> None:
    """This member wants no more of that."""
    await tx.execute(_UNFOLLOW, (guild_id, member_id))


async def following(conn: Connection, guild_id: GuildId, members: Collection[MemberId]) -> frozenset[MemberId]:
    """Who of these members asked to be written to."""
    found = await conn.execute_fetchall(_FOLLOWING, (guild_id, json.dumps(list(members))))
    return frozenset(MemberId(member_id) for (member_id,) in found)


async def to_remind(
    conn: Connection, guild_id: GuildId, meeting_id: MeetingId, after: MemberId, limit: int
) -> Sequence[MemberId]:
    """Who asked to be written to and has not sent apologies, in the order of their ids, from the first after this."""
    async with conn.execute(_TO_REMIND, (guild_id, after, meeting_id, limit)) as found:
        return [MemberId(member_id) async for (member_id,) in found]


async def _move(tx: Connection, meeting_id: MeetingId, changes: Mapping[str, int]) -> None:
    await tx.executemany(_MOVE_COUNT, [(change, meeting_id, what) for what, change in changes.items() if change])
