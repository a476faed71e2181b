"""A count on one picture or a few: how many, how tall, and what stands on which.

No type is smaller than 30 of 1,080 pixels. The pictures are of much the same height, none taller than a phone's screen
if that will do. A very long count tells stages after the first in a sentence each.
"""

from collections.abc import Sequence

from bot.render.counts import CountChart, Part, in_brief, parts, running
from bot.render.page import Page, Sheet, Type

TALLEST = (2340, 3600)  # of one picture: what a phone shows in its full width at once; what has to be scrolled
MOST = 3  # pictures
STEP = 60  # by which pictures are made shorter while they stay as few
SCALES = (1.0, 0.9, 0.84)


def compose(chart: CountChart, font: Type) -> tuple[Page, ...]:
    """The pictures: one if the type need not be too small for it, else a few."""
    for tallest in TALLEST:
        drafts = [_bound(chart, font, scale, parts(chart, font, scale), tallest) for scale in SCALES]
        most = 1 if len(drafts[-1]) == 1 else MOST
        for pages in drafts:
            if len(pages) <= most:
                return pages
    return _shortened(chart, font)


def _shortened(chart: CountChart, font: Type) -> tuple[Page, ...]:
    """The count with stages after the first told in brief, as few as must be: its end is what people look for."""
    scale = SCALES[-1]
    first, *others = parts(chart, font, scale)
    pages: tuple[Page, ...] = ()
    for told in range(1, len(others)):
        pages = _bound(chart, font, scale, [first, in_brief(chart, told, scale), *others[told:]], TALLEST[-1])
        if len(pages) <= MOST:
            break
    return pages


def _bound(chart: CountChart, font: Type, scale: float, drawn: list[Part], tallest: int) -> tuple[Page, ...]:
    """The parts on as few pages as there must be, of much the same height."""
    leaves = [[drawn[n] for n in leaf] for leaf in _shared([_height(part, font) for part in drawn], tallest)]
    if len(leaves) == 1:
        return (_leaf(font, leaves[0]),)
    titles = ["", *[chart.title] * (len(leaves) - 1)]
    heads = [running(title, f"{at} / {len(leaves)}", scale) for at, title in enumerate(titles, 1)]
    return tuple(_leaf(font, [head, *leaf]) for head, leaf in zip(heads, leaves, strict=True))


def _height(part: Part, font: Type) -> float:
    sheet = Sheet(font, y=0)
    part(sheet)
    return sheet.y


def _shared(heights: Sequence[float], tallest: int) -> list[list[int]]:
    """The parts by number, page by page, the pages as short as they can be without being more."""
    leaves = _leaves(heights, tallest)
    for limit in range(tallest, int(max(heights)), -STEP):
        closer = _leaves(heights, limit)
        if len(closer) > len(leaves):
            break
        leaves = closer
    return leaves


def _leaves(heights: Sequence[float], limit: float) -> list[list[int]]:
    leaves: list[list[int]] = [[]]
    room = limit
    for number, height in enumerate(heights):
        if leaves[-1] and height > room:
            leaves.append([])
            room = limit
        leaves[-1].append(number)
        room -= height
    return leaves


def _leaf(font: Type, drawn: list[Part]) -> Page:
    sheet = Sheet(font)
    for part in drawn:
        part(sheet)
    return sheet.finished()
