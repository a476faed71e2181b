import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.rules.polls import guard
from tests.rules.samples import refused, thoroughly

CALL_THEMSELVES_A_BALLOT = [
    *[
        "Strike ballot",
        "STRIKE  BALLOT 2026",
        "Official ballot: pay offer",
        "Statutory ballot on pay",
        "Postal ballot",
        "Ballot",
    ],
    *["Ballot for industrial action", "Industrial action ballot", "Pay ballot 2026", "Secret ballot for branch chair"],
    *["Official ballot asking members about pay", "Strike ballot called by the branch", "Ballot paper: pay offer"],
    *["Here is the official ballot", "Strike vote", "Official vote on pay", "Official union vote", "Statutory poll"],
    *["Strike ballot: should we walk out?", "Should we strike? (official ballot)", "Should we strike — strike ballot"],
    *[
        "Do we walk out official ballot",
        "Is this a strike ballot?",
        "Vote in this strike ballot",
        "Binding vote on the offer",
    ],
    *["Indicative strike ballot", "Pleidlais streic", "Balot streic"],
]
DRESSED_UP = [
    *[
        "strike-ballot",
        "Strikeballot",
        "S T R I K E  B A L L O T",
        "Ｓｔｒｉｋｅ ｂａｌｌｏｔ",
        "Strike bаllot",
        "𝐒𝐭𝐫𝐢𝐤𝐞 ballot",
    ],
    *[
        "Str\u200bike bal\u00adlot",
        "bállot for strike",
        "*Strike* __ballot__",
        "Strike\nballot",
        "strike.ballot",
        "STRIKE_BALLOT",
    ],
]
CLAIM_A_MANDATE = [
    *["Mandate for strike action", "Mandate for industrial action?", "Mandate for action", "Our strike mandate"],
    *[
        "Do you give the executive a mandate for strike action?",
        "Do you authorise industrial action?",
        "Action mandate",
    ],
    *["Should the branch authorise strike action?", "Authorisation of industrial action", "Mandate to strike"],
]
ASK_HOW_PEOPLE_VOTE = [
    *[
        "How did you vote in the ballot?",
        "How will you vote in the strike ballot",
        "How are you voting?",
        "Which way did you vote?",
    ],
    *[
        "Did you vote yes?",
        "Will you vote for strike action?",
        "Are you voting to reject?",
        "How would you vote in a strike ballot?",
    ],
    *[
        "Tell us how you voted in the ballot",
        "Who did you vote for in the election?",
        "Voting intentions in the statutory ballot",
    ],
    *[
        "Do you plan to vote yes in the ballot?",
        "Would you vote yes in a postal ballot?",
        "How did members vote in the last ballot?",
    ],
    *[
        "HOW DID YOU VOTE",
        "How do you plan to vote in the ballot?",
        "Did you reject it in the ballot?",
        "What was your vote?",
        "Have you voted yes or no?",
        "What did everybody vote?",
        "How have you voted?",
    ],
]
ASK_ABOUT_ONE = [
    *[
        "Should the branch ask the executive for a strike ballot?",
        "That this branch calls on the NEC to hold a statutory ballot",
    ],
    *[
        "This branch calls for a ballot on industrial action",
        "Ask the NEC for a strike ballot?",
        "When should the ballot open?",
    ],
    *[
        "Motion 3: that this branch instructs the executive to ballot all members",
        "We believe the executive should call a ballot",
    ],
    *["Do you want a secret ballot for branch chair?", "Should the NEC ballot members for strike action?"],
    *["Do you want the union to ballot us?", "Have you posted your ballot paper?", "Have you voted in the ballot?"],
    *[
        "Which evening suits for the strike ballot phone bank?",
        "Strike ballot briefing: which evening?",
        "Views on a strike ballot",
    ],
    *[
        "Should the NEC delay our strike ballot?",
        "What should we do after the strike ballot?",
        "Not a ballot: what do you think?",
        "This is not a strike ballot",
    ],
    *["Indicative ballot on pay", "Consultative ballot on the offer", "Should the branch support a second ballot?"],
    *[
        "Should we ask for a mandate for strike action?",
        "This branch urges the NEC to seek a mandate for strike action",
    ],
    *["Should we ask the NEC to authorise industrial action?", "Is our recognition agreement legally binding?"],
]
HAVE_NOTHING_TO_DO_WITH_ONE = [
    *[
        "Do you accept the pay offer?",
        "Would you support industrial action?",
        "Would you support strike action over workloads?",
    ],
    *[
        "How should our delegates vote on motion 12?",
        "How would you vote on this offer?",
        "How do you vote on the offer?",
        "Would you vote for this offer?",
    ],
    *["Should the branch mandate its delegates to support motion 4?", "Branch meeting day", "Lunch on strike day?"],
    *["Who should be branch chair?", "Ballet trip for members' families?", "Which office has the worst caseload?"],
]


@pytest.mark.parametrize("title", CALL_THEMSELVES_A_BALLOT + DRESSED_UP)
def test_a_poll_that_calls_itself_a_ballot_is_refused(title: str):
    refused("poll.guard_ballot", lambda: guard(title))


@pytest.mark.parametrize("title", CLAIM_A_MANDATE)
def test_a_poll_that_takes_a_mandate_is_refused(title: str):
    refused("poll.guard_mandate", lambda: guard(title))


@pytest.mark.parametrize(
    "title", ["This vote is legally binding", "Legally binding: pay", "Binding decision on the offer"]
)
def test_a_poll_that_says_it_binds_is_refused(title: str):
    refused("poll.guard_binding", lambda: guard(title))


@pytest.mark.parametrize("title", ASK_HOW_PEOPLE_VOTE)
def test_nobody_is_asked_how_they_vote_elsewhere(title: str):
    refused("poll.guard_how_voted", lambda: guard(title))


@pytest.mark.parametrize("title", ASK_ABOUT_ONE)
def test_a_poll_may_ask_about_a_ballot(title: str):
    guard(title)


@pytest.mark.parametrize("title", HAVE_NOTHING_TO_DO_WITH_ONE)
def test_a_poll_about_anything_else_is_not_stopped(title: str):
    guard(title, ("Yes", "No", "Not sure"))


def test_an_option_may_name_a_ballot_when_the_question_asks_for_it():
    guard("What should the branch ask for?", ("A strike ballot", "Postal ballot", "A petition", "More talks"))


def test_an_option_may_not_make_a_poll_a_ballot_behind_a_harmless_title():
    refused("poll.guard_ballot", lambda: guard("Pay 2026", ("Strike ballot: yes", "Strike ballot: no")))


def test_an_option_is_guarded_like_the_title():
    refused("poll.guard_how_voted", lambda: guard("The offer", ("I voted yes in the ballot", "I did not")))
    refused("poll.guard_mandate", lambda: guard("What next?", ("Mandate for strike action", "Talks")))


def test_a_refusal_quotes_the_words_that_caused_it():
    assert refused("poll.guard_ballot", lambda: guard("Great Strike-Ballot!"))["said"] == "strike ballot"


WORDS = [
    "strike",
    "ballot",
    "vote",
    "you",
    "how",
    "did",
    "will",
    "a",
    "the",
    "for",
    ":",
    "—",
    "mandate",
    "action",
    "yes",
]


@thoroughly
@given(st.text(max_size=250) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_no_text_crashes_the_guard(text: str):
    try:
        guard(text, (text, "For"))
    except Invalid as refusal:
        assert refusal.key.startswith("poll.guard_")
