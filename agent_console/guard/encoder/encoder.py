"""A small dual encoder: how well a reply continues a dialogue, as products of vectors."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from agent_console.domain.chat import Author
from agent_console.guard.encoder.token import buckets
from agent_console.guard.encoder.view import (
    ALL_CUSTOMER,
    LAST_AGENT,
    LAST_CUSTOMER,
    MOST_TURNS,
    RECENT_AGENT,
    Array,
    state,
    views,
)
from agent_console.guard.encoder.weights import Weights, normalized, read, shipped

SIMILARITIES: Final = (
    "continues",
    "last_customer",
    "last_agent",
    "all_customer",
    "recent_agent",
    "answers",
)
"""What each figure of `Encoder.similarities` compares the reply with.

`continues`: all of the dialogue, in units of log-odds against another dialogue; `answers` is the part of it
that single turns have, by a soft maximum. The others: the words of parts of the dialogue, from -1 to 1.
"""
_PARTS: Final = (LAST_CUSTOMER, LAST_AGENT, ALL_CUSTOMER, RECENT_AGENT)

NOTHING_FITS: Final = 1e-3
"""What stands in the soft maximum beside the turns, so that it has a smallest value."""


class Turn(NamedTuple):
    """One message as the encoder remembers it."""

    author: Author
    vector: Array
    key: Array
    """What a reply may look for in it."""
    next_key: Array
    """What it adds to that of the next turn."""


class Context(NamedTuple):
    """A dialogue so far, ready to be compared with replies."""

    views: Array
    """What the next reply should look like, then parts of the dialogue, one a row; each of length 1."""
    keys: Array
    """What its turns offer a reply, one a row; each of length 1."""
    shares: Array
    """How much each turn counts."""


class Reply(NamedTuple):
    """A draft, ready to be compared with dialogues."""

    whole: Array
    """What it looks like as the next reply; of length 1."""
    words: Array
    """What it is made of; of length 1."""
    query: Array
    """What it looks for in a turn, at the length that makes the best one stand out."""


class Encoder:
    """Turns replies and dialogues into vectors that are close when the reply continues the dialogue.

    Texts and dialogues are turned into vectors once; comparing them is a handful of products.
    """

    def __init__(self, weights: Weights) -> None:
        """Take what was learnt."""
        self._weights = weights
        attention = weights.attention
        self._shares = np.exp(attention.ages)
        self._sharpness, self._strength = attention.strength.tolist()

    @classmethod
    def load(cls, content: bytes | None = None) -> "Encoder":
        """Read the weights that ship with the package, or the content of another such file.

        Raises EncoderError.
        """
        return cls(read(shipped() if content is None else content))

    def turn(self, author: Author, text: str) -> Turn:
        """Return one message of a dialogue as vectors; to be kept, so that it is made only once."""
        vector, attention = self._pool(text), self._weights.attention
        to_key = attention.customer_key if author is Author.CUSTOMER else attention.agent_key
        return Turn(author, vector, to_key @ vector, attention.before_key @ vector)

    def context(self, turns: Sequence[Turn]) -> Context:
        """Return a dialogue, oldest turn first, as vectors; to be kept until the next turn."""
        heard = [turn for turn in turns if turn.author is not Author.SYSTEM][-MOST_TURNS:]
        by_customer = [turn.author is Author.CUSTOMER for turn in heard]
        seen = views(by_customer) @ self._rows([turn.vector for turn in heard])
        whole = self._weights.context(np.concatenate((seen.ravel(), state(by_customer))))
        keys = self._rows([turn.key for turn in heard])
        keys[1:] += self._rows([turn.next_key for turn in heard[:-1]])
        shares = self._shares_of(by_customer)
        parts = normalized(seen[list(_PARTS)])
        return Context(np.concatenate((whole[None], parts)), normalized(keys), shares)

    def reply(self, text: str) -> Reply:
        """Return a draft as vectors."""
        words, weights = self._pool(text), self._weights
        query = normalized(weights.attention.query @ words) * np.float32(self._sharpness)
        return Reply(weights.reply(words), normalized(words), query)

    def similarities(self, reply: Reply, contexts: Sequence[Context]) -> Array:
        """Return how alike a reply and each of some dialogues are: one row a dialogue, see `SIMILARITIES`."""
        matches = _sums(
            np.concatenate([context.shares for context in contexts])
            * np.exp(np.concatenate([context.keys for context in contexts]) @ reply.query),
            [len(context.shares) for context in contexts],
        )
        answers = self._strength * np.log(matches + NOTHING_FITS)
        views = np.array([context.views for context in contexts])
        follows = views[:, 0] @ reply.whole * self._weights.scale
        words = views[:, 1:] @ reply.words
        return np.column_stack((follows + answers, words, answers))

    def _pool(self, text: str) -> Array:
        """Return the sum of what a text's buckets stand for, its length evened out."""
        rows = buckets(text)
        table, steps = self._weights.table, self._weights.steps
        total = steps.take(rows) @ table.take(rows, axis=0).astype(np.float32)
        return np.asarray(total / np.sqrt(len(rows)), np.float32)

    def _rows(self, vectors: Sequence[Array]) -> Array:
        return np.array(vectors, np.float32).reshape(-1, self._weights.table.shape[1])

    def _shares_of(self, by_customer: Sequence[bool]) -> Array:
        """Return how much each turn counts in the soft maximum, by its author and its age."""
        ages = np.minimum(np.arange(len(by_customer))[::-1], self._shares.shape[1] - 1)
        sides = np.where(by_customer, 0, 1)
        return np.asarray(self._shares[sides, ages], np.float32)


def _sums(values: Array, lengths: Sequence[int]) -> Array:
    """Return the sums of parts of a row that have these lengths; of none it is 0."""
    ends = np.cumsum(lengths)
    running = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    found: Array = running[ends] - running[ends - lengths]
    return found
