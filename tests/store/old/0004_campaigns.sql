INSERT INTO branches (guild_id, name, membership, membership_at, set_up_at, campaign_channel) VALUES (7, 'Leeds', 212, 1795280000000, 1795280000000, 5);
INSERT INTO facts (name, value) VALUES ('begin_after', '1009');
-- afterwards
SELECT campaign_channel = 5 FROM branches;
SELECT value = '1009' FROM facts WHERE name = 'begin_after';
SELECT count(*) = 0 FROM campaigns;
