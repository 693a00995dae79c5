"""All canned responses that are loaded: found by trigger or search, expanded for a conversation."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from agent_console.snippets import offer, reader
from agent_console.snippets.context import Context, empty, value_at
from agent_console.snippets.expansion import Expansion, Trouble, finished
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.matcher import Matcher
from agent_console.snippets.moment import locale_of
from agent_console.snippets.occasion import USUAL, Occasion
from agent_console.snippets.recipe import BodyError, Filling, Recipe, WantedError
from agent_console.snippets.search import Finder
from agent_console.snippets.snippet import Snippet
from agent_console.snippets.trigger import Hit, Index
from agent_console.yaml_source import Problem


@dataclass(frozen=True)
class Book:
    """An immutable set of snippets; a reload makes a new one."""

    snippets: tuple[Snippet, ...] = ()
    """In the order of the files; a later one of the same id has taken the place of an earlier one."""
    _by_id: Mapping[str, Snippet] = field(init=False, repr=False)
    _index: Index = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the snippets."""
        index = Index()
        for snippet in self.snippets:
            for trigger in snippet.triggers:
                index.add(trigger)
        object.__setattr__(self, "_index", index)
        object.__setattr__(self, "_by_id", {snippet.id: snippet for snippet in self.snippets})

    @classmethod
    def load(cls, files: Iterable[SnippetFile]) -> tuple[Self, tuple[Problem, ...]]:
        """Return the book of some files, and everything that is wrong in them.

        Good matches of a bad file stay. Raises nothing.
        """
        snippets: dict[str, Snippet] = {}
        problems: list[Problem] = []
        for file in files:
            read, wrong = reader.read(file)
            snippets |= {snippet.id: snippet for snippet in read}
            problems += wrong
        return cls(tuple(snippets.values())), tuple(problems)

    def get(self, snippet_id: str) -> Snippet | None:
        """Return the snippet of that id."""
        return self._by_id.get(snippet_id)

    def trigger_before(self, text: str, cursor: int) -> Hit | None:
        """Return the longest trigger that ends at the cursor; None when there is none or it is in `code`."""
        return self._index.before(text, cursor)

    @cached_property
    def matcher(self) -> Matcher:
        """The triggers that fire while one types."""
        return Matcher(self.snippets)

    def usable(self, hit: Hit, context: Context) -> tuple[str, ...]:
        """Return the ids of a hit's snippets that are offered in a conversation."""
        return tuple(one for one in hit.snippets if not self.blocked(one, context))

    def blocked(self, snippet_id: str, context: Context) -> str:
        """Return why a snippet is not offered in a conversation; "" when it is."""
        snippet = self.get(snippet_id)
        return offer.obstacle(snippet, context, context.names()[0]) if snippet else "is no longer there"

    def expand(
        self, snippet_id: str, context: Context, locale: str = "", occasion: Occasion = USUAL
    ) -> Expansion | Trouble:
        """Return a snippet's text for a conversation, in its language or in the `locale` chosen.

        A missing value is a required stop that shows its path; a value never makes a stop, a
        placeholder or a trigger. An error gives Trouble, and nothing of it enters the text.
        """
        snippet = self.get(snippet_id)
        if snippet is None:
            return Trouble(f"there is no canned response `{snippet_id}`")
        if reason := self.blocked(snippet_id, context):
            return Trouble(f"{snippet_id} {reason}")
        return expand(snippet, context, locale, occasion, self._recipe_of)

    def _recipe_of(self, trigger: str) -> Recipe | None:
        found = (one for one in self.snippets if any(own.text == trigger for own in one.triggers))
        return next((one.body for one in found), None)

    @cached_property
    def finder(self) -> Finder:
        """What replies are searched by."""
        return Finder(self.snippets)

    def search(self, query: str, limit: int = 50) -> list[Snippet]:
        """Return the snippets most like a query by trigger, label, tags and search terms; best first."""
        return self.finder.search(query, limit)


def expand(
    snippet: Snippet,
    context: Context,
    locale: str = "",
    occasion: Occasion = USUAL,
    find: Callable[[str], Recipe | None] = lambda _: None,
) -> Expansion | Trouble:
    """Return a snippet's text without asking whether it is offered."""
    variant = offer.variant(snippet, context.language, locale)
    if isinstance(variant, Trouble):
        return Trouble(f"{snippet.id} {variant.reason}", locales=variant.locales)
    names, disguise = context.names()
    filling = Filling(names, locale_of(variant.tag), context.now, context.seed, occasion, find)
    try:
        rendered = variant.recipe.render(filling)
    except WantedError as error:
        return Trouble(f"{snippet.id} {error}", request=error.request)
    except BodyError as error:
        return Trouble(f"{snippet.id} cannot be filled in: {error} ({snippet.file}:{snippet.line})")
    required = [path for path in snippet.requires if empty(value_at(names, path))]
    return finished(snippet.id, snippet.version, rendered, disguise, required)
