"""The crew: early jobs wait, last jobs finish, others are cancelled, and a failure ends them all."""

import asyncio
from datetime import timedelta

import pytest

from agent_console.services.crew import Crew


async def test_a_job_given_early_begins_when_the_crew_works() -> None:
    crew, done = Crew(), asyncio.Event()

    async def job() -> None:
        done.set()

    crew.start(job)
    async with crew.working():
        await done.wait()


async def test_jobs_to_the_end_finish_and_the_others_are_cancelled() -> None:
    crew, finished = Crew(), list[str]()
    release = asyncio.Event()

    async def saving() -> None:
        await release.wait()
        finished.append("saved")

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            finished.append("cancelled")

    async with crew.working():
        crew.start(saving, to_the_end=True)
        crew.start(endless)
        asyncio.get_running_loop().call_soon(release.set)
    assert finished == ["saved", "cancelled"]


async def test_after_the_end_nothing_starts() -> None:
    crew, ran = Crew(), list[str]()

    async def job() -> None:
        ran.append("job")

    async with crew.working():
        assert not crew.over
    assert crew.over
    crew.start(job)
    await asyncio.sleep(0)
    assert ran == []


async def test_a_failing_job_ends_the_others_and_is_raised() -> None:
    crew, ended = Crew(), list[str]()

    async def failing() -> None:
        raise ZeroDivisionError

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("endless")

    crew.start(endless)
    crew.start(failing)
    with pytest.raises(ExceptionGroup) as failure:
        async with crew.working():
            await asyncio.Event().wait()
    assert failure.group_contains(ZeroDivisionError)
    assert ended == ["endless"]


async def test_a_pause_ends_with_the_session() -> None:
    crew, finished = Crew(), list[str]()

    async def waiting() -> None:
        await crew.pause(timedelta(days=1))
        finished.append("waiting")

    async with crew.working():
        crew.start(waiting, to_the_end=True)
    assert finished == ["waiting"]


async def test_a_short_pause_ends_by_itself() -> None:
    await Crew().pause(timedelta(milliseconds=1))


async def test_a_cancelled_session_still_finishes_its_last_jobs() -> None:
    crew, finished = Crew(), list[str]()
    release, working = asyncio.Event(), asyncio.Event()

    async def saving() -> None:
        await release.wait()
        finished.append("saved")

    async def session() -> None:
        async with crew.working():
            crew.start(saving, to_the_end=True)
            working.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(session())
    await working.wait()
    task.cancel()
    asyncio.get_running_loop().call_soon(release.set)
    with pytest.raises(asyncio.CancelledError):
        await task
    assert finished == ["saved"]
