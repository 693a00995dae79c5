"""What is wrong in a file, where, and what to do: `file:line:col: message`, the line, and a caret."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Where libyaml counts a new line."""
EXCERPT_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a file, for the person who wrote it."""

    file: str
    message: str
    line: int = 0
    """Counts from 1; 0 when the mistake has no place, as with a file that cannot be read."""
    column: int = 0
    """Counts characters from 1; 0 when there is no place."""
    excerpt: str = ""
    """The offending line without control characters, then a caret line; empty without a place."""
    hint: str = ""
    code: str = ""
    """What kind of mistake it is, in words that programs can rely on, such as `unknown-key`."""

    @property
    def summary(self) -> str:
        """The mistake in one line, for a status line or an editor's error list."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}{f' ({self.hint})' if self.hint else ''}"

    def __str__(self) -> str:
        """Return the mistake in full, on several lines."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        hint = f"  hint: {self.hint}" if self.hint else ""
        return "\n".join(part for part in (f"{place}: {self.message}", self.excerpt, hint) if part)


class SourceError(Exception):
    """A file cannot be used; `problems` says everything that is wrong with it, in the file's order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Source:
    """A text and the name of the file that it comes from."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The text by lines, as positions count them."""
        return tuple(LINE_BREAK.split(self.text))

    def problem(self, line: int, column: int, message: str, hint: str = "", code: str = "") -> Problem:
        """Return a mistake at that place, with the offending line under it."""
        return Problem(self.name, message, line, column, self._excerpt(line, column), hint, code)

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of the character at `offset`."""
        ends = [match.end() for match in LINE_BREAK.finditer(self.text, 0, offset)]
        return len(ends) + 1, offset - (ends[-1] if ends else 0) + 1

    def _excerpt(self, line: int, column: int) -> str:
        if not 0 < line <= len(self.lines):
            return ""
        start = max(0, column - 1 - EXCERPT_WIDTH // 2)
        shown = self.lines[line - 1][start : start + EXCERPT_WIDTH]
        visible = "".join(character if character.isprintable() else " " for character in shown)
        return f"  {visible}\n  {' ' * (column - 1 - start)}^"
