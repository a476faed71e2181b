"""What was done stays as it was written."""

import sqlite3

import pytest

from bot.ids import GuildId, MemberId
from bot.store import audit

LEEDS, YORK = GuildId(7), GuildId(8)


async def test_the_newest_entries_come_first_and_each_branch_sees_its_own(desk, clock):
    async with desk.db.transaction() as tx:
        for number in range(5):
            await audit.note(tx, clock.move(hours=1), LEEDS, "poll.closed", about=f"poll:{number}", poll=number)
        await audit.note(tx, clock.now(), YORK, "poll.closed")
    async with desk.db.reading() as conn:
        first = await audit.page(conn, LEEDS, before=None, limit=3)
        rest = await audit.page(conn, LEEDS, before=first[-1].id, limit=3)
        after = await audit.since(conn, LEEDS, after=rest[0].id, limit=2)
    assert [entry.about for entry in first + rest] == ["poll:4", "poll:3", "poll:2", "poll:1", "poll:0"]
    assert [entry.about for entry in after] == ["poll:2", "poll:3"]
    assert first[0].at == clock.now()
    assert first[0].detail == {"poll": 4}
    assert first[0].actor is None


async def test_who_did_it_and_every_letter_of_what_they_said_are_kept(desk, clock):
    async with desk.db.transaction() as tx:
        await audit.note(
            tx, clock.now(), LEEDS, "poll.cancelled", actor=MemberId(2), reason="Caeodd y tŷ — “wrong” date"
        )
    async with desk.db.reading() as conn:
        (entry,) = await audit.page(conn, LEEDS, before=None, limit=1)
    assert (entry.actor, entry.detail) == (2, {"reason": "Caeodd y tŷ — “wrong” date"})


@pytest.mark.parametrize("statement", ["UPDATE audit SET what = 'poll.opened'", "DELETE FROM audit"])
async def test_nobody_changes_the_record(desk, clock, statement):
    async with desk.db.transaction() as tx:
        await audit.note(tx, clock.now(), LEEDS, "poll.closed")
    with pytest.raises(sqlite3.IntegrityError, match="append only"):
        async with desk.db.transaction() as tx:
            await tx.execute(statement)
