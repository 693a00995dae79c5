"""Sent replies of one language, by what stands before each of their words and by what they answered."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from math import log, sqrt
from typing import Final

from agent_console.assist.phrase.index import Index
from agent_console.assist.phrase.vocabulary import Vocabulary
from agent_console.domain.phrase import LearntReply

BEGIN, END = "\ue010", "\ue011"
_LEAD: Final = 2
"""How many beginnings stand before the first word, so that each word has two before it."""
_COMMON: Final = 0.1
"""What belongs to more than this share of all replies tells nothing about one."""
_FEW: Final = 50
"""What belongs to no more replies than this may tell something, however few there are."""
_STEP: Final = 12
"""Words of a context that are looked up in one step."""
_MOST_ALIKE: Final = 40
_MOST_RANKED: Final = 120
"""Of the replies that share words of one weight, as many are compared as wholes."""
_MOST_COUNTED: Final = 500
"""Of the replies with some word in their context, as many of the newest are looked at."""
_WEIGHTS: Final = 8
"""Rare words count by steps of this many."""
_FLOOR: Final = 5
"""Words that any context counts as more than it has: a short one is not like everything."""


class Corpus:
    """Grows by one reply at a time; a position is a word's place in all of them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.begin = vocabulary.number(vocabulary.key(BEGIN))
        self.end = vocabulary.number(vocabulary.key(END))
        self.words = array("I")
        """The number of the word at each position."""
        self.replies = array("I")
        """Which reply each position belongs to."""
        self.customers: list[int] = []
        """By reply."""
        self.counts: Counter[int] = Counter()
        """How often each word was said."""
        self._starts = array("I")
        self._sizes = array("I")
        self._after = Index()
        self._answering = Index()

    def __len__(self) -> int:
        return len(self.customers)

    def add(self, reply: LearntReply) -> None:
        """Learn a reply."""
        place, numbers = len(self.customers), [self.vocabulary.number(key) for key in reply.words]
        self.customers.append(reply.customer)
        self._starts.append(len(self.words) + _LEAD)
        self._sizes.append(len(reply.context))
        sequence = [self.begin] * _LEAD + numbers + [self.end]
        first, folds = len(self.words), self.vocabulary.folds
        self.words.extend(sequence)
        self.counts.update(numbers)
        self.replies.extend([place] * len(sequence))
        for at in range(_LEAD, len(sequence)):
            self._after.add(_pair(folds[sequence[at - 2]], folds[sequence[at - 1]]), first + at)
        for word in reply.context:
            self._answering.add(word, place)

    def behind(self, before: int, last: int, most: int) -> Iterable[int]:
        """Return the newest positions behind two words, which are given by their folds."""
        return self._after.newest(_pair(before, last), most)

    def alike(self, context: Sequence[int]) -> Iterator[dict[int, float]]:
        """Find the replies that answered most nearly the same, each with its likeness, at most 1.

        It comes in steps, each of which yields what is found by then; the last is all.
        """
        shared: dict[int, Counter[int]] = defaultdict(Counter)
        for at in range(0, len(context), _STEP):
            self._share(context[at : at + _STEP], shared)
            yield {}
        likely: set[int] = set()
        for counts in shared.values():
            likely.update(reply for reply, _ in counts.most_common(_MOST_RANKED))
            yield {}
        yield self._ranked(likely, shared)

    def _ranked(self, replies: Iterable[int], shared: Mapping[int, Counter[int]]) -> dict[int, float]:
        """Return the best of some replies, by the words that their contexts share."""
        scores = (
            (sum(weight * counts[reply] for weight, counts in shared.items()), reply) for reply in replies
        )
        sizes = self._sizes
        ranked = ((score / sqrt(sizes[reply] + _FLOOR), reply) for score, reply in scores)
        found = nlargest(_MOST_ALIKE, ranked)
        return {reply: score / found[0][0] for score, reply in found}

    def _share(self, context: Sequence[int], shared: dict[int, Counter[int]]) -> None:
        """Count for each reply the words that its context shares, apart for every weight."""
        total = len(self)
        for word in context:
            count = self._answering.count(word)
            if 0 < count <= max(_FEW, total * _COMMON):
                weight = max(1, round(log(total / count) ** 2))
                places = self._answering.newest(word, _MOST_COUNTED)
                shared[-(-weight // _WEIGHTS) * _WEIGHTS].update(places)

    def positions(self, reply: int) -> Iterator[int]:
        """Yield the positions of a reply's words and of its end."""
        position = self._starts[reply]
        while True:
            yield position
            if self.words[position] == self.end:
                return
            position += 1


def _pair(before: int, last: int) -> int:
    return before << 32 | last
