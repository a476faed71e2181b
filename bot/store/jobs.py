"""The queue of everything Steward still has to say or do, written in the transaction that caused it.

At least once: a job is finished after its delivery, so whoever carries it out must be safe to repeat. Jobs of one
subject run one at a time, the earliest due first. What a kind means is left to whoever handles it.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

import aiosqlite

from bot.ids import GuildId, JobId
from bot.store.db import Connection
from bot.store.instants import from_ms, from_ms_or_none, to_ms

QUEUED = "jobs"  # the mark in `tx.touched` that wakes the scheduler

JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"


@dataclass(frozen=True)
class Job:
    """One thing to do. `attempts` counts this one too: above 1, look for what an earlier try already did."""

    id: JobId
    key: str
    kind: str
    subject: str
    guild_id: GuildId
    payload: dict[str, JSON]
    due_at: datetime
    attempts: int
    leased_until: datetime | None
    first_tried_at: datetime | None
    problem: str | None


# `taken` is what `asked` was when the job was last claimed: if they differ, somebody asked again since.
_ADD = """
    INSERT INTO jobs (key, kind, subject, guild_id, payload, due_at)
    VALUES (:key, :kind, :subject, :guild_id, coalesce(:payload, '{}'), :due_at)
    ON CONFLICT (key) DO UPDATE
    SET state = 'waiting', due_at = excluded.due_at, attempts = 0, first_tried_at = NULL, finished_at = NULL,
        payload = coalesce(:payload, payload), asked = asked + 1
    WHERE state IN ('failed', 'dropped')
"""
_ADD_AGAIN = """
    INSERT INTO jobs (key, kind, subject, guild_id, payload, due_at)
    VALUES (:key, :kind, :subject, :guild_id, coalesce(:payload, '{}'), :due_at)
    ON CONFLICT (key) DO UPDATE
    SET state = 'waiting', asked = asked + 1, finished_at = NULL, payload = coalesce(:payload, payload),
        due_at = CASE
            WHEN state <> 'waiting' THEN excluded.due_at
            WHEN leased_until IS NOT NULL AND asked = taken THEN excluded.due_at  -- it runs: once more after that
            WHEN leased_until IS NULL AND attempts > 0 THEN due_at                -- it backs off: keep to that
            ELSE min(due_at, excluded.due_at)
        END,
        attempts = iif(state = 'waiting', attempts, 0),
        first_tried_at = iif(state = 'waiting', first_tried_at, NULL)
"""
_CLAIM = """
    UPDATE jobs
    SET leased_until = :until, attempts = attempts + 1, taken = asked, first_tried_at = coalesce(first_tried_at, :now)
    WHERE id = (
        SELECT id FROM jobs AS job
        WHERE state = 'waiting' AND due_at <= :now AND (leased_until IS NULL OR leased_until <= :now)
          AND NOT EXISTS (SELECT 1 FROM jobs AS other WHERE other.subject = job.subject AND other.leased_until > :now)
        ORDER BY due_at, id LIMIT 1
    )
    RETURNING *
"""
# Only the holder of the lease may say how it went: `leased_until` tells it from a holder whose lease ran out.
_FINISH = """
    UPDATE jobs
    SET state = iif(asked = taken, 'done', 'waiting'), finished_at = iif(asked = taken, :now, NULL),
        attempts = iif(asked = taken, attempts, 0), first_tried_at = NULL, leased_until = NULL, problem = NULL
    WHERE id = :id AND leased_until = :lease
"""
_FORGET_DROPPED = "DELETE FROM jobs WHERE id = :id AND leased_until = :lease AND state = 'dropped'"
_RETRY = """
    UPDATE jobs SET due_at = :due_at, leased_until = NULL, problem = :problem WHERE id = :id AND leased_until = :lease
"""
_FAIL = """
    UPDATE jobs
    SET state = iif(asked = taken, 'failed', 'waiting'), finished_at = iif(asked = taken, :now, NULL),
        attempts = iif(asked = taken, attempts, 0), first_tried_at = NULL, leased_until = NULL, problem = :problem
    WHERE id = :id AND leased_until = :lease
"""
_KEEP = "UPDATE jobs SET payload = :payload WHERE key = :key"
_AMEND = "UPDATE jobs SET payload = json_patch(payload, :payload) WHERE key = :key"
# One that is held keeps its row until it comes back: it must go on holding its subject.
_DROP_HELD = """
    UPDATE jobs SET state = 'dropped', asked = taken
    WHERE (key = :key OR subject = :subject) AND state = 'waiting' AND leased_until IS NOT NULL
