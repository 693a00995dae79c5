"""How a draft looks against one open conversation: figures between about -1 and 1 that a model can weigh."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from agent_console.guard.dialogue import Turn
from agent_console.guard.encoder.encoder import SIMILARITIES
from agent_console.guard.model.figure import Array
from agent_console.guard.model.find import Finds, levelled
from agent_console.guard.model.index import Index
from agent_console.guard.model.standing import PARTING, Standings, asks
from agent_console.guard.text.term import is_figure, terms

Rarity = Callable[[str], float]
"""How much a term tells: 0 for the commonest, 1 for one never met before."""

RARE: Final = 0.55
"""From this rarity on a term belongs to few conversations."""
GREETING: Final = frozenset(
    terms("hello hi hey welcome greetings morning afternoon evening hallo hei привет здравствуйте 您好 你好")
)

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


def features(draft: Turn, indexes: Sequence[Index], standings: Standings, rarity: Rarity) -> Array:
    """Return one row for every open conversation, with the FEATURES up to `length_likeness`."""
    words = tuple(draft.distinct)
    weigh = {word: rarity(word) for word in words}
    told = np.array(list(weigh.values()))
    joint = dict.fromkeys(pairwise(draft.terms))
    both = np.array([(weigh[first] + weigh[second]) / 2 for first, second in joint])
    found = Finds.of((*words, *dict.fromkeys(draft.pairs)), indexes, standings)
    found, joined = found.columns(slice(len(words))), found.columns(slice(len(words), None))
    figures = told * np.array([is_figure(word) for word in words], bool)
    return np.column_stack(
        (
            found.overlap(told),
            _rare(found.known, told),
            found.contrast(told, figures),
            joined.shares(both),
            joined.contrast(both),
            standings.repetition(len(words), found.turns()),
            standings.moments * _manner(draft),
            _likeness(standings.heard, len(draft.terms)),
        )
    )


def _rare(known: Array, weights: Array) -> Array:
    """Return the share of rare terms that is known, how much that is, and how much is not."""
    rare = np.where(weights >= RARE, weights, 0.0)
    found, total = known @ rare, rare.sum()
    share = found / total if total else np.full(len(found), 0.5)
    return np.column_stack((share, levelled(found), levelled(total - found)))


def _manner(draft: Turn) -> Array:
    """Return which of MOMENTS count for a draft, by how it speaks: 1 for each that does, else 0."""
    greets, parts = not draft.distinct.isdisjoint(GREETING), not draft.distinct.isdisjoint(PARTING)
    asking = asks(draft)
    always = (True,) * 5
    return np.array(
        (*always, greets, greets, parts, parts, asking, not asking, asking, True, True), np.float64
    )


def _likeness(lengths: Array, length: int) -> Array:
    """Return how like lengths are to one, from 0 to 1."""
    own, others = 1 + length, 1 + lengths
    likeness: Array = np.minimum(own, others) / np.maximum(own, others)
    return likeness
