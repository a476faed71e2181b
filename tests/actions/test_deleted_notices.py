"""A notice that somebody deleted, posted again by a rep; on a real database, without Discord."""

import pytest

from bot.actions import branches, changes, meetings, notices, records
from bot.errors import AlreadyDone, NotAllowed, TooLate
from bot.ids import Asker, ChannelId, MessageId
from bot.rules.meetings import Meeting
from tests.actions.announced import GUILD, SUE, Hall
from tests.builders import Clock


async def deleted(hall: Hall, message_id: int = 6) -> Meeting:
    """A meeting whose notice was posted, and is no longer there."""
    meeting = await hall.announce()
    await meetings.posted(hall.desk, GUILD, meeting.id, ChannelId(5), MessageId(message_id))
    await meetings.lost(hall.desk, GUILD, meeting.id)
    return (await meetings.standing(hall.desk, GUILD, meeting.id)).meeting


async def posting_again(hall: Hall) -> list[str]:
    """The jobs that post a notice again, done or not."""
    async with hall.desk.db.reading() as conn:
        found = await conn.execute_fetchall("SELECT key FROM jobs WHERE kind = 'meeting.post_again' ORDER BY id")
    return [str(key) for (key,) in found]


async def test_a_notice_that_somebody_deleted_is_posted_again_once_for_a_rep(hall: Hall, rob: Asker, ann: Asker):
    meeting = await deleted(hall)
    assert list(await notices.deleted(hall.desk, rob)) == [meeting]
    with pytest.raises(NotAllowed):
        await notices.post_again(hall.desk, ann, meeting.id)
    await notices.post_again(hall.desk, rob, meeting.id)
    with pytest.raises(AlreadyDone) as error:
        await notices.post_again(hall.desk, rob, meeting.id)
    assert error.value.key == "notice.posting_again"
    await meetings.posted(hall.desk, GUILD, meeting.id, ChannelId(5), MessageId(7))
    with pytest.raises(AlreadyDone) as error:
        await notices.post_again(hall.desk, rob, meeting.id)
    assert error.value.key == "notice.stands"
    assert not await notices.deleted(hall.desk, rob)
    entries = await records.page(hall.desk, branches.identify(hall.branch, SUE))
    assert [each.what for each in entries][:2] == ["meeting.posted_again", "meeting.announced"]


async def test_each_notice_that_is_deleted_is_replaced_by_a_job_of_its_own(hall: Hall, rob: Asker):
    """Discord would answer the same job's post with the message that it remembers, which is the deleted one."""
    meeting = await deleted(hall)
    for message_id in (7, 8):
        await notices.post_again(hall.desk, rob, meeting.id)
        await meetings.posted(hall.desk, GUILD, meeting.id, ChannelId(5), MessageId(message_id))
        await meetings.lost(hall.desk, GUILD, meeting.id)
    assert await posting_again(hall) == [f"meeting.post_again:{meeting.id}:{message_id}" for message_id in (6, 7)]


async def test_a_deleted_notice_is_not_posted_again_once_nobody_can_answer_it(hall: Hall, rob: Asker, clock: Clock):
    over = await deleted(hall)
    clock.move(seconds=1)
    off = await deleted(hall, 9)
    await changes.cancel(hall.desk, rob, off.id, "The hall is flooded")
    with pytest.raises(AlreadyDone):
        await notices.post_again(hall.desk, rob, off.id)
    clock.move(days=30)
    with pytest.raises(TooLate):
        await notices.post_again(hall.desk, rob, over.id)
    assert not await notices.deleted(hall.desk, rob)
