"""A load of plain HTTP requests from a process of its own: `python -m benchmarks.requests HOST PORT TOKEN CHANNEL N`.

Posts N messages over fifty connections, each waiting for its answer; fails on any answer but 200.
"""

import asyncio
import sys

CONNECTIONS = 50
BODY = b'{"content":"a vote was recorded","flags":0}'


async def main(host: str, port: str, token: str, channel: str, number: int) -> None:
    """Post that many messages."""
    head = (
        f"POST /api/v10/channels/{channel}/messages HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bot {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(BODY)}\r\n\r\n"
    )
    request = head.encode() + BODY
    await asyncio.gather(*(_post(host, int(port), request, number // CONNECTIONS) for _ in range(CONNECTIONS)))


async def _post(host: str, port: int, request: bytes, times: int) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    for _ in range(times):
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if b" 200 " not in head.partition(b"\r\n")[0]:
            raise RuntimeError(head.partition(b"\r\n")[0].decode())
        length = next(line for line in head.split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.partition(b":")[2]))
    writer.close()


if __name__ == "__main__":
    _, host, port, token, channel, number = sys.argv
    asyncio.run(main(host, port, token, channel, int(number)))
