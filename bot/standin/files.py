"""Files as Discord's content network keeps them: each has an address, and whoever has the address gets the bytes."""

from __future__ import annotations

import asyncio
import mimetypes
from typing import TYPE_CHECKING
from urllib.parse import quote

from aiohttp import web

from bot.standin.faults import Bad
from bot.standin.reading import File

if TYPE_CHECKING:
    from bot.standin.faults import Fault, Faults
    from bot.standin.snowflakes import Snowflakes

UNKNOWN = "application/octet-stream"
_KINDS = mimetypes.MimeTypes()
for _ending, _kind in {
    ".ics": "text/calendar",
    ".md": "text/markdown",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
}.items():
    _KINDS.add_type(_kind, _ending)


def kind_of(name: str, said: str | None) -> str | None:
    """What Discord says a file is: what it was sent as, else what its name ends in; nothing for what it cannot tell."""
    kind = said if said not in {None, UNKNOWN} else _KINDS.guess_type(name)[0]
    return f"{kind}; charset=utf-8" if kind and kind.startswith("text/") and ";" not in kind else kind


class Files:
    """Every file by its address."""

    def __init__(self, ids: Snowflakes) -> None:
        self.ids = ids
        self.base = ""
        self.held: dict[str, File] = {}

    def keep(self, place: int, name: str, data: bytes, description: str | None = None, kind: str | None = None) -> File:
        """A file of a message in this channel."""
        return self._keep(f"/attachments/{place}", File(self.ids.next(), name, data, description, kind_of(name, kind)))

    def keep_for_interaction(self, application_id: int, name: str, data: bytes, kind: str | None = None) -> File:
        """A file passed with a command or a modal: no message holds it, and it does not stay for ever."""
        made = File(self.ids.next(), name, data, None, kind_of(name, kind), ephemeral=True)
        return self._keep(f"/ephemeral-attachments/{application_id}", made)

    def serves(self, path: str) -> bool:
        """Whether this is an address of the content network."""
        return path.startswith(("/attachments/", "/ephemeral-attachments/"))

    async def serve(self, request: web.BaseRequest, faults: Faults) -> web.Response:
        """One file, unless the content network has a bad day."""
        fault = faults.next(request.method, request.path)
        if fault is not None:
            await asyncio.sleep(fault.seconds)
            if fault.bad is not Bad.SLOW:
                return _spoilt(request, fault)
        found = self.held.get(request.path)
        if found is None:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=found.data, headers={"Content-Type": found.content_type or UNKNOWN})

    def _keep(self, folder: str, file: File) -> File:
        path = f"{folder}/{file.id}/{file.name}"
        made = file.at(self.base + quote(path))
        self.held[path] = made
        return made


def _spoilt(request: web.BaseRequest, fault: Fault) -> web.Response:
    if fault.bad in {Bad.CUT, Bad.REFUSED} and request.transport is not None:
        request.transport.abort()
    status = 429 if fault.bad is Bad.LIMITED else fault.status
    return web.Response(status=status, text="upstream connect error")
