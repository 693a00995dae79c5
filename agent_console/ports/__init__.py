"""What the services need from the world, as Protocols; bootstrap picks the implementations."""

from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from agent_console.domain.arrangement import Arrangement
from agent_console.domain.article import Harvest, MissingArticle, Passage
from agent_console.domain.audit import AuditLine
from agent_console.domain.capability import Capabilities as Capabilities
from agent_console.domain.chat import ClientId, ConversationId
from agent_console.domain.customer import Customer
from agent_console.domain.draft import Draft
from agent_console.domain.grid import Room
from agent_console.domain.layout import Layout, Roster
from agent_console.domain.local_file import LocalFile, PathOffer
from agent_console.domain.outbox import Intent
from agent_console.domain.outside import Request
from agent_console.domain.phrase import KeptPhrases, Lesson
from agent_console.domain.record import Record
from agent_console.domain.spelling import Candidate
from agent_console.domain.usage import Usage
from agent_console.ports.backend import ChatBackend as ChatBackend
from agent_console.ports.machine import Rewriter as Rewriter
from agent_console.ports.machine import Summariser as Summariser
from agent_console.ports.machine import Translator as Translator
from agent_console.ports.outcome import Declined as Declined


class Clock(Protocol):
    """Time, so that tests can set it."""

    def monotonic(self) -> float:
        """Return seconds that never jump, for elapsed time."""
        ...

    def now(self) -> datetime:
        """Return the wall clock (aware, UTC), for display."""
        ...


class Journal(Protocol):
    """What survives a kill -9 of the console: the outbox, the drafts, and an audit line a send.

    The async methods return when the change is on disk; drafts are written through at once.
    Every method raises `JournalError` when the disk does not take it.
    """

    async def accept(self, intent: Intent) -> None:
        """Make a reply durable; from here on it counts as accepted."""
        ...

    async def delay(self, intent: Intent) -> None:
        """Make a reply durable that must not leave before `accept`: until then it is no more than a draft."""
        ...

    async def retract(self, client_id: ClientId) -> None:
        """Forget a delayed reply that went back to the draft; one accepted meanwhile stays."""
        ...

    async def number(self, intent: Intent) -> None:
        """Remember the send number of a reply before it leaves for the first time."""
        ...

    async def settle(self, intent: Intent) -> None:
        """Take an acknowledged reply off, and keep its number as the last one used."""
        ...

    async def reject(self, intent: Intent, reason: str) -> None:
        """Keep a refused reply as failed, until it is retried or dropped."""
        ...

    async def drop(self, client_id: ClientId) -> None:
        """Forget a reply that went back to the draft."""
        ...

    def outstanding(self) -> Sequence[Intent]:
        """Return the accepted replies that are not settled, oldest first."""
        ...

    def delayed(self) -> Sequence[Intent]:
        """Return the replies that were delayed and neither accepted nor retracted since, oldest first."""
        ...

    def rejected(self) -> Sequence[tuple[Intent, str]]:
        """Return the failed replies with their reasons, oldest first."""
        ...

    def numbers(self) -> Mapping[ConversationId, int]:
        """Return the last used send number of each conversation."""
        ...

    def save_draft(self, draft: Draft) -> None:
        """Keep a draft, told apart by its id, as it is now; an empty one is forgotten."""
        ...

    def drafts(self) -> Sequence[Draft]:
        """Return the kept drafts."""
        ...

    async def audit(self, line: AuditLine) -> None:
        """Keep one line about a reply: figures and outcomes, never the text."""
        ...

    def audited(self, most: int | None = None) -> Sequence[AuditLine]:
        """Return the last `most` lines of the audit, by default all, oldest first; from any thread."""
        ...

    def audit_trail(self, most: int) -> Iterator[AuditLine]:
        """Yield the last `most` lines of the audit, oldest first, each only when it is asked for.

        From any thread, but from one. Raises `JournalError`.
        """
        ...

    @property
    def device(self) -> str:
        """The unguessable id of this console's installation."""
        ...


class JournalError(Exception):
    """The disk did not take a change; the message says why and what to do."""


class Records(Protocol):
    """Where a customer's orders and past cases come from."""

    async def look_up(self, customer: Customer, anew: bool = False) -> Record:
        """Return what is known; a failure is a record with FAILED and a reason, never an exception.

        `anew` asks the source itself, whatever an earlier answer was.
        """
        ...


