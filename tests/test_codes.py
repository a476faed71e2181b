"""A code is shown once and typed weeks later: it is read however it comes, and nothing near it is taken for it."""

import hashlib
import hmac
import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import keys
from bot.keys import SYMBOLS, Lost, new_code, read_code
from bot.seals import Seals

DIGITS = SYMBOLS[:32]
BODY = "7ZK4MQ2D9XBT6HWE3RPA"
BRANCH = 7

codes = st.integers(0, 2**keys.CODE_BITS - 1).map(lambda value: new_code(lambda _: value))
fillings = st.text(" \t\r\n-–—`'\"‘’“”.,:\u00a0\u00ad\u200b\ufeff", max_size=3)


@pytest.fixture(scope="module")
def one(tmp_path_factory) -> Seals:
    """For the examples of hypothesis, which have one folder between them."""
    return Seals(tmp_path_factory.mktemp("data") / "keys")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "keys"


def test_a_code_can_be_read_out_in_four_groups():
    assert re.fullmatch(rf"([{DIGITS}]{{5}}-){{3}}[{DIGITS}]{{5}}[{re.escape(SYMBOLS)}]", new_code())


def test_a_code_has_100_bits_and_each_is_left_to_chance():
    assert read_code(new_code(lambda bits: 2**bits - 1)) == "Z" * 20
    assert read_code(new_code(lambda _: 0)) == "0" * 20
    assert len(DIGITS) ** keys.CODE_LENGTH == 2**100
    drawn = [sum(DIGITS.index(each) << 5 * place for place, each in enumerate(body)) for body in bodies(200)]
    assert len(set(drawn)) == 200
    assert all(40 < sum(value >> bit & 1 for value in drawn) < 160 for bit in range(100))  # by chance once in 10^15


def bodies(number: int) -> list[str]:
    return [body for _ in range(number) if (body := read_code(new_code()))]


@settings(max_examples=100)
@given(st.text())
def test_whatever_is_typed_is_read_or_is_no_code(one, text):
    body = read_code(text)
    assert body is None or re.fullmatch(f"[{DIGITS}]{{20}}", body)
    assert len(one.tag_of_typed(BRANCH, text)) == 32


@settings(max_examples=100)
@given(codes, st.randoms(use_true_random=False), st.lists(fillings, min_size=22, max_size=22))
def test_a_code_is_read_in_any_disguise(one, code, hand, between):
    plain = code.replace("-", "")
    disguises = {"0": "0oO", "1": "1iIlL"}
    typed = [hand.choice(disguises.get(each, each + each.lower())) for each in plain]
    text = between[-1] + "".join(filling + each for filling, each in zip(between, typed, strict=False))
    assert read_code(text) == plain[:20]
    assert one.tag_of_typed(BRANCH, text) == one.code_tag(BRANCH, plain[:20])


@settings(max_examples=100)
@given(codes, st.integers(0, 20), st.sampled_from(SYMBOLS))
def test_one_wrong_character_is_noticed(code, place, wrong):
    plain = code.replace("-", "")
    changed = plain[:place] + wrong + plain[place + 1 :]
    assert (read_code(changed) is None) == (changed != plain)


@settings(max_examples=100)
@given(codes, st.integers(0, 19))
def test_two_neighbours_the_wrong_way_round_are_noticed(code, place):
    plain = code.replace("-", "")
    swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    assert (read_code(swapped) is None) == (swapped != plain)


@settings(max_examples=50)
@given(codes, st.integers(0, 20), st.text(DIGITS, min_size=1, max_size=3))
def test_a_character_too_many_or_too_few_is_noticed(code, place, more):
    plain = code.replace("-", "")
    assert read_code(plain[:place] + plain[place + 1 :]) is None
    assert read_code(plain[:place] + more + plain[place:]) is None


def test_a_tag_is_of_this_code_in_this_branch_and_under_this_key(folder):
    seals = Seals(folder)
    tag = seals.code_tag(BRANCH, BODY)
    key = (folder / "1.codes").read_bytes()
    assert tag == hmac.new(key, f"steward:code:7:{BODY}".encode(), hashlib.sha256).digest()
    others = [seals.code_tag(8, BODY), seals.code_tag(BRANCH, BODY[::-1]), Seals(folder / "2").code_tag(BRANCH, BODY)]
    assert len({tag, *others}) == 4
    assert Seals(folder).code_tag(BRANCH, BODY) == tag  # after a restart


def test_what_is_no_code_has_a_tag_that_nothing_has_and_never_twice_the_same(one):
    made = [one.tag_of_typed(BRANCH, text) for text in ("", "no code", BODY, BODY + "=", BODY + "=")]
    assert read_code(BODY + "=") is None
    assert len({*made, one.code_tag(BRANCH, ""), one.code_tag(BRANCH, BODY)}) == 7


def test_a_lost_key_of_codes_is_named_and_not_made_anew_where_there_are_reports(folder):
    seals = Seals(folder)
    tag = seals.code_tag(BRANCH, BODY)
    (folder / "1.codes").write_bytes(b"half")
    assert seals.code_tag(BRANCH, BODY) == tag  # the bot that runs has it still
    anew = Seals(folder)
    anew.expect(1)
    for ask in (
        lambda: anew.code_tag(BRANCH, BODY),
        lambda: anew.tag_of_typed(BRANCH, ""),
        lambda: anew.tag_of_typed(BRANCH, BODY),
    ):
        with pytest.raises(Lost) as lost:
            ask()
        assert lost.value.filename == str(folder / "1.codes")
        assert BODY not in str(lost.value)
    assert not anew.has_codes()
    anew.renew_codes()
    assert anew.has_codes()
    assert anew.code_tag(BRANCH, BODY) != tag


def test_where_nothing_was_reported_yet_a_half_written_key_of_codes_is_made_anew(folder):
    Seals(folder)
    (folder / "1.codes").touch(mode=0o600)
    assert len(Seals(folder).code_tag(BRANCH, BODY)) == 32
    assert (folder / "1.codes").stat().st_size == 32


def test_with_the_same_chance_the_codes_are_the_same():
    first, second = Random(1), Random(1)  # noqa: S311 - the same on purpose
    assert [new_code(first.getrandbits) for _ in range(3)] == [new_code(second.getrandbits) for _ in range(3)]
