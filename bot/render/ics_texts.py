"""Text in a calendar file, so that nothing typed is ever read as a property of the file."""

import re
from unicodedata import category

from icalendar import Component, vText

_SPECIAL = re.compile(r"[\\;,]")


class Text(vText):
    r"""RFC 5545's TEXT, escaped here: icalendar takes the \N in "\\server\North" for a line break.

    A line break is escaped; what else a program might take for one becomes one; what nobody can see (control
    characters, halves of characters) is left out, since RFC 5545 allows none of it.
    """

    __slots__ = ()

    def to_ical(self) -> bytes:
        """The value as it stands in the file."""
        return _SPECIAL.sub(r"\\\g<0>", clean(self)).replace("\n", r"\n").encode()


def put(component: Component, name: str, value: object) -> None:
    """Give the component a property: a `str` as TEXT, anything else as icalendar writes it."""
    component.add(name, Text(value) if type(value) is str else value)  # pyright: ignore[reportUnknownMemberType]


def clean(text: str) -> str:
    """The text with nothing in it that a calendar file may not hold, and one kind of line break."""
    lines = "\n".join(text.splitlines())
    return "".join(one for one in lines if one in "\t\n" or category(one) not in ("Cc", "Cs"))
