"""CSV as a spreadsheet reads it."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.tables import csv_bytes


def read(table: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(table.decode("utf-8-sig"), newline="")))


def test_a_table_opens_in_excel_with_its_accents():
    assert csv_bytes(["Swyddfa"], [["Caerdydd, Tŷ’r Undeb"]]) == '\ufeffSwyddfa\r\n"Caerdydd, Tŷ’r Undeb"\r\n'.encode()


def test_numbers_stay_numbers_even_below_nought():
    assert read(csv_bytes(["votes"], [[23], [-1]])) == [["votes"], ["23"], ["-1"]]


@pytest.mark.parametrize(
    "typed", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '=HYPERLINK("http://x")']
)
def test_what_was_typed_is_never_a_formula(typed):
    assert read(csv_bytes([typed], [[typed]])) == [[f"'{typed}"], [f"'{typed}"]]


def test_commas_quotes_and_line_breaks_come_back_as_they_were():
    row = ['a "quoted" word', "one, two", "first\r\nsecond", ""]
    assert read(csv_bytes(["a", "b", "c", "d"], [row]))[1] == row


def test_half_a_character_does_not_stop_a_table():
    assert csv_bytes(["a"], [["\ud83d"]]).endswith(b"?\r\n")


def test_a_table_without_rows_still_has_its_header():
    assert read(csv_bytes(["name", "votes"], [])) == [["name", "votes"]]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), max_size=5))
def test_every_cell_comes_back_or_comes_back_with_an_apostrophe(rows):
    back = read(csv_bytes(["a", "b"], rows))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in back] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
