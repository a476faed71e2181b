"""Members vote in a secret poll: a private paper, a last look at it, a receipt, and nothing that tells how."""

import asyncio
import gc
import re
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager

import pytest

from bot.actions import proofs
from bot.actions.proofs import Inclusion
from bot.i18n import say
from bot.ids import Asker, GuildId, MemberId, PollId
from bot.standin import Member, Message, Reply
from bot.standin.reading import walk
from bot.store import ballot
from cogs import _kept as kept
from cogs.polls._kept_papers import Paper
from tests.e2e.bad_days import until
from tests.e2e.living import Branch, poll_id, receipt_in
from tests.e2e.neighbours import Neighbour

VOTE, CAST, CHANGE = (say(key) for key in ("poll.vote-button", "paper.cast-button", "paper.change-button"))
ONE = say("poll.choose-one")
COLOURS = ("Red", "Green", "Blue", "Abstain")
AWKWARD = [f"{number:02} *_~`|<1> [x](http://x.y) # \N{PARTY POPPER}".ljust(79, "_") for number in range(1, 26)]


async def counted(branch: Branch, post: Message | None = None) -> int:
    """How many are crossed off the roll."""
    return (await branch.desk.boxes.turnout(PollId(poll_id(post or branch.posts()[-1])))).voted


async def votes(branch: Branch) -> dict[tuple[int, ...], int]:
    """The papers of the newest poll, after its close."""
    await branch.close_in_time()
    return (await branch.desk.boxes.count(PollId(poll_id(branch.posts()[0])))).papers


async def marked(member: Member, post: Message | Reply, *options: str) -> Reply:
    """A paper up to the screen that asks to confirm it."""
    paper = await member.press(post, VOTE)
    return await member.select(paper, str(paper.selects[0].placeholder), list(options))


