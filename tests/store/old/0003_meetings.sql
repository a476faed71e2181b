INSERT INTO branches (guild_id, name, membership, membership_at, set_up_at) VALUES (7, 'Leeds', 212, 1795280000000, 1795280000000);
INSERT INTO polls (id, guild_id, author_id, status, question, kind, closes_at, channel_id, made_at, ended_at, turnout)
VALUES (1, 7, 2, 'closed', 'Accept the offer?', 'open', 1795280000000, 5, 1795270000000, 1795280000000, 0),
       (2, 7, 2, 'closed', 'In secret?', 'secret', 1795280000000, 5, 1795270000000, 1795280000000, 9);
INSERT INTO poll_votes (poll_id, member_id, choices) VALUES (1, 3, 1);
INSERT INTO facts (name, value) VALUES ('polls.begin_after', '1009'), ('commands.registered', '5f');
-- afterwards
SELECT count(*) = 2 FROM polls WHERE meeting_id IS NULL AND meeting_present IS NULL;
SELECT count(*) = 1 FROM poll_votes;
SELECT turnout = 9 FROM polls WHERE id = 2;
SELECT value = '1009' FROM facts WHERE name = 'begin_after';
SELECT count(*) = 0 FROM facts WHERE name = 'polls.begin_after';
SELECT value = '5f' FROM facts WHERE name = 'commands.registered';
SELECT count(*) = 0 FROM meetings;
