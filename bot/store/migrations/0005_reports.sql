-- Reports by members who stay unnamed, the organisers' desk, and the monthly workload return. What was written is sealed
-- (bot/seals.py): its key is in the key folder, never here and never in a backup. Of a report without a name nothing is
-- kept that tells who sent it or when: no id or anything made from one, no time but the week (PRIVACY.md).

-- What the branch has chosen about reports; a branch without a row has chosen nothing.
CREATE TABLE report_settings (
    guild_id       INTEGER PRIMARY KEY REFERENCES branches ON DELETE CASCADE,
    categories     TEXT    NOT NULL CHECK (json_valid(categories)),  -- the names, in order
    retention_days INTEGER NOT NULL DEFAULT 90 CHECK (retention_days BETWEEN 30 AND 365)
) STRICT;

-- What was sent and waits for its round, all of it together in one sealed parcel, in an order that is drawn anew each
-- time: so neither a row nor its place tells what came first.
CREATE TABLE report_trays (
    guild_id INTEGER PRIMARY KEY REFERENCES branches ON DELETE CASCADE,
    sealed   BLOB    NOT NULL
) STRICT;

-- Released reports, under a case number that is drawn by lot.
CREATE TABLE reports (
    guild_id       INTEGER NOT NULL REFERENCES branches ON DELETE CASCADE,
    number         TEXT    NOT NULL CHECK (length(number) = 4),   -- 'K7QD'
    door           TEXT    NOT NULL CHECK (door IN ('unnamed', 'confidential')),
    category       TEXT    NOT NULL,
    office         TEXT,                     -- of the branch's list of workplaces, by name; NULL: not said
    is_urgent      INTEGER NOT NULL CHECK (is_urgent IN (0, 1)),
    week           TEXT    NOT NULL,         -- in which the desk was given it: '2026-W47'
    released_on    TEXT    NOT NULL,         -- the day on the branch's calendar on which the desk was given it
    code           BLOB    NOT NULL UNIQUE CHECK (length(code) = 32),  -- HMAC of the reporter's code
    head           BLOB    NOT NULL,         -- sealed: who must not see it; who may open the name; how answers are to come
    name           BLOB,                     -- sealed: who sent it; only through the confidential door
    status         TEXT    NOT NULL CHECK (status IN ('new', 'read', 'in_hand', 'done', 'no_action', 'withdrawn')),
    holder_id      INTEGER,                  -- the organiser it was passed to
    entries        INTEGER NOT NULL DEFAULT 1 CHECK (entries >= 0),  -- how many the thread has had: the last one's position
    reply_waits    INTEGER NOT NULL DEFAULT 0 CHECK (reply_waits IN (0, 1)),   -- the reporter's last word has no answer yet
    answer_waits   INTEGER NOT NULL DEFAULT 0 CHECK (answer_waits IN (0, 1)),  -- the desk's last word was not fetched yet
    closed_on      TEXT,                     -- the text is erased so many days after
    channel_id     INTEGER,                  -- the desk's post about it; none where somebody must not see it
    message_id     INTEGER,
    message_lost   INTEGER NOT NULL DEFAULT 0 CHECK (message_lost IN (0, 1)),
    PRIMARY KEY (guild_id, number),
    CHECK ((door = 'confidential') OR name IS NULL),
    CHECK ((status IN ('done', 'no_action', 'withdrawn')) = (closed_on IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- A report's thread. Of what the reporter wrote only the week is kept.
CREATE TABLE report_entries (
    guild_id   INTEGER NOT NULL,
    number     TEXT    NOT NULL,
    position   INTEGER NOT NULL CHECK (position >= 1),
    kind       TEXT    NOT NULL CHECK (kind IN ('report', 'reply', 'answer', 'note')),
    sealed     BLOB    NOT NULL,
    week       TEXT    NOT NULL,
    author_id  INTEGER,                      -- the organiser who wrote an answer or a note
    written_on TEXT,                         -- and on which day
    PRIMARY KEY (guild_id, number, position),
    FOREIGN KEY (guild_id, number) REFERENCES reports ON DELETE CASCADE,
    CHECK ((author_id IS NOT NULL) = (kind IN ('answer', 'note'))),
    CHECK ((author_id IS NOT NULL) = (written_on IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- How many were released in a month, by category and by office apart from each other. They stay when the reports go.
CREATE TABLE report_counts (
    guild_id INTEGER NOT NULL REFERENCES branches ON DELETE CASCADE,
    month    TEXT    NOT NULL,               -- '2026-11'
    by       TEXT    NOT NULL CHECK (by IN ('category', 'office')),
    name     TEXT    NOT NULL,               -- '' : not said
    number   INTEGER NOT NULL CHECK (number >= 0),
    PRIMARY KEY (guild_id, month, by, name)
) STRICT, WITHOUT ROWID;

-- Who has used the desk, and when last: who can be told of a report that must not be posted where all organisers read.
CREATE TABLE desk_organisers (
    guild_id  INTEGER NOT NULL REFERENCES branches ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    seen_on   TEXT    NOT NULL,
    PRIMARY KEY (guild_id, member_id)
) STRICT, WITHOUT ROWID;

-- The posts with a button that opens the doors.
CREATE TABLE feedback_posts (
    id           INTEGER PRIMARY KEY,
    guild_id     INTEGER NOT NULL REFERENCES branches ON DELETE CASCADE,
    channel_id   INTEGER NOT NULL,
    message_id   INTEGER,
    made_by      INTEGER NOT NULL,           -- the officer who had it posted
    made_at      INTEGER NOT NULL,
    UNIQUE (guild_id, channel_id)
) STRICT;

-- Two officers close the doors, for a reason that members read; one opens them again.
CREATE TABLE feedback_pauses (
    id        INTEGER PRIMARY KEY,
    guild_id  INTEGER NOT NULL REFERENCES branches ON DELETE CASCADE,
    reason    TEXT    NOT NULL,
    asked_by  INTEGER NOT NULL,
    asked_at  INTEGER NOT NULL,
    agreed_by INTEGER CHECK (agreed_by <> asked_by),
    agreed_at INTEGER,                       -- the doors are closed from here
    ended_by  INTEGER,
    ended_at  INTEGER,                       -- refused, withdrawn, or the doors opened again
    CHECK ((agreed_by IS NULL) = (agreed_at IS NULL)),
    CHECK ((ended_by IS NULL) = (ended_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX feedback_pauses_now ON feedback_pauses (guild_id) WHERE ended_at IS NULL;

-- A month of workload returns. While it is open each has a tag by the month's key, so that a member counts once; at its
-- end the key is destroyed, the returns are erased, and what may be published of them stays.
CREATE TABLE workload_months (
    id        INTEGER PRIMARY KEY,
    guild_id  INTEGER NOT NULL REFERENCES branches ON DELETE CASCADE,
    month     TEXT    NOT NULL,              -- '2026-11'
    is_open   INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
    began_anew INTEGER NOT NULL DEFAULT 0 CHECK (began_anew IN (0, 1)),  -- a restored backup came without the key
    published TEXT CHECK (published IS NULL OR json_valid(published)),   -- numbers under five are not in it
    UNIQUE (guild_id, month)
) STRICT;

CREATE TABLE workload_returns (
    month_id      INTEGER NOT NULL REFERENCES workload_months ON DELETE CASCADE,
    tag           BLOB    NOT NULL CHECK (length(tag) = 32),
    office        TEXT,
    caseload      INTEGER NOT NULL CHECK (caseload BETWEEN 0 AND 1000),
    high_risk     INTEGER NOT NULL CHECK (high_risk BETWEEN 0 AND caseload),  -- of these
    hours_over    INTEGER NOT NULL CHECK (hours_over BETWEEN 0 AND 400),      -- in the month, beyond those paid
    vacancies     INTEGER NOT NULL CHECK (vacancies BETWEEN 0 AND 100),       -- whose work the member covers
    leave_refused INTEGER NOT NULL CHECK (leave_refused BETWEEN 0 AND 100),   -- days asked for and refused
    PRIMARY KEY (month_id, tag)
) STRICT, WITHOUT ROWID;
