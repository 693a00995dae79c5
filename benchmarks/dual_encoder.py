"""The guard's encoder while it learns: its loss on a batch of dialogues, and the gradient of every weight."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agent_console.guard.encoder.token import BUCKETS
from agent_console.guard.encoder.view import STATES, VIEWS

Array = NDArray[np.float32]
Whole = NDArray[np.int64]
Truth = NDArray[np.bool_]
Parameters = dict[str, Array]

TABLE: Final = "table"


@dataclass(frozen=True, slots=True)
class Batch:
    """Dialogues of one batch: T turns, among them N replies, each with the dialogue before it."""

    rows: Whole
    """The buckets that occur in the turns, each once."""
    counts: Array
    """T x rows: how often each occurs in each turn, divided by the root of the turn's number of buckets."""
    by_customer: Truth
    """T: whether the turn is the customer's."""
    before: Array
    """T x T: 1 where a turn (row) comes right after another (column) of its dialogue, else 0."""
    replies: Whole
    """N: which turns are the replies."""
    views: Array
    """VIEWS x N x T: weights of the turns in each view of the dialogue before a reply."""
    states: Array
    """N x STATES: where the dialogue stands."""
    ages: Whole
    """T x N: how many turns before the reply a turn of its dialogue lies, from 0; -1 for others."""
    odds: Array
    """N x N: what is added to the log-odds of a reply (row) and a dialogue (column): 0, or less for a
    dialogue that is left out or counts less."""


@dataclass(frozen=True, slots=True)
class Masks:
    """What is left of the inputs in one step of training: zeros, or figures above 1 that make up for them."""

    turns: Array
    replies: Array
    views: Array
    hidden: Array


def initial(width: int, units: int, positions: int, random: np.random.Generator) -> Parameters:
    """Return weights before the first step: both sides nearly pass on what they are given."""
    seen = VIEWS * width + STATES
    same = np.eye(width, dtype=np.float32)
    passed = np.hstack([same * share for share in (0.5, 0.2, 0.5, 0.5, 0.2, 0.2)])

    def noise(rows: int, columns: int, size: float) -> Array:
        return np.asarray(random.uniform(-size, size, (rows, columns)) / np.sqrt(columns), np.float32)

    def side(name: str, inputs: int, direct: Array) -> Parameters:
        return {
            f"{name}_direct": direct,
            f"{name}_hidden": noise(units, inputs, 1),
            f"{name}_hidden_bias": np.zeros(units, np.float32),
            f"{name}_out": noise(width, units, 1),
            f"{name}_bias": np.zeros(width, np.float32),
        }

    direct = noise(width, seen, 0.3)
    direct[:, : VIEWS * width] += passed
    return {
        TABLE: np.asarray(random.standard_normal((BUCKETS, width)) / np.sqrt(width), np.float32),
        **side("reply", width, same.copy()),
        **side("context", seen, direct),
        "query": same.copy(),
        "customer_key": same.copy(),
        "agent_key": same.copy(),
        "before_key": same * np.float32(0.3),
        "ages": np.tile(-0.2 * np.arange(positions, dtype=np.float32), (2, 1)),
        "log_scale": np.array(np.log(8), np.float32),
        "log_sharpness": np.array(np.log(5), np.float32),
        "attention": np.array(0.5, np.float32),
    }


class Unit:
    """Vectors at length 1, and how a gradient passes back through that."""

    def __init__(self, values: Array) -> None:
        """Take vectors, one a row."""
        self._lengths = np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1e-9)
        self.vectors = values / self._lengths

    def back(self, slope: Array) -> Array:
        """Return the gradient with respect to the vectors given, from that of the vectors made."""
        along = (slope * self.vectors).sum(1, keepdims=True)
        return np.asarray((slope - self.vectors * along) / self._lengths, np.float32)


class Side:
    """One side of the encoder applied to inputs."""

    def __init__(self, name: str, weights: Parameters, values: Array, kept: Array) -> None:
        """Take inputs, one a row, and which hidden units are kept."""
        self._name, self._weights, self._values, self._kept = name, weights, values, kept
        self._tanh = np.tanh(values @ weights[f"{name}_hidden"].T + weights[f"{name}_hidden_bias"])
        self._hidden = self._tanh * kept
        made = values @ weights[f"{name}_direct"].T + self._hidden @ weights[f"{name}_out"].T
        self._unit = Unit(made + weights[f"{name}_bias"])
        self.vectors = self._unit.vectors

    def back(self, slope: Array, gradient: Parameters) -> Array:
        """Add the weights' gradient; return that of the inputs."""
        name, weights = self._name, self._weights
        made = self._unit.back(slope)
        gradient[f"{name}_direct"] = made.T @ self._values
        gradient[f"{name}_out"] = made.T @ self._hidden
        gradient[f"{name}_bias"] = made.sum(0)
        hidden = (made @ weights[f"{name}_out"]) * self._kept * (1 - self._tanh**2)
        gradient[f"{name}_hidden"] = hidden.T @ self._values
        gradient[f"{name}_hidden_bias"] = hidden.sum(0)
        return np.asarray(made @ weights[f"{name}_direct"] + hidden @ weights[f"{name}_hidden"], np.float32)


