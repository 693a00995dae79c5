"""A program of this machine that is run once for what it prints."""

import asyncio
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress

from agent_console.domain.text import one_line
from agent_console.ports import AnswerError
from agent_console.texts import _

SECONDS = 5.0
"""How long a program may take; an agent is waiting for it."""
LARGEST_OUTPUT = 64_000
"""Bytes; more is no text for a customer."""
STDOUT, STDERR = 1, 2


async def output(
    command: Sequence[str], ignore_error: bool = False, environment: Mapping[str, str] | None = None
) -> str:
    """Return what a program prints, without a shell in between; it gets no input and no terminal.

    `environment` is added to the console's own. Raises AnswerError when the program cannot be started,
    takes or prints too much, or fails and `ignore_error` is not set. What it has left running ends with
    it, unless that has gone into a session of its own.
    """
    name = os.path.basename(command[0])
    transport, run = await _started(command, {**os.environ, **(environment or {})})
    try:
        async with asyncio.timeout(SECONDS):
            await run.over
    except TimeoutError:
        raise AnswerError(
            _("{name} took more than {seconds} s and was ended").format(name=name, seconds=f"{SECONDS:g}")
        ) from None
    finally:
        await run.end(transport)
    if run.excessive:
        raise AnswerError(
            _("{name} printed more than {most} bytes and was ended").format(
                name=name, most=f"{LARGEST_OUTPUT:,}"
            )
        )
    status = transport.get_returncode()
    if status and not ignore_error:
        reason = one_line(run.printed[STDERR].decode(errors="replace").strip())
        words = (
            _("{name} failed with status {status}: {reason}")
            if reason
            else _("{name} failed with status {status}")
        )
        raise AnswerError(words.format(name=name, status=status, reason=reason))
    return run.printed[STDOUT].decode(errors="replace")


class _Run(asyncio.SubprocessProtocol):
    """Collects what one program prints."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.printed = {STDOUT: bytearray(), STDERR: bytearray()}
        self.over: asyncio.Future[None] = loop.create_future()
        """Done when the program has ended with all it started, or has printed too much."""
        self._exited: asyncio.Future[None] = loop.create_future()

    @property
    def excessive(self) -> bool:
        """Whether it printed more than it may."""
        return any(len(text) > LARGEST_OUTPUT for text in self.printed.values())

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        """Keep what is printed, up to the limit."""
        if not self.excessive:
            self.printed[fd] += data
        if self.excessive:
            self._set(self.over)

    def process_exited(self) -> None:
        """Note that the program itself has ended."""
        self._set(self._exited)

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that nobody holds its output any more."""
        self._set(self.over)

    async def end(self, transport: asyncio.SubprocessTransport) -> None:
        """End the program and what it has left running, and return when it is gone."""
        # Its own session has a group of its own, which holds whatever it left running.
        with suppress(ProcessLookupError):
            os.killpg(transport.get_pid(), signal.SIGKILL)
        transport.close()
        await self._exited

    def _set(self, future: asyncio.Future[None]) -> None:
        if not future.done():
            future.set_result(None)


async def _started(
    command: Sequence[str], environment: Mapping[str, str]
) -> tuple[asyncio.SubprocessTransport, _Run]:
    loop = asyncio.get_running_loop()
    try:
        return await loop.subprocess_exec(
            _Run, *command, stdin=asyncio.subprocess.DEVNULL, start_new_session=True, env=environment
        )
    except (OSError, ValueError) as error:
        reason = (error.strerror or "") if isinstance(error, OSError) else str(error)
        raise AnswerError(
            _("{command} cannot be started: {reason}").format(command=command[0][:80], reason=reason)
        ) from error
