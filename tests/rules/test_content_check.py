import re
from collections.abc import Sequence
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.i18n import say
from bot.rules import content_check
from bot.rules.content_check import Finding, Kind, check
from tests.rules import content_figures as figures
from tests.rules import content_texts as texts
from tests.rules.samples import thoroughly


def _kinds(text: str, offices: Sequence[str] = ()) -> list[str]:
    return [finding.kind for finding in check(text, offices)]


# The texts


def test_what_is_found_of_the_texts_stands_in_the_document():
    """Write it there anew with `python -m tests.rules.content_figures`."""
    assert figures.tables() in figures.DOCUMENT.read_text(encoding="utf-8")


def test_what_has_a_form_of_its_own_is_found_nine_times_in_ten():
    assert figures.figure(texts.UNSEEN, texts.UNSEEN_INNOCENT, figures.PATTERNED).recall >= 0.9


def test_nine_in_ten_of_what_is_pointed_out_in_everyday_reports_is_pointed_out_rightly():
    assert figures.figure(texts.UNSEEN, texts.UNSEEN_INNOCENT).precision >= 0.9


def test_the_texts_are_many_and_each_is_counted_once():
    true, innocent = [*texts.SEEN, *texts.UNSEEN], [*texts.SEEN_INNOCENT, *texts.UNSEEN_INNOCENT, *texts.CLOSE]
    assert len(true) >= 70
    assert len(innocent) >= 70
    assert len({*true, *innocent}) == len(true) + len(innocent)


def test_an_everyday_report_is_left_alone():
    assert [text for text in texts.SEEN_INNOCENT if check(text)] == []


def test_what_is_known_to_be_pointed_out_wrongly_is_moved_up_once_it_is_not():
    assert all(check(text) for text in texts.SEEN_WRONGLY)


# The forms


@pytest.mark.parametrize(
    "number",
    [
        "07700900123",
        "07700 900123",
        "07700-900-123",
        "07700.900.123",
        "0 7700 900 123",
        "+447700900123",
        "+44 7700 900123",
        "+44 (0)7700 900123",
        "+44(0)20 7946 0123",
        "0044 20 7946 0123",
        "(0116) 496 0123",
        "020 7946 0123",
        "01632 96012",
        "0800 111 222",
        "+353 20 915 1234",
    ],
)
def test_a_phone_number_is_found_however_it_is_written(number: str):
    assert check(f"Ring {number}, please.") == [Finding(Kind.PHONE, number)]


@pytest.mark.parametrize(
    "text",
    [
        "from 01-02-2026 10:00 to 12:00",
        "01.10.2026 1400",
        "£0.12 a mile, £07700 900123",
        "0900 1000 1100",
        "0000000000 0000000000",
        "04700 900123",
        "the figures 0.7700900123 and 1,07700900123",
        "reference 0104 2026 11",
    ],
)
def test_dates_times_and_money_are_no_phone_numbers(text: str):
    assert check(text) == []


@pytest.mark.parametrize("number", ["AB123456C", "ab 12 34 56 c", "JG-10-37-59-A", "OA 123456 D"])
def test_a_national_insurance_number_is_found_however_it_is_written(number: str):
    assert check(f"Mine is {number}.") == [Finding(Kind.NATIONAL_INSURANCE, number)]


@pytest.mark.parametrize(
    "prefix", ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ", "DA", "FA", "IA", "QQ", "UA", "VA", "AO", "AV"]
)
def test_what_hmrc_never_issues_is_no_national_insurance_number(prefix: str):
    assert check(f"Mine is {prefix} 12 34 56 C.") == []


@pytest.mark.parametrize("number", ["AB123456E", "AB12345C", "AB1234567C", "XAB123456C", "AB123456CD"])
def test_nor_is_what_has_another_form(number: str):
    assert Kind.NATIONAL_INSURANCE not in _kinds(number)


@pytest.mark.parametrize(
    ("text", "kind", "excerpt"),
    [
        ("Write to jo.price+union@mail.example.org.uk.", Kind.EMAIL, "jo.price+union@mail.example.org.uk"),
        ("She is on x123456 now.", Kind.CRN, "x123456"),
        ("Her CRN is E 654321.", Kind.CRN, "CRN is E 654321"),
        ("a1234bc was moved", Kind.PRISON_NUMBER, "a1234bc"),
        ("see 2004/0712343H", Kind.PRISON_NUMBER, "2004/0712343H"),
        ("in LE23P00123, again", Kind.COURT_CASE, "LE23P00123"),
        ("in ZE 22 C 50123, again", Kind.COURT_CASE, "ZE 22 C 50123"),
        ("in 1604-3094-9671-4935", Kind.COURT_CASE, "1604-3094-9671-4935"),
        ("at LE1 6TG from Monday", Kind.ADDRESS, "LE1 6TG"),
        ("at EC1A 1BB from Monday", Kind.ADDRESS, "EC1A 1BB"),
        ("at 12 St Mary's Road", Kind.ADDRESS, "12 St Mary's Road"),
        ("(see https://example.org/a?b=c).", Kind.LINK_OR_HANDLE, "https://example.org/a?b=c"),
        ("said <@!42> of it", Kind.LINK_OR_HANDLE, "<@!42>"),
        ("ask @sam_webb.", Kind.LINK_OR_HANDLE, "@sam_webb"),
        ("I’m the only usher in Derby.", Kind.ONLY_ONE, "I’m the only usher in Derby"),
    ],
)
def test_the_excerpt_is_what_stands_there_and_no_more(text: str, kind: Kind, excerpt: str):
    assert check(text) == [Finding(kind, excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        "Form F123 and circular 1234567",
        "room B1234567, asset XY123456",
        "A123BC, A12345BC",
        "ratio 1:40, 24/7, 12/30",
        "from Q1 2AB to P3 2nd",
        "3 Crown Court lists and 12 Family Court hearings",
        "meet @9 or @ the usual place",
        "on the @example.gov.uk addresses",
    ],
)
def test_other_numbers_of_an_office_are_left_alone(text: str):
    assert check(text) == []


