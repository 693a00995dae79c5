"""The words that are often written at this desk, which are right, and likelier meant than others."""

import asyncio
from collections.abc import Iterable

from agent_console.assist.spelling.word import words
from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.guard.language.common_word import COMMON_WORDS
from agent_console.services.library import Library
from agent_console.snippets.book import Book

_LATEST = 50
"""Messages of a conversation that are looked at."""
_NORWEGIAN = {"nb": "no", "nn": "no"}
"""How the common words call Bokmål and Nynorsk, which they do not tell apart."""


class UsualWords:
    """Reads the canned replies once for each language, beside the session."""

    def __init__(self, desk: Desk, library: Library) -> None:
        self._desk = desk
        self._library = library
        self._book: Book | None = None
        self._canned: dict[str, frozenset[str]] = {}

    async def prepare(self, language: str) -> None:
        """Read the replies of a language, unless they are read; of many, that takes a while."""
        code, book = _code(language), self._library.book
        if self._book is not book:
            self._book, self._canned = book, {}
        if code not in self._canned:
            words = await asyncio.to_thread(usual, book, code)
            if self._book is book:
                self._canned[code] = words

    def canned(self, language: str) -> frozenset[str]:
        """Return the words that the company's own replies use, folded, and the language's commonest ones.

        Empty until they are prepared.
        """
        return self._canned.get(_code(language), frozenset())

    def of(self, conversation: ConversationId, language: str) -> frozenset[str]:
        """Return those, and the words of a held conversation; folded."""
        messages = self._desk[conversation].messages[-_LATEST:] if conversation in self._desk else ()
        return self.canned(language) | _folded(message.text for message in messages)


def usual(book: Book, code: str) -> frozenset[str]:
    """Return the words of canned replies in a language, and its commonest ones; `code` has two letters."""
    common = COMMON_WORDS.get(_NORWEGIAN.get(code, code), "").split()
    return _folded(_texts(book, code)).union(common)


def _code(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def _texts(book: Book, code: str) -> Iterable[str]:
    for snippet in book.snippets:
        for wording in snippet.wordings:
            if wording.tag.partition("-")[0].lower() in (code, ""):
                yield wording.text


def _folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word.text.casefold() for text in texts for word in words(text))
