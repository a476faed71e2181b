"""Anybody who may vote can count a closed secret poll again; a scrutineer sees a little more, and nobody else does."""

import hashlib
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from bot.actions import branches, drafts
from bot.i18n import say
from bot.ids import MemberId, PollId
from bot.standin import Message, Reply
from tests.e2e.living import Branch
from tests.e2e.secret import caller, crowd, vote
from tests.e2e.test_election_result import HEX, an_election

FOR, AGAINST = (1,), (2,)


def unpacked(reply: Reply) -> dict[str, str]:
    """The files of the zip that came with an answer, all of it private."""
    assert reply.is_private
    (file,) = reply.files
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


async def a_poll(branch: Branch, papers: Sequence[Sequence[int]], question: str = "Accept?", **given: Any) -> Message:
    """A secret poll in which these papers were cast, still open."""
    post = await branch.open_poll(question, kind="secret", **given)
    await vote(branch, post, list(zip(crowd(branch, max(6, len(papers))), papers, strict=False)))
    return post


async def with_scrutineer(branch: Branch) -> Message:
    """A secret poll with cat as its scrutineer, in which two have voted."""
    preview = await branch.draft("Accept?", kind="secret")
    rob, _ = await branches.asker(branch.desk, caller(branch.rob))
    await drafts.appoint(branch.desk, rob, PollId(1), [MemberId(branch.cat.id)])
    await branch.rob.press(preview, say("poll.open-it"))
    await branch.settle()
    post = branch.posts()[-1]
    await vote(branch, post, [(branch.ann, FOR), (branch.bob, AGAINST)])
    return post


# The recount


async def test_whoever_may_vote_gets_the_papers_the_receipts_and_the_rule(branch: Branch) -> None:
    await a_poll(branch, [FOR, FOR, FOR, AGAINST, AGAINST])
    await branch.close_in_time()
    files = unpacked(await branch.dan.slash("poll recount", poll="Accept?"))
    assert files["papers.csv"].splitlines()[1:] == ["3,1,,", "2,,1,"]
    assert len(files["receipts.txt"].splitlines()) == 5
    assert "carried by more than half" in files["rules.txt"]
    assert "For 3 (60%), against 2 (40%), abstentions 0 (0%)." in files["result.txt"]
    assert "Receipts 5 = papers 5 = crossed off the roll 5." in files["result.txt"]
    assert not any(str(member.id) in text for member in branch.guild.members.values() for text in files.values())


async def test_the_button_under_the_result_gives_the_same_and_so_does_a_restart(branch: Branch) -> None:
    await a_poll(branch, [FOR] * 6)
    await branch.close_in_time()
    (result,) = branch.results()
    pressed = await branch.ann.press(result, say("poll.recount-button"))
    await branch.restart()
    asked = await branch.bob.slash("poll recount", poll="Accept?")
    assert unpacked(pressed) == unpacked(asked)
    assert "**Accept?**" in asked.text


async def test_an_election_comes_with_its_count_sheet_and_its_lot(branch: Branch) -> None:
    post = await an_election(branch)
    (commitment,) = HEX.findall(post.text)
    await branch.close_in_time()
    files = unpacked(await branch.ann.slash("poll recount", poll="Committee 2027"))
    assert files["papers.blt"].startswith("4 2\n7 1 2 0\n2 2 0\n0\n")
    assert "Elected, in this order: Ann Ash and Bob Bell." in files["result.txt"]
    assert "Ann Ash (7) reaches the quota and is elected." in files["count-sheet.txt"]
    assert commitment in files["lot.txt"]
    assert any(
        hashlib.sha256(bytes.fromhex(word)).hexdigest() == commitment
        for word in files["lot.txt"].split()
        if len(word) == 64
    )


async def test_an_election_without_quorum_can_be_recounted_but_elects_nobody(branch: Branch) -> None:
    crowd(branch, 20)
    await an_election(branch, quorum="50%")
    await branch.close_in_time()
    files = unpacked(await branch.ann.slash("poll recount", poll="Committee 2027"))
    assert say("election.declared-inquorate") in files["result.txt"]
    assert "count-sheet.txt" not in files
    assert "papers.blt" in files


