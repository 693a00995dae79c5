"""Files over HTTP: `/files/` and a token, for whoever knows it."""

import sqlite3
from email.utils import formatdate
from http import HTTPStatus
from urllib.parse import quote

from websockets.asyncio.server import ServerConnection
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from agent_console.hub.files.caretaker import Caretaker
from agent_console.hub.files.delivery import Deliveries
from agent_console.hub.files.registry import PATH
from agent_console.hub.files.upload import UploadDesk
from agent_console.wire.frame import File

_METHODS = frozenset({"GET", "HEAD"})


class FilePage:
    """Answers requests for files; nothing is listed, and nothing else of the disk can be reached."""

    def __init__(self, desk: UploadDesk, caretaker: Caretaker, deliveries: Deliveries) -> None:
        self._desk = desk
        self._caretaker = caretaker
        self._deliveries = deliveries

    async def answer(self, connection: ServerConnection, request: Request) -> Response | None:
        """Return the answer to a request; None when it is for no file.

        A file's content goes out beside the library, which would keep all of it in memory and cut
        whoever reads slowly: the connection is closed for the library when this returns.
        """
        if not request.path.startswith(PATH):
            return None
        if request.method not in _METHODS:
            return _refusal(HTTPStatus.METHOD_NOT_ALLOWED)
        try:
            # What was deleted a moment ago is gone for everybody who asks from now on.
            await self._caretaker.follow()
            stored = await self._desk.open(request.path)
        except (OSError, sqlite3.Error):
            return _refusal(HTTPStatus.SERVICE_UNAVAILABLE)
        if stored is None:
            return _refusal(HTTPStatus.NOT_FOUND)
        head = Response(HTTPStatus.OK, "OK", _headers(stored.file))
        if request.method == "HEAD":
            stored.content.close()
            return head
        if await self._deliveries.begin(connection, head.serialize(), stored):
            return head
        return _refusal(HTTPStatus.SERVICE_UNAVAILABLE)


def _headers(file: File) -> Headers:
    """Return what goes before a file: a browser shows pictures, and saves everything else unread."""
    place = "inline" if file.width else "attachment"
    # A label has neither quotes nor backslashes; what ASCII lacks is for the second name.
    plain = file.name.encode("ascii", "replace").decode().replace("?", "_")
    return Headers(
        [
            ("Date", formatdate(usegmt=True)),
            ("Connection", "close"),
            ("Content-Type", file.kind),
            ("Content-Length", str(file.size)),
            (
                "Content-Disposition",
                f"{place}; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}",
            ),
            ("Content-Security-Policy", "sandbox; default-src 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "private, max-age=300"),
        ]
    )


def _refusal(status: HTTPStatus) -> Response:
    body = f"{status.phrase.lower()}\n".encode()
    return Response(
        status,
        status.phrase,
        Headers(
            [
                ("Date", formatdate(usegmt=True)),
                ("Connection", "close"),
                ("Content-Type", "text/plain; charset=utf-8"),
                ("Content-Length", str(len(body))),
                ("X-Content-Type-Options", "nosniff"),
                ("Cache-Control", "no-store"),
            ]
        ),
        body,
    )
