"""Files come in by pieces, within limits, and survive whatever happens meanwhile."""

import asyncio
import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import pytest

from agent_console.domain.chat import ConversationId
from agent_console.hub.clock import HubClock
from agent_console.hub.files.depot import Depot
from agent_console.hub.files.intake import IDLE_SECONDS
from agent_console.hub.files.kind import Kind
from agent_console.hub.files.registry import Carrier
from agent_console.hub.files.settings import FileSettings
from agent_console.hub.files.upload import UploadDesk
from agent_console.hub.outcome import BUSY, Rejected
from agent_console.hub.store import StoreError
from agent_console.wire.frame import Chunk, File, Offer, Progress, Unstored
from agent_console.wire.limit import CHUNK_BYTES
from tests.hub.file_case import GOOD, new_id, pieces, png, sent, stored
from tests.storage.disk import full_disk

SETTINGS = FileSettings(reserve=0)
CHAT = ConversationId("chat")
DAY = timedelta(days=1).total_seconds()

OpenDesk = Callable[..., AbstractContextManager[UploadDesk]]


class Wall:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "hub.db.files"


@pytest.fixture
def opened(folder: Path, wall: Wall) -> OpenDesk:
    @contextmanager
    def open_desk(settings: FileSettings = SETTINGS) -> Iterator[UploadDesk]:
        with closing(UploadDesk(folder, settings, HubClock(wall=wall, monotonic=wall))) as desk:
            yield desk

    return open_desk


@pytest.fixture
def desk(opened: OpenDesk) -> Iterator[UploadDesk]:
    with opened() as desk:
        yield desk


def contents(folder: Path) -> set[str]:
    """Return the names of the files that are kept."""
    return {path.name for path in folder.iterdir() if "." not in path.name}


def size(path: Path) -> int:
    return path.stat().st_size


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


async def fetched(desk: UploadDesk, path: str) -> bytes | None:
    found = await desk.open(path)
    if found is None:
        return None
    with found.content as content:
        return content.read()


def refusal(answer: object) -> str:
    assert isinstance(answer, Unstored | Rejected), answer
    assert answer.reason
    return answer.code


async def test_a_file_comes_out_as_it_came_in(desk: UploadDesk, folder: Path) -> None:
    content = png(640, 480, padding=3 * CHUNK_BYTES)
    file = await stored(desk, content, "../my holiday")
    assert file == File("my holiday.png", "image/png", len(content), file.path, 640, 480)
    assert await fetched(desk, file.path) == content
    [name] = contents(folder)
    assert file.path == f"/files/{name}"
    assert mode(folder / name) == 0o600
    assert mode(folder) == 0o700


@pytest.mark.parametrize("kind", sorted(SETTINGS.kinds))
async def test_each_kind_is_served_as_what_it_is(desk: UploadDesk, kind: Kind) -> None:
    file = await stored(desk, GOOD[kind], "x")
    assert kind in file.kind
    assert file.name.startswith("x.")
    assert bool(file.width) == file.kind.startswith("image/")


async def test_progress_counts_what_is_on_disk(desk: UploadDesk) -> None:
    upload, content = new_id(), png(padding=2 * CHUNK_BYTES)
    assert await desk.offer("mira", Offer(upload, "a", len(content))) == Progress(upload, 0, ready=False)
    first, second, third = pieces(upload, content)
    assert await desk.chunk("mira", first) == Progress(upload, CHUNK_BYTES, ready=False)
    assert await desk.chunk("mira", second) == Progress(upload, 2 * CHUNK_BYTES, ready=False)
    assert await desk.chunk("mira", third) == Progress(upload, len(content), ready=True)


