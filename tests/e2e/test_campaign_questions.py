"""Members ask about a campaign, with their name or without; reps answer, and everybody can look it up."""

from bot.i18n import say
from bot.ids import MemberId
from bot.standin import Member, Message, Reply
from tests.builders import traces
from tests.e2e.campaigns import board_now, start_campaign
from tests.e2e.living import Branch

TEXT = "What happens to my increment if we accept?"


async def ask(branch: Branch, who: Member, text: str = TEXT, *, named: bool = True) -> Reply:
    """A question through the real buttons and form; what the member is told."""
    listed = await who.slash("campaign ask", in_channel=branch.lobby)
    if named:
        form = await who.press(listed, say("question.ask-named"))
    else:
        promise = await who.press(listed, say("question.ask-unnamed"))
        assert "We do not store who asks this" in promise.text
        form = await who.press(promise, say("question.write-unnamed"))
    reply = await who.submit(form, question=text)
    assert reply.is_private
    return reply


async def answer(branch: Branch, chosen: str = TEXT, **fields: str) -> Reply:
    """An answer through the real menu and form; the list that the rep has then."""
    rob = branch.rob
    listed = await rob.slash("campaign answer", in_channel=branch.lobby)
    shown = await rob.select(listed, say("question.choose-to_answer"), chosen)
    form = await rob.press(shown, say("question.answer"))
    given = {
        "wording": "What happens to increments?",
        "answer": "They are paid as before.",
        "kind": "question",
        "office": "Branch secretary",
        **fields,
    }
    return await rob.submit(form, **given)


async def test_a_named_question_is_answered_where_everybody_can_read_it_and_its_asker_is_told(branch: Branch):
    await start_campaign(branch)
    assert "under your name" in (await ask(branch, branch.ann)).text
    assert "1 open; the oldest came today" in (await board_now(branch)).text
    await branch.pass_(days=2)
    shown = await branch.rob.slash("campaign answer", in_channel=branch.lobby)
    assert "Open for 2 days" in shown.text
    done = await answer(branch)
    assert say("question.done-answered") in done.text
    board = await board_now(branch)
    assert "1 answered, none open" in board.text
    assert "a question was answered" in board.text
    listed = await branch.bob.press(board, say("question.button"))
    opened = await branch.bob.select(listed, say("question.choose"), "What happens to increments?")
    assert "They are paid as before." in opened.text
    assert "Branch secretary, Monday 23 November 2026" in opened.text
    assert "Ann" not in opened.text
    (letter,) = letters(branch, branch.ann)
    assert "They are paid as before." in letter.text
    assert letters(branch, branch.bob) == []


async def test_a_question_without_a_name_comes_with_its_round_and_leaves_no_trace_of_who_asked(branch: Branch):
    await start_campaign(branch)
    told = await ask(branch, branch.ann, named=False)
    assert "without your name" in told.text
    empty = await branch.rob.slash("campaign answer", in_channel=branch.lobby)
    assert TEXT not in empty.text
    await branch.restart()
    await branch.pass_(days=1)
    listed = await branch.rob.slash("campaign answer", in_channel=branch.lobby)
    shown = await branch.rob.select(listed, say("question.choose-to_answer"), TEXT)
    assert say("question.asked-unnamed") in shown.text
    assert "1 open" in (await board_now(branch)).text
    assert traces(branch.folder, MemberId(branch.ann.id)) == []
    assert str(branch.ann.id) not in branch.log.text
    assert TEXT not in branch.log.text


async def test_a_rumour_is_answered_from_a_source(branch: Branch):
    await start_campaign(branch)
    await ask(branch, branch.ann, "Is the office closing?")
    refused = await answer(branch, "Is the office closing?", kind="rumour", answer="No.")
    assert "A rumour is answered from a source" in refused.text
    form = await branch.rob.press(refused, say("ui.correct_it"))
    await branch.rob.submit(form, source="The director's letter of 3 November")
    listed = await branch.bob.slash("campaign ask", in_channel=branch.lobby)
    opened = await branch.bob.select(listed, say("question.choose"), "What happens to increments?")
    assert say("question.is_rumour").strip("*") in opened.text.replace("*", "")
    assert "Source: The director's letter of 3 November" in opened.text


async def test_what_is_not_answered_is_dropped_for_a_reason_that_its_asker_is_told(branch: Branch):
    await start_campaign(branch)
    await ask(branch, branch.ann)
    listed = await branch.rob.slash("campaign answer", in_channel=branch.lobby)
    shown = await branch.rob.select(listed, say("question.choose-to_answer"), TEXT)
    late = await branch.rob.press(shown, say("question.answer"))  # left open in another window
    form = await branch.rob.press(shown, say("question.drop"))
    done = await branch.rob.submit(form, reason="It is about one person: please talk to a rep.")
    assert say("question.done-dropped") in done.text
    await branch.settle()
    (letter,) = letters(branch, branch.ann)
    assert "It is about one person" in letter.text
    assert "dropped" in (await branch.rob.submit(late, wording="W?", answer="A.", kind="question", office="Rep")).text


async def test_only_members_ask_and_only_reps_answer(branch: Branch):
    await start_campaign(branch)
    refused = await branch.tim.slash("campaign ask", in_channel=branch.lobby)
    assert refused.is_private
    assert say("question.ask-named") not in branch.labels(refused)
    refused = await branch.ann.slash("campaign answer", in_channel=branch.lobby)
    assert "rep" in refused.text
    for number in range(5):
        await ask(branch, branch.ann, f"Question {number}?", named=False)
    assert "as many as one member can" in (await ask(branch, branch.ann, "One more?", named=False)).text


def letters(branch: Branch, who: Member) -> list[Message]:
    """What Steward has written to this member in private."""
    return who.dms
