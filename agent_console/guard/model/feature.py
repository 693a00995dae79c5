"""How a draft looks against one open conversation: figures between about -1 and 1 that a model can weigh."""

import math
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from agent_console.domain.chat import Author
from agent_console.guard.dialogue import Dialogue, Turn
from agent_console.guard.encoder.encoder import SIMILARITIES
from agent_console.guard.model.figure import Array
from agent_console.guard.text.term import is_figure, terms

Rarity = Callable[[str], float]
"""How much a term tells: 0 for the commonest, 1 for one never met before."""

RARE: Final = 0.55
"""From this rarity on a term belongs to few conversations."""
FADING: Final = 0.75
"""How much less a term counts for every turn that has passed since."""
_FADED: Final = tuple(FADING**turns for turns in range(200))
_KINDS: Final = 5
"""What is noted of a term: whether the customer's last turn has it, then the agent's, how much it counts for
having been said by the customer, then by the agent, and whether the systems say it."""
REMEMBERED: Final = 40
"""With how many last turns of each conversation a draft is compared word by word: Enter must not wait."""
GREETING: Final = frozenset(
    terms("hello hi hey welcome greetings morning afternoon evening hallo hei привет здравствуйте 您好 你好")
)
PARTING: Final = frozenset(terms("bye goodbye farewell tschüss ade пока 再见 拜拜 回见"))
THANKS: Final = frozenset(
    terms("thanks thank thankyou thx cheers appreciate danke takk спасибо 谢谢 感谢 多谢")
)
CLOSING: Final = THANKS | PARTING

FEATURES: Final = (
    "last_customer",  # share of the draft's terms, by rarity, that the customer's last turn has
    "last_agent",
    "customer",  # the same of all the customer's turns, fading with age
    "agent",
    "facts",
    "known",  # share that the pane has anywhere
    "rare_known",  # the same of rare terms only
    "rare_known_sum",  # how many rare terms it has, levelling off
    "rare_unknown_sum",
    "only_here",  # rare terms that this pane alone has, levelling off
    "only_elsewhere",  # rare terms that one other pane has and this one has not
    "figures_here",  # numbers, times and codes that this pane has and few others
    "figures_elsewhere",
    "pairs_customer",
    "pairs_agent",
    "pairs_facts",
    "pairs_only_here",
    "pairs_only_elsewhere",
    "repeats",  # how like the draft is to the likest of the agent's turns
    "repeats_last",
    "echoes",  # how like it is to the likest of the customer's turns
    "customer_spoke_last",
    "unanswered",  # turns of the customer since the agent's last
    "silent",  # nobody has said anything
    "opening",  # one turn so far
    "length",  # turns so far, levelling off
    "greets_first",
    "greets_late",
    "parts_answering",  # a goodbye or a `you are welcome` after thanks or a goodbye
    "parts_early",
    "asks_question",  # a question behind a question
    "tells_question",
    "asks_statement",
    "replies_to_thanks",
    "last_customer_length",
    "length_likeness",
    *(f"encoder_{name}" for name in SIMILARITIES),
)


def features(draft: Turn, dialogues: Sequence[Dialogue], rarity: Rarity) -> Array:
    """Return one row for every open conversation, with the FEATURES up to `length_likeness`."""
    words = tuple(draft.distinct)
    weigh = {word: rarity(word) for word in words}
    told = np.array(list(weigh.values()))
    joint = dict.fromkeys(pairwise(draft.terms))
    both = np.array([(weigh[first] + weigh[second]) / 2 for first, second in joint])
    found = Finds.of((*words, *dict.fromkeys(draft.pairs)), dialogues)
    found, joined = found.columns(slice(len(words))), found.columns(slice(len(words), None))
    figures = told * np.array([is_figure(word) for word in words], bool)
    here, elsewhere = found.contrast(told)
    manner = Manner.of(draft)
    return np.column_stack(
        (
            found.overlap(told),
            found.rare(told),
            here,
            elsewhere,
            *found.contrast(figures),
            joined.shares(both),
            *joined.contrast(both),
            [(*_repetition(draft, dialogue), *manner.state(dialogue)) for dialogue in dialogues],
        )
    )


