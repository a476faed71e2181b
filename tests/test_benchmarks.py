"""The benchmarks in small, so that they cannot rot. Nothing here depends on time."""

from pathlib import Path

from benchmarks import answers, codes, counting, fanout, faults, nights, posted, reports, secret, votes
from benchmarks.figures import Figure, table


async def test_a_killed_bot_loses_no_vote_it_answered(tmp_path: Path) -> None:
    figures = await faults.measure(tmp_path, kills=1, presses=30, seed=1)
    assert all(figure.is_met for figure in figures)


async def test_votes_are_measured_beside_the_bare_bot(tmp_path: Path) -> None:
    figures = await votes.measure(tmp_path, presses=50, rounds=1)
    assert "CPU beside a bare answer" in table(figures)


async def test_answers_to_a_notice_are_measured_beside_the_bare_bot_and_its_edits_are_counted(tmp_path: Path) -> None:
    figures = await answers.measure(tmp_path, presses=50, rounds=1, within=0.5)
    assert "edits of the notice a minute" in table(figures)


async def test_presses_on_posted_are_measured_beside_the_bare_bot_and_each_is_stored_once(tmp_path: Path) -> None:
    figures = await posted.measure(tmp_path, presses=50, rounds=1, within=0.5)
    assert "edits of the board and the post a minute" in table(figures)


async def test_votes_are_measured_while_followers_are_written_to_and_each_has_one_letter(tmp_path: Path) -> None:
    figures = await fanout.measure(tmp_path, followers=150, votes=10, rounds=1, within=0.3)
    assert "CPU of a letter" in table(figures)


async def test_secret_votes_are_measured_beside_the_bare_bot_and_all_are_in_the_box(tmp_path: Path) -> None:
    figures = await secret.measure(tmp_path, presses=15, rounds=1, roll=40)
    assert "CPU beside a bare answer" in table(figures)


async def test_the_count_elects_whom_stvpoll_elects(tmp_path: Path) -> None:
    figures = await counting.measure(tmp_path, number=500, rounds=1)
    assert "faster than stvpoll" in table(figures)


async def test_wrong_codes_are_timed_beside_unknown_ones_and_lead_nowhere(tmp_path: Path) -> None:
    figures = await codes.measure(tmp_path, released=5, waiting=2, tries=3, rounds=1)
    assert "right one but for one character, beside an unknown one" in table(figures)


async def test_the_night_that_erases_is_timed_while_somebody_writes_and_what_was_due_is_gone(tmp_path: Path) -> None:
    figures = await nights.measure(tmp_path, few=10, many=20, rounds=1)
    assert "longest wait of who writes meanwhile" in table(figures)


async def test_reports_are_measured_beside_the_bare_bot_and_all_wait_for_the_round(tmp_path: Path) -> None:
    figures = await reports.measure(tmp_path, presses=20, rounds=1)
    assert "memory of a round" in table(figures)


def test_the_papers_of_a_seed_are_always_the_same_and_could_have_been_cast() -> None:
    cast = counting.papers(500)
    assert cast == counting.papers(500)
    assert cast != counting.papers(500, seed=2)
    assert all(len(set(paper)) == len(paper) and set(paper) <= set(counting.DRAWN) for paper in cast)
    assert {len(paper) for paper in cast} == set(counting.DRAWN)


def test_a_goal_is_judged_by_the_median() -> None:
    assert Figure("a ratio", [1.0, 1.2, 9.0], most=1.25).is_met
    assert not Figure("a rate", [2000.0], least=3000).is_met
