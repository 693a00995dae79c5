"""What the picker lists and shows: replies found for a conversation, as they would be inserted there."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.macro import Step
from agent_console.domain.stop import Stop
from agent_console.domain.usage import Usage
from agent_console.services.library import Library
from agent_console.services.macros import Macros, Plan
from agent_console.services.tally import Tally
from agent_console.snippets.context import Context
from agent_console.snippets.expansion import Trouble
from agent_console.snippets.language import language_name
from agent_console.snippets.locale import pick
from agent_console.snippets.snippet import Snippet
from agent_console.texts import _

MOST_OFFERS = 150


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the picker."""

    id: str
    label: str
    trigger: str
    blocked: str = ""
    """Why it cannot be used here; empty when it can."""
    shortcut: str = ""
    acts: bool = False
    """Whether it does something besides its text, once that is confirmed."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language that a reply has a text in."""

    tag: str
    name: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A canned response as it would be inserted, or why it cannot be."""

    text: str = ""
    holes: tuple[str, ...] = ()
    """The values that are missing, such as `order.number`."""
    error: str = ""
    stops: tuple[Stop, ...] = ()
    """The fields in the text; required ones have no value yet."""
    defaulted: tuple[str, ...] = ()
    """The missing values for which the text has words of its own."""
    language: str = ""
    """The tag of the text's language; empty when it serves every one, or there is no text."""
    languages: tuple[Language, ...] = ()
    """What there is to choose from; nothing when the text serves every language."""
    steps: tuple[Step, ...] = ()
    """What it does besides, once that is confirmed."""
    obstacle: str = ""
    """Why its steps cannot be taken; empty when they can, or there are none."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a canned response comes from, and how it is used."""

    place: str
    """`file:line`."""
    layer: str
    """Whose it is, such as `company`."""
    shadows: tuple[str, ...] = ()
    """Where those stand that it has taken the place of."""
    usage: Usage | None = None
    """None when it was never used, or nobody counts."""
    uncounted: str = ""
    """Why uses are not counted; one raw line, or empty."""
    description: str = ""
    """What it is for, where its label does not say it already; one raw line, or empty."""


class Catalogue:
    """Looks through the loaded canned responses for one held conversation at a time."""

    def __init__(self, desk: Desk, library: Library, macros: Macros, tally: Tally) -> None:
        self._desk = desk
        self._library = library
        self._macros = macros
        self._tally = tally

    async def offers(self, conversation: ConversationId, query: str) -> list[Offer]:
        """Return what the picker lists for a query, best first, at most MOST_OFFERS.

        Without a query, what was used most comes first. The event loop has its turn every millisecond
        or so; who asks for something else meanwhile cancels this.
        """
        if not query.strip():
            return self.listed(conversation, self._usual())
        hunt = self._library.book.finder.hunt(query, MOST_OFFERS)
        while not hunt.done:
            hunt.step()
            await asyncio.sleep(0)
        return self.listed(conversation, (snippet.id for snippet in hunt.best))

    async def make_ready(self) -> None:
        """Prepare for the first query, a little at a time."""
        finder = self._library.book.finder
        while not finder.ready:
            finder.prepare()
            await asyncio.sleep(0)

    def listed(self, conversation: ConversationId, snippets: Iterable[str]) -> list[Offer]:
        """Return lines for those of the given ids that there are, in their order."""
        if conversation not in self._desk:
            return []
        context = self._library.context(conversation)
        found = map(self._library.book.get, snippets)
        return [self._offer(snippet, context) for snippet in found if snippet is not None]

    def preview(self, conversation: ConversationId, snippet_id: str, locale: str = "") -> Preview:
        """Return a canned response exactly as it would be inserted now, in the language chosen if any is."""
        snippet = self._library.book.get(snippet_id)
        if snippet is None or conversation not in self._desk:
            return Preview(error=_("It is no longer there."))
        wanted = locale or self._library.context(conversation).language
        expansion = self._library.expansion(conversation, snippet_id, locale)
        if isinstance(expansion, Trouble):
            return Preview(error=expansion.reason, languages=_languages(snippet))
        plan = self._macros.plan(conversation, snippet_id)
        return Preview(
            expansion.text,
            expansion.missing,
            stops=expansion.stops,
            defaulted=expansion.defaulted,
            language=_written_in(snippet, wanted),
            languages=_languages(snippet),
            steps=plan.steps if isinstance(plan, Plan) else (),
            obstacle=plan.reason if isinstance(plan, Trouble) else "",
        )

    def languages(self, snippet_id: str) -> tuple[Language, ...]:
        """Return the languages that a reply has a text in."""
        snippet = self._library.book.get(snippet_id)
        return () if snippet is None else _languages(snippet)

    def origin(self, snippet_id: str) -> Origin | None:
        """Return where a canned response comes from; None when there is no such one."""
        snippet = self._library.book.get(snippet_id)
        if snippet is None:
            return None
        place = f"{snippet.file}:{snippet.line}"
        usage = self._tally.counts().get(snippet_id)
        said = "" if snippet.description == snippet.label else snippet.description
        return Origin(place, _(snippet.layer.value), snippet.shadows, usage, self._tally.trouble, said)

    def _usual(self) -> list[str]:
        """Return the ids of the replies used most, and then of the first ones in the files."""
        counts = self._tally.counts()
        used = sorted(counts, key=lambda one: (counts[one].count, counts[one].last), reverse=True)
        first = [snippet.id for snippet in self._library.book.snippets[:MOST_OFFERS]]
        known = [one for one in used if self._library.book.get(one) is not None]
        return list(dict.fromkeys((*known, *first)))[:MOST_OFFERS]

    def _offer(self, snippet: Snippet, context: Context) -> Offer:
        blocked = self._library.book.blocked(snippet.id, context)
        label = snippet.label or snippet.id
        acts = snippet.actions is not None
        return Offer(snippet.id, label, snippet.trigger, blocked, snippet.shortcut, acts)


def _languages(snippet: Snippet) -> tuple[Language, ...]:
    return tuple(Language(tag, language_name(tag)) for tag in snippet.languages if tag)


def _written_in(snippet: Snippet, wanted: str) -> str:
    """Return the tag of the text that a language gets."""
    return (pick(wanted, snippet.languages) if wanted else None) or snippet.language
