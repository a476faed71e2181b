"""Polls, their options, voters' roles and scrutineers, and the votes of open polls."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from bot.errors import NotFound
from bot.ids import ChannelId, GuildId, MeetingId, MemberId, MessageId, PollId, RoleId
from bot.rules.attendance import Origin
from bot.rules.numbers import Quorum, Threshold
from bot.rules.polls import Election, Kind, Mishap, Poll, Result, Status
from bot.store import facts
from bot.store.db import Connection
from bot.store.instants import from_ms, from_ms_or_none, to_ms, to_ms_or_none

# One question, since each is a journey to the connection's thread and back, and every batch of votes asks it.
_GET = """
    SELECT *,
        (SELECT json_group_array(text) FROM
            (SELECT text FROM poll_options WHERE poll_id = polls.id ORDER BY number)) AS options,
        (SELECT json_group_array(role_id) FROM poll_roles WHERE poll_id = polls.id) AS role_ids,
        (SELECT json_group_array(member_id) FROM poll_scrutineers WHERE poll_id = polls.id) AS scrutineers,
        EXISTS (SELECT 1 FROM poll_options WHERE poll_id = polls.id AND statement <> '') AS stated,
        (SELECT title FROM meetings WHERE id = polls.meeting_id) AS meeting_title
    FROM polls WHERE id = ? AND guild_id = ?
"""
_LIST = """
    SELECT id FROM polls WHERE guild_id = ? AND status IN (SELECT value FROM json_each(?))
    ORDER BY ended_at IS NOT NULL, iif(ended_at IS NULL, closes_at, -ended_at), id DESC LIMIT ?
"""
_QUESTIONS = """
    SELECT id, question FROM polls WHERE guild_id = ? AND status IN (SELECT value FROM json_each(?))
        AND (kind <> 'open' OR NOT ?)
    ORDER BY ended_at IS NOT NULL, iif(ended_at IS NULL, closes_at, -ended_at), id DESC
"""
# Where a backup was restored, ids go on well after it: what was made since is gone, but its buttons are still in chat.
_INSERT = """
    INSERT INTO polls (id, guild_id, author_id, status, question, kind, min_choices, max_choices, seats, closes_at,
        channel_id, made_at, meeting_id)
    VALUES (
        1 + max(
            coalesce((SELECT max(id) FROM polls), 0),
            coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'begin_after'), 0)
        ),
        ?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?, ?, ?
    ) RETURNING id
"""
_SAVE = """
    UPDATE polls SET status = :status, question = :question, kind = :kind, frozen = :frozen, seats = :seats,
        seed = :seed, turnout = :turnout, turnout_at = :turnout_at, mishap = :mishap, election = :election,
        min_choices = :min_choices, max_choices = :max_choices,
        opens_at = :opens_at, closes_at = :closes_at, live = :live, named = :named, quorum = :quorum,
        quorum_unit = :quorum_unit, threshold_over = :threshold_over, threshold_num = :threshold_num,
        threshold_den = :threshold_den, count_abstentions = :count_abstentions, channel_id = :channel_id,
        message_id = :message_id, message_lost = :message_lost, eligible = :eligible, eligible_exact = :eligible_exact,
        opened_at = :opened_at, ended_at = :ended_at, reminded_at = :reminded_at, cancel_reason = :cancel_reason,
        result = :result, meeting_present = :meeting_present, meeting_needed = :meeting_needed
    WHERE id = :id AND guild_id = :guild_id
"""
_CLEAR_OPTIONS = "DELETE FROM poll_options WHERE poll_id = ?"
_ADD_OPTION = "INSERT INTO poll_options (poll_id, number, text, statement) VALUES (?, ?, ?, ?)"
_STATEMENTS = "SELECT text, statement FROM poll_options WHERE poll_id = ? AND statement <> '' ORDER BY number"
_SET_STATEMENT = "UPDATE poll_options SET statement = ? WHERE poll_id = ? AND number = ?"
_CLEAR_ROLES = "DELETE FROM poll_roles WHERE poll_id = ?"
_ADD_ROLE = "INSERT INTO poll_roles (poll_id, role_id) VALUES (?, ?)"
_CLEAR_SCRUTINEERS = "DELETE FROM poll_scrutineers WHERE poll_id = ?"
_ADD_SCRUTINEER = "INSERT INTO poll_scrutineers (poll_id, member_id) VALUES (?, ?)"
_OF_BOXES = """
    SELECT id, guild_id FROM polls WHERE kind <> 'open' AND status IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_DROP_DRAFT = "DELETE FROM polls WHERE id = ? AND guild_id = ? AND status = 'draft'"
