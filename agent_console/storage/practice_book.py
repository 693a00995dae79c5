"""Results of practices, one line each, kept through a kill."""

import os
from collections.abc import Sequence
from pathlib import Path

from agent_console.storage.paths import make_private, make_private_file


class PracticeBook:
    """One file; what its lines say is its writer's affair."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def keep(self, line: str) -> None:
        """Add a line; raises OSError."""
        make_private(self.file.parent)
        make_private_file(self.file)
        with self.file.open("a", encoding="utf-8") as stream:
            stream.write(f"{line}\n")
            stream.flush()
            os.fsync(stream.fileno())

    def lines(self) -> Sequence[str]:
        """Return every line, oldest first; raises OSError, and UnicodeDecodeError for a damaged file."""
        if not self.file.exists():
            return ()
        return self.file.read_text(encoding="utf-8").splitlines()
