"""The computer loses its power while members press *I've posted it*: whoever was told is counted, nobody else is."""

import asyncio
import random
import signal
import sqlite3
from datetime import timedelta

from bot import keys
from bot.desk import wall_clock
from bot.i18n import say
from bot.ids import MemberId
from bot.standin import Member, Message
from tests.e2e.bad_days import until
from tests.e2e.machine import Machine, send

POSTED = say("outside.button")


async def announced(machine: Machine) -> Message:
    """A branch that is set up, with an open ballot in its campaign."""
    await machine.sue.press(await machine.sue.slash("branch setup"), say("branch.finish"))
    said = {"title": "Pay 2026", "employer": "Riverside", "claim": "8%", "contact": "Any rep"}
    campaign = await machine.sue.submit(await machine.sue.slash("campaign start"), **said, nation="england_wales")
    await machine.sue.press(campaign, say("campaign.start_it"))
    opened = f"{wall_clock() - timedelta(days=1):%d %b %Y %H:%M}"
    given = {"scrutineer": "NB", "replacement": "Ring.", "opens": opened, "closes": "in 30 days", "entitled": ""}
    form = await machine.sue.press(await machine.sue.slash("campaign ballot"), say("outside.new"))
    await machine.sue.press(await machine.sue.submit(form, **given), say("outside.post_it"))
    await until(lambda: any(POSTED in labels(each) for each in machine.posts(machine.campaign)))
    return next(each for each in machine.posts(machine.campaign) if POSTED in labels(each))


def labels(post: Message) -> list[str]:
    return [each.label for each in post.buttons]


def counted(machine: Machine) -> set[int]:
    """Who is counted, by the database and the key."""
    key = (machine.folder / "keys" / "1.outside").read_bytes()
    with sqlite3.connect(f"file:{machine.folder / 'steward.db'}?mode=ro", uri=True) as connection:
        tags = {bytes(tag) for (tag,) in connection.execute("SELECT tag FROM posted")}
    connection.close()
    found = {each.id for each in machine.crowd if keys.tag(key, MemberId(each.id)) in tags}
    assert len(found) == len(tags)
    return found


async def press(member: Member, post: Message) -> tuple[int, bool]:
    """Who pressed, and whether they were told that it is noted."""
    return member.id, say("posted.noted") in (await member.press(post, POSTED)).text


async def test_whoever_was_told_is_counted_however_often_the_power_goes(machine: Machine) -> None:
    post = await announced(machine)
    dice, told, pressed = random.Random(), set[int](), set[int]()  # noqa: S311 - when the power goes
    for part in range(2):
        crowd = machine.crowd[40 * part : 40 * part + 40]
        burst = [asyncio.create_task(press(each, post)) for each in crowd]
        await asyncio.sleep(dice.uniform(0.0, 0.3))  # it may go before anything, in the middle, or after everything
        process = machine.process
        assert process is not None
        send(process, signal.SIGKILL)
        await machine.end()
        said = await asyncio.gather(*burst)
        told |= {who for who, was_told in said if was_told}
        pressed |= {who for who, _ in said}
        assert told <= counted(machine) <= pressed
        await machine.start()
    again = [await each.press(post, POSTED) for each in machine.crowd[:60:6]]
    assert all(say("posted.noted") in each.text or say("posted.was_noted") in each.text for each in again)
    before = counted(machine)
    who = next(each for each in machine.crowd if each.id in before)
    await who.press(await who.press(post, POSTED), say("posted.mistake"))
    assert counted(machine) == before - {who.id}
    assert (await machine.end(signal.SIGTERM))[0] == 0
