"""All canned responses that are loaded: found by trigger or search, expanded for a conversation."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from agent_console.snippets import collector, offer
from agent_console.snippets.compiler import Broken
from agent_console.snippets.context import Context, empty, value_at
from agent_console.snippets.expansion import Expansion, Trouble, finished
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.moment import locale_of
from agent_console.snippets.occasion import USUAL, Occasion
from agent_console.snippets.recipe import BodyError, Filling, Recipe, UnfilledError, WantedError
from agent_console.snippets.relation.binding import Binding
from agent_console.snippets.relation.nesting import first_by_trigger
from agent_console.snippets.rendering import rendered
from agent_console.snippets.search import Finder
from agent_console.snippets.snippet import Snippet
from agent_console.snippets.source import reader
from agent_console.snippets.source.sheet import Sheet
from agent_console.snippets.trigger.index import Beginning, Hit, Index
from agent_console.snippets.trigger.matcher import Matcher
from agent_console.texts import _
from agent_console.yaml_source import Problem


@dataclass(frozen=True)
class Book:
    """An immutable set of snippets; a reload makes a new one."""

    snippets: tuple[Snippet, ...] = ()
    """In the order of the files; a later one of the same id has taken the place of an earlier one."""

    @classmethod
    def of(cls, sheets: Iterable[Sheet]) -> tuple[Self, tuple[Problem, ...]]:
        """Return the book of files that were read, and everything that is wrong in and between them.

        Of two snippets of one id the later one counts. Mistakes in bodies are not among the problems:
        bodies are compiled when they are needed, or by `Snippet.problems`.
        """
        with collector.waiting():
            binding = Binding.of(sheets)
        return cls(binding.snippets), tuple(binding.problems)

    @classmethod
    def load(cls, files: Iterable[SnippetFile]) -> tuple[Self, tuple[Problem, ...]]:
        """Return the book of some files; as `of` for what `reader` reads of them. Raises nothing."""
        with collector.waiting():
            return cls.of(reader.read_all(files))

    @cached_property
    def _by_id(self) -> Mapping[str, Snippet]:
        return {snippet.id: snippet for snippet in self.snippets}

    @cached_property
    def _index(self) -> Index:
        patterns = ((one.regex, one.id) for one in self.snippets if one.regex and one.expand != "picker")
        return Index((trigger for one in self.snippets for trigger in one.triggers), patterns)

    @cached_property
    def _by_trigger(self) -> Mapping[str, Snippet]:
        return first_by_trigger(self.snippets)

    def prepare(self) -> None:
        """Build what look-ups need, so that no key waits for it; that takes a second of a large book."""
        _built = self._by_id, self.matcher, self.finder
        self._index.prepare()

    def get(self, snippet_id: str) -> Snippet | None:
        """Return the snippet of that id."""
        return self._by_id.get(snippet_id)

    def trigger_before(self, text: str, cursor: int) -> Hit | None:
        """Return the longest trigger that ends at the cursor; None when there is none or it is in `code`."""
        return self._index.before(text, cursor)

    def begun_before(self, text: str, cursor: int, limit: int = 20) -> tuple[Beginning, ...]:
        """Return triggers of which some characters stand left of the cursor, the longest part first."""
        return self._index.begun(text, cursor, limit)

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
        return offer.obstacle(snippet, context, context.names()[0]) if snippet else _("is no longer there")

    def expand(
        self, snippet_id: str, context: Context, locale: str = "", occasion: Occasion = USUAL
    ) -> Expansion | Trouble:
        """Return a snippet's text for a conversation, in its language or in the `locale` chosen.

        A missing value is a required stop that shows its path; a value never makes a stop, a
        placeholder or a trigger. An error gives Trouble, and nothing of it enters the text.
        """
        snippet = self.get(snippet_id)
        if snippet is None:
            return Trouble(_("there is no canned response `{reply}`").format(reply=snippet_id))
        if reason := self.blocked(snippet_id, context):
            return Trouble(f"{snippet_id} {reason}")
        return expand(snippet, context, locale, occasion, self.recipe_of)

    def recipe_of(self, trigger: str) -> Recipe | None:
        """Return the body of the first snippet with exactly that trigger, for variables of type `match`."""
        found = self._by_trigger.get(trigger)
        if found is None:
            return None
        # What the config does not let a reply reach, it does not reach inside another one either.
        return Broken(BodyError(f"{found.id} {found.refused}")) if found.refused else found.body

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
    find: Callable[[str], Recipe | None] = lambda _trigger: None,
) -> Expansion | Trouble:
    """Return a snippet's text without asking whether it is offered."""
    choice = offer.choice(snippet, context.language, locale)
    if isinstance(choice, Trouble):
        return Trouble(f"{snippet.id} {choice.reason}", locales=choice.locales)
    names, disguise = context.names(*occasion.texts())
    filling = Filling(
        names, locale_of(choice.tag), context.now, context.seed, occasion, find, disguise=disguise
    )
    try:
        body = rendered(choice.recipe, filling)
    except WantedError as error:
        return Trouble(f"{snippet.id} {error}", request=error.request)
    except UnfilledError as error:
        return Trouble(
            f"{snippet.id} {error}", fields=tuple(field.through(disguise.take_off) for field in error.fields)
        )
    except BodyError as error:
        words = _("{reply} cannot be filled in: {error} ({file}:{line})")
        return Trouble(words.format(reply=snippet.id, error=error, file=snippet.file, line=snippet.line))
    required = [path for path in snippet.requires if empty(value_at(names, path))]
    return finished(snippet.id, snippet.version, body, disguise, required)
