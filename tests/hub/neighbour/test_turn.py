"""A common job runs during its hub's turns, and only then."""

import asyncio

import pytest

from agent_console.hub.neighbour.alone import Alone
from agent_console.hub.neighbour.turn import Turn


class Job:
    """Works until it is cancelled, told to end, or told to fail."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.end = asyncio.Event()
        self.error: Exception | None = None

    async def run(self) -> None:
        """Work."""
        self.log.append("begins")
        try:
            await self.end.wait()
            if self.error is not None:
                raise self.error
        except asyncio.CancelledError:
            self.log.append("is stopped")
            raise


async def steps() -> None:
    """Let every task come to where it waits."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_it_runs_in_each_turn_and_stops_between() -> None:
    turn, job = Turn(), Job()
    keeping = asyncio.create_task(turn.keep(job.run))
    await steps()
    assert job.log == []
    for count in (1, 2):
        turn.begin()
        await steps()
        assert turn.mine
        turn.end()
        await steps()
        assert not turn.mine
        assert job.log == ["begins", "is stopped"] * count
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping


async def test_who_cancels_it_stops_the_job() -> None:
    turn, job = Turn(), Job()
    turn.begin()
    keeping = asyncio.create_task(turn.keep(job.run))
    await steps()
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping
    assert job.log == ["begins", "is stopped"]


async def test_a_job_that_ends_or_fails_is_not_begun_again() -> None:
    turn = Turn()
    turn.begin()
    for error in (None, ValueError("broken")):
        job = Job()
        job.error = error
        job.end.set()
        keeping = asyncio.create_task(turn.keep(job.run))
        await asyncio.wait([keeping])
        assert keeping.exception() is error
        assert job.log == ["begins"]


async def test_a_hub_alone_always_has_the_turn() -> None:
    job = Job()
    job.end.set()
    await Alone().in_turn(job.run)
    assert job.log == ["begins"]
