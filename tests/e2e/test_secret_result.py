"""What everybody sees of a secret poll: its promise while it is open, and its result with what proves it."""

import re
from typing import Any

import pytest

from bot.actions.ballots import Ballots
from bot.i18n import say
from bot.ids import PollId
from bot.store.folder import BALLOTS, KEYS
from bot.store.tallies import Tally
from cogs.polls._proofs import proof
from tests.e2e.bad_days import BAD_DAYS, bad_days, recover
from tests.e2e.living import Branch
from tests.e2e.secret import caller, crowd, vote

FOR, AGAINST, ABSTAIN = (1,), (2,), (3,)
SHARES = re.compile(r"\d+ \(\d+%\)")


async def a_closed_poll(branch: Branch, papers: list[Any], **settings: Any) -> list[str]:
    """A secret poll in which so many voted; their receipts."""
    people = crowd(branch, max(6, len(papers)))
    post = await branch.open_poll(kind="secret", **settings)
    receipts = await vote(branch, post, list(zip(people, papers, strict=False)))
    await branch.close_in_time()
    return receipts


# While it is open


async def test_the_post_promises_what_is_true_and_none_of_what_open_polls_say(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    for key in ("ballot.promise", "ballot.final", "ballot.roll-when-voting", "ballot.turnout-moves", "poll.guard"):
        assert say(key) in post.text, key
    assert say("ballot.small", eligible=6) in post.text
    for key in ("poll.shown-unnamed", "poll.shown-at-close", "poll.shown-live", "poll.shown-named"):
        assert say(key) not in post.text, key
    assert "0 of 6 eligible here voted (0%)" in post.text
    assert not post.pinged


async def test_the_preview_promises_the_same_and_warns_of_a_small_electorate(branch: Branch) -> None:
    preview = await branch.draft(kind="secret")
    assert say("ballot.promise") in preview.text
    assert say("ballot.small", eligible=6) in preview.text


async def test_ten_who_may_vote_need_no_warning(branch: Branch) -> None:
    crowd(branch, 10)
    post = await branch.open_poll(kind="secret")
    assert "0 of 10 eligible" in post.text
    assert say("ballot.small", eligible=10) not in post.text


async def test_the_turnout_in_the_post_moves_in_steps(branch: Branch) -> None:
    people = crowd(branch, 10)
    post = await branch.open_poll(kind="secret")
    await vote(branch, post, [(each, FOR) for each in people[:4]])
    await branch.pass_(minutes=5)
    assert "0 of 10 eligible" in post.text
    shown = await branch.cat.slash("poll results", poll="Accept the offer?")
    assert "0 of 10 eligible" in shown.text
    await branch.pass_(minutes=10)
    assert "4 of 10 eligible" in post.text


async def test_when_it_moves_next_does_not_tell_when_somebody_has_voted_meanwhile(branch: Branch) -> None:
    *four, fifth = crowd(branch, 10)[:5]
    post = await branch.open_poll(kind="secret")
    ballots = Ballots(branch.desk)
    for each in four:
        await ballots.cast(caller(each), PollId(1), FOR)
    await branch.pass_(minutes=15)
    await branch.pass_(minutes=7)
    await ballots.cast(caller(fifth), PollId(1), FOR)
    await ballots.finish()  # this was the fifth since the opening, so the turnout is looked at
    await branch.pass_(minutes=1)
    assert "4 of 10 eligible" in post.text
    await branch.pass_(minutes=7)
    assert "5 of 10 eligible" in post.text


async def test_a_turnout_that_discord_did_not_take_is_in_the_post_a_little_later(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    await vote(branch, post, [(each, FOR) for each in crowd(branch, 6)])
    branch.discord.faults.error("PATCH", status=503)
    branch.expect_error("poll.refresh for poll:1 failed, try 1")
    await branch.pass_(minutes=1)
    assert "0 of 6 eligible" in post.text
    await branch.pass_(minutes=5)
    assert "6 of 6 eligible" in post.text


# After the close


async def test_the_result_has_numbers_proof_receipts_and_a_picture(branch: Branch) -> None:
    receipts = await a_closed_poll(branch, [FOR, FOR, FOR, AGAINST, ABSTAIN])
    (result,) = branch.results()
    assert "5 of 6 eligible here voted (83%); branch membership 212" in result.text
    assert "For 3 (60%), against 1 (20%), abstentions 1 (20%)." in result.text
    assert "Outcome: carried." in result.text
    assert "Receipts 5 = papers 5 = crossed off the roll 5." in result.text
    assert [file.name for file in result.files] == ["result-1.png", "receipts-1.txt"]
    assert "For 3 (60%)" in str(result.files[0].description)
    lines = result.files[1].data.decode().splitlines()
    hashes = [line for line in lines if not line.startswith("#")]
    assert len(hashes) == len(receipts) == 5
    assert hashes == sorted(hashes)
    assert "/poll receipt" in result.files[1].data.decode()
    assert branch.labels(result) == [say("poll.results-button"), say("poll.recount-button")]
    assert not any(receipt in result.text for receipt in receipts)


async def test_everybody_reads_the_result_again_and_reps_get_the_table(branch: Branch) -> None:
    await a_closed_poll(branch, [FOR, FOR, FOR, AGAINST, AGAINST])
    ann = await branch.ann.slash("poll results", poll="Accept the offer?")
    rob = await branch.rob.slash("poll results", poll="Accept the offer?")
    assert ann.is_private
    assert "Receipts 5 = papers 5" in ann.text
    assert [file.name for file in ann.files] == ["result-1.png", "receipts-1.txt"]
    assert [file.name for file in rob.files] == ["result-1.png", "receipts-1.txt", "result-1.csv"]
    told = ann.text + rob.text + "".join(file.data.decode(errors="replace") for file in rob.files)
    assert not any(str(member.id) in told for member in branch.guild.members.values())


@pytest.mark.parametrize(
    ("papers", "outcome"),
    [
        ([FOR, FOR, AGAINST], "Outcome: carried."),
        ([FOR, AGAINST, AGAINST], "Outcome: not carried."),
        ([FOR, AGAINST], "Outcome: not carried."),
        ([ABSTAIN], "Outcome: not carried."),
    ],
)
async def test_under_five_votes_only_what_was_decided_is_said(branch: Branch, papers: list[Any], outcome: str) -> None:
    await a_closed_poll(branch, papers)
    (result,) = branch.results()
    shown = await branch.rob.slash("poll results", poll="Accept the offer?")
    for each in (result, shown):
        assert f"{len(papers)} of 6 eligible here voted" in each.text
        assert say("poll.result-withheld") in each.text
        assert outcome in each.text
        assert SHARES.findall(each.text) == []
        assert "For " not in each.text
        assert [file.name for file in each.files] == ["receipts-1.txt"]
    assert (branch.labels(result), branch.labels(shown)) == ([say("poll.results-button")], [])


async def test_under_five_votes_a_choice_names_the_option_or_none(branch: Branch) -> None:
    people = crowd(branch, 6)
    for question, papers, outcome in (
        ("Where?", [(1,), (1,), (2,)], "Outcome: York is chosen."),
        ("When?", [(1,), (2,), (3,)], say("poll.outcome-no_majority_few")),
    ):
        post = await branch.open_poll(question, kind="secret", options=["York", "Hull", "Leeds"])
        await vote(branch, post, list(zip(people, papers, strict=False)))
        await branch.close_in_time()
        result = branch.results()[-1]
        assert outcome in result.text
        assert "Hull" not in result.text


async def test_nobody_voted_and_that_is_said(branch: Branch) -> None:
    await a_closed_poll(branch, [])
    (result,) = branch.results()
    assert say("poll.outcome-no_votes") in result.text
    assert "Receipts 0 = papers 0 = crossed off the roll 0." in result.text
    assert [file.name for file in result.files] == ["result-1.png"]


async def test_a_quorum_that_was_not_met_decides_nothing_though_few_voted(branch: Branch) -> None:
    await a_closed_poll(branch, [FOR, FOR], quorum="50%")
    (result,) = branch.results()
    assert say("poll.outcome-inquorate_few") in result.text
    assert "Quorum: 3 needed, 2 voted: not met." in result.text


async def test_numbers_that_do_not_agree_are_said_plainly_in_public(branch: Branch) -> None:
    await a_closed_poll(branch, [FOR, FOR, FOR, AGAINST, AGAINST])
    async with branch.desk.db.transaction() as tx:  # as if a paper had been taken out of the box
        await tx.execute("UPDATE poll_tallies SET papers = '[[[1],3],' || char(10) || '[[2],1]]', agrees = 0")
    await branch.restart()
    shown = await branch.ann.slash("poll results", poll="Accept the offer?")
    assert "Receipts 5, papers 4, crossed off the roll 5" in shown.text
    assert say("proof.not-to-be-relied-on") in shown.text


# Bad days


def test_of_a_few_papers_that_do_not_agree_no_number_is_said() -> None:
    few = Tally(papers={}, receipts=(b"",) * 2, crossed_off=3, listed=3, agrees=False)
    assert proof(few) == [say("proof.not-to-be-relied-on")]


@bad_days
async def test_a_secret_result_is_posted_once_with_its_files_although_discord(branch: Branch, bad_day: Any) -> None:
    branch.expect_error("failed, try 1")
    people = crowd(branch, 6)
    post = await branch.open_poll(kind="secret")
    await vote(branch, post, [(each, FOR) for each in people])
    bad_day(branch.discord)
    await branch.close_in_time()
    await recover(branch)
    (result,) = branch.results()
    assert "Receipts 6 = papers 6 = crossed off the roll 6." in result.text
    assert [file.name for file in result.files] == ["result-1.png", "receipts-1.txt"]


async def test_without_attach_files_the_result_is_posted_and_says_where_the_receipts_are(branch: Branch) -> None:
    people = crowd(branch, 6)
    post = await branch.open_poll(kind="secret")
    await vote(branch, post, [(each, FOR) for each in people])
    branch.polls.deny(branch.guild.everyone, "attach_files")
    await branch.close_in_time()
    (result,) = branch.results()
    assert result.files == []
    assert say("poll.no_files_here") in result.text
    shown = await branch.ann.slash("poll results", poll="Accept the offer?", in_channel=branch.lobby)
    assert [file.name for file in shown.files] == ["result-1.png", "receipts-1.txt"]


async def test_files_that_discord_finds_too_large_do_not_keep_the_result_back(branch: Branch) -> None:
    people = crowd(branch, 6)
    post = await branch.open_poll(kind="secret")
    await vote(branch, post, [(each, FOR) for each in people])
    branch.expect_error("audit.post for")  # the record is repeated at the same time, and meets the same
    branch.discord.faults.error("POST", "/channels/{channel_id}/messages", times=2, status=413)
    await branch.close_in_time()
    (result,) = branch.results()
    assert result.files == []
    assert say("poll.files_refused") in result.text


async def test_a_deleted_channel_is_made_up_for_by_another(branch: Branch) -> None:
    people = crowd(branch, 6)
    post = await branch.open_poll(kind="secret")
    await vote(branch, post, [(each, FOR) for each in people])
    branch.polls.delete()
    panel = await branch.sue.press(await branch.sue.slash("branch setup", in_channel=branch.lobby), say("ui.next"))
    await branch.sue.select(panel, say("branch.choose-polls"), branch.lobby)
    await branch.close_in_time()
    (result,) = [each for each in branch.posts(branch.lobby) if each.text.startswith("Result:")]
    assert "Receipts 6 = papers 6" in result.text


async def test_a_restart_between_the_count_and_its_announcement_loses_and_repeats_nothing(branch: Branch) -> None:
    branch.expect_error("failed, try 1")
    people = crowd(branch, 6)
    post = await branch.open_poll(kind="secret")
    await vote(branch, post, [(each, FOR) for each in people])
    BAD_DAYS["does it and breaks off"](branch.discord)
    await branch.close_in_time()
    await branch.restart()
    branch.discord.faults.calm()
    await recover(branch)
    (result,) = branch.results()
    assert "For 6 (100%)" in result.text


# Extended, cancelled, forgotten


async def test_an_extended_secret_poll_goes_on_and_counts_what_was_cast_before(branch: Branch) -> None:
    people = crowd(branch, 6)
    post = await branch.open_poll(kind="secret", closes="in 3 days")
    await vote(branch, post, [(each, FOR) for each in people[:3]])
    assert "Extended" in (await branch.rob.slash("poll extend", poll="Accept the offer?", closes="in 6 days")).text
    await branch.pass_(days=4)
    assert branch.results() == []
    await vote(branch, post, [(each, AGAINST) for each in people[3:]])
    await branch.pass_(days=3)
    (result,) = branch.results()
    assert "For 3 (50%), against 3 (50%)" in result.text


async def test_a_cancelled_secret_poll_leaves_no_box_and_no_key_and_says_why(branch: Branch) -> None:
    people = crowd(branch, 6)
    post = await branch.open_poll(kind="secret")
    await vote(branch, post, [(each, FOR) for each in people])
    box, key = branch.folder / BALLOTS / "1.db", branch.folder / KEYS / "1.ballot"
    assert box.exists()
    assert key.exists()
    await branch.rob.slash("poll cancel", poll="Accept the offer?", reason="The offer was withdrawn")
    await branch.settle()
    assert not box.exists()
    assert not key.exists()
    assert "The offer was withdrawn" in post.text
    assert "The offer was withdrawn" in branch.posts()[-1].text
    await branch.pass_(days=5)
    assert branch.results() == []
    audit = await branch.sue.slash("branch audit")
    assert "destroyed the key" in audit.text


async def test_a_fortnight_after_the_close_nobody_can_say_who_voted_and_everything_published_stays(
    branch: Branch,
) -> None:
    receipts = await a_closed_poll(branch, [FOR] * 6)
    box, key = branch.folder / BALLOTS / "1.db", branch.folder / KEYS / "1.ballot"
    await branch.pass_(days=12)
    assert key.exists()  # until then a result can be questioned
    before = box.read_bytes()
    await branch.pass_(days=2)
    assert not key.exists()
    assert b"roll" in before
    assert b"CREATE TABLE roll" not in box.read_bytes()
    assert "destroyed the key" in (await branch.sue.slash("branch audit")).text
    await branch.restart()
    assert "For 6 (100%)" in (await branch.ann.slash("poll results", poll="Accept the offer?")).text
    assert "Included" in (await branch.ann.slash("poll receipt", code=receipts[0])).text
    assert [file.name for file in (await branch.ann.slash("poll recount", poll="1")).files] == ["recount-1.zip"]