_VOTES_OF = (
    "SELECT member_id, choices FROM poll_votes WHERE poll_id = ? AND member_id IN (SELECT value FROM json_each(?))"
)
_VOTE = """
    INSERT INTO poll_votes (poll_id, member_id, choices) VALUES (?, ?, ?)
    ON CONFLICT (poll_id, member_id) DO UPDATE SET choices = excluded.choices
"""
_START_COUNT = "INSERT INTO poll_counts (poll_id, number, votes) VALUES (?, ?, 0) ON CONFLICT DO NOTHING"
_MOVE_COUNT = "UPDATE poll_counts SET votes = votes + ? WHERE poll_id = ? AND number = ?"
_COUNTS = "SELECT number, votes FROM poll_counts WHERE poll_id = ?"
_ERASE = "DELETE FROM poll_votes WHERE poll_id = ?"
_ALL_VOTES = "SELECT member_id, choices FROM poll_votes WHERE poll_id = ? ORDER BY member_id"


async def get(conn: Connection, guild_id: GuildId, poll_id: PollId) -> Poll:
    """The branch's poll; another branch's is not found, like one that never was."""
    rows = list(await conn.execute_fetchall(_GET, (poll_id, guild_id)))
    if not rows:
        raise NotFound("poll.not_found")
    return _poll(rows[0])


async def list_(conn: Connection, guild_id: GuildId, statuses: Collection[Status], limit: int) -> Sequence[Poll]:
    """The branch's polls in these states: the next to close first, then the last that ended."""
    async with conn.execute(_LIST, (guild_id, json.dumps(sorted(statuses)), limit)) as found:
        ids = [PollId(poll_id) async for (poll_id,) in found]
    return [await get(conn, guild_id, poll_id) for poll_id in ids]


async def questions(
    conn: Connection, guild_id: GuildId, statuses: Collection[Status], *, secret: bool = False
) -> Sequence[tuple[PollId, str]]:
    """What all the branch's polls in these states ask, in the same order; or its secret ones only."""
    async with conn.execute(_QUESTIONS, (guild_id, json.dumps(sorted(statuses)), secret)) as found:
        return [(PollId(poll_id), question) async for poll_id, question in found]


async def add(
    tx: Connection,
    guild_id: GuildId,
    author_id: MemberId,
    *,
    question: str,
    options: Sequence[str],
    role_ids: Collection[RoleId],
    closes_at: datetime,
    channel_id: ChannelId,
    now: datetime,
    kind: Kind = Kind.OPEN,
    max_choices: int = 1,
    seats: int = 1,
    meeting_id: MeetingId | None = None,
) -> Poll:
    """A new draft with the usual settings."""
    times = (to_ms(closes_at), channel_id, to_ms(now))
    values = (guild_id, author_id, question, kind, 1, max_choices, seats, *times, meeting_id)
    async with tx.execute(_INSERT, values) as made:
        row = await made.fetchone()
    assert row is not None  # noqa: S101 - RETURNING gives the row or raises
    poll_id = PollId(row["id"])
    await _set_options(tx, poll_id, options)
    await _set_roles(tx, poll_id, role_ids)
    return await get(tx, guild_id, poll_id)


