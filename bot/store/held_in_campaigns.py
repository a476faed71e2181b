"""What campaigns keep about one person: what they follow, have seen and asked, and what they did as a rep."""

from collections.abc import Mapping

from bot.store.whereabouts import Where

_FOLLOWED = """
    SELECT topic, 1 AS _erasable, NULL AS _ends_at
    FROM campaign_followers WHERE guild_id = :guild_id AND member_id = :member_id ORDER BY topic
"""
_SILENCED = """
    SELECT 1 AS is_silenced, 1 AS _erasable, NULL AS _ends_at
    FROM campaign_silenced WHERE guild_id = :guild_id AND member_id = :member_id
"""
_UNFOLLOW = (
    "DELETE FROM campaign_followers WHERE guild_id = :guild_id AND member_id = :member_id",
    "DELETE FROM campaign_silenced WHERE guild_id = :guild_id AND member_id = :member_id",
)
_FOLLOWERS = (
    """
    SELECT DISTINCT member_id FROM campaign_followers WHERE guild_id = :guild_id AND member_id > :after
    ORDER BY member_id LIMIT :limit
    """,
    """
    SELECT member_id FROM campaign_silenced WHERE guild_id = :guild_id AND member_id > :after
    ORDER BY member_id LIMIT :limit
    """,
)
_LOOKS = """
    SELECT campaign.id AS campaign, title, change_id AS change, 1 AS _erasable, NULL AS _ends_at
    FROM campaign_looks JOIN campaigns AS campaign ON campaign.id = campaign_id
    WHERE guild_id = :guild_id AND member_id = :member_id ORDER BY campaign.id
"""
_UNLOOK = """
    DELETE FROM campaign_looks
    WHERE member_id = :member_id AND campaign_id IN (SELECT id FROM campaigns WHERE guild_id = :guild_id)
"""
_LOOKERS = """
    SELECT DISTINCT member_id FROM campaign_looks JOIN campaigns ON id = campaign_id
    WHERE guild_id = :guild_id AND member_id > :after ORDER BY member_id LIMIT :limit
"""
_ASKED = """
    SELECT campaign.id AS campaign, title, text, question.status AS status, shown_at, 1 AS _erasable, NULL AS _ends_at
    FROM questions AS question JOIN campaigns AS campaign ON campaign.id = campaign_id
    WHERE guild_id = :guild_id AND asker_id = :member_id ORDER BY shown_at, question.id
"""
_UNASK = """
    UPDATE questions SET asker_id = NULL
    WHERE asker_id = :member_id AND campaign_id IN (SELECT id FROM campaigns WHERE guild_id = :guild_id)
"""
_ASKERS = """
    SELECT DISTINCT asker_id FROM questions JOIN campaigns ON campaigns.id = campaign_id
    WHERE guild_id = :guild_id AND asker_id > :after ORDER BY asker_id LIMIT :limit
"""
_CAMPAIGNS = (
    """
    SELECT id AS campaign, title, employer, claim, contact, status, made_at, 0 AS _erasable, NULL AS _ends_at
    FROM campaigns WHERE guild_id = :guild_id AND author_id = :member_id AND status <> 'draft' ORDER BY id
    """,
    """
    SELECT campaign_id AS campaign, move.stage AS stage, moved_on, reason, at AS moved_at, 0 AS _erasable,
        NULL AS _ends_at
    FROM campaign_moves AS move JOIN campaigns ON campaigns.id = campaign_id
    WHERE guild_id = :guild_id AND actor_id = :member_id ORDER BY move.id
    """,
    """
    SELECT said.campaign_id AS campaign, said.id AS "update", text, office, reason, said.status AS status, written_at,
        said.posted_at, 0 AS _erasable, NULL AS _ends_at
    FROM updates AS said JOIN campaigns ON campaigns.id = campaign_id
    LEFT JOIN update_texts AS words ON words.update_id = said.id
    WHERE guild_id = :guild_id AND said.status <> 'draft'
        AND (words.author_id = :member_id OR said.author_id = :member_id) ORDER BY said.id, number
    """,
    """
    SELECT campaign_id AS campaign, ballot.id AS ballot, scrutineer, ballot.status AS status, opens_at, closes_at,
        ballot.made_at AS made_at, 0 AS _erasable, NULL AS _ends_at
    FROM outside_ballots AS ballot JOIN campaigns ON campaigns.id = campaign_id
    WHERE guild_id = :guild_id AND made_by = :member_id AND ballot.status <> 'draft' ORDER BY ballot.id
    """,
    """
    SELECT measure, month, level, source, typed_on, 0 AS _erasable, NULL AS _ends_at
    FROM prices WHERE guild_id = :guild_id AND typed_by = :member_id ORDER BY measure, month
    """,
    """
    SELECT campaign_id AS campaign, wording, answer, source, office, question.status AS status, answered_at,
        0 AS _erasable, NULL AS _ends_at
    FROM questions AS question JOIN campaigns ON campaigns.id = campaign_id
    WHERE guild_id = :guild_id AND answered_by = :member_id ORDER BY answered_at, question.id
    """,
)

WHERE: Mapping[str, Where] = {
    "followed": Where((_FOLLOWED, _SILENCED), _UNFOLLOW, _FOLLOWERS),
    "looks": Where((_LOOKS,), (_UNLOOK,), (_LOOKERS,)),
    "asked": Where((_ASKED,), (_UNASK,), (_ASKERS,)),
    "campaigns": Where(_CAMPAIGNS),
}
