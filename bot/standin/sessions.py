"""Gateway sessions: what one hears, what it can be told again, and the socket it is on just now."""

from __future__ import annotations

import asyncio
import secrets
import struct
import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import web

from bot.standin.messages import blanked
from bot.standin.world import Event

MESSAGE_CONTENT = 1 << 15
MEMBERS = 1 << 1
PRESENCES = 1 << 8
VALID_INTENTS = ((1 << 17) - 1) | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25)
# The intent each kind of event needs in a guild.
NEEDS: dict[str, int] = {
    "GUILD_CREATE": 1 << 0,
    "GUILD_UPDATE": 1 << 0,
    "GUILD_DELETE": 1 << 0,
    "GUILD_ROLE_CREATE": 1 << 0,
    "GUILD_ROLE_UPDATE": 1 << 0,
    "GUILD_ROLE_DELETE": 1 << 0,
    "CHANNEL_CREATE": 1 << 0,
    "CHANNEL_UPDATE": 1 << 0,
    "CHANNEL_DELETE": 1 << 0,
    "CHANNEL_PINS_UPDATE": 1 << 0,
    "THREAD_CREATE": 1 << 0,
    "THREAD_UPDATE": 1 << 0,
    "THREAD_DELETE": 1 << 0,
    "GUILD_MEMBER_ADD": MEMBERS,
    "GUILD_MEMBER_UPDATE": MEMBERS,
    "GUILD_MEMBER_REMOVE": MEMBERS,
    "MESSAGE_CREATE": 1 << 9,
    "MESSAGE_UPDATE": 1 << 9,
    "MESSAGE_DELETE": 1 << 9,
    "GUILD_SCHEDULED_EVENT_CREATE": 1 << 16,
    "GUILD_SCHEDULED_EVENT_UPDATE": 1 << 16,
    "GUILD_SCHEDULED_EVENT_DELETE": 1 << 16,
}
# In direct messages these need another one.
NEEDS_IN_DMS: dict[str, int] = {
    "MESSAGE_CREATE": 1 << 12,
    "MESSAGE_UPDATE": 1 << 12,
    "MESSAGE_DELETE": 1 << 12,
    "CHANNEL_PINS_UPDATE": 1 << 12,
}
REPLAYED_AT_MOST = 10_000


class Socket:
    """One connection: payloads go out in order, through one compression context if the client asked for it.

    Frames are written straight to the transport, all that is waiting at once: with thousands of presses a second most
    of the work would otherwise be in writing them one by one.
    """

    def __init__(self, ws: web.WebSocketResponse, transport: asyncio.Transport, *, compressed: bool) -> None:
        self.ws = ws
        self.transport = transport
        self.packer = zlib.compressobj(1) if compressed else None
        self.waiting: list[bytes] = []
        self.loop = asyncio.get_running_loop()

    def send(self, payload: bytes) -> None:
        """Queue one payload."""
        if not self.waiting:
            self.loop.call_soon(self.flush)
        self.waiting.append(payload)

    def flush(self) -> None:
        """Write what is waiting."""
        frames = [part for payload in self.waiting for part in self._framed(payload)]
        self.waiting.clear()
        if frames and not self.transport.is_closing() and not self.ws.closed:
            self.transport.write(b"".join(frames))

    async def close(self, code: int | None = None) -> None:
        """Say what is still waiting and close with a code; without one cut the socket."""
        if code is None:
            self.transport.abort()
        else:
            self.flush()
            await self.ws.close(code=code)

    def _framed(self, payload: bytes) -> tuple[bytes, bytes]:
        """One unmasked frame: text, or binary when it is compressed."""
        opcode = 0x81
        if self.packer is not None:
            payload = self.packer.compress(payload) + self.packer.flush(zlib.Z_SYNC_FLUSH)
            opcode = 0x82
        size = len(payload)
        if size < 126:
            return bytes((opcode, size)), payload
        if size < 1 << 16:
            return struct.pack("!BBH", opcode, 126, size), payload
        return struct.pack("!BBQ", opcode, 127, size), payload


@dataclass(eq=False)
class Session:
    """What one identified shard hears, in sequence, whether or not it is connected just now."""

    shard: int
    shards: int
    intents: int
    socket: Socket | None
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    told: deque[tuple[int, bytes]] = field(default_factory=lambda: deque(maxlen=REPLAYED_AT_MOST), repr=False)

    def hears(self, event: Event) -> bool:
        """Whether this event is for this session: the shard, then the intents."""
        if (0 if event.guild_id is None else (event.guild_id >> 22) % self.shards) != self.shard:
            return False
        if event.whatever_intents:
            return True
        needed = (NEEDS_IN_DMS if event.guild_id is None else NEEDS).get(event.name, 0)
        return not needed or bool(self.intents & needed)

    def hear(self, event: Event) -> None:
        """Tell it, without the words of messages where it may not read them."""
        if event.private and not self.intents & MESSAGE_CONTENT:
            self.dispatch(event.name, blanked(event.data))
        else:
            self.dispatch(event.name, event.data)

    def dispatch(self, name: str, data: Any) -> None:
        """Send one event, or keep it for the resume."""
        self.sequence += 1
        payload = orjson.dumps({"t": name, "s": self.sequence, "op": 0, "d": data})
        self.told.append((self.sequence, payload))
        if self.socket is not None:
            self.socket.send(payload)

    def can_replay(self, sequence: int) -> bool:
        """Whether everything after this number is still at hand."""
        return not self.told or sequence >= self.told[0][0] - 1

    def replay(self, sequence: int) -> None:
        """Tell again what came after this number, then that the session is resumed."""
        if self.socket is not None:
            for number, payload in self.told:
                if number > sequence:
                    self.socket.send(payload)
        self.dispatch("RESUMED", {"_trace": ["stand-in"]})
