"""Papers in the format of Hill, Wichmann and Woodall (BLT), which programs that count elections read."""

import unicodedata
from collections.abc import Mapping, Sequence

Papers = Mapping[tuple[int, ...], int]

# A quotation mark ends a name everywhere; OpenSTV begins a comment with the second and shells escape with the third.
_CONFUSING = str.maketrans({'"': "'", "#": " ", "\\": "/"})


def blt(papers: Papers, *, seats: int, names: Sequence[str], title: str, ranked: bool) -> str:
    """The papers, sorted by what they say. Choices that are not ranked stand as equal preferences."""
    between = " " if ranked else "="
    lines = [f"{len(names)} {seats}"]
    for paper, number in sorted(papers.items()):
        named = [between.join(map(str, paper))] if paper else []
        lines.append(" ".join([str(number), *named, "0"]))
    return "\n".join([*lines, "0", *map(_quoted, names), _quoted(title), ""])


def one_line(typed: str) -> str:
    """A text that somebody typed, without what could end a line or is no text."""
    kept = (char if unicodedata.category(char)[0] != "C" else " " for char in typed)
    return " ".join("".join(kept).split())


def _quoted(typed: str) -> str:
    return f'"{one_line(typed.translate(_CONFUSING))}"'
