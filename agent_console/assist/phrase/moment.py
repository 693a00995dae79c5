"""One moment of one conversation: what the reply that is being written now may go on with."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from operator import itemgetter
from typing import Final

from agent_console.assist.phrase.completion import Completion
from agent_console.assist.phrase.continuation import Continuation, Weighed
from agent_console.assist.phrase.corpus import BEGIN, Corpus
from agent_console.assist.phrase.person import Person
from agent_console.assist.phrase.slot import is_slot
from agent_console.assist.phrase.token import identifies, tokens
from agent_console.assist.phrase.vocabulary import Vocabulary

_BY_LENGTH: Final = (0.0, 0.25, 1.0, 3.0, 7.0, 12.0, 16.0)
"""What a position counts by how many words before it are the same; the last is for all of them."""
_ANY: Final = 0.15
"""What counts in a reply that answered something else, beside what one counts that answered the same."""
_ALIKE: Final = 4.0
_MOST_BEHIND: Final = 200
_MOST_WEIGHED: Final = 120
_LEAST_BEGUN: Final = 2
"""Characters of a number after which it may be completed from what was said in this conversation."""
_LEAST_LETTERS: Final = 4
"""The same for a word without any digit: there are many."""
_LEAST_REST: Final = 3
_TAIL: Final = 500
"""Characters before the cursor that are read with each key: the end of a draft tells how it goes on."""


class Moment:
    """What was written to others in moments like this one, and what this conversation itself has."""

    def __init__(
        self, corpus: Corpus, alike: Mapping[int, float], person: Person, own: Iterable[str]
    ) -> None:
        """`alike` are replies that answered the same; `own` are words of this conversation, newest first."""
        self._corpus = corpus
        self._person = person
        self._continuation = Continuation(corpus, person.filled)
        self._weights = {reply: _ANY + _ALIKE * likeness**2 for reply, likeness in alike.items()}
        self._completion = Completion(corpus, self._weights)
        self._near = self._positions_near()
        self._own = tuple(dict.fromkeys(own))
        self._weighed: tuple[tuple[str, ...], Weighed] = ((BEGIN,), [])

    @classmethod
    def prepared(
        cls, corpus: Corpus, context: Sequence[int], person: Person, said: Sequence[str]
    ) -> "Iterator[Moment | None]":
        """Make one in steps: yield None behind each, and the moment last. `context` is given in keys."""
        found: Mapping[int, float] = {}
        for alike in corpus.alike(context):
            found = alike
            yield None
        own: list[str] = []
        for text in reversed(said):
            own += _long(text)
            yield None
        yield cls(corpus, found, person, own)

    def rest(self, written: str) -> str:
        """Return how what is written may go on; empty when nothing is likely enough."""
        before, begun = _begun(written[-_TAIL:])
        fitting = self._fitting(before, begun)
        found = self._continuation.best(begun, fitting) or self._own_word(begun)
        return found or self._completion.best(before, begun, fitting)

    def _positions_near(self) -> dict[int, list[int]]:
        """Return the positions in replies that answered the same, by the fold of the word before."""
        near: dict[int, list[int]] = defaultdict(list)
        words, folds = self._corpus.words, self._corpus.vocabulary.folds
        for reply in self._weights:
            for position in self._corpus.positions(reply):
                near[folds[words[position - 1]]].append(position)
        return near

    def _fitting(self, before: Sequence[str], begun: str) -> Weighed:
        """Return the positions behind these words whose word begins like the one that is begun."""
        weighed = self._behind(before)
        if not begun:
            return weighed
        words, vocabulary, start = self._corpus.words, self._corpus.vocabulary, begun.casefold()
        fits: dict[int, bool] = {}
        fitting = []
        for position, weight in weighed:
            word = words[position]
            known = fits.get(word)
            if known is None:
                known = fits[word] = self._begins(vocabulary, word, start)
            if known:
                fitting.append((position, weight))
        return fitting

    def _begins(self, vocabulary: Vocabulary, word: int, start: str) -> bool:
        folded = vocabulary.folded[word]
        return (self._person.filled(folded).casefold() if is_slot(folded) else folded).startswith(start)

    def _behind(self, before: Sequence[str]) -> Weighed:
        """Return the weighed positions behind some words; they are remembered until the next word."""
        key = tuple(before[-len(_BY_LENGTH) :])
        if self._weighed[0] != key:
            self._weighed = (key, self._weigh([self._person.masked(token) for token in key], len(before)))
        return self._weighed[1]

    def _weigh(self, before: Sequence[str], count: int) -> Weighed:
        corpus, vocabulary = self._corpus, self._corpus.vocabulary
        lead = [corpus.begin] * 2 if count < len(_BY_LENGTH) else []
        folds = lead + [vocabulary.fold(token) for token in before]
        found = {*corpus.behind(folds[-2], folds[-1], _MOST_BEHIND), *self._near.get(folds[-1], ())}
        weights, replies = self._weights, corpus.replies
        every = (
            (position, _BY_LENGTH[self._same(position, folds)] * weights.get(replies[position], _ANY))
            for position in found
        )
        return nlargest(_MOST_WEIGHED, every, key=itemgetter(1, 0))

    def _same(self, position: int, folds: Sequence[int]) -> int:
        """Return how many words before a position are these; the most when it is all from the beginning."""
        words, known, begin = self._corpus.words, self._corpus.vocabulary.folds, self._corpus.begin
        most = len(_BY_LENGTH) - 1
        for length, fold in enumerate(reversed(folds[-most:])):
            if fold < 0 or known[words[position - length - 1]] != fold:
                return length
            if fold == begin:
                return most
        return most

    def _own_word(self, begun: str) -> str:
        """Return the rest of the one word of this conversation that begins so, such as an order's number."""
        bare = begun.lstrip()
        if len(bare) < _LEAST_BEGUN:
            return ""
        found = [word for word in self._own if word.startswith(bare)]
        sure = len(found) == 1 and (identifies(found[0]) or len(bare) >= _LEAST_LETTERS)
        rest = found[0][len(bare) :] if sure else ""
        return rest if len(rest) >= _LEAST_REST else ""


def _begun(written: str) -> tuple[list[str], str]:
    """Return the words before, and the last one, which may go on; a line break never does."""
    parts = tokens(written)
    if not parts or parts[-1] == "\n":
        return parts, ""
    return parts[:-1], parts[-1]


def _long(text: str) -> Iterator[str]:
    """Yield the words of a message that are worth completing."""
    return (word for token in tokens(text) if len(word := token.strip()) >= _LEAST_BEGUN + _LEAST_REST)
