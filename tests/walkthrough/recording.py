"""What is kept of the walks: files beside this one, which a test compares and renews."""

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
RECORDINGS = FOLDER / "recordings"
_MOST_LINES = 60
"""Of a difference; whoever wants all of it renews the files and looks at them."""


class Keeper:
    """Compares what is drawn with what is kept, or keeps it; what differs is told at the end."""

    def __init__(self, renewing: bool) -> None:
        self._renewing = renewing
        self._differing: list[str] = []

    def hold(self, path: Path, drawn: str) -> None:
        """Hold a text against the one in a file, or put it there."""
        if self._renewing:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(drawn, encoding="utf-8")
            return
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        if kept != drawn:
            self._differing += [f"{path.relative_to(FOLDER)} differs:", *_difference(kept, drawn)]

    def judge(self) -> None:
        """Fail the test if something differs, and say how it is renewed."""
        if self._differing:
            advice = "`python -m pytest tests/walkthrough --snapshot-update` renews it; look at it then."
            pytest.fail("\n".join((*self._differing, advice)), pytrace=False)


def _difference(kept: str, drawn: str) -> Iterator[str]:
    lines = unified_diff(kept.splitlines(), drawn.splitlines(), "kept", "drawn", lineterm="", n=0)
    for number, line in enumerate(lines):
        if number == _MOST_LINES:
            yield "..."
            return
        yield line