async def test_crumbs_are_taken_without_having_the_disk_wait_for_each(
    desk: UploadDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[int] = []
    fsync = os.fsync
    upload, content = new_id(), png(padding=CHUNK_BYTES)
    await desk.offer("mira", Offer(upload, "a", len(content)))

    def noted(descriptor: int) -> None:
        waits.append(descriptor)
        fsync(descriptor)

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", noted)
        for crumb in pieces(upload, content, size=200):
            answer = await desk.chunk("mira", crumb)
    assert answer == Progress(upload, len(content), ready=True)
    assert len(waits) == 2


async def test_a_piece_out_of_place_changes_nothing_and_is_told_the_place(desk: UploadDesk) -> None:
    upload, content = new_id(), png(padding=2 * CHUNK_BYTES)
    await desk.offer("mira", Offer(upload, "a", len(content)))
    first, second, third = pieces(upload, content)
    assert await desk.chunk("mira", second) == Progress(upload, 0, ready=False)
    await desk.chunk("mira", first)
    assert await desk.chunk("mira", first) == Progress(upload, CHUNK_BYTES, ready=False)
    await desk.chunk("mira", second)
    ready = Progress(upload, len(content), ready=True)
    assert await desk.chunk("mira", third) == ready
    assert await desk.chunk("mira", third) == ready
    assert await desk.offer("mira", Offer(upload, "a", len(content))) == ready


async def test_an_upload_goes_on_where_it_was_when_the_hub_comes_back(opened: OpenDesk) -> None:
    upload, content = new_id(), png(padding=2 * CHUNK_BYTES)
    offer = Offer(upload, "a", len(content))
    with opened() as desk:
        await desk.offer("mira", offer)
        await desk.chunk("mira", pieces(upload, content)[0])
    with opened() as desk:
        assert await desk.offer("mira", offer) == Progress(upload, CHUNK_BYTES, ready=False)
        for chunk in pieces(upload, content, CHUNK_BYTES):
            await desk.chunk("mira", chunk)
    with opened() as desk:
        file = await desk.claim("mira", upload)
        assert isinstance(file, File)
        assert await fetched(desk, file.path) == content


async def test_an_id_offered_again_with_another_size_is_refused(desk: UploadDesk) -> None:
    upload = new_id()
    await desk.offer("mira", Offer(upload, "a", 10))
    assert refusal(await desk.offer("mira", Offer(upload, "a", 11))) == "conflict"


async def test_an_upload_is_known_to_its_sender_only(desk: UploadDesk) -> None:
    upload, content = new_id(), GOOD[Kind.TEXT]
    await desk.offer("mira", Offer(upload, "a", len(content)))
    [chunk] = pieces(upload, content)
    assert refusal(await desk.chunk("jonas", chunk)) == "unknown"
    await desk.chunk("mira", chunk)
    assert refusal(await desk.claim("jonas", upload)) == "file"
    assert await desk.offer("jonas", Offer(upload, "b", 5)) == Progress(upload, 0, ready=False)
    assert isinstance(await desk.claim("mira", upload), File)


@pytest.mark.parametrize(
    "upload", ["", "a", "../../../../../../../../etc/passwd", "G" * 32, "a" * 33, "é" * 32]
)
async def test_an_id_is_hexadecimal(desk: UploadDesk, upload: str) -> None:
    assert refusal(await desk.offer("mira", Offer(upload, "a", 10))) == "bad_id"
    assert refusal(await desk.chunk("mira", Chunk(upload, 0, "QQ=="))) == "unknown"
    assert refusal(await desk.claim("mira", upload)) == "file"


async def test_what_is_not_whole_goes_with_no_message_and_cannot_be_fetched(
    desk: UploadDesk, folder: Path
) -> None:
    upload, content = new_id(), png(padding=CHUNK_BYTES)
    await desk.offer("mira", Offer(upload, "a", len(content)))
    await desk.chunk("mira", pieces(upload, content)[0])
    assert refusal(await desk.claim("mira", upload)) == "file"
    [name] = contents(folder)
    assert await fetched(desk, f"/files/{name}") is None


async def test_a_file_that_begins_wrong_is_refused_at_its_first_piece(desk: UploadDesk, folder: Path) -> None:
    upload, content = new_id(), b"<html>" + b"x" * 2 * CHUNK_BYTES
    content = b"MZ" + bytes(2 * CHUNK_BYTES)
    await desk.offer("mira", Offer(upload, "a.png", len(content)))
    assert refusal(await desk.chunk("mira", pieces(upload, content)[0])) == "kind"
    assert not contents(folder)
    assert refusal(await desk.chunk("mira", pieces(upload, content)[1])) == "unknown"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.png", b"<svg onload='alert(1)'/>", "kind"),
        ("a.txt", b"<!doctype html><p>", "kind"),
        ("a.txt", b"plain, then " * 9000 + b"\0", "kind"),
        ("a.png", b"\x89PNG\r\n\x1a\n and nothing more", "damaged"),
        ("a.docx", GOOD[Kind.OFFICE], "kind"),
    ],
)
async def test_what_lies_about_itself_leaves_nothing_behind(
    desk: UploadDesk, folder: Path, name: str, content: bytes, code: str
) -> None:
    assert refusal(await sent(desk, content, name)) == code
    assert not contents(folder)


async def test_office_documents_are_taken_where_the_settings_say_so(opened: OpenDesk) -> None:
    with opened(replace(SETTINGS, kinds=frozenset(Kind))) as desk:
        assert (await stored(desk, GOOD[Kind.OFFICE], "a.docx")).name == "a.docx"


