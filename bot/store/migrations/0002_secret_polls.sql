-- Secret polls, elections by ranking, and what two officers do together.
-- While such a poll is open, nothing here says who voted, how or when: a file of its own has that (ballot.sql), as tags
-- and a tally, and it is in no backup. What is published at the close is here, so that a backup has the result.

ALTER TABLE branches ADD COLUMN two_officers INTEGER NOT NULL DEFAULT 0 CHECK (two_officers IN (0, 1));

ALTER TABLE polls ADD COLUMN kind TEXT NOT NULL DEFAULT 'open' CHECK (kind IN ('open', 'secret', 'ranked'));
ALTER TABLE polls ADD COLUMN frozen INTEGER NOT NULL DEFAULT 0 CHECK (frozen IN (0, 1));  -- a roll listed at the opening
ALTER TABLE polls ADD COLUMN seats INTEGER NOT NULL DEFAULT 1 CHECK (seats >= 1);
-- The lot of an election: its hash is published while it is open, itself at the close.
ALTER TABLE polls ADD COLUMN seed BLOB CHECK (seed IS NULL OR length(seed) = 32);
-- A secret poll's turnout as last shown: in steps, so that no step is one person's.
ALTER TABLE polls ADD COLUMN turnout INTEGER NOT NULL DEFAULT 0 CHECK (turnout >= 0);
ALTER TABLE polls ADD COLUMN turnout_at INTEGER;
-- Cancelled by Steward: it was away all the time, too few could vote, or a restored backup came without the votes.
ALTER TABLE polls ADD COLUMN mishap TEXT CHECK (mishap IN ('missed', 'too_few', 'lost'));
ALTER TABLE polls ADD COLUMN election TEXT CHECK (election IS NULL OR json_valid(election));  -- as declared at the close
UPDATE polls SET mishap = 'missed' WHERE status = 'cancelled' AND cancel_reason IS NULL;

ALTER TABLE poll_options ADD COLUMN statement TEXT NOT NULL DEFAULT '';  -- a candidate's

CREATE TABLE poll_scrutineers (
    poll_id   INTEGER NOT NULL REFERENCES polls ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    PRIMARY KEY (poll_id, member_id)
) STRICT, WITHOUT ROWID;

-- A secret poll as it is published after its close: one row, written at once, in an order that says nothing.
CREATE TABLE poll_tallies (
    poll_id     INTEGER PRIMARY KEY REFERENCES polls ON DELETE CASCADE,
    papers      TEXT    NOT NULL CHECK (json_valid(papers)),  -- [[option numbers, how many], ...]; [] where too few voted
    receipts    BLOB    NOT NULL CHECK (length(receipts) % 32 = 0),  -- their hashes in ascending order
    crossed_off INTEGER NOT NULL CHECK (crossed_off >= 0),
    listed      INTEGER NOT NULL CHECK (listed >= crossed_off),
    agrees      INTEGER NOT NULL CHECK (agrees IN (0, 1))     -- receipts = papers = crossed off
) STRICT;

-- What one person asked for and an officer has still to agree to; gone once it is done, withdrawn or too late.
CREATE TABLE agreements (
    id       INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    poll_id  INTEGER NOT NULL REFERENCES polls ON DELETE CASCADE,
    what     TEXT    NOT NULL CHECK (what IN ('open', 'close', 'enrol')),
    asked_by INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    members  TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(members)),  -- who is to be enrolled
    UNIQUE (poll_id, what)
) STRICT;
