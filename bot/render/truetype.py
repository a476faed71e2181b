"""A TrueType font cut down to the glyphs that a page uses, so that it can travel in a file (OpenType 1.9, "glyf")."""

import struct
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

KEPT = ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")  # what drawing by glyph number takes
WORDS, SCALE, MORE, TWO_SCALES, MATRIX = 0x01, 0x08, 0x20, 0x40, 0x80  # flags of a part of a composed glyph


@dataclass(frozen=True)
class Font:
    """A font file's tables."""

    tables: Mapping[str, bytes]

    @classmethod
    def read(cls, file: Path) -> "Font":
        """The font in this file."""
        data = file.read_bytes()
        (number,) = struct.unpack_from(">H", data, 4)
        found: dict[str, bytes] = {}
        for place in range(number):
            tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * place)
            found[tag.decode("ascii")] = data[offset : offset + length]
        return cls(found)

    @property
    def units(self) -> int:
        """Into how many units the size of type is divided."""
        return int(struct.unpack_from(">H", self.tables["head"], 18)[0])

    @property
    def box(self) -> tuple[int, ...]:
        """Left, bottom, right and top of all glyphs together, in units."""
        return struct.unpack_from(">4h", self.tables["head"], 36)

    @property
    def rise(self) -> tuple[int, int]:
        """How far letters go up and down from the line, in units."""
        up, down = struct.unpack_from(">2h", self.tables["hhea"], 4)
        return up, down

    def width(self, glyph: int) -> int:
        """How far the next glyph stands from this one, in units."""
        (metrics,) = struct.unpack_from(">H", self.tables["hhea"], 34)
        return int(struct.unpack_from(">H", self.tables["hmtx"], 4 * min(glyph, metrics - 1))[0])

    def only(self, glyphs: Collection[int]) -> bytes:
        """A font file in which these glyphs are as they were, under their numbers, and all others are empty."""
        offsets = self._offsets()
        kept = self._with_parts({0, *glyphs}, offsets)
        places, shapes = [0], b""
        for glyph in range(len(offsets) - 1):
            if glyph in kept:
                shape = self.tables["glyf"][offsets[glyph] : offsets[glyph + 1]]
                shapes += shape + bytes(-len(shape) % 4)
            places.append(len(shapes))
        head = bytearray(self.tables["head"])
        struct.pack_into(">h", head, 50, 1)  # places are written long
        changed = {"glyf": shapes, "loca": struct.pack(f">{len(places)}I", *places), "head": bytes(head)}
        return _file({tag: changed.get(tag, self.tables[tag]) for tag in KEPT if tag in self.tables})

    def _offsets(self) -> tuple[int, ...]:
        table = self.tables["loca"]
        if struct.unpack_from(">h", self.tables["head"], 50)[0]:
            return struct.unpack(f">{len(table) // 4}I", table)
        return tuple(2 * each for each in struct.unpack(f">{len(table) // 2}H", table))

    def _with_parts(self, glyphs: set[int], offsets: tuple[int, ...]) -> set[int]:
        """These, and those of which they are composed: Ŵ is W with a hat."""
        found, left = set[int](), list(glyphs)
        while left:
            glyph = left.pop()
            if glyph not in found:
                found.add(glyph)
                left += _parts(self.tables["glyf"][offsets[glyph] : offsets[glyph + 1]])
        return found


def _parts(shape: bytes) -> list[int]:
    if not shape or struct.unpack_from(">h", shape)[0] >= 0:
        return []
    parts: list[int] = []
    at, flags = 10, MORE
    while flags & MORE:
        flags, glyph = struct.unpack_from(">2H", shape, at)
        parts.append(glyph)
        at += 8 if flags & WORDS else 6
        at += 2 if flags & SCALE else 4 if flags & TWO_SCALES else 8 if flags & MATRIX else 0
    return parts


def _file(tables: Mapping[str, bytes]) -> bytes:
    power = len(tables).bit_length() - 1
    head = struct.pack(">IHHHH", 0x10000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    at, records, body = 12 + 16 * len(tables), b"", b""
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        records += struct.pack(">4sIII", tag.encode("ascii"), total, at + len(body), len(table))
        body += padded
    return head + records + body