@pytest.mark.parametrize(
    "data", ["", "====", "no base64!", "QQ", "QQ==\n", "é", "A" * (CHUNK_BYTES * 2), "QUJDREVGR0hJSktM"]
)
async def test_a_piece_that_is_none_ends_the_upload(desk: UploadDesk, folder: Path, data: str) -> None:
    upload = new_id()
    await desk.offer("mira", Offer(upload, "a", 10))
    assert refusal(await desk.chunk("mira", Chunk(upload, 0, data))) == "damaged"
    assert not contents(folder)


async def test_too_large_and_empty_files_are_refused_before_they_come(desk: UploadDesk, folder: Path) -> None:
    assert refusal(await desk.offer("mira", Offer(new_id(), "a", SETTINGS.largest + 1))) == "too_large"
    assert refusal(await desk.offer("mira", Offer(new_id(), "a", 0))) == "empty"
    assert not contents(folder)


async def test_nobody_sends_more_than_their_share_of_a_day(opened: OpenDesk, wall: Wall) -> None:
    content = GOOD[Kind.TEXT]
    with opened(replace(SETTINGS, daily=2 * len(content))) as desk:
        await stored(desk, content)
        await stored(desk, content)
        assert refusal(await sent(desk, content)) == "quota"
        await stored(desk, content, uploader="jonas")
        wall.seconds += DAY + 1
        await stored(desk, content)


async def test_the_hub_keeps_no_more_than_it_may(opened: OpenDesk) -> None:
    content = GOOD[Kind.TEXT]
    with opened(replace(SETTINGS, total=2 * len(content))) as desk:
        await stored(desk, content)
        await stored(desk, content, uploader="jonas")
        assert refusal(await sent(desk, content, uploader="karen")) == "full"


async def test_files_leave_room_on_the_disk_for_messages(opened: OpenDesk) -> None:
    with opened(replace(SETTINGS, reserve=1 << 60)) as desk:
        assert refusal(await sent(desk, GOOD[Kind.TEXT])) == "full"


async def test_what_was_announced_and_never_sent_keeps_nobody_out(opened: OpenDesk, wall: Wall) -> None:
    content = GOOD[Kind.TEXT]
    with opened(replace(SETTINGS, total=2 * len(content))) as desk:
        for stranger in ("one", "two"):
            answer = await desk.offer(stranger, Offer(new_id(), "a.txt", len(content)))
            assert isinstance(answer, Progress)
        assert refusal(await sent(desk, content, uploader="karen")) == "full"
        wall.seconds += IDLE_SECONDS + 1
        await stored(desk, content, uploader="karen")


async def test_many_files_at_once_wait_for_each_other(opened: OpenDesk, wall: Wall, folder: Path) -> None:
    with opened(replace(SETTINGS, underway=2)) as desk:
        one, two = new_id(), new_id()
        for upload in (one, two):
            await desk.offer("mira", Offer(upload, "a", 10))
        for name in contents(folder):
            os.utime(folder / name, (wall.seconds, wall.seconds))
        assert refusal(await desk.offer("mira", Offer(new_id(), "a", 10))) == "too_many"
        assert isinstance(await desk.offer("jonas", Offer(new_id(), "a", 10)), Progress)
        wall.seconds += IDLE_SECONDS + 1
        assert isinstance(await desk.offer("mira", Offer(new_id(), "a", 10)), Progress)
        left = [await desk.chunk("mira", Chunk(upload, 5, "QQ==")) for upload in (one, two)]
        assert sorted(type(answer).__name__ for answer in left) == ["Progress", "Unstored"]


async def test_what_nobody_finished_or_sent_expires(desk: UploadDesk, wall: Wall, folder: Path) -> None:
    await desk.offer("mira", Offer(new_id(), "unfinished", 10))
    unsent = await stored(desk, png(), "unsent")
    carried = await stored(desk, png(), "carried")
    await desk.follow([Carrier(CHAT, 1, carried.path.removeprefix("/files/"))], 1)
    wall.seconds += DAY - 1
    assert await desk.expire() == 0
    wall.seconds += 2
    assert await desk.expire() == 2
    assert await fetched(desk, unsent.path) is None
    assert await fetched(desk, carried.path) == png()
    assert len(contents(folder)) == 1


async def test_a_file_that_is_about_to_go_with_a_message_does_not_expire(
    desk: UploadDesk, wall: Wall
) -> None:
    answer = await sent(desk, png())
    wall.seconds += DAY + 1
    file = await desk.claim("mira", answer.upload)
    assert await desk.expire() == 0
    assert isinstance(file, File)
    assert await fetched(desk, file.path) == png()