class Finds:
    """Where each conversation has each of some terms: one row a conversation, one column a term."""

    def __init__(self, cells: Array) -> None:
        """Take one table for each of `_KINDS`."""
        self._cells = cells
        self.known: Array = np.asarray(cells.any(0), np.float64)
        """1 where anybody has said it, or the systems have, else 0."""

    @classmethod
    def of(cls, terms: Sequence[str], dialogues: Sequence[Dialogue]) -> "Finds":
        """Look terms up."""
        width, places = len(terms), {term: place for place, term in enumerate(terms)}
        size = width * len(dialogues)
        latest_customer, latest_agent, customer, agent, facts = tables = [
            array("d", bytes(8 * size)) for _ in range(_KINDS)
        ]
        for row, dialogue in enumerate(dialogues):
            begin, newest = row * width, len(dialogue.turns) - 1
            traces, last_customer, last_agent = dialogue.traces, dialogue.last_customer, dialogue.last_agent
            for term in traces.keys() & places.keys():
                trace, cell = traces[term], begin + places[term]
                if trace.customer >= 0:
                    customer[cell] = _faded(newest - trace.customer)
                    latest_customer[cell] = trace.customer == last_customer
                if trace.agent >= 0:
                    agent[cell] = _faded(newest - trace.agent)
                    latest_agent[cell] = trace.agent == last_agent
                facts[cell] = trace.fact
        return cls(np.array(tables).reshape(_KINDS, len(dialogues), width))

    def columns(self, terms: slice) -> "Finds":
        """Return where each conversation has some of the terms only."""
        return Finds(self._cells[:, :, terms])

    def overlap(self, weights: Array) -> Array:
        """Return the shares, by weight, that the first FEATURES stand for."""
        said = np.vstack((self._cells @ weights, self.known @ weights))
        found: Array = said.T / (weights.sum() or 1.0)
        return found

    def shares(self, weights: Array) -> Array:
        """Return the shares, by weight, that the customer, the agent and the systems have said."""
        found: Array = ((self._cells[-3:] > 0) @ weights).T / (weights.sum() or 1.0)
        return found

    def rare(self, weights: Array) -> Array:
        """Return the share of rare terms that is known, how much that is, and how much is not."""
        rare = np.where(weights >= RARE, weights, 0.0)
        known, total = self.known @ rare, rare.sum()
        share = known / total if total else np.full(len(known), 0.5)
        return np.column_stack((share, _levelled(known), _levelled(total - known)))

    def contrast(self, weights: Array) -> tuple[Array, Array]:
        """Return what a conversation has that few have, and what it has not that one of few has."""
        known = self.known
        holders = known.sum(0)
        shared = np.where(holders > 0, weights / np.maximum(holders, 1), 0.0)
        here = known @ shared
        return _levelled(here), _levelled(shared.sum() - here)


def _levelled(amount: Array) -> Array:
    levelled: Array = amount / (1 + amount)
    return levelled


def _faded(turns: int) -> float:
    """Return how much a term still counts that was said so many turns ago; never nothing."""
    return _FADED[turns] if turns < len(_FADED) else _FADED[-1]


def _repetition(draft: Turn, dialogue: Dialogue) -> tuple[float, float, float]:
    """Return how like a draft is to the likest of the agent's turns, the last, and the customer's likest."""
    shared: dict[int, int] = {}
    for term in dialogue.traces.keys() & draft.distinct:
        for place in dialogue.traces[term].turns:
            shared[place] = shared.get(place, 0) + 1
    size, turns, oldest = len(draft.distinct), dialogue.turns.newest, len(dialogue.turns) - REMEMBERED
    agent = customer = last = 0.0
    for place, count in shared.items():
        if place < oldest:
            continue
        turn = turns[place]
        like = count / (size + len(turn.distinct) - count)
        if turn.author is Author.CUSTOMER:
            customer = max(customer, like)
        else:
            agent, last = max(agent, like), like if place == dialogue.last_agent else last
    return agent, last, customer


@dataclass(frozen=True, slots=True)
class Manner:
    """How a draft speaks, whatever conversation it is in."""

    greets: bool
    parts: bool
    asks: bool
    length: int

    @classmethod
    def of(cls, draft: Turn) -> "Manner":
        """Read a draft."""
        greets, parts = not draft.distinct.isdisjoint(GREETING), not draft.distinct.isdisjoint(PARTING)
        return cls(greets, parts, _asks(draft), len(draft.terms))

    def state(self, dialogue: Dialogue) -> tuple[float, ...]:
        """Return the FEATURES from `customer_spoke_last` on, up to the encoder's."""
        turns = dialogue.turns
        last = turns[-1] if turns else None
        spoke = last is not None and last.author is Author.CUSTOMER
        heard = turns[dialogue.last_customer] if dialogue.last_customer >= 0 else None
        waiting = len(turns) - 1 - dialogue.last_agent
        asked = heard is not None and _asks(heard)
        thanked = heard is not None and not heard.distinct.isdisjoint(CLOSING)
        early = dialogue.last_agent < 0
        size = len(heard.terms) if heard else 0
        return (
            float(spoke),
            waiting / (1 + waiting),
            float(not turns),
            float(len(turns) == 1),
            len(turns) / (8 + len(turns)),
            float(self.greets and early),
            float(self.greets and not early),
            float(self.parts and thanked),
            float(self.parts and not thanked),
            float(self.asks and asked and spoke),
            float(not self.asks and asked and spoke),
            float(self.asks and not asked and spoke),
            float(thanked and spoke),
            size / (10 + size),
            math.exp(-abs(math.log((1 + size) / (1 + self.length)))),
        )


def _asks(turn: Turn) -> bool:
    return "?" in turn.text or "？" in turn.text