async def save(tx: Connection, poll: Poll, before: Poll) -> None:
    """Store the poll as it is now; its options and roles only where they differ from before."""
    await tx.execute(_SAVE, _values(poll))
    if poll.options != before.options:
        await _set_options(tx, poll.id, poll.options)
    if poll.role_ids != before.role_ids:
        await _set_roles(tx, poll.id, poll.role_ids)
    if poll.scrutineers != before.scrutineers:
        await tx.execute(_CLEAR_SCRUTINEERS, (poll.id,))
        await tx.executemany(_ADD_SCRUTINEER, [(poll.id, member_id) for member_id in poll.scrutineers])


async def statements(conn: Connection, poll_id: PollId) -> dict[str, str]:
    """The statements of those candidates who gave one, by name, in the order of the poll."""
    async with conn.execute(_STATEMENTS, (poll_id,)) as found:
        return {text: statement async for text, statement in found}


async def set_statement(tx: Connection, poll_id: PollId, number: int, statement: str) -> None:
    """What this candidate says for himself or herself; "" takes it away."""
    await tx.execute(_SET_STATEMENT, (statement, poll_id, number))


async def secret(conn: Connection, statuses: Collection[Status]) -> Sequence[Poll]:
    """The secret polls of every branch in these states."""
    found = list(await conn.execute_fetchall(_OF_BOXES, (json.dumps(sorted(statuses)),)))
    return [await get(conn, guild_id, poll_id) for poll_id, guild_id in found]


async def drop_draft(tx: Connection, guild_id: GuildId, poll_id: PollId) -> None:
    """Forget a draft, whose number no other gets; a poll that was opened stays."""
    async with tx.execute(_DROP_DRAFT, (poll_id, guild_id)) as done:
        if done.rowcount:
            await facts.keep_free(tx, poll_id)


async def start_counts(tx: Connection, poll: Poll) -> None:
    """Running counts of nought, for the members who voted (0) and for each option; those that run already stay."""
    await tx.executemany(_START_COUNT, [(poll.id, number) for number in range(len(poll.options) + 1)])


async def votes_of(conn: Connection, poll_id: PollId, members: Collection[MemberId]) -> dict[MemberId, int]:
    """What these members chose so far, for those who have voted."""
    found = await conn.execute_fetchall(_VOTES_OF, (poll_id, json.dumps(list(members))))
    return {MemberId(member_id): choices for member_id, choices in found}


async def record(tx: Connection, poll_id: PollId, votes: Mapping[MemberId, int], changes: Mapping[int, int]) -> None:
    """Store these members' votes in the place of their earlier ones, and move the running counts by `changes`."""
    await tx.executemany(_VOTE, [(poll_id, member_id, choices) for member_id, choices in votes.items()])
    await tx.executemany(_MOVE_COUNT, [(change, poll_id, number) for number, change in changes.items() if change])


async def erase_votes(tx: Connection, poll_id: PollId) -> int:
    """Forget who chose what in this poll; how many that were. The counts stay."""
    async with tx.execute(_ERASE, (poll_id,)) as erased:
        return erased.rowcount


async def counts(conn: Connection, poll_id: PollId) -> dict[int, int]:
    """The running counts: option number to votes, and 0 to the members who voted."""
    async with conn.execute(_COUNTS, (poll_id,)) as found:
        return {number: votes async for number, votes in found}


async def all_votes(conn: Connection, poll_id: PollId) -> Sequence[tuple[MemberId, int]]:
    """Every member's choices. For named polls, and to leave out of a reminder who has voted."""
    async with conn.execute(_ALL_VOTES, (poll_id,)) as found:
        return [(MemberId(member_id), choices) async for member_id, choices in found]


async def _set_options(tx: Connection, poll_id: PollId, options: Sequence[str]) -> None:
    said = await statements(tx, poll_id)  # they stay with those who stay
    await tx.execute(_CLEAR_OPTIONS, (poll_id,))
    numbered = enumerate(options, 1)
    await tx.executemany(_ADD_OPTION, [(poll_id, number, text, said.get(text, "")) for number, text in numbered])


async def _set_roles(tx: Connection, poll_id: PollId, role_ids: Collection[RoleId]) -> None:
    await tx.execute(_CLEAR_ROLES, (poll_id,))
    await tx.executemany(_ADD_ROLE, [(poll_id, role_id) for role_id in role_ids])