# Dates


@pytest.mark.parametrize(
    "text",
    [
        "born on 3 June 1964",
        "DOB: 3.6.64",
        "d.o.b. 3/6/2014",
        "date of birth is the 3rd of June 2011",
        "my birthday, June 3",
        "born in 1964",
        "on 03/06/1964",
        "on 03/06/64",
        "on 3rd June 1964",
        "on June 3, 1964",
        "on 1964-06-03",
    ],
)
def test_a_date_of_birth_is_one_that_is_called_so_or_is_long_ago(text: str):
    assert _kinds(f"It says {text} on the form.") == [Kind.BIRTH_DATE]


@pytest.mark.parametrize(
    "text",
    ["on 3 June 2026", "on 03/06/2026", "on 03/06/26", "on 3 June", "in June 1964", "in 1964", "on 2024-06-03"],
)
def test_the_days_on_which_things_happened_are_not(text: str):
    assert check(f"It was {text}.") == []


def test_nor_are_the_dates_of_old_agreements():
    assert check("The agreement of 12 May 2004 and the circular dated 01/09/1998 still stand.") == []


# Wording


@pytest.mark.parametrize(
    "text",
    [
        "My clients are too many and the children on my list are waiting.",
        "Every section 7 report is late, and so are care orders.",
        "My mother is ill, my son aged 4 was ill, and my child, Sam, is at school.",
        "Child Protection and Client Services moved to the third floor.",
    ],
)
def test_mentioning_clients_and_children_as_work_or_as_ones_own_is_nothing(text: str):
    assert check(text) == []


def test_a_post_in_an_office_of_the_branch_is_pointed_out_once_the_offices_are_known():
    text = "I am a family court adviser in Bury St. Edmunds."
    assert check(text) == []
    assert check(text, ["Leeds", "", "Bury St. Edmunds"]) == [Finding(Kind.ONLY_ONE, text[:-1])]
    assert check(text.replace("St.", "Sth"), ["Bury St. Edmunds"]) == []


# Everything


def test_findings_come_in_order_of_appearance_and_each_place_once():
    found = check("Kind client Jo Dean, X204518, born 4/7/1990, rang 07700 900123 and 07700 900123.\nRegards, Sam")
    assert [finding.kind for finding in found] == [
        *(Kind.CLIENT_OR_CHILD, Kind.CRN, Kind.BIRTH_DATE),
        *(Kind.PHONE, Kind.PHONE, Kind.SIGNATURE),
    ]


@pytest.mark.parametrize("mark", ["*", "**", "`", "||"])
def test_marking_a_word_as_discord_lets_people_do_hides_nothing(mark: str):
    only = f"I am the {mark}only{mark} Welsh-speaking officer here"
    number = f"{mark}07700{mark} 900123"
    assert [finding.excerpt for finding in check(f"{only}.\n{number}")] == [only, number.removeprefix(mark)]


def test_a_turn_of_phrase_ends_where_something_else_begins():
    found = check("I am the guardian for baby L and have had no supervision.")
    assert found == [Finding(Kind.ONLY_ONE, "I am the guardian for"), Finding(Kind.CLIENT_OR_CHILD, "baby L")]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_sentence_that_shows_the_excerpt(kind: Kind):
    assert "these very words" in say(Finding(kind, "").key, excerpt="these very words")


def _assert_excerpts_stand_in(text: str) -> None:
    at = 0
    for finding in check(text, ["a", text[:9]]):
        assert finding.excerpt
        at = text.index(finding.excerpt, at) + len(finding.excerpt)


@given(st.text(max_size=300))
@example("İ 07700 900123 ŉ")
@example("\x00<@1>\n\n")
@thoroughly
def test_any_text_is_read_without_a_fault(text: str):
    _assert_excerpts_stand_in(text)


@given(st.lists(st.sampled_from([*texts.SEEN, *texts.SEEN_INNOCENT, "\n", "’", " the only ", "07"]), max_size=8))
@thoroughly
def test_excerpts_stand_in_the_text_one_behind_the_other(parts: list[str]):
    _assert_excerpts_stand_in("".join(parts))


def test_no_pattern_repeats_without_an_end():
    patterns = [pattern for _, each in content_check.PATTERNS for pattern in each]
    bare = [re.sub(r"\\.|\[(?:\\.|[^\]])*\]", "", pattern) for pattern in patterns]
    assert [pattern for pattern in bare if re.search(r"[*+]|\{\d*,\}", pattern)] == []


def _work(text: str) -> float:
    """The least processor time of three readings, so that other work on the machine does not count."""
    spent: list[float] = []
    for _ in range(3):
        began = process_time()
        check(text)
        spent.append(process_time() - began)
    return min(spent)


@pytest.mark.parametrize(
    "words", ["0 ", "1/", "a@", "Aa Bb ", "a b c d ", "I am the ", "the only officer ", "the client Aa ", "\n"]
)
def test_a_text_eight_times_as_long_takes_about_eight_times_as_long(words: str):
    """Work that grew with the square of the length would be 64 times as much."""
    longest = (words * 4000)[:4000]
    assert _work(longest) < 24 * _work(longest[:500])
