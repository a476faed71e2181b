"""The sheet of a ranked count for people: in sentences, stage by stage, and as a table. Its picture is `stages`."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel.lists import format_list

from bot.i18n import CLDR, ENGLISH, say
from bot.render.markup import plain
from bot.rules.sheets import UNIT, Elected, Kind, Row, Sheet, Stage, Tie, Why

Write = Callable[[str], str]  # `plain` where Discord's markdown is read, `str` where it is not


def words(sheet: Sheet, names: Sequence[str], write: Write = plain) -> tuple[str, ...]:
    """The whole count, a paragraph for each stage; `names` are the candidates', *re-open nominations* among them."""
    told = (At(sheet, called(sheet, names, write), number) for number in range(1, len(sheet.stages) + 1))
    return tuple(
        say("sheet.paragraph", stage=str(at.number), sentences=" ".join([*opening(at), *moved(at), *seated(at)]))
        for at in told
    )


def outcome(sheet: Sheet, names: Sequence[str], write: Write = plain) -> tuple[str, ...]:
    """Who is elected, in the order of election, and which seats stay vacant and why."""
    elected = [write(names[number - 1]) for number in sheet.elected]
    said = [say("sheet.outcome-elected", list=listed(elected)) if elected else say("sheet.outcome-nobody")]
    if sheet.reopened:
        said.append(say("sheet.outcome-reopened", seats=sheet.reopened))
    if sheet.vacant > sheet.reopened:
        said.append(say("sheet.outcome-vacant", seats=sheet.vacant - sheet.reopened))
    return tuple(said)


def table(sheet: Sheet, names: Sequence[str]) -> tuple[list[str], list[list[str | int | Decimal]]]:
    """Header and rows for `tables.csv_bytes`: votes and change at each stage, in exact decimals."""
    stages = range(1, len(sheet.stages) + 1)
    header = [say("sheet.table-candidate")]
    for stage in map(str, stages):
        header += [say("sheet.table-votes", stage=stage), say("sheet.table-change", stage=stage)]
    header += [say("sheet.table-elected"), say("sheet.table-excluded")]
    columns = called(sheet, names, str)
    return header, [_table_row(row, columns) for row in sheet.rows()]


def called(sheet: Sheet, names: Sequence[str], write: Write) -> tuple[str, ...]:
    """The name of every column: the candidates', then those of further selves of *re-open nominations*."""
    if len(names) != sheet.candidates:
        raise ValueError(f"{len(names)} names for {sheet.candidates} candidates")
    further = range(sheet.candidates + 1, len(sheet.stages[0].votes) + 1)
    again = (
        say("sheet.again", name=names[sheet.candidate(number) - 1], which=str(which))
        for which, number in enumerate(further, 2)
    )
    return tuple(map(write, (*names, *again)))


@dataclass(frozen=True)
class At:
    """A stage (from 1) of a sheet whose columns have these names."""

    sheet: Sheet
    names: tuple[str, ...]
    number: int

    @property
    def stage(self) -> Stage:
        """What happened at it."""
        return self.sheet.stages[self.number - 1]

    @property
    def before(self) -> tuple[int, ...]:
        """How everything stood before it."""
        return self.sheet.stages[self.number - 2].votes if self.number > 1 else (0,) * len(self.names)

    def name(self, column: int) -> str:
        """Whose column this is."""
        return self.names[column - 1]

    def holding(self, columns: Sequence[int]) -> str:
        """These, each with its votes at the end of the stage."""
        votes = self.stage.votes
        return listed([say("sheet.holds", name=self.name(one), votes=decimal(votes[one - 1])) for one in columns])


