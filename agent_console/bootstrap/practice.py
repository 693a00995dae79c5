"""Practice put together: the demonstration's hub and people, and the console, until the course is through."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from agent_console.bootstrap.console import demo_access, demo_settings, run_console
from agent_console.config import Config
from agent_console.demo.launch import Demo, DemoError
from agent_console.demo.practice import diary
from agent_console.demo.practice.diary import Kind
from agent_console.demo.practice.score import scores
from agent_console.demo.practice.session import Session
from agent_console.demo.practice.stage import Stage
from agent_console.guard.learning.balance import Balance
from agent_console.storage import paths
from agent_console.storage.audit_book import audited
from agent_console.storage.practice_book import PracticeBook


async def run_practice(config: Config, stages: Sequence[Stage], pace: float) -> Session:
    """Open the console on the course, until that is through or the agent leaves, and return what came of it.

    Raises DemoError when a part of it ends early, and what `run_console` raises.
    """
    async with Demo(pace, stages) as demo:
        access = demo_access(demo)
        console = asyncio.create_task(run_console(demo_settings(config, demo), access))
        ended = asyncio.create_task(demo.ended())
        await asyncio.wait((console, ended), return_when=asyncio.FIRST_COMPLETED)
        told = list(diary.read(demo.diary)) if demo.diary.exists() else []
        whole = any(entry.kind is Kind.OVER for entry in told)
        await _leave(console, "" if whole else ended.result() if ended.done() else "")
        ended.cancel()
        saves = Balance(audited(access.profile)).saves
        return Session(datetime.now(UTC), scores(told), saves, whole)


async def _leave(console: asyncio.Task[int], failure: str) -> None:
    """Close the console if it is still open, and let its own failure, or the other parts', surface."""
    if not console.done():
        console.cancel()
        await asyncio.wait((console,))
        if failure:
            raise DemoError(failure)
    elif console.exception() is not None:
        await console


def book() -> PracticeBook:
    """Return where the results of this user's practices are kept."""
    return PracticeBook(paths.practice_results())
