"""Results of practices, one line each, kept through a kill."""

from collections.abc import Sequence
from pathlib import Path

from agent_console.storage.line_file import append_line
from agent_console.storage.paths import make_private, make_private_file


class PracticeBook:
    """One file; what its lines say is its writer's affair."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def keep(self, line: str) -> None:
        """Add a line, on a line of its own even where the one before was cut off; raises OSError."""
        make_private(self.file.parent)
        make_private_file(self.file)
        append_line(self.file, line)

    def lines(self) -> Sequence[str]:
        """Return every line, oldest first; raises OSError, and UnicodeDecodeError for a damaged file."""
        if not self.file.exists():
            return ()
        return self.file.read_text(encoding="utf-8").splitlines()
