"""Files on their way to a hub: resumed where the hub is, whatever it lost, and refused in words."""

import asyncio
import base64
from collections.abc import AsyncIterator

import pytest

from agent_console.backends.hub import HubBackend
from agent_console.customer import upload
from agent_console.ports import Declined
from agent_console.wire.frame import Chunk, Offer, Progress, Unstored
from agent_console.wire.limit import CHUNK_BYTES
from tests.backends.console import Console
from tests.backends.scripted_hub import Caller, scripted
from tests.backends.test_hub_reader import CHAT

CONTENT = bytes(range(256)) * (3 * CHUNK_BYTES // 256) + b"the rest"


async def blocks(content: bytes = CONTENT, size: int = 5_000) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


class Shelf:
    """A hub that keeps what comes, as far as the test lets it."""

    def __init__(self) -> None:
        self.kept = b""
        self.offers: list[Offer] = []
        self.frames = 0
        self.hangs_up_before: set[int] = set()
        """Frames, counted over all connections, at which the connection is cut instead of an answer."""
        self.forgets_at: int | None = None
        """The connection at whose beginning everything so far is lost."""
        self.connections = 0

    async def script(self, caller: Caller) -> None:
        """Serve one connection."""
        await caller.welcome(CHAT)
        self.connections += 1
        if self.connections == self.forgets_at:
            self.kept = b""
        while not self._whole:
            frame = await caller.hear()
            self.frames += 1
            self._take(frame)
            if self.frames in self.hangs_up_before:
                await caller.socket.close(1012, "the hub restarts")
                return
            await caller.say(Progress(self.offers[0].upload, len(self.kept), self._whole))

    @property
    def _whole(self) -> bool:
        return bool(self.offers) and len(self.kept) == self.offers[0].size

    def _take(self, frame: object) -> None:
        if isinstance(frame, Offer):
            self.offers.append(frame)
        else:
            assert isinstance(frame, Chunk)
            assert frame.offset == len(self.kept)
            piece = base64.b64decode(frame.data, validate=True)
            assert 0 < len(piece) <= CHUNK_BYTES
            self.kept += piece


async def uploaded(url: str, content: AsyncIterator[bytes], size: int = len(CONTENT)) -> str | Declined:
    console = Console(HubBackend(url, "token", "console"))
    await console.online()
    answer = await console.backend.upload(CHAT, "label.png", content, size)
    await console.close()
    return answer


async def test_a_file_arrives_in_pieces_that_fit() -> None:
    shelf = Shelf()
    async with scripted(shelf.script) as url:
        answer = await uploaded(url, blocks())
    (offer,) = shelf.offers
    assert (offer.name, offer.size, offer.conversation) == ("label.png", len(CONTENT), CHAT)
    assert answer == offer.upload
    assert shelf.kept == CONTENT
    assert shelf.frames == 5


async def test_large_blocks_are_cut() -> None:
    shelf = Shelf()
    async with scripted(shelf.script) as url:
        assert isinstance(await uploaded(url, blocks(size=len(CONTENT))), str)
    assert shelf.kept == CONTENT


@pytest.mark.parametrize("frame", [1, 2, 3, 4])
async def test_a_cut_connection_goes_on_with_the_same_offer(
    monkeypatch: pytest.MonkeyPatch, frame: int
) -> None:
    monkeypatch.setattr(upload, "RETRY_SECONDS", 0.01)
    shelf = Shelf()
    shelf.hangs_up_before = {frame}
    async with scripted(shelf.script) as url:
        assert isinstance(await uploaded(url, blocks()), str)
    assert shelf.kept == CONTENT
    assert len(shelf.offers) == 2
    assert len(set(shelf.offers)) == 1


async def test_what_a_hub_lost_is_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "RETRY_SECONDS", 0.01)
    shelf = Shelf()
    shelf.hangs_up_before, shelf.forgets_at = {3}, 2
    async with scripted(shelf.script) as url:
        assert isinstance(await uploaded(url, blocks()), str)
    assert shelf.kept == CONTENT


async def test_a_refused_file_is_not_read() -> None:
    async def script(caller: Caller) -> None:
        await caller.welcome(CHAT)
        offer = await caller.hear()
        assert isinstance(offer, Offer)
        await caller.say(Unstored(offer.upload, "too_large", "at most 10 MiB"))

    async def unread() -> AsyncIterator[bytes]:
        raise AssertionError("nothing is read of a file that nobody takes")
        yield b""

    async with scripted(script) as url:
        assert await uploaded(url, unread()) == Declined("at most 10 MiB", "too_large")


async def test_a_busy_hub_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "BUSY_SECONDS", 0.0)

    async def script(caller: Caller) -> None:
        await caller.welcome(CHAT)
        first = await caller.hear()
        assert isinstance(first, Offer)
        await caller.say(Unstored(first.upload, "busy", "the disk is full"))
        assert await caller.hear() == first
        await caller.say(Progress(first.upload, first.size, ready=True))

    async with scripted(script) as url:
        assert isinstance(await uploaded(url, blocks()), str)


async def test_a_hub_that_does_not_get_on_is_offered_the_file_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "RETRY_SECONDS", 0.0)
    heard: list[object] = []

    async def script(caller: Caller) -> None:
        await caller.welcome(CHAT)
        first = await caller.hear()
        assert isinstance(first, Offer)
        for _ in range(2):
            await caller.say(Progress(first.upload, 0, ready=False))
            heard.append(await caller.hear())
        assert heard[1] == first
        await caller.say(Progress(first.upload, first.size, ready=True))

    async with scripted(script) as url:
        assert isinstance(await uploaded(url, blocks()), str)
    assert [type(frame) for frame in heard] == [Chunk, Offer]


async def test_a_file_that_shrank_is_declined() -> None:
    shelf = Shelf()
    async with scripted(shelf.script) as url:
        answer = await uploaded(url, blocks(), size=len(CONTENT) + 1)
    assert isinstance(answer, Declined)
    assert answer.code == "short"


async def test_a_name_that_no_hub_can_read_is_declined() -> None:
    shelf = Shelf()
    async with scripted(shelf.script) as url:
        console = Console(HubBackend(url, "token", "console"))
        await console.online()
        answer = await console.backend.upload(CHAT, "half \udcff.png", blocks(), len(CONTENT))
        assert isinstance(answer, Declined)
        assert answer.code == "text"
        await console.close()


async def test_closing_ends_an_upload_that_waits_for_the_hub() -> None:
    console = Console(HubBackend("ws://127.0.0.1:1", "token", "console"))
    await console.offline()
    sending = asyncio.create_task(console.backend.upload(CHAT, "label.png", blocks(), len(CONTENT)))
    await asyncio.sleep(0)
    await console.close()
    assert await sending == Declined("the console is closing", "offline")
