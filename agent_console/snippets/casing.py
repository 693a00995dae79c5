"""The case of a trigger as it was typed, carried over to the reply, as espanso's `propagate_case` does."""

from enum import StrEnum


class Casing(StrEnum):
    """What is done to the letters of a reply."""

    AS_WRITTEN = "as written"
    CAPITALIZE = "capitalize"
    CAPITALIZE_WORDS = "capitalize words"
    UPPERCASE = "uppercase"