"""
_DROP = "DELETE FROM jobs WHERE (key = :key OR subject = :subject) AND state IN ('waiting', 'failed')"
_FORGET_ENDED = "DELETE FROM jobs WHERE subject = ? AND state IN ('done', 'failed')"
_RESCHEDULE = """
    UPDATE jobs SET due_at = :due_at, asked = asked + (leased_until IS NOT NULL) WHERE key = :key AND state = 'waiting'
"""
_NEXT_DUE = """
    SELECT min(due_at) FROM jobs AS job
    WHERE state = 'waiting' AND NOT EXISTS (
        SELECT 1 FROM jobs AS other WHERE other.subject = job.subject AND other.leased_until > :now)
"""
_FAILED = "SELECT * FROM jobs WHERE guild_id = ? AND state = 'failed' ORDER BY finished_at, id"
_REVIVE = """
    UPDATE jobs
    SET state = 'waiting', due_at = :now, attempts = 0, first_tried_at = NULL, finished_at = NULL, asked = asked + 1
    WHERE guild_id = :guild_id AND state = 'failed'
"""
_FORGET_ALL_DROPPED = "DELETE FROM jobs WHERE state = 'dropped'"
_RELEASE_ALL = "UPDATE jobs SET leased_until = NULL WHERE leased_until IS NOT NULL"
_KINDS_WAITING = "SELECT DISTINCT kind FROM jobs WHERE state = 'waiting'"
_GET = "SELECT * FROM jobs WHERE key = ?"
_STATE = "SELECT state FROM jobs WHERE key = ?"
_DUE_AT = "SELECT due_at FROM jobs WHERE key = ? AND state = 'waiting'"


async def add(
    tx: Connection,
    *,
    kind: str,
    subject: str,
    guild_id: GuildId,
    due_at: datetime,
    key: str,
    payload: Mapping[str, JSON] | None = None,
    again: bool = False,
) -> None:
    """Queue it under its key. Once: a key that waits, runs or is done stays as it is; one that failed is tried anew.

    With `again`, one that is done or failed runs once more, one that runs now runs once more after that, and one
    that waits keeps the earlier time (or, after a failed try, the time of its next one). Without a payload the one
    it has stays.
    """
    row = {"key": key, "kind": kind, "subject": subject, "guild_id": guild_id, "due_at": to_ms(due_at)}
    await tx.execute(_ADD_AGAIN if again else _ADD, row | {"payload": None if payload is None else json.dumps(payload)})
    tx.touched.add(QUEUED)


async def claim(tx: Connection, now: datetime, lease_for: timedelta) -> Job | None:
    """The earliest due job that nobody holds and whose subject nobody holds, now held by the caller for a while."""
    async with tx.execute(_CLAIM, {"now": to_ms(now), "until": to_ms(now + lease_for)}) as claimed:
        row = await claimed.fetchone()
    return None if row is None else _job(row)


async def finish(tx: Connection, job: Job, now: datetime) -> None:
    """It is done, unless somebody asked for it again meanwhile: then it waits once more."""
    await tx.execute(_FINISH, _held(job) | {"now": to_ms(now)})
    tx.touched.add(QUEUED)


async def retry(tx: Connection, job: Job, due_at: datetime, problem: str) -> None:
    """It did not work this time: try again then. Later jobs of its subject need not wait for it."""
    await tx.execute(_FORGET_DROPPED, _held(job))
    await tx.execute(_RETRY, _held(job) | {"due_at": to_ms(due_at), "problem": problem})
    tx.touched.add(QUEUED)


async def fail(tx: Connection, job: Job, now: datetime, problem: str) -> bool:
    """It will not be tried again, unless somebody asked for it again meanwhile (False) or adds it anew later."""
    await tx.execute(_FORGET_DROPPED, _held(job))
    await tx.execute(_FAIL, _held(job) | {"now": to_ms(now), "problem": problem})
    tx.touched.add(QUEUED)
    return await state(tx, job.key) == "failed"


async def keep(tx: Connection, job: Job, payload: Mapping[str, JSON]) -> None:
    """What the next try must know, such as the message already posted; replaces the job's payload."""
    await tx.execute(_KEEP, {"key": job.key, "payload": json.dumps(payload)})


