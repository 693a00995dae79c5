"""A program on a leash ends when the other end of its standard input does."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

LEASH = (sys.executable, "-m", "agent_console.demo.leash")


async def test_it_runs_a_module_with_its_own_arguments() -> None:
    process = await asyncio.create_subprocess_exec(*LEASH, "json.tool", "--help", stdin=PIPE, stdout=PIPE)
    assert process.stdout is not None
    output = await process.stdout.read()  # with its input open, or the leash would end it
    assert await process.wait() == 0
    assert output.startswith(b"usage: ")
    assert b"json" in output.splitlines()[0]


async def test_closing_its_input_ends_it(tmp_path: Path) -> None:
    server = ("http.server", "0", "--bind", "127.0.0.1", "--directory", str(tmp_path))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-u", *LEASH[1:]), *server, stdin=PIPE, stdout=PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert b"Serving" in await process.stdout.readline()
    assert process.returncode is None
    process.stdin.close()
    assert await process.wait() == -signal.SIGTERM
