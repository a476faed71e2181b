"""A bot without a library: it speaks the protocol with aiohttp alone, so that only the stand-in is tested."""

import asyncio
import io
import zlib
from collections.abc import Callable
from typing import Any, Self

import aiohttp
import orjson

from bot.standin import Discord

GUILDS, MEMBERS, MESSAGES, DMS, CONTENT, EVENTS = 1, 1 << 1, 1 << 9, 1 << 12, 1 << 15, 1 << 16
Json = dict[str, Any]


class Answer:
    """Status, headers and body of one answer."""

    def __init__(self, status: int, headers: Any, body: Any) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def code(self) -> int:
        return self.body["code"]

    def error(self, *path: str | int) -> str:
        """The code of the first fault at this place in the body."""
        place = self.body["errors"]
        for step in path:
            place = place[str(step)]
        return place["_errors"][0]["code"]


class Wire:
    """One gateway connection."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self.ws = ws
        self.unpacker = zlib.decompressobj()
        self.sequence = 0
        self.hello: Json = {}
        self.session = ""
        self.resume_url = ""

    async def next(self) -> Json:
        message = await self.ws.receive(timeout=2)
        if message.type is aiohttp.WSMsgType.BINARY:
            payload = orjson.loads(self.unpacker.decompress(message.data))
        else:
            assert message.type is aiohttp.WSMsgType.TEXT, (message, self.ws.close_code)
            payload = orjson.loads(message.data)
        self.sequence = payload["s"] or self.sequence
        return payload

    async def event(self, name: str) -> Json:
        """The data of the next event of this name, passing over others."""
        while True:
            payload = await self.next()
            if payload["t"] == name:
                return payload["d"]

    async def nothing(self) -> None:
        """Nothing is said: the next thing heard is the answer to a heartbeat sent now."""
        await self.send(1, self.sequence)
        payload = await self.next()
        assert payload["op"] == 11, payload

    async def closed(self) -> int | None:
        """The code the connection is closed with."""
        while True:
            message = await self.ws.receive(timeout=2)
            if message.type not in {aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY}:
                return self.ws.close_code

    async def send(self, op: int, data: Any) -> None:
        await self.ws.send_str(orjson.dumps({"op": op, "d": data}).decode())


class RawBot:
    """A bot's token, its HTTP calls and its gateway connections."""

    def __init__(self, discord: Discord) -> None:
        self.discord = discord
        self.http = aiohttp.ClientSession()
        self.readers: list[asyncio.Task[None]] = []
        self.tasks: list[asyncio.Task[None]] = []
        self.wires: list[Wire] = []
        self.problems: list[str] = []
        self.asked: list[Json] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=1)
        for task in (*self.readers, *self.tasks):
            task.cancel()
        await asyncio.gather(*self.readers, *self.tasks, return_exceptions=True)
        for wire in self.wires:
            await wire.ws.close()
        await self.http.close()

    async def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str | None = None,
        files: dict[str, bytes] | None = None,
    ) -> Answer:
        headers = {"Authorization": f"Bot {token or self.discord.token}"}
        sent: dict[str, Any] = {}
        if files is not None:
            form = aiohttp.FormData()
            form.add_field("payload_json", orjson.dumps(body).decode(), content_type="application/json")
            for place, (name, data) in enumerate(files.items()):
                form.add_field(
                    f"files[{place}]", io.BytesIO(data), filename=name, content_type="application/octet-stream"
                )
            sent["data"] = form
        elif body is not None:
            sent["data"] = orjson.dumps(body)
            headers["Content-Type"] = "application/json"
        async with self.http.request(method, self.discord.api_base + path, headers=headers, **sent) as answer:
            text = await answer.read()
            is_json = answer.headers.get("Content-Type") == "application/json"
            return Answer(answer.status, answer.headers, orjson.loads(text) if is_json else text)

    async def wire(self, *, compress: bool = False, url: str | None = None) -> Wire:
        """A connection that has heard hello."""
        query = "?v=10&encoding=json" + ("&compress=zlib-stream" if compress else "")
        wire = Wire(await self.http.ws_connect((url or self.discord.gateway_url) + query))
        self.wires.append(wire)
        wire.hello = (await wire.next())["d"]
        return wire

    async def identify(self, intents: int = GUILDS, *, compress: bool = False, **more: Any) -> Wire:
        """A connection that has heard ready, its guilds not yet."""
        wire = await self.wire(compress=compress)
        await wire.send(2, {"token": self.discord.token, "intents": intents, "properties": {}, **more})
        ready = await wire.event("READY")
        wire.session, wire.resume_url = ready["session_id"], ready["resume_gateway_url"]
        return wire

    async def answering(self, answer: Callable[[Json], Json | list[Any]], intents: int = GUILDS) -> None:
        """From now on answer interactions: a callback body, or a list of (method, path, body) steps; {} for silence."""
        wire = await self.identify(intents)
        self.readers.append(asyncio.create_task(self._answer(wire, answer)))

    async def _answer(self, wire: Wire, answer: Callable[[Json], Json | list[Any]]) -> None:
        while True:
            message = await wire.ws.receive()
            if message.type is not aiohttp.WSMsgType.TEXT:
                return
            payload = orjson.loads(message.data)
            if payload["t"] == "INTERACTION_CREATE":
                self.asked.append(payload["d"])
                self.tasks.append(asyncio.create_task(self._carry_out(payload["d"], answer(payload["d"]))))

    async def _carry_out(self, asked: Json, said: Json | list[Any]) -> None:
        steps: list[Any] = said if isinstance(said, list) else ([("first", said)] if said else [])
        for step in steps:
            if step[0] == "first":
                answer = await self.first(asked, step[1])
            else:
                answer = await self.call(step[0], self.hook(asked) + step[1], step[2])
            if answer.status >= 400:
                self.problems.append(f"{answer.status} {answer.body}")

    async def first(self, asked: Json, body: Json, query: str = "") -> Answer:
        """The first answer to an interaction."""
        return await self.call("POST", f"/interactions/{asked['id']}/{asked['token']}/callback{query}", body)

    def hook(self, asked: Json) -> str:
        return f"/webhooks/{self.discord.application_id}/{asked['token']}"


def say(content: str, **more: Any) -> Json:
    """A first answer that only its asker sees."""
    return {"type": 4, "data": {"content": content, "flags": 64, **more}}


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def button(label: str, custom_id: str | None = None, **more: Any) -> Json:
    return {"type": 2, "style": 1, "label": label, "custom_id": custom_id or label.lower(), **more}


def menu(custom_id: str = "menu", *labels: str, **more: Any) -> Json:
    options = [{"label": label, "value": label.lower()} for label in labels]
    return {"type": 3, "custom_id": custom_id, "options": options, **more}


def label(text: str, component: Json, **more: Any) -> Json:
    return {"type": 18, "label": text, "component": component, **more}


def text_input(custom_id: str = "words", style: int = 1, **more: Any) -> Json:
    return {"type": 4, "custom_id": custom_id, "style": style, **more}


def modal(*components: Json, title: str = "Tell us", custom_id: str = "tell") -> Json:
    return {"type": 9, "data": {"title": title, "custom_id": custom_id, "components": list(components)}}
