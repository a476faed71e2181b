"""The indicative-vote guard: what a poll in chat must not call itself, and must never ask.

A poll on Discord is not a ballot in law and cannot authorise industrial action (Trade Union and Labour Relations
(Consolidation) Act 1992, Part V). A title that says otherwise could mislead members and hand an employer an argument,
so it is refused before anything is posted.

**The rule, for arguing with.** A poll must not *call itself* a ballot, a mandate or binding; it may ask what the branch
should say or do *about* one. The text is read sentence by sentence (a colon, a dash or a bracket also ends one). The
word "ballot" (or "strike vote", "strike mandate" and the like) may stand in a sentence

1. that begins as a question (should, do, would, which…) and has the word behind a small word that makes it
   something else's name: "Should we ask *for a* strike ballot?" but not "Do we walk out official ballot"; or
2. in which somebody asks, calls, urges… before it, as motions do: "This branch calls on the NEC to hold a ballot"; or
3. that names a thing around a ballot: "strike ballot briefing", "after the ballot", "views on a ballot"; or
4. that says it is none: "not a strike ballot", or "indicative ballot" and "consultative ballot" (no "strike" between);

and never behind "this" ("in this ballot"). "Mandate for action" always needs the second way: to ask "Do you give us a
mandate?" is to take one. An option may name a ballot only when the question asks.

Separately, no poll asks how anybody voted or will vote elsewhere: that is theirs, and a list of it is a danger to them.
"How would you vote on this offer?" is the poll itself and may stand; "how will you vote" can only mean another vote.
"""

import re
from unicodedata import category, normalize

from bot.errors import Invalid

# Cyrillic and Greek letters that look Latin: NFKC keeps them apart, a reader does not.
_LOOKALIKES = str.maketrans("авеєіјкмнорсѕтухԁһαβεικνορτχӏ", "abeeijkmhopcstyxdhabeikvoptxl")
_SENTENCE = re.compile(r"[.?!:;()\[\]{}|/\\\n•…]+|\s[-–—]+\s|[–—]")

_UNSEEN = ("Mn", "Me", "Cf", "Cc")

_BALLOT = (
    r"(?:(?:strike|official|statutory|binding|union|legal|formal|industrial|action) )*(?:ballots?|balot)"
    r"|(?:strike|official|statutory|postal)ballots?"
)
_VOTE = (
    r"(?:strike|statutory|official|binding|industrial action) (?:union |branch |national )?(?:votes?|polls?|referendum)"
)
_MANDATE = (
    r"(?:strike|industrial action|action) mandates?"
    r"|mandates? (?:for|to) (?:\w+ ){0,2}(?:strikes?|striking|action|walk)"
)
_WELSH = r"pleidlais (?:streic|swyddogol|statudol)"
_CLAIM = re.compile(rf"\b(?:{_MANDATE}|{_VOTE}|{_BALLOT}|{_WELSH})\b")
_ASKS_FIRST = re.compile(
    r"(?:and |or |so )?(?:should|shall|would|do|does|did|is|are|has|have|can|could|will|must|ought|may"
    r"|what|which|when|why|how|who|where|whether)\b"
)
_ASKED_OF_OTHERS = re.compile(
    r"\b(?:ask|call|request|urge|instruct|demand|press|lobby|petition|invite|recommend|propose|resolve|seek|mandate)"
    r"(?:s|es|ing)?\b"
    r"|\b(?:branch|meeting|committee|members|we) (?:\w+ )?"
    r"(?:support|oppose|favour|back|want|believe|note|welcome|reject|regret|agree|condemn)(?:s|es)?\b"
)
_LINK = re.compile(
    r"\b(?:a|an|the|any|another|no|for|of|about|to|on|in|and|or|our|your|their|its|hold|have|want|need|support|favour)"
    r"(?: (?:new|second|further|fresh|early|national|postal|secret|pay|local|branch|full|proper|online|electronic))* $"
)
_VERB = re.compile(r" (?:us|members|all|every|everyone|everybody|staff|the|our|its|their)\b")
_ITSELF = re.compile(r"\b(?:this|present|following|here is (?:a|the)) (?:\w+ )?$")
_INDICATIVE = re.compile(r"\b(?:indicative|consultative|advisory|straw) $")
_NOT_ONE = re.compile(r"\b(?:not|not a|not an|not the|non|isn t a|never a) $")
_AROUND = re.compile(r"\b(?:after|before|during|until|about|regarding|(?:views|thoughts|questions) on) (?:\w+ ){0,2}$")
_THING = re.compile(
    r" (?:meeting|briefing|leaflet|stall|poster|phone|phonebank|rally|campaign|training|timetable|volunteer|committee"
    r"|coordinator|fund|hustings|date)s?\b"
)
_BINDING = re.compile(r"\b(?:legally|officially) (?:binding|valid)\b|\bbinding (?:decision|result)s?\b")
_AUTHORISES = re.compile(r"\bauthori[sz](?:e|es|ing|ation) (?:\w+ ){0,5}(?:strikes?|action)\b")

