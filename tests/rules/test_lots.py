import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.lots import commitment, lot
from tests.rules.samples import thoroughly

SEED = bytes(range(32))


def ticket(seed: bytes, candidate: int) -> bytes:
    """HMAC-SHA256 spelled out (RFC 2104), as a stranger might repeat it."""
    key = seed.ljust(64, b"\0") if len(seed) <= 64 else hashlib.sha256(seed).digest().ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key) + str(candidate).encode()).digest()
    return hashlib.sha256(bytes(byte ^ 0x5C for byte in key) + inner).digest()


def test_the_commitment_is_the_sha_256_of_the_seed():
    assert commitment(SEED) == "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd"


def test_a_draw_can_be_repeated_by_a_stranger_with_another_tool():
    # printf 1 | openssl dgst -sha256 -mac HMAC -macopt hexkey:000102…1e1f (and 2, 3, 4, 5) says:
    # 1 7761b1cc…, 2 80ddc334…, 3 1660ab3d…, 4 2ff948f1…, 5 ea5a6a44…
    assert lot(SEED, range(1, 6)) == (3, 4, 1, 2, 5)


@thoroughly
@given(st.binary(min_size=32, max_size=100), st.sets(st.integers(1, 30)))
def test_the_lowest_ticket_is_drawn_first(seed: bytes, candidates: set[int]):
    assert lot(seed, candidates) == tuple(sorted(candidates, key=lambda number: ticket(seed, number)))


@thoroughly
@given(st.binary(min_size=32, max_size=32), st.permutations(range(1, 9)))
def test_the_order_in_which_candidates_are_listed_does_not_matter(seed: bytes, listed: list[int]):
    assert lot(seed, listed) == lot(seed, range(1, 9))


def test_every_candidate_is_drawn_first_about_equally_often():
    first = [lot(hashlib.sha256(bytes([high, low])).digest(), (1, 2, 3))[0] for high in range(6) for low in range(250)]
    assert all(abs(first.count(candidate) - 500) < 90 for candidate in (1, 2, 3))  # 1,500 draws: five deviations


def test_a_short_seed_is_refused_since_it_could_be_guessed():
    for act in (lambda: commitment(bytes(31)), lambda: lot(bytes(31), (1, 2))):
        with pytest.raises(ValueError, match="32 bytes"):
            act()
