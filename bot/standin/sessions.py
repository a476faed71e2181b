"""Gateway sessions: what one hears, what it can be told again, and the socket it is on just now."""

from __future__ import annotations

import asyncio
import secrets
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
    """One connection: payloads go out in order, through one compression context if the client asked for it."""

    def __init__(self, ws: web.WebSocketResponse, transport: asyncio.Transport | None, *, compressed: bool) -> None:
        self.ws = ws
        self.transport = transport
        self.packer = zlib.compressobj(1) if compressed else None
        self.waiting: deque[bytes] = deque()
        self.wake = asyncio.Event()
        self.writer = asyncio.ensure_future(self._write())

    def send(self, payload: bytes) -> None:
        """Queue one payload."""
        self.waiting.append(payload)
        self.wake.set()

    async def close(self, code: int | None = None) -> None:
        """Say what is still waiting and close with a code; without one cut the socket."""
        self.writer.cancel()
        if code is not None:
            await self._drain()
            await self.ws.close(code=code)
        elif self.transport is not None:
            self.transport.abort()

    async def _write(self) -> None:
        while True:
            await self.wake.wait()
            await self._drain()
            self.wake.clear()

    async def _drain(self) -> None:
        while self.waiting:
            payload = self.waiting.popleft()
            try:
                await self._out(payload)
            except (ConnectionError, RuntimeError):
                self.waiting.clear()

    async def _out(self, payload: bytes) -> None:
        if self.packer is None:
            await self.ws.send_str(payload.decode())
        else:
            await self.ws.send_bytes(self.packer.compress(payload) + self.packer.flush(zlib.Z_SYNC_FLUSH))


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
