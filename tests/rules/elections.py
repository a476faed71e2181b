"""What the tests of counts share: a real election, and short ways to count one and to look at it."""

from bot.rules.counts import count
from bot.rules.sheets import UNIT, Sheet, Stage

Papers = dict[tuple[int, ...], int]


def counted(
    papers: Papers, seats: int = 1, candidates: int = 0, drawn: tuple[int, ...] = (), reopen: int | None = None
) -> Sheet:
    candidates = candidates or max(number for paper in papers for number in paper)
    drawn = drawn or tuple(range(1, candidates + 1))
    return count(papers, candidates=candidates, seats=seats, drawn=drawn, reopen=reopen)


def story(sheet: Sheet) -> list[tuple[str, int | None]]:
    return [(stage.kind.value, stage.of) for stage in sheet.stages]


def votes(stage: Stage) -> list[float]:
    return [units / UNIT for units in stage.votes]


# Irvine West, North Ayrshire, 4 May 2017: 4 seats; Clarkson, Cochrane, Craig, Gallacher, Limonci, Macaulay, McPhater.
# The 4,505 papers, each cut down to the candidates it reached in the count. The council's own figures at each stage, as
# transcribed at council17.mulvenna.org, are below. Of the uncut papers stvpoll 0.5.6, all surpluses at once, elects 5.
IRVINE_WEST = {
    (1,): 193, (1, 2): 44, (1, 2, 5): 13, (1, 2, 7): 77, (1, 3): 13, (1, 3, 2): 3, (1, 3, 2, 5): 2, (1, 3, 5): 4,
    (1, 3, 7): 15, (1, 5): 54, (1, 7): 831, (2,): 30, (2, 5): 13, (2, 7): 33, (3,): 24, (3, 2): 4, (3, 2, 5): 3,
    (3, 2, 7): 7, (3, 5): 32, (3, 7): 26, (4,): 538, (4, 2): 28, (4, 2, 5): 3, (4, 2, 7): 29, (4, 3): 48,
    (4, 3, 2): 12, (4, 3, 2, 5): 4, (4, 3, 2, 7): 9, (4, 3, 5): 4, (4, 3, 7): 11, (4, 5): 29, (4, 7): 310,
    (5,): 707, (6,): 67, (6, 2): 2, (6, 2, 5): 6, (6, 2, 7): 2, (6, 3): 12, (6, 3, 2): 1, (6, 3, 5): 12,
    (6, 5): 777, (6, 7): 35, (7,): 438,
}  # fmt: skip
OFFICIAL = """
    1249.00000 902.00000 902.00000 902.00000 902.00000 902.00000
      76.00000 113.22788 120.42788 120.55908 138.96130   0.00000
      96.00000 106.27934 116.83934 117.16734   0.00000   0.00000
    1025.00000 1025.00000 902.00000 902.00000 902.00000 902.00000
     707.00000 722.00228 725.48228 735.67652 769.42524 790.51126
     914.00000 914.00000 914.00000 902.00000 902.00000 902.00000
     438.00000 668.86842 706.06842 706.52762 738.01492 803.99330
"""
