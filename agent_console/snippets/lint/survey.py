"""Snippets beside the places where they are written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.mention import asked
from agent_console.snippets.lint.page import Page, scalars
from agent_console.snippets.lint.rule import Rule
from agent_console.snippets.snippet import Snippet
from agent_console.yaml_source import MappingNode, Node, Problem


@dataclass(frozen=True)
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
        return self._triggers.get(text)

    @cached_property
    def _triggers(self) -> dict[str, Node]:
        """The places of all triggers, for a match may have thousands."""
        keys = (self.node.get(key) for key in ("regex", "triggers", "trigger"))
        return {one.text: one for node in keys for one in scalars(node)}


@dataclass(frozen=True)
class Survey:
    """All snippets of a book, and all pages of its files."""

    book: Book
    pages: Sequence[Page]

    @classmethod
    def of(cls, book: Book, files: Iterable[SnippetFile]) -> "Survey":
        """Survey a book and the files that it was read from; those that nobody uses are passed over."""
        used = {snippet.file for snippet in book.snippets}
        known = (file for file in files if file.name in used or not PurePath(file.name).name.startswith("_"))
        return cls(book, [page for file in known if (page := Page.of(file))])

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
    def asked(self) -> frozenset[str]:
        """The variables that anything refers to."""
        return frozenset().union(*(asked(page.tree, page.variables()) for page in self.pages))

    def finding(self, rule: Rule, snippet: Snippet, trigger: str, message: str, hint: str = "") -> Finding:
        """Return what a rule has found in a snippet's trigger."""
        if entry := self.by_id.get(snippet.id):
            return entry.at_trigger(rule, trigger, message, hint)
        return Finding.of(rule, Problem(snippet.file, message, snippet.line, 1, hint=hint))

    def _found(self) -> Iterator[Entry]:
        pages = {page.source.name: page for page in self.pages}
        for snippet in self.book.snippets:
            page = pages.get(snippet.file)
            if page and (node := page.match(snippet.entry.position)):
                yield Entry(page, node, snippet)


def named(snippet: Snippet) -> str:
    """Return how a message names a snippet and its place."""
    return f"{snippet.id} ({snippet.file}:{snippet.line})"