_OUTSIDE = r"(?:ballots?|elections?|referendum|strike vote|postal vote|strike|industrial action|action short)"
_ANYBODY = r"(?:you|we|they|members?|anyone|anybody|everyone|everybody|people|colleagues|staff|your \w+)"
_ONE_WAY = r"(?:yes|no|for|against|in favour|to accept|to reject|to strike|to take|accept|reject)"
_HOW_VOTED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:how|which way|what|who|whom) (?:did|have|has|will|are|is) {_ANYBODY} (?:\w+ ){{0,3}}vot(?:e|ed|ing)\b",
        rf"\b(?:how|who|whom|which way) {_ANYBODY} (?:\w+ ){{0,3}}(?:voted|vote|voting)\b",
        rf"\b(?:did|will|have|has|are|is) {_ANYBODY} (?:\w+ ){{0,3}}vot(?:e|ed|ing) {_ONE_WAY}\b",
        rf"\bdo {_ANYBODY} (?:\w+ )?(?:intend|plan|mean|expect) to vote {_ONE_WAY}\b",
        rf"\b(?:how|which way|who|whom) do {_ANYBODY} (?:\w+ )?(?:intend|plan|mean|expect|want) to vote\b",
        rf"\b(?:how|which way) do {_ANYBODY} vote\b.*\b{_OUTSIDE}\b",
        rf"\b(?:did|have|will|are) {_ANYBODY} (?:\w+ )?(?:accept|reject)(?:ed|ing)?\b.*\bballots?\b",
        r"\b(?:what (?:was|is|will be)|tell us|share) your vote\b",
        rf"\bwould {_ANYBODY} (?:\w+ ){{0,3}}vote {_ONE_WAY}\b.*\b{_OUTSIDE}\b",
        rf"\b(?:how|which way|what|who) would {_ANYBODY} (?:\w+ ){{0,3}}vote\b.*\b{_OUTSIDE}\b",
        rf"\bi (?:\w+ ){{0,2}}vot(?:e|ed|ing) {_ONE_WAY}\b.*\b{_OUTSIDE}\b",
        r"\b(?:your|their|members) votes? in the (?:\w+ ){0,3}(?:ballot|election|referendum)\b",
        r"\bvoting intentions?\b",
        rf"^voting {_ONE_WAY}\b",
    )
)


def guard(question: str, options: tuple[str, ...] = ()) -> None:
    """Refuse a poll that calls itself a ballot or a mandate, or asks how people vote elsewhere; else silence."""
    for sentence in _sentences(question):
        _refuse_how_voted(sentence)
        _refuse_claims(sentence, bool(_ASKS_FIRST.match(sentence)))
    asked = any(_ASKS_FIRST.match(part) or _ASKED_OF_OTHERS.search(part) for part in _sentences(question))
    for sentence in (sentence for option in options for sentence in _sentences(option)):
        _refuse_how_voted(sentence)
        _refuse_claims(f"for {sentence}" if asked else sentence, asked)  # what was asked for


def plain(text: str) -> str:
    """The text in lower case, look-alike letters, accents and hidden characters undone."""
    latin = normalize("NFKD", normalize("NFKC", text)).casefold().translate(_LOOKALIKES)
    kept = (character for character in latin if character == "\n" or category(character) not in _UNSEEN)
    return "".join(kept)


def words(part: str) -> str:
    """Words with one space between, and letters s p a c e d out put together again."""
    spaced = " ".join("".join(character if character.isalnum() else " " for character in part).split())
    return re.sub(r"\b(?:\w ){3,}\w\b", lambda letters: letters[0].replace(" ", ""), spaced)


def _sentences(text: str) -> list[str]:
    return [found for part in _SENTENCE.split(plain(text)) if (found := words(part))]


def _refuse_how_voted(sentence: str) -> None:
    if any(pattern.search(sentence) for pattern in _HOW_VOTED):
        raise Invalid("poll.guard_how_voted")


def _refuse_claims(sentence: str, asks: bool) -> None:
    for claim in _CLAIM.finditer(sentence):
        before, after = sentence[: claim.start()], sentence[claim.end() :]
        if "mandate" in claim[0] and not _ASKED_OF_OTHERS.search(before):
            raise Invalid("poll.guard_mandate", said=claim[0])
        if not _is_about(before, claim[0], after, asks):
            raise Invalid("poll.guard_ballot", said=claim[0])
    if _BINDING.search(sentence) and not (asks or " not " in f" {sentence} "):
        raise Invalid("poll.guard_binding")
    authorises = _AUTHORISES.search(sentence)
    if authorises and not _ASKED_OF_OTHERS.search(sentence[: authorises.start()]):
        raise Invalid("poll.guard_mandate", said=authorises[0])


def _is_about(before: str, claim: str, after: str, asks: bool) -> bool:
    """Whether the sentence speaks about a ballot rather than as one: the four ways of the rule above."""
    if _ITSELF.search(before):
        return False
    if _NOT_ONE.search(before) or _AROUND.search(before) or _THING.match(after):
        return True
    if claim == "ballot" and _INDICATIVE.search(before):
        return True
    is_verb = claim == "ballot" and bool(_VERB.match(after))
    return (asks or bool(_ASKED_OF_OTHERS.search(before))) and (is_verb or bool(_LINK.search(before)))
