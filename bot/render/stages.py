"""The sheet of a ranked count as its pictures' words and lengths. Where they stand on the pictures is `counts`."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.i18n import say
from bot.render.counts import Block, CountChart, Tally
from bot.render.sheets import At, called, decimal, opening, seated, unmoved
from bot.rules.sheets import UNIT, Kind, Sheet

ALL_SHOWN_UP_TO = 40  # bars; in a longer count only those that move are drawn
CUT = UNIT // 100  # two decimal places: five of them, in bold, are all that would be seen


def chart(
    sheet: Sheet, names: Sequence[str], *, title: str, lines: Sequence[str], result: Sequence[str], footer: str
) -> CountChart:
    """The count as a chart; `lines` (the turnout first) and the declared result stand above it, `footer` below.

    The result is not read off the sheet: without a quorum nobody is elected, whatever was counted.
    """
    columns = called(sheet, names, str)
    stages = [At(sheet, columns, number) for number in range(1, len(sheet.stages) + 1)]
    whole = sum(len(_standing(at)) for at in stages) <= ALL_SHOWN_UP_TO
    return CountChart(
        title=title,
        lines=tuple(lines),
        blocks=tuple(_block(at, whole) for at in stages),
        result=tuple(result),
        footer=footer,
        quota=sheet.quota * UNIT,
        of=max(sheet.quota * UNIT, *(votes for stage in sheet.stages for votes in stage.votes)),
        gap=say("sheet.picture-gap"),
    )


def _block(at: At, whole: bool) -> Block:
    standing = _standing(at)
    shown = standing if whole or at.number == 1 else [one for one in standing if _change(at, one) or _fate(at, one)]
    return Block(
        title=say("sheet.stage", stage=str(at.number)),
        brief=say("sheet.paragraph", stage=str(at.number), sentences=" ".join([*opening(at), *seated(at)])),
        lines=(*opening(at), *_legend(at), *unmoved(at)),
        tallies=tuple(_tally(at, column) for column in shown),
        notes=tuple(_notes(at, len(standing) - len(shown))),
        result=tuple(seated(at)),
    )


def _legend(at: At) -> Iterator[str]:
    if at.number == 1:
        yield say("sheet.picture-quota")
        if any(votes % CUT for stage in at.sheet.stages for votes in stage.votes):
            yield say("sheet.picture-cut")


def _notes(at: At, others: int) -> Iterator[str]:
    if others:
        yield say("sheet.picture-others", number=others)
    if (nowhere := at.stage.non_transferable + at.stage.lost) >= CUT:
        yield say("sheet.picture-nowhere", votes=_cut(nowhere))


def _standing(at: At) -> list[int]:
    """Who is in the count at this stage, and whoever's votes it moves; a further self only once it stands."""
    settled = {one.number for stage in at.sheet.stages[: at.number - 1] for one in stage.elected}
    settled |= {stage.of for stage in at.sheet.stages[: at.number - 1] if stage.kind is Kind.EXCLUSION and stage.of}
    columns = range(1, len(at.names) + 1)
    return [one for one in columns if _change(at, one) or (one not in settled and _stands(at, one))]


def _stands(at: At, column: int) -> bool:
    """Whether this is a candidate, or a further self whose forerunner has been elected before this stage."""
    if column <= at.sheet.candidates:
        return True
    forerunner = at.sheet.reopen if column == at.sheet.candidates + 1 else column - 1
    return any(one.number == forerunner for stage in at.sheet.stages[: at.number - 1] for one in stage.elected)


def _tally(at: At, column: int) -> Tally:
    votes, change, fate = at.stage.votes[column - 1], _change(at, column), _fate(at, column)
    return Tally(
        name=at.name(column),
        votes=votes,
        said=say("sheet.picture-votes", votes=_cut(votes)),
        change="" if at.number == 1 or not change else _signed(change),
        fate=say(f"sheet.fate-{fate}") if fate else "",
        elected=fate == "elected",
    )


def _signed(change: int) -> str:
    if change > 0:
        return say("sheet.picture-more", votes=_cut(change))
    return say("sheet.picture-fewer", votes=_cut(-change))


def _cut(units: int) -> Decimal:
    return decimal(units - units % CUT)


def _change(at: At, column: int) -> int:
    return at.stage.votes[column - 1] - at.before[column - 1]


def _fate(at: At, column: int) -> str:
    """What has become of this column by the end of the stage: the end of a key."""
    so_far = at.sheet.stages[: at.number]
    if any(one.number == column for stage in so_far for one in stage.elected):
        return "vacant" if at.sheet.candidate(column) == at.sheet.reopen else "elected"
    return "excluded" if any(stage.kind is Kind.EXCLUSION and stage.of == column for stage in so_far) else ""
