"""What the encoder has learnt, and the file that it is kept in."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from io import BytesIO
from typing import Final
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from agent_console.guard.encoder.token import BUCKETS
from agent_console.guard.encoder.view import STATES, VIEWS, Array
from agent_console.texts import N_, _

WEIGHTS: Final = "encoder.weights"
"""The file of weights beside this module."""
_MAGIC: Final = b"agent-console encoder\n"
_OTHER_VERSION: Final = N_(
    "The encoder's weights were made for another version: {file}. Install the program again."
)


class EncoderError(Exception):
    """The file of weights is damaged, or made for another version; the message is for a person."""


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
        return normalized(self.direct @ values + self.out @ hidden + self.bias)

    def fits(self, inputs: int, outputs: int) -> bool:
        """Whether it makes so many figures of so many."""
        units = len(self.hidden)
        shapes = (outputs, inputs), (units, inputs), (units,), (outputs, units), (outputs,)
        return shapes == tuple(
            part.shape for part in (self.direct, self.hidden, self.hidden_bias, self.out, self.bias)
        )


@dataclass(frozen=True, slots=True)
class Attention:
    """What was learnt of how a reply answers single turns."""

    query: Array
    """Makes of a reply what it looks for."""
    customer_key: Array
    """Makes of a customer's turn what it offers."""
    agent_key: Array
    before_key: Array
    """Makes of a turn what it adds to what the next one offers, as a question does to its answer."""
    ages: Array
    """By author, the customer first, and by how many turns ago: the logarithm of how much a turn counts."""
    strength: Array
    """How sharply the best turn stands out, and how much all of it counts."""

    def fits(self, width: int) -> bool:
        """Whether it works on vectors of that width."""
        square = (width, width)
        maps = (self.query, self.customer_key, self.agent_key, self.before_key)
        by_age = self.ages.ndim == 2 and len(self.ages) == 2 and self.ages.size > 0
        return all(part.shape == square for part in maps) and by_age and self.strength.shape == (2,)


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything that was learnt."""

    table: NDArray[np.int8]
    """One row for each bucket of `token`."""
    steps: Array
    """What one unit of a row's entries is worth."""
    reply: Layer
    context: Layer
    attention: Attention
    scale: float
    """By how much the product of the two sides is multiplied to become log-odds."""

    def fit(self) -> bool:
        """Whether all of it is of the shapes that this version works with."""
        width = self.table.shape[-1]
        return (
            self.table.shape == (BUCKETS, width)
            and self.table.dtype == np.int8
            and self.steps.shape == (BUCKETS,)
            and self.reply.fits(width, width)
            and self.context.fits(VIEWS * width + STATES, width)
            and self.attention.fits(width)
        )


def normalized(vectors: Array) -> Array:
    """Return vectors at length 1; a vector of zeros stays one."""
    lengths = np.sqrt(np.add.reduce(vectors * vectors, axis=-1, keepdims=True))
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)


def shipped() -> bytes:
    """Return the content of the file that ships with the package; raises EncoderError without one."""
    try:
        return resources.files(__package__).joinpath(WEIGHTS).read_bytes()
    except OSError as error:
        raise EncoderError(
            _("The encoder's weights are missing: {error}. Install the program again.").format(error=error)
        ) from error


def read(content: bytes) -> Weights:
    """Return the weights that a file holds; raises EncoderError when it is damaged or of another version."""
    begin, body = content[: len(_MAGIC) + 4], content[len(_MAGIC) + 4 :]
    if begin != _MAGIC + crc32(body).to_bytes(4):
        raise EncoderError(
            _("The encoder's weights are damaged: {file}. Install the program again.").format(file=WEIGHTS)
        )
    try:
        with np.load(BytesIO(body), allow_pickle=False) as arrays:
            weights = _weights({name: arrays[name] for name in arrays.files})
    except (KeyError, ValueError, OSError, EOFError, BadZipFile) as error:
        raise EncoderError(_(_OTHER_VERSION).format(file=WEIGHTS)) from error
    if not weights.fit():
        raise EncoderError(_(_OTHER_VERSION).format(file=WEIGHTS))
    return weights


def write(weights: Weights) -> bytes:
    """Return the content of a file that holds weights: a mark, a checksum, and arrays as numpy saves them."""
    parts: dict[str, Layer | Attention] = {
        "reply": weights.reply,
        "context": weights.context,
        "attention": weights.attention,
    }
    arrays = {
        f"{name}_{field}": getattr(part, field).astype(np.float16)
        for name, part in parts.items()
        for field in part.__slots__
    }
    arrays |= {"table": weights.table, "steps": weights.steps, "scale": np.array(weights.scale)}
    file = BytesIO()
    np.savez(file, **arrays)
    body = file.getvalue()
    return _MAGIC + crc32(body).to_bytes(4) + body


def _weights(arrays: Mapping[str, NDArray[np.generic]]) -> Weights:
    def part(name: str, fields: tuple[str, ...]) -> tuple[Array, ...]:
        return tuple(arrays[f"{name}_{field}"].astype(np.float32) for field in fields)

    return Weights(
        np.asarray(arrays["table"], np.int8),
        arrays["steps"].astype(np.float32),
        Layer(*part("reply", Layer.__slots__)),
        Layer(*part("context", Layer.__slots__)),
        Attention(*part("attention", Attention.__slots__)),
        float(arrays["scale"].astype(np.float64)),
    )
