-- Meetings: their notices, who answers and attends, minutes, decisions, and those that repeat.
-- Names of who answered and who attended are erased some time after the meeting (PRIVACY.md); their numbers stay.

-- A branch's own rules for a kind of meeting; a kind without a row has the usual ones (bot/rules/meetings.py).
CREATE TABLE meeting_rules (
    guild_id INTEGER NOT NULL REFERENCES branches ON DELETE CASCADE,
    kind     TEXT    NOT NULL CHECK (kind IN ('general', 'annual', 'committee', 'emergency')),
    rule     TEXT    NOT NULL CHECK (json_valid(rule)),
    PRIMARY KEY (guild_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting_series (
    id         INTEGER PRIMARY KEY,
    guild_id   INTEGER NOT NULL REFERENCES branches,
    author_id  INTEGER NOT NULL,
    uid        TEXT    NOT NULL UNIQUE,      -- of its entries in people's calendars
    kind       TEXT    NOT NULL CHECK (kind IN ('general', 'annual', 'committee', 'emergency')),
    title      TEXT    NOT NULL,
    place      TEXT    NOT NULL,
    agenda     TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(agenda)),
    minutes    INTEGER NOT NULL CHECK (minutes > 0),  -- how long each lasts
    with_event INTEGER NOT NULL CHECK (with_event IN (0, 1)),
    first      TEXT    NOT NULL,             -- on the branch's clock: '2026-11-26T18:30'
    repeats    TEXT    NOT NULL,             -- a rule as in RFC 5545: 'FREQ=MONTHLY;BYDAY=-1TH'
    gone_by_on TEXT,                         -- the last day of it that has gone by, announced or not: '2026-11-26'
    made_at    INTEGER NOT NULL,
    ended_at   INTEGER                       -- no further occurrences
) STRICT;
CREATE INDEX meeting_series_by_branch ON meeting_series (guild_id, ended_at);

CREATE TABLE meeting_skips (
    series_id INTEGER NOT NULL REFERENCES meeting_series ON DELETE CASCADE,
    occurs_on TEXT    NOT NULL,
    PRIMARY KEY (series_id, occurs_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE meetings (
    id           INTEGER PRIMARY KEY,
    guild_id     INTEGER NOT NULL REFERENCES branches,
    author_id    INTEGER NOT NULL,
    status       TEXT    NOT NULL CHECK (status IN ('draft', 'announced', 'held', 'cancelled')),
    kind         TEXT    NOT NULL CHECK (kind IN ('general', 'annual', 'committee', 'emergency')),
    title        TEXT    NOT NULL,
    place        TEXT    NOT NULL,
    agenda       TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(agenda)),  -- [[text, minutes or null], ...]
    starts_at    INTEGER NOT NULL,
    minutes      INTEGER NOT NULL CHECK (minutes > 0),  -- how long it is planned to last
    rule         TEXT    NOT NULL CHECK (json_valid(rule)),  -- the kind's rules as they were when it was announced
    short_reason TEXT,                       -- why less notice was given than the rule asks
    repeats      TEXT,                       -- of a draft: it becomes the first of a series by this rule
    series_id    INTEGER REFERENCES meeting_series,
    occurs_on    TEXT,                       -- the day that the series' rule gives, whatever it is moved to
    uid          TEXT    NOT NULL UNIQUE,    -- of its entry in people's calendars: the same for good
    sequence     INTEGER NOT NULL DEFAULT 0, -- raised by every change that a calendar must take over
    with_event   INTEGER NOT NULL DEFAULT 0 CHECK (with_event IN (0, 1)),
    event_id     INTEGER,                    -- Discord's scheduled event
    event_problem TEXT,                      -- why there is none although one is wanted: a message key
    channel_id   INTEGER NOT NULL,
    message_id   INTEGER,
    message_lost INTEGER NOT NULL DEFAULT 0 CHECK (message_lost IN (0, 1)),
    made_at      INTEGER NOT NULL,
    announced_at INTEGER,                    -- when notice was given; a move to another day is a new notice
    agenda_at    INTEGER,                    -- when the agenda was last changed after the notice
    ended_at     INTEGER,                    -- held or cancelled
    moved_at     INTEGER,                    -- when it was last moved
    moved_from   INTEGER,                    -- when it was to begin before that
    move_reason  TEXT,
    place_at     INTEGER,                    -- when it was last given another place
    place_from   TEXT,                       -- where it was to be before that
    place_reason TEXT,
    cancel_reason TEXT,
    reminded_at  INTEGER,                    -- reminders that fell due up to then have been given
    in_room      INTEGER NOT NULL DEFAULT 0 CHECK (in_room >= 0),  -- present without Discord, as a rep counted
    membership   INTEGER,                    -- the branch's, at the end: what a quorum in per cent was of
    erased_at    INTEGER,                    -- names gone
    CHECK ((series_id IS NULL) = (occurs_on IS NULL)),
    UNIQUE (series_id, occurs_on)
) STRICT;
CREATE INDEX meetings_by_branch ON meetings (guild_id, status, starts_at);

-- One answer a member, changed as often as wanted until the meeting is over.
CREATE TABLE meeting_answers (
    meeting_id INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    member_id  INTEGER NOT NULL,
    answer     TEXT    NOT NULL CHECK (answer IN ('coming', 'online', 'apologies', 'unsure')),
    PRIMARY KEY (meeting_id, member_id)
) STRICT, WITHOUT ROWID;

-- Running numbers, kept by the same transaction as the names, so that they stay when those are erased.
CREATE TABLE meeting_counts (
    meeting_id INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    what       TEXT    NOT NULL CHECK (what IN ('coming', 'online', 'apologies', 'unsure', 'present')),
    number     INTEGER NOT NULL CHECK (number >= 0),
    PRIMARY KEY (meeting_id, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting_checkins (
    meeting_id INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    member_id  INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, member_id)
) STRICT, WITHOUT ROWID;

-- When the quorum was reached, and when it was lost; numbers only.
CREATE TABLE meeting_quorums (
    id         INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    at         INTEGER NOT NULL,
    is_met     INTEGER NOT NULL CHECK (is_met IN (0, 1)),
    present    INTEGER NOT NULL CHECK (present >= 0),
    needed     INTEGER NOT NULL CHECK (needed >= 0)
) STRICT;
CREATE INDEX meeting_quorums_by_meeting ON meeting_quorums (meeting_id);

-- Posts with a check-in button that reps had put where the meeting is held, besides its notice.
CREATE TABLE meeting_rooms (
    meeting_id INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    channel_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, channel_id)
) STRICT, WITHOUT ROWID;

-- Who asked to be written to before the branch's meetings.
CREATE TABLE meeting_followers (
    guild_id  INTEGER NOT NULL REFERENCES branches ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    PRIMARY KEY (guild_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting_minutes (
    meeting_id  INTEGER PRIMARY KEY REFERENCES meetings ON DELETE CASCADE,
    status      TEXT    NOT NULL CHECK (status IN ('draft', 'approved')),
    text        TEXT    NOT NULL DEFAULT '',
    file_name   TEXT,
    file        BLOB,
    drafted_at  INTEGER NOT NULL,
    drafted_by  INTEGER NOT NULL,
    approved_at INTEGER,
    approved_by INTEGER,
    channel_id  INTEGER,                     -- where they are posted
    message_id  INTEGER,
    CHECK ((file IS NULL) = (file_name IS NULL)),
    CHECK ((status = 'approved') = (approved_at IS NOT NULL))
) STRICT;

CREATE TABLE decisions (
    id          INTEGER PRIMARY KEY,
    guild_id    INTEGER NOT NULL REFERENCES branches,
    meeting_id  INTEGER REFERENCES meetings,
    what        TEXT    NOT NULL,
    owner_id    INTEGER,                     -- a member of this server, or
    owner       TEXT,                        -- a name or an office as typed
    due_on      TEXT,                        -- a day on the branch's calendar: '2026-11-26'
    status      TEXT    NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'done', 'dropped')),
    outcome     TEXT,                        -- what became of it
    made_at     INTEGER NOT NULL,
    made_by     INTEGER NOT NULL,
    ended_at    INTEGER,
    silence     TEXT CHECK (silence IN ('refused', 'left')),  -- why the weekly reminder does not reach the owner
    CHECK ((owner_id IS NULL) <> (owner IS NULL)),
    CHECK ((status = 'open') = (ended_at IS NULL))
) STRICT;
CREATE INDEX decisions_by_branch ON decisions (guild_id, status, due_on);

-- A poll opened from a meeting; how many were there when it opened, where the meeting was under way then, and how many
-- its quorum needed, where that could be known. With fewer there than needed it shows views, not a decision.
ALTER TABLE polls ADD COLUMN meeting_id INTEGER REFERENCES meetings;
ALTER TABLE polls ADD COLUMN meeting_present INTEGER;
ALTER TABLE polls ADD COLUMN meeting_needed INTEGER;

-- Not only polls are numbered from there in a restored installation. A restore of an older backup has written the new
-- name already.
INSERT OR IGNORE INTO facts (name, value) SELECT 'begin_after', value FROM facts WHERE name = 'polls.begin_after';
DELETE FROM facts WHERE name = 'polls.begin_after';
