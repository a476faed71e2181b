import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.rules import texts
from bot.rules.polls import most_choices, read_choices, read_options, read_question, read_reason
from tests.rules.samples import refused, thoroughly

THREE = ("For", "Against", "Abstain")
FIVE = ("A1", "B1", "C1", "D1", "E1")


def test_a_question_is_one_clean_line():
    assert read_question("  Do you accept\nthe offer?  ") == "Do you accept the offer?"


def test_a_question_of_emoji_alone_is_refused():
    refused("text.no_words", lambda: read_question("👍👎"))


def test_an_empty_question_is_refused():
    refused("text.empty", lambda: read_question(" \u200b "))


def test_a_question_longer_than_two_hundred_characters_is_refused():
    refused("text.too_long", lambda: read_question("x" * 201))


def test_a_cancelled_poll_needs_a_reason():
    refused("text.empty", lambda: read_reason(" "))
    assert read_reason("The offer was  withdrawn.") == "The offer was withdrawn."


@pytest.mark.parametrize(
    "typed",
    [
        *[
            "For\nAgainst\nAbstain",
            "For\r\nAgainst\r\n\r\nAbstain\r\n",
            "\n\n For \n\nAgainst\n Abstain",
            "- For\n- Against\n- Abstain",
        ],
        *["* For\n• Against\n– Abstain", "1. For\n2. Against\n3. Abstain", "1) For\n2) Against\n3) Abstain"],
        *["a) For\nb) Against\nc) Abstain", "A. For\nB. Against\n\nC. Abstain", "(1) For\n(2) Against\n(3) Abstain"],
    ],
)
def test_options_are_one_a_line_without_their_bullets(typed: str):
    assert read_options(typed) == THREE


def test_a_persons_initial_is_not_a_bullet():
    assert read_options("A. Smith\nJ. Jones") == ("A. Smith", "J. Jones")


def test_a_figure_is_not_a_bullet():
    assert read_options("2.5% now\n3% in April\n-1 day") == ("2.5% now", "3% in April", "-1 day")


def test_one_option_is_no_choice():
    assert refused("poll.too_few_options", lambda: read_options("For\n\n")) == {"options": 1}
    assert refused("poll.too_few_options", lambda: read_options("")) == {"options": 0}


def test_twenty_six_options_are_too_many():
    assert len(read_options("\n".join(f"Option {n}" for n in range(25)))) == 25
    refused("poll.too_many_options", lambda: read_options("\n".join(f"Option {n}" for n in range(26))))


@pytest.mark.parametrize("twin", ["accept", "ACCEPT", "Ａccept", "Acc\u200cept", " Accept ", "Acce\u00adpt"])
def test_two_options_that_read_the_same_are_refused(twin: str):
    refused("poll.same_option", lambda: read_options(f"Accept\nReject\n{twin}"))


def test_a_refused_option_is_named_by_the_line_it_was_typed_on():
    assert refused("text.no_words", lambda: read_options("For\n\n👎\n"))["number"] == 3
    assert refused("text.too_long", lambda: read_options(f"For\n{'x' * 81}"))["number"] == 2
    assert refused("text.mention", lambda: read_options("For\n@everyone"))["number"] == 2
    assert refused("text.empty", lambda: read_options("For\nAgainst\n- "))["number"] == 3


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        *[
            ("", (1, 1)),
            ("1", (1, 1)),
            ("one", (1, 1)),
            ("2", (2, 2)),
            ("exactly 2", (2, 2)),
            ("1-3", (1, 3)),
            ("1 – 3", (1, 3)),
        ],
        *[("1 to 3", (1, 3)), ("up to 3", (1, 3)), ("Up To 3", (1, 3)), ("at most 3", (1, 3)), ("at least 2", (2, 5))],
        *[("any", (1, 5)), ("all", (1, 5)), ("5", (5, 5))],
    ],
)
def test_the_number_of_choices_is_read_as_people_type_it(typed: str, choices: tuple[int, int]):
    assert read_choices(typed, FIVE) == choices


@pytest.mark.parametrize("typed", ["0", "3-1", "0-2", "two or three", "-1", "1.5", "up to 1-3", "٢"])
def test_an_unclear_number_of_choices_is_refused(typed: str):
    refused("poll.choices_unreadable", lambda: read_choices(typed, FIVE))


def test_more_choices_than_options_are_refused():
    values = refused("poll.more_choices_than_options", lambda: read_choices("6", FIVE))
    assert values == {"choices": 6, "most": 5}


def test_an_abstention_does_not_add_to_the_choices():
    assert most_choices(THREE) == 2
    assert read_choices("any", THREE) == (1, 2)
    refused("poll.more_choices_than_options", lambda: read_choices("3", THREE))


@thoroughly
@given(st.text(max_size=200) | st.text("For\n-.1)a 👍@", max_size=60))
def test_whatever_is_typed_gives_two_to_twenty_five_options_or_a_refusal(text: str):
    try:
        options = read_options(text)
    except Invalid as refusal:
        assert refusal.key.split(".")[0] in ("poll", "text")
        return
    assert 2 <= len(options) <= 25
    assert len({texts.fold(option) for option in options}) == len(options)
    assert all(texts.has_words(option) and texts.length(option) <= 80 for option in options)


@thoroughly
@given(st.text(max_size=40), st.integers(2, 25))
def test_whatever_is_typed_gives_choices_a_paper_can_hold_or_a_refusal(text: str, options: int):
    try:
        low, high = read_choices(text, tuple(f"Option {number}" for number in range(options)))
    except Invalid as refusal:
        assert refusal.key.startswith("poll.")
        return
    assert 1 <= low <= high <= options
