"""Where the ink of a page's words is: what the pictures' tests measure."""

from functools import cache

from bot.render import ink
from bot.render.page import Words

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
