"""A web server for one handler: it can go away and come back on its port, and hang up."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from email.utils import formatdate
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

LARGEST_BODY = 4 * 1024 * 1024


class Request(NamedTuple):
    """What a client asks."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes


class Answer(NamedTuple):
    """What it is told."""

    status: int
    body: bytes
    headers: Mapping[str, str] = {}


class HangUpError(Exception):
    """The connection breaks in place of an answer."""


Handler = Callable[[Request], Awaitable[Answer]]


class Listener:
    """HTTP/1.1 with connections that are kept."""

    def __init__(self, handler: Handler) -> None:
        self.port = 0
        self.ahead = 0.0
        """Seconds by which its clock is before this machine's."""
        self._handler = handler
        self._server: asyncio.Server | None = None
        self._connections: dict[asyncio.StreamWriter, asyncio.Task[None]] = {}

    async def start(self) -> None:
        """Listen, the first time on any port, then on the same."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Break every connection, and take no new one."""
        server, self._server = self._server, None
        if server is None:
            return
        server.close()
        serving = list(self._connections.items())
        for writer, task in serving:
            writer.transport.abort()
            task.cancel()
        await asyncio.gather(*(task for _writer, task in serving), return_exceptions=True)
        await server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections[writer] = task
        try:
            while (request := await _read(reader)) is not None:
                writer.write(_written(await self._handler(request), time.time() + self.ahead))
                await writer.drain()
        except (HangUpError, ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            # Cancelled by `stop` only: the connection is over in every one of these cases.
            writer.transport.abort()
        finally:
            del self._connections[writer]
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Request | None:
    """Return the next request; None when the client has gone."""
    line = await reader.readline()
    if not line:
        return None
    method, target, _version = line.decode("ascii").split()
    headers: dict[str, str] = {}
    while (header := (await reader.readline()).decode("latin-1").strip()) != "":
        name, _colon, value = header.partition(":")
        headers[name.strip().lower()] = value.strip()
    length = int(headers.get("content-length", "0"))
    assert length <= LARGEST_BODY
    parts = urlsplit(target)
    query = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    assert len(dict(query)) == len(query), "a parameter is there twice"
    return Request(method, parts.path, dict(query), headers, await reader.readexactly(length))


def _written(answer: Answer, now: float) -> bytes:
    headers = {
        "Date": formatdate(now, usegmt=True),
        "Content-Type": "application/json",
        "Content-Length": str(len(answer.body)),
        **answer.headers,
    }
    head = f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}\r\n"
    return (head + "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n").encode() + (
        answer.body
    )
