"""Arguments for every store function, so that each can be called once; `test_locked.py` says which are missing.

One line a function: "file.function": its arguments by name, without the connection.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.ids import GuildId, JobId, Power
from bot.rules.attendance import Change
from bot.rules.branches import Use
from bot.rules.decisions import Owner
from bot.rules.meetings import USUAL, Answer, Kind
from bot.rules.meetings import Status as Held
from bot.rules.polls import Status
from bot.store.agreements import What
from bot.store.jobs import Job
from bot.store.tallies import Tally
from tests.rules.samples import DECISION, MEETING, POLL

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
GUILD = GuildId(7)
JOB = Job(JobId(1), "poll.close:1", "poll.close", "poll:1", GUILD, {}, NOW, 1, NOW + timedelta(hours=1), NOW, None)

SAMPLES: dict[str, dict[str, object]] = {
    "agreements.ask": {
        "guild_id": GUILD,
        "poll_id": POLL.id,
        "what": What.CLOSE,
        "asked_by": 2,
        "members": [],
        "now": NOW,
    },
    "agreements.drop": {"poll_id": POLL.id, "what": What.CLOSE},
    "agreements.get": {"guild_id": GUILD, "poll_id": POLL.id, "what": What.CLOSE},
    "agreements.waiting": {"guild_id": GUILD},
    "audit.has": {"guild_id": GUILD, "what": "poll.key_destroyed", "about": "poll:1"},
    "audit.note": {"now": NOW, "guild_id": GUILD, "what": "poll.closed", "about": "poll:1", "poll": 1},
    "audit.since": {"guild_id": GUILD, "after": 0, "limit": 10},
    "audit.page": {"guild_id": GUILD, "before": None, "limit": 10},
    "branches.begin": {"guild_id": GUILD, "name": "Leeds"},
    "branches.finish": {"guild_id": GUILD, "now": NOW},
    "branches.get": {"guild_id": GUILD},
    "branches.present": {"guild_id": GUILD},
    "branches.set_channel": {"guild_id": GUILD, "use": Use.POLLS, "channel_id": 5},
    "branches.set_membership": {"guild_id": GUILD, "membership": 212, "now": NOW},
    "branches.set_profile": {"guild_id": GUILD, "name": "Leeds", "zone": ZoneInfo("Europe/London")},
    "branches.set_two_officers": {"guild_id": GUILD, "two_officers": True},
    "branches.set_roles": {"guild_id": GUILD, "power": Power.REP, "role_ids": [3]},
    "decisions.add": {
        "guild_id": GUILD,
        "meeting_id": MEETING.id,
        "what": "Write to the employer",
        "owner": Owner(name="The treasurer"),
        "due_on": None,
        "by": 2,
        "now": NOW,
    },
    "decisions.ended": {"guild_id": GUILD, "limit": 25},
    "decisions.get": {"guild_id": GUILD, "decision_id": 1},
    "decisions.of_meeting": {"guild_id": GUILD, "meeting_id": MEETING.id},
    "decisions.open_": {"guild_id": GUILD},
    "decisions.save": {"decision": DECISION},
    "facts.get": {"name": "commands"},
    "facts.put": {"name": "commands", "value": "5f"},
    "jobs.add": {
        "kind": "poll.close",
        "subject": "poll:1",
        "guild_id": GUILD,
        "due_at": NOW,
        "key": "poll.close:1",
    },
    "jobs.amend": {"key": "poll.ask:1", "payload": {"message": 1}},
    "jobs.claim": {"now": NOW, "lease_for": timedelta(hours=1)},
    "jobs.drop": {"key": "poll.close:1"},
    "jobs.drop_subject": {"subject": "poll:1"},
    "jobs.fail": {"job": JOB, "now": NOW, "problem": "job.unexpected"},
    "jobs.failed": {"guild_id": GUILD},
    "jobs.finish": {"job": JOB, "now": NOW},
    "jobs.forget_done": {"subject": "poll:1"},
    "jobs.keep": {"job": JOB, "payload": {"message": 1}},
    "jobs.kinds_waiting": {},
    "jobs.next_due": {"now": NOW},
    "jobs.release_all": {},
    "jobs.reschedule": {"key": "poll.close:1", "due_at": NOW},
    "jobs.retry": {"job": JOB, "due_at": NOW, "problem": "job.unexpected"},
    "jobs.revive": {"guild_id": GUILD, "now": NOW},
    "jobs.state": {"key": "poll.close:1"},
    "meeting_rules.all_": {"guild_id": GUILD},
    "meeting_rules.rule_for": {"guild_id": GUILD, "kind": Kind.ANNUAL},
    "meeting_rules.set_": {"guild_id": GUILD, "kind": Kind.ANNUAL, "rule": USUAL[Kind.ANNUAL]},
    "meetings.add": {
        "guild_id": GUILD,
        "author_id": 2,
        "kind": Kind.GENERAL,
        "title": "November meeting",
        "place": "Room 4",
        "agenda": MEETING.agenda,
        "starts_at": NOW,
        "lasts_for": timedelta(minutes=90),
        "rule": MEETING.rule,
        "uid": "5f",
        "channel_id": 5,
        "now": NOW,
    },
    "meetings.drop_draft": {"guild_id": GUILD, "meeting_id": MEETING.id},
    "meetings.get": {"guild_id": GUILD, "meeting_id": MEETING.id},
    "meetings.list_": {"guild_id": GUILD, "statuses": [Held.ANNOUNCED], "limit": 25},
    "meetings.save": {"meeting": MEETING},
    "minutes.approve": {"meeting_id": MEETING.id, "by": 2, "now": NOW},
    "minutes.draft": {"meeting_id": MEETING.id, "text": "Present: 23.", "by": 2, "now": NOW},
    "minutes.file": {"meeting_id": MEETING.id},
    "minutes.get": {"meeting_id": MEETING.id},
    "minutes.posted": {"meeting_id": MEETING.id, "channel_id": 5, "message_id": 6},
    "polls.add": {
        "guild_id": GUILD,
        "author_id": 2,
        "question": "Accept the offer?",
        "options": ["For", "Against"],
        "role_ids": [3],
        "closes_at": NOW,
        "channel_id": 5,
        "now": NOW,
    },
    "polls.all_votes": {"poll_id": POLL.id},
    "polls.counts": {"poll_id": POLL.id},
    "polls.drop_draft": {"guild_id": GUILD, "poll_id": POLL.id},
    "polls.erase_votes": {"poll_id": POLL.id},
    "polls.get": {"guild_id": GUILD, "poll_id": POLL.id},
    "polls.list_": {"guild_id": GUILD, "statuses": [Status.OPEN], "limit": 25},
    "polls.questions": {"guild_id": GUILD, "statuses": [Status.OPEN]},
    "polls.record": {"poll_id": POLL.id, "votes": {2: 1}, "changes": {0: 1, 1: 1}},
    "polls.secret": {"statuses": [Status.OPEN]},
    "polls.set_statement": {"poll_id": POLL.id, "number": 1, "statement": "I would listen."},
    "polls.statements": {"poll_id": POLL.id},
    "polls.save": {"poll": replace(POLL, message_id=6), "before": POLL},
    "polls.start_counts": {"poll": POLL},
    "polls.votes_of": {"poll_id": POLL.id, "members": [2]},
    "quorums.note": {"meeting_id": MEETING.id, "change": Change(NOW, True, 34, 20)},
    "quorums.of": {"meeting_id": MEETING.id},
    "replies.check_in": {"meeting_id": MEETING.id, "member_id": 2},
    "replies.check_out": {"meeting_id": MEETING.id, "member_id": 2},
    "replies.clear_present": {"meeting_id": MEETING.id},
    "replies.counts": {"meeting_id": MEETING.id},
    "replies.erase": {"meeting_id": MEETING.id},
    "replies.everybody": {"meeting_id": MEETING.id},
    "replies.follow": {"guild_id": GUILD, "member_id": 2},
    "replies.following": {"guild_id": GUILD, "members": [2]},
    "replies.is_present": {"meeting_id": MEETING.id, "member_id": 2},
    "replies.of": {"meeting_id": MEETING.id, "members": [2]},
    "replies.present": {"meeting_id": MEETING.id},
    "replies.record": {"meeting_id": MEETING.id, "answers": {2: Answer.COMING}, "changes": {Answer.COMING: 1}},
    "replies.start_counts": {"meeting_id": MEETING.id},
    "replies.to_remind": {"guild_id": GUILD, "meeting_id": MEETING.id, "after": 0, "limit": 100},
    "replies.unfollow": {"guild_id": GUILD, "member_id": 2},
    "rooms.drop": {"meeting_id": MEETING.id, "channel_id": 5, "message_id": 6},
    "rooms.of": {"meeting_id": MEETING.id},
    "rooms.put": {"meeting_id": MEETING.id, "channel_id": 5, "message_id": 6},
    "tallies.get": {"poll_id": POLL.id},
    "tallies.has_receipt": {"poll_id": POLL.id, "digest": bytes(32)},
    "tallies.put": {"poll_id": POLL.id, "tally": Tally({(1,): 5}, (bytes(32),), 5, 6, agrees=False)},
}
