"""The computer loses its power while a board is posted and pinned: it stands once, and is pinned once."""

import asyncio
import signal

from bot.i18n import say
from bot.standin import Channel, Message, Request
from tests.e2e.bad_days import until
from tests.e2e.machine import Machine, send


def cut_the_power(machine: Machine, method: str, route: str, room: Channel) -> None:
    """Once: Discord has got this request about the campaign's channel, and its answer never arrives."""
    process = machine.process
    assert process is not None

    def cut(request: Request) -> None:
        is_it = request.method == method and request.route == route and f"/{room.id}/" in request.path
        if is_it and process.returncode is None:
            send(process, signal.SIGKILL)

    machine.discord.on_request(cut)


def boards(machine: Machine, room: Channel) -> list[Message]:
    return [each for each in machine.posts(room) if "Campaign 1" in each.text]


async def test_a_board_stands_once_and_is_pinned_once_however_often_the_power_goes(machine: Machine) -> None:
    sue, room = machine.sue, machine.campaign
    await sue.press(await sue.slash("branch setup"), say("branch.finish"))
    said = {"title": "Pay 2026", "employer": "Riverside", "claim": "8%", "contact": "Any rep"}
    preview = await sue.submit(await sue.slash("campaign start"), **said, nation="england_wales")

    cut_the_power(machine, "POST", "/channels/{channel_id}/messages", room)
    pressing = asyncio.create_task(sue.press(preview, say("campaign.start_it")))
    await until(lambda: bool(boards(machine, room)))
    assert (await machine.end())[0] == -signal.SIGKILL
    await machine.start()
    cut_the_power(machine, "PUT", "/channels/{channel_id}/messages/pins/{message_id}", room)
    await until(lambda: bool(room.pins))
    assert (await machine.end())[0] == -signal.SIGKILL
    await machine.start()
    await until(lambda: room.pins[0].edits > 1)  # by each of the two bots that found it
    (post,) = boards(machine, room)
    assert boards(machine, room) == room.pins == [post]
    assert len([each for each in room.messages.values() if each.is_of_discord]) == 1
    pressing.cancel()
    assert (await machine.end(signal.SIGTERM))[0] == 0
