"""A message, a private answer or a form as a picture of what people see in Discord, for the guides.

It is drawn from what the stand-in keeps, so it can show nothing that Steward did not say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from PIL import Image

from bot.demo.lines import LEADING, MANY, SIZE, SMALL, bold, put, width
from bot.demo.spans import Reader
from bot.render import ink
from bot.render.page import FILL, INK, PAPER, QUIET, RULE, Box, Page, Sheet
from bot.render.words import wrap
from bot.standin.messages import Message
from bot.standin.reading import Button, File, Select, buttons, part, parts, selects

WIDE = 800  # what a guide shows on a computer without making it smaller
MARGIN, COLUMN, RIGHT = 26, 100, WIDE - 28
GAP, HIGH = 10, 44  # between two things that can be pressed, and how high each is
LABEL = SIZE - 2
DISC = 58
PALE, CARD, EDGE = "#eef1fb", "#f4f5f7", "#b0b6be"
LINKED = "#0b57a4"
# How Discord fills a button by its style, and the colour of its label. No meaning is in these: the labels say it all.
BLUE, GREY = "#4752c4", "#dcdfe4"
FILLS = {1: (BLUE, PAPER), 2: (GREY, INK), 3: ("#1f7a40", PAPER), 4: ("#b3262c", PAPER), 5: (GREY, INK)}
COLOURS, FEWEST = 28, 16  # as few as do: a repository keeps every version of every picture
SHOWN_WIDE = 225  # of an attached picture
NOT_IN_USE = "(not in use now)"
# Of what is in a form: words, one answer of a few, and menus of texts, people, roles, either, channels.
TEXT, RADIO, MENUS = 10, 21, frozenset({3, 5, 6, 7, 8})


@dataclass
class Drawing:
    """An unfinished picture: a sheet, and the attached pictures to be laid on it."""

    sheet: Sheet = field(default_factory=lambda: Sheet(ink.TYPE, y=MARGIN))
    insets: list[tuple[Image.Image, Box]] = field(default_factory=list[tuple[Image.Image, Box]])
    ground: str = PAPER

    def png(self) -> bytes:
        """The picture, cut off below the last thing on it."""
        height = round(self.sheet.y + MARGIN)
        ground = Box(2, 2, WIDE - 4, height - 4, self.ground)
        picture = ink.painted(Page(height, tuple(self.sheet.words), (ground, *self.sheet.boxes), WIDE))
        for inset, place in self.insets:
            picture.paste(inset, (round(place.x), round(place.y)))
        return ink.packed(picture, COLOURS)


def message(shown: Message, reader: Reader) -> Drawing:
    """The message as it is now: who wrote it, its words, its files, its cards, and what can be pressed."""
    drawing = Drawing(ground=PALE if shown.is_private else PAPER)
    sheet = drawing.sheet
    if shown.replies_to is not None:
        _answered(sheet, reader, shown.replies_to)
    _author(sheet, reader.time)
    put(sheet, list(reader.lines(shown.content)), COLUMN, RIGHT)
    _files(drawing, shown.files)
    for embed in shown.embeds:
        _card(sheet, reader, embed)
    for row in shown.components:
        _row(sheet, reader, row)
    if shown.is_private:
        sheet.y += GAP
        sheet.write("Only you can see this · Dismiss message", COLUMN, SMALL, colour=QUIET)
        sheet.y += SMALL * LEADING
    return drawing


def form(modal: dict[str, Any], typed: dict[str, str]) -> Drawing:
    """The form with what was typed into it, by custom id."""
    drawing = Drawing()
    sheet = drawing.sheet
    sheet.write(modal["title"], MARGIN, SIZE + 5, bold=True)
    sheet.y += (SIZE + 5) * 1.8
    for each in parts(modal, "components"):
        if each.get("type") == TEXT:
            _advice(sheet, each["content"])
        else:
            _field(sheet, each, typed)
    _buttons(sheet, [Button("Cancel", None, 2), Button("Submit", None, 1)], MARGIN)
    return drawing


def reduced(posted: bytes) -> bytes:
    """A picture that Steward posted, as wide as the drawings."""
    with Image.open(BytesIO(posted)) as picture:
        return ink.packed(_scaled(picture, WIDE), FEWEST)


def printed(page: Page) -> bytes:
    """A page of paper, on a sheet with an edge."""
    edge = Box(0, 0, page.width, page.height, EDGE)
    paper = Box(1, 1, page.width - 2, page.height - 2, PAPER)
    return ink.packed(ink.painted(replace(page, boxes=(edge, paper, *page.boxes))), FEWEST)


def _author(sheet: Sheet, time: str) -> None:
    top = sheet.y
    sheet.y = top - DISC * 0.47
    sheet.write("●", MARGIN - 4, DISC * 1.36, colour=FILL)
    sheet.y = top + DISC / 2 - 19
    sheet.write("S", MARGIN + DISC / 2 - width("S", 30, bold=True) / 2, 30, bold=True, colour=PAPER)
    sheet.y = top
    sheet.write("Steward", COLUMN, SIZE, bold=True)
    x, size = COLUMN + width("Steward", bold=True) + 10, 13
    sheet.y += 2
    sheet.box(x, width("APP", size, bold=True) + 12, 21, BLUE)
    sheet.y += 3
    sheet.write("APP", x + 6, size, bold=True, colour=PAPER)
    sheet.write(time, x + 62, size + 2, colour=QUIET)
    sheet.y = top + SIZE * LEADING + 4


def _answered(sheet: Sheet, reader: Reader, to: Message) -> None:
    """The line above a message that answers another: whose that is, and how it begins."""
    begins = " ".join("".join(span.text for span in line) for line in reader.lines(to.preview))
    words = f"In answer to {to.author.name.capitalize()}: {begins}"
    first, *others = wrap(sheet.font.clean(words, False), RIGHT - COLUMN - 24, MANY, lambda part: width(part, SMALL))
    sheet.write(first + ("…" if others else ""), COLUMN, SMALL, colour=QUIET)
    sheet.y += SMALL * LEADING + 4


def _card(sheet: Sheet, reader: Reader, embed: dict[str, Any]) -> None:
    sheet.y += GAP
    top, below, left, right = sheet.y, len(sheet.boxes), COLUMN + 24, RIGHT - 16
    sheet.y += 16
    put(sheet, bold(reader, embed.get("title") or ""), left, right)
    sheet.y += 6
    put(sheet, list(reader.lines(embed.get("description") or "")), left, right)
    if footer := part(embed, "footer").get("text"):
        sheet.y += 8
        put(sheet, list(reader.lines(footer)), left, right, size=SMALL, colour=QUIET)
    sheet.y += 14
    wide, high = RIGHT - COLUMN, sheet.y - top
    stripe = Box(COLUMN, top, 6, high, f"#{embed.get('color') or 0:06x}")
    sheet.boxes[below:below] = [*_outline(Box(COLUMN, top, wide, high, EDGE), CARD), stripe]


def _row(sheet: Sheet, reader: Reader, row: dict[str, Any]) -> None:
    for menu in selects([row]):
        _menu(sheet, reader, menu)
    if pressed := buttons([row]):
        sheet.y += GAP
        _buttons(sheet, pressed, COLUMN)


def _menu(sheet: Sheet, reader: Reader, menu: Select) -> None:
    chosen = ", ".join(reader.name(int(each["id"])) for each in parts(menu.held, "default_values"))
    sheet.y += GAP
    _outlined(sheet, COLUMN, RIGHT - COLUMN)
    _label(sheet, chosen or menu.placeholder, COLUMN + 16, colour=INK if chosen else QUIET)
    _label(sheet, "▾", RIGHT - 36)
    sheet.y += HIGH


def _buttons(sheet: Sheet, row: Sequence[Button], left: float) -> None:
    """On as many lines as they need; one that is not in use says so."""
    x = left
    for button in row:
        label = width(button.label, LABEL)
        wide = label + 36 + (width(NOT_IN_USE, SMALL - 3) + 8 if button.disabled else 0)
        if x > left and x + wide > RIGHT:
            x, sheet.y = left, sheet.y + HIGH + GAP
        fill, colour = (PAPER, QUIET) if button.disabled else FILLS[button.style]
        _outlined(sheet, x, wide, EDGE if button.disabled else fill, fill)
        _label(sheet, button.label, x + 18, colour=colour)
        if button.disabled:
            _label(sheet, NOT_IN_USE, x + 26 + label, size=SMALL - 3)
        x += wide + GAP
    sheet.y += HIGH


def _label(sheet: Sheet, text: str, x: float, *, size: float = LABEL, colour: str = QUIET) -> None:
    """A text in the middle of what is pressed, without moving on."""
    top = sheet.y
    sheet.y += HIGH / 2 - size * 0.64
    sheet.write(text, x, size, colour=colour)
    sheet.y = top


def _files(drawing: Drawing, files: Sequence[File]) -> None:
    """Pictures beside each other, then the other files, each on a line."""
    sheet = drawing.sheet
    pictures = [file for file in files if file.name.endswith(".png")]
    wide = min(SHOWN_WIDE, (RIGHT - COLUMN - GAP * (len(pictures) - 1)) / max(1, len(pictures)))
    drawn = [_opened(file, round(wide)) for file in pictures]
    sheet.y += GAP if files else 0
    for number, picture in enumerate(drawn):
        drawing.insets.append((picture, Box(COLUMN + number * (wide + GAP), sheet.y, *picture.size, RULE)))
    sheet.y += max((picture.height for picture in drawn), default=0)
    for file in files:
        if file not in pictures:
            sheet.y += GAP if drawn else 0
            words = f"{file.name}  ({max(1, round(len(file.data) / 1024))} KB)"
            _outlined(sheet, COLUMN, width(words, LABEL) + 32)
            _label(sheet, words, COLUMN + 16, colour=LINKED)
            sheet.y += HIGH


def _scaled(picture: Image.Image, wide: int) -> Image.Image:
    return picture.convert("RGB").resize((wide, round(wide * picture.height / picture.width)))


def _opened(file: File, wide: int) -> Image.Image:
    with Image.open(BytesIO(file.data)) as picture:
        return _scaled(picture, wide)


def _advice(sheet: Sheet, text: str) -> None:
    """What is to be read before something is typed."""
    for line in text.splitlines():
        for fitting in _lines(sheet, line, LABEL, MARGIN):
            sheet.write(fitting, MARGIN, LABEL)
            sheet.y += LABEL * LEADING
    sheet.y += GAP * 1.6


def _field(sheet: Sheet, label: dict[str, Any], typed: dict[str, str]) -> None:
    held = part(label, "component")
    sheet.write(label["label"], MARGIN, SIZE - 1, bold=True)
    sheet.y += SIZE * LEADING
    if about := label.get("description"):
        for line in _lines(sheet, about, SMALL, MARGIN):
            sheet.write(line, MARGIN, SMALL, colour=QUIET)
            sheet.y += SMALL * LEADING
    sheet.y += 4
    value = typed.get(held["custom_id"]) or held.get("value") or ""
    if held["type"] == RADIO:
        _answers(sheet, held, value)
    elif held["type"] in MENUS:
        _outlined(sheet, MARGIN, RIGHT - MARGIN)
        _label(sheet, value or held.get("placeholder") or "", MARGIN + 14, colour=INK if value else QUIET)
        _label(sheet, "▾", RIGHT - 36)
        sheet.y += HIGH
    else:
        _box(sheet, value, held.get("placeholder") or " ")
    sheet.y += GAP * 1.6


def _answers(sheet: Sheet, group: dict[str, Any], value: str) -> None:
    """Each answer on a line, with the one that is chosen."""
    for option in parts(group, "options"):
        chosen = option["value"] == value if value else bool(option.get("default"))
        sheet.write("●" if chosen else "○", MARGIN + 2, LABEL)
        sheet.write(option["label"], MARGIN + 28, LABEL, bold=chosen)
        sheet.y += LABEL * LEADING * 1.15


def _box(sheet: Sheet, value: str, placeholder: str) -> None:
    """What was typed, or the hint that stands there until something is."""
    lines = [
        line for each in (value or placeholder).splitlines() for line in _lines(sheet, each, LABEL, MARGIN + 14) or [""]
    ]
    _outlined(sheet, MARGIN, RIGHT - MARGIN, high=len(lines) * LABEL * LEADING + 18)
    sheet.y += 8
    for line in lines:
        sheet.write(line, MARGIN + 14, LABEL, colour=INK if value else QUIET)
        sheet.y += LABEL * LEADING
    sheet.y += 10


def _lines(sheet: Sheet, text: str, size: float, left: float) -> list[str]:
    return wrap(sheet.font.clean(text, False), RIGHT - left - 14, MANY, lambda part: width(part, size))


def _outlined(sheet: Sheet, x: float, wide: float, edge: str = EDGE, fill: str = PAPER, *, high: float = HIGH) -> None:
    sheet.boxes += _outline(Box(x, sheet.y, wide, high, edge), fill)


def _outline(edge: Box, fill: str) -> list[Box]:
    return [edge, Box(edge.x + 1, edge.y + 1, edge.width - 2, edge.height - 2, fill)]
