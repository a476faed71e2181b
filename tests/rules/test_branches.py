from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.ids import GuildId, Power, RoleId
from bot.rules.branches import Branch, Use, guess_power, guess_use, read_membership, read_name, read_zone

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize("typed", ["212", " 212 ", "2 12", "212,", "0212"])
def test_a_membership_is_read_as_officers_type_it(typed: str):
    assert read_membership(typed) == 212


def test_a_membership_may_have_its_comma():
    assert read_membership("1,204") == 1204


def test_an_empty_membership_is_no_membership():
    assert read_membership("  ") is None


@pytest.mark.parametrize("typed", ["0", "-5", "many", "21.5", "٢١٢", "9" * 300, "2000001"])
def test_a_membership_that_no_branch_has_is_refused(typed: str):
    with pytest.raises(Invalid) as refused:
        read_membership(typed)
    assert refused.value.key == "branch.membership_unreadable"


@given(st.text())
def test_no_text_typed_as_a_membership_does_worse_than_a_refusal(typed: str):
    try:
        number = read_membership(typed)
    except Invalid:
        return
    assert number is None or number >= 1


@pytest.mark.parametrize("typed", ["Europe/London", "europe/london", "London", " london "])
def test_a_time_zone_is_found_by_its_name_or_its_city(typed: str):
    assert read_zone(typed) == LONDON


def test_a_city_of_two_words_is_found():
    assert read_zone("new york") == ZoneInfo("America/New_York")


@pytest.mark.parametrize("typed", ["", "Leeds", "../etc/passwd", "Europe/London\x00", "UTC+1 or so"])
def test_a_time_zone_that_is_not_known_is_refused(typed: str):
    with pytest.raises(Invalid) as refused:
        read_zone(typed)
    assert refused.value.key == "branch.no_such_zone"


@given(st.text())
def test_no_text_typed_as_a_time_zone_does_worse_than_a_refusal(typed: str):
    try:
        read_zone(typed)
    except Invalid:
        return


def test_a_branch_name_that_mentions_everyone_is_refused():
    with pytest.raises(Invalid):
        read_name("@everyone Branch")


@pytest.mark.parametrize(
    ("name", "power"),
    [
        ("Branch Officers", Power.OFFICER),
        ("Secretary", Power.OFFICER),
        ("reps", Power.REP),
        ("Shop-Stewards", Power.REP),
        ("Organisers", Power.ORGANISER),
        ("Members", Power.MEMBER),
        ("Full Members", Power.FULL_MEMBER),
        ("Book club", None),
        ("Representations", None),
    ],
)
def test_what_a_role_is_for_is_guessed_from_its_name(name: str, power: Power | None):
    assert guess_power(name) == power


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("polls", Use.POLLS),
        ("branch-notices", Use.NOTICES),
        ("pay-2026", Use.CAMPAIGN),
        ("audit-log", Use.AUDIT),
        ("general", None),
    ],
)
def test_what_a_channel_is_for_is_guessed_from_its_name(name: str, use: Use | None):
    assert guess_use(name) == use


def test_everyone_votes_where_no_members_role_was_chosen():
    assert Branch(GuildId(7), "Leeds", LONDON).voters == {RoleId(7)}


def test_members_vote_where_their_role_was_chosen():
    branch = Branch(GuildId(7), "Leeds", LONDON, roles={Power.MEMBER: frozenset({RoleId(3)})})
    assert branch.voters == {RoleId(3)}