class Articles(Protocol):
    """The company's help pages, searched on this machine."""

    async def search(
        self, question: str, language: str = "", most: int = 20, typed: str = ""
    ) -> Sequence[Passage]:
        """Return the passages that answer best, best first; those in the customer's language come first.

        With `typed`, only passages that have each of its words, or words that begin so, if there are any.
        """
        ...

    async def note_missing(self, missing: MissingArticle) -> None:
        """Keep a question that no article answers, for those who write them; raises `JournalError`."""
        ...

    async def tend(self) -> None:
        """Keep up with where the articles come from, for ever."""
        ...

    @property
    def problems(self) -> Sequence[str]:
        """What is wrong with the articles now: raw lines for a person."""
        ...


class ArticleSource(Protocol):
    """A folder or a feed that help articles come from."""

    @property
    def name(self) -> str:
        """What tells it from other sources, also at the next start."""
        ...

    def harvests(self, known: Mapping[str, str]) -> AsyncGenerator[Harvest, None]:
        """Yield what there is and what has changed, for ever; to be iterated once.

        `known` has the stamp of each article as it was adopted last, by the article's id.
        """
        ...


class LocalFiles(Protocol):
    """The files on the agent's own machine."""

    def offers(self, typed: str) -> Sequence[PathOffer]:
        """Return what a path that is being typed can go on to."""
        ...

    def open(self, path: str) -> LocalFile | str:
        """Return a file, or why it cannot be read, for a person."""
        ...

    async def save(self, path: str, text: str, replacing: bool = False) -> Declined | None:
        """Write a text into a file that only the agent may read; whole, or not at all.

        Declined as `exists` where there is a file already, unless `replacing` it.
        """
        ...


class Browser(Protocol):
    """Shows the agent a page on the web, outside the terminal."""

    async def open(self, address: str) -> str:
        """Open an http or https address; return why it was not opened, for a person, or an empty text."""
        ...


class AnswerError(Exception):
    """The world outside did not answer; the message is one line for a person."""


class Answerer(Protocol):
    """Gets the values that canned responses ask of the world outside the program."""

    async def answer(self, request: Request) -> str:
        """Return the answer; raise `AnswerError` when there is none, or the config does not allow it."""
        ...


class LayoutMemory(Protocol):
    """How the panes stood in this profile's terminals, from one start to the next."""

    def layouts(self) -> Mapping[Room, Layout]:
        """Return the layouts by terminal size, the one used last as the last; raises `JournalError`."""
        ...

    def roster(self) -> Roster:
        """Return the numbers and pins that there were last; raises `JournalError`."""
        ...

    def keep(self, size: Room, layout: Layout, roster: Roster) -> None:
        """Keep how the panes stand in a terminal of that size; raises `JournalError`."""
        ...


class ArrangementMemory(Protocol):
    """Where the agent was on the desk, from one start to the next."""

    def arrangement(self) -> Arrangement:
        """Return what was kept last, at first an empty one; raises `JournalError`."""
        ...

    def keep(self, arrangement: Arrangement) -> None:
        """Keep this one instead, at once and whole; raises `JournalError`."""
        ...


class PhraseStore(Protocol):
    """Where what was learnt of sent replies is kept; from any thread."""

    def read(self) -> KeptPhrases:
        """Return everything that is kept; raises `JournalError`."""
        ...

    def keep(self, lessons: Sequence[Lesson]) -> None:
        """Keep what some replies add, all or nothing; raises `JournalError`."""
        ...


class SnippetUsage(Protocol):
    """Which canned responses this agent uses."""

    def counts(self) -> Mapping[str, Usage]:
        """Return the use of each snippet by its id; raises `JournalError`."""
        ...

    def used(self, snippet: str, at: datetime) -> None:
        """Count one more use (at an aware time); raises `JournalError`."""
        ...


class SpellerError(Exception):
    """Words cannot be looked up; the message is one line for a person."""


class Speller(Protocol):
    """Looks words up in dictionaries, beside the console; languages are BCP 47 tags."""

    async def knows(self, language: str) -> bool:
        """Whether there is a dictionary for a language; raises `SpellerError`."""
        ...

    async def right(self, language: str, words: Sequence[str]) -> Sequence[bool]:
        """Return of each word whether it is spelt right; raises `SpellerError`."""
        ...

    async def candidates(self, language: str, word: str) -> Sequence[Candidate]:
        """Return what may have been meant by a misspelt word; raises `SpellerError`."""
        ...


class PersonalWords(Protocol):
    """The words that this agent, or the company, spells so."""

    @property
    def words(self) -> frozenset[str]:
        """The words, folded."""
        ...

    def add(self, word: str) -> None:
        """Keep one more word of the agent's; waits for the disk, in any thread; raises `JournalError`."""
        ...
