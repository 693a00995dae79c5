"""What is read and shown again after changes."""

import asyncio

import pytest

from agent_console.hub.live import refresh
from agent_console.hub.live.refresh import Refresh
from agent_console.hub.store import UnreadableError


async def test_a_reading_that_fails_is_tried_again_and_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(refresh, "TROUBLE_SECONDS", 0.0)
    done = asyncio.Event()
    tries = 0

    async def work() -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise UnreadableError("the disk is away")
        done.set()

    board = Refresh(work)
    board.changed()
    running = asyncio.create_task(board.run())
    await asyncio.wait_for(done.wait(), 20)
    assert tries == 3
    assert caplog.text.count("the disk is away") == 2
    assert not running.done()
    running.cancel()


async def test_a_burst_of_changes_is_read_once() -> None:
    readings: asyncio.Queue[None] = asyncio.Queue()

    async def work() -> None:
        readings.put_nowait(None)

    board = Refresh(work)
    for _ in range(10):
        board.changed()
    running = asyncio.create_task(board.run())
    await readings.get()
    board.changed()
    board.changed()
    await readings.get()
    assert readings.empty()
    running.cancel()
