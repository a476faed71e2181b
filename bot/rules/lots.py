"""The drawing of lots: settled before anybody votes, and repeated by anybody afterwards.

A seed of random bytes is made when an election opens and only its commitment is published; the seed itself is
published at the close. No vote can then be cast with the lot in mind, and a recount gives the same result. To repeat a
draw by hand: the SHA-256 of the seed is the commitment; each candidate's ticket is HMAC-SHA256 with the seed as the
key and the candidate's number in decimal digits as the message; the lowest ticket is drawn first. In a shell, for
candidate 3, with the seed in hexadecimal digits:

    printf 3 | openssl dgst -sha256 -mac HMAC -macopt hexkey:SEED

What this does not prove: whoever runs the bot's computer could try seeds until one suits a friend. It would matter only
in a tie that no earlier stage decides.
"""

import hashlib
import hmac
from collections.abc import Iterable

SEED_BYTES = 32


def commitment(seed: bytes) -> str:
    """What is published while the vote is open: it settles the lot and tells nothing of it."""
    return hashlib.sha256(_checked(seed)).hexdigest()


def lot(seed: bytes, candidates: Iterable[int]) -> tuple[int, ...]:
    """These candidates in the order in which they are drawn; it does not depend on the order they are given in."""
    key = _checked(seed)
    return tuple(sorted(candidates, key=lambda number: hmac.digest(key, str(number).encode(), "sha256")))


def _checked(seed: bytes) -> bytes:
    if len(seed) < SEED_BYTES:
        raise ValueError(f"a seed has at least {SEED_BYTES} bytes, or its commitment could be guessed")
    return seed
