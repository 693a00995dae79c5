"""Whether a reply says that the agent will be back, and by when, in four languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from agent_console.assist import pledge
from agent_console.assist.due.english import ENGLISH
from agent_console.assist.due.german import GERMAN
from agent_console.assist.due.norwegian import NORWEGIAN
from agent_console.assist.due.reading import Reader
from agent_console.assist.due.russian import RUSSIAN
from agent_console.assist.language import pattern
from agent_console.assist.language.pattern import FULFILMENT, OUTCOME, UNBINDING, Speech
from agent_console.assist.pledge import Kind
from agent_console.assist.sentence import Sentence, sentences

MOST_CHARACTERS = 1_000
"""How much of a reply is read."""
_TELLING = 40
"""Characters from which a reply says something of its own."""
_READERS = tuple(map(Reader, (ENGLISH, GERMAN, NORWEGIAN, RUSSIAN)))


@dataclass(frozen=True, slots=True)
class Return:
    """The agent said to be back."""

    until: datetime | None
    """By when (aware); None where the reply only says soon."""


def prepare() -> None:
    """Make ready what takes a moment: the first reply that is read would have to wait for it."""
    pattern.prepare()
    for reader in _READERS:
        reader.prepare()


def promised(text: str, now: datetime) -> Return | None:
    """Return the first promise of a raw reply that names a time, or else one to be back soon; None for none.

    Times of day are local ones, and the next such; `now` (aware) is when the reply was written. Questions,
    offers and conditions promise nothing, nor does what the company will do.
    """
    soon: Return | None = None
    for words in _binding(text):
        for reader in _READERS:
            place = reader.back(words)
            if place is None:
                continue
            if (until := reader.until(words, place, now)) is not None:
                return Return(until)
            if soon is None and reader.soon(words):
                soon = Return(None)
    return soon


def tells(text: str) -> bool:
    """Return whether a raw reply is the news that was promised, rather than `one moment` or `thank you`.

    Nor is it news that the agent will be back, at whatever time.
    """
    speech = Speech(text[:MOST_CHARACTERS])
    if speech.says(FULFILMENT) or speech.says(OUTCOME):
        return True
    return len(speech.words) >= _TELLING and not pending(text)


@lru_cache(maxsize=256)
def pending(text: str) -> bool:
    """Return whether a raw reply leaves the customer waiting: for what is looked up, or for a return."""
    if any(map(_searches, sentences(text[:MOST_CHARACTERS]))):
        return True
    return any(reader.back(words) is not None for words in _binding(text) for reader in _READERS)


def _searches(sentence: Sentence) -> bool:
    """Whether a sentence only says that something is being looked up."""
    reading = pledge.read(Speech(sentence.words))
    return reading is not None and reading.kind is Kind.SEARCH


def _binding(text: str) -> Iterator[str]:
    """Yield the sentences that can bind, as they are read: no questions, and no conditions."""
    for sentence in sentences(text[:MOST_CHARACTERS]):
        speech = Speech(sentence.words)
        if "?" not in speech.words and not speech.says(UNBINDING):
            yield " ".join(speech.words.split())
