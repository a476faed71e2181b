"""What reports keep about organisers and officers. Who reported is sealed, and a return stands under a tag."""

from collections.abc import Mapping

from bot.store.whereabouts import Where

# Without what they wrote: it is part of somebody else's report.
_HANDLED = (
    """
    SELECT number AS report, status, 0 AS _erasable, NULL AS _ends_at
    FROM reports WHERE guild_id = :guild_id AND holder_id = :member_id ORDER BY number
    """,
    """
    SELECT number AS report, kind, written_on, 0 AS _erasable, NULL AS _ends_at
    FROM report_entries WHERE guild_id = :guild_id AND author_id = :member_id ORDER BY written_on, number, position
    """,
)
_DESK = """
    SELECT seen_on, 1 AS _erasable, NULL AS _ends_at
    FROM desk_organisers WHERE guild_id = :guild_id AND member_id = :member_id
"""
_LEAVE_DESK = "DELETE FROM desk_organisers WHERE guild_id = :guild_id AND member_id = :member_id"
_AT_DESK = """
    SELECT member_id FROM desk_organisers WHERE guild_id = :guild_id AND member_id > :after
    ORDER BY member_id LIMIT :limit
"""
_DOORS = (
    """
    SELECT channel_id AS channel, made_at, 0 AS _erasable, NULL AS _ends_at
    FROM feedback_posts WHERE guild_id = :guild_id AND made_by = :member_id ORDER BY id
    """,
    """
    SELECT reason, iif(asked_by = :member_id, asked_at, NULL) AS asked_at,
        iif(agreed_by = :member_id, agreed_at, NULL) AS agreed_at,
        iif(ended_by = :member_id, ended_at, NULL) AS ended_at, 0 AS _erasable, NULL AS _ends_at
    FROM feedback_pauses
    WHERE guild_id = :guild_id AND (asked_by = :member_id OR agreed_by = :member_id OR ended_by = :member_id)
    ORDER BY id
    """,
)

WHERE: Mapping[str, Where] = {
    "handled": Where(_HANDLED),
    "desk": Where((_DESK,), (_LEAVE_DESK,), (_AT_DESK,)),
    "doors": Where(_DOORS),
}
