"""The agent's own words, one a line in a file of the profile, and the company's beside them."""

from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import Final

from agent_console.ports import JournalError
from agent_console.storage import text_file
from agent_console.storage.line_file import append_line
from agent_console.storage.paths import make_private, make_private_file
from agent_console.texts import _
from agent_console.yaml_source import Problem

LARGEST: Final = 2_000_000
"""Bytes; around 200,000 words."""


class WordFile:
    """Implements `ports.PersonalWords`; a word is on disk before it counts, and before `add` returns."""

    def __init__(self, personal: Path, company: Iterable[Path] = ()) -> None:
        """Read the agent's file, which need not exist, and the company's; all have one word a line."""
        self._file = personal
        self._one_at_a_time = Lock()
        problems: list[Problem] = []
        self.words = _read(personal, problems) if personal.exists() else frozenset()
        for path in company:
            self.words |= _read(path, problems)
        self.notices = tuple(problem.summary for problem in problems)
        """What a person should know: files that cannot be read."""

    def add(self, word: str) -> None:
        """Keep one more word of the agent's; raises `JournalError`."""
        folded = word.casefold()
        with self._one_at_a_time:
            if folded in self.words:
                return
            try:
                self._append(word)
            except OSError as error:
                raise JournalError(
                    _("{file} cannot be written: {error}").format(file=self._file, error=error.strerror)
                ) from error
            self.words |= {folded}

    def _append(self, word: str) -> None:
        make_private(self._file.parent)
        make_private_file(self._file)
        append_line(self._file, word)


def _read(path: Path, problems: list[Problem]) -> frozenset[str]:
    text = text_file.read(path, LARGEST, "keep one word a line")
    if isinstance(text, Problem):
        problems.append(text)
        return frozenset()
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(line.casefold() for line in lines if line)
