"""Questions about campaigns and their answers. One without a name is a row that tells neither who asked nor when."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.errors import NotFound
from bot.ids import CampaignId, GuildId, MemberId, QuestionId
from bot.rules.questions import Question, Status
from bot.store.db import Connection
from bot.store.instants import from_ms, from_ms_or_none, to_ms, to_ms_or_none

_ADD = "INSERT INTO questions (id, campaign_id, asker_id, text, shown_at, status) VALUES (?, ?, ?, ?, ?, 'open')"
_GET = """
    SELECT questions.* FROM questions JOIN campaigns ON campaigns.id = campaign_id
    WHERE questions.id = ? AND guild_id = ?
"""
_SAVE = """
    UPDATE questions SET asker_id = :asker_id, status = :status, wording = :wording, answer = :answer,
        is_rumour = :is_rumour, source = :source, office = :office, answered_by = :answered_by,
        answered_at = :answered_at
    WHERE id = :id
"""
# By their random numbers where they were shown together: who asked first is nobody's business.
_OPEN = "SELECT * FROM questions WHERE campaign_id = ? AND status = 'open' AND shown_at <= ? ORDER BY shown_at, id"
_WAITS = "SELECT 1 FROM questions WHERE campaign_id = ? AND status = 'open' AND text = ?"
_ANSWERED = """
    SELECT * FROM questions WHERE campaign_id = ? AND status = 'answered' ORDER BY uses DESC, answered_at DESC, id
"""
_USE = "UPDATE questions SET uses = uses + 1 WHERE id = ?"
_ASKED = """
    SELECT
        count(*) FILTER (WHERE status = 'answered') AS answered,
        count(*) FILTER (WHERE status = 'open' AND shown_at <= :now) AS open,
        min(shown_at) FILTER (WHERE status = 'open' AND shown_at <= :now) AS oldest
    FROM questions WHERE campaign_id = :campaign_id
"""
_OFFICE = "SELECT office FROM questions WHERE answered_by = ? AND office IS NOT NULL ORDER BY answered_at DESC LIMIT 1"
_FORGET_ASKERS = "UPDATE questions SET asker_id = NULL WHERE campaign_id = ?"


@dataclass(frozen=True)
class Asked:
    """How many questions were answered, how many are open, and since when the oldest of these waits."""

    answered: int = 0
    open_: int = 0
    oldest_at: datetime | None = None


NOBODY_ASKED = Asked()


async def add(tx: Connection, question: Question) -> None:
    """A new question under its random number; without a name it has no asker."""
    values = (question.id, question.campaign_id, question.asker_id, question.text, to_ms(question.shown_at))
    await tx.execute(_ADD, values)


async def get(conn: Connection, guild_id: GuildId, question_id: QuestionId) -> Question:
    """The branch's question; another branch's is not found, like one that never was."""
    rows = list(await conn.execute_fetchall(_GET, (question_id, guild_id)))
    if not rows:
        raise NotFound("question.not_found")
    return _question(rows[0])


async def save(tx: Connection, question: Question) -> None:
    """Store what was answered."""
    values = {
        "id": question.id,
        "asker_id": question.asker_id,
        "status": question.status,
        "wording": question.wording,
        "answer": question.answer,
        "is_rumour": question.is_rumour,
        "source": question.source,
        "office": question.office,
        "answered_by": question.answered_by,
        "answered_at": to_ms_or_none(question.answered_at),
    }
    await tx.execute(_SAVE, values)


async def open_(conn: Connection, campaign_id: CampaignId, now: datetime) -> Sequence[Question]:
    """Those that are shown by now and wait for an answer, the longest first."""
    async with conn.execute(_OPEN, (campaign_id, to_ms(now))) as found:
        return [_question(row) async for row in found]


async def waits(conn: Connection, campaign_id: CampaignId, text: str) -> bool:
    """Whether a question in these very words is open, shown yet or not."""
    return bool(await conn.execute_fetchall(_WAITS, (campaign_id, text)))


async def answered(conn: Connection, campaign_id: CampaignId) -> Sequence[Question]:
    """Those that were answered, the most used first."""
    async with conn.execute(_ANSWERED, (campaign_id,)) as found:
        return [_question(row) async for row in found]


async def use(tx: Connection, question_id: QuestionId) -> None:
    """Somebody has opened its answer."""
    await tx.execute(_USE, (question_id,))


async def asked(conn: Connection, campaign_id: CampaignId, now: datetime) -> Asked:
    """How many there are, for the board."""
    (row,) = await conn.execute_fetchall(_ASKED, {"campaign_id": campaign_id, "now": to_ms(now)})
    return Asked(row["answered"], row["open"], from_ms_or_none(row["oldest"]))


async def office_of(conn: Connection, member_id: MemberId) -> str | None:
    """The office as which this person last answered."""
    rows = list(await conn.execute_fetchall(_OFFICE, (member_id,)))
    return rows[0]["office"] if rows else None


async def forget_askers(tx: Connection, campaign_id: CampaignId) -> None:
    """Who asked under their name is forgotten."""
    await tx.execute(_FORGET_ASKERS, (campaign_id,))


def _question(row: sqlite3.Row) -> Question:
    asker_id, answered_by = row["asker_id"], row["answered_by"]
    return Question(
        id=QuestionId(row["id"]),
        campaign_id=CampaignId(row["campaign_id"]),
        text=row["text"],
        shown_at=from_ms(row["shown_at"]),
        status=Status(row["status"]),
        asker_id=None if asker_id is None else MemberId(asker_id),
        wording=row["wording"],
        answer=row["answer"],
        is_rumour=bool(row["is_rumour"]),
        source=row["source"],
        office=row["office"],
        answered_by=None if answered_by is None else MemberId(answered_by),
        answered_at=from_ms_or_none(row["answered_at"]),
        uses=row["uses"],
    )
