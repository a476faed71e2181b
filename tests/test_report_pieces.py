"""However a report was typed, all of it is shown, in pieces that Discord takes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.markup import plain
from bot.rules.reports import TEXT_LENGTH
from cogs._widgets import LONGEST_DESCRIPTION
from cogs.feedback import _words as words

TYPED = st.lists(st.sampled_from(["word", "*", " ", "\n", "[", "https://example.org/a_b", "é", "👩‍👩‍👧", "> "])).map(
    "".join
)


@settings(max_examples=60)
@given(TYPED, st.integers(1, 400))
def test_no_character_is_lost_and_no_piece_is_too_long(typed: str, times: int):
    text = (typed * times)[:TEXT_LENGTH]
    pieces = list(words.pieces(text))
    assert "".join(pieces) == text
    assert all(len(plain(each)) <= words.PIECE < LONGEST_DESCRIPTION for each in pieces)


def test_the_longest_text_of_nothing_but_marks_is_cut_where_it_must_be():
    assert [len(each) for each in words.pieces("*" * TEXT_LENGTH)] == [1750, 1750, 500]


def test_a_text_with_words_is_cut_between_them():
    pieces = list(words.pieces("caseload " * 440))
    assert len(pieces) == 2
    assert all(each.endswith("caseload ") for each in pieces)
