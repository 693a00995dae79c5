"""How a draft looks against one open conversation: figures between about -1 and 1 that a model can weigh."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
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
REMEMBERED: Final = 40
"""With how many last turns of each conversation a draft is compared word by word: Enter must not wait."""
GREETING: Final = frozenset(
    terms("hello hi hey welcome greetings morning afternoon evening hallo hei привет здравствуйте 您好 你好")
)
PARTING: Final = frozenset(terms("bye goodbye farewell tschüss ade пока 再见 拜拜 回见"))
THANKS: Final = frozenset(
    terms("thanks thank thankyou thx cheers appreciate danke takk спасибо 谢谢 感谢 多谢")
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


def features(draft: Turn, dialogues: Sequence[Dialogue], rarity: Rarity) -> Array:
    """Return one row for every open conversation, with the FEATURES up to `length_likeness`."""
    words = tuple(draft.distinct)
    told = np.array(list(map(rarity, words)))
    pairs = tuple(dict.fromkeys(draft.pairs))
    both = np.array([sum(map(rarity, pair.split(" "))) / 2 for pair in pairs])
    found, joined = Finds.of(words, dialogues), Finds.of(pairs, dialogues)
    figures = told * np.array([is_figure(word) for word in words], bool)
    here, elsewhere = found.contrast(told)
    return np.column_stack(
        (
            found.overlap(told),
            found.rare(told),
            here,
            elsewhere,
            *found.contrast(figures),
            joined.shares(both),
            *joined.contrast(both),
            [(*_repetition(draft, dialogue), *_state(draft, dialogue)) for dialogue in dialogues],
        )
    )


@dataclass(frozen=True, slots=True)
class Finds:
    """Where each conversation has each of some terms: one row a conversation, one column a term."""

    customer: Array
    """How many turns ago the customer said it last; infinite where never."""
    agent: Array
    facts: Array
    """1 where the company's systems say it, else 0."""
    last: Array
    """How many turns ago the customer said anything, then the agent: two columns."""

    @classmethod
    def of(cls, terms: Sequence[str], dialogues: Sequence[Dialogue]) -> "Finds":
        """Look terms up."""
        shape = (len(dialogues), len(terms))
        newest = np.array([[len(dialogue.turns) - 1] for dialogue in dialogues], np.float64)
        customer = [[dialogue.customer.get(term, -inf) for term in terms] for dialogue in dialogues]
        agent = [[dialogue.agent.get(term, -inf) for term in terms] for dialogue in dialogues]
        facts = [[term in dialogue.facts for term in terms] for dialogue in dialogues]
        last = np.array([(dialogue.last_customer, dialogue.last_agent) for dialogue in dialogues])
        return cls(
            newest - np.reshape(customer, shape),
            newest - np.reshape(agent, shape),
            np.reshape(np.array(facts, np.float64), shape),
            newest - last,
        )

    @property
    def known(self) -> Array:
        """1 where anybody has said it, or the systems have, else 0."""
        found: Array = np.maximum(self.facts, np.isfinite(np.minimum(self.customer, self.agent)))
        return found

    def overlap(self, weights: Array) -> Array:
        """Return the shares, by weight, that the first FEATURES stand for."""
        total = weights.sum() or 1.0
        columns = (
            (self.customer == self.last[:, :1]) @ weights,
            (self.agent == self.last[:, 1:]) @ weights,
            FADING**self.customer @ weights,
            FADING**self.agent @ weights,
            self.facts @ weights,
            self.known @ weights,
        )
        found: Array = np.column_stack(columns) / total
        return found

    def shares(self, weights: Array) -> Array:
        """Return the shares, by weight, that the customer, the agent and the systems have said."""
        total = weights.sum() or 1.0
        said = (np.isfinite(self.customer) @ weights, np.isfinite(self.agent) @ weights, self.facts @ weights)
        found: Array = np.column_stack(said) / total
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


def _likeness(one: Turn, other: Turn) -> float:
    shared = len(one.distinct & other.distinct)
    return shared / (len(one.distinct) + len(other.distinct) - shared) if shared else 0.0


def _repetition(draft: Turn, dialogue: Dialogue) -> list[float]:
    agent = customer = last = 0.0
    for turn in dialogue.turns[-REMEMBERED:]:
        like = _likeness(draft, turn)
        if turn.author is Author.CUSTOMER:
            customer = max(customer, like)
        else:
            agent, last = max(agent, like), like
    return [agent, last, customer]


def _state(draft: Turn, dialogue: Dialogue) -> list[float]:
    turns = dialogue.turns
    last = turns[-1] if turns else None
    spoke = last is not None and last.author is Author.CUSTOMER
    heard = turns[dialogue.last_customer] if dialogue.last_customer >= 0 else None
    waiting = len(turns) - 1 - dialogue.last_agent
    greets = not draft.distinct.isdisjoint(GREETING)
    parts = not draft.distinct.isdisjoint(PARTING)
    asks, asked = (
        "?" in draft.text or "？" in draft.text,
        heard is not None and ("?" in heard.text or "？" in heard.text),
    )
    thanked = heard is not None and not heard.distinct.isdisjoint(THANKS | PARTING)
    early = dialogue.last_agent < 0
    size = len(heard.terms) if heard else 0
    return [
        float(spoke),
        waiting / (1 + waiting),
        float(not turns),
        float(len(turns) == 1),
        len(turns) / (8 + len(turns)),
        float(greets and early),
        float(greets and not early),
        float(parts and thanked),
        float(parts and not thanked),
        float(asks and asked and spoke),
        float(not asks and asked and spoke),
        float(asks and not asked and spoke),
        float(thanked and spoke),
        size / (10 + size),
        math.exp(-abs(math.log((1 + size) / (1 + len(draft.terms))))),
    ]
