"""How many wrong sends the guard's encoder catches by itself: on recorded desks, or made-up ones."""

import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from agent_console.domain.chat import Author
from agent_console.guard.encoder.encoder import Context, Encoder, Turn
from benchmarks.desks import Recording

PANES: Final = 8
NOMINAL: Final = 0.005
"""The share of right sends that may be suspected."""
_SAME_TOPIC: Final = 0.42
"""How many of a made-up desk's conversations are on the draft's own topic, as on the recorded ones."""

Place = tuple[str, int]
"""A conversation, and how many of its turns have been."""


@dataclass(frozen=True, slots=True)
class Send:
    """A reply that was sent, the desk at that moment, and where it would wrongly go."""

    source: str
    text: str
    desk: tuple[Place, ...]
    """The conversation that the reply was for, then the others."""
    wrong: int


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it; shares of sends, from 0 to 1."""

    sends: int
    alarms: float
    caught: float
    named: float
    """How often the reply fits its own dialogue best."""
    caught_at_nominal: float
    """What would be caught if the limit let through just as many right sends as it should."""
    surprise: float
    """How unexpected it is on average that a reply is for its own pane, in nats."""
    caught_by_source: Mapping[str, float]


def recorded(path: Path, without: Sequence[str] = ()) -> list[Send]:
    """Read the sends of a file of desks, but those of some sources."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [
            row for row in map(json.loads, lines) if row["type"] == "send" and row["source"] not in without
        ]
    return [
        Send(
            row["source"],
            row["draft"],
            ((row["conv"], row["turn"]), *((place[0], place[1]) for place in row["desk"][: PANES - 1])),
            row["wrong"][str(PANES)],
        )
        for row in rows
    ]


def made_up(recordings: Sequence[Recording], seed: int = 5) -> list[Send]:
    """Return a desk for each reply of some dialogues, made of them all at random moments."""
    chance = random.Random(seed)
    by_source, by_topic = defaultdict(list), defaultdict(list)
    for recording in recordings:
        by_source[recording.source].append(recording)
        by_topic[recording.source, recording.topic].append(recording)
    sends = []
    for recording in recordings:
        near, far = by_topic[recording.source, recording.topic], by_source[recording.source]
        if len(far) < PANES:
            continue
        for turn in range(1, len(recording.turns)):
            if recording.turns[turn].by_agent:
                desk = _desk(recording, turn, near, far, chance)
                sends.append(Send(recording.source, recording.turns[turn].text, desk, 1))
    return sends


def _desk(
    own: Recording, turn: int, near: Sequence[Recording], far: Sequence[Recording], chance: random.Random
) -> tuple[Place, ...]:
    desk = {own.id: turn}
    while len(desk) < PANES:
        alike = len(near) > PANES and chance.random() < _SAME_TOPIC
        other = chance.choice(near if alike else far)
        desk.setdefault(other.id, chance.randint(1, len(other.turns)))
    return tuple(desk.items())


def score(encoder: Encoder, recordings: Sequence[Recording], sends: Sequence[Send]) -> Report:
    """Take the limit from right sends of one half of the conversations, and the figures from the other."""
    panes = _Panes(encoder, recordings)
    figures = np.array([panes.figures(send) for send in sends])
    first = np.array([crc32(send.desk[0][0].encode()) % 2 == 0 for send in sends])
    limit = np.quantile(figures[first, 0], 1 - NOMINAL)
    right, wrong, named = figures[~first].T
    sources = np.array([send.source for send in sends])[~first]
    return Report(
        len(right),
        float((right > limit).mean()),
        float((wrong > limit).mean()),
        float(named.mean()),
        float((wrong > np.quantile(right, 1 - NOMINAL)).mean()),
        float(np.logaddexp(0, right).mean()),
        {name: float((wrong[sources == name] > limit).mean()) for name in sorted(Counter(sources.tolist()))},
    )


class _Panes:
    """Conversations at any moment, each as the encoder sees it."""

    def __init__(self, encoder: Encoder, recordings: Sequence[Recording]) -> None:
        self._encoder = encoder
        self._recordings = {recording.id: recording for recording in recordings}
        self._context = cache(self._made)
        self._turns = cache(self._heard)

    def figures(self, send: Send) -> tuple[float, float, float]:
        """Return how suspicious a send is, and would be in the wrong pane; 1 when the right one fits best."""
        reply = self._encoder.reply(send.text)
        fits = self._encoder.similarities(reply, [self._context(place) for place in send.desk])[:, 0].astype(
            float
        )
        return _suspicion(fits, 0), _suspicion(fits, send.wrong), float(fits.argmax() == 0)

    def _made(self, place: Place) -> Context:
        conversation, turns = place
        return self._encoder.context(self._turns(conversation)[:turns])

    def _heard(self, conversation: str) -> list[Turn]:
        return [
            self._encoder.turn(Author.AGENT if turn.by_agent else Author.CUSTOMER, turn.text)
            for turn in self._recordings[conversation].turns
        ]


def _suspicion(fits: NDArray[np.float64], target: int) -> float:
    """Return the log-odds that a reply is for any other pane of the desk."""
    others = np.delete(fits, target)
    return float(np.logaddexp.reduce(others) - fits[target])