def opening(at: At) -> Iterator[str]:
    """What the stage is about, and what told apart those who were level."""
    if at.stage.of is None:
        sheet = at.sheet
        yield say("sheet.first", papers=sheet.papers, seats=sheet.seats, quota=sheet.quota)
        return
    over = at.sheet.quota * UNIT if at.stage.kind is Kind.SURPLUS else 0
    name, votes = at.name(at.stage.of), decimal(at.before[at.stage.of - 1] - over)
    if at.stage.tie is None:
        yield say(f"sheet.opening-{at.stage.kind}", name=name, votes=votes)
    else:
        among = listed(map(at.name, at.stage.tie.among))
        yield say(f"sheet.opening-{at.stage.kind}-tied", name=name, votes=votes, list=among)
        yield _told_apart(at, at.stage.tie, name)


def moved(at: At) -> Iterator[str]:
    """Where the votes went, and what of them went nowhere."""
    if at.stage.kind is Kind.FIRST:
        yield say("sheet.first-votes", list=at.holding(range(1, at.sheet.candidates + 1)))
        return
    if moves := _moves(at):
        yield say("sheet.moves", list=listed(moves))
    left = [parcel for parcel in at.stage.parcels if parcel.to is None]
    if left:
        worth = decimal(sum(parcel.votes for parcel in left))
        yield say("sheet.exhausted", papers=sum(parcel.papers for parcel in left), votes=worth)
    if lost := at.stage.lost - at.sheet.stages[at.number - 2].lost:
        yield say("sheet.lost", votes=decimal(lost))
    yield from unmoved(at)


def unmoved(at: At) -> Iterator[str]:
    """Why the papers of somebody excluded stay where they are, if they do (rule 52(2))."""
    if at.stage.kind is Kind.EXCLUSION and at.stage.of and at.stage.votes[at.stage.of - 1]:
        yield say("sheet.unmoved")


def seated(at: At) -> Iterator[str]:
    """Who is elected at this stage and why; a seat of *re-open nominations* stays vacant."""
    for why in Why:
        elected = [one.number for one in at.stage.elected if one.why is why]
        people = [number for number in elected if at.sheet.candidate(number) != at.sheet.reopen]
        if people:
            yield say(f"sheet.elected-{why}", list=at.holding(people), number=len(people))
        for number in elected:
            if number not in people:
                yield from _vacant(at, Elected(number, why))


def listed(parts: Sequence[str] | Iterator[str]) -> str:
    """These as a list in a sentence."""
    return format_list(list(parts), locale=CLDR[ENGLISH])


def decimal(units: int) -> Decimal:
    """Units of a count as votes, exactly."""
    return Decimal(units).scaleb(-5)


def _told_apart(at: At, tie: Tie, name: str) -> str:
    if tie.stage is not None:
        return say(f"sheet.tie-{at.stage.kind}-stage", name=name, stage=str(tie.stage))
    return say(f"sheet.tie-{at.stage.kind}-lot", name=name, list=listed(map(at.name, tie.drawn)))


def _moves(at: At) -> list[str]:
    """Who received how much, the most first."""
    received: Counter[int] = Counter()
    for parcel in at.stage.parcels:
        if parcel.to is not None:
            received[parcel.to] += parcel.votes
    most_first = sorted(received.items(), key=lambda move: (-move[1], move[0]))
    return [say("sheet.move", name=at.name(to), votes=decimal(votes)) for to, votes in most_first]


def _vacant(at: At, one: Elected) -> Iterator[str]:
    yield say(f"sheet.vacant-{one.why}", list=at.holding([one.number]))
    again = at.sheet.candidates + 1 if one.number == at.sheet.reopen else one.number + 1
    if again <= len(at.names):
        yield say("sheet.stands-again", name=at.name(again))


def _table_row(row: Row, names: Sequence[str]) -> list[str | int | Decimal]:
    cells: list[str | int | Decimal] = [names[row.number - 1] if row.number else say(f"sheet.row-{row.line}")]
    for after, change in zip(row.after, row.change, strict=True):
        cells += [Decimal(after), Decimal(change)]
    return [*cells, row.elected_at or "", row.excluded_at or ""]
