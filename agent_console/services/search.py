"""Finds words in every transcript of the desk, and in earlier chats of the same customers."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.record import Case, CaseLine, Contact, Freshness
from agent_console.domain.transcript_search import (
    Findings,
    Group,
    Hit,
    Page,
    Query,
    Source,
    Spoken,
    group_of,
)
from agent_console.services.case_lines import CaseLines
from agent_console.services.record_shelf import RecordShelf

MOST_LISTED: Final = 100
_OF_ONE: Final = 40
"""Hits of one customer that are listed at most."""
_RANKED: Final = 100
"""Hits of one transcript that are put in order: ranking costs more than finding."""
_STEP: Final = 50
"""Messages that are read at once; what is long to read must not hold a key up."""
_PAST_CHATS: Final = 20
"""Earlier chats of one customer that are searched, the newest."""
_AT_ONCE: Final = 3
"""Earlier chats that are asked for at the same time."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the earlier chats have been read."""

    read: int = 0
    of: int = 0
    failed: int = 0
    """How many of those could not be read."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands around a line that was found."""

    before: tuple[Spoken, ...]
    found: Spoken
    after: tuple[Spoken, ...]


class Search:
    """Keeps what it has read of each transcript, and of one that has grown reads only what is new."""

    def __init__(self, desk: Desk, records: RecordShelf, case_lines: CaseLines) -> None:
        self._desk = desk
        self._records = records
        self._case_lines = case_lines
        self._pages: dict[Source, Page] = {}

    async def find(self, typed: str) -> Findings:
        """Return the lines that have every word that is typed, or customers' names beside words of theirs.

        Gives way to everything else again and again, so that it can be cancelled for the next key's query.
        """
        query = Query.of(typed)
        if not query.words:
            return Findings()
        self._forget_the_gone()
        groups = []
        for conversation in tuple(self._desk.conversations):
            # Whoever leaves the desk while others' lines are read is not found any more.
            if conversation in self._desk:
                await self._read(conversation)
            if conversation in self._desk:
                groups.append(self._group(conversation, query))
        return Findings.of(query, [group for group in groups if group is not None], MOST_LISTED)

    def _group(self, conversation: ConversationId, query: Query) -> Group | None:
        pages = [(source, page) for source, page in self._pages.items() if _of(source, conversation)]
        wanted = query.within(self._desk[conversation].customer.name)
        return group_of(conversation, pages, wanted, _OF_ONE, _RANKED)

    def passage(self, hit: Hit, lines: int) -> Passage:
        """Return a hit with so many lines before it and behind it."""
        page = self._pages.get(hit.source)
        all_lines = () if page is None else page.lines
        before = [one for one in all_lines[: hit.place] if one.text][-lines:]
        after = [one for one in all_lines[hit.place + 1 : hit.place + 1 + 2 * lines] if one.text][:lines]
        return Passage(tuple(before), hit.spoken, tuple(after))

    def read_past(self) -> Progress:
        """Have more of the earlier chats read, a few at a time, and return how far that has come."""
        read = of = failed = under_way = 0
        waiting: list[tuple[ConversationId, Case]] = []
        for conversation, case in self._past():
            reading = self._case_lines.of(conversation, case)
            of += 1
            if case.lines or (reading is not None and reading.freshness is Freshness.FRESH):
                read += 1
            elif reading is None:
                waiting.append((conversation, case))
            elif reading.freshness is Freshness.FAILED:
                failed += 1
            else:
                under_way += 1
        for conversation, case in waiting[: max(0, _AT_ONCE - under_way)]:
            self._case_lines.read(conversation, case)
        return Progress(read, of, failed)

    def case(self, hit: Hit) -> Case | None:
        """Return the earlier chat in which a hit stands; None for one in an open conversation."""
        source = hit.source
        if not source.case or source.conversation not in self._desk:
            return None
        conversation = source.conversation
        cases = self._records.of(conversation).cases
        found = (case for case in cases if case.id == source.case)
        return next((case for case in found if self._searched(conversation, case)), None)

    async def _read(self, conversation: ConversationId) -> None:
        """Read what is new in a conversation, and in its customer's earlier chats."""
        page = self._pages.setdefault(Source(conversation), Page())
        messages = self._desk[conversation].messages
        while (end := len(page.lines) + _STEP) < len(messages):
            page.tell(messages[:end])
            await asyncio.sleep(0)
        page.tell(messages)
        await asyncio.sleep(0)
        if conversation in self._desk:
            self._read_chats(conversation)

    def _read_chats(self, conversation: ConversationId) -> None:
        """Take over the earlier chats that have been read, and let go of those that are not theirs."""
        known = {source.case for source in self._pages if source.conversation == conversation and source.case}
        for case in self._chats(conversation):
            lines = self._lines(conversation, case)
            if lines:
                self._pages.setdefault(Source(conversation, case.id), Page()).recount(lines)
                known.discard(case.id)
        for gone in known:
            del self._pages[Source(conversation, gone)]

    def _lines(self, conversation: ConversationId, case: Case) -> Sequence[CaseLine]:
        """Return what is known of an earlier chat and not told by the open conversation as well."""
        reading = self._case_lines.of(conversation, case)
        lines = case.lines or (reading.lines if reading is not None else ())
        messages = self._desk[conversation].messages
        if not messages or not lines:
            return lines
        begun = messages[0].sent_at
        return list(takewhile(lambda line: line.at is None or line.at < begun, lines))

    def _past(self) -> Iterator[tuple[ConversationId, Case]]:
        for conversation in self._desk.conversations:
            for case in self._chats(conversation):
                yield conversation, case

    def _chats(self, conversation: ConversationId) -> Sequence[Case]:
        cases = self._records.of(conversation).cases
        return [case for case in cases if self._searched(conversation, case)][:_PAST_CHATS]

    def _searched(self, conversation: ConversationId, case: Case) -> bool:
        """Whether what was said in an earlier contact can be known."""
        told = case.contact is Contact.CHAT and self._case_lines.told(conversation)
        return bool(case.lines) or told

    def _forget_the_gone(self) -> None:
        for source in [source for source in self._pages if source.conversation not in self._desk]:
            del self._pages[source]


def _of(source: Source, conversation: ConversationId) -> bool:
    return source.conversation == conversation
