"""How a customer sounds, by plain signs only: thanks, complaints, capital letters, pressing."""

import re
from enum import StrEnum

from agent_console.assist.language.pattern import ANGER, IMPATIENCE, THANKS, Speech
from agent_console.texts import N_

_CRY = re.compile(r"[!?！？]{2,}")
_FEWEST_LETTERS = 12


class Mood(StrEnum):
    """A customer's mood; the value is how it is called."""

    CALM = N_("calm")
    THANKFUL = N_("thankful")
    IMPATIENT = N_("impatient")
    ANGRY = N_("angry")


def mood(text: str, speech: Speech) -> Mood:
    """Return what the signs in one message say; without any, the customer is calm."""
    if speech.says(ANGER) or _shouts(text):
        return Mood.ANGRY
    if speech.says(IMPATIENCE) or _CRY.search(text):
        return Mood.IMPATIENT
    return Mood.THANKFUL if speech.says(THANKS) else Mood.CALM


def _shouts(text: str) -> bool:
    """Whether a message of several words is in capital letters."""
    letters = [symbol for symbol in text if symbol.isupper() or symbol.islower()]
    capitals = sum(map(str.isupper, letters))
    return len(letters) >= _FEWEST_LETTERS and " " in text.strip() and capitals > len(letters) * 0.8
