"""Phrases that are often sent: learnt from the replies on this desk, and offered behind the cursor."""

from asyncio import sleep, to_thread
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from agent_console.assist.phrase.book import PhraseBook
from agent_console.assist.phrase.context import Turn
from agent_console.assist.phrase.moment import Moment
from agent_console.assist.phrase.person import Person
from agent_console.domain.chat import Author, Conversation, ConversationId, Delivery, Message, Mode
from agent_console.domain.desk import Change, Desk, Part
from agent_console.domain.draft import Draft
from agent_console.domain.phrase import KeptPhrases, Lesson
from agent_console.domain.record import Record
from agent_console.ports import Clock, JournalError, PhraseStore
from agent_console.services.changes import Changes
from agent_console.services.record_shelf import RecordShelf
from agent_console.services.tongue import Tongue

SETTLED: Final = timedelta(seconds=90)
"""After so long a reply is not taken back any more: what went to the wrong customer teaches nothing."""
GLANCE: Final = 0.25
"""Seconds between two looks for what is new."""
_MOST_READ: Final = 40
"""Messages of a conversation that are looked at, the newest."""
_LONGEST: Final = 1_000
"""Characters of a message that are looked at; what is longer was pasted."""
_AT_ONCE: Final = 8
"""Replies that are learnt without letting a key in between."""
_MOST_UNKEPT: Final = 1_000
"""Replies that wait for a disk that takes nothing, the newest."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A conversation as it was when it was looked at."""

    held: Conversation
    record: Record
    language: str

    def is_of(self, other: "_Look") -> bool:
        """Whether nothing has happened between this look and another one."""
        one, two = self.held, other.held
        return (one.head, one.amendments) == (two.head, two.amendments) and self.record is other.record


