"""What an election came to: who is elected, by which count, and a lot that was settled before anybody voted."""

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from typing import Any

from bot.i18n import say
from bot.standin import Message
from tests.e2e.bad_days import bad_days, recover
from tests.e2e.living import Branch
from tests.e2e.secret import crowd, vote

PNG = b"\x89PNG\r\n\x1a\n"
CANDIDATES = ("Ann Ash", "Bob Bell", "Cat Cole", "Re-open nominations")
# Two seats, 9 papers, quota 4: Ann has a surplus that elects Bob.
PAPERS = ([1, 2],) * 7 + ([2],) * 2
HEX = re.compile(r"`([0-9a-f]{64})`")


async def an_election(branch: Branch, papers: Sequence[Sequence[int]] = PAPERS, **settings: Any) -> Message:
    """An election in which these papers were cast, still open."""
    people = crowd(branch, max(6, len(papers)))
    given = {"options": CANDIDATES, "seats": 2, **settings}
    post = await branch.open_poll("Committee 2027", kind="ranked", **given)
    await vote(branch, post, list(zip(people, papers, strict=False)))
    return post


async def test_the_post_says_the_rule_and_commits_to_the_lot(branch: Branch) -> None:
    post = await an_election(branch)
    assert say("election.rank") in post.text
    assert "2 seats, counted as a single transferable vote by the Scottish rules. No quorum." in post.text
    assert len(HEX.findall(post.text)) == 1
    assert say("ballot.promise") in post.text
    one = await branch.open_poll("Chair", kind="ranked", options=CANDIDATES, seats=1, quorum="40%")
    assert "one seat, counted as an alternative vote by the Scottish rules. Quorum: 40% of those eligible." in one.text


async def test_the_result_names_the_elected_in_order_with_the_count_and_the_seed(branch: Branch) -> None:
    post = await an_election(branch)
    (commitment,) = HEX.findall(post.text)
    await branch.close_in_time()
    (result,) = branch.results()
    assert "Elected, in this order:\n1. Ann Ash\n2. Bob Bell\n" in result.text
    assert "9 of 9 eligible here voted (100%); branch membership 212" in result.text
    assert "2 seats, 2 stages, quota 4." in result.text
    assert say("election.lot-unused", elected=2) in result.text
    assert "Receipts 9 = papers 9 = crossed off the roll 9." in result.text
    seed, shown = HEX.findall(result.text)
    assert hashlib.sha256(bytes.fromhex(seed)).hexdigest() == shown == commitment
    assert branch.labels(result) == [say(f"poll.{each}-button") for each in ("results", "sheet", "recount")]


async def test_the_count_sheet_comes_as_a_picture_with_words_and_as_a_table(branch: Branch) -> None:
    await an_election(branch)
    await branch.close_in_time()
    (result,) = branch.results()
    assert [file.name for file in result.files] == ["count-1-1.png", "count-1.csv", "receipts-1.txt"]
    assert result.files[0].data.startswith(PNG)
    for words in ("Elected, in this order: Ann Ash and Bob Bell.", "Ann Ash (7) reaches the quota and is elected."):
        assert words in str(result.files[0].description)
    table = list(csv.reader(io.StringIO(result.files[1].data.decode("utf-8-sig"))))
    assert table[1][:4] == ["Ann Ash", "7.00000", "7.00000", "4.00000"]


async def test_everybody_reads_the_election_again_and_turns_the_pages_of_the_count(branch: Branch) -> None:
    post = await an_election(branch)
    await branch.close_in_time()
    await branch.restart()
    shown = await branch.tim.slash("poll results", poll="Committee 2027")
    assert shown.is_private
    assert "Elected, in this order:\n1. Ann Ash\n2. Bob Bell\n" in shown.text
    assert [file.name for file in shown.files] == ["count-1-1.png", "count-1.csv", "receipts-1.txt"]
    sheet = await branch.tim.press(post, say("poll.sheet-button"))
    assert sheet.is_private
    under = await branch.tim.press(shown, say("poll.sheet-button"))
    assert (under.text, under.files) == (sheet.text, [])
    assert "Elected, in this order" in shown.text
    assert say("poll.recount-button") in branch.labels(shown)
    assert "Stage 1. There are 9 papers for 2 seats, so the quota is 4." in sheet.text
    assert "Bob Bell" in sheet.text
    told = shown.text + sheet.text
    assert not any(str(member.id) in told for member in branch.guild.members.values())


