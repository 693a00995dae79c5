"""Canned responses as the composer needs them: found by trigger, filled in, or refused with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.ports import Clock
from agent_console.services.record_shelf import RecordShelf
from agent_console.services.situation import situation
from agent_console.snippets.book import Book
from agent_console.snippets.context import Context, Values
from agent_console.snippets.expansion import Expansion, Trouble
from agent_console.snippets.trigger import Hit


@dataclass(frozen=True, slots=True)
class Repertoire:
    """The canned responses that were loaded, and what they may say of the agent and the brand."""

    book: Book = field(default_factory=Book)
    problems: tuple[str, ...] = ()
    """What is wrong in the files: `file:line:column` lines for a person."""
    agent: Mapping[str, object] = field(default_factory=dict)
    """Without a name here, the agent's name is the one that the chat system knows."""
    brand: Mapping[str, object] = field(default_factory=dict)


class Library:
    """The loaded canned responses, filled in for one held conversation at a time."""

    def __init__(self, desk: Desk, records: RecordShelf, clock: Clock, repertoire: Repertoire) -> None:
        self._desk = desk
        self._records = records
        self._clock = clock
        self._repertoire = repertoire

    @property
    def book(self) -> Book:
        """The replies in use."""
        return self._repertoire.book

    def adopt(self, repertoire: Repertoire) -> None:
        """Use other replies from now on; what was inserted before stays as it is."""
        self._repertoire = repertoire

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong in the files: `file:line:column` lines for the status line."""
        return self._repertoire.problems

    def expanded(self, draft: Draft) -> Draft | Trouble | None:
        """Return the draft with the trigger left of its cursor expanded; None when there is none."""
        hit = self._repertoire.book.trigger_before(draft.text, draft.cursor)
        if hit is None or draft.conversation not in self._desk:
            return None
        snippet_id = self._chosen(draft.conversation, hit)
        if isinstance(snippet_id, Trouble):
            return snippet_id
        return self.inserted(draft, snippet_id, hit.start)

    def inserted(self, draft: Draft, snippet_id: str, start: int | None = None) -> Draft | Trouble:
        """Return the draft with a canned response from `start` to the cursor, by default at the cursor."""
        expansion = self.expansion(draft.conversation, snippet_id)
        if isinstance(expansion, Trouble):
            return expansion
        source = replace(expansion.insertion, customer=self._desk[draft.conversation].customer.id)
        begin = draft.cursor if start is None else start
        return draft.inserted(begin, draft.cursor, expansion.text, expansion.stops, source)

    def _chosen(self, conversation: ConversationId, hit: Hit) -> str | Trouble:
        """Return the one canned response that a trigger stands for here."""
        book, context = self._repertoire.book, self.context(conversation)
        usable = book.usable(hit, context)
        if len(usable) > 1:
            return Trouble(f"{hit.trigger} stands for {', '.join(usable)}: choose one from the list.")
        # Of those that are all blocked, the first one's reason is told when it is expanded.
        return (usable or hit.snippets)[0]

    def expansion(self, conversation: ConversationId, snippet_id: str) -> Expansion | Trouble:
        """Return a canned response filled in for a conversation, without inserting it."""
        if conversation not in self._desk:
            return Trouble("This chat is not yours any more.")
        return self._repertoire.book.expand(snippet_id, self.context(conversation))

    def context(self, conversation: ConversationId) -> Context:
        """Return what replies to a held conversation are filled in with now."""
        now = self._clock.now().astimezone()
        record = self._records.of(conversation)
        return situation(self._desk[conversation], record, now, self._agent(), self._repertoire.brand)

    def _agent(self) -> Values:
        known = self._repertoire.agent
        name = str(known.get("name") or self._desk.agent_name)
        first, _, rest = name.partition(" ")
        parts = {"name": name, "first_name": first, "last_name": rest.rpartition(" ")[2]}
        return {"id": self._desk.agent, **known, **parts}
