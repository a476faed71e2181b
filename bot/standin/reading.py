"""What a person reads on the screen: text, buttons, menus and files, from a message or a modal as Discord keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast

from bot.standin.errors import Json

BUTTON = 2
SELECTS = (3, 5, 6, 7, 8)
TEXT_DISPLAY = 10


@dataclass(frozen=True)
class Button:
    """One button as it is shown."""

    label: str
    custom_id: str | None
    style: int
    disabled: bool = False
    url: str | None = None
    emoji: str | None = None


@dataclass(frozen=True)
class Select:
    """One menu as it is shown; `options` are label and value, empty for menus of people, roles and channels.

    `chosen` is what it shows as chosen already: labels, or the ids of people, roles and channels.
    """

    kind: int
    custom_id: str
    placeholder: str
    options: tuple[tuple[str, str], ...]
    low: int
    high: int
    disabled: bool
    held: Json = field(repr=False)
    chosen: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class File:
    """An attachment; `description` is its text for those who cannot see it."""

    id: int
    name: str
    data: bytes = field(repr=False)
    description: str | None = None
    content_type: str | None = None
    url: str = ""
    ephemeral: bool = False

    def at(self, url: str) -> File:
        """The same file, to be had at this address."""
        return replace(self, url=url)

    def payload(self) -> Json:
        """The attachment as Discord describes it."""
        held: Json = {
            "id": str(self.id),
            "filename": self.name,
            "size": len(self.data),
            "url": self.url,
            "proxy_url": self.url,
        }
        if self.description is not None:
            held["description"] = self.description
        if self.content_type is not None:
            held["content_type"] = self.content_type
        if self.ephemeral:
            held["ephemeral"] = True
        return held


def parts(body: Json, key: str) -> list[Json]:
    """The list of objects under a key, empty when it is absent or null."""
    return cast("list[Json]", body.get(key) or [])


def part(body: Json, key: str) -> Json:
    """The object under a key, empty when it is absent or null."""
    return cast("Json", body.get(key) or {})


def walk(components: Iterable[Json]) -> Iterator[Json]:
    """Every component, outermost first, in the order they are read."""
    for component in components:
        yield component
        yield from walk(parts(component, "components"))
        for key in ("component", "accessory"):
            if isinstance(component.get(key), dict):
                yield from walk([component[key]])


def find_button(components: Iterable[Json], label: str | None, custom_id: str | None) -> tuple[Button, Json] | None:
    """The first button with this label or custom id, and how Discord keeps it."""
    for each in walk(components):
        if each.get("type") == BUTTON and (_has_label(each, label) or _has_id(each, custom_id)):
            return _button(each), each
    return None


def _has_label(held: Json, label: str | None) -> bool:
    """A button without words is known by its emoji."""
    return label is not None and label == (held.get("label") or part(held, "emoji").get("name"))


def _has_id(held: Json, custom_id: str | None) -> bool:
    return custom_id is not None and held.get("custom_id") == custom_id


def buttons(components: Iterable[Json]) -> list[Button]:
    """The buttons in reading order."""
    return [_button(each) for each in walk(components) if each.get("type") == BUTTON]


def _button(held: Json) -> Button:
    emoji = part(held, "emoji").get("name")
    return Button(
        held.get("label") or "",
        held.get("custom_id"),
        held["style"],
        bool(held.get("disabled")),
        held.get("url"),
        emoji,
    )


def selects(components: Iterable[Json]) -> list[Select]:
    """The menus in reading order."""
    return [_select(each) for each in walk(components) if each.get("type") in SELECTS]


def _select(held: Json) -> Select:
    options = tuple((option["label"], option["value"]) for option in parts(held, "options"))
    low, high = held.get("min_values"), held.get("max_values")
    return Select(
        held["type"],
        held["custom_id"],
        held.get("placeholder") or "",
        options,
        1 if low is None else low,
        1 if high is None else high,
        bool(held.get("disabled")),
        held,
        _chosen(held),
    )


def _chosen(held: Json) -> tuple[str | int, ...]:
    labels = (option["label"] for option in parts(held, "options") if option.get("default"))
    return (*labels, *(int(preset["id"]) for preset in parts(held, "default_values")))


def embed_text(embed: Json) -> Iterator[str]:
    """An embed's words from top to bottom."""
    for key in ("author", "title", "description"):
        value: Any = embed.get(key)
        if value:
            yield value["name"] if key == "author" else value
    for each in parts(embed, "fields"):
        yield f"{each['name']}\n{each['value']}"
    if embed.get("footer"):
        yield embed["footer"]["text"]


def message_text(content: str, embeds: Iterable[Json], components: Iterable[Json]) -> str:
    """All the words of a message, flattened for reading."""
    words = [content] if content else []
    for embed in embeds:
        words.extend(embed_text(embed))
    words.extend(each["content"] for each in walk(components) if each.get("type") == TEXT_DISPLAY)
    return "\n".join(words)


def preview(content: str, embeds: Iterable[Json], components: Iterable[Json], files: Iterable[File]) -> str:
    """What a phone shows before anybody opens the message: the content, else what an embed begins with, else a file."""
    heads = (embed.get("title") or embed.get("description") or "" for embed in embeds)
    words = (each["content"] for each in walk(components) if each.get("type") == TEXT_DISPLAY)
    names = (f"Attachment: {each.name}" for each in files)
    return next((each for each in (content, *heads, *words, *names) if each), "")


def modal_text(modal: Json) -> str:
    """All the words of a modal: its title, what it explains, and the label of each thing to fill in."""
    words: list[str] = [modal["title"]]
    for each in walk(modal["components"]):
        words.extend(str(each[key]) for key in ("label", "description", "content") if each.get(key))
    return "\n".join(words)