async def amend(tx: Connection, key: str, payload: Mapping[str, JSON]) -> None:
    """Add this to what the next try must know, whoever adds something else meanwhile."""
    await tx.execute(_AMEND, {"key": key, "payload": json.dumps(payload)})


async def drop(tx: Connection, key: str) -> None:
    """It is no longer wanted: forgotten unless it is done. One that runs is not stopped, but not tried again."""
    await _drop(tx, key=key)


async def drop_subject(tx: Connection, subject: str) -> None:
    """Nothing more is wanted about this subject: the same for all its jobs."""
    await _drop(tx, subject=subject)


async def forget_ended(tx: Connection, subject: str) -> None:
    """Of what was done or given up about this subject nothing is kept, such as how far it had come."""
    await tx.execute(_FORGET_ENDED, (subject,))


async def reschedule(tx: Connection, key: str, due_at: datetime) -> None:
    """A waiting job falls due at another time; one that runs at this moment runs again at that time."""
    await tx.execute(_RESCHEDULE, {"key": key, "due_at": to_ms(due_at)})
    tx.touched.add(QUEUED)


async def release_all(tx: Connection) -> None:
    """Nobody holds any job: true when a process starts, since it alone has the folder."""
    await tx.execute(_FORGET_ALL_DROPPED)
    await tx.execute(_RELEASE_ALL)


async def next_due(conn: aiosqlite.Connection, now: datetime) -> datetime | None:
    """When the next job falls due among those whose subject nobody holds; in the past when one is due now."""
    async with conn.execute(_NEXT_DUE, {"now": to_ms(now)}) as found:
        row = await found.fetchone()
    return from_ms_or_none(row[0]) if row else None


async def failed(conn: aiosqlite.Connection, guild_id: GuildId) -> list[Job]:
    """What this branch asked for and will not happen, the oldest failure first."""
    async with conn.execute(_FAILED, (guild_id,)) as found:
        return [_job(row) async for row in found]


async def revive(tx: Connection, guild_id: GuildId, now: datetime) -> int:
    """Everything of this branch that failed is to be tried once more, now; how many that is."""
    async with tx.execute(_REVIVE, {"guild_id": guild_id, "now": to_ms(now)}) as revived:
        tx.touched.add(QUEUED)
        return revived.rowcount


async def kinds_waiting(conn: aiosqlite.Connection) -> set[str]:
    """The kinds somebody must be able to handle."""
    async with conn.execute(_KINDS_WAITING) as found:
        return {row["kind"] async for row in found}


async def get(conn: aiosqlite.Connection, key: str) -> Job | None:
    """The job as it stands, whether it waits, runs or has ended; None: no such job."""
    async with conn.execute(_GET, (key,)) as found:
        row = await found.fetchone()
    return None if row is None else _job(row)


async def state(conn: aiosqlite.Connection, key: str) -> str | None:
    """'waiting' (also while it runs), 'done', 'failed', or 'dropped' while it still runs; None: no such job."""
    async with conn.execute(_STATE, (key,)) as found:
        row = await found.fetchone()
    return None if row is None else row["state"]


async def due_at(conn: aiosqlite.Connection, key: str) -> datetime | None:
    """When it falls due, or fell due if it runs; None for one that does not wait."""
    async with conn.execute(_DUE_AT, (key,)) as found:
        row = await found.fetchone()
    return None if row is None else from_ms(row["due_at"])


async def _drop(tx: Connection, *, key: str | None = None, subject: str | None = None) -> None:
    what = {"key": key, "subject": subject}
    await tx.execute(_DROP_HELD, what)
    await tx.execute(_DROP, what)


def _held(job: Job) -> dict[str, object]:
    return {"id": job.id, "lease": None if job.leased_until is None else to_ms(job.leased_until)}


def _job(row: sqlite3.Row) -> Job:
    return Job(
        id=JobId(row["id"]),
        key=row["key"],
        kind=row["kind"],
        subject=row["subject"],
        guild_id=GuildId(row["guild_id"]),
        payload=json.loads(row["payload"]),
        due_at=from_ms(row["due_at"]),
        attempts=row["attempts"],
        leased_until=from_ms_or_none(row["leased_until"]),
        first_tried_at=from_ms_or_none(row["first_tried_at"]),
        problem=row["problem"],
    )
