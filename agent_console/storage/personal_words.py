"""The agent's own words, one a line in a file of the profile, and the company's beside them."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from agent_console.ports import JournalError
from agent_console.storage import text_file
from agent_console.storage.paths import make_private, make_private_file
from agent_console.yaml_source import Problem

LARGEST: Final = 2_000_000
"""Bytes; around 200,000 words."""


class WordFile:
    """Implements `ports.PersonalWords`; a word counts at once, and is on disk before `add` returns."""

    def __init__(self, personal: Path, company: Iterable[Path] = ()) -> None:
        """Read the agent's file, which need not exist, and the company's; all have one word a line."""
        self._file = personal
        problems: list[Problem] = []
        self.words = _read(personal, problems) if personal.exists() else frozenset()
        for path in company:
            self.words |= _read(path, problems)
        self.notices = tuple(problem.summary for problem in problems)
        """What a person should know: files that cannot be read."""

    def add(self, word: str) -> None:
        """Keep one more word of the agent's; raises `JournalError`."""
        folded = word.casefold()
        if folded in self.words:
            return
        try:
            self._append(word)
        except OSError as error:
            raise JournalError(f"{self._file} cannot be written: {error.strerror}") from error
        self.words |= {folded}

    def _append(self, word: str) -> None:
        make_private(self._file.parent)
        make_private_file(self._file)
        with self._file.open("r+b") as stream:
            end = stream.seek(0, os.SEEK_END)
            # Whoever edited the file may have left its last line without an end.
            stream.seek(max(0, end - 1))
            whole = not end or stream.read(1) == b"\n"
            stream.seek(0, os.SEEK_END)
            stream.write(("" if whole else "\n").encode() + f"{word}\n".encode())
            stream.flush()
            os.fsync(stream.fileno())


def _read(path: Path, problems: list[Problem]) -> frozenset[str]:
    text = text_file.read(path, LARGEST, "keep one word a line")
    if isinstance(text, Problem):
        problems.append(text)
        return frozenset()
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(line.casefold() for line in lines if line)
