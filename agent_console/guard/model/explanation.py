"""Why a draft seems to be in the wrong conversation, in one line that the agent can check by looking."""

from typing import Final

from agent_console.guard.dialogue import Dialogue, Turn
from agent_console.guard.model.feature import GREETING, RARE, Rarity
from agent_console.guard.model.standing import PARTING
from agent_console.guard.subject import Subject
from agent_console.texts import _, ngettext

MOST_QUOTED: Final = 3
LATE: Final = 4
"""Turns after which a greeting is out of place."""


def reason(draft: Turn, target: Subject, rival: Subject, rarity: Rarity) -> str:
    """Return the plainest reason there is."""
    said = _told(draft, target.dialogue, rival.dialogue, rarity)
    if said:
        quoted = ", ".join(f"“{term}”" for term in said)
        words = ngettext(
            "{words} stands in the chat with {name}, not here",
            "{words} stand in the chat with {name}, not here",
            len(said),
        )
        return words.format(words=quoted, name=rival.customer)
    turns = len(target.dialogue.turns)
    if turns >= LATE and not draft.distinct.isdisjoint(GREETING) and target.dialogue.last_agent >= 0:
        return ngettext(
            "this greets, and the chat is {count} message old",
            "this greets, and the chat is {count} messages old",
            turns,
        ).format(count=turns)
    if turns < LATE and not draft.distinct.isdisjoint(PARTING):
        return _("this says goodbye, and the chat has only begun")
    if target.dialogue.answered and not rival.dialogue.answered:
        words = _("{name} waits for an answer, and the last message here is your own")
        return words.format(name=rival.customer)
    return _("this reads like an answer to {name}").format(name=rival.customer)


def _told(draft: Turn, here: Dialogue, there: Dialogue, rarity: Rarity) -> list[str]:
    """Return the rarest terms of the draft that the other dialogue has and this one has not, as written."""
    found = [term for term in draft.distinct if term in there and term not in here and rarity(term) >= RARE]
    found.sort(key=lambda term: (-rarity(term), draft.terms.index(term)))
    return [_as_written(draft.text, term) for term in found[:MOST_QUOTED]]


def _as_written(text: str, term: str) -> str:
    place = text.lower().find(term)
    written = text[place : place + len(term)]
    return written if written.lower() == term else term
