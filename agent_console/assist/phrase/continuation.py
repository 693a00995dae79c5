"""How a draft may go on: what followed in earlier replies, weighed, and as far as it is worth offering."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from agent_console.assist.phrase.corpus import Corpus
from agent_console.assist.phrase.token import starts_sentence
from agent_console.assist.phrase.vocabulary import LEAST_CUSTOMERS

LEAST_SURE: Final = 0.6
"""How likely all of an offer must be: less would save more keys, and be wrong more often."""
UNKNOWN: Final = 0.6
"""The weight of whatever was never written before; less with each word that comes as it did before."""
_MOST_WORDS: Final = 60
LEAST_CHARACTERS: Final = 2

Weighed = list[tuple[int, float]]
"""Positions, and how much each counts."""


@dataclass(slots=True)
class _Offer:
    text: str = ""
    sure: float = 1.0
    worth: float = 0.0


class Continuation:
    """Follows weighed positions word by word, each time to what most of them have."""

    def __init__(self, corpus: Corpus, fill: Callable[[str], str], least_sure: float = LEAST_SURE) -> None:
        """`fill` gives a word its form for this customer; empty ends the offer."""
        self._corpus = corpus
        self._fill = fill
        self._least_sure = least_sure

    def best(self, begun: str, live: Weighed) -> str:
        """Return what is worth most behind `begun`, the part of the first word that stands there already."""
        path, best = _Offer(), _Offer()
        for step in range(_MOST_WORDS):
            word, live, share = self._next(live, UNKNOWN / (step + 1))
            text = self._text(word, live)
            if not text:
                break
            path = _Offer(path.text + (text if step else text[len(begun) :]), path.sure * share)
            worth = path.sure * (len(path.text) - 1)
            if len(path.text) >= LEAST_CHARACTERS and path.sure >= self._least_sure and worth > best.worth:
                best = _Offer(path.text, path.sure, worth)
            if path.sure < self._least_sure:
                break
        return best.text

    def _next(self, live: Weighed, unknown: float) -> tuple[int, Weighed, float]:
        """Return the likeliest next word, the positions behind it, and its share."""
        words = self._corpus.words
        shares: dict[int, float] = defaultdict(float)
        for position, weight in live:
            shares[words[position]] += weight
        if not shares:
            return self._corpus.end, [], 0.0
        best = max(shares, key=lambda word: (shares[word], -word))
        behind = [(position + 1, weight) for position, weight in live if words[position] == best]
        return best, behind, shares[best] / (unknown + sum(shares.values()))

    def _text(self, word: int, live: Weighed) -> str:
        """Return a word as it is offered to this customer; empty when it must not be, or the reply ends."""
        corpus, vocabulary = self._corpus, self._corpus.vocabulary
        if word == corpus.end or not live:
            return ""
        customers = {corpus.customers[corpus.replies[position - 1]] for position, _ in live}
        before = corpus.words[live[0][0] - 2]
        first = before == corpus.begin or starts_sentence(vocabulary.texts[before])
        offered = len(customers) >= LEAST_CUSTOMERS and vocabulary.offered(word, first)
        return self._fill(vocabulary.texts[word]) if offered else ""
