"""Things that are due at some time."""

import asyncio

import pytest

from agent_console.hub.live import deadline
from agent_console.hub.live.deadline import Deadlines


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def now(self) -> float:
        return self.seconds


async def test_what_is_due_comes_in_its_order_and_once() -> None:
    clock = Clock()
    deadlines = Deadlines[str](clock.now)
    for key, seconds in (("third", 3), ("first", 1), ("second", 2), ("later", 10)):
        deadlines.set(key, seconds)
    clock.seconds += 5
    assert await deadlines.due() == ["first", "second", "third"]
    assert "later" in deadlines
    assert "first" not in deadlines
    clock.seconds += 5
    assert await deadlines.due() == ["later"]


async def test_setting_again_moves_it_either_way() -> None:
    clock = Clock()
    deadlines = Deadlines[str](clock.now)
    for key in ("put off", "hurried"):
        deadlines.set(key, 10)
    deadlines.set("put off", 30)
    deadlines.set("hurried", 1)
    clock.seconds += 1
    assert await deadlines.due() == ["hurried"]
    clock.seconds += 28
    deadlines.set("other", 0)
    assert await deadlines.due() == ["other"]
    clock.seconds += 1
    assert await deadlines.due() == ["put off"]


async def test_what_is_cleared_never_comes() -> None:
    clock = Clock()
    deadlines = Deadlines[str](clock.now)
    deadlines.set("gone", 1)
    deadlines.set("kept", 2)
    deadlines.clear("gone")
    deadlines.clear("unknown")
    clock.seconds += 2
    assert await deadlines.due() == ["kept"]


async def test_who_waits_already_hears_of_something_sooner() -> None:
    deadlines = Deadlines[str](asyncio.get_running_loop().time)
    waiting = asyncio.create_task(deadlines.due())
    await asyncio.sleep(0)
    deadlines.set("in an hour", 3600)
    await asyncio.sleep(0)
    deadlines.set("now", 0)
    assert await asyncio.wait_for(waiting, 20) == ["now"]


async def test_time_that_passed_in_sleep_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "LONGEST_NAP_SECONDS", 0.001)
    clock = Clock()
    deadlines = Deadlines[str](clock.now)
    deadlines.set("in an hour", 3600)
    waiting = asyncio.create_task(deadlines.due())
    await asyncio.sleep(0)
    clock.seconds += 3600
    assert await asyncio.wait_for(waiting, 20) == ["in an hour"]
