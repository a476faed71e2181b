import pickle

from bot.rules.sheets import Line, exact
from tests.rules.elections import IRVINE_WEST, counted


def test_the_table_has_a_row_for_everybody_and_for_what_left_the_count():
    rows = list(counted({(1, 2): 4, (1, 3): 2, (1,): 1, (2,): 3, (3,): 2}, 2).rows())
    assert [row.line for row in rows] == [*[Line.CANDIDATE] * 3, Line.NON_TRANSFERABLE, Line.LOST, Line.TOTAL]
    assert (rows[0].after, rows[0].change) == (("7.00000", "5.00000", "5.00000"), ("7.00000", "-2.00000", "0.00000"))
    assert [(row.elected_at, row.excluded_at) for row in rows[:3]] == [(1, None), (3, None), (None, 3)]
    assert [row.after[1] for row in rows[3:]] == ["0.28571", "0.00003", "12.00000"]


def test_the_table_marks_the_rows_of_re_open_nominations():
    rows = list(counted({(4, 1): 60, (1,): 20, (2,): 15, (3,): 5}, 3, reopen=4).rows())
    assert [row.line for row in rows[:6]] == [*[Line.CANDIDATE] * 3, *[Line.REOPEN] * 3]
    assert [row.number for row in rows[:6]] == [1, 2, 3, 4, 5, 6]


def test_units_are_written_as_exact_decimals():
    assert [exact(units) for units in (0, 1, 100_000, 123_456_789, -1, -250_000)] == [
        *("0.00000", "0.00001", "1.00000", "1234.56789", "-0.00001", "-2.50000"),
    ]


def test_a_sheet_can_be_sent_between_processes():
    sheet = counted(IRVINE_WEST, 4)
    assert pickle.loads(pickle.dumps(sheet)) == sheet  # noqa: S301 - our own bytes
