"""Mistakes made on purpose in files of espanso's hub: whether `snippets check` tells the very line.

Each mistake changes one place of one file that is sound. It counts as found when the check then tells a
problem of the right kind on that line; a wrong indent, which YAML itself notices, on that line or the next.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

import yaml

from agent_console.snippets import report
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.lint.page import Page
from agent_console.yaml_source import MappingNode, ScalarNode
from benchmarks import snippet_lint
from benchmarks.snippet_hub import Hub

SEED = 20_260_309
MISTAKES, QUICK_MISTAKES = 1_000, 50
LARGEST_FILE = 30_000
"""Characters; a larger file is not told apart better or worse, only later."""
MOST_ATTEMPTS = 10_000
NO_SUCH = "no_such_thing"
Findings = Counter[tuple[int, str]]
"""How many problems there are by line and code."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A file with one mistake in it."""

    text: str
    line: int
    """Where the mistake is."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mistake."""

    make: Callable[["Sheet", Random], Mistake | None]
    codes: frozenset[str]
    """What it may be told as."""
    distance: int = 0
    """How many lines off it may be told."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sound file, by its lines and its tree."""

    name: str
    lines: tuple[str, ...]
    page: Page

    @classmethod
    def of(cls, name: str, text: str) -> "Sheet | None":
        """Return the sheet of a file; None when it is not of use here."""
        page = Page.of(SnippetFile(name, text)) if len(text) <= LARGEST_FILE else None
        return cls(name, tuple(text.split("\n")), page) if page and page.matches else None

    def changed(self, line: int, *new: str) -> str:
        """Return the text with other lines in the place of one."""
        return "\n".join((*self.lines[: line - 1], *new, *self.lines[line:]))

    def findings(self, text: str) -> Findings:
        """Return what a check of a text in this file's place tells."""
        found = report.check([SnippetFile(self.name, text)]).data["problems"]
        problems: Sequence[Mapping[str, object]] = found if isinstance(found, list) else []
        return Counter((int(str(one["line"])), str(one["code"])) for one in problems)

    def pairs(self, draw: Random) -> Iterator[tuple[ScalarNode, ScalarNode]]:
        """Yield keys and texts of matches that stand on one line each, at random."""
        matches = list(self.page.matches)
        draw.shuffle(matches)
        for match in matches:
            entries = [pair for pair in match.entries if self._on_one_line(*pair)]
            draw.shuffle(entries)
            for key, value in entries:
                if isinstance(value, ScalarNode):
                    yield key, value

    def _on_one_line(self, key: ScalarNode, value: object) -> bool:
        """Return whether a key stands before its text at the end of a line of their own."""
        if not isinstance(value, ScalarNode) or value.line != key.line or not value.text:
            return False
        line = self.lines[key.line - 1].rstrip()
        before, written = line[: key.column - 1], line[value.column - 1 :]
        return not before.strip("- ") and written.strip("'\"") == value.text


def misspelt_key(sheet: Sheet, draw: Random) -> Mistake | None:
    """Write two letters of a key the other way round."""
    variables = [key for one in sheet.page.variables() for key, _ in one.entries]
    keys = [*(key for key, _ in islice(sheet.pairs(draw), 3)), *islice(variables, 3)]
    key = draw.choice(keys) if keys else None
    spots = [spot for spot in range(len(key.text) - 1) if key.text[spot] != key.text[spot + 1]] if key else []
    if not key or not spots:
        return None
    spot = draw.choice(spots) + key.column - 1
    line = sheet.lines[key.line - 1]
    wrong = line[:spot] + line[spot + 1] + line[spot] + line[spot + 2 :]
    return Mistake(sheet.changed(key.line, wrong), key.line)


def wrong_type(sheet: Sheet, draw: Random) -> Mistake | None:
    """Write a list where a text belongs, or `yes` where `true` does."""
    key, value = next(sheet.pairs(draw), (None, None))
    if key is None or value is None or key.text in ("search_terms", "triggers"):
        return None
    other = "yes" if value.text in ("true", "false") else "[one, two]"
    line = sheet.lines[key.line - 1]
    return Mistake(sheet.changed(key.line, line[: value.column - 1] + other), key.line)


def duplicate_key(sheet: Sheet, draw: Random) -> Mistake | None:
    """Write a key twice."""
    key, _ = next(sheet.pairs(draw), (None, None))
    if key is None:
        return None
    line = sheet.lines[key.line - 1]
    again = " " * (key.column - 1) + line[key.column - 1 :]
    return Mistake(sheet.changed(key.line, line, again), key.line + 1)


