"""A page in ink: the one place that knows fonts and pixels. For the drawing process, tests and the demo's pictures.

Of matplotlib it takes the font (DejaVu Sans: Latin with Welsh, Greek, Cyrillic, Arabic, Hebrew) and the typesetter
beneath its figures (`typesetter`), which shapes Arabic, runs right to left, and knows nothing of mathematics in dollar
signs. A whole figure would take many times as long to import and search the machine for fonts. Pillow, which
matplotlib brings with it, holds the pixels and writes the PNG: without a date or the name of a program in it.
"""

from functools import lru_cache
from io import BytesIO
from math import ceil, floor

from PIL import Image, ImageDraw

from bot.render import heat_map, leaves, pay_chart, results, turnout_chart
from bot.render.counts import CountChart
from bot.render.heat_map import HeatMap
from bot.render.page import PAPER, RULE, Box, Page, Stroke, Type, Words, dashes
from bot.render.pay_chart import PayChart
from bot.render.results import ResultChart
from bot.render.turnout_chart import TurnoutChart
from bot.render.typesetter import FONTS, FT2Font, LoadFlags
from bot.render.words import drawable

SUBPIXELS = 64  # in which FreeType counts
MEASURED = 100.0  # the size of type at which widths are taken
FRAME = 3  # an edge for the light theme; on the dark one the paper itself is the edge
COLOURS = 64
FINER = 3
# Sixteen shades of an edge are as smooth as 256 to the eye, and leave each colour of the page its own in the palette.
SHADES = [shade & 0xF0 | shade >> 4 for shade in range(256)]


def draw(chart: ResultChart) -> bytes:
    """The chart as a PNG."""
    return png(results.compose(chart, TYPE))


def draw_count(chart: CountChart) -> tuple[bytes, ...]:
    """The count as one PNG or several."""
    return tuple(map(png, leaves.compose(chart, TYPE)))


def draw_pay(chart: PayChart) -> bytes:
    """Pay against prices as a PNG."""
    return png(pay_chart.compose(chart, TYPE))


def draw_turnout(chart: TurnoutChart) -> bytes:
    """A ballot's turnout as a PNG."""
    return png(turnout_chart.compose(chart, TYPE))


def draw_heat_map(chart: HeatMap) -> bytes:
    """A heat map as a PNG."""
    return png(heat_map.compose(chart, TYPE))


def png(page: Page) -> bytes:
    """The page as a PNG, opaque, readable on whatever it is laid."""
    return packed(painted(page))


def painted(page: Page) -> Image.Image:
    """The page in pixels, framed."""
    picture = Image.new("RGB", (page.width, page.height), RULE)
    picture.paste(PAPER, (FRAME, FRAME, page.width - FRAME, page.height - FRAME))
    for box in page.boxes:
        _fill(picture, box)
    for stroke in page.strokes:
        _trace(picture, stroke)
    for words in page.words:
        _print(picture, words)
    return picture


def packed(picture: Image.Image, colours: int = COLOURS) -> bytes:
    """The pixels as a PNG in so many colours."""
    out = BytesIO()
    # A palette makes the file a third of the size and quicker to write; members pay for the data.
    picture.quantize(colours, method=Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()


def width(text: str, size: float, bold: bool) -> float:
    """How many pixels of a line the text takes."""
    return _span(text, bold) * size / MEASURED


def clean(typed: str, bold: bool) -> str:
    """What this font can draw of a text."""
    return drawable(typed, _known(bold))


TYPE = Type(width=width, clean=clean)


@lru_cache(maxsize=4096)
def _span(text: str, bold: bool) -> float:
    # Unhinted type grows in proportion, so one measurement serves every size a page is tried at.
    return _set(text, MEASURED, bold).get_width_height()[0] / SUBPIXELS


def _fill(picture: Image.Image, box: Box) -> None:
    left, top = round(box.x), round(box.y)
    picture.paste(box.colour, (left, top, left + round(box.width), top + round(box.height)))


def _trace(picture: Image.Image, stroke: Stroke) -> None:
    # Pillow draws lines with hard edges: drawn larger and made smaller they have soft ones.
    pieces = [stroke.points] if stroke.dash is None else dashes(stroke.points, *stroke.dash)
    left, top, right, bottom = _around(stroke)
    mask = Image.new("L", ((right - left) * FINER, (bottom - top) * FINER))
    pen, wide = ImageDraw.Draw(mask), round(stroke.width * FINER)
    for piece in pieces:
        pen.line([((x - left) * FINER, (y - top) * FINER) for x, y in piece], fill=255, width=wide, joint="curve")
    picture.paste(stroke.colour, (left, top), mask.reduce(FINER).point(SHADES))


def _around(stroke: Stroke) -> tuple[int, int, int, int]:
    """The pixels between which a stroke lies."""
    (across, down), wide = zip(*stroke.points, strict=True), ceil(stroke.width)
    return floor(min(across)) - wide, floor(min(down)) - wide, ceil(max(across)) + wide, ceil(max(down)) + wide


def _print(picture: Image.Image, words: Words) -> None:
    font = _set(words.text, words.size, words.bold)
    font.draw_glyphs_to_bitmap(antialiased=True)
    mask = Image.fromarray(font.get_image()).point(SHADES)
    left = words.x + font.get_bitmap_offset()[0] / SUBPIXELS
    top = words.baseline + font.get_descent() / SUBPIXELS - mask.height
    picture.paste(words.colour, (round(left), round(top)), mask)


def _set(text: str, size: float, bold: bool) -> FT2Font:
    font = _font(bold)
    font.clear()
    font.set_size(size, 72)  # at 72 to the inch a point is a pixel
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return font


@lru_cache
def _font(bold: bool) -> FT2Font:
    return FT2Font(FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"))


@lru_cache
def _known(bold: bool) -> frozenset[int]:
    return frozenset(_font(bold).get_charmap())
