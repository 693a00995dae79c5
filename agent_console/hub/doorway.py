"""What comes to the hub's port by HTTP: sockets are let through, browsers get their pages and files."""

from collections.abc import Sequence
from http import HTTPStatus

from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from agent_console.hub import origin
from agent_console.hub.files.page import FilePage
from agent_console.hub.premises import Page


class Doorway:
    """Answers every request before it can become a socket."""

    def __init__(self, origins: Sequence[str], pages: Sequence[Page], files: FilePage) -> None:
        self._origins = origins
        self._pages = pages
        self._files = files

    async def answer(self, connection: ServerConnection, request: Request) -> Response | None:
        """Return what a browser asks for, or what this is; None lets a socket through."""
        if "Upgrade" in request.headers:
            if origin.permitted(request, self._origins):
                return None
            return connection.respond(HTTPStatus.FORBIDDEN, "this page is not among the hub's origins\n")
        for page in self._pages:
            if (response := page(request)) is not None:
                return response
        if (response := await self._files.answer(connection, request)) is not None:
            return response
        return connection.respond(HTTPStatus.OK, "this is an agent_console hub\n")
