"""What in a report could tell who wrote it, or must not stand in it: read here, before it is sent, and nowhere else.

The sender alone sees what was found, and decides. Nothing is logged, nothing leaves the process, nothing is refused.

Numbers are recognised by their form, which this module takes from who issues them:

* phone numbers: Ofcom, *The National Telephone Numbering Plan* (a 0, then nine or ten digits, of which the first two
  tell the service; "+44 (0)" is in no plan, but people write it), and ITU-T E.164 (up to 15 digits) from abroad;
* National Insurance numbers: HMRC, *National Insurance Manual* NIM39110 (the letters of the prefix, a suffix A to D);
* case reference numbers (CRN) and prison numbers: HMPPS's published services (a letter and six digits; a letter, four
  digits and two letters), which also give the form of Police National Computer numbers: year, slash, serial, letter;
* court cases: HMCTS's published services (two letters of the court, the year, a letter of the kind, five digits; 16
  digits of the newer system; T and eight digits at the Crown Court), as on judgments: "TA15P00243" is [2016] EWHC 3673;
* postcodes: Royal Mail's areas, and BS 7666 for the letters that the second half never has.

Wording (`bot.rules.content_words`) is another matter: it is found by its usual turns of phrase, in English alone. What
is found of each, and what is not, is measured in docs/content-check.md.

Every pattern stops repeating somewhere, so that reading takes as long as the text is, whatever stands in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.rules import content_words
from bot.rules.dates import MONTH


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


# What makes words bold, code or hidden in Discord: read over, so that "the *only* senior" is found.
_MARKUP = frozenset("*`|")

# Typing marks that mean the same, each one character, so that places in the text stay where they are.
_SAME = str.maketrans("’‘‛ʼ“”–—‑−\u00a0\u202f\t", "''''\"\"----   ")

_START, _END = r"(?<![^\W_])", r"(?![^\W_])"  # no letter or digit before, none behind

# Phone numbers
_GAP = r"[ ().-]{0,2}"
_NEXT = rf"(?:{_GAP}[0-9])"
_BEGINS = (
    rf"(?:2{_GAP}[03489]|3{_GAP}[0347]|5{_GAP}[56]|7{_GAP}[0-9]|8{_GAP}[0247]|9{_GAP}[018])"  # all with ten digits
)
_NATIONAL = rf"(?:{_BEGINS}{_NEXT}{{8}}|1{_GAP}[1-9]{_NEXT}{{7,8}}|800{_NEXT}{{6}})"
_NO_DATE = r"(?![0-9]{2}([.-])[0-9]{1,2}\1[0-9]{2,4})"
_PHONE = (
    rf"(?<![\w.,£(])\(?(?:\+|00)44[ .-]?(?:\(0\)|0)?[ .-]?\(?{_NATIONAL}(?![0-9])",
    rf"(?<![\w.,£(+])\(?{_NO_DATE}0[ -]?{_NATIONAL}(?![0-9])",
    rf"(?<!\w)\+[1-9]{_NEXT}{{7,14}}(?![0-9])",
    r"\b(?:extension|extn|ext)\b\.?(?: number| no\.?)?(?: is)?:? ?[0-9]{3,6}(?![0-9])",
    r"\b(?:tel|phone|mobile|mob|call me|ring me|text me|whatsapp)(?: me)?(?: number| no\.?)?(?: is| on| at)?[:.]?"
    r" ?[0-9][0-9 ]{4,12}[0-9]",
)

_AT, _DOT = r"(?: ?[\[(]at[\])] ?| at )", r"(?: ?[\[(]dot[\])] ?| dot )"
_EMAIL = (
    r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}",
    rf"(?<![\w.+-])[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{2,20}}){{1,4}}",
)

_PREFIX = r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
_SIX = r"[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}"
_NATIONAL_INSURANCE = (
    rf"{_START}{_PREFIX}{_SIX}[ -]?[A-D]{_END}",
    rf"\b(?:national insurance|NI|nino)(?: (?:number|no\.?))?(?: is)?:? ?{_PREFIX}{_SIX}{_END}",
)

_CRN = (rf"\bCRN(?: number| no\.?)?(?: is| was)?:? ?[A-Z]?[ -]?[0-9]{{6}}{_END}", rf"{_START}[A-Z][0-9]{{6}}{_END}")
_PRISON_NUMBER = (
    rf"{_START}[A-Z][0-9]{{4}}(?:[A-Z]{{2}}|(?-i:[ -][A-Z]{{2}})){_END}",
    rf"(?<![\w/])(?:19|20)?[0-9]{{2}}/[0-9]{{4,7}}(?-i:[A-HJ-NP-RT-Z]){_END}",
)
_COURT_CASE = (
    rf"{_START}[A-Z]{{2}}[ -]?[0-9]{{2}}[ -]?[A-Z][ -]?[0-9]{{5}}{_END}",
    rf"{_START}[0-9]{{4}}(?:([ -]?)[0-9]{{4}})(?:\1[0-9]{{4}}){{2}}{_END}",
    rf"{_START}[AST]20[0-9]{{6}}{_END}",
)

# Dates of birth: any date beside the word, and a full date so long ago that in a report it is hardly anything else.
_DAY, _NUMBER = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
_NAMED = MONTH.replace("?P<month>", "?:")
_LONG_AGO = r"(?:19[0-9]{2}|200[0-9])"
_DAY_AND_MONTH = rf"(?:{_DAY}(?:st|nd|rd|th)?(?: of)? {_NAMED}|{_NAMED} {_DAY}(?:st|nd|rd|th)?)\b"
_BORN = r"\b(?:born|d\.?o\.?b|date of birth|birth ?date|birthdays?)\b"
_BIRTH_DATE = (
    rf"{_BORN}[^\n!?]{{0,20}}?(?:(?<![0-9]){_DAY}([/. -]){_NUMBER}\1(?:[0-9]{{4}}|[0-9]{{2}})(?![0-9])"
    rf"|(?<![0-9])(?:19|20)[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9])|(?<![0-9]){_DAY_AND_MONTH}(?:,? [0-9]{{4}})?)",
    r"\bborn(?: back)?(?: in)?(?: \w{3,9})? (?:19|20)[0-9]{2}(?![0-9])",
    rf"(?<![\w/.-]){_DAY}([/. -]){_NUMBER}\1{_LONG_AGO}(?![\w/-])",
    rf"(?<![\w/.-]){_DAY}/{_NUMBER}/(?:[3-9][0-9]|0[0-9])(?![\w/-])",
    rf"(?<![\w/.-]){_LONG_AGO}-(?:0[1-9]|1[0-2])-{_DAY}(?![\w/-])",
    rf"(?<![\w/.-]){_DAY_AND_MONTH},? {_LONG_AGO}(?![\w/-])",
)
_AGREED_LONG_AGO = (
    r"\b(?:agreements?|policy|circulars?|guidance|act|regulations|dated|letters?|instructions?|order|minutes|terms"
    r"|rules|contracts?|award|deal|scheme)"
    rf"(?: of| from| dated)?,? (?:{_DAY_AND_MONTH}|{_DAY}[/.-]{_NUMBER}[/.-]),? ?{_LONG_AGO}",
)

# Addresses
_AREA = (
    r"(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]"
    r"|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
)
_INWARD = r"[ABD-HJLNP-UW-Z]{2}"
_NAME = content_words.NAME
_NO_COURT = r"(?!(?:Crown|County|Family|Magistrates?'?|Youth|High|Supreme|Combined|Criminal) Court)"
_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Drive|Crescent|Court|Way|Place|Terrace|Gardens|Grove|Square|Mews"
    r"|Parade)"
)
_ADDRESS = (
    r"(?:\b(?:flat|unit|apartment) [0-9]{1,3}[a-z]?,? )?(?<![\w£.,:])[0-9]{1,4}[a-z]?,? "
    rf"{_NO_COURT}(?:{_NAME}(?:'s|\.)? ){{1,3}}{_STREET}\b",
    rf"\b(?:{_NAME}(?:'s|\.)? ){{1,3}}{_STREET},? (?:number|no\.?) ?[0-9]{{1,4}}[a-z]?\b",
    r"(?<![\w£.,:])[0-9]{1,4}[a-z]? (?!the|high|bus|main|busy|off|on|more)[a-z]{3,15} (?:street|road|avenue|crescent)"
    r"\b",
    rf"{_START}(?-i:{_AREA}[0-9][0-9A-HJKMNPR-Y]? ?[0-9]{_INWARD}){_END}",
    rf"{_START}{_AREA}[0-9][0-9A-HJKMNPR-Y]? [0-9](?!(?:st|nd|rd|th)\b){_INWARD}{_END}",
    rf"\bI(?:'ve)? (?:live|lived|have lived|rent|moved) (?:at|in|on|near|opposite|to) (?:the )?{_NAME}(?: {_NAME})?",
)

_SITES = r"(?:discord|insta|instagram|twitter|facebook|snapchat|telegram|signal|linkedin|reddit|bluesky|tiktok)"
_LINK_OR_HANDLE = (
    r"<(?:@[!&]?|#)[0-9]{1,20}>",
    r"\bhttps?://[^\s<>]{0,300}[^\s<>.,;:!?)\]'\"]",
    r"\bwww\.[^\s<>]{0,300}[^\s<>.,;:!?)\]'\"]",
    r"(?<![\w@.-])(?:[a-z0-9-]{1,40}\.){1,4}(?:uk|com|org|net|gg|me|ly|io|be)/[^\s<>]{0,200}[^\s<>.,;:!?)\]'\"]",
    r"(?<![\w@.])@(?!(?:[\w-]{1,32}\.){1,4}(?:uk|com|org|net)\b)[a-z_][\w.]{0,30}\w",
    r"(?<![\w#])\w{2,32}#[0-9]{4}(?![\w])",
    r"(?<![\w/])/?u/[\w-]{3,20}(?![\w/])",
    rf"\b(?:my|on) {_SITES}(?: name| handle| username| account)?(?: is|:| as| I am| I'm) [\w.@-]{{2,40}}\w",
)

_FOUND, _LEFT_ALONE = b"\2", b"\1"
_LEAST = 8  # characters of a match that runs into another
# In the order in which they claim a place; what is claimed by no kind is left alone.
PATTERNS: Sequence[tuple[Kind | None, Sequence[str]]] = (
    (Kind.EMAIL, _EMAIL),
    (Kind.LINK_OR_HANDLE, _LINK_OR_HANDLE),
    (Kind.COURT_CASE, _COURT_CASE),
    (Kind.NATIONAL_INSURANCE, _NATIONAL_INSURANCE),
    (Kind.PRISON_NUMBER, _PRISON_NUMBER),
    (Kind.CRN, _CRN),
    (Kind.PHONE, _PHONE),
    (None, _AGREED_LONG_AGO),
    (Kind.BIRTH_DATE, _BIRTH_DATE),
    (Kind.ADDRESS, _ADDRESS),
    (None, content_words.OF_THINGS),
    (Kind.CLIENT_OR_CHILD, content_words.CLIENT_OR_CHILD),
    (Kind.ONLY_ONE, content_words.ONLY_ONE),
    (Kind.SIGNATURE, content_words.SIGNATURE),
)


def check(text: str, offices: Sequence[str] = ()) -> Sequence[Finding]:
    """What was found, in order of appearance, one for each place; with the branch's offices, posts in them too.

    The first call takes a sixth of a second, others up to a twentieth for 4,000 characters: call it in a thread.
    """
    places = [place for place, sign in enumerate(text) if sign not in _MARKUP]
    read = "".join(text[place] for place in places).translate(_SAME)
    claimed = bytearray(len(read))
    found: list[tuple[int, Finding]] = []
    for kind, pattern in _finders(offices):
        for start, ends in (match.span() for match in pattern.finditer(read)):
            end = _unclaimed(claimed, start, ends)
            if start < end:
                claimed[start:end] = (_FOUND if kind else _LEFT_ALONE) * (end - start)
                excerpt = text[places[start] : places[end - 1] + 1].rstrip()
                found += [(start, Finding(kind, excerpt))] if kind else []
    return [finding for _, finding in sorted(found, key=lambda each: each[0])]


def _unclaimed(claimed: bytearray, start: int, end: int) -> int:
    """Where a match ends: before what is found already, if that leaves enough of it, else where it starts."""
    taken = claimed.find(_FOUND, start, end)
    if claimed.find(_LEFT_ALONE, start, end) >= 0 or 0 <= taken - start < _LEAST:
        return start
    return end if taken < 0 else taken


def _finders(offices: Sequence[str]) -> Iterator[tuple[Kind | None, re.Pattern[str]]]:
    yield from _compiled()
    if named := [name for office in offices if (name := office.translate(_SAME).strip())]:
        yield Kind.ONLY_ONE, re.compile(content_words.post_in(named), re.IGNORECASE)


@cache
def _compiled() -> Sequence[tuple[Kind | None, re.Pattern[str]]]:
    """All patterns, made ready when a report is first read: starting Steward does not wait for them."""
    return [(kind, re.compile(pattern, re.IGNORECASE)) for kind, patterns in PATTERNS for pattern in patterns]
