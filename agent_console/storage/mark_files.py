"""Files of rules for marks: the shipped ones, and the user's own."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from agent_console import assist
from agent_console.assist.cue import sheet
from agent_console.assist.cue.rule import Rule
from agent_console.storage import text_file
from agent_console.yaml_source import CONFIG_LIMITS, Problem, SourceError

_SHIPPED: Final = Path(assist.__file__).parent / "cue" / "rules"


def shipped() -> list[Path]:
    """Return the files that come with the console."""
    return sorted(_SHIPPED.glob("*.yaml"))


def read(paths: Iterable[Path]) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """Return the rules of the files, and what is wrong; a file with a mistake has no rules."""
    rules: list[Rule] = []
    problems: list[Problem] = []
    for path in paths:
        text = text_file.read(path, CONFIG_LIMITS.size, "split it into several files")
        if isinstance(text, Problem):
            problems.append(text)
            continue
        try:
            rules += sheet.read(text, str(path))
        except SourceError as error:
            problems += error.problems
    return tuple(rules), tuple(problems)
