"""What candidates say for themselves: written by whoever makes the election, read by everybody once it is announced."""

from bot.actions import asking, drafts
from bot.desk import Desk
from bot.errors import Invalid, NotFound
from bot.ids import Asker, PollId, Power
from bot.rules import elections
from bot.rules.polls import Poll, Status
from bot.store import polls as store
from bot.store.db import Connection


async def write(desk: Desk, who: Asker, poll_id: PollId, number: int, statement: str) -> Poll:
    """What a candidate says for himself or herself, in at most a hundred words; nothing takes it away."""
    said = elections.read_statement(statement)
    async with desk.db.transaction() as tx:
        poll = await drafts.take_up(tx, desk.now(), who, poll_id)
        if not 1 <= number <= len(poll.options) or number == poll.reopen:
            raise Invalid("poll.no_such_option")
        await store.set_statement(tx, poll_id, number, said)
    return poll


async def read(desk: Desk, who: Asker, poll_id: PollId) -> dict[str, str]:
    """What candidates say, by name in the order of the poll: to everybody once it is announced.

    Before that to its author, and to officers while they are asked to agree. Raises NotFound.
    """
    async with desk.db.reading() as conn:
        poll = await store.get(conn, who.guild_id, poll_id)
        if poll.status is Status.DRAFT and not await _may_read(conn, who, poll):
            raise NotFound("poll.not_found")
        return await store.statements(conn, poll_id)


async def _may_read(conn: Connection, who: Asker, poll: Poll) -> bool:
    is_asked = Power.OFFICER in who.powers and bool(await asking.of_poll(conn, who.guild_id, poll.id))
    return is_asked or poll.author_id == who.member_id
