"""How a dialogue stands, in numbers that are the same for every draft until its next turn."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agent_console.domain.chat import Author
from agent_console.guard.dialogue import LANES, Dialogue, Turn, lane
from agent_console.guard.model.figure import Array
from agent_console.guard.text.term import terms

REMEMBERED: Final = 40
"""With how many last turns of each conversation a draft is compared word by word: Enter must not wait."""
PARTING: Final = frozenset(terms("bye goodbye farewell tschüss ade пока 再见 拜拜 回见"))
THANKS: Final = frozenset(
    terms("thanks thank thankyou thx cheers appreciate danke takk спасибо 谢谢 感谢 多谢")
)
CLOSING: Final = THANKS | PARTING

MOMENTS: Final = (
    "customer_spoke_last",
    "unanswered",
    "silent",
    "opening",
    "length",
    "early",  # the agent has said nothing
    "begun",
    "thanked",  # the customer's last turn has thanks or a goodbye
    "not_thanked",
    "asked",  # the customer spoke last, and asked a question
    "asked_too",
    "stated",  # the customer spoke last, and asked none
    "thanked_last",
    "last_customer_length",
)
"""What of a dialogue alone makes the features from `customer_spoke_last` on, one for each, in their order."""
_PLACES: Final = 4
"""How many numbers come first: the newest turn, the customer's last, the agent's last, the length of the
customer's last."""
_KINDS: Final = 4
"""What is noted of each of the newest turns: whether it is no customer's, whether it is the last of those,
whether it is the customer's, and how many different terms it has."""

Whole = NDArray[np.int64]


def standing(dialogue: Dialogue) -> Array:
    """Return what `Standings` keeps of one dialogue, as one row."""
    heard = dialogue.turns[dialogue.last_customer] if dialogue.last_customer >= 0 else None
    length = len(heard.terms) if heard else 0
    places = (len(dialogue.turns) - 1, dialogue.last_customer, dialogue.last_agent, length)
    return np.concatenate((places, _moments(dialogue, heard), _turns(dialogue).ravel()))


def _moments(dialogue: Dialogue, heard: Turn | None) -> tuple[float, ...]:
    turns = len(dialogue.turns)
    spoke = turns > 0 and dialogue.last_customer == turns - 1
    waiting = turns - 1 - dialogue.last_agent
    early = dialogue.last_agent < 0
    asked = heard is not None and asks(heard)
    thanked = heard is not None and not heard.distinct.isdisjoint(CLOSING)
    size = len(heard.terms) if heard else 0
    told = spoke, waiting / (1 + waiting), not turns, turns == 1, turns / (8 + turns)
    answers = asked and spoke, asked and spoke, not asked and spoke, thanked and spoke
    return (*told, early, not early, thanked, not thanked, *answers, size / (10 + size))


def _turns(dialogue: Dialogue) -> Array:
    """Return `_KINDS` of the newest turns, each in the column of its lane; zeros where there is none."""
    found = np.zeros((_KINDS, LANES))
    oldest = len(dialogue.turns) - REMEMBERED
    for place, turn in dialogue.turns.newest.items():
        if place >= oldest:
            own = turn.author is Author.CUSTOMER
            found[:, lane(place)] = not own, place == dialogue.last_agent, own, len(turn.distinct)
    return found


def asks(turn: Turn) -> bool:
    """Whether a message has a question mark."""
    return "?" in turn.text or "？" in turn.text


class Standings:
    """How several dialogues stand, a row each."""

    def __init__(self, rows: Sequence[Array]) -> None:
        """Take what `standing` has returned."""
        table = np.concatenate(rows).reshape(len(rows), -1)
        places = table[:, :_PLACES].astype(np.int64).T[:, :, None]
        self.newest: Whole = places[0]
        """The place of the newest turn of each, as a column."""
        self.last: Whole = places[1:3]
        """The place of the customer's last turn, and of the last of anybody else, as columns; -1 for none."""
        self.heard: Array = table[:, _PLACES - 1]
        """How many terms the customer's last turn has."""
        self.moments: Array = table[:, _PLACES : _PLACES + len(MOMENTS)]
        """The MOMENTS of each."""
        self._turns = table[:, _PLACES + len(MOMENTS) :].reshape(len(rows), _KINDS, LANES)

    def repetition(self, size: int, shared: Array) -> Array:
        """Return how like a draft is to the likest turn of the agent, to the last, to the customer's likest.

        `size` is how many different terms it has, `shared` how many of them each turn has, by its lane.
        """
        likes = shared / np.maximum(size + self._turns[:, -1] - shared, 1)
        likest: Array = (likes[:, None] * self._turns[:, :-1]).max(2)
        return likest
