"""Where the ink of a page's words is: what the pictures' tests measure."""

from functools import cache
from itertools import combinations

from bot.render import ink
from bot.render.page import WIDTH, Page, Words

Edges = tuple[float, float, float, float]


@cache
def edges(words: Words) -> Edges:
    """Left, top, right and bottom of the ink, as the typesetter has it, not as the page planned it."""
    font = ink._set(words.text, words.size, words.bold)
    (wide, high), below = font.get_width_height(), font.get_descent()
    left, bottom = words.x + font.get_bitmap_offset()[0] / 64, words.baseline + below / 64
    return left, bottom - high / 64, left + wide / 64, bottom


def overlap(one: Edges, other: Edges) -> bool:
    """Whether two of them share any place."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def sticks_out(page: Page) -> list[Edges]:
    """What of a picture is nearer to its edge than the margin that every phone shows."""
    boxes = ((box.x, box.y, box.x + box.width, box.y + box.height) for box in page.boxes)
    return [
        (left, top, right, bottom)
        for left, top, right, bottom in (*map(edges, page.words), *boxes)
        if left < 40 or right > WIDTH - 40 or top < 40 or bottom > page.height - 40
    ]


def run_together(page: Page) -> list[tuple[str, str]]:
    """Which words run into which others."""
    inked = [(edges(words), words.text) for words in page.words]
    return [(one[1], other[1]) for one, other in combinations(inked, 2) if overlap(one[0], other[0])]
