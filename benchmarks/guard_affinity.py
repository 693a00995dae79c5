"""Trains the weights of `agent_console.guard.affinity`: which replies follow which turns."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agent_console.guard.affinity import BITS, Cues, dialogue_cues, places, reply_cues
from benchmarks.guard_recording import Conversation

RIVALS: Final = 7
"""With how many other moments of dialogues a reply's own moment is compared."""
SAME_DIALOGUE: Final = 0.1
SAME_TOPIC: Final = 0.35
"""Shares of the rivals that are moments of the same dialogue, and of ones on the same topic."""
RATES: Final = (0.1, 0.05)
"""How far a step goes in each round."""
LEAST: Final = 0.005
"""A rival less likely than this teaches nothing."""
LONGEST_REPLY: Final = 2_000

Moment = tuple[Conversation, int]


@dataclass
class Pairs:
    """Weights of pairs of cues, learnt by AdaGrad."""

    weights: NDArray[np.float32]
    squares: NDArray[np.float32]

    @classmethod
    def empty(cls) -> "Pairs":
        """Return weights that know nothing."""
        return cls(np.zeros(2**BITS, np.float32), np.full(2**BITS, 0.01, np.float32))

    def learn(self, reply: Cues, dialogues: Sequence[Cues], rate: float) -> None:
        """Raise the likelihood of the first dialogue among all of them."""
        met = [places(reply, dialogue) for dialogue in dialogues]
        shares = [1 / np.sqrt(len(place)) for place in met]
        totals = np.array([self.weights[place].sum() for place in met])
        scores = totals * shares
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        likely[0] -= 1
        for place, share, error in zip(met, shares, likely, strict=True):
            if abs(error) >= LEAST:
                slope = np.float32(error * share)
                self.squares[place] += slope * slope
                self.weights[place] -= rate * slope / np.sqrt(self.squares[place])

    def quantised(self) -> tuple[NDArray[np.int8], float]:
        """Return the weights in 255 steps, and how much a step is."""
        step = float(np.quantile(np.abs(self.weights[self.weights != 0]), 0.9995)) / 127
        return np.clip(np.round(self.weights / step), -127, 127).astype(np.int8), step


def train(conversations: Sequence[Conversation], told: Callable[[str], None], seed: int = 0) -> Pairs:
    """Learn from every reply of these conversations; `told` hears how far it is."""
    chance = random.Random(seed)
    replies = [
        (conversation, place)
        for conversation in conversations
        for place, (role, text) in enumerate(conversation.turns)
        if role == "a" and len(text) < LONGEST_REPLY
    ]
    rivals = _Rivals(conversations, chance)
    learnt = Pairs.empty()
    for number, rate in enumerate(RATES):
        chance.shuffle(replies)
        for done, (conversation, place) in enumerate(replies):
            moments = [(conversation, place), *rivals.of(conversation, place)]
            cues = [_cues(*moment) for moment in moments]
            learnt.learn(reply_cues(conversation.turns[place][1]), cues, rate)
            if done % 5_000 == 0:
                told(f"affinity, round {number + 1} of {len(RATES)}: {done} of {len(replies)} replies")
    return learnt


class _Rivals:
    """Draws other moments that a reply could have been sent at."""

    def __init__(self, conversations: Sequence[Conversation], chance: random.Random) -> None:
        self._chance = chance
        self._by_source: dict[str, list[Moment]] = defaultdict(list)
        self._by_topic: dict[tuple[str, str], list[Moment]] = defaultdict(list)
        for conversation in conversations:
            for place in range(len(conversation.turns)):
                self._by_source[conversation.source].append((conversation, place))
                self._by_topic[conversation.source, conversation.topic].append((conversation, place))

    def of(self, conversation: Conversation, place: int) -> list[Moment]:
        drawn = [self._one(conversation) for _ in range(RIVALS)]
        return [(other, at) for other, at in drawn if other is not conversation or at != place]

    def _one(self, conversation: Conversation) -> Moment:
        kind = self._chance.random()
        if kind < SAME_DIALOGUE:
            return conversation, self._chance.randrange(len(conversation.turns))
        if kind < SAME_DIALOGUE + SAME_TOPIC:
            return self._chance.choice(self._by_topic[conversation.source, conversation.topic])
        return self._chance.choice(self._by_source[conversation.source])


def _cues(conversation: Conversation, place: int) -> Cues:
    found = conversation.cues.get(place)
    if found is None:
        found = conversation.cues[place] = dialogue_cues(conversation.dialogue(place, facts=False))
    return found