def _values(poll: Poll) -> dict[str, object]:
    return {
        "id": poll.id,
        "guild_id": poll.guild_id,
        "status": poll.status,
        "question": poll.question,
        "kind": poll.kind,
        "frozen": poll.frozen,
        "seats": poll.seats,
        "seed": poll.seed,
        "turnout": poll.turnout,
        "turnout_at": to_ms_or_none(poll.turnout_at),
        "mishap": poll.mishap,
        "election": None if poll.election is None else poll.election.to_json(),
        "min_choices": poll.min_choices,
        "max_choices": poll.max_choices,
        "opens_at": to_ms_or_none(poll.opens_at),
        "closes_at": to_ms(poll.closes_at),
        "live": poll.live,
        "named": poll.named,
        "quorum": poll.quorum.number,
        "quorum_unit": poll.quorum.unit,
        "threshold_over": poll.threshold.over,
        "threshold_num": poll.threshold.fraction.numerator,
        "threshold_den": poll.threshold.fraction.denominator,
        "count_abstentions": poll.count_abstentions,
        "channel_id": poll.channel_id,
        "message_id": poll.message_id,
        "message_lost": poll.message_lost,
        "eligible": poll.eligible,
        "eligible_exact": poll.eligible_exact,
        "opened_at": to_ms_or_none(poll.opened_at),
        "ended_at": to_ms_or_none(poll.ended_at),
        "reminded_at": to_ms_or_none(poll.reminded_at),
        "cancel_reason": poll.cancel_reason,
        "result": None if poll.result is None else poll.result.to_json(),
        "meeting_present": None if poll.meeting is None else poll.meeting.present,
        "meeting_needed": None if poll.meeting is None else poll.meeting.needed,
    }


def _origin(row: sqlite3.Row) -> Origin | None:
    if row["meeting_id"] is None:
        return None
    return Origin(MeetingId(row["meeting_id"]), row["meeting_title"], row["meeting_present"], row["meeting_needed"])


def _poll(row: sqlite3.Row) -> Poll:
    message_id = row["message_id"]
    return Poll(
        id=PollId(row["id"]),
        guild_id=GuildId(row["guild_id"]),
        author_id=MemberId(row["author_id"]),
        status=Status(row["status"]),
        question=row["question"],
        options=tuple(json.loads(row["options"])),
        min_choices=row["min_choices"],
        max_choices=row["max_choices"],
        role_ids=frozenset(map(RoleId, json.loads(row["role_ids"]))),
        opens_at=from_ms_or_none(row["opens_at"]),
        closes_at=from_ms(row["closes_at"]),
        live=bool(row["live"]),
        named=bool(row["named"]),
        quorum=Quorum(row["quorum"], row["quorum_unit"]),
        threshold=Threshold(bool(row["threshold_over"]), Fraction(row["threshold_num"], row["threshold_den"])),
        count_abstentions=bool(row["count_abstentions"]),
        channel_id=ChannelId(row["channel_id"]),
        message_id=None if message_id is None else MessageId(message_id),
        message_lost=bool(row["message_lost"]),
        eligible=row["eligible"],
        eligible_exact=bool(row["eligible_exact"]),
        made_at=from_ms(row["made_at"]),
        opened_at=from_ms_or_none(row["opened_at"]),
        ended_at=from_ms_or_none(row["ended_at"]),
        reminded_at=from_ms_or_none(row["reminded_at"]),
        cancel_reason=row["cancel_reason"],
        result=None if row["result"] is None else Result.from_json(row["result"]),
        kind=Kind(row["kind"]),
        frozen=bool(row["frozen"]),
        seats=row["seats"],
        seed=row["seed"],
        turnout=row["turnout"],
        turnout_at=from_ms_or_none(row["turnout_at"]),
        mishap=None if row["mishap"] is None else Mishap(row["mishap"]),
        election=None if row["election"] is None else Election.from_json(row["election"]),
        scrutineers=frozenset(map(MemberId, json.loads(row["scrutineers"]))),
        stated=bool(row["stated"]),
        meeting=_origin(row),
    )
