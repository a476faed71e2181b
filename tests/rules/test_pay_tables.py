"""Tables of pay as employers publish them, spreadsheets save them and people paste them."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.errors import Invalid
from bot.i18n import say
from bot.rules import pay_tables as rules
from bot.rules import pay_terms
from bot.rules.pay import LEAST_PAY, MOST_PAY, Kind, pounds
from bot.rules.pay_tables import MOST_ROWS, Table, read_file, read_text
from bot.rules.spreadsheets import MOST_BYTES
from tests.rules.samples import refused, thoroughly

# NHS Agenda for Change: a band's name stands once, its years below it; a title above, a note in a column of its own.
NHS = """NHS Agenda for Change 2025/26,,,
,,,
Band,Years of experience,Annual salary (£),Claim (%),First offer,Notes
Band 5,<2 years,"£31,049",5,3.3%,entry
,2-4 years,"£33,487",5,3.3%,

,4+ years,37796.00,5,3.3%,top
8a,0-5 years,"55,690",5,£1500,
"""
CIVIL_SERVICE = "Grade;Minimum;Maximum\nAO;24.103,00;24.960,50\nEO;29030;30.000,00\n"
SPINE = "SCP\tOffer £\tCurrent salary\t2021/22\n2\t1290\t£24,413\t£18,333\n43\t1,290.00\t£54,495\tn/a\n"


def bands(table: Table) -> dict[str, str]:
    assert table.problems == []
    return {band.name: pounds(band.current) for band in table.bands}


def wrong(table: Table) -> dict[int, str]:
    """What is wrong with which line, each with its sentence."""
    for problem in table.problems:
        assert say(problem.error.key, **problem.error.values)
    return {problem.line: problem.error.key for problem in table.problems}


def terms(table: Table, at: int = 0) -> dict[str, str]:
    return {band: pay_terms.as_typed(each) for band, each in table.proposed[at].special.items()}


def test_agenda_for_change_is_read_with_bands_that_stand_once_above_their_points():
    table = read_text(NHS)
    assert bands(table) == {
        "Band 5, <2 years": "£31,049",
        "Band 5, 2-4 years": "£33,487",
        "Band 5, 4+ years": "£37,796",
        "Band 8a, 0-5 years": "£55,690",
    }
    assert [(each.kind, each.name) for each in table.proposed] == [
        (Kind.CLAIM, "Claim"),
        (Kind.OFFER, "First offer"),
    ]
    assert terms(table)["Band 5, 2-4 years"] == "5%"
    assert terms(table, 1)["Band 8a, 0-5 years"] == "£1,500"
    assert table.ignored == ["Notes"]


def test_grades_with_a_lowest_and_a_highest_pay_become_two_bands_each_whatever_the_decimal_sign():
    assert bands(read_text(CIVIL_SERVICE)) == {
        "AO, Minimum": "£24,103",
        "AO, Maximum": "£24,960.50",
        "EO, Minimum": "£29,030",
        "EO, Maximum": "£30,000",
    }
    refused("offer.past_of_which", lambda: read_text("Grade,Min,Max,2021\nAO,24103,24960,21000\n"))


def test_a_council_spine_is_read_with_earlier_years_in_whichever_order_its_columns_stand():
    table = read_text(SPINE)
    assert bands(table) == {"SCP 2": "£24,413", "SCP 43": "£54,495"}
    assert [dict(band.past) for band in table.bands] == [{2021: 18_333_00}, {}]
    assert terms(table) == {"SCP 2": "£1,290", "SCP 43": "£1,290"}


def test_a_teachers_scale_whose_only_pay_is_that_of_a_year_is_paid_that_now():
    assert bands(read_text("Scale point,Salary 2025/26 (£)\nM1,32916\nM6,45352\n")) == {
        "M1": "£32,916",
        "M6": "£45,352",
    }
    refused("offer.header_unknown", lambda: read_text("Scale point,2024,2025\nM1,31650,32916\n"))


def test_an_offer_can_stand_in_a_table_as_the_new_pay():
    table = read_text('Point,Salary,Offer pay\n20,"£34,132","£35,200"\n21,35116,\n')
    assert terms(table) == {"Point 20": "pay £35,200"}
    assert table.proposed[0].name == "Offer"


def test_a_title_above_and_semicolons_between_years_do_not_make_it_another_table():
    title = "Our pay claim and the offer of the employers' side for all the points of the national spine, 2026; draft"
    table = read_text(f"{title},,\nSCP,Pay,First offer\n2,24413,3%; 2%\n3,24796,3%; 2%\n")
    assert bands(table) == {"SCP 2": "£24,413", "SCP 3": "£24,796"}
    assert terms(table) == {"SCP 2": "3%; 2%", "SCP 3": "3%; 2%"}


@pytest.mark.parametrize(
    "data",
    [
        'Band,Pay\r\nBand 2,"£24,000"\r\n'.encode(),
        'Band,Pay\r\nBand 2,"£24,000"\r\n'.encode("utf-8-sig"),
        'Band,Pay\r\nBand 2,"£24,000"\r\n'.encode("cp1252"),
        "Band\tPay\r\nBand 2\t£24,000\r\n".encode("utf-16"),
        "Band\tPay\r\nBand 2\t£24,000\r\n".encode("utf-16-be"),
        "Band\tPay\r\nBand 2\t£24,000\r\n".encode("utf-16-le"),
        "Band;Pay\nBand 2;£24.000,00\n".encode(),
        b"sep=;\r\nBand;Pay\r\nBand 2;24000\r\n",
        b"Band|Pay\nBand 2|24000\n",
        b"Band,Pay\rBand 2,24000\r",
        "\n\nBand , Current pay \n\n,\n Band 2 , £24000.00 \n\n".encode(),
        "Band,Pay\nBand 2,£24,000\n".encode(),
        b"Band,Current pay,,\nBand 2,24000,,\n",
        b"Band,Pay\nBand 2,GBP 24000 p.a.\nBAND,PAY\n",
        "Band 2: £24,000".encode(),
        "Band 2 - £24,000\n".encode(),
        b"Band 2\t24000\n",
        b"Band 2, 24,000",
    ],
)
def test_whatever_a_spreadsheet_or_a_person_makes_of_the_same_table_it_is_read_the_same(data: bytes):
    assert bands(read_file(data)) == {"Band 2": "£24,000"}


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "offer.table_empty"),
        (b" \n,,\n\n", "offer.table_empty"),
        (b"Band,Pay\n", "offer.table_empty"),
        (b"Foo,Bar\n1,2\n", "offer.header_unknown"),
        (b"Band,Hourly pay\n2,12.60\n", "offer.header_unknown"),
        (b"Name,Salary\nAnn Smith,31000\n", "offer.header_unknown"),
        (b"Band,Pay,Salary\n2,24000,25000\n", "offer.header_twice"),
        (b"Band,Pay,2021,April 2021\n2,24000,1,1\n", "offer.header_twice"),
        (b"Band,Pay,Offer %,offer\n2,24000,5,5%\n", "offer.header_twice"),
        (("Band,Pay," + ",".join(map(str, range(1990, 2016))) + "\n").encode(), "offer.too_many_past"),
        (b'Band,Pay\n"Band 2,24000\nBand 3,25000\n', "offer.table_quotes"),
        (b"PK\x03\x04 a spreadsheet", "offer.file_not_csv"),
        (b"%PDF-1.7", "offer.file_not_csv"),
        (b"Band,Pay\n\x01,24000", "offer.file_not_csv"),
        (b"B" * (MOST_BYTES + 1), "offer.file_too_large"),
        (b"Band,Pay,Offer  \n2,24000,3%\n", ""),
    ],
)
def test_what_is_no_table_of_pay_is_refused_and_says_how_to_make_it_one(data: bytes, key: str):
    if key:
        refused(key, lambda: read_file(data))
    else:
        assert wrong(read_file(data)) == {}


BAD = """Band,Current pay,2021,Offer
Band 1,-24000,,3%
Band 2,"(24,000)",,3%
Band 3,twenty,,3%

