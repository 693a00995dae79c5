"""The words that are often written at this desk, by which the likeliest correction is chosen."""

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
    """Reads the canned replies once for each language, when a correction is asked for."""

    def __init__(self, desk: Desk, library: Library) -> None:
        self._desk = desk
        self._library = library
        self._book: Book | None = None
        self._canned: dict[str, frozenset[str]] = {}

    def of(self, conversation: ConversationId, language: str) -> frozenset[str]:
        """Return the words of a language and of a held conversation, folded."""
        if self._book is not self._library.book:
            self._book, self._canned = self._library.book, {}
        code = language.partition("-")[0].lower()
        if code not in self._canned:
            self._canned[code] = usual(self._library.book, code)
        held = self._desk[conversation]
        return self._canned[code] | _folded(message.text for message in held.messages[-_LATEST:])


def usual(book: Book, code: str) -> frozenset[str]:
    """Return the words of canned replies in a language, and its commonest ones; `code` has two letters."""
    common = COMMON_WORDS.get(_NORWEGIAN.get(code, code), "").split()
    return _folded(_texts(book, code)).union(common)


def _texts(book: Book, code: str) -> Iterable[str]:
    for snippet in book.snippets:
        for wording in snippet.wordings:
            if wording.tag.partition("-")[0].lower() in (code, ""):
                yield wording.text


def _folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word.text.casefold() for text in texts for word in words(text))
