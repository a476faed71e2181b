"""What in a report could tell who wrote it, or must not stand in it: read here, before it is sent, and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What kind of thing was found."""

    PHONE = "phone"
    EMAIL = "email"
    NATIONAL_INSURANCE = "national_insurance"
    CRN = "crn"
    PRISON_NUMBER = "prison_number"
    COURT_CASE = "court_case"
    BIRTH_DATE = "birth_date"
    ONLY_ONE = "only_one"
    ADDRESS = "address"
    SIGNATURE = "signature"
    LINK_OR_HANDLE = "link_or_handle"
    CLIENT_OR_CHILD = "client_or_child"


@dataclass(frozen=True)
class Finding:
    """One place in the text: what kind it is of, and its words as they stand there, for the sender's eyes alone."""

    kind: Kind
    excerpt: str

    @property
    def key(self) -> str:
        """The sentence that says what was found and what to do about it; it needs the excerpt."""
        return f"finding.{self.kind}"


def check(text: str, offices: Sequence[str] = ()) -> Sequence[Finding]:
    """What was found, in order of appearance, one for each place; with the branch's offices, their names too."""
    del text, offices
    return ()
