"""The count of a ranked election by the Scottish rules, in exact whole numbers.

The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, part III, rules 45 to 52: the single
transferable vote with weighted inclusive Gregory transfers, one surplus at a time. With one seat the same rules are the
alternative vote. A paper is a tuple of candidates' numbers, the most preferred first. What comes out is a
`bot.rules.sheets.Sheet`; the order of the lot comes from `bot.rules.lots`.

*Re-open nominations* stands like a candidate and may be excluded like one; a seat it is elected to stays vacant. As the
NUS's ruling on it has it, one elected makes way for a further one: its surplus and every later preference for it go to
this further self, which may fill another seat, and so on. The last vacancies are not given away under rule 52 while it
continues and a surplus is still to be transferred, for what is on its way may be votes against filling them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from bot.rules.sheets import UNIT, Elected, Kind, Parcel, Sheet, Stage, Tie, Why

MOST_COLUMNS = 255  # a paper is counted as bytes, a byte for each candidate
_NOBODY = 0  # holds what is non-transferable; also what stands between papers


def count(
    papers: Mapping[tuple[int, ...], int],
    *,
    candidates: int,
    seats: int,
    drawn: tuple[int, ...],
    reopen: int | None = None,
) -> Sheet:
    """Count these papers (each with how many there are of it); `drawn` is the order of the lot.

    Raises ValueError on papers or numbers that could not have been cast or announced. It waits for nothing and keeps
    nothing, so it may run in a thread or a process of its own.
    """
    _check_election(candidates, seats, drawn, reopen)
    _check_papers(papers, candidates)
    counting = _Count(sum(papers.values()), candidates, seats, drawn, reopen)
    counting.first_preferences(papers)
    while counting.vacancies and counting.continuing:
        if counting.surpluses():
            counting.transfer_a_surplus()
        else:
            counting.exclude()
    return counting.sheet()


def quota(papers: int, seats: int) -> int:
    """Rule 46: the valid papers divided by one more than the seats, without the fraction, and one more."""
    return papers // (seats + 1) + 1


class _Count:
    """A count on its way. Columns are candidates' numbers and, after them, further selves of *re-open nominations*.

    A pile holds, by the value at which they were received, papers by what they still say: the first byte is the holder.
    Papers that say the same from here on are one, so work shrinks as candidates go.
    """

    def __init__(self, papers: int, candidates: int, seats: int, drawn: tuple[int, ...], reopen: int | None) -> None:
        self.vacancies = seats
        self.continuing = set(range(1, candidates + 1))
        columns = candidates + seats if reopen else candidates + 1  # as list lengths: column 0 is _NOBODY's
        self._start = Sheet(candidates, seats, reopen, papers, quota(papers, seats), drawn, ())
        self._quota = self._start.quota * UNIT
        self._votes = [0] * columns
        self._piles: list[dict[int, dict[bytes, int]]] = [{} for _ in range(columns)]
        self._selves = [reopen, *range(candidates + 1, columns)] if reopen else []
        self._self = 0  # the place in `_selves` of the one that stands now
        self._gone = b""
        self._elected: list[int] = []
        self._lost = 0
        self._stages: list[Stage] = []

    def first_preferences(self, papers: Mapping[tuple[int, ...], int]) -> None:
        """Rule 45. A preference for *re-open nominations* is one for all its selves in turn."""
        text = bytes([_NOBODY]).join(map(bytes, papers))
        if self._selves:
            text = text.replace(bytes(self._selves[:1]), bytes(self._selves))
        self._close(Kind.FIRST, None, self._deal(text, papers.values(), UNIT, UNIT) if papers else [], None)

    def surpluses(self) -> list[int]:
        """The elected who hold more than the quota."""
        return [number for number in self._elected if self._votes[number] > self._quota]

    def transfer_a_surplus(self) -> None:
        """Rules 48 and 49: the highest surplus, shared by all the papers of its holder, not only the last received."""
        giver, tie = self._pick(self.surpluses(), max)
        total = self._votes[giver]
        surplus = total - self._quota
        parcels = self._transfer(giver, lambda received: surplus * received // total)
        self._votes[giver] = self._quota
        self._lost += surplus - sum(parcel.votes for parcel in parcels)
        self._close(Kind.SURPLUS, giver, parcels, tie)

    def exclude(self) -> None:
        """Rules 50 and 51: the lowest; papers keep their value.

        Where that leaves as many as there are vacancies, no paper moves (rule 52(2)). Electronic counts in Scotland
        move them all the same, which changes nothing and which SSI 2021/437 has allowed since.
        """
        lowest, tie = self._pick(self.continuing, min)
        self._drop(lowest)
        parcels: list[Parcel] = []
        if not self._are_last():
            parcels = self._transfer(lowest, lambda received: received)
            self._votes[lowest] = 0
        self._close(Kind.EXCLUSION, lowest, parcels, tie)

    def sheet(self) -> Sheet:
        """What happened, without columns for selves of *re-open nominations* that never stood."""
        width = self._start.candidates + self._self
        stages = tuple(replace(stage, votes=stage.votes[:width]) for stage in self._stages)
        return replace(self._start, stages=stages)

    def _close(self, kind: Kind, of: int | None, parcels: list[Parcel], tie: Tie | None) -> None:
        for parcel in parcels:
            self._votes[parcel.to or _NOBODY] += parcel.votes
        elected = self._elect()
        votes = tuple(self._votes[1:])
        self._stages.append(Stage(kind, of, votes, self._votes[_NOBODY], self._lost, tuple(parcels), elected, tie))

    def _elect(self) -> tuple[Elected, ...]:
        """Rule 47, then rule 52."""
        reached = self._seat([one for one in self.continuing if self._votes[one] >= self._quota], Why.QUOTA)
        if self._selves and self._selves[self._self] in self._elected and self.vacancies:
            self._self += 1
            self.continuing.add(self._selves[self._self])
        return reached + (self._seat(list(self.continuing), Why.LAST) if self._are_last() else ())

    def _seat(self, columns: list[int], why: Why) -> tuple[Elected, ...]:
        ordered = sorted(columns, key=self._standing, reverse=True)
        for number in ordered:
            self.continuing.remove(number)
        self._gone += bytes(ordered)
        self._elected += ordered
        self.vacancies -= len(ordered)
        return tuple(Elected(number, why) for number in ordered)

    def _drop(self, number: int) -> None:
        """Out of the count; *re-open nominations* with all the selves that could have followed."""
        self.continuing.remove(number)
        stands = bool(self._selves) and number == self._selves[self._self]
        self._gone += bytes(self._selves[self._self :] if stands else [number])

    def _are_last(self) -> bool:
        """Rule 52(1), when it applies to an election with *re-open nominations*: see above."""
        if len(self.continuing) > self.vacancies:
            return False
        return not (self.continuing.intersection(self._selves) and len(self.continuing) > 1 and self.surpluses())

    def _transfer(self, giver: int, revalue: Callable[[int], int]) -> list[Parcel]:
        """The giver's papers, to whom they name next among those who continue."""
        parcels: list[Parcel] = []
        for received, papers in sorted(self._piles[giver].items(), reverse=True):
            text = bytes([_NOBODY]).join(papers).translate(None, self._gone)
            parcels += self._deal(text, papers.values(), received, revalue(received))
        self._piles[giver] = {}
        return parcels

    def _deal(self, text: bytes, numbers: Iterable[int], received: int, value: int) -> list[Parcel]:
        """Put papers, as they stand in the text, on the piles of those they name first."""
        piles = [pile.get(value, {}) for pile in self._piles]
        dealt = [0] * len(piles)
        for paper, number in zip(text.split(bytes([_NOBODY])), numbers, strict=True):
            to = paper[0] if paper else _NOBODY
            pile = piles[to]
            pile[paper] = pile.get(paper, 0) + number
            dealt[to] += number
        receivers = [to for to, number in enumerate(dealt) if number]
        for to in receivers:
            self._piles[to][value] = piles[to]
        return [Parcel(to or None, dealt[to], received, value) for to in receivers]

    def _standing(self, number: int) -> tuple[int, ...]:
        """What candidates are compared by: votes now, at each earlier stage from the latest, then the lot."""
        earlier = (stage.votes[number - 1] for stage in reversed(self._stages))
        return self._votes[number], *earlier, -self._start.drawn.index(self._start.candidate(number))

    def _pick(self, columns: Collection[int], extreme: Callable[..., int]) -> tuple[int, Tie | None]:
        """The highest or the lowest; a tie is told by the latest stage they differ at, or by lot (49(2), 51(2)).

        The first drawn is better off: its surplus goes first, and it is not the one excluded.
        """
        picked = extreme(columns, key=self._standing)
        level = [one for one in columns if self._votes[one] == self._votes[picked]]
        if len(level) == 1:
            return picked, None
        rival = extreme((one for one in level if one != picked), key=self._standing)
        stage = self._latest_difference(picked, rival)
        drawn = () if stage else tuple(sorted(one for one in level if not self._latest_difference(one, picked)))
        return picked, Tie(tuple(sorted(level)), stage, drawn)

    def _latest_difference(self, one: int, other: int) -> int | None:
        differ = (stage.votes[one - 1] != stage.votes[other - 1] for stage in self._stages)
        return max((number for number, here in enumerate(differ, 1) if here), default=None)


def _check_election(candidates: int, seats: int, drawn: tuple[int, ...], reopen: int | None) -> None:
    if candidates < 1 or seats < 1 or candidates + seats > MOST_COLUMNS:
        raise ValueError(f"cannot count {candidates} candidates for {seats} seats")
    if sorted(drawn) != list(range(1, candidates + 1)):
        raise ValueError("the lot must draw every candidate once")
    if reopen is not None and not 1 <= reopen <= candidates:
        raise ValueError(f"re-open nominations is not candidate {reopen}")


def _check_papers(papers: Mapping[tuple[int, ...], int], candidates: int) -> None:
    """Every paper has a first preference and names no candidate twice; there is at least one of it."""
    known = set(range(1, candidates + 1))
    for paper, number in papers.items():
        named = set(paper)
        if not paper or len(named) != len(paper) or not named <= known or number < 1:
            raise ValueError(f"no such paper can be counted: {number} of {paper}")
