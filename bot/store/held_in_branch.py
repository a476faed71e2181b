"""What the branch keeps about one person besides: the record, drafts, the queue, what two officers do together."""

from collections.abc import Mapping

from bot.store.whereabouts import Where

_RECORD = """
    SELECT at, what, about, detail AS detail_json, 0 AS _erasable, NULL AS _ends_at
    FROM audit WHERE guild_id = :guild_id AND actor_id = :member_id ORDER BY id
"""
# One that a second officer was asked about goes when that is settled, with the post that asks.
_DRAFTS = (
    """
    SELECT id AS poll, question AS title, made_at,
        NOT EXISTS (SELECT 1 FROM agreements WHERE poll_id = polls.id) AS _erasable,
        (SELECT due_at FROM jobs WHERE key = 'poll.forget:' || polls.id AND state = 'waiting') AS _ends_at
    FROM polls WHERE guild_id = :guild_id AND author_id = :member_id AND status = 'draft' ORDER BY id
    """,
    """
    SELECT id AS meeting, title, place, agenda AS agenda_json, made_at, 1 AS _erasable, NULL AS _ends_at
    FROM meetings WHERE guild_id = :guild_id AND author_id = :member_id AND status = 'draft' ORDER BY id
    """,
    """
    SELECT id AS campaign, title, employer, claim, contact, made_at, 1 AS _erasable, NULL AS _ends_at
    FROM campaigns WHERE guild_id = :guild_id AND author_id = :member_id AND status = 'draft' ORDER BY id
    """,
    """
    SELECT said.id AS "update", text, office, said.made_at AS made_at, 1 AS _erasable, NULL AS _ends_at
    FROM updates AS said JOIN campaigns ON campaigns.id = campaign_id
    LEFT JOIN update_texts ON update_id = said.id
    WHERE guild_id = :guild_id AND said.author_id = :member_id AND said.status = 'draft' ORDER BY said.id
    """,
    """
    SELECT ballot.id AS ballot, scrutineer, replacement, opens_at, closes_at, ballot.made_at AS made_at, 1 AS _erasable,
        NULL AS _ends_at
    FROM outside_ballots AS ballot JOIN campaigns ON campaigns.id = campaign_id
    WHERE guild_id = :guild_id AND made_by = :member_id AND ballot.status = 'draft' ORDER BY ballot.id
    """,
    """
    SELECT draft.campaign_id AS pay_of_campaign, content AS content_json, draft.made_at AS made_at, 1 AS _erasable,
        NULL AS _ends_at
    FROM pay_drafts AS draft JOIN campaigns ON campaigns.id = campaign_id
    WHERE guild_id = :guild_id AND draft.author_id = :member_id ORDER BY draft.id
    """,
)
_DROP_PAY_DRAFTS = """
    DELETE FROM pay_drafts
    WHERE author_id = :member_id AND campaign_id IN (SELECT id FROM campaigns WHERE guild_id = :guild_id)
"""

# A job's payload names others too, so none of it is exported: only that it is there. What was asked of a second officer
# is the officers' act; whom a job has still to write to (or to look for) need not be.
_QUEUE = """
    SELECT kind AS job, due_at, state AS status,
        EXISTS (SELECT 1 FROM json_each(payload, '$.also') WHERE value = :member_id)
        OR EXISTS (SELECT 1 FROM json_each(payload, '$.there') WHERE value = :member_id)
        OR EXISTS (SELECT 1 FROM json_each(payload, '$.left') WHERE value = :member_id)
        OR (state = 'done' AND json_extract(payload, '$.last') IS :member_id) AS _erasable, NULL AS _ends_at
    FROM jobs WHERE guild_id = :guild_id AND kind NOT IN ('poll.ask', 'poll.enrolled')
        AND instr(payload, CAST(:member_id AS TEXT))
        AND EXISTS (SELECT 1 FROM json_tree(payload) WHERE atom = :member_id OR atom = CAST(:member_id AS TEXT))
    ORDER BY id
"""
_UNQUEUE = (
    """
    UPDATE jobs SET payload = json_set(payload, '$.also', json((
        SELECT json_group_array(value) FROM json_each(payload, '$.also') WHERE value <> :member_id)))
    WHERE guild_id = :guild_id AND EXISTS (SELECT 1 FROM json_each(payload, '$.also') WHERE value = :member_id)
    """,
    """
    UPDATE jobs SET payload = json_set(payload, '$.there', json((
        SELECT json_group_array(value) FROM json_each(payload, '$.there') WHERE value <> :member_id)))
    WHERE guild_id = :guild_id AND EXISTS (SELECT 1 FROM json_each(payload, '$.there') WHERE value = :member_id)
    """,
    """
    UPDATE jobs SET payload = json_set(payload, '$.left', json((
        SELECT json_group_array(value) FROM json_each(payload, '$.left') WHERE value <> :member_id)))
    WHERE guild_id = :guild_id AND EXISTS (SELECT 1 FROM json_each(payload, '$.left') WHERE value = :member_id)
    """,
    """
    UPDATE jobs SET payload = json_remove(payload, '$.last')
    WHERE guild_id = :guild_id AND state = 'done' AND json_extract(payload, '$.last') = :member_id
    """,
)
_TWO_OFFICERS = (
    """
    SELECT poll.id AS poll, question, what, asked_at, 0 AS _erasable, NULL AS _ends_at
    FROM agreements AS asked JOIN polls AS poll ON poll.id = poll_id
    WHERE asked.guild_id = :guild_id AND asked_by = :member_id ORDER BY asked.id
    """,
    """
    SELECT kind AS job, json_extract(payload, '$.poll') AS poll, json_extract(payload, '$.what') AS what, due_at,
        state AS status, 0 AS _erasable, NULL AS _ends_at
    FROM jobs WHERE guild_id = :guild_id AND kind IN ('poll.ask', 'poll.enrolled') AND :member_id IN (
        json_extract(payload, '$.asked_by'), json_extract(payload, '$.agreed_by'),
        json_extract(payload, '$.settled_by'))
    ORDER BY id
    """,
)

WHERE: Mapping[str, Where] = {
    "record": Where((_RECORD,)),
    "drafts": Where(_DRAFTS, (_DROP_PAY_DRAFTS,)),
    "queue": Where((_QUEUE,), _UNQUEUE),
    "two_officers": Where(_TWO_OFFICERS),
}
