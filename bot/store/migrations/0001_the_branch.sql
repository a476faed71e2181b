-- The branch, what it has done, what it still has to say, and its open polls.
-- Instants are whole milliseconds since 1970 UTC; ids are Discord's; booleans are 0 or 1.

CREATE TABLE branches (
    guild_id         INTEGER PRIMARY KEY,
    name             TEXT    NOT NULL,
    time_zone        TEXT    NOT NULL DEFAULT 'Europe/London',
    membership       INTEGER CHECK (membership > 0),
    membership_at    INTEGER,
    notices_channel  INTEGER,
    polls_channel    INTEGER,
    campaign_channel INTEGER,
    desk_channel     INTEGER,
    audit_channel    INTEGER,
    set_up_at        INTEGER,              -- NULL until an officer has pressed Finish: until then nothing is in force
    CHECK ((membership IS NULL) = (membership_at IS NULL))
) STRICT;

CREATE TABLE branch_roles (
    guild_id INTEGER NOT NULL REFERENCES branches ON DELETE CASCADE,
    power    TEXT    NOT NULL CHECK (power IN ('officer', 'rep', 'organiser', 'member', 'full_member')),
    role_id  INTEGER NOT NULL,
    PRIMARY KEY (guild_id, power, role_id)
) STRICT, WITHOUT ROWID;

-- What was done, by whom, when. Append only: the triggers refuse anything else.
CREATE TABLE audit (
    id       INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    actor_id INTEGER,                      -- NULL: Steward itself
    what     TEXT    NOT NULL,             -- past tense, a message key: 'poll.closed'
    about    TEXT    NOT NULL DEFAULT '',  -- 'poll:42'
    detail   TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(detail))  -- values for the sentence
) STRICT;
CREATE INDEX audit_by_branch ON audit (guild_id, id);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE (ABORT, 'audit is append only'); END;
CREATE TRIGGER audit_is_not_erased BEFORE DELETE ON audit BEGIN SELECT RAISE (ABORT, 'audit is append only'); END;

-- Everything Steward has still to say or do, written in the transaction that caused it.
CREATE TABLE jobs (
    id           INTEGER PRIMARY KEY,
    key          TEXT    NOT NULL UNIQUE,  -- 'poll.announce:42': the same thing is never queued twice
    kind         TEXT    NOT NULL,         -- imperative: 'poll.announce'
    subject      TEXT    NOT NULL,         -- 'poll:42': jobs of one subject run one at a time, in order of due_at, id
    guild_id     INTEGER NOT NULL,
    payload      TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(payload)),
    due_at       INTEGER NOT NULL,
    state        TEXT    NOT NULL DEFAULT 'waiting'
                 CHECK (state IN ('waiting', 'done', 'failed', 'dropped')),  -- dropped: runs, but is no longer wanted
    attempts     INTEGER NOT NULL DEFAULT 0,  -- counted when it is claimed, so one that kills the process counts too
    first_tried_at INTEGER,                -- the first of these attempts
    leased_until INTEGER CHECK (leased_until IS NULL OR state IN ('waiting', 'dropped')),
    asked        INTEGER NOT NULL DEFAULT 1,  -- how often it was queued
    taken        INTEGER NOT NULL DEFAULT 0,  -- `asked` when last claimed: more since then makes it run again
    problem      TEXT,                     -- why the last attempt failed: a message key, never content
    finished_at  INTEGER
) STRICT;
CREATE INDEX jobs_due ON jobs (due_at, id) WHERE state = 'waiting';
CREATE INDEX jobs_held ON jobs (subject, leased_until) WHERE leased_until IS NOT NULL;
CREATE INDEX jobs_by_subject ON jobs (subject);
CREATE INDEX jobs_by_branch ON jobs (guild_id, state);

