"""Looks words up in a process of its own, which is started with the first word and ends with the console."""

import asyncio
import logging
import os
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final, Self

import msgspec

import agent_console
from agent_console.domain.spelling import Candidate
from agent_console.ports import SpellerError
from agent_console.storage.spelling import dictionary
from agent_console.storage.spelling.question import ANSWERS, ENCODER, Answer, Question
from agent_console.texts import _

_SECONDS: Final = 20.0
"""How long an answer may take, the reading of dictionaries from a slow disk included."""
_MOST_STARTS: Final = 4
"""How often the process is started; one that keeps ending by itself is left alone."""
_LONGEST_LINE: Final = 1_000_000
_PACKAGE_PARENT: Final = str(Path(agent_console.__file__).parent.parent)

_log = logging.getLogger(__name__)


class ProcessSpeller:
    """Asks one question after the other; implements `ports.Speller`."""

    def __init__(
        self, folders: Sequence[Path] = (), chosen: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """`folders` come before those of this machine; `chosen` names dictionaries by two-letter code."""
        self._own = tuple(folders)
        self._chosen = chosen or {}
        self._folders: tuple[Path, ...] = ()
        self._found: dict[str, tuple[str, ...]] = {}
        self._child: _Child | None = None
        self._starts = 0
        self._one_at_a_time = asyncio.Lock()

    async def knows(self, language: str) -> bool:
        """Whether there is a dictionary for a language."""
        return bool(await self._dictionaries(language))

    async def right(self, language: str, words: Sequence[str]) -> Sequence[bool]:
        """Return of each word whether it is spelt right; raises `SpellerError`."""
        return (await self._ask(language, words)).right

    async def candidates(self, language: str, word: str) -> Sequence[Candidate]:
        """Return what may have been meant by a misspelt word; raises `SpellerError`."""
        (found,) = (await self._ask(language, [word], correct=True)).candidates
        return [Candidate(text, cost) for text, cost in found]

    async def aclose(self) -> None:
        """End the process."""
        child, self._child = self._child, None
        if child is not None:
            await child.end()

    async def _dictionaries(self, language: str) -> tuple[str, ...]:
        if language not in self._found:
            try:
                self._found[language] = await asyncio.to_thread(self._search, language)
            except OSError as error:
                raise SpellerError(
                    _("the dictionaries cannot be looked for: {error}").format(error=error)
                ) from error
        return self._found[language]

    def _search(self, language: str) -> tuple[str, ...]:
        self._folders = self._folders or (*self._own, *dictionary.installed())
        return tuple(map(str, dictionary.dictionaries(language, self._folders, self._chosen)))

    async def _ask(self, language: str, words: Sequence[str], *, correct: bool = False) -> Answer:
        code = language.replace("_", "-").partition("-")[0].lower()
        question = Question(code, await self._dictionaries(language), tuple(words), correct)
        async with self._one_at_a_time:
            line = await self._exchanged(ENCODER.encode(question) + b"\n")
        try:
            return ANSWERS.decode(line)
        except msgspec.DecodeError as error:
            raise SpellerError(
                _("the spelling check answered with something else: {error}").format(error=error)
            ) from error

    async def _exchanged(self, question: bytes) -> bytes:
        """Return the line that answers a question; after a failure the process is started anew."""
        child = await self._running()
        try:
            async with asyncio.timeout(_SECONDS):
                line = await child.exchanged(question)
        except TimeoutError:
            await self.aclose()
            raise SpellerError(
                _("the spelling check took more than {seconds} s").format(seconds=f"{_SECONDS:g}")
            ) from None
        except asyncio.CancelledError:
            # Its answer would be taken for that of the next question.
            await self.aclose()
            raise
        if not line:
            said = child.last_words()
            _log.warning("the spelling check ended: %s", said)
            await self.aclose()
            why = said.splitlines()[-1][:120] if said else _("it does not say why")
            raise SpellerError(_("the spelling check ended: {why}").format(why=why))
        return line

    async def _running(self) -> "_Child":
        if self._child is None:
            if self._starts == _MOST_STARTS:
                raise SpellerError(_("the spelling check keeps ending; start the console again to try anew"))
            self._starts += 1
            try:
                self._child = await _Child.start()
            except OSError as error:
                # No room for its complaints, or no process to be had any more.
                raise SpellerError(
                    _("the spelling check does not start: {error}").format(error=error)
                ) from error
        return self._child


class _Child:
    """The running process."""

    def __init__(self, process: Process, complaints: IO[bytes], open_files: ExitStack) -> None:
        self._process = process
        self._complaints = complaints
        self._open_files = open_files

    @classmethod
    async def start(cls) -> Self:
        """Start it; what it complains of goes to a file without a name."""
        with ExitStack() as files:
            complaints = files.enter_context(tempfile.TemporaryFile())
            process = await asyncio.create_subprocess_exec(
                # The very code that runs now; never a module that lies in the current folder.
                *(sys.executable, "-P", "-m", "agent_console.storage.spelling.child"),
                stdin=PIPE,
                stdout=PIPE,
                stderr=complaints,
                limit=_LONGEST_LINE,
                env=_environment(),
                start_new_session=True,  # Ctrl+C is for the console; this ends with its input
            )
            return cls(process, complaints, files.pop_all())

    async def exchanged(self, question: bytes) -> bytes:
        """Return the line that answers a question; empty when the process has ended."""
        asks, answers = self._process.stdin, self._process.stdout
        if asks is None or answers is None:
            raise RuntimeError("the process was started without pipes")
        try:
            asks.write(question)
            await asks.drain()
            return await answers.readline()
        except ConnectionError:
            return b""

    def last_words(self) -> str:
        """Return what it complained of."""
        self._complaints.seek(0)
        return self._complaints.read(_LONGEST_LINE).decode(errors="replace").strip()

    async def end(self) -> None:
        """End it, and close its pipes now, not whenever the garbage is collected."""
        with self._open_files:
            if self._process.returncode is None:
                self._process.kill()
            await self._process.communicate()


def _environment() -> dict[str, str]:
    """Return this process's environment, with which another finds the same package."""
    path = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": f"{_PACKAGE_PARENT}{os.pathsep}{path}" if path else _PACKAGE_PARENT}
