"""What the content check finds of its texts, as docs/content-check.md prints it.

`python -m tests.rules.content_figures` writes the figures there anew; a test compares them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.rules.content_check import Kind, check
from tests.rules import content_texts as texts

DOCUMENT = Path(__file__).parents[2] / "docs" / "content-check.md"
BEGINS, ENDS = "<!-- figures -->\n", "<!-- end of figures -->"
PATTERNED = frozenset(Kind) - {Kind.ONLY_ONE, Kind.SIGNATURE, Kind.CLIENT_OR_CHILD}


@dataclass(frozen=True)
class Figure:
    """In how many texts a kind stands, in how many of those it was found, and in how many others, wrongly."""

    stands: int
    found: int
    wrongly: int

    @property
    def recall(self) -> float:
        return self.found / self.stands

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrongly)


def figure(true: Mapping[str, str], innocent: Sequence[str], kinds: frozenset[Kind] = frozenset(Kind)) -> Figure:
    """The figure of these kinds together: each text counts once for each kind."""
    expected = {(text, Kind(kind)) for text, named in true.items() for kind in named.split() if Kind(kind) in kinds}
    found = {(text, kind) for text in (*true, *innocent) for kind in _found(text) & kinds}
    return Figure(stands=len(expected), found=len(expected & found), wrongly=len(found - expected))


@cache
def _found(text: str) -> frozenset[Kind]:
    return frozenset(finding.kind for finding in check(text))


def tables() -> str:
    """Both parts as Markdown: the texts the rules were not written for first."""
    return "\n".join(
        [
            "### Texts that the rules had not seen\n",
            _table(texts.UNSEEN, texts.UNSEEN_INNOCENT),
            _provoked(),
            "### Texts in sight while the rules were written\n",
            _table(texts.SEEN, texts.SEEN_INNOCENT),
        ]
    )


def _table(true: Mapping[str, str], innocent: Sequence[str]) -> str:
    pointed_out = sum(bool(_found(text)) for text in innocent)
    rows = [(f"`{kind}`", frozenset({kind})) for kind in Kind]
    rows += [("all with a form of their own", PATTERNED), ("all of wording", frozenset(Kind) - PATTERNED)]
    rows += [("**all**", frozenset(Kind))]
    lines = [_row(name, figure(true, innocent, kinds)) for name, kinds in rows]
    return "\n".join(
        [
            f"{len(true)} texts with something in them, and {len(innocent)} innocent ones, of which {pointed_out} had"
            " something pointed out.\n",
            "| Kind | Texts with it | Found | Missed | Found wrongly | Recall | Precision |",
            "|---|---|---|---|---|---|---|",
            *lines,
            "",
        ]
    )


def _provoked() -> str:
    pointed_out = sum(bool(_found(text)) for text in texts.CLOSE)
    together = figure(texts.UNSEEN, [*texts.UNSEEN_INNOCENT, *texts.CLOSE])
    return (
        f"Of {len(texts.CLOSE)} more innocent texts, written to provoke it, {pointed_out} had something pointed out;"
        f" counted with them, precision is {together.precision:.2f}.\n"
    )


def _row(name: str, of: Figure) -> str:
    missed = of.stands - of.found
    return f"| {name} | {of.stands} | {of.found} | {missed} | {of.wrongly} | {of.recall:.2f} | {of.precision:.2f} |"


if __name__ == "__main__":
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    DOCUMENT.write_text(f"{before}{BEGINS}{tables()}{ENDS}{after}", encoding="utf-8")
