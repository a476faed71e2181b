"""HTTP: takes a request in, finds its route, lets the faults and limits have their turn, and answers as Discord does.

The routes themselves are in `rest_*.py`, by subject. A route that is not there is refused and remembered by name.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

import orjson
from aiohttp import BodyPartReader, web

from bot.standin import (
    rest_channels,
    rest_commands,
    rest_events,
    rest_guilds,
    rest_interactions,
    rest_messages,
    rest_users,
)
from bot.standin.calls import Answer, Call, Handler, Table, Upload
from bot.standin.errors import Refusal, plain, refuse
from bot.standin.faults import Bad, Fault
from bot.standin.limits import Toll
from bot.standin.records import Request

if TYPE_CHECKING:
    from bot.standin.faults import Faults
    from bot.standin.limits import Limits
    from bot.standin.records import Records
    from bot.standin.world import World

PREFIX = "/api/v10"
TABLE = Table(
    [
        *rest_users.ROUTES,
        *rest_guilds.ROUTES,
        *rest_channels.ROUTES,
        *rest_messages.ROUTES,
        *rest_commands.ROUTES,
        *rest_interactions.ROUTES,
        *rest_events.ROUTES,
    ]
)
# Exactly this: a client that compares for equality must be content.
JSON_TYPE = {"Content-Type": "application/json", "Via": "1.1 google"}
# An answer without a body says so; as JSON it would be a body that cannot be read.
EMPTY_TYPE = {"Content-Type": "text/html; charset=utf-8", "Via": "1.1 google"}


class Rest:
    """The HTTP half of the pretend Discord."""

    def __init__(self, world: World, token: str, *, faults: Faults, limits: Limits, records: Records) -> None:
        self.world = world
        self.token = token
        self.faults = faults
        self.limits = limits
        self.records = records

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        path, _, query = request.raw_path.partition("?")
        try:
            route, handler, params = _find(request.method, unquote(path) if "%" in path else path)
        except Refusal as refusal:
            self.records.unknown.append(f"{request.method} {path}")
            return _respond(Answer(refusal.body(), refusal.status))
        call = Call(self.world, request.method, route, params, dict(parse_qsl(query)) if query else {})
        if self.faults.paused is not None:
            await self.faults.paused.wait()
        fault = self.faults.next(request.method, route)
        if fault is not None and fault.bad in {Bad.ERROR, Bad.REFUSED, Bad.LIMITED, Bad.NUMBERED}:
            await request.read()
            return self._spoil(request, call, fault)
        answer, toll = await self._carry_out(request, call, handler)
        if fault is not None:
            await asyncio.sleep(fault.seconds)
            if fault.bad is not Bad.SLOW:
                return self._spoil(request, call, fault)
        self._note(request, call, answer)
        return _respond(answer, toll.headers)

    async def _carry_out(self, request: web.BaseRequest, call: Call, handler: Handler) -> tuple[Answer, Toll]:
        toll = Toll({})
        try:
            await _take_body(request, call)
            self._check_token(request, call)
            toll = self._toll(call)
            answer = handler(call)
        except _Limited as refusal:
            return Answer(refusal.body(), refusal.status), Toll(refusal.headers)
        except Refusal as refusal:
            answer = Answer(refusal.body(), refusal.status)
        return answer, toll

    def _check_token(self, request: web.BaseRequest, call: Call) -> None:
        by_token = "webhook_token" in call.params or "interaction_token" in call.params
        if not by_token and request.headers.get("Authorization") != f"Bot {self.token}":
            raise plain(401, "Unauthorized")

    def _toll(self, call: Call) -> Toll:
        by_token = "webhook_token" in call.params or "interaction_token" in call.params
        place = call.params.get("channel_id") or call.params.get("guild_id") or call.params.get("webhook_token") or ""
        toll = self.limits.toll(call.method, call.route, place, by_token=by_token)
        if toll.wait:
            raise _Limited(toll)
        return toll

    def _spoil(self, request: web.BaseRequest, call: Call, fault: Fault) -> web.Response:
        if fault.bad is Bad.LIMITED:
            scope = {"X-RateLimit-Global": "true"} if fault.everywhere else {}
            refusal = _Limited(Toll({**scope, "X-RateLimit-Scope": "user"}, fault.seconds, fault.everywhere))
            self._note(request, call, Answer(refusal.body(), 429))
            return _respond(Answer(refusal.body(), 429), refusal.headers)
        if fault.bad is Bad.NUMBERED:
            refused = refuse(fault.code)
            self._note(request, call, answer := Answer(refused.body(), refused.status))
            return _respond(answer, {})
        if fault.bad in {Bad.CUT, Bad.REFUSED}:
            self._note(request, call, Answer(status=0))
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=502)
        self._note(request, call, Answer(status=fault.status))
        return web.Response(status=fault.status, text="upstream connect error", headers={"Via": "1.1 google"})

    def _note(self, request: web.BaseRequest, call: Call, answer: Answer) -> None:
        if not self.records.wanted:
            return
        names = tuple(each.name for each in call.uploads.values())
        self.records.request(
            Request(
                call.method,
                call.route,
                request.path,
                dict(call.query),
                call.body,
                names,
                204 if answer.body is None and answer.status == 200 else answer.status,
                answer.body,
                tuple(call.ignored),
            )
        )


def _find(method: str, path: str) -> tuple[str, Handler, dict[str, str]]:
    if not path.startswith(PREFIX + "/"):
        raise plain(404, "Not Found")
    return TABLE.find(method, path.removeprefix(PREFIX))


class _Limited(Refusal):
    """A 429."""

    def __init__(self, toll: Toll) -> None:
        super().__init__(429, 0, "You are being rate limited.")
        self.extra = {"retry_after": round(toll.wait, 3), "global": toll.everywhere}
        self.headers = {**toll.headers, "Retry-After": str(max(1, round(toll.wait)))}


async def _take_body(request: web.BaseRequest, call: Call) -> None:
    if not request.can_read_body:
        return
    if request.content_type.startswith("multipart/"):
        await _take_parts(request, call)
        return
    call.body = _parsed(await request.read())


async def _take_parts(request: web.BaseRequest, call: Call) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read())
        if part.name == "payload_json":
            call.body = _parsed(data)
        elif (place := _place(part.name or "")) is not None:
            kind = part.headers.get("Content-Type")
            call.uploads[place] = Upload(unquote(part.filename or "unknown"), data, kind)
    call.body = {} if call.body is None else call.body


def _place(name: str) -> int | None:
    """The number in `files[n]`."""
    inside = name.removeprefix("files[").removesuffix("]")
    return int(inside) if inside.isdecimal() else None


def _parsed(data: bytes) -> Any:
    try:
        return orjson.loads(data) if data else None
    except orjson.JSONDecodeError:
        raise refuse(50109) from None


def _respond(answer: Answer, headers: dict[str, str] | None = None) -> web.Response:
    if answer.body is None:
        status = 204 if answer.status == 200 else answer.status
        return web.Response(status=status, headers={**EMPTY_TYPE, **(headers or {})})
    body = orjson.dumps(answer.body)
    return web.Response(body=body, status=answer.status, headers={**JSON_TYPE, **(headers or {})})