# Who is refused, and why


async def test_refusals_say_why(branch: Branch) -> None:
    await a_poll(branch, [FOR] * 6, "Open still?")
    await branch.open_poll("In the open?")
    await a_poll(branch, [FOR] * 6, "Called off?")
    await branch.rob.slash("poll cancel", poll="Called off?", reason="Withdrawn")
    for question, key in (
        ("Open still?", "box.still_open"),
        ("In the open?", "poll.not_secret"),
        ("Called off?", "poll.recount_cancelled"),
        ("No such thing", "poll.choose_from_list"),
    ):
        reply = await branch.ann.slash("poll recount", poll=question)
        assert (reply.is_private, reply.text, reply.files) == (True, say(key), [])


async def test_under_five_votes_nothing_can_be_recounted(branch: Branch) -> None:
    await a_poll(branch, [FOR, AGAINST, AGAINST])
    await branch.close_in_time()
    reply = await branch.ann.slash("poll recount", poll="Accept?")
    assert reply.text == say("ballot.too_few_to_recount", least=5)


async def test_who_may_not_vote_gets_no_papers(branch: Branch) -> None:
    await a_poll(branch, [FOR] * 6)
    await branch.close_in_time()
    (result,) = branch.results()
    for reply in (
        await branch.tim.slash("poll recount", poll="Accept?"),
        await branch.tim.press(result, say("poll.recount-button")),
    ):
        assert (reply.is_private, reply.text) == (True, say("poll.recount_not_eligible"))


async def test_papers_that_discord_finds_too_large_are_said_to_be(branch: Branch) -> None:
    await a_poll(branch, [FOR] * 6)
    await branch.close_in_time()
    branch.discord.faults.error("PATCH", "/webhooks/*", status=413)
    reply = await branch.ann.slash("poll recount", poll="Accept?")
    assert (reply.is_private, reply.text) == (True, say("proof.too_large"))


async def test_only_closed_secret_polls_are_offered(branch: Branch) -> None:
    await a_poll(branch, [FOR] * 6, "Closed in secret?", closes="in 1 day")
    await branch.open_poll("Closed in the open?", closes="in 1 day")
    await branch.pass_(days=1)
    await a_poll(branch, [FOR], "Open in secret?")
    offered = await branch.ann.autocomplete("poll recount", "poll", "")
    assert [name for name, _ in offered] == ["Closed in secret?"]


# The scrutineer


async def test_a_scrutineer_is_named_without_a_ping_and_sees_who_is_counted_but_nothing_of_votes(
    branch: Branch,
) -> None:
    post = await with_scrutineer(branch)
    assert branch.cat.mention in post.text
    assert not post.pinged
    cat = await branch.cat.slash("poll results", poll="Accept?")
    assert cat.is_private
    assert say("proof.crossed_off", number=2) in cat.text
    assert "Receipts 2 = papers 2 = crossed off the roll 2." in cat.text
    for other in (branch.ann, branch.rob, branch.sue):
        shown = await other.slash("poll results", poll="Accept?")
        assert say("proof.scrutineer-title") not in shown.text
        assert "Receipts" not in shown.text


async def test_after_the_close_a_scrutineer_sees_what_everybody_sees(branch: Branch) -> None:
    await with_scrutineer(branch)
    await branch.close_in_time()
    cat, ann = [await who.slash("poll results", poll="Accept?") for who in (branch.cat, branch.ann)]
    assert cat.text == ann.text
    assert say("proof.agrees", number=2) in cat.text


async def test_a_scrutineer_who_may_not_vote_may_recount(branch: Branch) -> None:
    post = await with_scrutineer(branch)
    await vote(branch, post, [(each, FOR) for each in (branch.cat, branch.dan, branch.sue)])
    branch.cat.remove_role(branch.members)
    await branch.close_in_time()
    assert "papers.blt" in unpacked(await branch.cat.slash("poll recount", poll="Accept?"))
