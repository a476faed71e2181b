"""An election of two delegates by ranking, from the candidates to the count sheet."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.demo.spans import ZONE
from bot.demo.stage import Stage
from bot.standin.messages import Message
from bot.standin.people import Member
from bot.standin.replies import Reply

QUESTION = "Who are the branch's two delegates to conference?"
AISHA, DAFYDD, GURPREET, MOIRA, TOMASZ = "Aisha Khan", "Dafydd Rees", "Gurpreet Gill", "Moira Shaw", "Tomasz Nowak"
REOPEN = "Re-open nominations"
CANDIDATES = "\n".join((AISHA, DAFYDD, GURPREET, MOIRA, TOMASZ, REOPEN))
STATEMENTS = {
    AISHA: "Four years a rep in the Mill Street office. Workloads first: I have kept the figures, and I want "
    "conference to hear them.",
    MOIRA: "I have been to three conferences for this branch and reported back from each in writing, within a week. "
    "I ask you before I speak for you.",
}
CHOICES = ("Your 1st choice", "Your 2nd choice", "Your 3rd choice", "Your 4th choice", "Your 5th choice")
DONE, CAST = "Done: leave the rest unranked", "Cast my vote"
# How many rank whom, from the first choice on.
PAPERS = (
    (8, (MOIRA, AISHA, DAFYDD)),
    (8, (MOIRA, GURPREET)),
    (8, (GURPREET, AISHA)),
    (3, (AISHA, GURPREET, MOIRA)),
    (3, (DAFYDD, GURPREET)),
    (2, (TOMASZ, GURPREET, AISHA)),
    (1, (REOPEN,)),
)
OPENS = datetime(2026, 11, 20, 19, 0, tzinfo=ZONE).astimezone(UTC)
CLOSES = datetime(2026, 11, 22, 20, 0, tzinfo=ZONE).astimezone(UTC)


async def play(stage: Stage) -> list[bytes]:
    """From the form to the count sheet; the pictures of the count."""
    await _require_two(stage)
    await _agree(stage, await _draft(stage))
    await _rank(stage)
    return await _count(stage)


async def _require_two(stage: Stage) -> None:
    sue, tell = stage.cast.sue, stage.tell
    stage.clock.move_to(OPENS)
    tell.chapter("The next evening: an election, which two officers open")
    page = await sue.press(await sue.press(await sue.slash("branch setup"), "Next"), "Next")
    page = await sue.press(page, "Two officers for secret polls: off")
    label = next(button.label for button in page.buttons if button.label.startswith("Two officers"))
    tell.does(sue, f"presses a button on the third page of /branch setup; it says now “{label}”")


async def _draft(stage: Stage) -> Reply:
    """Write the election, with what two candidates say; the preview."""
    rob, tell = stage.cast.rob, stage.tell
    form = await rob.slash("poll create", kind="ranked")
    typed = {"question": QUESTION, "options": CANDIDATES, "seats": "2", "closes": "Sun 20:00"}
    tell.does(rob, "types /poll create and chooses the kind “ranked”")
    tell.fills_in(rob, form, **{**typed, "options": CANDIDATES.replace("\n", ", ")})
    stage.form_picture("election-form", form, **typed)
    return await _state(stage, await rob.submit(form, **typed))


async def _agree(stage: Stage, preview: Reply) -> None:
    rob, sue, tell = stage.cast.rob, stage.cast.sue, stage.tell
    tell.does(rob, "presses Open it")
    tell.answers(rob, await rob.press(preview, "Open it"), below="the post as everyone will see it")
    asked = await stage.asked()
    tell.posts(asked, to="officers")
    stage.picture("election-asked", asked)
    look = await sue.press(asked, "Look at it")
    tell.does(sue, "presses Look at it")
    tell.answers(sue, look, below="the post as everyone will see it")
    tell.does(sue, "presses I agree")
    tell.answers(sue, await sue.press(look, "I agree"))
    await stage.news(then="the candidates, the rule, and what is promised of every secret poll")


async def _state(stage: Stage, preview: Reply) -> Reply:
    """Type in what two candidates say; the preview again."""
    rob, tell = stage.cast.rob, stage.tell
    page = await rob.press(preview, "Candidates' statements")
    tell.does(rob, "presses “Candidates' statements”")
    for name, statement in STATEMENTS.items():
        form = await rob.select(page, "Write or change a statement", name)
        tell.fills_in(rob, form, statement=statement)
        page = await rob.submit(form, statement=statement)
    stage.picture("election-statements", page)
    return await rob.press(page, "Back")


async def _rank(stage: Stage) -> None:
    cat, tell, post = stage.cast.members[3], stage.tell, stage.posts[-1]
    stage.clock.move(minutes=30)
    tell.chapter("Cat ranks by pressing, and takes one back")
    paper = await cat.press(post, "Vote")
    tell.does(cat, "presses Vote")
    tell.answers(cat, paper)
    stage.picture("election-paper", paper)
    paper = await cat.select(paper, CHOICES[0], MOIRA)
    paper = await cat.select(paper, CHOICES[1], DAFYDD)
    tell.does(cat, f"chooses {MOIRA}, then {DAFYDD}")
    paper = await cat.press(paper, "Undo")
    tell.does(cat, "presses Undo")
    tell.answers(cat, paper)
    paper = await cat.select(paper, CHOICES[1], AISHA)
    paper = await cat.select(paper, CHOICES[2], DAFYDD)
    tell.does(cat, f"chooses {AISHA}, then {DAFYDD}")
    tell.answers(cat, paper)
    stage.picture("election-ranking", paper)
    check = await cat.press(paper, DONE)
    tell.does(cat, f"presses “{DONE}”")
    tell.answers(cat, check)
    stage.picture("election-check", check)
    tell.does(cat, f"presses {CAST}")
    tell.answers(cat, await cat.press(check, CAST))


async def _count(stage: Stage) -> list[bytes]:
    cat, tell, post = stage.cast.members[3], stage.tell, stage.posts[-1]
    others = [who for who in stage.cast.members if who is not cat]
    rankings = [ranking for times, ranking in PAPERS for _ in range(times)][1:]  # the first is Cat's
    await asyncio.gather(*(_cast(who, post, ranking) for who, ranking in zip(others, rankings, strict=False)))
    stage.clock.move_to(CLOSES)
    tell.chapter("On Sunday it closes, and is counted by the Scottish rules")
    result = await stage.news(in_words=False)
    stage.picture("election-result", result)
    sheet = await cat.press(result, "Count sheet")
    tell.does(cat, "presses Count sheet")
    tell.answers(cat, sheet)
    stage.picture("election-sheet", sheet)
    count = [file.data for file in result.files if file.description]
    for number, picture in enumerate(count, 1):
        stage.keep(f"election-count-{number}", picture)
    return count


async def _cast(who: Member, post: Message, ranking: Sequence[str]) -> None:
    paper = await who.press(post, "Vote")
    for choice, name in zip(CHOICES, ranking, strict=False):
        paper = await who.select(paper, choice, name)
    await who.press(await who.press(paper, DONE), CAST)