class Phrases:
    """Offers how a reply may go on; it reads ahead beside the keys, so that no key waits for it."""

    def __init__(
        self,
        desk: Desk,
        records: RecordShelf,
        clock: Clock,
        changes: Changes,
        store: PhraseStore | None = None,
    ) -> None:
        """Without a store nothing is learnt or offered."""
        self.trouble = ""
        """Why phrases are not kept, or what happened to those that were; one raw line, or empty."""
        self._notice = ""
        """What became of the phrases of earlier runs; it stays true until the next start."""
        self._desk = desk
        self._records = records
        self._clock = clock
        self._changes = changes
        self._store = store
        self._book: PhraseBook | None = None
        self._tongue = Tongue(desk)
        self._prepared: dict[ConversationId, tuple[_Look, Moment]] = {}
        self._seen: dict[ConversationId, _Look] = {}
        self._learnt: dict[ConversationId, int] = {}
        self._unkept: deque[Lesson] = deque(maxlen=_MOST_UNKEPT)

    def rest(self, draft: Draft) -> str:
        """Return how a reply may go on behind its cursor; empty when nothing is likely enough.

        For an empty one that is the answer to the customer's last words.
        """
        prepared = self._prepared.get(draft.conversation)
        if prepared is None or draft.mode is not Mode.REPLY or draft.cursor != len(draft.text):
            return ""
        if not draft.text and not self._asked(draft.conversation):
            return ""
        return prepared[1].rest(draft.text)

    async def tend(self) -> None:
        """Read what is kept, then learn what was sent and prepare what may come; until cancelled."""
        if self._store is None:
            return
        kept = await self._read(self._store)
        if kept is None:
            self._store = None
            self._seen.clear()
            return
        self._notice = kept.notice
        self._say("")
        await self._begin(kept)
        while True:
            for conversation in list(self._desk.conversations):
                await self._follow(conversation)
            for gone in [one for one in self._seen if one not in self._desk]:
                await self._part(gone)
            await self._keep(self._store)
            await sleep(GLANCE)

    def leaves(self, conversation: ConversationId) -> None:
        """See a conversation as it is when it leaves the desk, which may be newer than the last look."""
        if self._store is not None:
            self._look(conversation)

    async def _read(self, store: PhraseStore) -> KeptPhrases | None:
        try:
            return await to_thread(store.read)
        except JournalError as error:
            self._say(str(error))
            return None

    async def _begin(self, kept: KeptPhrases) -> None:
        """Take in what was learnt before, a little at a time."""
        book = PhraseBook(kept)
        for at in range(0, len(kept.replies), _AT_ONCE):
            some = kept.replies[at : at + _AT_ONCE]
            for language in {reply.language for reply in some}:
                await _made_ready(book, language)
            book.load(some)
            await sleep(0)
        self._book = book

    async def _follow(self, conversation: ConversationId) -> None:
        """Learn what has settled in a held conversation, and prepare its next reply."""
        look = self._look(conversation)
        if look is None:
            return
        await self._learn(look, settled=False)
        prepared = self._prepared.get(conversation)
        if prepared is None or not prepared[0].is_of(look):
            await self._prepare(look)

    def _look(self, conversation: ConversationId) -> _Look | None:
        """See a conversation as it is now; None when it has left the desk."""
        held = self._desk.conversations.get(conversation)
        if held is None:
            return None
        language = self._tongue.of(conversation)
        look = self._seen[conversation] = _Look(held, self._records.of(conversation), language)
        return look

    async def _part(self, conversation: ConversationId) -> None:
        """Learn the last replies of a conversation that has left the desk, and forget it."""
        look = self._seen.pop(conversation)
        self._prepared.pop(conversation, None)
        await self._learn(look, settled=True)
        self._learnt.pop(conversation, None)

    async def _prepare(self, look: _Look) -> None:
        book, held = self._book, look.held
        if book is None:
            return
        turns = [turn for _, turn in _said(held.shown)]
        person = Person.of(held.customer, look.record, [turn.text for turn in turns])
        for moment in book.moments(look.language, person, turns):
            await sleep(0)
            if moment is not None and held.id in self._desk:
                self._prepared[held.id] = (look, moment)
                self._changes.announce(Change(Part.DRAFT, held.id))

    async def _learn(self, look: _Look, settled: bool) -> None:
        """Learn the replies that are new; `settled` says that none of them can be taken back any more."""
        held = look.held
        if held.head <= self._learnt.get(held.id, 0):
            return
        said = _said(held.shown)
        for number, (message, _) in enumerate(said):
            if message.sequence <= self._learnt.get(held.id, 0):
                continue
            if not settled and self._clock.now() - message.sent_at < SETTLED:
                break
            self._learnt[held.id] = message.sequence
            if message.answers and self._book is not None and message.client_id not in self._book:
                await _made_ready(self._book, look.language)
                self._unkept.append(_lesson(self._book, look, said[: number + 1]))
                await sleep(0)
        else:
            self._learnt[held.id] = held.head  # what comes last may be a note

    async def _keep(self, store: PhraseStore) -> None:
        """Keep what was learnt; what the disk does not take is offered to it again at the next look."""
        if not self._unkept:
            return
        try:
            await to_thread(store.keep, tuple(self._unkept))
        except JournalError as error:
            self._say(str(error))
        else:
            self._unkept.clear()
            self._say("")

    def _asked(self, conversation: ConversationId) -> bool:
        """Whether the customer spoke last."""
        held = self._desk.conversations.get(conversation)
        last = next((m for m in reversed(held.transcript) if m.mode is Mode.REPLY), None) if held else None
        return last is not None and last.author is Author.CUSTOMER

    def _say(self, trouble: str) -> None:
        trouble = trouble or self._notice
        if trouble != self.trouble:
            self.trouble = trouble
            self._changes.announce(Change(Part.STATUS))


async def _made_ready(book: PhraseBook, language: str) -> None:
    for _ in book.ready(language):
        await sleep(0)


def _lesson(book: PhraseBook, look: _Look, said: Sequence[tuple[Message, Turn]]) -> Lesson:
    """Learn the last of some messages as the reply to the others."""
    customer, (message, reply), before = look.held.customer, said[-1], [turn for _, turn in said[:-1]]
    person = Person.of(customer, look.record, [turn.text for turn in before])
    return book.learn(message.client_id, customer.id, look.language, person, before, reply.text)


def _said(messages: Sequence[Message]) -> list[tuple[Message, Turn]]:
    """Return the newest messages that customer and agents wrote to each other, oldest first."""
    return list(_turns(messages[-_MOST_READ:]))


def _turns(messages: Sequence[Message]) -> Iterator[tuple[Message, Turn]]:
    for message in messages:
        spoken = message.mode is Mode.REPLY and message.author is not Author.SYSTEM and message.text
        if spoken and message.delivery is not Delivery.RECALLED:
            yield message, Turn(message.author is not Author.CUSTOMER, message.text[:_LONGEST])
