-- Pay campaigns: the board and its dates, updates and who follows them, pay and offers, an outside ballot's turnout,
-- questions. Who says to have posted a ballot paper stands here only as a tag, whose key is in the key folder and is
-- destroyed with the tags 14 days after that ballot closes (PRIVACY.md).

CREATE TABLE campaigns (
    id           INTEGER PRIMARY KEY,
    guild_id     INTEGER NOT NULL REFERENCES branches,
    author_id    INTEGER NOT NULL,
    status       TEXT    NOT NULL CHECK (status IN ('draft', 'running', 'closed')),
    stage        TEXT    NOT NULL CHECK (stage IN ('claim', 'talks', 'offer', 'consultation', 'dispute', 'ballot',
                                                   'notice', 'action', 'settlement', 'closed')),
    nation       TEXT    NOT NULL CHECK (nation IN ('england_wales', 'scotland', 'northern_ireland')),
    title        TEXT    NOT NULL,
    employer     TEXT    NOT NULL,
    claim        TEXT    NOT NULL,
    contact      TEXT    NOT NULL,           -- where to ask, as typed
    target       INTEGER NOT NULL DEFAULT 80 CHECK (target BETWEEN 1 AND 100),  -- per cent to have posted
    full_time    INTEGER NOT NULL DEFAULT 2220 CHECK (full_time > 0),           -- minutes a week
    channel_id   INTEGER NOT NULL,
    message_id   INTEGER,                    -- the board
    message_lost INTEGER NOT NULL DEFAULT 0 CHECK (message_lost IN (0, 1)),
    pin_problem  TEXT,                       -- why the board is not pinned: a message key
    made_at      INTEGER NOT NULL,
    started_at   INTEGER,
    closed_at    INTEGER,
    outcome      TEXT CHECK (outcome IN ('settled', 'lost', 'dropped')),
    terms        TEXT,                       -- of the settlement, or how it ended
    vote         TEXT CHECK (vote IS NULL OR json_valid(vote)),  -- {"for": …, "against": …, "spoilt": …, "issued": …}
    reminded_at  INTEGER,                    -- dates that came near up to then have been reminded of
    CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
    CHECK ((status = 'closed') = (stage = 'closed'))
) STRICT;
CREATE INDEX campaigns_by_branch ON campaigns (guild_id, status, id);

-- Every move from one stage to another, the first one included.
CREATE TABLE campaign_moves (
    id          INTEGER PRIMARY KEY,
    campaign_id INTEGER NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    stage       TEXT    NOT NULL,
    moved_on    TEXT    NOT NULL,            -- a day on the branch's calendar
    reason      TEXT,
    actor_id    INTEGER NOT NULL,
    at          INTEGER NOT NULL
) STRICT;
CREATE INDEX campaign_moves_by_campaign ON campaign_moves (campaign_id, id);

-- What has changed for whoever reads the board: "what changed last", and "since you last looked".
CREATE TABLE campaign_changes (
    id          INTEGER PRIMARY KEY,
    campaign_id INTEGER NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    at          INTEGER NOT NULL,
    what        TEXT    NOT NULL,            -- a message key: 'campaign.change_stage'
    detail      TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(detail))
) STRICT;
CREATE INDEX campaign_changes_by_campaign ON campaign_changes (campaign_id, id);

