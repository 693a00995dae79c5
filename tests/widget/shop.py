"""A shop whose pages bring the widget in; another site than the hub, as in life."""

import asyncio
from dataclasses import dataclass, field

PAGE = """<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
  <body>
    <main><h1>{title}</h1><p>Boots, tents and stoves.</p><a href="/boots">Boots</a></main>
    <script src="{hub}/widget.js" data-language="{language}" async></script>
  </body>
</html>
"""


@dataclass
class Shop:
    """Serves a page at every address; `hub` is where the widget comes from."""

    hub: str = ""
    language: str = ""
    asked: list[str] = field(default_factory=list)
    """The paths that browsers have asked for."""
    port: int = 0
    _server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """The shop's own site, which the hub's address is no part of."""
        return f"http://localhost:{self.port}"

    async def open(self) -> None:
        """Begin to serve."""
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Serve no more."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = (await reader.readuntil(b"\r\n\r\n")).decode()
            path = request.split()[1]
            self.asked.append(path)
            title = "Boots" if path == "/boots" else "Example Outdoor"
            body = PAGE.format(hub=self.hub, language=self.language, title=title).encode()
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n"
            writer.write(head.encode() + b"Connection: close\r\n\r\n" + body)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass  # the browser connected ahead of need, and asked for nothing
        finally:
            writer.transport.abort() if reader.at_eof() else writer.close()
