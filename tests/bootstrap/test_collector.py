"""What a hub leaves out of its looks for garbage is found all the same, once there is as much again."""

import subprocess
import sys

PROGRAM = """
import asyncio
import gc
import weakref

from agent_console.bootstrap import collector

collector.SETTLING_SECONDS = 0.001


class Circle:
    def __init__(self):
        self.own = self


async def settled():
    for _ in range(3):
        before = gc.get_freeze_count()
        while gc.get_freeze_count() == before:
            keep.append([])
            await asyncio.sleep(0.001)


keep = []


async def main():
    collector.started()
    serving = asyncio.create_task(collector.serving())
    await asyncio.sleep(0)
    assert gc.get_threshold() == collector.BUSY
    circle = Circle()
    gone = weakref.ref(circle)
    await settled()
    del circle
    gc.collect()
    assert gone() is not None, "what lasts is not left out"
    async with asyncio.timeout(20):
        while gone() is not None:
            keep.extend([] for _ in range(20_000))
            await asyncio.sleep(0.001)
    serving.cancel()


asyncio.run(main())
"""


def test_circles_among_what_has_lasted_are_found_when_much_has_come() -> None:
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