-- The last change that a member has seen on their own screen.
CREATE TABLE campaign_looks (
    campaign_id INTEGER NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    member_id   INTEGER NOT NULL,
    change_id   INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE campaign_dates (
    campaign_id INTEGER NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    kind        TEXT    NOT NULL CHECK (kind IN ('offer_expires', 'consultation_closes', 'papers_posted',
                    'replacement_by', 'post_by', 'ballot_closes', 'notice_given', 'action_day', 'mandate_expires')),
    falls_on    TEXT    NOT NULL,            -- a day on the branch's calendar
    at          TEXT,                        -- and a time on its clock: '17:00'
    note        TEXT    NOT NULL DEFAULT '',
    ballot_id   INTEGER REFERENCES outside_ballots ON DELETE CASCADE,  -- whose own date it is
    put_at      INTEGER NOT NULL,            -- what was to be said of it before then is not said any more
    PRIMARY KEY (campaign_id, kind, falls_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE updates (
    id           INTEGER PRIMARY KEY,
    campaign_id  INTEGER NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    status       TEXT    NOT NULL CHECK (status IN ('draft', 'scheduled', 'posted', 'withdrawn')),
    author_id    INTEGER NOT NULL,
    due_at       INTEGER,                    -- when it is to be posted
    posted_at    INTEGER,
    channel_id   INTEGER,
    message_id   INTEGER,
    message_lost INTEGER NOT NULL DEFAULT 0 CHECK (message_lost IN (0, 1)),
    made_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX updates_by_campaign ON updates (campaign_id, status, id);

-- What an update said: first, and after each correction. The last one stands.
CREATE TABLE update_texts (
    update_id  INTEGER NOT NULL REFERENCES updates ON DELETE CASCADE,
    number     INTEGER NOT NULL CHECK (number >= 1),
    text       TEXT    NOT NULL,
    office     TEXT    NOT NULL,             -- of who signs it: 'Branch secretary'
    author_id  INTEGER NOT NULL,
    reason     TEXT,                         -- why it was corrected
    written_at INTEGER NOT NULL,
    PRIMARY KEY (update_id, number)
) STRICT;

-- Who asked to be written to, about what.
CREATE TABLE campaign_followers (
    guild_id  INTEGER NOT NULL REFERENCES branches ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    topic     TEXT    NOT NULL CHECK (topic IN ('updates', 'dates', 'ballot', 'answers')),
    PRIMARY KEY (guild_id, topic, member_id)
) STRICT, WITHOUT ROWID;

-- Who asked never to be reminded of an outside ballot.
CREATE TABLE campaign_silenced (
    guild_id  INTEGER NOT NULL REFERENCES branches ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    PRIMARY KEY (guild_id, member_id)
) STRICT, WITHOUT ROWID;

-- A statutory ballot, which a scrutineer holds elsewhere. Only who says to have posted is counted here, never how.
CREATE TABLE outside_ballots (
    id              INTEGER PRIMARY KEY,
    campaign_id     INTEGER NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    status          TEXT    NOT NULL CHECK (status IN ('draft', 'open', 'closed', 'cancelled')),
    scrutineer      TEXT    NOT NULL,
    replacement     TEXT    NOT NULL,        -- how to get another paper
    entitled        INTEGER CHECK (entitled > 0),  -- how many were sent a paper, as an officer typed it
    opens_at        INTEGER NOT NULL,
    closes_at       INTEGER NOT NULL,
    channel_id      INTEGER NOT NULL,
    message_id      INTEGER,                 -- the post with the button
    message_lost    INTEGER NOT NULL DEFAULT 0 CHECK (message_lost IN (0, 1)),
    reminders       INTEGER NOT NULL DEFAULT 0 CHECK (reminders BETWEEN 0 AND 4),  -- of the ladder, given so far
    reminded_at     INTEGER,                 -- when the last one was
    unreachable     INTEGER NOT NULL DEFAULT 0 CHECK (unreachable >= 0),           -- of the last one
    shown           INTEGER NOT NULL DEFAULT 0 CHECK (shown >= 0),  -- how many had posted, as last published: in steps
    shown_at        INTEGER,
    workplaces      TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(workplaces)),  -- the table last published, once a day
    workplaces_on   TEXT,
    began_anew_at   INTEGER,                 -- counted from nothing again: a restored backup came without the key
    made_at         INTEGER NOT NULL,
    made_by         INTEGER NOT NULL,
    ended_at        INTEGER,
    purged_at       INTEGER,                 -- the tags and their key are gone
    result          TEXT CHECK (result IS NULL OR json_valid(result)),  -- as the scrutineer declared it
    CHECK (closes_at > opens_at)
) STRICT;
CREATE INDEX outside_ballots_by_campaign ON outside_ballots (campaign_id, id);

CREATE TABLE workplaces (
    id       INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL REFERENCES branches ON DELETE CASCADE,
    name     TEXT    NOT NULL,
    members  INTEGER CHECK (members > 0),    -- how many belong there, as an officer typed it
    gone_at  INTEGER,                        -- no longer on the list
    UNIQUE (guild_id, name)
) STRICT;

-- Like a roll: a tag for each member who says to have posted, until the purge. Who takes it back has none.
CREATE TABLE posted (
    ballot_id    INTEGER NOT NULL REFERENCES outside_ballots ON DELETE CASCADE,
    tag          BLOB    NOT NULL CHECK (length(tag) = 32),
    workplace_id INTEGER REFERENCES workplaces,
    PRIMARY KEY (ballot_id, tag)
) STRICT, WITHOUT ROWID;

-- How many had posted, day by day and at the end of it; the last stays after the purge.
CREATE TABLE posted_days (
    ballot_id INTEGER NOT NULL REFERENCES outside_ballots ON DELETE CASCADE,
    falls_on  TEXT    NOT NULL,
    number    INTEGER NOT NULL CHECK (number >= 0),
    PRIMARY KEY (ballot_id, falls_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE pay_bands (
    campaign_id INTEGER NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    position    INTEGER NOT NULL CHECK (position >= 1),
    name        TEXT    NOT NULL,
    current     INTEGER NOT NULL CHECK (current > 0),  -- pence a year, full time
    PRIMARY KEY (campaign_id, position),
    UNIQUE (campaign_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE pay_past (
    campaign_id INTEGER NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    year        INTEGER NOT NULL,
    pay         INTEGER NOT NULL CHECK (pay > 0),      -- pence a year, full time
    PRIMARY KEY (campaign_id, position, year)
) STRICT, WITHOUT ROWID;

-- The claim and each offer: what every year gives each band.
CREATE TABLE pay_proposals (
    id          INTEGER PRIMARY KEY,
    campaign_id INTEGER NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    kind        TEXT    NOT NULL CHECK (kind IN ('claim', 'offer')),
    name        TEXT    NOT NULL,
    made_on     TEXT    NOT NULL,
    terms       TEXT    NOT NULL CHECK (json_valid(terms)),  -- bot/rules/pay_terms.py
    UNIQUE (campaign_id, name)
) STRICT;

-- A table or terms that an officer has had read and not yet kept: one each, forgotten after a day.
CREATE TABLE pay_drafts (
    id          INTEGER PRIMARY KEY,
    campaign_id INTEGER NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    author_id   INTEGER NOT NULL,
    made_at     INTEGER NOT NULL,
    content     TEXT    NOT NULL CHECK (json_valid(content)),
    UNIQUE (campaign_id, author_id)
) STRICT;

CREATE TABLE prices (
    guild_id INTEGER NOT NULL REFERENCES branches ON DELETE CASCADE,
    measure  TEXT    NOT NULL CHECK (measure IN ('cpi', 'cpih', 'rpi')),
    month    TEXT    NOT NULL,               -- '2026-10'
    level    TEXT    NOT NULL,               -- the index, exactly as typed: '138.9'
    source   TEXT    NOT NULL,
    typed_on TEXT    NOT NULL,
    typed_by INTEGER NOT NULL,
    PRIMARY KEY (guild_id, measure, month)
) STRICT, WITHOUT ROWID;

-- A question without a name has no author, a random number, and no time but that of the round in which it was shown.
CREATE TABLE questions (
    id          INTEGER PRIMARY KEY,
    campaign_id INTEGER NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    asker_id    INTEGER,
    text        TEXT    NOT NULL,
    shown_at    INTEGER NOT NULL,
    status      TEXT    NOT NULL CHECK (status IN ('open', 'answered', 'dropped')),
    wording     TEXT,                        -- as it is published
    answer      TEXT,
    is_rumour   INTEGER NOT NULL DEFAULT 0 CHECK (is_rumour IN (0, 1)),
    source      TEXT,
    office      TEXT,
    answered_by INTEGER,
    answered_at INTEGER,
    uses        INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0),
    CHECK ((status = 'open') = (answered_at IS NULL)),
    CHECK (is_rumour = 0 OR source IS NOT NULL)
) STRICT;
CREATE INDEX questions_by_campaign ON questions (campaign_id, status, uses);
