"""Bodies as code editors have them, against what a reference editor made of the same bodies."""

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from agent_console.domain.stop import Stop
from agent_console.snippets.stop.mark import place
from agent_console.snippets.stop.syntax import Unfolding, parse

VARIABLES: Mapping[str, str] = {
    "TM_SELECTED_TEXT": "",
    "TM_FILENAME": "file.txt",
    "TM_FILENAME_BASE": "file",
    "TM_DIRECTORY": "dir",
    "CURRENT_YEAR": "2026",
    "CURRENT_MONTH": "03",
    "CURRENT_DATE": "09",
}
"""What the reference editor knew; every other variable had no value."""


def measure(recorded: Path, show: int = 0) -> dict[str, object]:
    """Return how many of the recorded bodies come out right, text and stops; print the first wrong ones.

    `recorded` holds a JSON object a line, gzipped: `body`, `text`, and `stops` with their index `i`, and
    offset `off` and length `len` in UTF-16.
    """
    total = right = 0
    for case in _cases(recorded):
        total += 1
        got, wanted = outcome(case["body"]), _wanted(case)
        right += got == wanted
        if got != wanted and total - right <= show:
            print(f"{case['file']}: {case['name']}\n  expected {wanted}\n  came     {got}")
    return {"lsp": total, "lsp_right": right}


def outcome(body: str) -> tuple[str, list[tuple[int, int, int]]]:
    """Return a body's text, and its stops as index, offset and length in UTF-16, in order."""
    marked, specs = Unfolding.of(parse(body), VARIABLES, final=True)
    text, stops = place(marked, specs, ())
    return text, sorted(_in_utf16(text, stop) for stop in stops)


def _cases(recorded: Path) -> Iterator[Mapping[str, Any]]:
    with gzip.open(recorded, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _wanted(case: Mapping[str, Any]) -> tuple[str, list[tuple[int, int, int]]]:
    return case["text"], sorted((stop["i"], stop["off"], stop["len"]) for stop in case["stops"])


def _in_utf16(text: str, stop: Stop) -> tuple[int, int, int]:
    return stop.index, _length(text[: stop.start]), _length(text[stop.start : stop.end])


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
