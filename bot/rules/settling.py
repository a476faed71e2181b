"""How a campaign ends: its outcome, the terms, the vote on them as a rep types it, and how long names stay."""

import re
from datetime import timedelta

from bot.errors import Invalid
from bot.rules import campaign_texts
from bot.rules.campaigns import TERMS_LENGTH, Outcome, Vote

NAMES_KEPT = timedelta(days=30)
LARGEST = 9_999_999
_TOKEN = re.compile(r"(?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+)|(?P<word>[^\W\d_]+)|(?P<odd>[%.]\s*\d|%)")
_WORDS = {
    **dict.fromkeys(("for", "yes", "accept", "accepted"), "for_"),
    **dict.fromkeys(("against", "no", "reject", "rejected"), "against"),
    **dict.fromkeys(("spoilt", "spoiled", "invalid"), "spoilt"),
    **dict.fromkeys(("sent", "issued", "entitled"), "issued"),
}
_FILLING = frozenset(("and", "of", "out", "votes", "vote", "papers", "paper", "voted", "were", "was", "the"))


def read_outcome(chosen: str) -> Outcome:
    """How it ended; raises Invalid for what is no outcome."""
    if chosen not in tuple(Outcome):
        raise Invalid("campaign.no_such_outcome")
    return Outcome(chosen)


def read_terms(text: str) -> str:
    """The terms of the settlement, or how it ended; raises Invalid."""
    return campaign_texts.sentences(text, most=TERMS_LENGTH, field="terms")


def read_vote(text: str) -> Vote | None:
    """The vote as typed ("312 for, 41 against, 2 spoilt, 480 sent"; or each number behind its word), None for nothing.

    Raises Invalid for a percentage, a word or a number too many, and for more papers back than were sent.
    """
    if not text.strip():
        return None
    numbers = _paired(_tokens(text))
    if "for_" not in numbers or "against" not in numbers:
        raise Invalid("campaign.vote_unreadable")
    vote = Vote(numbers["for_"], numbers["against"], numbers.get("spoilt", 0), numbers.get("issued"))
    if vote.issued is not None and cast(vote) > vote.issued:
        raise Invalid("campaign.vote_more_than_sent", voted=cast(vote), sent=vote.issued)
    return vote


def cast(vote: Vote) -> int:
    """How many papers came back."""
    return vote.for_ + vote.against + vote.spoilt


def _tokens(text: str) -> list[int | str]:
    """The numbers and the words that say what each counts; raises Invalid for anything else."""
    found: list[int | str] = []
    for token in _TOKEN.finditer(text.casefold()):
        if token["odd"]:
            raise Invalid("campaign.vote_unreadable")
        if token["number"]:
            found.append(int(token["number"].replace(",", "")))
        elif token["word"] not in _FILLING:
            found.append(token["word"])
    return found


def _paired(tokens: list[int | str]) -> dict[str, int]:
    """What each number counts: all behind their words, or all before them."""
    found: dict[str, int] = {}
    pairs = list(zip(tokens[::2], tokens[1::2], strict=False))
    for first, second in pairs:
        number, word = (first, second) if isinstance(tokens[0], int) else (second, first)
        name = _WORDS.get(str(word))
        if name is None or name in found or not isinstance(number, int) or number > LARGEST:
            raise Invalid("campaign.vote_unreadable")
        found[name] = number
    if len(tokens) % 2:
        raise Invalid("campaign.vote_unreadable")
    return found
