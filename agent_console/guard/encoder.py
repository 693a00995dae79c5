"""A small dual encoder: how well a reply continues a dialogue, as a product of two vectors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from io import BytesIO
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from agent_console.domain.chat import Author
from agent_console.guard.token import BUCKETS, buckets
from agent_console.guard.view import (
    ALL_CUSTOMER,
    LAST_AGENT,
    LAST_CUSTOMER,
    RECENT_AGENT,
    STATES,
    VIEWS,
    state,
    views,
)

Array = NDArray[np.float32]

WEIGHTS: Final = "encoder.weights"
"""The file of weights beside this module."""
_MAGIC: Final = b"agent-console encoder\n"
_OTHER_VERSION: Final = (
    f"The encoder's weights were made for another version: {WEIGHTS}. Install the program again."
)

SIMILARITIES: Final = ("continues", "last_customer", "last_agent", "all_customer", "recent_agent")
"""What each figure of `Encoder.similarities` compares the reply with: the dialogue as a whole, in units of
log-odds against another dialogue, then parts of it, from -1 to 1."""
_PARTS: Final = (LAST_CUSTOMER, LAST_AGENT, ALL_CUSTOMER, RECENT_AGENT)


class EncoderError(Exception):
    """The file of weights is damaged, or made for another version; the message is for a person."""


class Turn(NamedTuple):
    """One message as the encoder remembers it."""

    author: Author
    vector: Array


class Context(NamedTuple):
    """A dialogue so far, ready to be compared with replies."""

    whole: Array
    """What the next reply should look like; of length 1."""
    parts: Array
    """Views of the dialogue, one a row; each of length 1."""


class Reply(NamedTuple):
    """A draft, ready to be compared with dialogues."""

    whole: Array
    """What it looks like as the next reply; of length 1."""
    words: Array
    """What it is made of; of length 1."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What one side of the encoder has learnt: a product, and a hidden layer beside it."""

    direct: Array
    hidden: Array
    hidden_bias: Array
    out: Array
    bias: Array

    def __call__(self, values: Array) -> Array:
        """Return the vector of some input, at length 1."""
        hidden = np.tanh(self.hidden @ values + self.hidden_bias)
        return _normalized(self.direct @ values + self.out @ hidden + self.bias)

    def fits(self, inputs: int, outputs: int) -> bool:
        """Whether it makes so many figures of so many."""
        units = len(self.hidden)
        shapes = (outputs, inputs), (units, inputs), (units,), (outputs, units), (outputs,)
        return shapes == tuple(
            part.shape for part in (self.direct, self.hidden, self.hidden_bias, self.out, self.bias)
        )


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything that was learnt."""

    table: NDArray[np.int8]
    """One row for each bucket of `token`."""
    steps: Array
    """What one unit of a row's entries is worth."""
    reply: Layer
    context: Layer
    scale: float
    """By how much a product of two vectors is multiplied to become log-odds."""

    def fit(self) -> bool:
        """Whether all of it is of the shapes that this version works with."""
        width = self.table.shape[-1]
        return (
            self.table.shape == (BUCKETS, width)
            and self.table.dtype == np.int8
            and self.steps.shape == (BUCKETS,)
            and self.reply.fits(width, width)
            and self.context.fits(VIEWS * width + STATES, width)
        )


class Encoder:
    """Turns replies and dialogues into vectors that are close when the reply continues the dialogue.

    Texts and dialogues are turned into vectors once; comparing them is a handful of products.
    """

    def __init__(self, weights: Weights) -> None:
        """Take learnt weights; raises EncoderError when they are for another version."""
        if not weights.fit():
            raise EncoderError(_OTHER_VERSION)
        self._weights = weights

    @classmethod
    def load(cls, content: bytes | None = None) -> "Encoder":
        """Read the weights that ship with the package, or the content of another such file.

        Raises EncoderError.
        """
        return cls(read(_shipped() if content is None else content))

    def turn(self, author: Author, text: str) -> Turn:
        """Return one message of a dialogue as a vector; to be kept, so that it is made only once."""
        return Turn(author, self._pool(text))

    def context(self, turns: Sequence[Turn]) -> Context:
        """Return a dialogue, oldest turn first, as vectors; to be kept until the next turn."""
        heard = [turn for turn in turns if turn.author is not Author.SYSTEM]
        by_customer = [turn.author is Author.CUSTOMER for turn in heard]
        width = self._weights.table.shape[1]
        vectors = np.array([turn.vector for turn in heard], np.float32).reshape(-1, width)
        seen = views(by_customer) @ vectors
        whole = self._weights.context(np.concatenate((seen.ravel(), state(by_customer))))
        return Context(whole, _normalized(seen[list(_PARTS)]))

    def reply(self, text: str) -> Reply:
        """Return a draft as vectors."""
        words = self._pool(text)
        return Reply(self._weights.reply(words), _normalized(words))

    def similarities(self, reply: Reply, context: Context) -> tuple[float, ...]:
        """Return how alike a reply and a dialogue are, in the order of `SIMILARITIES`."""
        fit = float(reply.whole @ context.whole) * self._weights.scale
        return (fit, *(context.parts @ reply.words).tolist())

    def _pool(self, text: str) -> Array:
        """Return the sum of what a text's buckets stand for, its length evened out."""
        rows = np.array(buckets(text))
        total = self._weights.steps[rows] @ self._weights.table[rows].astype(np.float32)
        return np.asarray(total / np.sqrt(len(rows)), np.float32)


def _normalized(vectors: Array) -> Array:
    """Return vectors at length 1; a vector of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)


def read(content: bytes) -> Weights:
    """Return the weights that a file holds; raises EncoderError when it is damaged."""
    begin, body = content[: len(_MAGIC) + 4], content[len(_MAGIC) + 4 :]
    if begin != _MAGIC + crc32(body).to_bytes(4):
        raise EncoderError(f"The encoder's weights are damaged: {WEIGHTS}. Install the program again.")
    try:
        with np.load(BytesIO(body), allow_pickle=False) as arrays:
            return _weights({name: arrays[name] for name in arrays.files})
    except KeyError as error:
        raise EncoderError(_OTHER_VERSION) from error


def write(weights: Weights) -> bytes:
    """Return the content of a file that holds weights: a mark, a checksum, and arrays as numpy saves them."""
    sides = {"reply": weights.reply, "context": weights.context}
    arrays = {
        f"{side}_{part}": getattr(layer, part).astype(np.float16)
        for side, layer in sides.items()
        for part in Layer.__slots__
    }
    arrays |= {"table": weights.table, "steps": weights.steps, "scale": np.float32(weights.scale)}
    file = BytesIO()
    np.savez(file, **arrays)
    body = file.getvalue()
    return _MAGIC + crc32(body).to_bytes(4) + body


def _weights(arrays: Mapping[str, NDArray[np.generic]]) -> Weights:
    reply, context = (
        Layer(*(arrays[f"{side}_{part}"].astype(np.float32) for part in Layer.__slots__))
        for side in ("reply", "context")
    )
    return Weights(
        np.asarray(arrays["table"], np.int8),
        arrays["steps"].astype(np.float32),
        reply,
        context,
        float(arrays["scale"].astype(np.float32)),
    )


def _shipped() -> bytes:
    try:
        return resources.files("agent_console.guard").joinpath(WEIGHTS).read_bytes()
    except OSError as error:
        raise EncoderError(
            f"The encoder's weights are missing: {error}. Install the program again."
        ) from error