def unknown_variable(sheet: Sheet, draw: Random) -> Mistake | None:
    """Name a variable that is none, at the end of a line of a body."""
    bodies = [node for match in sheet.page.matches if (node := _body(match))]
    node = draw.choice(bodies) if bodies else None
    if node is None:
        return None
    header = sheet.lines[node.line - 1][node.column - 1 :]
    if header[:1] == "|":
        below = [number for number, line in enumerate(node.text.splitlines(), 1) if line]
        return _named_at(sheet, node.line + draw.choice(below)) if below else None
    return _named_at(sheet, node.line) if header.strip().strip("'\"") == node.text else None


def _body(match: MappingNode) -> ScalarNode | None:
    node = match.get("replace")
    return node if isinstance(node, ScalarNode) and not match.get("form") else None


def _named_at(sheet: Sheet, number: int) -> Mistake:
    line = sheet.lines[number - 1].rstrip()
    quote = line[-1] if line[-1:] in ("'", '"') else ""
    wrong = f"{line.removesuffix(quote)} {{{{{NO_SUCH}}}}}{quote}"
    return Mistake(sheet.changed(number, wrong), number)


def bad_indent(sheet: Sheet, draw: Random) -> Mistake | None:
    """Indent a key, or an item with its first key, one column more or less than its neighbours."""
    key, _ = next(sheet.pairs(draw), (None, None))
    if key is None:
        return None
    line = sheet.lines[key.line - 1]
    wrong = line[1:] if draw.choice((True, False)) and line.startswith(" ") else f" {line}"
    return Mistake(sheet.changed(key.line, wrong), key.line)


KINDS: Mapping[str, Kind] = {
    "misspelt_key": Kind(misspelt_key, frozenset({"unknown-key", "missing-key"})),
    "wrong_type": Kind(wrong_type, frozenset({"wrong-value"})),
    "duplicate_key": Kind(duplicate_key, frozenset({"duplicate-key"})),
    "unknown_variable": Kind(unknown_variable, frozenset({"unknown-variable"})),
    "bad_indent": Kind(bad_indent, frozenset({"syntax"}), distance=1),
}


def measure(place: Path, quick: bool = False, show: int = 0) -> dict[str, object]:
    """Return how many mistakes were told at their line, and what is found in the hub as it is."""
    hub = Hub.read(place)
    sheets = [
        sheet
        for package, files in sorted(hub.files.items())
        for path, text in sorted(files.items())
        if not path.startswith("_") and (sheet := Sheet.of(f"{package}/{path}", text)) and _is_sound(sheet)
    ]
    made: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for kind, sheet, mistake in islice(_mistakes(sheets), QUICK_MISTAKES if quick else MISTAKES):
        made[kind] += 1
        told = _is_told(KINDS[kind], sheet, mistake)
        right[kind] += told
        if not told and made.total() - right.total() <= show:
            print(f"{kind}: {sheet.name}:{mistake.line} came {sorted(sheet.findings(mistake.text))}")
    return {
        "mistakes": made.total(),
        "mistakes_right": right.total(),
        "mistakes_by_kind": {kind: [right[kind], made[kind]] for kind in KINDS},
        **snippet_lint.measure(hub, quick, show),
    }


def _is_sound(sheet: Sheet) -> bool:
    found = sheet.findings("\n".join(sheet.lines))
    return not any(code in kind.codes for _, code in found for kind in KINDS.values())


def _mistakes(sheets: Sequence[Sheet]) -> Iterator[tuple[str, Sheet, Mistake]]:
    """Yield mistakes of each kind in turn, always the same ones; raise ValueError if none can be made."""
    draw = Random(SEED)
    while True:
        for name, kind in KINDS.items():
            made = islice(_attempts(kind, sheets, draw), MOST_ATTEMPTS)
            found = next(((sheet, one) for sheet, one in made if one), None)
            if found is None:
                raise ValueError(f"no {name} can be made in {len(sheets)} files")
            sheet, mistake = found
            yield name, sheet, mistake


def _attempts(kind: Kind, sheets: Sequence[Sheet], draw: Random) -> Iterator[tuple[Sheet, Mistake | None]]:
    """Yield what comes of trying; a wrong indent must be none that YAML takes, any other mistake one."""
    while sheets:
        sheet = draw.choice(sheets)
        mistake = kind.make(sheet, draw)
        fits = mistake is not None and _is_yaml(mistake.text) == (not kind.distance)
        yield sheet, mistake if fits else None


def _is_yaml(text: str) -> bool:
    """Return whether a text can be read, as another reader than the product's sees it."""
    try:
        yaml.compose(text, yaml.CSafeLoader)
    except yaml.YAMLError:
        return False
    return True


def _is_told(kind: Kind, sheet: Sheet, mistake: Mistake) -> bool:
    return any(
        code in kind.codes and abs(line - mistake.line) <= kind.distance
        for line, code in sheet.findings(mistake.text)
    )
