"""What stands for an identifier in everything that is learnt."""

from enum import StrEnum
from typing import Final


class Slot(StrEnum):
    """What stands for an identifier; characters that nobody types."""

    FIRST_NAME = "\ue001"
    LAST_NAME = "\ue002"
    ORDER = "\ue003"
    EMAIL = "\ue004"
    PRIVATE = "\ue00f"
    """Any other number, address or name: it is never filled, so a phrase ends before it."""


SLOTS: Final = frozenset(Slot)


def is_slot(token: str) -> bool:
    """Whether a part stands for something that identifies somebody."""
    return token[-1:] in SLOTS
