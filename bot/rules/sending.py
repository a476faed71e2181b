"""A report before it is sent: what is asked for, and what may be chosen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from bot.errors import Invalid
from bot.ids import MemberId
from bot.rules import reports, texts
from bot.rules.reports import Door

A_DAY = 5  # reports and replies of one member: enough for whoever has something to say, too few to bury the desk
MOST_LISTED = 24  # offices in one menu, beside "not said"
LONGEST_LIST = 800  # characters of offices in the refusal of another name: twice as many, escaped, fit beside it


@dataclass(frozen=True)
class Choices:
    """What a report can be about, and of where; no office can be said where the branch has listed none."""

    categories: Sequence[str]
    offices: Sequence[str]

    @property
    def has_menu(self) -> bool:
        """Whether the offices fit in one menu; of more the name is typed."""
        return len(self.offices) <= MOST_LISTED


@dataclass(frozen=True)
class Draft:
    """A report as its sender has written it so far."""

    door: Door
    category: str
    office: str | None
    is_urgent: bool
    text: str = field(repr=False)
    not_to: frozenset[MemberId] = field(default=frozenset(), repr=False)
    """Organisers who must never see it."""
    opener_id: MemberId | None = field(default=None, repr=False)
    """Who may open the sender's name; only through the confidential door."""
    by_letter: bool = False
    """Whether answers come by private message as well; only through the confidential door."""


def read(
    choices: Choices,
    door: Door,
    *,
    category: str,
    office: str,
    is_urgent: bool,
    text: str,
    opener_id: MemberId | None = None,
) -> Draft:
    """A draft as typed and chosen in the form; raises Invalid."""
    if door is Door.CONFIDENTIAL and opener_id is None:
        raise Invalid("sending.opener_missing")
    draft = Draft(
        door,
        category,
        read_office(choices, office),
        is_urgent,
        reports.read_text(text),
        opener_id=opener_id if door is Door.CONFIDENTIAL else None,
    )
    may_send(draft, choices)
    return draft


def read_office(choices: Choices, text: str) -> str | None:
    """One of the branch's offices by its name, however it was typed; None for none. Raises Invalid."""
    if not text.strip():
        return None
    for each in choices.offices:
        if texts.fold(each) == texts.fold(text):
            return each
    if choices.has_menu:
        raise Invalid("sending.office_gone")
    raise Invalid("sending.office_unknown", offices=_listed(choices, text))


def _listed(choices: Choices, text: str) -> str:
    """The offices for who typed another name, who sees the list nowhere else: those with a word of it first."""
    typed = set(texts.fold(text).split())
    nearest = sorted(choices.offices, key=lambda each: typed.isdisjoint(texts.fold(each).split()))
    names = ", ".join(nearest)
    return names if len(names) <= LONGEST_LIST else names[: names.rfind(", ", 0, LONGEST_LIST)] + " …"


def rewritten(before: Draft, now: Draft) -> Draft:
    """What was written anew, with what was chosen besides: who must not see it, and how answers come."""
    draft = replace(now, by_letter=before.by_letter)
    return kept_from(draft, before.not_to - {draft.opener_id})


def kept_from(draft: Draft, not_to: Collection[MemberId]) -> Draft:
    """The same, never to be seen by these organisers; raises Invalid for too many, and for who may open the name."""
    if len(not_to) > reports.MOST_CONFLICTED:
        raise Invalid("sending.too_many_conflicted", most=reports.MOST_CONFLICTED)
    if draft.opener_id in not_to:
        raise Invalid("sending.opener_conflicted")
    return replace(draft, not_to=frozenset(not_to))


def may_send(draft: Draft, choices: Choices) -> None:
    """Refuse a category or an office that the branch does not list, or not any more."""
    if draft.category not in choices.categories:
        raise Invalid("sending.category_gone")
    if draft.office is not None and draft.office not in choices.offices:
        raise Invalid("sending.office_gone")
