"""Desks made up of recorded conversations: more sends to learn from than were recorded."""

import random
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from benchmarks.guard_recording import Conversation, Send

OPEN: Final = 12
SIZES: Final = (2, 4, 6, 8, 12)
"""Numbers of open conversations that recorded sends have a wrong one for."""
SAME_TOPIC: Final = 0.4
"""The share of a desk's conversations drawn from those on the draft's topic; some others are so by chance."""
WAITING: Final = 0.75
"""The share of a desk's conversations in which the agent's answer is next."""


def made_up(
    own: Sequence[Conversation], others: Sequence[Conversation], number: int, seed: int
) -> list[Send]:
    """Return replies of some conversations, each with a desk of others of its source."""
    chance = random.Random(seed)
    replies = [
        (conversation, place)
        for conversation in own
        for place, (role, _) in enumerate(conversation.turns)
        if role == "a"
    ]
    chance.shuffle(replies)
    drawn = _Drawn(others, chance)
    return [drawn.send(*reply) for reply in replies[:number]]


class _Drawn:
    def __init__(self, conversations: Sequence[Conversation], chance: random.Random) -> None:
        self._chance = chance
        self._of: dict[tuple[str, ...], list[Conversation]] = defaultdict(list)
        for conversation in conversations:
            if len(conversation.turns) > 1:
                self._of[(conversation.source,)].append(conversation)
                self._of[conversation.source, conversation.topic].append(conversation)

    def send(self, conversation: Conversation, place: int) -> Send:
        others = [self._other(conversation) for _ in range(OPEN - 1)]
        wrong = {size: self._chance.randrange(1, size) for size in SIZES}
        return Send(conversation.turns[place][1], [(conversation, place), *others], wrong)

    def _other(self, conversation: Conversation) -> tuple[Conversation, int]:
        key = (conversation.source, conversation.topic)
        alike = self._chance.random() < SAME_TOPIC and len(self._of[key]) > OPEN
        other = conversation
        while other is conversation:
            other = self._chance.choice(self._of[key if alike else key[:1]])
        cuts = range(1, len(other.turns) + 1)
        waiting = [cut for cut in cuts[:-1] if other.turns[cut][0] == "a"]
        wanted = waiting if waiting and self._chance.random() < WAITING else cuts
        return other, self._chance.choice(wanted)
