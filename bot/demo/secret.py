"""A secret poll: opened by a rep, voted in, closed, and checked by who voted."""

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.demo.spans import ZONE
from bot.demo.stage import Stage
from bot.standin.messages import Message
from bot.standin.people import Member
from bot.standin.replies import Reply

QUESTION = "Should the branch say that it has no confidence in the area's management?"
FORM = {"question": QUESTION, "closes": "in 2 hours"}
CLOSED = datetime(2026, 11, 19, 22, 46, tzinfo=ZONE).astimezone(UTC)
MENU, CAST = "Choose one option", "Cast my vote"
VIEWS = ("For", "Against", "For", "For", "Against", "For", "Abstain", "Against", "For", "For")
RECEIPT = re.compile(r"```\n(\S+)\n```")


async def play(stage: Stage) -> None:
    """From the form to the receipt that is found in the count."""
    await _open(stage)
    receipt = await _vote(stage)
    await _others(stage)
    await _close(stage, receipt)


async def _open(stage: Stage) -> None:
    rob, tell, huw = stage.cast.rob, stage.tell, stage.cast.members[2]
    stage.clock.move(minutes=5)
    tell.chapter("Rob asks something that nobody should have to answer in the open")
    form = await rob.slash("poll create", kind="secret")
    tell.does(rob, "types /poll create and chooses the kind “secret”")
    tell.fills_in(rob, form, **FORM)
    preview = await rob.submit(form, **FORM)
    preview = await rob.select(preview, "Scrutineers (up to 2, optional)", [huw])
    tell.does(rob, "chooses Huw as scrutineer in the preview")
    tell.answers(rob, preview, below="the post as everyone will see it")
    stage.picture("secret-preview", preview)
    tell.does(rob, "presses Open it")
    tell.answers(rob, await rob.press(preview, "Open it"))
    stage.picture("secret-post", await stage.news())


async def _vote(stage: Stage) -> str:
    """Ann votes, and then Bob, twice; Ann's receipt."""
    ann, bob, tell = stage.cast.members[0], stage.cast.members[1], stage.tell
    post = stage.posts[-1]
    stage.clock.move(minutes=3)
    tell.chapter("Ann votes in secret, and Bob presses twice")
    paper = await ann.press(post, "Vote")
    tell.does(ann, "presses Vote")
    tell.answers(ann, paper)
    stage.picture("secret-paper", paper)
    check = await ann.select(paper, MENU, "For")
    tell.does(ann, "chooses For")
    tell.answers(ann, check)
    stage.picture("secret-check", check)
    cast = await ann.press(check, CAST)
    tell.does(ann, f"presses {CAST}")
    tell.answers(ann, cast)
    stage.picture("secret-receipt", cast)
    await _vote_twice(stage, bob, post)
    return RECEIPT.findall(cast.content)[0]


async def _vote_twice(stage: Stage, bob: Member, post: Message) -> None:
    check = await bob.select(await bob.press(post, "Vote"), MENU, "Against")
    twice = await asyncio.gather(bob.press(check, CAST), bob.press(check, CAST))
    same = len({reply.content for reply in twice}) == 1
    stage.tell.does(bob, f"presses {CAST} twice, and reads {'the same receipt' if same else 'two answers'}")
    again = await bob.press(post, "Vote")
    stage.tell.does(bob, "presses Vote again, to be sure")
    stage.tell.answers(bob, again)


async def _others(stage: Stage) -> None:
    tell, members, post = stage.tell, stage.cast.members, stage.posts[-1]
    tell.chapter("The turnout moves in steps, so that it does not tell who has just voted")
    await stage.pass_a_minute()
    tell.aside("Ann and Bob have voted; the post does not show it yet.")
    tell.changes(post, "Turnout so far")
    await _all_vote(members[2:5], post)
    await stage.pass_a_minute()
    tell.aside("Three more vote, which makes five.")
    tell.changes(post, "Turnout so far")
    await _all_vote(members[5:33], post)
    await stage.pass_a_minute()
    tell.aside("Twenty-eight more vote.")
    tell.changes(post, "Turnout so far")


async def _close(stage: Stage, receipt: str) -> None:
    ann, tell = stage.cast.members[0], stage.tell
    tell.chapter("It closes, and Ann looks whether her vote is in the count")
    reply = await ann.slash("poll receipt", code=receipt)
    tell.does(ann, "is early: she types /poll receipt and her receipt")
    tell.answers(ann, reply)
    stage.clock.move_to(CLOSED)
    result = await stage.news(in_words=False)
    stage.picture("secret-result", result)
    reply = await ann.slash("poll receipt", code=receipt)
    tell.does(ann, "types /poll receipt and her receipt again")
    tell.answers(ann, reply)
    stage.picture("secret-included", reply)
    recount = await ann.press(result, "Recount")
    tell.does(ann, "presses Recount")
    tell.answers(ann, recount)


async def _all_vote(members: Sequence[Member], post: Message) -> None:
    await asyncio.gather(*(_cast(who, post, VIEWS[n % len(VIEWS)]) for n, who in enumerate(members)))


async def _cast(who: Member, post: Message, choice: str) -> Reply:
    return await who.press(await who.select(await who.press(post, "Vote"), MENU, choice), CAST)
