INSERT INTO branches (guild_id, name, membership, membership_at, set_up_at, desk_channel) VALUES (7, 'Leeds', 212, 1795280000000, 1795280000000, 5);
INSERT INTO workplaces (id, guild_id, name, members) VALUES (3, 7, 'Leeds City', 41);
-- afterwards
SELECT desk_channel = 5 FROM branches;
SELECT name = 'Leeds City' FROM workplaces;
SELECT count(*) = 0 FROM reports;
