"""The recount bundle as a stranger meets it: with a parser of its own, and with the tools of a shell."""

import csv
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from hypothesis import given
from hypothesis import strategies as st

from bot.ids import PollId
from bot.keys import new_code, read_receipt, receipt_hash
from bot.render.blt import blt
from bot.render.recount import Recount, bundle
from bot.rules.counts import count
from bot.rules.lots import commitment, lot
from tests.rules.elections import IRVINE_WEST, counted
from tests.rules.samples import thoroughly

POLL = PollId(42)
SEED = bytes(range(32))
DRAWN = lot(SEED, range(1, 8))
RECEIPT = new_code()
NAMES = ("Clarkson", "Siân “Cochrane”", 'Craig "the\nbaker" #1', "Gallacher", "Limonci", "Macaulay", "McPhater\\")
ELECTION = Recount(
    poll_id=POLL,
    question="Who represents\nIrvine West?",
    kind="Election by ranking, 4 seats",
    options=NAMES,
    papers=IRVINE_WEST,
    receipts=(receipt_hash(POLL, RECEIPT), *(sha256(bytes([number])).digest() for number in range(9))),
    rule=("Quorum: 20 members voting.",),
    result=("41 of 63 eligible here voted (65%).", "Elected: Clarkson."),
    seats=4,
    sheet=counted(IRVINE_WEST, 4, 7, DRAWN),
    seed=SEED,
    commitment=commitment(SEED),
)
CHOICES = Recount(
    poll_id=POLL,
    question="Which days suit you?",
    kind="Secret poll, up to 2 choices",
    options=("Monday", "Tuesday", "Friday"),
    papers={(1, 3): 4, (2,): 7, (3,): 1},
    receipts=tuple(sha256(bytes([number])).digest() for number in range(12)),
    rule=("No quorum.",),
    result=("12 of 20 eligible here voted (60%).",),
)
ALWAYS = {"README.txt", "SHA256SUMS", "papers.blt", "papers.csv", "receipts.txt", "result.txt", "rules.txt"}
RANKED = {"count-sheet.txt", "count-sheet.csv", "lot.txt"}


def files(recount: Recount) -> dict[str, str]:
    with ZipFile(BytesIO(bundle(recount))) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def unpacked(recount: Recount, folder: Path) -> Path:
    with ZipFile(BytesIO(bundle(recount))) as archive:
        archive.extractall(folder)
    return folder


