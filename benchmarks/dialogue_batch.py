"""Recorded dialogues as the encoder learns from them: several at once, each with its replies."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np

from agent_console.guard.encoder.token import BUCKETS, buckets
from agent_console.guard.encoder.view import VIEWS, state, views
from benchmarks.desks import Recording
from benchmarks.dual_encoder import Array, Batch, Whole

DIALOGUES: Final = 24
"""How many dialogues one batch holds."""
_FEWEST: Final = 4
_OF_ONE_TOPIC: Final = 0.5
"""The share of dialogues that stand beside others on their topic, which are hardest to tell apart."""
_SAME_DIALOGUE: Final = np.float32(np.log(0.7))
"""What another moment of a reply's own dialogue counts: it teaches where a dialogue stands."""
_LEFT_OUT: Final = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Example:
    """One recorded dialogue in numbers."""

    source: str
    topic: str
    by_customer: tuple[bool, ...]
    texts: tuple[int, ...]
    """A number for each turn, equal for equal texts."""
    buckets: tuple[Whole, ...]
    replies: tuple[int, ...]
    """The agent's turns that follow another turn."""
    views: tuple[Array, ...]
    """For each reply the views of the dialogue before it."""
    states: tuple[Array, ...]
    """For each reply where the dialogue before it stands."""

    @classmethod
    def of(cls, recording: Recording) -> "Example":
        """Take a recorded dialogue."""
        texts = [turn.text for turn in recording.turns]
        by_customer = tuple(not turn.by_agent for turn in recording.turns)
        replies = tuple(turn for turn, customer in enumerate(by_customer) if turn and not customer)
        return cls(
            recording.source,
            recording.topic,
            by_customer,
            tuple(crc32(text.strip().lower().encode()) for text in texts),
            tuple(buckets(text) for text in texts),
            replies,
            tuple(views(by_customer[:turn]) for turn in replies),
            tuple(state(by_customer[:turn]) for turn in replies),
        )


def shuffled(examples: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """Return all dialogues in batches of one source each, about half of each batch in runs of one topic."""
    by_source = defaultdict(list)
    for example in examples:
        by_source[example.source].append(example)
    batches = []
    for alike in by_source.values():
        ordered = _by_topic(alike, chance)
        parts = (ordered[at : at + DIALOGUES] for at in range(0, len(ordered), DIALOGUES))
        batches += [part for part in parts if len(part) >= _FEWEST]
    chance.shuffle(batches)
    return batches


def _by_topic(examples: Sequence[Example], chance: random.Random) -> list[Example]:
    places: dict[str, float] = defaultdict(chance.random)
    keys = [
        (places[example.topic] if chance.random() < _OF_ONE_TOPIC else chance.random(), chance.random())
        for example in examples
    ]
    return [examples[at] for at in sorted(range(len(examples)), key=keys.__getitem__)]


def batch(examples: Sequence[Example], positions: int, dropped: float, noise: np.random.Generator) -> Batch:
    """Return dialogues as one batch; a share of the turns' buckets is dropped at random.

    Turns that are further back than `positions` count as the last of them.
    """
    first = np.cumsum([0, *(len(example.buckets) for example in examples)])
    places = [(at, turn) for at, example in enumerate(examples) for turn in example.replies]
    weights = np.zeros((VIEWS, len(places), first[-1]), np.float32)
    ages = np.full((first[-1], len(places)), -1)
    seen = [view for example in examples for view in example.views]
    for place, (at, turn) in enumerate(places):
        here = slice(first[at], first[at] + turn)
        weights[:, place, here] = seen[place]
        ages[here, place] = np.minimum(np.arange(turn)[::-1], positions - 1)
    rows, counts = _counts([turn for example in examples for turn in example.buckets], dropped, noise)
    return Batch(
        rows=rows,
        counts=counts,
        by_customer=np.array([customer for example in examples for customer in example.by_customer]),
        replies=np.array([first[at] + turn for at, turn in places]),
        before=_before(first),
        views=weights,
        states=np.array([where for example in examples for where in example.states]),
        ages=ages,
        odds=_odds(examples, places),
    )


def _before(first: Whole) -> Array:
    """Return which turn comes right after which, from where each dialogue begins and the last one ends."""
    after = np.setdiff1d(np.arange(first[-1]), first)
    before = np.zeros((first[-1], first[-1]), np.float32)
    before[after, after - 1] = 1
    return before


def _counts(turns: Sequence[Whole], dropped: float, noise: np.random.Generator) -> tuple[Whole, Array]:
    lengths = [len(turn) for turn in turns]
    every = np.concatenate(turns)
    which = np.repeat(np.arange(len(turns)), lengths)
    kept = noise.random(len(every)) >= dropped
    every, which = every[kept], which[kept]
    seen = np.zeros(BUCKETS, bool)
    seen[every] = True
    rows = np.flatnonzero(seen)
    column = np.cumsum(seen) - 1
    counts = np.zeros((len(turns), len(rows)), np.float32)
    np.add.at(counts, (which, column[every]), 1)
    counts /= np.sqrt(np.maximum(counts.sum(1, keepdims=True), 1))
    return rows, counts


def _odds(examples: Sequence[Example], places: Sequence[tuple[int, int]]) -> Array:
    """Return what each dialogue counts beside a reply's own; the same reply later on is no mistake."""
    dialogue = np.array([at for at, _ in places])
    text = np.array([examples[at].texts[turn] for at, turn in places])
    same_dialogue = dialogue[:, None] == dialogue
    odds = np.where(same_dialogue, _SAME_DIALOGUE, np.float32(0))
    odds[same_dialogue & (text[:, None] == text)] = _LEFT_OUT
    np.fill_diagonal(odds, 0)
    return odds


def epochs(examples: Sequence[Example], count: int, seed: int) -> Iterator[list[Example]]:
    """Yield the batches of so many rounds through all dialogues, each in another order."""
    chance = random.Random(seed)
    for _ in range(count):
        yield from shuffled(examples, chance)
