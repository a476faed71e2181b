"""What is left of a typed text, and how it breaks; with a font that knows ASCII and a few accents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.words import drawable, even, wrap

KNOWN = {*range(32, 127), ord("ŵ"), ord("…"), 0x0301, 0x0308}


def wide(text: str) -> float:
    return len(text)


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Accept 👍", "Accept"),
        ("👩‍👩‍👧 Families 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "Families"),
        ("👍", ""),
        ("同意", ""),
        ("Accept 同意 now", "Accept … now"),
        ("同意 / 反対 1", "… / … 1"),
        ("two\nlines\tand  more ", "two lines and more"),
        ("w\u0302", "ŵ"),
        ("\u202eFor\u202c", "For"),
        ("For\x00\ud83d", "For"),
        ("?", "?"),
        ("", ""),
    ],
)
def test_what_cannot_be_drawn_goes_and_what_was_lost_is_marked(typed, drawn):
    assert drawable(typed, KNOWN) == drawn


def test_a_scribble_of_accents_cannot_reach_the_next_option():
    assert drawable("q" + "\u0301\u0308" * 30, KNOWN) == "q\u0301\u0308"


def test_words_stay_whole_where_there_is_room():
    assert wrap("one two three", 7, 9, wide) == ["one two", "three"]


def test_a_word_wider_than_the_room_is_cut():
    assert wrap("abcdefgh ij", 3, 9, wide) == ["abc", "def", "gh", "ij"]


def test_what_does_not_fit_says_so():
    assert wrap("one two three four", 5, 2, wide) == ["one", "two…"]


def test_no_word_is_left_alone_at_the_end_of_a_question():
    assert even("aaaa bbbb cccc dddd", 14, 9, wide) == ["aaaa bbbb", "cccc dddd"]


def test_evening_out_neither_cuts_a_word_nor_what_was_cut_before():
    assert even("abcdefgh ij", 9, 9, wide) == ["abcdefgh", "ij"]
    assert even("one two three four", 5, 2, wide) == wrap("one two three four", 5, 2, wide)


def test_nothing_takes_no_line():
    assert wrap("", 5, 2, wide) == []


@given(st.text(max_size=80), st.integers(2, 20), st.integers(1, 5))
def test_no_line_is_wider_than_the_room_nor_are_there_too_many(text, room, most):
    for lines in (wrap(drawable(text, KNOWN), room, most, wide), even(drawable(text, KNOWN), room, most, wide)):
        assert len(lines) <= most
        assert all(len(line) <= room or "\u0301" in line or "\u0308" in line for line in lines)
