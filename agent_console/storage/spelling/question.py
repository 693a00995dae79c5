"""What the console asks the process that looks words up, and what it answers: JSON, one line each."""

from typing import Final

import msgspec


class Question(msgspec.Struct, frozen=True):
    """Words of one language."""

    language: str
    """Two letters, such as `de`."""
    dictionaries: tuple[str, ...]
    """Paths without a suffix."""
    words: tuple[str, ...]
    correct: bool = False
    """Whether to say what was meant by each, instead of whether it is right."""


class Answer(msgspec.Struct, frozen=True):
    """What was asked for, for each word in its order."""

    right: tuple[bool, ...] = ()
    candidates: tuple[tuple[tuple[str, float], ...], ...] = ()
    """Of each word what may have been meant, with its cost."""


ENCODER: Final = msgspec.json.Encoder()
QUESTIONS: Final = msgspec.json.Decoder(Question)
ANSWERS: Final = msgspec.json.Decoder(Answer)
