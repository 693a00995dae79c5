"""How a draft looks against one open conversation: figures between about -1 and 1 that a model can weigh."""

import math
from collections.abc import Callable, Sequence
from typing import Final

from agent_console.domain.chat import Author
from agent_console.guard.dialogue import Dialogue, Turn
from agent_console.guard.term import is_figure, terms

Rarity = Callable[[str], float]
"""How much a term tells: 0 for the commonest, 1 for one never met before."""

RARE: Final = 0.55
"""From this rarity on a term belongs to few conversations."""
FADING: Final = 0.75
"""How much less a term counts for every turn that has passed since."""
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
    "affinity",  # how usual it is behind turns like these; `affinity` says how that is learnt
)


def features(draft: Turn, dialogues: Sequence[Dialogue], rarity: Rarity) -> list[list[float]]:
    """Return one row of FEATURES for every open conversation, but for the last, `affinity`."""
    words = {term: rarity(term) for term in draft.distinct}
    pairs = {pair: (rarity(pair.split(" ")[0]) + rarity(pair.split(" ")[1])) / 2 for pair in draft.pairs}
    word_panes, pair_panes = _panes(words, dialogues), _panes(pairs, dialogues)
    total, pair_total = sum(words.values()) or 1.0, sum(pairs.values()) or 1.0
    rows = []
    for place, dialogue in enumerate(dialogues):
        rows.append(
            [
                *_overlap(words, dialogue, total),
                *_contrast(words, word_panes, place),
                *_pair_overlap(pairs, dialogue, pair_total),
                *_pair_contrast(pairs, pair_panes, place),
                *_repetition(draft, dialogue),
                *_state(draft, dialogue),
            ]
        )
    return rows


def _panes(weights: dict[str, float], dialogues: Sequence[Dialogue]) -> dict[str, set[int]]:
    return {term: {place for place, dialogue in enumerate(dialogues) if term in dialogue} for term in weights}


def _levelled(amount: float) -> float:
    return amount / (1 + amount)


def _overlap(words: dict[str, float], dialogue: Dialogue, total: float) -> list[float]:
    now = len(dialogue.turns)
    last_customer = last_agent = customer = agent = facts = known = 0.0
    rare_known = rare_unknown = 0.0
    for term, weight in words.items():
        at, place = dialogue.customer.get(term, -1), dialogue.agent.get(term, -1)
        if at >= 0:
            customer += weight * FADING ** (now - 1 - at)
            last_customer += weight * (at == dialogue.last_customer)
        if place >= 0:
            agent += weight * FADING ** (now - 1 - place)
            last_agent += weight * (place == dialogue.last_agent)
        told = term in dialogue.facts
        facts += weight * told
        met = told or at >= 0 or place >= 0
        known += weight * met
        if weight >= RARE:
            rare_known += weight * met
            rare_unknown += weight * (not met)
    rare = rare_known + rare_unknown
    return [
        last_customer / total,
        last_agent / total,
        customer / total,
        agent / total,
        facts / total,
        known / total,
        rare_known / rare if rare else 0.5,
        _levelled(rare_known),
        _levelled(rare_unknown),
    ]


def _contrast(words: dict[str, float], panes: dict[str, set[int]], place: int) -> list[float]:
    here = elsewhere = figures_here = figures_elsewhere = 0.0
    for term, weight in words.items():
        holders = panes[term]
        if not holders:
            continue
        share = weight / len(holders)
        if place in holders:
            here += share
            figures_here += share * is_figure(term)
        else:
            elsewhere += share
            figures_elsewhere += share * is_figure(term)
    return [_levelled(here), _levelled(elsewhere), _levelled(figures_here), _levelled(figures_elsewhere)]


def _pair_overlap(pairs: dict[str, float], dialogue: Dialogue, total: float) -> list[float]:
    customer = sum(weight for pair, weight in pairs.items() if pair in dialogue.customer)
    agent = sum(weight for pair, weight in pairs.items() if pair in dialogue.agent)
    facts = sum(weight for pair, weight in pairs.items() if pair in dialogue.facts)
    return [customer / total, agent / total, facts / total]


def _pair_contrast(pairs: dict[str, float], panes: dict[str, set[int]], place: int) -> list[float]:
    here = elsewhere = 0.0
    for pair, weight in pairs.items():
        holders = panes[pair]
        if place in holders:
            here += weight / len(holders)
        elif holders:
            elsewhere += weight / len(holders)
    return [_levelled(here), _levelled(elsewhere)]


def _likeness(one: Turn, other: Turn) -> float:
    together = len(one.distinct | other.distinct)
    return len(one.distinct & other.distinct) / together if together else 0.0


def _repetition(draft: Turn, dialogue: Dialogue) -> list[float]:
    agent = customer = last = 0.0
    for place, turn in enumerate(dialogue.turns):
        like = _likeness(draft, turn)
        if turn.author is Author.CUSTOMER:
            customer = max(customer, like)
        else:
            agent = max(agent, like)
            if place == dialogue.last_agent:
                last = like
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
        _levelled(waiting),
        float(not turns),
        float(len(turns) == 1),
        _levelled(len(turns) / 8),
        float(greets and early),
        float(greets and not early),
        float(parts and thanked),
        float(parts and not thanked),
        float(asks and asked and spoke),
        float(not asks and asked and spoke),
        float(asks and not asked and spoke),
        float(thanked and spoke),
        _levelled(size / 10),
        math.exp(-abs(math.log((1 + size) / (1 + len(draft.terms))))),
    ]
