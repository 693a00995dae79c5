"""Why a draft seems to be in the wrong conversation, in one line that the agent can check by looking."""

from typing import Final

from agent_console.guard.dialogue import Dialogue, Turn
from agent_console.guard.model.feature import GREETING, PARTING, RARE, Rarity
from agent_console.guard.subject import Subject

MOST_QUOTED: Final = 3
LATE: Final = 4
"""Turns after which a greeting is out of place."""


def reason(draft: Turn, target: Subject, rival: Subject, rarity: Rarity) -> str:
    """Return the plainest reason there is."""
    said = _told(draft, target.dialogue, rival.dialogue, rarity)
    if said:
        quoted = ", ".join(f"“{term}”" for term in said)
        stands = "stands" if len(said) == 1 else "stand"
        return f"{quoted} {stands} in the chat with {rival.customer}, not here"
    turns = len(target.dialogue.turns)
    if turns >= LATE and not draft.distinct.isdisjoint(GREETING) and target.dialogue.last_agent >= 0:
        return f"this greets, and the chat is {turns} messages old"
    if turns < LATE and not draft.distinct.isdisjoint(PARTING):
        return "this says goodbye, and the chat has only begun"
    if target.dialogue.answered and not rival.dialogue.answered:
        return f"{rival.customer} waits for an answer, and the last message here is your own"
    return f"this reads like an answer to {rival.customer}"


def _told(draft: Turn, here: Dialogue, there: Dialogue, rarity: Rarity) -> list[str]:
    """Return the rarest terms of the draft that the other dialogue has and this one has not, as written."""
    found = [term for term in draft.distinct if term in there and term not in here and rarity(term) >= RARE]
    found.sort(key=lambda term: (-rarity(term), draft.terms.index(term)))
    return [_as_written(draft.text, term) for term in found[:MOST_QUOTED]]


def _as_written(text: str, term: str) -> str:
    place = text.lower().find(term)
    written = text[place : place + len(term)]
    return written if written.lower() == term else term
