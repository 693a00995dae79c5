"""The rest of the word that is begun, where no longer phrase is likely enough: the commonest one here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from agent_console.assist.phrase.continuation import LEAST_CHARACTERS, LEAST_SURE, Weighed
from agent_console.assist.phrase.corpus import Corpus
from agent_console.assist.phrase.token import starts_sentence

_USUAL: Final = 2_000
"""A word counts by how often it comes in so many, beside what it counts in replies to the same."""
_UNKNOWN: Final = 0.3
"""The weight of all words that were never written before."""


class Completion:
    """Knows which words are usual in one moment, those in answers to the same most of all."""

    def __init__(self, corpus: Corpus, weights: Mapping[int, float]) -> None:
        """`weights` says of replies that answered the same how much each counts."""
        self._corpus = corpus
        self._near: dict[int, float] = defaultdict(float)
        for reply, weight in weights.items():
            for position in corpus.positions(reply):
                self._near[corpus.words[position]] += weight

    def best(self, before: Sequence[str], begun: str, live: Weighed) -> str:
        """Return the rest of the word behind `begun`, which stands behind the words `before`.

        `live` are weighed positions that go on so. It is empty when no word is likely enough, nor common
        enough to be told to anybody.
        """
        if not begun.strip():
            return ""
        word = self._likeliest(begun, live)
        vocabulary, first = self._corpus.vocabulary, not before or starts_sentence(before[-1])
        if word is None or not vocabulary.offered(word, first):
            return ""
        rest = vocabulary.texts[word][len(begun) :]
        return rest if len(rest) >= LEAST_CHARACTERS else ""

    def _likeliest(self, begun: str, live: Weighed) -> int | None:
        """Return the word that begins so, in its usual case; None when none is likely enough."""
        counts, folds = self._counts(begun.casefold(), live), self._corpus.vocabulary.folds
        together: dict[int, float] = defaultdict(float)
        for word, count in counts.items():
            together[folds[word]] += count
        most = max(together.values(), default=0.0)
        if most < LEAST_SURE * (sum(together.values()) + _UNKNOWN):
            return None
        return max((word for word in counts if together[folds[word]] == most), key=lambda word: counts[word])

    def _counts(self, start: str, live: Weighed) -> dict[int, float]:
        """Return how much speaks for each of the words that begin so."""
        corpus, near = self._corpus, self._near
        each = _USUAL / max(_USUAL, len(corpus.words))
        words = corpus.vocabulary.beginning(start)
        counts = {word: corpus.counts[word] * each + near.get(word, 0.0) for word in words}
        for position, weight in live:
            if corpus.words[position] in counts:
                counts[corpus.words[position]] += weight
        return counts
