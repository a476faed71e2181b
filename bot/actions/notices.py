"""A meeting before anybody sees it: typed, previewed, changed, announced; and its agenda, which changes later too."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from bot.actions import meetings, series
from bot.desk import Desk
from bot.errors import AlreadyDone, Invalid, NotFound, TooLate
from bot.ids import Asker, ChannelId, GuildId, MeetingId, Power
from bot.rules import access, agendas, recurrences, repeats, times
from bot.rules import meetings as rules
from bot.rules.branches import Branch, Use
from bot.rules.meetings import Kind, Meeting, Status
from bot.rules.recurrences import Recurrence
from bot.store import jobs, meeting_rules
from bot.store import meetings as store
from bot.store.db import Connection

DRAFTS_ARE_KEPT_FOR = timedelta(days=1)
AGAIN = "meeting.post_again"


def may_make(who: Asker, branch: Branch) -> ChannelId:
    """Where its notices go, for who may call a meeting; raises NotAllowed, and Invalid where no channel is chosen."""
    access.require(who, Power.REP)
    channel_id = branch.channels.get(Use.NOTICES)
    if channel_id is None:
        raise Invalid("meeting.no_channel")
    return channel_id


async def make(
    desk: Desk,
    who: Asker,
    branch: Branch,
    *,
    title: str,
    when: str,
    place: str,
    agenda: str,
    kind: Kind,
    with_event: bool = False,
) -> Meeting:
    """A private draft from what was typed; raises Invalid, and NotAllowed for who is no rep."""
    channel_id, now = may_make(who, branch), desk.now()
    read_title, read_place, items = rules.read_title(title), rules.read_place(place), agendas.read(agenda)
    starts_at = times.read(when, now=now, zone=branch.zone)
    async with desk.db.transaction() as tx:
        meeting = await store.add(
            tx,
            who.guild_id,
            who.member_id,
            kind=kind,
            title=read_title,
            place=read_place,
            agenda=items,
            starts_at=starts_at,
            lasts_for=rules.USUAL_LENGTH,
            rule=await meeting_rules.rule_for(tx, who.guild_id, kind),
            uid=str(uuid4()),
            channel_id=channel_id,
            now=now,
            with_event=with_event,
        )
        check(meeting, branch, now)
        await meetings.queue(tx, meeting, "meeting.forget", now + DRAFTS_ARE_KEPT_FOR)
    return meeting


def check(meeting: Meeting, branch: Branch, now: datetime) -> None:
    """Refuse what could not be announced now, at whatever reason: a time gone by, or too little notice."""
    rules.check_start(meeting.starts_at, now)
    rules.check_notice(meeting, now, branch.zone)
    if meeting.repeats is not None and not _begins(Recurrence.from_text(meeting.repeats), meeting, branch):
        raise Invalid("notice.off_its_rule")


async def get(desk: Desk, who: Asker, meeting_id: MeetingId) -> Meeting:
    """The asker's own draft, with its kind's rule as it is now; raises AlreadyDone once it was announced."""
    async with desk.db.reading() as conn:
        return await _draft(conn, who, meeting_id)


async def rewrite(
    desk: Desk, who: Asker, branch: Branch, meeting_id: MeetingId, *, title: str, place: str, kind: Kind
) -> Meeting:
    """Another title, place or kind."""
    read_title, read_place = rules.read_title(title), rules.read_place(place)
    return await _edit(
        desk, who, branch, meeting_id, lambda draft: replace(draft, title=read_title, place=read_place, kind=kind)
    )


async def retime(desk: Desk, who: Asker, branch: Branch, meeting_id: MeetingId, *, when: str, length: str) -> Meeting:
    """Another time or length, as typed."""
    starts_at = times.read(when, now=desk.now(), zone=branch.zone)
    lasts_for = rules.read_length(length)
    return await _edit(
        desk, who, branch, meeting_id, lambda draft: replace(draft, starts_at=starts_at, lasts_for=lasts_for)
    )


async def replan(desk: Desk, who: Asker, branch: Branch, meeting_id: MeetingId, agenda: str) -> Meeting:
    """Another agenda, as typed; nothing typed is none."""
    items = agendas.read(agenda)
    return await _edit(desk, who, branch, meeting_id, lambda draft: replace(draft, agenda=items))


async def repeat(desk: Desk, who: Asker, branch: Branch, meeting_id: MeetingId, text: str) -> Meeting:
    """By which rule it repeats, as typed; nothing typed means that it does not."""
    today = times.local(desk.now(), branch.zone).date()

    def change(draft: Meeting) -> Meeting:
        if not text.strip():
            return replace(draft, repeats=None)
        return replace(draft, repeats=repeats.read(text, rules.wall(draft, branch.zone), today=today).to_text())

    return await _edit(desk, who, branch, meeting_id, change)


async def accompany(desk: Desk, who: Asker, branch: Branch, meeting_id: MeetingId, *, with_event: bool) -> Meeting:
    """Whether Discord's own event is made with the notice."""
    return await _edit(desk, who, branch, meeting_id, lambda draft: replace(draft, with_event=with_event))


async def discard(desk: Desk, who: Asker, meeting_id: MeetingId) -> None:
    """Forget the draft."""
    async with desk.db.transaction() as tx:
        draft = await _draft(tx, who, meeting_id)
        await store.drop_draft(tx, who.guild_id, meeting_id)
        await jobs.drop(tx, meetings.key(draft, "meeting.forget"))


