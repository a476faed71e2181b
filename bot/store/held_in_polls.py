"""What polls keep about one person: open votes, scrutineers, who is proposed for a roll, and what they asked."""

from collections.abc import Mapping

from bot.store.whereabouts import Where

_VOTES = """
    SELECT poll.id AS poll, question, status, (
            SELECT json_group_array(text) FROM (
                SELECT text FROM poll_options AS option
                WHERE option.poll_id = poll.id AND (vote.choices >> (option.number - 1)) & 1 ORDER BY number)
        ) AS chosen_json, closes_at, 0 AS _erasable,
        (SELECT due_at FROM jobs WHERE key = 'poll.erase:' || poll.id AND state = 'waiting') AS _ends_at
    FROM poll_votes AS vote JOIN polls AS poll ON poll.id = vote.poll_id
    WHERE guild_id = :guild_id AND member_id = :member_id ORDER BY poll.id
"""
_SCRUTINEERS = """
    SELECT id AS poll, question, status, 0 AS _erasable, NULL AS _ends_at
    FROM poll_scrutineers JOIN polls ON id = poll_id
    WHERE guild_id = :guild_id AND member_id = :member_id ORDER BY id
"""
_ENROLLED = """
    SELECT poll.id AS poll, question, asked_at, 0 AS _erasable, NULL AS _ends_at
    FROM agreements AS asked JOIN polls AS poll ON poll.id = poll_id
    WHERE asked.guild_id = :guild_id AND EXISTS (SELECT 1 FROM json_each(members) WHERE value = :member_id)
    ORDER BY asked.id
"""
_POLLS = """
    SELECT id AS poll, question,
        (SELECT json_group_array(text) FROM (SELECT text FROM poll_options WHERE poll_id = polls.id ORDER BY number))
            AS options_json,
        status, cancel_reason AS reason, made_at, opened_at, ended_at, 0 AS _erasable, NULL AS _ends_at
    FROM polls WHERE guild_id = :guild_id AND author_id = :member_id AND status <> 'draft' ORDER BY id
"""

WHERE: Mapping[str, Where] = {
    "votes": Where((_VOTES,)),
    "scrutineers": Where((_SCRUTINEERS,)),
    "enrolled": Where((_ENROLLED,)),
    "polls": Where((_POLLS,)),
}
