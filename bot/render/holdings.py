"""What is kept about one person as files for them: JSON for programs, text for people. And the table of PRIVACY.md.

Made in memory, and nowhere kept. Ids are written as Discord's own programs write them, as text: as numbers many a
program would read them wrong. Instants are ISO 8601, in UTC for programs and in the branch's time for people.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

from bot import __version__
from bot.i18n import in_full, say
from bot.render import acts
from bot.rules.holdings import HOLDINGS, Export, Held, Holding, Item, erasure

LARGEST = 8_000_000  # bytes; Discord takes no larger file everywhere
FORMAT = 1
IN_WORDS = "in_words"
COLUMNS = ("what", "why", "until", "asked")


def files(found: Export) -> Mapping[str, bytes]:
    """Both files by name; one too large for Discord is packed, never cut. Seconds of work for thousands of acts."""
    told = replace(found, held=[_with_words(held, found) for held in found.held])
    return dict(_packed(name, data) for name, data in (("mydata.json", _json(told)), ("mydata.txt", _text(told))))


def table() -> str:
    """What is kept, as PRIVACY.md tells it."""
    header = [say(f"privacy.table-{column}") for column in COLUMNS]
    lines = [header, ["---"] * len(header), *(_told(each) for each in HOLDINGS)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines).replace("| --- ", "|---").replace("|--- |", "|---|")


def _with_words(held: Held, found: Export) -> Held:
    """Of an act on record also the sentence by which officers read it."""
    if held.holding.key != "record":
        return held
    said = [{**each.values, IN_WORDS: acts.in_words(each.values, found.zone)} for each in held.items]
    return replace(held, items=[replace(item, values=values) for item, values in zip(held.items, said, strict=True)])


def _told(holding: Holding) -> Sequence[str]:
    cells = [say(f"privacy.{holding.key}-{column}") for column in COLUMNS[:-1]]
    return [*cells, say(f"privacy.table-erasure-{erasure(holding)}")]


def _packed(name: str, data: bytes) -> tuple[str, bytes]:
    return (name, data) if len(data) <= LARGEST else (f"{name}.gz", gzip.compress(data))


def _json(found: Export) -> bytes:
    told = {
        "format": FORMAT,
        "steward": __version__,
        "made_at": _plain(found.made_at),
        "server": {"id": str(found.guild_id), "branch": found.branch},
        "member_id": str(found.member_id),
        "held": {held.holding.key: _section(held) for held in found.held if held.items},
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _section(held: Held) -> Mapping[str, object]:
    key = held.holding.key
    words = {column: say(f"privacy.{key}-{column}") for column in COLUMNS[:-1]}
    return {
        "name": say(f"mydata.name-{key}"),
        **words,
        "when_you_ask": erasure(held.holding),
        "items": [_entry(each) for each in held.items],
    }


def _entry(item: Item) -> Mapping[str, object]:
    values = {name: _plain(value) for name, value in item.values.items()}
    ends = {} if item.ends_at is None else {"erased_at": _plain(item.ends_at)}
    return {**values, "can_be_erased": item.is_erasable, **ends}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    return str(value) if isinstance(value, int) and value >= 1 << 53 else value


def _text(found: Export) -> bytes:
    return "\n".join([*_head(found), *(line for held in found.held for line in _told_of(held, found))]).encode()


def _head(found: Export) -> Sequence[str]:
    at = in_full(found.made_at, found.zone)
    return [say("mydata.file-head", branch=found.branch, member=str(found.member_id), at=at, version=__version__), ""]


def _told_of(held: Held, found: Export) -> Iterator[str]:
    """One kind as a section, where there is anything of it."""
    if not held.items:
        return
    key = held.holding.key
    what, why, until = (say(f"privacy.{key}-{column}") for column in COLUMNS[:-1])
    name, number = say(f"mydata.name-{key}"), len(held.items)
    yield say("mydata.file-section", name=name, number=number, what=what, why=why, until=until)
    yield say(f"privacy.erasure-{erasure(held.holding)}")
    yield ""
    for item in held.items:
        yield from _lines(item, found)
        yield ""


def _lines(item: Item, found: Export) -> Iterator[str]:
    if IN_WORDS in item.values:
        yield f"- {item.values[IN_WORDS]}"
        return
    mark = "- "
    for name, value in item.values.items():
        yield mark + say("mydata.file-value", name=say(f"mydata.field-{name}"), value=_read(name, value, found))
        mark = "  "
    if item.ends_at is not None:
        yield mark + say("mydata.file-ends", at=in_full(item.ends_at, found.zone))


def _read(name: str, value: object, found: Export) -> str:
    if name == "job":
        return say(f"job-kind-{value}")
    if isinstance(value, datetime):
        return in_full(value, found.zone)
    if isinstance(value, bool):
        return say("mydata.file-yes")
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "; ".join(_first(each) for each in cast(list[object], value))
    return str(value)


def _first(value: object) -> str:
    """An option as it is; of an item of an agenda what it is, without its minutes."""
    return str(cast(list[object], value)[0]) if isinstance(value, list) else str(value)
