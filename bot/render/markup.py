"""What people typed, written so that Discord shows it as it was typed."""

import re

# What Discord's markdown makes something of, outside a link's address: there a backslash would be part of it.
_LIVE = re.compile(r"(?P<link>https?://[^\s<\[\]]+)|[\\*_~`|<\[\]]|^\s*(?:#{1,3}|-#|>{1,3}|[-+*])", re.MULTILINE)


class Markup(str):
    """Text that is Discord markup already, made by us: it is not escaped again."""

    __slots__ = ()


def plain(text: str) -> str:
    """Typed text as it was typed: no markdown, no mention, no timestamp comes alive in it; a bare link stays one.

    Every bracket is escaped, not only whole links: half a link in a question would close a link that we make of it.
    """
    return _LIVE.sub(lambda found: found[0] if found["link"] else _escaped(found[0]), text)


def _escaped(mark: str) -> str:
    start = len(mark) - len(mark.lstrip())
    return f"{mark[:start]}\\{mark[start:]}"
