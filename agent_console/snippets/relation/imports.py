"""Which files belong together: what each file imports, and which are read only because another one does."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from agent_console.snippets.relation.graph import order
from agent_console.snippets.source.sheet import Sheet
from agent_console.yaml_source import Problem, SequenceNode


@dataclass(frozen=True, slots=True)
class Imports:
    """The imports between some files."""

    sheets: tuple[Sheet, ...]
    """Those that count, each after what it imports. A file whose name begins with `_` only counts when
    one that counts imports it."""
    problems: tuple[Problem, ...]
    _targets: Mapping[str, Mapping[str, int]]
    """The names of the files that each file imports itself, with the number of the import."""
    _by_name: Mapping[str, Sheet]

    @classmethod
    def between(cls, sheets: Sequence[Sheet]) -> "Imports":
        """Follow the imports of all files."""
        by_name = {sheet.file.name: sheet for sheet in sheets}
        search = _Search(by_name)
        targets = {sheet.file.name: dict(search.targets(sheet)) for sheet in sheets if sheet.head.imports}
        visible = [sheet.file.name for sheet in sheets if not _hidden(sheet)]
        names, circles = order(visible, lambda name: targets.get(name, {}))
        problems = (*search.problems, *(_circle(circle, by_name, targets) for circle in circles))
        return cls(tuple(by_name[name] for name in names), problems, targets, by_name)

    def below(self, sheet: Sheet) -> tuple[Sheet, ...]:
        """Return everything that a file imports, directly or not, each after what it imports itself."""
        names, _ = order([sheet.file.name], lambda name: self._targets.get(name, {}))
        return tuple(self._by_name[name] for name in names if name != sheet.file.name)


class _Search:
    """Finds the files that are meant by paths."""

    def __init__(self, by_name: Mapping[str, Sheet]) -> None:
        self._names = {_clean(name): name for name in by_name}
        self.problems: list[Problem] = []

    def targets(self, sheet: Sheet) -> Iterator[tuple[str, int]]:
        """Yield the names of the files that a file imports; note what cannot be."""
        folder = posixpath.dirname(_clean(sheet.file.name))
        root = _clean(sheet.file.folder)
        for number, written in enumerate(sheet.head.imports):
            path = posixpath.normpath(posixpath.join(folder, written.replace("\\", "/")))
            if not _inside(path, root):
                hint = "keep what several files use in that folder, in a file whose name begins with `_`"
                self._note(sheet, number, f"`{written}` is outside the snippet folder, and is not read", hint)
            elif path not in self._names:
                hint = "write its path from the folder of this file"
                self._note(sheet, number, f"there is no snippet file `{written}`", hint)
            else:
                yield self._names[path], number

    def _note(self, sheet: Sheet, number: int, message: str, hint: str) -> None:
        line, column = _place(sheet, number)
        self.problems.append(sheet.source.problem(line, column, message, hint, "import"))


def _circle(
    circle: Sequence[str], by_name: Mapping[str, Sheet], targets: Mapping[str, Mapping[str, int]]
) -> Problem:
    steps = [
        (by_name[name], _place(by_name[name], targets[name][following]))
        for name, following in pairwise(circle)
    ]
    chain = " -> ".join(f"{sheet.file.name}:{line}" for sheet, (line, _) in [*steps, steps[0]])
    sheet, (line, column) = steps[-1]
    message = f"these files import each other: {chain}"
    hint = "move what both need to a file that imports neither"
    return sheet.source.problem(line, column, message, hint, "import-circle")


def _place(sheet: Sheet, number: int) -> tuple[int, int]:
    """Return where an import is written."""
    node = sheet.root().get("imports") or sheet.root()
    if isinstance(node, SequenceNode) and number < len(node.items):
        node = node.items[number]
    return node.line, node.column


def _inside(path: str, root: str) -> bool:
    if root == ".":
        return not path.startswith(("../", "/"))
    return path.startswith(f"{root.rstrip('/')}/")


def _hidden(sheet: Sheet) -> bool:
    return posixpath.basename(_clean(sheet.file.name)).startswith("_")


def _clean(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/"))
