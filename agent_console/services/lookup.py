"""Which words dictionaries have: asked beside the session, and remembered."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from typing import Final

from agent_console.domain.spelling import Candidate
from agent_console.ports import Speller, SpellerError

_MOST_KNOWN: Final = 50_000
"""Words that are remembered."""

_log = logging.getLogger(__name__)


class Lookup:
    """Answers at once as far as it knows, and finds out the rest."""

    def __init__(
        self,
        speller: Speller | None,
        learned: Callable[[], None],
        prepare: Callable[[str], Awaitable[None]] | None = None,
    ) -> None:
        """`learned` is called whenever more is known; `prepare` is awaited for a language before."""
        self.trouble = ""
        """Why words are not looked up any more; one line for a person, or empty."""
        self._speller = speller
        self._prepare = prepare
        self._learned = learned
        self._right: dict[tuple[str, str], bool] = {}
        self._unwritten: set[str] = set()
        self._wanted: dict[str, set[str]] = defaultdict(set)
        self._wake = asyncio.Event()
        self._at_work = False

    @property
    def enabled(self) -> bool:
        """Whether there is anything to look words up in."""
        return self._speller is not None

    @property
    def busy(self) -> bool:
        """Whether words are being looked up, or wait for it."""
        return self._at_work or bool(self._wanted)

    def has(self, language: str) -> bool:
        """Whether there may be a dictionary for a language: known only once a word has been asked for."""
        return self.enabled and language not in self._unwritten

    def right(self, language: str, word: str) -> bool | None:
        """Return whether a word is spelt right in a language; None while nobody knows."""
        return self._right.get((language, word))

    def want(self, language: str, words: Iterable[str]) -> None:
        """Have words looked up that nobody knows yet; returns at once."""
        unknown = {word for word in words if (language, word) not in self._right}
        if unknown and self.has(language):
            self._wanted[language] |= unknown
            self._wake.set()

    async def candidates(self, language: str, word: str) -> Sequence[Candidate]:
        """Return what may have been meant by a misspelt word; nothing where that cannot be told."""
        if self._speller is None:
            return ()
        try:
            return await self._speller.candidates(language, word)
        except SpellerError as error:
            self._note(error)
            return ()

    async def tend(self) -> None:
        """Find out what is wanted, for as long as the session runs."""
        while self._speller is not None:
            await self._wake.wait()
            self._wake.clear()
            wanted, self._wanted = self._wanted, defaultdict(set)
            self._at_work = True
            found = [await self._find_out(self._speller, *each) for each in wanted.items()]
            self._at_work = False
            # Not after a failure: whoever is told looks again, asks again, and would never have an end.
            if any(found):
                self._learned()

    async def _find_out(self, speller: Speller, language: str, wanted: Collection[str]) -> bool:
        """Look words up, and return whether any is known now."""
        words = sorted(wanted)
        try:
            if not await speller.knows(language):
                self._unwritten.add(language)
                return False
            if self._prepare is not None:
                await self._prepare(language)
            right = await speller.right(language, words)
        except SpellerError as error:
            self._note(error)
            return False
        if len(self._right) > _MOST_KNOWN:
            self._right.clear()
        self._right |= {(language, word): one for word, one in zip(words, right, strict=True)}
        self.trouble = ""
        return True

    def _note(self, error: SpellerError) -> None:
        self.trouble = str(error)
        _log.warning("%s", error)
