"""The gateway: takes connections, keeps the sessions, and tells each session what it is meant to hear."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import orjson
from aiohttp import WSMsgType, web

from bot.standin.errors import Json
from bot.standin.sessions import Session, Socket
from bot.standin.talking import BAD_VERSION, HELLO, INVALID, RECONNECT, TIMED_OUT, Closed, Talk
from bot.standin.world import Event

if TYPE_CHECKING:
    from bot.standin.faults import Faults
    from bot.standin.world import World


class Gateway:
    """The websocket half of the pretend Discord."""

    def __init__(self, world: World, token: str, *, faults: Faults, heartbeat: float, per_minute: int) -> None:
        self.world = world
        self.token = token
        self.faults = faults
        self.heartbeat = heartbeat
        self.per_minute = per_minute
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.sockets: set[Socket] = set()
        self.endings: set[asyncio.Future[None]] = set()
        world.listeners.append(self.tell)
        faults.disconnect = self.disconnect
        faults.request_reconnect = lambda: self._to_all({"op": RECONNECT, "d": None, "s": None, "t": None})
        faults.invalidate = self.invalidate

    @property
    def connected(self) -> list[Session]:
        """The sessions that are on a socket just now."""
        return [session for session in self.sessions.values() if session.socket is not None]

    def tell(self, event: Event) -> None:
        """Let every session hear what it is meant to."""
        for session in self.sessions.values():
            if session.hears(event):
                session.hear(event)

    def disconnect(self, code: int | None) -> None:
        """Close every connection; sessions stay and can be resumed."""
        for socket in list(self.sockets):
            self._let_go(socket)
            self._end(socket, code)

    def invalidate(self, resumable: bool) -> None:
        """Tell every connection that its session is invalid."""
        self._to_all({"op": INVALID, "d": resumable, "s": None, "t": None})
        if not resumable:
            self.sessions.clear()

    async def stop(self) -> None:
        """Close whatever is open."""
        self.disconnect(1001)
        if self.endings:
            await asyncio.wait(self.endings, timeout=1)

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """One connection from hello to close."""
        if self.faults.gateway_refused:
            return web.Response(status=503, text="upstream connect error")
        ws = web.WebSocketResponse(max_msg_size=0, compress=False, autoping=True, timeout=0.5)
        await ws.prepare(request)
        compressed = request.query.get("compress") == "zlib-stream"
        if request.transport is None:
            return ws
        socket = Socket(ws, request.transport, compressed=compressed)
        self.sockets.add(socket)
        try:
            if request.query.get("v", "10") != "10":
                raise Closed(BAD_VERSION)
            await self._converse(ws, socket)
        except Closed as closed:
            await socket.close(closed.code)
        finally:
            self._left(socket, ws)
        return ws

    async def _converse(self, ws: web.WebSocketResponse, socket: Socket) -> None:
        hello = {"heartbeat_interval": round(self.heartbeat * 1000), "_trace": ["stand-in"]}
        socket.send(orjson.dumps({"t": None, "s": None, "op": HELLO, "d": hello}))
        talk = Talk(self, socket)
        while True:
            try:
                message = await ws.receive(timeout=self.heartbeat * 1.5)
            except TimeoutError:
                raise Closed(TIMED_OUT) from None
            if message.type not in {WSMsgType.TEXT, WSMsgType.BINARY}:
                return
            talk.hear(message.data)

    def _left(self, socket: Socket, ws: web.WebSocketResponse) -> None:
        self.sockets.discard(socket)
        session = self._let_go(socket)
        if session is not None and ws.close_code in {1000, 1001}:
            self.sessions.pop(session.id, None)

    def _let_go(self, socket: Socket) -> Session | None:
        for session in self.sessions.values():
            if session.socket is socket:
                session.socket = None
                return session
        return None

    def _end(self, socket: Socket, code: int | None) -> None:
        ending = asyncio.ensure_future(socket.close(code))
        self.endings.add(ending)
        ending.add_done_callback(self.endings.discard)

    def _to_all(self, payload: Json) -> None:
        for socket in self.sockets:
            socket.send(orjson.dumps(payload))
