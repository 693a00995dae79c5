"""From the files to the canned responses: imports followed, ids given, layers shadowed, circles cut."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from agent_console.snippets.relation import nesting
from agent_console.snippets.relation.extension import Extension
from agent_console.snippets.relation.frame import Frame
from agent_console.snippets.relation.imports import Imports
from agent_console.snippets.snippet import Snippet
from agent_console.snippets.source.schema import Variable
from agent_console.snippets.source.sheet import Entry, Sheet
from agent_console.yaml_source import Problem


@dataclass(slots=True)
class Binding:
    """The canned responses of some files."""

    problems: list[Problem] = field(default_factory=list)
    _snippets: dict[str, Snippet] = field(default_factory=dict)
    _taken: Counter[str] = field(default_factory=Counter)
    """How often an id was made from a trigger."""

    @classmethod
    def of(cls, sheets: Iterable[Sheet]) -> "Binding":
        """Bring files together, in their order: of two replies with one id the later one counts."""
        binding = cls()
        known = tuple(sheets)
        imports = Imports.between(known)
        extension = Extension(imports.sheets)
        for sheet, frame in _framed(imports):
            space = sheet.namespace
            for entry in sheet.entries:
                if "extends" not in entry.keys:
                    binding._add(entry, frame, space)
                elif (whole := extension.entry(sheet, entry)) is not None:
                    binding._add(whole, replace(frame, lent=extension.lent(sheet, entry)), space)
        counted = {sheet.file.name for sheet in imports.sheets}
        own = (problem for sheet in known if sheet.file.name in counted for problem in sheet.problems)
        binding.problems += [*own, *imports.problems, *extension.problems]
        binding._cut_circles()
        return binding

    @property
    def snippets(self) -> tuple[Snippet, ...]:
        """In the order of the files."""
        return tuple(self._snippets.values())

    def _cut_circles(self) -> None:
        """Turn off what can never be filled in, because it nests itself or goes too deep."""
        told: dict[Problem, None] = {}
        for snippet, problem in nesting.faults(self.snippets):
            self._snippets[snippet.id] = replace(snippet, fault=problem.message)
            told[problem] = None
        self.problems += told

    def _add(self, entry: Entry, frame: Frame, space: str) -> None:
        if not entry.keys.get("id"):
            name = self._made(f"{space}:{next(iter(entry.typed), entry.line)}")
            self._snippets[name] = Snippet(name, entry, frame)
            return
        name = f"{space}.{entry.name}"
        earlier = self._snippets.get(name)
        shadows = (f"{earlier.file}:{earlier.line}", *earlier.shadows) if earlier else ()
        self._snippets[name] = Snippet(name, entry, frame, shadows)

    def _made(self, name: str) -> str:
        """Return an id that nobody has: what has none of its own never takes another one's place."""
        given = name
        while given in self._snippets:
            self._taken[name] += 1
            given = f"{name}#{self._taken[name] + 1}"
        return given


def _framed(imports: Imports) -> Iterator[tuple[Sheet, Frame]]:
    """Yield the files that have matches, with the variables that they can name.

    Espanso has one set of variables for all files, so those of a folder's files in its dialect are shared;
    a file's own, and what it imports, go before them.
    """
    shared: dict[str, tuple[Variable, ...]] = {}
    for sheet in imports.sheets:
        if not sheet.native and sheet.head.global_vars:
            shared[sheet.file.folder] = shared.get(sheet.file.folder, ()) + sheet.head.global_vars
    for sheet in (one for one in imports.sheets if one.entries):
        common = () if sheet.native else shared.get(sheet.file.folder, ())
        imported = tuple(one for other in imports.below(sheet) for one in other.head.global_vars)
        yield sheet, Frame(sheet, (*common, *imported, *sheet.head.global_vars))