class Attention:
    """How well each reply answers the turns of each dialogue: a soft maximum over the turns."""

    def __init__(self, weights: Parameters, batch: Batch, replies: Array, turns: Array) -> None:
        """Take what is left of the replies' and of all turns' vectors."""
        self._weights, self._batch, self._replies, self._turns = weights, batch, replies, turns
        self._query = Unit(replies @ weights["query"].T)
        self._before = batch.before @ turns
        customer = batch.by_customer[:, None]
        own = np.where(customer, turns @ weights["customer_key"].T, turns @ weights["agent_key"].T)
        self._keys = Unit(np.asarray(own + self._before @ weights["before_key"].T, turns.dtype))
        self._cosines = self._query.vectors @ self._keys.vectors.T
        self._sharp = np.exp(weights["log_sharpness"])
        self._matches = np.exp(self._sharp * self._cosines)
        sides = (~batch.by_customer).astype(int)[:, None]
        self._shares = np.where(batch.ages >= 0, np.exp(weights["ages"])[sides, batch.ages], 0)
        self._sums = self._matches @ self._shares + 1e-3
        self.scores = weights["attention"] * np.log(self._sums)

    def back(self, slope: Array, gradient: Parameters) -> tuple[Array, Array]:
        """Add the weights' gradient; return those of the replies' and the turns' vectors."""
        weights, batch = self._weights, self._batch
        gradient["attention"] = np.asarray((slope * np.log(self._sums)).sum(), np.float32)
        sums = weights["attention"] * slope / self._sums
        gradient["ages"] = self._ages((self._matches.T @ sums) * self._shares)
        exponent = (sums @ self._shares.T) * self._matches
        gradient["log_sharpness"] = np.asarray((exponent * self._cosines).sum() * self._sharp, np.float32)
        query = self._query.back(self._sharp * exponent @ self._keys.vectors)
        keys = self._keys.back(self._sharp * exponent.T @ self._query.vectors)
        customer, agent = (keys * side[:, None] for side in (batch.by_customer, ~batch.by_customer))
        gradient["query"] = query.T @ self._replies
        gradient["customer_key"] = customer.T @ self._turns
        gradient["agent_key"] = agent.T @ self._turns
        gradient["before_key"] = keys.T @ self._before
        turns = customer @ weights["customer_key"] + agent @ weights["agent_key"]
        turns += batch.before.T @ (keys @ weights["before_key"])
        return query @ weights["query"], turns

    def _ages(self, slope: Array) -> Array:
        """Return the gradient of what the ages of turns count, from that of each turn in each dialogue."""
        batch, shape = self._batch, self._weights["ages"].shape
        there = batch.ages >= 0
        places = batch.ages + (~batch.by_customer)[:, None] * shape[1]
        return np.bincount(places[there], slope[there], shape[0] * shape[1]).reshape(shape).astype(np.float32)


class Step:
    """The loss on one batch, and its gradient."""

    def __init__(self, weights: Parameters, batch: Batch, masks: Masks) -> None:
        """Compute how well each reply fits each dialogue."""
        self._weights, self._batch, self._masks = weights, batch, masks
        turns = batch.counts @ weights[TABLE][batch.rows]
        seen = batch.views @ turns * masks.views
        inputs = np.hstack((*seen, batch.states))
        replies = turns[batch.replies] * masks.replies
        self._reply = Side("reply", weights, replies, np.ones((), np.float32))
        self._context = Side("context", weights, inputs, masks.hidden)
        self._attention = Attention(weights, batch, replies, turns * masks.turns)
        self._scale = np.exp(weights["log_scale"])
        self._fits = self._reply.vectors @ self._context.vectors.T * self._scale
        self.scores = self._fits + self._attention.scores

    def back(self, slope: Array) -> tuple[Parameters, Array]:
        """Return the gradient of all weights but the table, and that of the table's rows of the batch."""
        batch, masks, gradient = self._batch, self._masks, Parameters()
        gradient["log_scale"] = np.asarray((slope * self._fits).sum(), np.float32)
        by_reply, turns = self._attention.back(slope, gradient)
        turns *= masks.turns
        by_reply += self._reply.back(self._scale * slope @ self._context.vectors, gradient)
        np.add.at(turns, batch.replies, by_reply * masks.replies)
        inputs = self._context.back(self._scale * slope.T @ self._reply.vectors, gradient)
        width = turns.shape[1]
        for place, weights in enumerate(batch.views):
            turns += weights.T @ (inputs[:, place * width : (place + 1) * width] * masks.views[place])
        return gradient, batch.counts.T @ turns


def cross_entropy(scores: Array, odds: Array) -> tuple[float, Array]:
    """Return how surprising it is that each row's own column is the right one, and the gradient."""
    shifted = scores + odds
    shifted = shifted - shifted.max(1, keepdims=True)
    chances = np.exp(shifted)
    chances /= chances.sum(1, keepdims=True)
    own = np.arange(len(scores))
    loss = -np.log(np.maximum(chances[own, own], 1e-30)).mean()
    chances[own, own] -= 1
    return float(loss), chances / np.float32(len(scores))