@contextmanager
def locked_box(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """The box's file cannot be written to."""
    monkeypatch.setattr(ballot, "FILE_WITHIN", 0.05)
    (file,) = branch.folder.glob("ballots/*.db")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


def in_memory(question: str) -> set[tuple[int, ...]]:
    """What is marked on every paper of this poll that the process still holds anywhere."""
    gc.collect()
    every = [each for each in gc.get_objects() if isinstance(each, Paper)]
    return {paper.marked for paper in every if paper.poll.question == question}


# From the paper to the receipt


async def test_a_vote_is_one_private_message_from_the_paper_to_the_receipt(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    paper = await branch.ann.press(post, VOTE)
    assert paper.is_private
    first = paper.message
    asked = await branch.ann.select(paper, ONE, "Against")
    assert asked.message is first
    assert say("paper.confirm-title") in asked.text
    assert "Against" in asked.text
    assert "For\n" not in asked.text
    assert branch.labels(asked) == [CAST, CHANGE]
    assert await counted(branch) == 0
    last = await branch.ann.press(asked, CAST)
    assert last.message is first
    assert last.is_private
    assert await counted(branch) == 1
    assert await votes(branch) == {(2,): 1}


async def test_the_paper_says_what_is_asked_what_is_promised_and_what_it_is_not(branch: Branch) -> None:
    post = await branch.open_poll("Accept the *offer*?", kind="secret")
    paper = await branch.ann.press(post, VOTE)
    assert "Accept the \\*offer\\*?" in paper.text
    for option in ("1. For", "2. Against", "3. Abstain", ONE):
        assert option in paper.text
    for key in ("paper.promise", "paper.how", "poll.guard"):
        assert say(key) in paper.text
    assert say("paper.promise").startswith("Other members and branch officers cannot see how you voted. The bot's")
    (menu,) = paper.selects
    assert [option["label"] for option in menu.held["options"]] == ["For", "Against", "Abstain"]
    assert not any(option.get("default") for option in menu.held["options"])


async def test_few_voters_are_warned_on_the_paper_and_many_are_not(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    assert say("ballot.small", eligible=6) in (await branch.ann.press(post, VOTE)).text
    for number in range(4):
        branch.guild.member(f"m{number}", roles=[branch.members])
    bigger = await branch.open_poll("And this?", kind="secret")
    assert "Among so few" not in (await branch.ann.press(bigger, VOTE)).text


async def test_the_last_screen_has_the_receipt_and_neither_the_choice_nor_a_button(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret", options=("Keep the picket rota", "Drop the picket rota"))
    last = await branch.cast(branch.ann, post, "Drop the picket rota")
    assert "picket" not in last.text
    assert last.components == []
    assert last.embeds == []
    assert re.fullmatch(r"(\w{5}-){3}\w{5}[\w*~$=]", receipt_in(last))
    assert "/poll receipt" in last.text


async def test_after_the_close_each_receipt_is_in_the_count(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    receipts = [receipt_in(await branch.cast(who, post, "For")) for who in (branch.ann, branch.bob)]
    assert len(set(receipts)) == 2
    await branch.close_in_time()
    who = Asker(GuildId(branch.guild.id), MemberId(branch.ann.id), frozenset())
    for receipt in receipts:
        assert (await proofs.look_up(branch.desk, who, receipt))[0] is Inclusion.INCLUDED


async def test_a_choice_can_be_changed_until_it_is_cast(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    paper = await branch.ann.press(await marked(branch.ann, post, "For"), CHANGE)
    assert not any(option.get("default") for option in paper.selects[0].held["options"])
    await branch.ann.press(await branch.ann.select(paper, ONE, "Against"), CAST)
    assert await votes(branch) == {(2,): 1}


async def test_several_options_may_be_chosen_where_the_poll_says_so(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret", options=COLOURS, choices="2-3")
    some = say("poll.choose-some", least=2, most=3)
    asked = await marked(branch.ann, post, "Blue", "Red")
    assert say("paper.choice", option="Red") in asked.text
    assert say("paper.choice", option="Blue") in asked.text
    assert say("paper.choice", option="Green") not in asked.text
    await branch.ann.press(asked, CAST)
    assert some in (await branch.bob.press(post, VOTE)).text
    assert await votes(branch) == {(1, 3): 1}


async def test_an_abstention_stands_alone_and_too_few_choices_are_refused(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret", options=COLOURS, choices="2-3")
    paper = await branch.ann.press(post, VOTE)
    some = str(paper.selects[0].placeholder)
    assert (await branch.ann.select(paper, some, ["Red", "Abstain"])).text == say("poll.abstain_alone")
    assert (await branch.ann.select(paper, some, ["Red"])).text == say("poll.too_few_choices", choices=1, least=2)
    await branch.ann.press(await branch.ann.select(paper, some, ["Abstain"]), CAST)
    assert await votes(branch) == {(4,): 1}


async def test_twenty_five_long_awkward_options_are_shown_whole_before_they_are_cast(branch: Branch) -> None:
    question = "*_~`|<1> [x](http://x.y) \N{PARTY POPPER} ".ljust(199, "*")
    post = await branch.open_poll(question, kind="secret", options=AWKWARD, choices="any")
    paper = await branch.ann.press(post, VOTE)
    labels = [option["label"] for option in paper.selects[0].held["options"]]
    assert labels == AWKWARD
    asked = await branch.ann.select(paper, str(paper.selects[0].placeholder), labels)
    for number in range(1, 26):
        assert f"• {number:02} " in asked.text
    assert say("ui.cut_short") not in asked.text
    assert receipt_in(await branch.ann.press(asked, CAST))
    assert say("paper.promise") in paper.text or await counted(branch) == 1


async def test_with_the_cast_what_was_marked_leaves_the_memory(branch: Branch) -> None:
    post = await branch.open_poll("Gone with the cast?", kind="secret")
    await marked(branch.ann, post, "Against")
    assert in_memory("Gone with the cast?") == {(), (2,)}
    await branch.cast(branch.ann, post, "For")
    assert in_memory("Gone with the cast?") == set()


async def test_a_vote_from_the_list_is_a_vote(branch: Branch) -> None:
    await branch.open_poll("Accept the offer?", kind="secret")
    listed = await branch.ann.slash("poll list")
    assert say("poll.list-kind_secret") in listed.text
    shown = await branch.ann.select(listed, say("poll.list-vote"), "Accept the offer?")
    assert shown.is_private
    assert receipt_in(await branch.cast(branch.ann, shown, "For"))
    assert await counted(branch) == 1


# Who gets no paper


async def test_a_paper_is_for_members_once(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    refused = await branch.tim.press(post, VOTE)
    assert refused.is_private
    assert refused.text == say("poll.not_eligible")
    await branch.cast(branch.ann, post, "For")
    again = await branch.ann.press(post, VOTE)
    assert again.text == say("box.already_voted")
    assert await counted(branch) == 1


async def test_who_joined_after_a_listed_roll_is_told_before_marking_anything(listed_branch: Branch) -> None:
    branch = listed_branch
    preview = await branch.draft(kind="secret")
    preview = await branch.rob.press(preview, say("poll.do-list"))
    await branch.rob.press(preview, say("poll.open-it"))
    await branch.settle()
    (post,) = branch.posts()
    late = branch.guild.member("late", roles=[branch.members])
    assert (await late.press(post, VOTE)).text == say("box.not_on_roll")
    branch.ann.remove_role(branch.members)  # who was listed stays on the list
    assert receipt_in(await branch.cast(branch.ann, post, "For"))
    assert await counted(branch) == 1


async def test_before_the_opening_there_is_no_paper(branch: Branch) -> None:
    await branch.open_poll("Later?", kind="secret", opens="in 1 day")
    listed = await branch.ann.slash("poll list")
    early = await branch.ann.raw_press(listed, custom_id="poll:ballot:1")
    assert early.text.startswith("This poll is not open yet.")
    await branch.draft("Never?", kind="secret")
    assert (await branch.rob.raw_press(listed, custom_id="poll:ballot:2")).text == say("poll.draft")


async def test_after_the_close_there_is_no_paper(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret", closes="in 1 day")
    branch.clock.move(days=1)
    assert (await branch.ann.press(post, VOTE)).text.startswith("This poll closed")


async def test_a_cancelled_poll_gives_no_paper_and_counts_none(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    asked = await marked(branch.ann, post, "For")
    await branch.rob.slash("poll cancel", poll=str(poll_id(post)), reason="Wrong question")
    last = await branch.ann.press(asked, CAST)
    assert last.text == say("paper.not_counted", why=say("poll.cancelled"))
    assert last.components == []
    again = await branch.ann.raw_press(post, custom_id=f"poll:ballot:{poll_id(post)}")
    assert again.text == say("poll.cancelled")


async def test_the_doors_of_open_and_secret_polls_do_not_lead_into_each_other(branch: Branch) -> None:
    secret = await branch.open_poll("Secret?", kind="secret")
    open_ = await branch.open_poll("Open?")
    unknown = say("ui.unknown_button")
    assert (await branch.ann.raw_press(secret, custom_id=f"poll:vote:{poll_id(secret)}:1")).text == unknown
    chosen = branch.ann.raw_press(secret, custom_id=f"poll:choose:{poll_id(secret)}", component_type=3, values=["1"])
    assert (await chosen).text == unknown
    assert (await branch.ann.raw_press(open_, custom_id=f"poll:ballot:{poll_id(open_)}")).text == unknown
    assert (await branch.ann.raw_press(open_, custom_id="poll:ballot:x")).text == unknown
    assert await counted(branch, secret) == 0
    assert (await branch.votes())[0] == 0


async def test_a_neighbours_secret_poll_is_like_one_that_never_was(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    other = Neighbour(branch)
    await other.una.press(await other.una.slash("branch setup"), say("branch.finish"))
    listed = await other.una.slash("poll list")
    refused = await other.ann.raw_press(listed, custom_id=f"poll:ballot:{poll_id(post)}")
    assert refused.text == say("poll.not_found")
    # She works in both places; a paper of one is nothing in the other.
    asked = await marked(branch.ann, post, "For")
    token = asked.buttons[0].custom_id
    elsewhere = await other.ann.slash("poll list")
    refused = await other.ann.raw_press(elsewhere, custom_id=str(token))
    assert refused.text == say("paper.not_counted", why=say("poll.not_found"))
    assert await counted(branch) == 0


# Between the screens


async def test_a_poll_that_closes_over_a_marked_paper_does_not_count_it_and_says_so(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret", closes="in 1 day")
    branch.clock.move(hours=23, minutes=30)
    asked = await marked(branch.ann, post, "For")
    branch.clock.move(minutes=30)
    last = await branch.ann.press(asked, CAST)
    assert last.text.startswith("**Your vote was not counted.** This poll closed")
    assert last.components == []
    assert await counted(branch) == 0


async def test_who_loses_the_role_over_a_marked_paper_is_not_counted(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    asked = await marked(branch.ann, post, "For")
    branch.ann.remove_role(branch.members)
    last = await branch.ann.press(asked, CAST)
    assert last.text == say("paper.not_counted", why=say("poll.not_eligible"))
    assert await counted(branch) == 0


async def test_a_restart_forgets_what_was_marked_and_says_that_nothing_was_cast(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    paper = await branch.ann.press(post, VOTE)
    asked = await marked(branch.bob, post, "For")
    await branch.restart()
    for reply in (await branch.ann.select(paper, ONE, "For"), await branch.bob.press(asked, CAST)):
        assert reply.is_private
        assert reply.text == say("paper.forgotten")
    assert await counted(branch) == 0
    assert receipt_in(await branch.cast(branch.bob, post, "For"))


async def test_an_hour_later_a_paper_is_forgotten(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    asked = await marked(branch.ann, post, "For")
    branch.clock.move(hours=1)
    assert (await branch.ann.press(asked, CAST)).text == say("paper.forgotten")
    assert await counted(branch) == 0


async def test_a_forgotten_paper_leaves_the_memory_also_when_nobody_comes_back(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "SWEEP_EVERY", 0.01)
    post = await branch.open_poll("Forgotten in an hour?", kind="secret")
    await marked(branch.ann, post, "For")
    assert in_memory("Forgotten in an hour?") == {(), (1,)}
    branch.clock.move(hours=1)
    await until(lambda: not in_memory("Forgotten in an hour?"))


async def test_a_restart_after_the_cast_leaves_the_vote_counted_once(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    asked = await marked(branch.ann, post, "For")
    branch.discord.faults.lose_answer("POST", "*/callback", status=503)
    await branch.ann.press(asked, CAST)
    await branch.restart()
    pressed = await branch.ann.raw_press(asked, custom_id=str(asked.interaction.data["custom_id"]))
    assert pressed.text == say("paper.forgotten")
    assert (await branch.ann.press(post, VOTE)).text == say("box.already_voted")
    assert await votes(branch) == {(1,): 1}


# Twice


async def test_cast_pressed_twice_at_once_is_one_vote_and_one_receipt(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    asked = await marked(branch.ann, post, "For")
    replies = await asyncio.gather(*(branch.ann.press(asked, CAST) for _ in range(5)))
    assert len({receipt_in(reply) for reply in replies}) == 1
    assert await votes(branch) == {(1,): 1}


async def test_a_lost_answer_is_given_again_for_a_while_and_then_only_the_fact(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = await branch.open_poll(kind="secret")
    asked = await marked(branch.ann, post, "For")
    branch.discord.faults.cut("POST", "*/callback", before=True)
    lost = await branch.ann.press(asked, CAST)
    assert lost.text == say("ui.discord_away")
    assert await counted(branch) == 1
    again = await branch.ann.press(asked, CAST)
    assert receipt_in(again)

    monkeypatch.setattr("cogs.polls._paper.SHOWN_AGAIN_FOR", 0.0)
    asked = await marked(branch.bob, post, "For")
    custom_id = str(asked.buttons[0].custom_id)
    await branch.bob.press(asked, CAST)
    later = await branch.bob.raw_press(asked, custom_id=custom_id)
    assert later.text == say("box.already_voted")
    assert await votes(branch) == {(1,): 2}


async def test_the_same_cast_delivered_again_changes_nothing(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    cast = await branch.cast(branch.ann, post, "For")
    receipt, answers = receipt_in(cast), len(branch.discord.requests)
    await branch.ann.replay(cast)
    await until(lambda: len(branch.discord.requests) > answers)
    assert receipt_in(cast) == receipt
    assert await votes(branch) == {(1,): 1}


async def test_of_two_papers_on_two_devices_one_counts_and_the_other_is_told(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    phone, laptop = await marked(branch.ann, post, "For"), await marked(branch.ann, post, "Against")
    third = await marked(branch.ann, post, "Abstain")
    replies = await asyncio.gather(branch.ann.press(phone, CAST), branch.ann.press(laptop, CAST))
    told = [reply.text == say("box.already_voted") for reply in replies]
    assert sorted(told) == [False, True]
    assert receipt_in(replies[told.index(False)])
    assert (await branch.ann.press(third, CHANGE)).text == say("box.already_voted")
    assert await votes(branch) == {(1 + told.index(False),): 1}


async def test_an_older_screen_casts_what_it_shows(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    asked = await marked(branch.ann, post, "For")
    older = str(asked.buttons[0].custom_id)
    await branch.ann.select(await branch.ann.press(asked, CHANGE), ONE, "Against")
    await branch.ann.raw_press(asked, custom_id=older)
    assert await votes(branch) == {(1,): 1}


async def test_forty_members_cast_at_once_and_each_is_counted_once(branch: Branch) -> None:
    crowd = [branch.guild.member(f"m{number}", roles=[branch.members]) for number in range(40)]
    post = await branch.open_poll(kind="secret")
    choices = ["For" if number % 3 else "Against" for number in range(40)]
    replies = await asyncio.gather(*(branch.cast(who, post, what) for who, what in zip(crowd, choices, strict=True)))
    assert len({receipt_in(reply) for reply in replies}) == 40
    assert await votes(branch) == {(1,): choices.count("For"), (2,): choices.count("Against")}


# Bad days


async def test_a_vote_that_cannot_be_stored_is_not_counted_and_can_be_cast_again(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = await branch.open_poll(kind="secret")
    asked = await marked(branch.ann, post, "For")
    with locked_box(branch, monkeypatch):
        replies = await asyncio.gather(branch.ann.press(asked, CAST), branch.ann.press(asked, CAST))
    for reply in replies:
        assert reply.text == say("paper.not_counted-again", why=say("store.unavailable"))
    assert await counted(branch) == 0
    assert receipt_in(await branch.ann.press(replies[0], CAST))
    assert await votes(branch) == {(1,): 1}


async def test_a_slow_disk_answers_late_and_truly(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    post = await branch.open_poll(kind="secret")
    asked = await marked(branch.ann, post, "For")
    monkeypatch.setattr("cogs._widgets.ASKED_WITHIN", 0.01)
    with locked_box(branch, monkeypatch):
        monkeypatch.setattr(ballot, "FILE_WITHIN", 5.0)
        pressed = asyncio.create_task(branch.ann.press(asked, CAST))
        before = len(branch.discord.requests)
        await until(lambda: len(branch.discord.requests) > before)
        assert branch.discord.requests[-1].body == {"type": 6}  # Discord is told that the answer comes later
    assert receipt_in(await pressed)
    assert await votes(branch) == {(1,): 1}


# What a modified client could send


async def test_nobody_can_use_somebody_elses_paper(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    asked = await marked(branch.ann, post, "For")
    own = await marked(branch.bob, post, "Against")
    for shown in asked.buttons:
        stolen = await branch.bob.raw_press(own, custom_id=str(shown.custom_id))
        assert stolen.text == say("paper.forgotten")
        assert stolen.is_private
    assert await counted(branch) == 0
    assert receipt_in(await branch.ann.press(asked, CAST))


@pytest.mark.parametrize("values", [["0"], ["4"], ["-1"], ["x"], ["1", "2"], ["99999999999999999999"], [], None])
async def test_marks_that_no_client_sends_are_refused(branch: Branch, values: list[str] | None) -> None:
    post = await branch.open_poll(kind="secret")
    paper = await branch.ann.press(post, VOTE)
    custom_id = paper.selects[0].custom_id
    refused = await branch.ann.raw_press(paper, custom_id=custom_id, component_type=3, values=values)
    assert refused.is_private
    assert refused.message is not paper.message
    blank = await branch.ann.raw_press(paper, custom_id=custom_id.replace("paper:mark", "paper:cast"))
    assert blank.text.startswith("**Your vote was not counted.**")
    assert await counted(branch) == 0


async def test_a_paper_is_never_shown_on_a_public_post(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    before = post.text
    asked = await marked(branch.ann, post, "For")
    for custom_id in (str(button.custom_id) for button in asked.buttons):
        assert (await branch.ann.raw_press(post, custom_id=custom_id)).text == say("ui.unknown_button")
    for custom_id in ("paper:cast:", "paper:cast", "paper:mark:x:y", "paper:rank:x", "paper:undo:x", "paper:done:x"):
        assert (await branch.ann.raw_press(post, custom_id=custom_id)).is_private
    assert post.text == before
    assert await counted(branch) == 0


# Secrecy


async def test_buttons_and_menus_tell_nothing_but_a_token_and_the_list_of_options(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret", options=COLOURS, choices="1-2")
    for member, colour in ((branch.ann, "Red"), (branch.bob, "Blue")):
        await branch.cast(member, post, colour)
    shown = [each for line in branch.discord.transcript if line.private for each in walk(list(line.components))]
    ids = {str(each["custom_id"]) for each in shown if "custom_id" in each}
    on_papers = {each for each in ids if each.startswith("paper:")}
    assert len(on_papers) == 2 * 3
    assert all(re.fullmatch(r"paper:(mark|cast|change):[\w-]{16}", each) for each in on_papers)
    menus = [each for each in shown if str(each.get("custom_id")).startswith("paper:mark")]
    assert {tuple(option["value"] for option in each["options"]) for each in menus} == {("1", "2", "3", "4")}


async def test_no_log_knows_who_chose_what_or_a_receipt_or_a_token(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret", options=("Zebra", "Quagga"))
    asked = await marked(branch.ann, post, "Quagga")
    token = str(asked.buttons[0].custom_id).rpartition(":")[2]
    receipt = receipt_in(await branch.ann.press(asked, CAST))
    for secret in ("Quagga", token, receipt, str(branch.ann.id)):
        assert secret not in branch.log.text
    before = branch.log.text
    await branch.cast(branch.bob, post, "Zebra")
    assert branch.log.text == before  # an option's number could not be told from any other