Band 4,12.60,,3%
,24000,,3%
Band 6,,,3%
Band 7,24000.123,,3%
Band 8,24000,x1,3%
Band 9,24000,,5
Band 10,24000,,0.05
Band 11,24000,,3%,extra
Band 12,24000,,3%
 BAND  12,24000,,3%
Band 13,2400000,,3%
Source: the employer
😀,24000,,3%
"""


def test_every_line_that_cannot_be_read_is_named_with_what_is_wrong_with_it():
    table = read_text(BAD)
    assert wrong(table) == {
        2: "offer.pay_negative",
        3: "offer.pay_negative",
        4: "offer.pay_unreadable",
        6: "offer.pay_too_low",
        7: "offer.no_band",
        8: "offer.no_pay",
        9: "offer.pay_part_penny",
        10: "offer.pay_unreadable",
        11: "offer.terms_no_sign",
        12: "offer.terms_share",
        13: "offer.too_many_cells",
        15: "offer.band_twice",
        16: "offer.pay_too_high",
        17: "offer.no_pay",
        18: "text.no_words",
    }
    assert next(each for each in table.problems if each.line == 15).error.values["line"] == 14


@pytest.mark.parametrize("first", ["hello", "Band 5: lots"])
def test_a_list_whose_first_line_cannot_be_read_is_not_taken_for_a_table(first: str):
    assert 1 in wrong(read_text(f"{first}\nBand 7: £41,000"))


def test_a_pasted_list_names_its_lines_too():
    assert wrong(read_text("Band 5: £31,049\n\nBand 6\nBand 7: £12.60\nBand 5: £31,050")) == {
        3: "offer.line_unreadable",
        4: "offer.pay_too_low",
        5: "offer.band_twice",
    }


def test_three_thousand_bands_are_read_and_one_more_is_refused_with_the_limit():
    lines = [f'Point {each},"£{20_000 + each:,}"' for each in range(MOST_ROWS + 1)]
    assert len(read_text("\n".join(["Point,Pay", *lines[:-1]])).bands) == MOST_ROWS
    said = refused("offer.table_too_long", lambda: read_text("\n".join(["Point,Pay", *lines])))
    assert said == {"rows": MOST_ROWS + 1, "most": MOST_ROWS}


@thoroughly
@given(
    some.lists(some.integers(LEAST_PAY, MOST_PAY), min_size=1, max_size=30),
    some.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
    some.sampled_from(";\t,"),
    some.sampled_from(["{0}.{1:02}", "£{0:,}.{1:02}", "£{0}.{1:02}"]),
)
def test_every_amount_comes_out_of_a_table_as_it_went_in(
    pays: Sequence[int], encoding: str, delimiter: str, written: str
):
    lines = [f'Point {at}{delimiter}"{written.format(*divmod(pay, 100))}"' for at, pay in enumerate(pays)]
    table = read_file("\r\n".join([f"Point{delimiter}Pay", *lines]).encode(encoding))
    assert [band.current for band in table.bands] == pays


@thoroughly
@given(some.binary(max_size=200) | some.text(alphabet="Band,Pay;\t\n\r\"£012345.-%'", max_size=120).map(str.encode))
def test_whatever_is_sent_is_read_or_refused_with_a_sentence(data: bytes):
    try:
        table = read_file(b"Band,Pay,Offer\n" + data)
    except Invalid as error:
        assert say(error.key, **error.values)
    else:
        wrong(table)


@pytest.mark.parametrize("cell", ["24,79", "2,4790", "24.790,5", "1e5", "£", "24k", "٢٤٠٠٠", "=24000"])
def test_an_amount_that_could_be_a_slip_is_refused(cell: str):
    with pytest.raises(Invalid):
        rules.read_amount(cell)
