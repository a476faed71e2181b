"""What meetings keep about one person: answers and check-ins, what they called, minuted, decided and own."""

from collections.abc import Mapping

from bot.store.whereabouts import Where

# Of a meeting that is still to come, or under way, an answer is taken back; of one that was held the apologies belong
# to the minutes for a while, and nothing else.
_ANSWERS = """
    SELECT meeting.id AS meeting, title, starts_at, answer,
        (meeting.status <> 'held' OR answer <> 'apologies') AS _erasable,
        (SELECT due_at FROM jobs WHERE key = 'meeting.erase:' || meeting.id AND state = 'waiting') AS _ends_at
    FROM meeting_answers JOIN meetings AS meeting ON meeting.id = meeting_id
    WHERE guild_id = :guild_id AND member_id = :member_id ORDER BY meeting.id
"""
_TAKE_BACK_COUNTS = """
    UPDATE meeting_counts SET number = number - 1 WHERE (meeting_id, what) IN (
        SELECT meeting_id, answer FROM meeting_answers JOIN meetings ON id = meeting_id
        WHERE guild_id = :guild_id AND member_id = :member_id AND status = 'announced')
"""
_TAKE_BACK = """
    DELETE FROM meeting_answers WHERE member_id = :member_id AND meeting_id IN (
        SELECT id FROM meetings WHERE guild_id = :guild_id AND (status <> 'held' OR answer <> 'apologies'))
"""
_ANSWERED = """
    SELECT DISTINCT member_id FROM meeting_answers JOIN meetings ON id = meeting_id
    WHERE guild_id = :guild_id AND status = 'announced' AND member_id > :after ORDER BY member_id LIMIT :limit
"""
_CHECK_INS = """
    SELECT meeting.id AS meeting, title, starts_at, 0 AS _erasable,
        (SELECT due_at FROM jobs WHERE key = 'meeting.erase:' || meeting.id AND state = 'waiting') AS _ends_at
    FROM meeting_checkins JOIN meetings AS meeting ON meeting.id = meeting_id
    WHERE guild_id = :guild_id AND member_id = :member_id ORDER BY meeting.id
"""
_CALLED = """
    SELECT 1 AS is_called, 1 AS _erasable, NULL AS _ends_at
    FROM meeting_followers WHERE guild_id = :guild_id AND member_id = :member_id
"""
_CALL_NO_MORE = "DELETE FROM meeting_followers WHERE guild_id = :guild_id AND member_id = :member_id"
_ARE_CALLED = """
    SELECT member_id FROM meeting_followers WHERE guild_id = :guild_id AND member_id > :after
    ORDER BY member_id LIMIT :limit
"""
_MEETINGS = """
    SELECT id AS meeting, title, place, agenda AS agenda_json, status, starts_at, short_reason, move_reason,
        place_reason, cancel_reason AS reason, made_at, announced_at, ended_at, 0 AS _erasable, NULL AS _ends_at
    FROM meetings WHERE guild_id = :guild_id AND author_id = :member_id AND status <> 'draft' ORDER BY id
"""
_SERIES = """
    SELECT id AS series, title, place, agenda AS agenda_json, repeats, made_at, ended_at, 0 AS _erasable,
        NULL AS _ends_at
    FROM meeting_series WHERE guild_id = :guild_id AND author_id = :member_id ORDER BY id
"""
# Without the file, which is as large as a file may be: reps have it from /meeting minutes.
_MINUTES = """
    SELECT meeting.id AS meeting, title, minutes.status AS status, text, file_name AS file,
        iif(drafted_by = :member_id, drafted_at, NULL) AS drafted_at,
        iif(approved_by = :member_id, approved_at, NULL) AS approved_at, 0 AS _erasable, NULL AS _ends_at
    FROM meeting_minutes AS minutes JOIN meetings AS meeting ON meeting.id = meeting_id
    WHERE guild_id = :guild_id AND :member_id IN (drafted_by, approved_by) ORDER BY meeting.id
"""
_OWNED = """
    SELECT id AS decision, what, due_on, status, outcome, made_at, ended_at, status <> 'open' AS _erasable,
        NULL AS _ends_at
    FROM decisions WHERE guild_id = :guild_id AND owner_id = :member_id ORDER BY id
"""
_DISOWN = """
    UPDATE decisions SET owner_id = NULL, owner = '', silence = NULL
    WHERE guild_id = :guild_id AND owner_id = :member_id AND status <> 'open'
"""
_OWNERS = """
    SELECT DISTINCT owner_id FROM decisions
    WHERE guild_id = :guild_id AND owner_id > :after AND status <> 'open' ORDER BY owner_id LIMIT :limit
"""
_DECISIONS = """
    SELECT id AS decision, what, due_on, status, made_at, 0 AS _erasable, NULL AS _ends_at
    FROM decisions WHERE guild_id = :guild_id AND made_by = :member_id ORDER BY id
"""

WHERE: Mapping[str, Where] = {
    "answers": Where((_ANSWERS,), (_TAKE_BACK_COUNTS, _TAKE_BACK), (_ANSWERED,)),
    "check_ins": Where((_CHECK_INS,)),
    "called": Where((_CALLED,), (_CALL_NO_MORE,), (_ARE_CALLED,)),
    "meetings": Where((_MEETINGS, _SERIES)),
    "minutes": Where((_MINUTES,)),
    "owned": Where((_OWNED,), (_DISOWN,), (_OWNERS,)),
    "decisions": Where((_DECISIONS,)),
}
