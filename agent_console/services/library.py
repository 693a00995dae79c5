"""Canned responses as the composer needs them: found by trigger, filled in, or refused with a reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.ports import Clock
from agent_console.services.call import Call, Wanted
from agent_console.services.record_shelf import RecordShelf
from agent_console.services.situation import situation
from agent_console.snippets.book import Book
from agent_console.snippets.context import Context, Values
from agent_console.snippets.expansion import Expansion, Trouble
from agent_console.snippets.occasion import USUAL, Occasion
from agent_console.snippets.trigger.casing import casing_of
from agent_console.snippets.trigger.firing import Firing
from agent_console.snippets.trigger.index import Hit, in_code
from agent_console.texts import _

_LIKE_A_TRIGGER = re.compile(r"(?<!\S)[^\w\s][^\W\d][\w-]*\Z")
"""A sign and a word; a sign and a number, as in `#48213`, is rather something to tell the customer."""


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

    def called(self, draft: Draft) -> Call | None:
        """Return the call of the trigger left of a draft's cursor; None when there is none.

        Whatever a customer is called, it calls for nothing.
        """
        hit = self.book.trigger_before(draft.text, draft.cursor)
        if hit is None or draft.conversation not in self._desk:
            return None
        if any(insertion.gave(draft.text, hit.start) for insertion in draft.insertions):
            return None
        # Of those that are all blocked, the first one's reason is told when it is filled in.
        usable = self.book.usable(hit, self.context(draft.conversation)) or hit.snippets[:1]
        wanted = (Wanted(one, hit.start, self._occasion(one, hit)) for one in usable)
        return Call(draft, tuple(wanted))

    def sought(self, draft: Draft) -> str:
        """Return what left of a draft's cursor looks like a trigger, slips of the finger included."""
        typed = _LIKE_A_TRIGGER.search(draft.text, 0, draft.cursor)
        if typed is None or any(one.gave(draft.text, typed.start()) for one in draft.insertions):
            return ""
        return typed[0] if self.book.begun_before(draft.text, typed.start() + 1, limit=1) else ""

    def fired(self, draft: Draft, firing: Firing) -> Call | None:
        """Return the call of a trigger that was just typed to its end; None when no reply fits here."""
        if draft.conversation not in self._desk or in_code(draft.text, draft.cursor - firing.length):
            return None
        context = self.context(draft.conversation)
        fitting = (one for one in firing.candidates if not self.book.blocked(one.snippet, context))
        wanted = tuple(Wanted(one.snippet, draft.cursor - one.length, one.occasion) for one in fitting)
        return Call(draft, wanted) if wanted else None

    def filled(self, conversation: ConversationId, wanted: Wanted) -> Expansion | Trouble:
        """Return a called reply as it would be inserted into a conversation's draft."""
        return self.expansion(conversation, wanted.snippet, wanted.locale, wanted.occasion)

    def expansion(
        self, conversation: ConversationId, snippet_id: str, locale: str = "", occasion: Occasion = USUAL
    ) -> Expansion | Trouble:
        """Return a canned response filled in for a conversation, without inserting it."""
        if conversation not in self._desk:
            return Trouble(_("This chat is not yours any more."))
        return self.book.expand(snippet_id, self.context(conversation), locale, occasion)

    def __contains__(self, conversation: object) -> bool:
        """Whether replies can be filled in for a conversation."""
        return conversation in self._desk.conversations

    def fires_by_itself(self, snippet_id: str) -> bool:
        """Whether a reply is inserted as soon as its trigger is complete."""
        snippet = self.book.get(snippet_id)
        return snippet is not None and snippet.immediate

    def bare(self, snippet_id: str) -> bool:
        """Return whether a canned response has no text, and only does something."""
        snippet = self.book.get(snippet_id)
        return snippet is not None and snippet.actions is not None and not snippet.entry.body

    def narrowness(self, snippet_id: str) -> int:
        """Return by how many of its own properties a conversation must fit a reply."""
        snippet = self.book.get(snippet_id)
        if snippet is None:
            return 0
        scope = snippet.scope
        limits = (scope.channels, scope.queues, scope.brands, scope.teams, scope.languages, snippet.when)
        return sum(map(bool, limits))

    def _occasion(self, snippet_id: str, hit: Hit) -> Occasion:
        captures = hit.captures.get(snippet_id, {})
        snippet = self.book.get(snippet_id)
        if snippet is None or not snippet.propagate_case:
            return Occasion(captures=captures)
        return Occasion(casing_of(hit.trigger, snippet.uppercase_style), captures)

    def context(self, conversation: ConversationId) -> Context:
        """Return what replies to a held conversation are filled in with now."""
        now = self._clock.now().astimezone()
        record = self._records.of(conversation)
        return situation(self._desk[conversation], record, now, self._agent(), self._repertoire.brand)

    def _agent(self) -> Values:
        known = self._repertoire.agent
        name = str(known.get("name") or self._desk.agent_name)
        first, _space, rest = name.partition(" ")
        parts = {"name": name, "first_name": first, "last_name": rest.rpartition(" ")[2]}
        return {"id": self._desk.agent, **known, **parts}
