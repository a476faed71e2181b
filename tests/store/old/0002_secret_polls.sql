INSERT INTO branches (guild_id, name, membership, membership_at, set_up_at) VALUES (7, 'Leeds', 212, 1795280000000, 1795280000000);
INSERT INTO polls (id, guild_id, author_id, status, question, closes_at, channel_id, made_at, ended_at, cancel_reason)
VALUES (1, 7, 2, 'closed', 'Accept the offer?', 1795280000000, 5, 1795270000000, 1795280000000, NULL),
       (2, 7, 2, 'cancelled', 'And again?', 1795280000000, 5, 1795270000000, 1795280000000, 'It was worded badly'),
       (3, 7, 2, 'cancelled', 'Nobody was asked', 1795280000000, 5, 1795270000000, 1795280000000, NULL);
INSERT INTO poll_options (poll_id, number, text) VALUES (1, 1, 'For'), (1, 2, 'Against');
-- afterwards
SELECT count(*) = 3 FROM polls WHERE kind = 'open' AND frozen = 0 AND seats = 1 AND seed IS NULL AND turnout = 0;
SELECT count(*) = 1 FROM polls WHERE mishap = 'missed' AND id = 3;
SELECT count(*) = 2 FROM poll_options WHERE statement = '';
SELECT two_officers = 0 FROM branches;