def shell(line: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"  # there is a python3 beside the one that runs this
    done = subprocess.run(  # noqa: S603
        ["/bin/bash", "-c", line], cwd=folder, env={"PATH": path}, capture_output=True, text=True, check=True
    )
    return done.stdout


def commands(readme: str, start: str, end: str) -> str:
    """The indented lines of the README from one that begins so to one that ends so."""
    return re.search(rf"^ +({re.escape(start)}.*?{re.escape(end)})$", readme, re.MULTILINE | re.DOTALL)[1]  # type: ignore[index]


def parsed(text: str) -> tuple[int, int, Counter[tuple[tuple[int, ...], ...]], list[str]]:
    """A BLT file as a stranger's program reads it: token by token, each preference a group of equals."""
    tokens = iter(re.findall(r'"[^"]*"|[^\s"]+', text))
    candidates, seats = int(next(tokens)), int(next(tokens))
    papers: Counter[tuple[tuple[int, ...], ...]] = Counter()
    while (number := int(next(tokens))) != 0:
        groups: list[tuple[int, ...]] = []
        while (token := next(tokens)) != "0":
            groups.append(tuple(map(int, token.split("="))))
        papers[tuple(groups)] += number
    return candidates, seats, papers, [name[1:-1] for name in tokens]


# The papers


def test_the_papers_read_by_another_parser_and_counted_again_give_the_same_sheet():
    candidates, seats, papers, names = parsed(files(ELECTION)["papers.blt"])
    ranked = {tuple(one for (one,) in paper): number for paper, number in papers.items()}
    assert count(ranked, candidates=candidates, seats=seats, drawn=DRAWN) == ELECTION.sheet
    assert len(names) == candidates + 1


def test_choices_that_are_not_ranked_stand_as_equal_preferences():
    assert files(CHOICES)["papers.blt"].splitlines()[:5] == ["3 1", "4 1=3 0", "7 2 0", "1 3 0", "0"]
    assert parsed(files(CHOICES)["papers.blt"])[2] == {((1, 3),): 4, ((2,),): 7, ((3,),): 1}
    assert "(such as 1=3), because they are chosen and not ranked" in " ".join(files(CHOICES)["README.txt"].split())


def test_nothing_in_a_name_confuses_a_program():
    assert parsed(files(ELECTION)["papers.blt"])[3] == [
        *("Clarkson", "Siân “Cochrane”", "Craig 'the baker' 1", "Gallacher", "Limonci", "Macaulay", "McPhater/"),
        "Who represents Irvine West?",
    ]


@thoroughly
@given(st.lists(st.text(max_size=80), min_size=3, max_size=3), st.text(max_size=80), st.booleans())
def test_whatever_is_typed_as_a_name_the_papers_come_back(names: list[str], title: str, ranked: bool):
    text = blt({(2, 1): 3, (3,): 1, (): 2}, seats=1, names=names, title=title, ranked=ranked)
    candidates, _, papers, typed = parsed(text)
    assert (candidates, len(typed)) == (3, 4)
    assert papers == {((2,), (1,)) if ranked else ((2, 1),): 3, ((3,),): 1, (): 2}
    assert len(text.splitlines()) == 1 + 3 + 1 + 4


def test_the_table_of_papers_has_the_preferences_of_each():
    rows = list(csv.reader(StringIO(files(replace(ELECTION, papers={(2, 7, 1): 3}))["papers.csv"], newline="")))
    assert rows[0][:3] == ["How many papers", "Clarkson", "Siân “Cochrane”"]
    assert rows[1] == ["3", "3", "1", "", "", "", "", "2"]


def test_the_table_of_choices_marks_each_that_was_chosen():
    rows = list(csv.reader(StringIO(files(CHOICES)["papers.csv"], newline="")))
    assert rows[1:] == [["4", "1", "", "1"], ["7", "", "1", ""], ["1", "", "", "1"]]


# The zip


def test_the_sums_are_what_sha256sum_finds(tmp_path):
    for name, recount in (("election", ELECTION), ("choices", CHOICES)):
        folder = unpacked(recount, tmp_path / name)
        said = shell("sha256sum -c --strict SHA256SUMS", folder)
        assert {line.removesuffix(": OK") for line in said.splitlines()} == files(recount).keys() - {"SHA256SUMS"}


def test_the_same_values_in_another_order_are_the_same_bytes():
    turned = replace(
        ELECTION, papers=dict(reversed(IRVINE_WEST.items())), receipts=frozenset(reversed(list(ELECTION.receipts)))
    )
    assert bundle(turned) == bundle(ELECTION)


def test_the_zip_tells_nothing_of_the_time_or_the_machine():
    with ZipFile(BytesIO(bundle(ELECTION))) as archive:
        for entry in archive.infolist():
            assert (entry.date_time, entry.compress_type) == ((1980, 1, 1, 0, 0, 0), ZIP_STORED)
            assert (entry.create_system, entry.external_attr, entry.extra) == (3, 0o100644 << 16, b"")
        assert archive.namelist() == sorted(archive.namelist())


def test_every_file_is_explained_and_every_file_explained_is_there():
    for recount, expected in ((ELECTION, ALWAYS | RANKED), (CHOICES, ALWAYS)):
        found = files(recount)
        explained = set(re.findall(r"^([\w-]+\.\w+|SHA256SUMS)  ", found["README.txt"], re.MULTILINE))
        assert explained | {"README.txt"} == found.keys() == expected


def test_rule_and_result_stand_as_they_were_announced():
    assert files(ELECTION)["rules.txt"] == "Quorum: 20 members voting.\n"
    assert files(ELECTION)["result.txt"] == "41 of 63 eligible here voted (65%).\nElected: Clarkson.\n"


def test_the_count_sheet_is_told_and_tabled():
    found = files(ELECTION)
    assert "Stage 2. Clarkson has 347 more than the quota" in found["count-sheet.txt"]
    assert found["count-sheet.csv"].startswith("Candidate,Stage 1: votes,Stage 1: change,")


# What the README tells people to do


def test_a_member_finds_the_receipt_with_the_line_in_the_readme(tmp_path):
    folder = unpacked(ELECTION, tmp_path)
    line = commands(files(ELECTION)["README.txt"], "grep", "receipts.txt")
    found = shell(line.replace("20CHARACTERS", read_receipt(RECEIPT)), folder)
    assert found == receipt_hash(POLL, RECEIPT).hex() + "\n"
    assert shell(line.replace("20CHARACTERS", "0" * 20) + " || echo none", folder) == "none\n"


def test_receipts_are_sorted_hashes_and_nothing_else():
    assert files(ELECTION)["receipts.txt"].split("\n")[:-1] == sorted(one.hex() for one in ELECTION.receipts)


def test_anybody_can_repeat_the_lot_with_the_lines_in_the_readme(tmp_path):
    readme = files(ELECTION)["README.txt"]
    assert shell(commands(readme, 'python3 -c "import hashlib', '"'), tmp_path) == f"{commitment(SEED)}\n"
    assert tuple(map(int, shell(commands(readme, 'python3 -c "import hmac', '"'), tmp_path).split())) == DRAWN


def test_the_order_of_the_lot_is_written_down_with_seed_and_commitment():
    said = files(ELECTION)["lot.txt"]
    assert SEED.hex() in said
    assert commitment(SEED) in said
    assert [int(number) for number in re.findall(r"candidate (\d+)", said)] == list(DRAWN)


def test_without_its_seed_the_order_of_the_lot_is_there_all_the_same():
    found = files(replace(ELECTION, seed=None))
    assert "The seed was lost" in found["lot.txt"]
    assert [int(number) for number in re.findall(r"candidate (\d+)", found["lot.txt"])] == list(DRAWN)
    assert "python3" not in found["README.txt"]


def test_an_election_nobody_voted_in_has_a_lot_and_no_count_sheet():
    found = files(replace(ELECTION, papers={}, receipts=(), sheet=None))
    assert found.keys() == ALWAYS | {"lot.txt"}
    assert found["papers.blt"].splitlines()[:2] == ["7 4", "0"]


def test_what_another_program_does_not_know_of_re_open_nominations_is_said():
    papers = {(4, 1): 60, (1,): 20, (2,): 15, (3,): 5}
    names, drawn = ("Ann", "Bob", "Cat", "Re-open nominations"), lot(SEED, range(1, 5))
    sheet = counted(papers, 3, 4, drawn, reopen=4)
    found = files(replace(ELECTION, options=names, papers=papers, seats=3, reopen=4, sheet=sheet))
    assert "Candidate 4 is Re-open nominations." in found["README.txt"]
    assert "Candidate 4 is" not in files(ELECTION)["README.txt"]


def test_the_rules_are_named_so_that_a_stranger_finds_them():
    readme = files(ELECTION)["README.txt"]
    for words in ("SSI 2007/42", "weighted inclusive Gregory", "all surpluses at once", "fifth decimal place"):
        assert words in readme
    assert "Gregory" not in files(CHOICES)["README.txt"]


def test_a_large_bundle_can_be_posted():
    dice = [
        tuple((start + step * stride) % 20 + 1 for step in range(20)) for start in range(20) for stride in (1, 3, 7)
    ]
    papers = {paper[:length]: 5 for paper in dice for length in range(1, 21)}
    recount = replace(ELECTION, options=tuple(f"Candidate {n}" for n in range(20)), papers=papers, sheet=None)
    receipts = [sha256(str(number).encode()).digest() for number in range(5000)]
    assert len(bundle(replace(recount, receipts=receipts))) < 1_000_000
