-- One secret ballot: three stores that share nothing. No row a vote, no time, no id of anybody or of any interaction.
-- A drawer is a row that fills a page; what is in it and why is told in drawers.py and ballot.py.

PRAGMA application_id = 1400141634;  -- 'StwB'
PRAGMA user_version = 1;

CREATE TABLE ballot (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    places INTEGER NOT NULL CHECK (places > 0),        -- the most options on a paper
    ranked INTEGER NOT NULL CHECK (ranked IN (0, 1)),  -- their order counts
    frozen INTEGER NOT NULL CHECK (frozen IN (0, 1)),  -- only who is listed may vote
    closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
    depth  INTEGER NOT NULL DEFAULT 0,                 -- each store has 2 to this power drawers
    listed INTEGER NOT NULL DEFAULT 0,                 -- tags on the roll
    voted  INTEGER NOT NULL DEFAULT 0 CHECK (voted <= listed),
    salt   BLOB    NOT NULL
) STRICT;

-- Who has voted: a tag of 32 bytes, then 1, or 0 for who is listed and has not.
CREATE TABLE roll (number INTEGER PRIMARY KEY, entries BLOB NOT NULL CHECK (length(entries) = 4000)) STRICT;
-- The tally: a byte for each option on the paper, zeros to fill it up, then how many such papers, in 4 bytes.
CREATE TABLE box (number INTEGER PRIMARY KEY, entries BLOB NOT NULL CHECK (length(entries) = 4000)) STRICT;
-- The receipts: a hash of 32 bytes.
CREATE TABLE receipts (number INTEGER PRIMARY KEY, entries BLOB NOT NULL CHECK (length(entries) = 4000)) STRICT;

INSERT INTO roll VALUES (0, zeroblob(4000));
INSERT INTO box VALUES (0, zeroblob(4000));
INSERT INTO receipts VALUES (0, zeroblob(4000));

CREATE TRIGGER roll_is_closed BEFORE UPDATE ON roll WHEN (SELECT closed FROM ballot)
    BEGIN SELECT RAISE (ABORT, 'the ballot is closed'); END;
CREATE TRIGGER box_is_closed BEFORE UPDATE ON box WHEN (SELECT closed FROM ballot)
    BEGIN SELECT RAISE (ABORT, 'the ballot is closed'); END;
CREATE TRIGGER receipts_are_closed BEFORE UPDATE ON receipts WHEN (SELECT closed FROM ballot)
    BEGIN SELECT RAISE (ABORT, 'the ballot is closed'); END;
CREATE TRIGGER ballot_stays_closed BEFORE UPDATE OF closed ON ballot WHEN OLD.closed
    BEGIN SELECT RAISE (ABORT, 'the ballot is closed'); END;
