"""Text that people type, made safe to show, to print and to read aloud, or refused with a reason.

Cleaning is silent where nothing a reader would see is lost; anything that would change what a reader sees is refused.
"""

import re
from collections.abc import Iterator
from unicodedata import category, combining, normalize

from bot.errors import Invalid

_MOST_MARKS = 4  # Thai, Hebrew with cantillation and Vietnamese need up to three or four; more is a trick
# Embeddings, overrides and isolates can make a line read other than it is stored. Plain Arabic and Hebrew need none.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MENTION = re.compile(r"@(?:everyone|here)(?![^\W_])|<(?:@[!&]?|#)[0-9]+>")
_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# Letters and marks that show as nothing: Hangul and braille blanks, the grapheme joiner, Khmer and Mongolian fillers.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_NEVER = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_ZWNJ, _ZWJ, _TEXT_STYLE, _EMOJI_STYLE = "\u200c", "\u200d", "\ufe0e", "\ufe0f"
_EMOJI_PUNCTUATION = frozenset("\u203c\u2049\u2139\u3030\u303d0123456789#*")
_BLACK_FLAG = "\U0001f3f4"
# The only tag characters that stay: the flags of England, Scotland and Wales are spelt with them.
_FLAGS = tuple(
    _BLACK_FLAG + "".join(chr(0xE0000 + ord(letter)) for letter in place) + "\U000e007f"
    for place in ("gbeng", "gbsct", "gbwls")
)


def line(text: str, *, most: int, field: str = "text", **where: object) -> str:
    """One line, clean and within its length, or a refusal naming the field (and `where`: an option's number)."""
    return _checked(_one_line(_stable(text)), text, most, {"field": field, **where})


def paragraph(text: str, *, most: int, field: str = "text", **where: object) -> str:
    """The same for longer text: line breaks stay, with at most one empty line between two others."""
    lines = [_one_line(part) for part in _LINE_BREAK.split(text)]
    cleaned = "\n".join(_one_line(_stable(part)) for part in lines)
    return _checked(re.sub(r"\n{3,}", "\n\n", cleaned).strip(), text, most, {"field": field, **where})


def words(text: str, *, most: int, field: str = "text", **where: object) -> str:
    """One line, clean, that has words in it, or a refusal; for what stands in a title, a printed minute, a menu."""
    return _with_words(line(text, most=most, field=field, **where), {"field": field, **where})


def sentences(text: str, *, most: int, field: str = "text", **where: object) -> str:
    """The same for longer text."""
    return _with_words(paragraph(text, most=most, field=field, **where), {"field": field, **where})


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit: emoji alone say nothing in a printed minute or to a screen reader."""
    return any(character.isalnum() for character in text)


def fold(text: str) -> str:
    """The text as compared, not as shown: one case, one width, nothing invisible, single spaces."""
    return _one_line(_visible(normalize("NFKC", _visible(text)))).casefold()


def length(text: str) -> int:
    """Characters as Discord's apps count them against a limit: an emoji is two or more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _checked(cleaned: str, typed: str, most: int, where: dict[str, object]) -> str:
    if _BIDI.search(typed):
        raise Invalid("text.bidi", **where)
    if _MENTION.search(fold(typed)):
        raise Invalid("text.mention", **where)
    if _has_stacked_marks(cleaned):
        raise Invalid("text.marks", **where)
    if not cleaned:
        raise Invalid("text.empty", **where)
    if (over := length(cleaned) - most) > 0:
        raise Invalid("text.too_long", most=most, over=over, **where)
    return cleaned


def _with_words(cleaned: str, where: dict[str, object]) -> str:
    if not has_words(cleaned):
        raise Invalid("text.no_words", **where)
    return cleaned


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _stable(text: str) -> str:
    """Cleaned until cleaning changes nothing: taking one character away can join its neighbours."""
    cleaned = normalize("NFC", "".join(_kept(normalize("NFC", text))))
    return cleaned if cleaned == text else _stable(cleaned)


def _kept(text: str) -> Iterator[str]:
    """The characters that stay, each judged by the last one kept and the next one typed."""
    last, at = "", 0
    while at < len(text):
        flag = next((flag for flag in _FLAGS if text.startswith(flag, at)), "")
        piece = flag or text[at]
        if flag or _stays(last, piece, text[at + 1 : at + 2]):
            yield piece
            last = piece[0]
        at += len(piece)


def _stays(last: str, character: str, following: str) -> bool:
    if character == _ZWJ:
        return _joins_emoji(last, following) or _joins_conjunct(last, following)
    if character == _ZWNJ:
        return _in_joining_script(last) and _in_joining_script(following)
    if character in (_TEXT_STYLE, _EMOJI_STYLE):
        return _is_emoji(last) or last in _EMOJI_PUNCTUATION
    return character.isspace() or not _is_invisible(character)


def _is_invisible(character: str) -> bool:
    if character in _BLANK or "\ufe00" <= character <= "\ufe0f" or "\U000e0000" <= character <= "\U000e0fff":
        return True
    return category(character) in _NEVER and not _is_emoji(character)


def _is_emoji(character: str) -> bool:
    """A picture, or one that Unicode added after this Python was made: its blocks are known in advance."""
    if not character:
        return False
    return "\U0001f000" <= character <= "\U0001faff" or category(character) in ("So", "Sm")


def _joins_emoji(last: str, following: str) -> bool:
    return (_is_emoji(last) or last == _EMOJI_STYLE) and _is_emoji(following)


def _joins_conjunct(last: str, following: str) -> bool:
    """After a virama (combining class 9) a joiner shapes the letter: Sinhala and Malayalam need it."""
    return bool(last) and combining(last) == 9 and following.isalpha()  # noqa: PLR2004 - Unicode's class of viramas


def _in_joining_script(character: str) -> bool:
    """A letter or mark of Arabic to Mongolian, where a non-joiner is spelling; between Latin letters it only hides."""
    return "\u0600" <= character <= "\u18af" and category(character)[0] in "LM"


def _visible(text: str) -> str:
    """Everything invisible gone, spelling or not: for comparing only."""
    return "".join(character for character in text if character.isspace() or not _is_invisible(character))


def _has_stacked_marks(text: str) -> bool:
    run = 0
    for character in normalize("NFD", text):
        run = run + 1 if category(character) in ("Mn", "Me") else 0
        if run > _MOST_MARKS:
            return True
    return False
