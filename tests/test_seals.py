"""What members report opens in its place alone, with its key alone, and whole or not at all."""

import logging
from pathlib import Path
from random import Random
from threading import Barrier, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.keys import Exposed, Lost
from bot.seals import FORMAT, MOST_KEYS, STEP, Broken, Seals, number_of

ABOUT = "entry:7:K7QD:1"
TEXT = b"Nobody covers the second desk at night."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "keys"


@pytest.fixture
def seals(folder: Path) -> Seals:
    return Seals(folder)


@pytest.fixture(scope="module")
def one(tmp_path_factory) -> Seals:
    """For the examples of hypothesis, which have one folder between them."""
    return Seals(tmp_path_factory.mktemp("data") / "keys")


@settings(max_examples=50)
@given(st.binary(max_size=3 * STEP), st.text(), st.text())
def test_what_was_sealed_opens_in_its_place_and_in_no_other(one, content, about, another):
    sealed = one.seal(content, about)
    assert one.open(sealed, about) == content
    if another != about:
        with pytest.raises(Broken):
            one.open(sealed, another)


@settings(max_examples=50)
@given(st.binary(max_size=2000), st.text(max_size=20))
def test_what_was_never_sealed_does_not_open(one, rubbish, about):
    with pytest.raises((Broken, Lost)):
        one.open(rubbish, about)


def test_a_change_of_any_byte_is_noticed(seals):
    sealed = seals.seal(TEXT, ABOUT)
    for place in range(len(sealed)):
        for change in (1, 0x80, 0xFF):
            with pytest.raises(Broken):
                seals.open(sealed[:place] + bytes([sealed[place] ^ change]) + sealed[place + 1 :], ABOUT)
    assert seals.open(sealed, ABOUT) == TEXT


def test_a_piece_that_was_cut_short_or_made_longer_is_noticed(seals):
    sealed = seals.seal(TEXT, ABOUT)
    for length in range(len(sealed)):
        with pytest.raises(Broken):
            seals.open(sealed[:length], ABOUT)
    for more in (b"\0", bytes(STEP), sealed):
        with pytest.raises(Broken):
            seals.open(sealed + more, ABOUT)


def test_the_same_text_never_looks_the_same_and_shows_nothing(seals):
    made = {seals.seal(TEXT, ABOUT) for _ in range(100)}
    assert len(made) == 100
    assert not any(word in piece for piece in made for word in (TEXT, ABOUT.encode(), TEXT[:8]))


def test_sizes_go_in_steps_and_say_little(seals):
    sizes = {length: len(seals.seal(bytes(length), ABOUT)) for length in range(3 * STEP)}
    assert len(set(sizes.values())) == 4
    assert {len(seals.seal(text.encode(), ABOUT)) for text in ("yes", "No. " * 100)} == {sizes[0]}
    assert sizes[STEP - 4] == sizes[0] < sizes[STEP - 3] == sizes[0] + STEP


def test_a_seal_names_its_key_and_each_key_opens_its_own(seals, folder):
    first = seals.seal(TEXT, ABOUT)
    assert (seals.newest(), seals.renew(), seals.newest()) == (1, 2, 2)
    second = seals.seal(TEXT, ABOUT)
    assert (number_of(first), number_of(second), number_of(second[:5])) == (1, 2, 2)
    assert seals.open(first, ABOUT) == seals.open(second, ABOUT) == TEXT
    with pytest.raises(Broken):  # a key that is there, but another
        seals.open(first[:4] + b"\2" + first[5:], ABOUT)
    (folder / "1.seal").write_bytes((folder / "2.seal").read_bytes())
    with pytest.raises(Broken):
        Seals(folder).open(first, ABOUT)


def test_what_is_sealed_anew_needs_the_older_key_no_more(seals, folder):
    first = seals.seal(TEXT, ABOUT)
    seals.renew()
    second = seals.reseal(first, ABOUT)
    seals.destroy(1)
    assert (number_of(second), seals.open(second, ABOUT), seals.held()) == (2, TEXT, {2})
    for each in (seals, Seals(folder)):
        with pytest.raises(Lost):
            each.open(first, ABOUT)
    assert [file.name for file in folder.iterdir()] == ["2.seal"]


@pytest.mark.parametrize("content", [None, b"", b"half", bytes(33)])
def test_a_lost_key_is_named_and_nothing_else_is_said(seals, folder, content):
    sealed = seals.seal(TEXT, ABOUT)
    (folder / "1.seal").unlink()
    if content is not None:
        (folder / "1.seal").touch(mode=0o600)
        (folder / "1.seal").write_bytes(content)
    assert seals.open(sealed, ABOUT) == TEXT  # the bot that runs has it still
    anew = Seals(folder)
    with pytest.raises(Lost) as lost:
        anew.open(sealed, ABOUT)
    assert lost.value.filename == str(folder / "1.seal")
    assert "K7QD" not in str(lost.value) and "desk" not in str(lost.value)
    assert anew.missing({1}) == {1}


