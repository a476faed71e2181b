"""The computer loses its power around a meeting: nothing that was acknowledged is lost, and nothing is said twice."""

import asyncio
import random
import signal
from collections.abc import Callable

from bot.i18n import say
from bot.standin import Member, Message, Request
from tests.e2e.bad_days import until
from tests.e2e.machine import Machine, send

COMING, APOLOGIES = say("meeting.answer-coming"), say("meeting.answer-apologies")
CHECK_IN = say("meeting.check_in")


def cut_the_power(machine: Machine, when: Callable[[Request], bool]) -> None:
    """Discord has got this request, and its answer never arrives."""
    process = machine.process
    assert process is not None

    def cut(request: Request) -> None:
        if when(request) and process.returncode is None:
            send(process, signal.SIGKILL)

    machine.discord.on_request(cut)


async def press(member: Member, post: Message, label: str) -> tuple[int, str, str]:
    return member.id, label, (await member.press(post, label)).text


async def test_nothing_of_a_meeting_is_lost_or_said_twice_however_often_the_power_goes(machine: Machine) -> None:
    preview = await machine.draft_meeting("in 25 minutes")
    form = await machine.sue.press(preview, say("notice.post_short"))
    cut_the_power(machine, lambda request: request.method == "POST" and "Emergency meeting" in str(request.body))
    posting = asyncio.create_task(machine.sue.submit(form, reason="The letters came today"))
    await until(lambda: bool(machine.posts(machine.notices)))
    assert (await machine.end())[0] == -signal.SIGKILL
    await machine.start()
    (post,) = machine.posts(machine.notices)
    await until(lambda: post.edits > 0)
    assert machine.posts(machine.notices) == [post]

    for each in machine.crowd[:10]:
        assert "down as coming" in (await each.press(post, COMING)).text
    dice = random.Random()  # noqa: S311 - when the power goes: at another moment each time
    letters = dice.randint(1, 6)
    cut_the_power(machine, lambda request: "Moved: " in str(request.body) and len(written_to(machine)) >= letters)
    shown = await machine.sue.slash("meeting move", meeting="Lay-offs", when="in 28 minutes")
    form = await machine.sue.press(shown, say("change.move_it"))
    moving = asyncio.create_task(machine.sue.submit(form, reason="The train is late"))
    labels = (COMING, APOLOGIES, CHECK_IN)
    burst = [
        asyncio.create_task(press(each, post, labels[number % 3])) for number, each in enumerate(machine.crowd[10:55])
    ]
    process = machine.process
    await until(lambda: process is not None and process.returncode is not None)
    await machine.end()
    said = await asyncio.gather(*burst)
    answers, present = machine.numbers()
    assert {who for who, label, text in said if label == CHECK_IN and "You are checked in" in text} <= present
    for answer, label, told in (("coming", COMING, "down as coming"), ("apologies", APOLOGIES, "apologies are")):
        acknowledged = {who for who, chosen, text in said if chosen == label and told in text}
        assert acknowledged <= {who for who, what in answers.items() if what == answer}

    await machine.start()
    await until(lambda: any("wrote to" in each.text for each in machine.posts(machine.audit)))
    assert all(len(each.dms) == 1 for each in machine.crowd[:10])
    assert {len(each.dms) for each in written_to(machine)} == {1}
    assert {each.id for each in written_to(machine)} <= set(answers) | present
    assert len([each for each in machine.posts(machine.notices) if each.preview.startswith("Moved")]) == 1
    assert machine.numbers() == (answers, present)
    for task in (posting, moving):
        task.cancel()
    assert (await machine.end(signal.SIGTERM))[0] == 0


def written_to(machine: Machine) -> list[Member]:
    """Who has got a private message."""
    return [each for each in machine.crowd if each.dms]
