"""Keys that only the bot's user can read and that can be destroyed; receipts that can be read out on the telephone."""

import hashlib
import hmac
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import keys
from bot.errors import Invalid
from bot.ids import MemberId, OutsideBallotId, PollId
from bot.keys import OF_OUTSIDE_BALLOTS, Exposed, Keys, Lost

BALLOT = PollId(42)
ANOTHER = PollId(43)
ALICE = MemberId(1063746298317291520)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "keys"


def test_a_key_is_32_bytes_that_only_its_owner_can_read(folder):
    key = Keys(folder).make(BALLOT)
    (file,) = folder.iterdir()
    assert (len(key), file.read_bytes()) == (32, key)
    assert (file.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_every_ballot_has_a_key_of_its_own_and_keeps_it(folder):
    made = Keys(folder).make(BALLOT)
    assert Keys(folder).make(ANOTHER) != made
    assert Keys(folder).make(BALLOT) == Keys(folder).read(BALLOT) == made
    assert Keys(folder).held() == {BALLOT, ANOTHER}


def test_a_poll_and_a_ballot_held_elsewhere_of_the_same_number_have_keys_of_their_own(folder):
    of_poll, outside = Keys(folder), Keys(folder, OF_OUTSIDE_BALLOTS)
    assert of_poll.make(BALLOT) != outside.make(OutsideBallotId(BALLOT))
    assert (of_poll.held(), outside.held()) == ({BALLOT}, {BALLOT})
    of_poll.destroy(BALLOT)
    assert (of_poll.held(), outside.held()) == (set(), {BALLOT})
    assert len(outside.read(OutsideBallotId(BALLOT))) == 32


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_keys_that_others_can_open_are_refused_at_the_start(folder, mode):
    Keys(folder).make(BALLOT)
    (file,) = folder.iterdir()
    file.chmod(mode)
    with pytest.raises(Exposed, match="chmod") as refused:
        Keys(folder)
    assert refused.value.filename == str(file)
    file.chmod(0o600)
    Keys(folder)


def test_a_key_folder_that_others_can_open_is_refused_at_the_start(folder):
    Keys(folder)
    folder.chmod(0o750)
    with pytest.raises(Exposed):
        Keys(folder)


def test_a_destroyed_key_is_gone_and_its_block_was_overwritten(folder):
    key = Keys(folder).make(BALLOT)
    (file,) = folder.iterdir()
    kept = folder.parent / "the same block under another name"
    kept.hardlink_to(file)
    Keys(folder).destroy(BALLOT)
    assert list(folder.iterdir()) == []
    assert kept.stat().st_size == 32
    assert kept.read_bytes() != key
    with pytest.raises(Lost):
        Keys(folder).read(BALLOT)
    Keys(folder).destroy(BALLOT)  # once more does no harm


def test_half_a_key_is_no_key_and_one_that_was_never_finished_is_cleared_away(folder):
    Keys(folder).make(BALLOT)
    (file,) = folder.iterdir()
    file.write_bytes(b"short")
    with pytest.raises(Lost):
        Keys(folder).make(BALLOT)
    unfinished = folder / "43.part"
    unfinished.touch(mode=0o600)
    assert Keys(folder).held() == {BALLOT}
    assert not unfinished.exists()


def test_a_tag_is_the_member_in_this_ballot_and_in_no_other(folder):
    key, other = Keys(folder).make(BALLOT), Keys(folder).make(ANOTHER)
    assert keys.tag(key, ALICE) == hmac.new(key, str(ALICE).encode(), hashlib.sha256).digest()
    assert len({keys.tag(key, ALICE), keys.tag(other, ALICE), keys.tag(key, MemberId(ALICE + 1))}) == 3


def test_a_receipt_is_20_characters_and_a_check_character_in_groups():
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}[0-9A-HJKMNP-TV-Z*~$=U]", keys.new_code())
    assert len({keys.new_code() for _ in range(1000)}) == 1000


def test_every_character_of_a_receipt_is_left_to_chance():
    made = [keys.read_receipt(keys.new_code()) for _ in range(40)]
    assert all(len(set(place)) > 5 for place in zip(*made, strict=True))


@pytest.mark.parametrize(("number", "body", "check"), [(0, "0", "0"), (31, "Z", "Z"), (32, "10", "*"), (38, "16", "1")])
def test_the_check_character_is_crockfords(number, body, check):
    """His scheme: the number modulo 37, with * ~ $ = U after the 32 digits."""
    assert keys.SYMBOLS[number % 37] == check
    assert keys.read_receipt(body.rjust(20, "0") + check) == body.rjust(20, "0")


@given(st.randoms(use_true_random=True))
def test_a_receipt_is_read_however_it_was_typed(hand):
    receipt = keys.new_code()
    plain = receipt.replace("-", "")
    typed = [
        hand.choice([character, character.lower(), *{"0": "oO", "1": "iIlL"}.get(character, "")])
        + hand.choice(["", " ", "-", " – ", "\u00a0"])
        for character in plain
    ]
    assert keys.read_receipt("".join(typed)) == plain[:20]
    assert keys.receipt_hash(BALLOT, "".join(typed)) == keys.receipt_hash(BALLOT, receipt)


@given(st.integers(0, 20), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_character_is_noticed(place, wrong):
    plain = keys.new_code().replace("-", "")
    if plain[place] != wrong:
        with pytest.raises(Invalid) as refused:
            keys.read_receipt(plain[:place] + wrong + plain[place + 1 :])
        assert refused.value.key == "box.receipt_unreadable"
        assert refused.value.values == {}  # what was typed is repeated nowhere


@given(st.integers(0, 19))
def test_two_neighbours_the_wrong_way_round_are_noticed(place):
    plain = keys.new_code().replace("-", "")
    swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    if swapped != plain:
        with pytest.raises(Invalid):
            keys.read_receipt(swapped)


@pytest.mark.parametrize(
    "text", ["", "7", "U" * 21, "0" * 20, "0" * 22, "é" * 21, "*" * 21, "0" * 19 + "\U0001f5f3" + "0"]
)
def test_what_is_no_receipt_is_refused(text):
    with pytest.raises(Invalid):
        keys.read_receipt(text)


def test_a_receipts_hash_is_of_its_ballot_and_its_owner_can_compute_it():
    receipt = keys.new_code()
    plain = receipt.replace("-", "")[:20]
    assert keys.receipt_hash(BALLOT, receipt) == hashlib.sha256(f"steward:receipt:42:{plain}".encode()).digest()
    assert keys.receipt_hash(BALLOT, receipt) != keys.receipt_hash(ANOTHER, receipt)
