"""What a customer's sentence asks for, if it asks for anything."""

import re
from dataclasses import dataclass
from enum import IntEnum

from agent_console.assist.language.pattern import (
    ANGER,
    COMMAND,
    EMPTY,
    FAREWELL,
    IMPATIENCE,
    INQUIRY,
    QUESTION,
    THANKS,
    WISH,
    Speech,
)

_MARK = re.compile(r"[?？]")
_LETTERS = re.compile(r"\w")
_LONGEST_HOLLOW = 80


class Weight(IntEnum):
    """How much a sentence asks."""

    NOTHING = 0
    HOLLOW = 1
    """It asks, but says nothing of what for: `can you help me with that?`, `please hurry`."""
    ASKS = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence of a customer is."""

    weight: Weight
    key: int = 0
    """How far into the sentence that begins."""
    ends: bool = False
    """Whether it says that nothing more is wanted."""
    thanks: bool = False


def read(sentence: str) -> Reading:
    """Read one sentence of a customer."""
    speech = Speech(sentence)
    thanks, ends = speech.says(THANKS), speech.says(FAREWELL)
    found = _asked(speech)
    if found is None or (ends and not _MARK.search(speech.words)):
        return Reading(Weight.NOTHING, ends=ends, thanks=thanks)
    weight = Weight.HOLLOW if _is_hollow(speech) else Weight.ASKS
    return Reading(weight, found, thanks=thanks)


def _asked(speech: Speech) -> int | None:
    """Return where the sentence begins to ask; None when it does not."""
    places = [found[0] for pattern in (QUESTION, INQUIRY) if (found := speech.find(pattern)) is not None]
    if places:
        return min(places)
    if (mark := _MARK.search(speech.words)) is not None:
        return _clause_before(speech.words, mark.start())
    wishes = [found[0] for pattern in (WISH, COMMAND) if (found := speech.find(pattern)) is not None]
    return min(wishes) if wishes else None


def _clause_before(words: str, end: int) -> int:
    comma = max(words.rfind(sign, 0, end) for sign in (", ", "; ", "，", " - "))
    return comma + 2 if comma > 0 and end - comma > len(", right") + 2 else 0


def _is_hollow(speech: Speech) -> bool:
    """Whether nothing is left of a sentence but words that any sentence could have."""
    if len(speech.words) > _LONGEST_HOLLOW:
        return False
    left = list(speech.words)
    for pattern in filter(speech.says, (EMPTY, ANGER, IMPATIENCE, THANKS)):
        for _ in range(2):  # a word takes the space that the next one would begin behind
            for start, end in pattern.every("".join(left)):
                left[start:end] = " " * (end - start)
    return not _LETTERS.search("".join(left))
