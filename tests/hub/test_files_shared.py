"""Files at hubs that share a PostgreSQL and a folder: sent to one of them, fetched from any."""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from agent_console.domain.chat import ConversationId
from agent_console.hub.clock import HubClock
from agent_console.hub.database.opening import connection_at
from agent_console.hub.files.depot import TOKEN
from agent_console.hub.files.registry import PATH, Carrier
from agent_console.hub.files.settings import FileSettings
from agent_console.hub.files.upload import SHARED_GRACE_SECONDS, UploadDesk
from agent_console.hub.outcome import BUSY
from agent_console.wire.frame import Offer, Progress, Unstored
from agent_console.wire.limit import CHUNK_BYTES
from tests.hub.file_case import new_id, pieces, png, stored
from tests.hub.ledger_case import new_place

pytestmark = pytest.mark.needs("postgres")
CHAT = ConversationId("chat")


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[UploadDesk, UploadDesk]]:
    """The desks of two hubs."""
    with new_place("postgres", tmp_path) as place, ExitStack() as opened:
        with connection_at(place):
            pass
        one, other = [
            opened.enter_context(
                closing(UploadDesk(tmp_path / "files", FileSettings(reserve=0), HubClock(), place))
            )
            for _ in range(2)
        ]
        yield one, other


def kept(folder: Path) -> list[str]:
    return sorted(filter(TOKEN.fullmatch, os.listdir(folder / "files")))


async def fetched(desk: UploadDesk, path: str) -> bytes | None:
    found = await desk.open(path)
    if found is None:
        return None
    with found.content as content:
        return content.read()


async def test_what_one_hub_took_any_hub_gives_out(desks: tuple[UploadDesk, UploadDesk]) -> None:
    one, other = desks
    content = png(padding=CHUNK_BYTES)
    file = await stored(one, content, "half\0name \ufdd0.png")
    assert await fetched(other, file.path) == content


async def test_an_upload_goes_on_at_another_hub(desks: tuple[UploadDesk, UploadDesk]) -> None:
    one, other = desks
    upload, content = new_id(), png(padding=2 * CHUNK_BYTES)
    offer = Offer(upload, "a", len(content))
    first, *others = pieces(upload, content)
    await one.offer("mira", offer)
    await one.chunk("mira", first)
    assert await other.offer("mira", offer) == Progress(upload, CHUNK_BYTES, ready=False)
    for chunk in others:
        answer = await other.chunk("mira", chunk)
    assert answer == Progress(upload, len(content), ready=True)


async def test_what_one_hub_saw_deleted_another_does_not_bring_back(
    desks: tuple[UploadDesk, UploadDesk], tmp_path: Path
) -> None:
    one, other = desks
    file = await stored(one, png())
    token = file.path.removeprefix(PATH)
    said, deleted = Carrier(CHAT, 1, token), Carrier(CHAT, 1, "")
    await one.follow([said], 1)
    await one.follow([deleted], 2)
    assert await fetched(one, file.path) is None
    assert kept(tmp_path) == []
    await other.follow([said], 1)  # this hub had not read as far
    assert await other.place() == 2
    assert await fetched(other, file.path) is None
    await other.follow([deleted], 2)
    assert await fetched(other, file.path) is None


async def test_a_starting_hub_leaves_alone_what_another_may_be_about_to_make_known(tmp_path: Path) -> None:
    young, old = (tmp_path / "files" / (name * 16) for name in ("ab", "cd"))
    young.parent.mkdir()
    young.touch()
    old.touch()
    long_ago = time.time() - SHARED_GRACE_SECONDS - 1
    os.utime(old, (long_ago, long_ago))
    with new_place("postgres", tmp_path) as place:
        with connection_at(place):
            pass
        with closing(UploadDesk(tmp_path / "files", FileSettings(reserve=0), HubClock(), place)):
            assert kept(tmp_path) == [young.name]


async def test_while_the_database_is_away_files_wait(tmp_path: Path) -> None:
    with new_place("postgres", tmp_path) as place:
        with connection_at(place):
            pass
        desk = UploadDesk(tmp_path / "files", FileSettings(reserve=0), HubClock(), place)
    with closing(desk):
        answer = await desk.offer("mira", Offer(new_id(), "a", 10))
    assert isinstance(answer, Unstored)
    assert answer.code == BUSY
