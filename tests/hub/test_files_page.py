"""Files are fetched by HTTP: what goes with them, and what cannot be reached."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response

from agent_console.domain.chat import Author, ClientId, ConversationId
from agent_console.hub.clock import HubClock
from agent_console.hub.files import delivery
from agent_console.hub.files.caretaker import Caretaker
from agent_console.hub.files.delivery import Deliveries
from agent_console.hub.files.kind import Kind
from agent_console.hub.files.page import FilePage
from agent_console.hub.files.settings import FileSettings
from agent_console.hub.files.upload import UploadDesk
from agent_console.hub.outcome import StoredMessage
from agent_console.hub.store import FeedMessage
from agent_console.wire.frame import File
from tests.hub.file_case import GOOD, png, stored

LARGE = png(640, 480, padding=6 * 1024 * 1024)
"""More than the buffers of a connection on loopback hold."""


@dataclass
class Log:
    """The messages of a hub, as its store would give them out."""

    messages: list[FeedMessage] = field(default_factory=list)

    async def messages_after(self, after: int, limit: int, /) -> Sequence[FeedMessage]:
        return self.messages[after : after + limit]

    def add(self, *, file: File | None = None, amends: int = 0, text: str = "") -> None:
        place = len(self.messages) + 1
        message = StoredMessage(
            place, ClientId(f"m{place}"), Author.CUSTOMER, "Mira", text, 0, amends=amends, file=file
        )
        self.messages.append(FeedMessage(place, ConversationId("chat"), message))


@dataclass
class Counter:
    """Files, and the port where they are fetched."""

    desk: UploadDesk
    log: Log
    server: Server
    client: httpx.AsyncClient

    @property
    def port(self) -> int:
        port: int = self.server.sockets[0].getsockname()[1]
        return port


@pytest.fixture
async def counter(tmp_path: Path) -> AsyncIterator[Counter]:
    log, deliveries = Log(), Deliveries()
    with closing(UploadDesk(tmp_path / "files", FileSettings(reserve=0), HubClock())) as desk:
        page = FilePage(desk, Caretaker(desk, log), deliveries)
        sending = asyncio.create_task(deliveries.run())
        async with serve(nobody, "127.0.0.1", 0, process_request=page.answer, close_timeout=1) as server:
            port = server.sockets[0].getsockname()[1]
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
                yield Counter(desk, log, server, client)
        sending.cancel()
        await asyncio.wait([sending])


async def nobody(socket: ServerConnection) -> None:
    raise AssertionError("nobody opens a socket here")


async def test_a_picture_is_shown_and_nothing_in_it_can_run(counter: Counter) -> None:
    file = await stored(counter.desk, png(), "screen shot.png")
    response = await counter.client.get(file.path)
    assert response.status_code == 200
    assert response.content == png()
    headers = response.headers
    assert headers["Content-Type"] == "image/png"
    assert headers["Content-Disposition"].startswith('inline; filename="screen shot.png";')
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["Cache-Control"].startswith("private")


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.PDF])
async def test_everything_else_is_saved_and_not_opened(counter: Counter, kind: Kind) -> None:
    file = await stored(counter.desk, GOOD[kind], "a")
    response = await counter.client.get(file.path)
    assert response.content == GOOD[kind]
    assert response.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    ("name", "plain", "encoded"),
    [
        ("žluťoučký.png", "_lu_ou_k_.png", "%C5%BElu%C5%A5ou%C4%8Dk%C3%BD.png"),
        ("a'b(c)%.png", "a'b(c)%.png", "a%27b%28c%29%25.png"),
        ('a"; x="\r\nSet-Cookie: y.png', "a_; x=_ Set-Cookie_ y.png", "a_%3B%20x%3D_%20Set-Cookie_%20y.png"),
    ],
)
async def test_a_name_arrives_whole_and_cannot_break_out_of_its_header(
    counter: Counter, name: str, plain: str, encoded: str
) -> None:
    file = await stored(counter.desk, png(), name)
    response = await counter.client.get(file.path)
    told = f"inline; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
    assert response.headers["Content-Disposition"] == told
    assert "Set-Cookie" not in response.headers


async def test_the_head_alone_says_how_large_a_file_is(counter: Counter) -> None:
    file = await stored(counter.desk, png())
    response = await counter.client.head(file.path)
    assert response.status_code == 200
    assert response.headers["Content-Length"] == str(len(png()))
    assert response.content == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_a_file_can_only_be_fetched(counter: Counter, method: str) -> None:
    file = await stored(counter.desk, png())
    assert (await counter.client.request(method, file.path)).status_code == 405
    assert (await counter.client.get(file.path)).content == png()


@pytest.mark.parametrize(
    "path",
    [
        "/files/",
        "/files/../files/uploads.db",
        "/files/uploads.db",
        "/files/%2e%2e/files/uploads.db",
        "/files/..%2f..%2fetc/passwd",
        "/files//etc/passwd",
        f"/files/{'0' * 32}",
        "/files/{token}?x",
        "/files/{token}/",
        "/files/%00{token}",
        "/files/./{token}",
    ],
)
async def test_any_other_path_is_not_there(counter: Counter, path: str) -> None:
    file = await stored(counter.desk, png())
    asked = path.replace("{token}", file.path.removeprefix("/files/"))
    reader, writer = await asyncio.open_connection("127.0.0.1", counter.port)
    writer.write(f"GET {asked} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"PNG" not in answer


async def test_a_deleted_file_is_gone_for_whoever_asks_next(counter: Counter) -> None:
    file = await stored(counter.desk, png())
    counter.log.add(file=file)
    assert (await counter.client.get(file.path)).status_code == 200
    counter.log.add(amends=1)
    assert (await counter.client.get(file.path)).status_code == 404


async def test_other_words_for_a_message_leave_its_file(counter: Counter) -> None:
    file = await stored(counter.desk, png())
    counter.log.add(file=file)
    counter.log.add(amends=1, text="in other words")
    counter.log.add(text="something else")
    counter.log.add(amends=3)
    assert (await counter.client.get(file.path)).status_code == 200


async def test_a_reader_may_be_slower_than_the_library_is_patient(counter: Counter) -> None:
    file = await stored(counter.desk, LARGE)
    reader, writer = await fetching(counter, file, buffer=4096)
    head = await reader.readuntil(b"\r\n\r\n")
    while counter.server.handler_tasks:  # the library lets go of the connection
        await asyncio.wait(set(counter.server.handler_tasks))
    content = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert f"Content-Length: {len(LARGE)}".encode() in head
    assert content == LARGE


async def test_too_many_at_once_come_again_and_a_reader_who_goes_makes_room(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "AT_ONCE", 1)
    file = await stored(counter.desk, LARGE)
    reader, writer = await fetching(counter, file, buffer=4096)
    await reader.readuntil(b"\r\n\r\n")
    assert (await counter.client.get(file.path)).status_code == 503
    writer.transport.abort()
    async with asyncio.timeout(20):
        while (response := await counter.client.get(file.path)).status_code == 503:
            pass
    assert response.content == LARGE


async def test_a_reader_who_stops_makes_room_for_others(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "AT_ONCE", 1)
    monkeypatch.setattr(delivery, "PIECE_SECONDS", 1.0)
    file = await stored(counter.desk, LARGE)
    reader, writer = await fetching(counter, file, buffer=4096)
    await reader.readuntil(b"\r\n\r\n")
    async with asyncio.timeout(20):
        while (response := await counter.client.get(file.path)).status_code == 503:
            pass
    assert response.content == LARGE
    writer.close()
    await writer.wait_closed()


async def fetching(
    counter: Counter, file: File, buffer: int
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Ask for a file over a connection that takes little at once."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    line.setblocking(False)
    await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", counter.port))
    reader, writer = await asyncio.open_connection(sock=line, limit=buffer)
    writer.write(f"GET {file.path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    return reader, writer


async def test_what_is_under_way_when_the_hub_stops_is_let_go(tmp_path: Path) -> None:
    with closing(UploadDesk(tmp_path / "files", FileSettings(reserve=0), HubClock())) as desk:
        file = await stored(desk, LARGE)
        deliveries = Deliveries()
        page = FilePage(desk, Caretaker(desk, Log()), deliveries)
        sending = asyncio.create_task(deliveries.run())
        async with serve(nobody, "127.0.0.1", 0, process_request=page.answer) as server:
            counter = Counter(desk, Log(), server, httpx.AsyncClient())
            async with counter.client:
                reader, writer = await fetching(counter, file, buffer=4096)
                await reader.readuntil(b"\r\n\r\n")
                sending.cancel()
                await asyncio.wait([sending])
                assert len(await reader.read()) < len(LARGE)
                writer.close()
                await writer.wait_closed()


async def test_a_reader_who_went_while_the_file_was_looked_for_leaves_nothing_open(tmp_path: Path) -> None:
    with closing(UploadDesk(tmp_path / "files", FileSettings(reserve=0), HubClock())) as desk:
        file = await stored(desk, GOOD[Kind.PNG])
        found, begun = await desk.open(file.path), asyncio.get_running_loop().create_future()
        assert found is not None
        deliveries = Deliveries()

        async def hung_up(connection: ServerConnection, _request: Request) -> Response:
            connection.transport.abort()
            begun.set_result(await deliveries.begin(connection, b"", found))
            return connection.respond(503, "")

        async with serve(nobody, "127.0.0.1", 0, process_request=hung_up) as server:
            counter = Counter(desk, Log(), server, httpx.AsyncClient())
            async with counter.client:
                _, writer = await fetching(counter, file, buffer=4096)
                assert not await begun
                assert found.content.closed
                writer.close()
                await asyncio.wait([asyncio.ensure_future(writer.wait_closed())])


async def test_what_is_asked_for_after_the_last_delivery_is_let_go(tmp_path: Path) -> None:
    with closing(UploadDesk(tmp_path / "files", FileSettings(reserve=0), HubClock())) as desk:
        file = await stored(desk, GOOD[Kind.PNG])
        deliveries = Deliveries()
        sending = asyncio.create_task(deliveries.run())
        await asyncio.sleep(0)
        sending.cancel()
        await asyncio.wait([sending])
        page = FilePage(desk, Caretaker(desk, Log()), deliveries)
        async with serve(nobody, "127.0.0.1", 0, process_request=page.answer) as server:
            port = server.sockets[0].getsockname()[1]
            async with httpx.AsyncClient() as client:
                assert (await client.get(f"http://127.0.0.1:{port}{file.path}")).status_code == 503
