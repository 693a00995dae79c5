"""Which languages are spoken in one conversation, message by message."""

from dataclasses import dataclass, field
from typing import Final

from agent_console.domain.chat import Author
from agent_console.guard.language.recognition import FEWEST_WORDS, MOST_CHARACTERS, alike, language_of

_MOST_WORDS: Final = 5 * FEWEST_WORDS
"""How many words of short messages are kept, to be told together."""


@dataclass(slots=True)
class Speech:
    """The languages that were surely spoken so far."""

    language: str = ""
    """What the customer speaks: the language of their last message that tells; empty when unsure."""
    heard: set[str] = field(default_factory=set)
    """Every language that the customer or an agent has used, or the customer's profile names."""
    _unsure: list[str] = field(default_factory=list)
    """Words of the customer's messages that by themselves are too short to tell."""

    @classmethod
    def of(cls, tag: str) -> "Speech":
        """Begin with the language of the profile, as a BCP 47 tag; it may be empty."""
        return cls(heard={tag.partition("-")[0].casefold()} - {""})

    def hear(self, author: Author, text: str) -> None:
        """Add one message; what programs write says nothing of the languages that are understood."""
        if author not in (Author.CUSTOMER, Author.AGENT):
            return
        language = language_of(text)
        if author is Author.CUSTOMER:
            if not language:
                self._unsure = [*self._unsure, *text[:MOST_CHARACTERS].split()][-_MOST_WORDS:]
                language = language_of(" ".join(self._unsure))
            self.language = language or self.language
        if language:
            self.heard.add(language)

    def excludes(self, language: str) -> bool:
        """Whether the customer surely speaks another language, and nobody here has ever used this one."""
        return bool(self.language) and not any(alike(language, known) for known in self.heard)

    def fits(self, language: str) -> bool:
        """Whether it is the language that the customer speaks."""
        return self.language == language
