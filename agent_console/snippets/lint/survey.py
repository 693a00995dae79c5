"""Snippets beside the places where they are written."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from agent_console.snippets.book import Book
from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.page import Page, scalars, text_of
from agent_console.snippets.lint.reference import asked
from agent_console.snippets.lint.rule import Rule
from agent_console.snippets.recipe import Recipe
from agent_console.snippets.snippet import Snippet
from agent_console.yaml_source import MappingNode, Node, Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """A snippet and the match that it was read from."""

    page: Page
    node: MappingNode
    snippet: Snippet

    def finding(
        self, rule: Rule, node: Node | None, message: str, hint: str = "", offset: int = 0
    ) -> Finding:
        """Return what a rule has found at a node of the match; None stands for the match itself."""
        return self.page.finding(rule, node or self.node, message, hint, offset)

    def at_trigger(self, rule: Rule, trigger: str, message: str, hint: str = "") -> Finding:
        """Return what a rule has found in a trigger."""
        return self.finding(rule, self.trigger(trigger), message, hint)

    def trigger(self, text: str) -> Node | None:
        """Return where a trigger is written."""
        keys = (self.node.get(key) for key in ("trigger", "triggers", "regex"))
        return next((one for node in keys for one in scalars(node) if one.text == text), None)


@dataclass(frozen=True)
class Survey:
    """All snippets of a book, and all pages of its files."""

    book: Book
    pages: Sequence[Page]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The snippets whose matches were found, in the order of the files."""
        return tuple(self._found())

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """The same, by the snippets' ids."""
        return {entry.snippet.id: entry for entry in self.entries}

    def of_page(self, page: Page) -> tuple[Entry, ...]:
        """Return the entries of one file."""
        return self._by_page.get(page.source.name, ())

    @cached_property
    def _by_page(self) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.page.source.name].append(entry)
        return {name: tuple(entries) for name, entries in found.items()}

    @cached_property
    def recipes(self) -> dict[str, Recipe]:
        """The body of the first snippet with each trigger."""
        found: dict[str, Recipe] = {}
        for snippet in self.book.snippets:
            for trigger in snippet.triggers:
                found.setdefault(trigger.text, snippet.body)
        return found

    @cached_property
    def global_names(self) -> frozenset[str]:
        """The variables that every body can name."""
        return frozenset(text_of(one.get("name")) for page in self.pages for one in page.global_variables)

    @cached_property
    def asked(self) -> frozenset[str]:
        """The variables that anything refers to."""
        return frozenset().union(*(asked(page.tree, page.variables()) for page in self.pages))

    def finding(self, rule: Rule, snippet: Snippet, trigger: str, message: str, hint: str = "") -> Finding:
        """Return what a rule has found in a snippet's trigger."""
        if entry := self.by_id.get(snippet.id):
            return entry.at_trigger(rule, trigger, message, hint)
        return Finding.of(rule, Problem(snippet.file, message, snippet.line, 1, hint=hint))

    def _found(self) -> Iterator[Entry]:
        snippets: dict[tuple[str, int], list[Snippet]] = defaultdict(list)
        for snippet in self.book.snippets:
            snippets[snippet.file, snippet.line].append(snippet)
        for page in self.pages:
            for node in page.matches:
                found = _written_in(node, snippets[page.source.name, node.line])
                if found:
                    yield Entry(page, node, found)


def _written_in(node: MappingNode, snippets: Sequence[Snippet]) -> Snippet | None:
    """Return the snippet of a match among those that begin on its line."""
    if len(snippets) == 1:
        return snippets[0]
    name = text_of(node.get("id"))
    typed = {one.text for one in scalars(node.get("trigger") or node.get("triggers"))}
    fitting = (one for one in snippets if (name and one.id.endswith(name)) or one.trigger in typed)
    return next(fitting, None)


def named(snippet: Snippet) -> str:
    """Return how a message names a snippet and its place."""
    return f"{snippet.id} ({snippet.file}:{snippet.line})"
