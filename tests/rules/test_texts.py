import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.rules.texts import fold, has_words, length, line, paragraph
from tests.rules.samples import refused, thoroughly

TECHNICIAN = "👩‍💻"
HEART = "❤️"
WALES = "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
TRICKY = (
    "\u200b\u200c\u200d\ufe0f\ufe0e\u00ad\ufeff\u2060\u202e\u2066\u202c"
    "\u0301\u0338\u20e3\U000e0067\U000e007f\x00\ud800\u3164\u034f"
)
texts = st.text(max_size=120) | st.text(
    st.sampled_from(f"aeé1 @<#&!>\n\r\u2028👩❤🏴🏽💻ख\u094dیم{TRICKY}"), max_size=40
)


def cleaned(text: str, most: int = 200) -> str:
    return line(text, most=most, field="question")


# What is cleaned


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Pay   offer\t2026 \n", "Pay offer 2026"),
        ("Pay\u00a0offer\u3000now", "Pay offer now"),
        ("str\u200bike", "strike"),
        ("work\u00adload", "workload"),
        ("\ufeffPay", "Pay"),
        ("a \u200b b", "a b"),
        ("hi\U000e0068\U000e0069", "hi"),
        ("be\u0301", "bé"),
        ("a\x00b\x07", "ab"),
        ("\u3164Pay\u2800", "Pay"),
        ("left\u200eright\u200f", "leftright"),
        ("Ye\u200cs", "Yes"),
        ("a\ufe0fb", "ab"),
    ],
)
def test_what_nobody_can_see_is_taken_out(typed: str, kept: str):
    assert cleaned(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        f"{TECHNICIAN} Workload",
        f"{HEART} Care",
        "👍🏽 Agree",
        "1️⃣ First",
        f"{WALES} Cymru",
        "🇬🇧 UK",
        "🩷 newer than this Python",
        "می‌خواهم",
        "ශ්‍රී ලංකා",
        "Łódź, Größe, Ŵyl, café",
        "مرحبا بالجميع",
        "שלום לכולם",
        "2.5% + £500 (non-consolidated)",
        "ไม่รู้",
    ],
)
def test_emoji_sequences_and_every_script_stay_whole(typed: str):
    assert cleaned(typed) == unicodedata.normalize("NFC", typed)


def test_a_paragraph_keeps_its_lines_and_at_most_one_empty_one_between():
    assert paragraph(" One \r\n\r\n\r\n\r\n two\u2028three  ", most=100) == "One\n\ntwo\nthree"


# What is refused


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200b", "\n\t", "\u3164", "\ufeff"])
def test_nothing_is_refused_as_nothing(typed: str):
    assert refused("text.empty", lambda: cleaned(typed)) == {"field": "question"}


def test_too_long_a_text_is_told_by_how_much():
    assert refused("text.too_long", lambda: cleaned("x" * 203)) == {"field": "question", "most": 200, "over": 3}


def test_a_text_exactly_as_long_as_allowed_is_fine():
    assert len(cleaned("x" * 200)) == 200


def test_an_emoji_counts_as_discords_apps_count_it():
    assert length("👍") == 2
    assert refused("text.too_long", lambda: cleaned("👍", most=1))["over"] == 1


def test_a_refused_option_is_named_by_its_line():
    where = refused("text.too_long", lambda: line("x" * 81, most=80, field="option", number=3))
    assert where == {"field": "option", "number": 3, "most": 80, "over": 1}


@pytest.mark.parametrize("control", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_a_hidden_turn_of_the_reading_direction_is_refused(control: str):
    refused("text.bidi", lambda: cleaned(f"Vote {control}for the offer"))


@pytest.mark.parametrize(
    "typed",
    [
        *["@everyone", "hello @here", "@Everyone!", "x@everyone", "(@here)", "@here.", "@everyone_"],
        *["<@123>", "<@!123>", "<@&123>", "<#123>", "see <#00001>"],
        *["＠everyone", "﹫here", "@ｅｖｅｒｙｏｎｅ", "＜@123＞", "<＠&１２３>", "@𝐞𝐯𝐞𝐫𝐲𝐨𝐧𝐞"],
        *[
            "@every\u200bone",
            "@\u00adhere",
            "<@\u200b123>",
            "@e\u2060veryone",
            "@every\u200cone",
            "@\U000e0061here",
            "@\u3164everyone",
        ],
    ],
)
def test_a_mention_is_refused_however_it_is_dressed(typed: str):
    refused("text.mention", lambda: cleaned(f"Vote {typed}"))


@pytest.mark.parametrize(
    "typed", ["office@hereford.example", "5 < 6 @ noon", "<3", "# 3", "@branch", "@ everyone", "<@>", "C#7"]
)
def test_what_only_looks_like_a_mention_may_stay(typed: str):
    assert cleaned(typed) == typed


def test_letters_with_towers_of_accents_are_refused():
    refused("text.marks", lambda: cleaned("z\u0300\u0301\u0302\u0303\u0304 vote"))


def test_words_are_letters_or_digits_of_any_script():
    assert all(map(has_words, ["Yes", "2", "はい", "نعم", f"{HEART} yes"]))
    assert not any(map(has_words, ["", "👍", HEART, TECHNICIAN, "!?…", WALES]))


def test_texts_that_read_the_same_are_the_same_when_compared():
    assert fold(" Ｙes ") == fold("yes") == fold("YE\u200cS") == fold("y\ufeffes")
    assert fold("Straße") == fold("STRASSE")


# Whatever is typed


def spelt_with(text: str, at: int) -> bool:
    """Whether an invisible character belongs to the spelling around it: joiners, emoji styles, the three flags."""
    return text[at] in "\u200c\u200d\ufe0e\ufe0f" or "\U000e0061" <= text[at] <= "\U000e007f"


@thoroughly
@given(texts)
def test_a_cleaned_line_holds_nothing_that_is_refused_and_cleaning_again_changes_nothing(text: str):
    try:
        kept = line(text, most=500)
    except Invalid as refusal:
        assert refusal.key.startswith("text.")
        return
    assert line(kept, most=500) == kept
    assert kept == " ".join(kept.split()) == unicodedata.normalize("NFC", kept)
    assert not set(kept) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\u00ad")
    assert "@everyone" not in fold(kept)
    for at, character in enumerate(kept):
        hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co")
        assert not hidden or spelt_with(kept, at), ascii(kept)


@thoroughly
@given(texts)
def test_a_cleaned_paragraph_stays_as_it_is_and_never_has_two_empty_lines(text: str):
    try:
        kept = paragraph(text, most=500)
    except Invalid:
        return
    assert paragraph(kept, most=500) == kept
    assert "\n\n\n" not in kept
    assert kept == kept.strip()


@thoroughly
@given(texts)
def test_comparing_never_crashes_and_is_stable(text: str):
    assert fold(fold(text)) == fold(text)