async def forget(desk: Desk, guild_id: GuildId, meeting_id: MeetingId) -> None:
    """Forget a draft that nobody announced; anything else stays."""
    async with desk.db.transaction() as tx:
        await store.drop_draft(tx, guild_id, meeting_id)


async def missed(desk: Desk, meeting: Meeting) -> None:
    """Put on record that nobody could read its notice before it was over."""
    async with desk.db.transaction() as tx:
        await meetings.note(tx, desk.now(), meeting, "meeting.missed")


async def announce(
    desk: Desk, who: Asker, branch: Branch, meeting_id: MeetingId, *, reason: str | None = None
) -> Meeting:
    """Let the draft become the branch's meeting, and have its notice posted; raises AlreadyDone for a second press.

    `reason`: why it is short notice, as typed; without one less notice than the rule asks for is refused.
    """
    now = desk.now()
    why = None if reason is None else rules.read_reason(reason)
    async with desk.db.transaction() as tx:
        draft = await _draft(tx, who, meeting_id)
        check(draft, branch, now)
        is_short = rules.given(draft, now, branch.zone).is_short
        if is_short and why is None:
            raise Invalid("notice.needs_reason")
        await jobs.drop(tx, meetings.key(draft, "meeting.forget"))
        meeting = replace(draft, short_reason=why if is_short else None)
        if meeting.repeats is not None:
            meeting = await series.begin(tx, meeting, branch, now)
        return await meetings.publish(tx, now, meeting, who)


async def post_again(desk: Desk, who: Asker, meeting_id: MeetingId) -> Meeting:
    """Have a notice that somebody has deleted posted once more; raises AlreadyDone where it is, or will be.

    Notice was given when the first one was posted, so `announced_at` stays.
    """
    access.require(who, Power.REP)
    now = desk.now()
    async with desk.db.transaction() as tx:
        meeting = await store.get(tx, who.guild_id, meeting_id)
        rules.may_post_again(meeting, now)
        if await jobs.state(tx, again_key(meeting)) == "waiting":
            raise AlreadyDone("notice.posting_again")
        await meetings.queue(tx, meeting, AGAIN, now, each=meeting.message_id)
        await meetings.note(tx, now, meeting, "meeting.posted_again", who)
    return meeting


async def deleted(desk: Desk, who: Asker) -> Sequence[Meeting]:
    """The meetings whose notice somebody has deleted although members would still answer it."""
    found = await meetings.list_(desk, who.guild_id, limit=meetings.EVERY)
    return [each for each in found if rules.lacks_notice(each, desk.now())]


def again_key(meeting: Meeting) -> str:
    """The job that posts the notice in the place of this one: of each that is deleted, one."""
    return meetings.key(meeting, AGAIN, meeting.message_id)


async def edit_agenda(
    desk: Desk, who: Asker, meeting_id: MeetingId, agenda: str, *, version: int | None = None
) -> Meeting:
    """Another agenda for a meeting that was announced, as typed; raises AlreadyDone if it is the same.

    `version`: which agenda was changed into this one; raises TooLate where another rep was quicker.
    Calendars are to take it over, for it stands in their entry, so `sequence` is raised: that costs nobody an answer,
    as a calendar asks for a new one only where it knows who was invited. Nobody is called because of it.
    """
    access.require(who, Power.REP)
    now, items = desk.now(), agendas.read(agenda)
    async with desk.db.transaction() as tx:
        before = await store.get(tx, who.guild_id, meeting_id)
        rules.may_edit_agenda(before, now)
        if version is not None and version != rules.agenda_version(before):
            raise TooLate("agenda.changed_meanwhile")
        if items == before.agenda:
            raise AlreadyDone("agenda.same")
        meeting = replace(before, agenda=items, agenda_at=now, sequence=before.sequence + 1)
        await store.save(tx, meeting)
        await meetings.refresh(tx, meeting, now)
        await meetings.note(tx, now, meeting, "meeting.agenda_changed", who, items=len(items))
    return meeting


def _begins(recurrence: Recurrence, meeting: Meeting, branch: Branch) -> bool:
    """Whether the meeting is the first of those that this rule gives."""
    wall = rules.wall(meeting, branch.zone)
    return next(recurrences.walls(recurrence, wall), None) == wall


async def _edit(
    desk: Desk, who: Asker, branch: Branch, meeting_id: MeetingId, change: Callable[[Meeting], Meeting]
) -> Meeting:
    async with desk.db.transaction() as tx:
        draft = change(await _draft(tx, who, meeting_id))
        draft = replace(draft, rule=await meeting_rules.rule_for(tx, who.guild_id, draft.kind))
        check(draft, branch, desk.now())
        await store.save(tx, draft)
    return draft


async def _draft(conn: Connection, who: Asker, meeting_id: MeetingId) -> Meeting:
    access.require(who, Power.REP)
    try:
        draft = await store.get(conn, who.guild_id, meeting_id)
    except NotFound:
        raise NotFound("notice.no_draft") from None
    if draft.author_id != who.member_id:
        raise NotFound("notice.no_draft")
    if draft.status is not Status.DRAFT:
        raise AlreadyDone("notice.already_posted")
    return replace(draft, rule=await meeting_rules.rule_for(conn, who.guild_id, draft.kind))