def test_a_new_key_never_gets_the_number_of_one_that_is_lost(folder):
    elsewhere = Seals(folder.parent / "elsewhere")
    elsewhere.renew()
    old = elsewhere.seal(TEXT, ABOUT)  # with key 1; in the data that were restored here
    seals = Seals(folder)
    seals.expect(number_of(old))
    new = seals.seal(TEXT, ABOUT)
    assert (number_of(old), number_of(new), seals.missing({1, 2})) == (1, 2, {1})
    with pytest.raises(Lost):
        seals.open(old, ABOUT)
    (folder / "1.seal").write_bytes((folder.parent / "elsewhere" / "1.seal").read_bytes())
    assert seals.open(old, ABOUT) == seals.open(new, ABOUT) == TEXT  # found again, and put back


def test_a_number_that_no_key_can_have_had_is_damage_and_not_a_lost_key(seals):
    sealed = seals.seal(TEXT, ABOUT)
    for number in (0, 2, 77, MOST_KEYS + 1, 2**32 - 1):
        with pytest.raises(Broken):
            seals.open(sealed[:1] + number.to_bytes(4, "big") + sealed[5:], ABOUT)
    for head in (b"", bytes([FORMAT]), bytes([FORMAT + 1, 0, 0, 0, 1]), bytes([FORMAT, 0, 0, 0, 0])):
        with pytest.raises(Broken):
            number_of(head)


def test_keys_are_made_when_they_are_needed_and_are_their_owners_alone(seals, folder):
    assert (list(folder.iterdir()), seals.newest(), seals.held()) == ([], None, set())
    seals.seal(TEXT, ABOUT)
    seals.code_tag(7, "0" * 20)
    assert sorted(file.name for file in folder.iterdir()) == ["1.codes", "1.seal"]
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    assert {file.stat().st_size for file in folder.iterdir()} == {32}
    (folder / "1.seal").chmod(0o640)
    with pytest.raises(Exposed):
        Seals(folder)


def test_two_on_one_folder_open_what_the_other_sealed(seals, folder):
    sealed = seals.seal(TEXT, ABOUT)
    other = Seals(folder)
    assert other.open(sealed, ABOUT) == TEXT
    assert seals.open(other.seal(TEXT, ABOUT), ABOUT) == TEXT
    assert seals.code_tag(7, "0" * 20) == other.code_tag(7, "0" * 20)


def test_reports_that_come_at_the_same_moment_make_one_key(seals, folder):
    ready, made = Barrier(8), list[bytes]()

    def send() -> None:
        ready.wait()
        made.append(seals.seal(TEXT, ABOUT) + seals.code_tag(7, "0" * 20))

    senders = [Thread(target=send) for _ in range(8)]
    for each in senders:
        each.start()
    for each in senders:
        each.join()
    assert len(made) == 8
    assert len({each[-32:] for each in made}) == 1
    assert {Seals(folder).open(each[:-32], ABOUT) for each in made} == {TEXT}


def test_who_only_looks_makes_no_folder_and_clears_nothing_away(seals, folder):
    sealed = seals.seal(TEXT, ABOUT)
    (folder / "2.seal.part").touch(mode=0o600)  # of the bot that is just making it
    looking = Seals(folder, is_looking=True)
    assert (looking.open(sealed, ABOUT), looking.held()) == (TEXT, {1})
    assert (folder / "2.seal.part").exists()
    assert Seals(folder / "nowhere", is_looking=True).held() == set()
    assert not (folder / "nowhere").exists()


def test_with_the_same_keys_and_the_same_chance_the_bytes_are_the_same(seals, folder):
    seals.renew()
    first, second = (Seals(folder, Random(1).randbytes) for _ in range(2))  # noqa: S311 - the same on purpose
    assert [first.seal(TEXT, ABOUT) for _ in range(3)] == [second.seal(TEXT, ABOUT) for _ in range(3)]


def test_nothing_of_it_is_logged_or_shown(seals, folder, caplog):
    caplog.set_level(logging.DEBUG)
    sealed = seals.seal(TEXT, ABOUT)
    seals.renew()
    assert seals.open(seals.reseal(sealed, ABOUT), ABOUT) == TEXT
    said = [repr(seals), str(seals), caplog.text]
    with pytest.raises(Broken) as broken:
        seals.open(sealed[:-1] + b"?", ABOUT)
    seals.destroy(1)
    with pytest.raises(Lost) as lost:
        seals.open(sealed, ABOUT)
    said += [repr(broken.value), str(broken.value), repr(lost.value), caplog.text]
    for secret in (TEXT.decode(), "K7QD", *(file.read_bytes().hex() for file in folder.iterdir())):
        assert not any(secret in each for each in said)
    assert not caplog.records