-- Small facts about the installation: the hash of the commands last registered with Discord, and the like.
CREATE TABLE facts (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE polls (
    id                INTEGER PRIMARY KEY,
    guild_id          INTEGER NOT NULL REFERENCES branches,
    author_id         INTEGER NOT NULL,
    status            TEXT    NOT NULL CHECK (status IN ('draft', 'scheduled', 'open', 'closed', 'cancelled')),
    question          TEXT    NOT NULL,
    min_choices       INTEGER NOT NULL DEFAULT 1 CHECK (min_choices >= 1),
    max_choices       INTEGER NOT NULL DEFAULT 1 CHECK (max_choices >= min_choices),
    opens_at          INTEGER,             -- NULL: when Open it is pressed
    closes_at         INTEGER NOT NULL,
    live              INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1)),   -- counts shown while open
    named             INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1)),  -- who chose what is shown
    quorum            INTEGER NOT NULL DEFAULT 0 CHECK (quorum >= 0),      -- 0: none
    quorum_unit       TEXT    NOT NULL DEFAULT 'voters' CHECK (quorum_unit IN ('voters', 'percent')),
    threshold_over    INTEGER NOT NULL DEFAULT 1 CHECK (threshold_over IN (0, 1)),  -- 1: more than; 0: at least
    threshold_num     INTEGER NOT NULL DEFAULT 1,
    threshold_den     INTEGER NOT NULL DEFAULT 2 CHECK (threshold_den > 0 AND threshold_num BETWEEN 0 AND threshold_den),
    count_abstentions INTEGER NOT NULL DEFAULT 0 CHECK (count_abstentions IN (0, 1)),
    channel_id        INTEGER NOT NULL,
    message_id        INTEGER,             -- the public message; NULL until it is posted
    message_lost      INTEGER NOT NULL DEFAULT 0 CHECK (message_lost IN (0, 1)),
    eligible          INTEGER CHECK (eligible >= 0),  -- as last read from Discord; NULL: not known
    eligible_exact    INTEGER NOT NULL DEFAULT 1 CHECK (eligible_exact IN (0, 1)),  -- 0: several roles added up, so 'at most'
    made_at           INTEGER NOT NULL,
    opened_at         INTEGER,
    ended_at          INTEGER,             -- closed or cancelled
    reminded_at       INTEGER,
    cancel_reason     TEXT,
    result            TEXT CHECK (result IS NULL OR json_valid(result))  -- the count as declared at the close
) STRICT;
CREATE INDEX polls_by_branch ON polls (guild_id, status);

CREATE TABLE poll_roles (
    poll_id INTEGER NOT NULL REFERENCES polls ON DELETE CASCADE,
    role_id INTEGER NOT NULL,
    PRIMARY KEY (poll_id, role_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE poll_options (
    poll_id INTEGER NOT NULL REFERENCES polls ON DELETE CASCADE,
    number  INTEGER NOT NULL CHECK (number BETWEEN 1 AND 25),
    text    TEXT    NOT NULL,
    PRIMARY KEY (poll_id, number),
    UNIQUE (poll_id, text)
) STRICT, WITHOUT ROWID;

-- An open poll's votes can be changed until the close, so each choice is kept with its member (PRIVACY.md).
-- Choices are the bits of a whole number: bit 0 is option 1. One row a member: the table refuses a second vote.
CREATE TABLE poll_votes (
    poll_id   INTEGER NOT NULL REFERENCES polls ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    choices   INTEGER NOT NULL CHECK (choices > 0),
    PRIMARY KEY (poll_id, member_id)
) STRICT, WITHOUT ROWID;

-- Running counts, kept by the same transaction as the votes, so that a turnout costs the same with a hundred
-- votes or a hundred thousand. Number 0 is the members who voted; the others are options.
CREATE TABLE poll_counts (
    poll_id INTEGER NOT NULL REFERENCES polls ON DELETE CASCADE,
    number  INTEGER NOT NULL CHECK (number BETWEEN 0 AND 25),
    votes   INTEGER NOT NULL CHECK (votes >= 0),
    PRIMARY KEY (poll_id, number)
) STRICT, WITHOUT ROWID;