async def test_a_deleted_message_takes_its_file_along(desk: UploadDesk, folder: Path) -> None:
    answer = await sent(desk, png())
    file = await desk.claim("mira", answer.upload)
    assert isinstance(file, File)
    token = file.path.removeprefix("/files/")
    await desk.follow([Carrier(CHAT, 1, token), Carrier(CHAT, 2, token)], 2)
    await desk.follow([Carrier(CHAT, 1, "")], 3)
    assert await fetched(desk, file.path) == png()
    await desk.follow([Carrier(CHAT, 2, "")], 4)
    assert await fetched(desk, file.path) is None
    assert not contents(folder)
    assert await desk.place() == 4
    # The message may come once more, because its acknowledgement was lost.
    assert await desk.claim("mira", answer.upload) == file


async def test_a_restart_sweeps_what_nobody_knows_of(opened: OpenDesk, folder: Path) -> None:
    with opened() as desk:
        file = await stored(desk, png())
    stray = folder / secrets.token_hex(16)
    stray.write_bytes(b"half made when the hub was killed")
    with opened() as desk:
        assert not stray.exists()
        assert await fetched(desk, file.path) == png()


TRAVERSALS = [
    "/files/",
    "/files",
    "/files/.",
    "/files/..",
    "/files/../hub.db",
    "/files/%2e%2e/hub.db",
    "/files/..%2fhub.db",
    "/files/uploads.db",
    "/files//etc/passwd",
    "/files/\0",
    "/files/" + "a" * 31,
    "/files/" + "a" * 32,
    "/files/" + "a" * 33,
    "/files/" + "A" * 32,
    "/filesx/" + "a" * 32,
    "a" * 32,
]


@pytest.mark.parametrize("path", TRAVERSALS)
async def test_no_other_path_leads_anywhere(desk: UploadDesk, path: str) -> None:
    await stored(desk, png())
    assert await fetched(desk, path) is None


async def test_a_link_laid_in_place_of_a_file_is_not_followed(
    desk: UploadDesk, folder: Path, tmp_path: Path
) -> None:
    file = await stored(desk, png())
    secret = tmp_path / "secret"
    secret.write_text("of somebody else")
    [name] = contents(folder)
    (folder / name).unlink()
    (folder / name).symlink_to(secret)
    with pytest.raises(OSError, match="symbolic links"):
        await desk.open(file.path)


async def test_a_folder_that_is_a_link_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "files").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="files"):
        UploadDesk(tmp_path / "files", SETTINGS, HubClock())


async def test_a_file_that_is_whole_already_is_taken_at_once(desk: UploadDesk) -> None:
    upload, content = new_id(), png(padding=CHUNK_BYTES)
    file = await desk.keep("mail", upload, "scan.png", content)
    assert isinstance(file, File)
    assert await desk.keep("mail", upload, "scan.png", content) == file
    assert await fetched(desk, file.path) == content
    assert refusal(await desk.keep("mail", new_id(), "a.exe", b"MZ\0")) == "kind"


async def test_a_full_disk_is_told_and_nothing_half_stays(desk: UploadDesk, folder: Path) -> None:
    upload, content = new_id(), png(padding=CHUNK_BYTES)
    await desk.offer("mira", Offer(upload, "a", len(content)))
    first, *others = pieces(upload, content)
    with full_disk(CHUNK_BYTES // 2):
        assert refusal(await desk.chunk("mira", first)) == BUSY
    [name] = contents(folder)
    assert size(folder / name) == 0
    for chunk in (first, *others):
        answer = await desk.chunk("mira", chunk)
    assert answer == Progress(upload, len(content), ready=True)


async def test_while_nothing_can_be_noted_down_files_wait(desk: UploadDesk, folder: Path) -> None:
    begun = await sent(desk, png())
    with full_disk():
        assert refusal(await desk.offer("mira", Offer(new_id(), "a", 10))) == BUSY
        assert refusal(await desk.claim("mira", begun.upload)) == BUSY
    assert isinstance(await desk.claim("mira", begun.upload), File)
    await stored(desk, png())
    assert len(contents(folder)) == 2


async def test_whoever_goes_while_a_file_is_opened_leaves_it_closed(
    desk: UploadDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await stored(desk, GOOD[Kind.PNG])
    reached, go_on, opened = threading.Event(), threading.Event(), list[BinaryIO]()
    openly = Depot.open

    def slowly(depot: Depot, token: str) -> BinaryIO:
        reached.set()
        go_on.wait()
        opened.append(openly(depot, token))
        return opened[0]

    monkeypatch.setattr(Depot, "open", slowly)
    fetching = asyncio.create_task(desk.open(file.path))
    await asyncio.to_thread(reached.wait)
    fetching.cancel()
    await asyncio.wait([fetching])
    go_on.set()
    await desk.place()  # the one thread of the files has come to the end of what it was doing
    await asyncio.sleep(0)
    assert fetching.cancelled()
    assert opened[0].closed
