"""Who looks at the desk again and again: what can be learnt from when something there changes."""

from bot.i18n import say
from bot.render.markup import plain
from bot.standin import Message, Reply
from cogs._widgets import LONGEST_DESCRIPTION, card
from tests.e2e.living import Branch
from tests.e2e.reports import SEND, read, send

OPEN, ANSWER = say("desk_post.open"), say("desk_post.answer")


async def seen_by_an_organiser(branch: Branch, post: Message) -> tuple[str, ...]:
    """All that an organiser can look at without a reporter's code."""
    await branch.settle()
    listed = await branch.ola.slash("feedback desk", in_channel=branch.lobby)
    shown = await branch.ola.press(post, OPEN)
    posts = [each.text for each in (*branch.posts(branch.desk_channel), *branch.posts(branch.notices))]
    return (listed.text, shown.text, *posts)


async def answered(branch: Branch, post: Message) -> Reply:
    shown = await branch.oli.press(post, OPEN)
    return await branch.oli.submit(
        await branch.oli.press(shown, ANSWER), text="Is it so in all? https://example.org/K7QD"
    )


async def test_until_the_next_round_nobody_at_the_desk_can_tell_when_a_reporter_has_read_or_replied(branch: Branch):
    code = await send(branch, branch.ann, urgent="safety")
    (post,) = branch.posts(branch.desk_channel)
    await answered(branch, post)
    before = await seen_by_an_organiser(branch, post)
    screen = await read(branch, branch.ann, code)
    assert say("reading.title-new_answer") in screen.text
    assert say("reading.link") in screen.text  # the page could count who comes, and when
    assert await seen_by_an_organiser(branch, post) == before
    draft = await branch.ann.submit(await branch.ann.press(screen, say("reading.reply")), text="In the north office.")
    await branch.ann.press(draft, SEND)
    assert await seen_by_an_organiser(branch, post) == before
    await send(branch, branch.bob)
    await branch.pass_(hours=14)
    assert await seen_by_an_organiser(branch, post) != before


def test_of_a_long_report_almost_all_is_shown_before_it_is_sent_whatever_its_first_line():
    text = plain("Hello,\n" + "five *cases* " * 307)
    assert len(text) > LONGEST_DESCRIPTION
    shown = card("Your report", text).description or ""
    assert len(shown) > LONGEST_DESCRIPTION - 100
    assert say("ui.cut_short") in shown
