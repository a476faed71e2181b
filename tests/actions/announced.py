"""A branch with a meeting announced in it: the real actions, the queue and the database; only Discord is left out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.actions import branches, meetings, questions
from bot.desk import Desk
from bot.ids import Caller, ChannelId, GuildId, MemberId, Power, RoleId
from bot.rules.branches import Branch, Use
from bot.rules.campaigns import Campaign, Nation, Status
from bot.rules.meetings import Answer, Counts, Kind, Meeting, Rule
from bot.rules.notices import Deadline
from bot.rules.numbers import NO_QUORUM, Quorum
from bot.store import answers, campaigns
from bot.store import meetings as store
from tests.builders import Clock

GUILD, ELSEWHERE = GuildId(7), GuildId(8)
MEMBERS, REPS = RoleId(11), RoleId(12)
SUE = Caller(GUILD, MemberId(1), frozenset(), administrator=True)


@dataclass
class Hall:
    """Where the branch meets, and its clock."""

    desk: Desk
    clock: Clock
    branch: Branch

    async def announce(
        self,
        starts_at: datetime | None = None,
        deadlines: Mapping[Deadline, int] | None = None,
        notice_days: int = 0,
        quorum: Quorum = NO_QUORUM,
    ) -> Meeting:
        """A meeting whose notice is given now; in three weeks unless told."""
        now = self.clock.now()
        async with self.desk.db.transaction() as tx:
            draft = await store.add(
                tx,
                GUILD,
                MemberId(2),
                kind=Kind.GENERAL,
                title="November meeting",
                place="Room 4",
                agenda=(),
                starts_at=starts_at or now + timedelta(days=21),
                lasts_for=timedelta(minutes=90),
                rule=Rule(notice_days, short_allowed=True, quorum=quorum, deadlines=deadlines or {}),
                uid=f"meeting-{now.timestamp()}",
                channel_id=ChannelId(5),
                now=now,
            )
            return await meetings.publish(tx, now, draft)

    async def counts(self, meeting: Meeting) -> Counts:
        """The running numbers."""
        return (await meetings.standing(self.desk, GUILD, meeting.id)).counts

    async def names(self, meeting: Meeting) -> dict[MemberId, Answer]:
        """Who answered what."""
        async with self.desk.db.reading() as conn:
            return dict(await answers.everybody(conn, meeting.id))

    async def followers(self, meeting: Meeting) -> list[MemberId]:
        """Who would be written to of this meeting."""
        async with self.desk.db.reading() as conn:
            return list(await answers.to_remind(conn, GUILD, meeting.id, MemberId(0), 1000))


async def a_hall(desk: Desk, clock: Clock) -> Hall:
    """A branch that is set up, with roles for members and reps."""
    roles = {Power.MEMBER: [MEMBERS], Power.REP: [REPS]}
    await branches.begin(desk, SUE, name="Leeds", roles=roles, channels={Use.NOTICES: ChannelId(5)})
    return Hall(desk, clock, await branches.finish(desk, SUE))


def member(number: int, guild: GuildId = GUILD) -> Caller:
    """A member of the branch."""
    return Caller(guild, MemberId(100 + number), frozenset({MEMBERS}))


async def a_draft(hall: Hall) -> Campaign:
    """A campaign that nobody has started yet."""
    async with hall.desk.db.transaction() as tx:
        return await campaigns.add(
            tx,
            GUILD,
            MemberId(2),
            nation=Nation.ENGLAND_WALES,
            title="Pay 2026",
            employer="Riverside Probation",
            claim="8%",
            contact="Any rep",
            channel_id=ChannelId(5),
            now=hall.clock.now(),
        )


async def a_campaign(hall: Hall) -> Campaign:
    """One that runs, with its rounds of questions, without its board."""
    draft, now = await a_draft(hall), hall.clock.now()
    campaign = replace(draft, status=Status.RUNNING, started_at=now)
    async with hall.desk.db.transaction() as tx:
        await campaigns.save(tx, campaign)
        await questions.begin_rounds(tx, campaign, hall.branch.zone, now)
    return campaign