async def test_under_five_votes_only_who_is_elected_is_published(branch: Branch) -> None:
    await an_election(branch, [[1, 2], [1], [2]], seats=1)
    await branch.close_in_time()
    (result,) = branch.results()
    shown = await branch.rob.slash("poll results", poll="Committee 2027")
    for each in (result, shown):
        assert "Elected: Ann Ash." in each.text
        assert say("election.withheld") in each.text
        assert "Bob" not in each.text
        assert "quota" not in each.text
        assert HEX.findall(each.text) == []
        assert [file.name for file in each.files] == ["receipts-1.txt"]
    assert (branch.labels(result), branch.labels(shown)) == ([say("poll.results-button")], [])


async def test_without_a_quorum_nobody_is_declared(branch: Branch) -> None:
    crowd(branch, 20)
    await an_election(branch, quorum="50%")
    await branch.close_in_time()
    (result,) = branch.results()
    assert say("election.declared-inquorate") in result.text
    assert "Quorum: 10 needed, 9 voted: not met." in result.text
    assert "Ann" not in result.text
    assert [file.name for file in result.files] == ["receipts-1.txt"]
    assert branch.labels(result) == [say("poll.results-button"), say("poll.recount-button")]


async def test_nobody_voted_so_nobody_is_elected(branch: Branch) -> None:
    await an_election(branch, [])
    await branch.close_in_time()
    (result,) = branch.results()
    assert say("election.declared-no_votes") in result.text
    assert result.files == []


async def test_a_seat_won_by_re_open_nominations_stays_vacant(branch: Branch) -> None:
    await an_election(branch, [[4]] * 4 + [[1]] * 3, seats=1)
    await branch.close_in_time()
    (result,) = branch.results()
    assert say("sheet.outcome-nobody") in result.text
    assert say("sheet.outcome-reopened", seats=1) in result.text


async def test_a_tie_that_only_the_lot_decides_is_said_to_be(branch: Branch) -> None:
    await an_election(branch, [[1]] * 3 + [[2]] * 3, options=CANDIDATES[:2], seats=1)
    await branch.close_in_time()
    (result,) = branch.results()
    assert say("election.lot-used") in result.text


async def test_names_that_look_like_markdown_are_shown_as_they_are(branch: Branch) -> None:
    await an_election(branch, options=["*Ann* _Ash_", "~~Bob~~", "`Cat`"], seats=1)
    await branch.close_in_time()
    (result,) = branch.results()
    assert "Elected: *Ann* _Ash_." in result.text.replace("\\", "")
    assert not result.pinged
    assert "*Ann* _Ash_" in str(result.files[0].description)


@bad_days
async def test_an_election_is_announced_once_with_its_files_although_discord(branch: Branch, bad_day: Any) -> None:
    branch.expect_error("failed, try 1")
    await an_election(branch)
    bad_day(branch.discord)
    await branch.close_in_time()
    await recover(branch)
    (result,) = branch.results()
    assert "Elected, in this order:\n1. Ann Ash\n2. Bob Bell\n" in result.text
    assert [file.name for file in result.files] == ["count-1-1.png", "count-1.csv", "receipts-1.txt"]


async def test_without_attach_files_the_election_is_announced_in_words(branch: Branch) -> None:
    await an_election(branch)
    branch.polls.deny(branch.guild.everyone, "attach_files")
    await branch.close_in_time()
    (result,) = branch.results()
    assert result.files == []
    assert "Elected, in this order:\n1. Ann Ash\n2. Bob Bell\n" in result.text
    assert say("poll.no_files_here") in result.text


async def test_nineteen_long_names_are_all_in_the_result_and_in_the_count(branch: Branch) -> None:
    names = [f"{number:02} {'_*~' * 25}" for number in range(1, 21)]
    dealt = [[*range(1 + n, 21), *range(1, 1 + n)] for n in range(20)]
    await an_election(branch, dealt, options=names, seats=19)
    await branch.close_in_time()
    (result,) = branch.results()
    assert "19. " in result.text
    assert "Receipts 20 = papers 20 = crossed off the roll 20." in result.text
    sheet = await branch.ann.press(result, say("poll.sheet-button"))
    while say("ui.next") in branch.labels(sheet):
        sheet = await branch.ann.press(sheet, say("ui.next"))
        assert sheet.updated
    assert sheet.is_private


async def test_a_poll_that_has_no_count_sheet_says_so(branch: Branch) -> None:
    post = await an_election(branch)
    for who in (branch.ann, branch.tim):
        reply = await who.raw_press(post, custom_id="poll:sheet:1:0")
        assert (reply.is_private, reply.text) == (True, say("poll.no_tally"))
