"""Alt and a digit as a key of its own.

Textual reads the two bytes that terminals send for it as the character that a Mac's Option key types, so
that Alt+3 would write a pound sign into the reply instead of going to pane 3. A real pound sign comes as
itself and is not affected.
"""

from dataclasses import dataclass
from typing import cast

# Internal to the pinned Textual; the stories in a real terminal are the alarm if it changes.
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS


@dataclass(frozen=True, slots=True)
class _Key:
    """Looks to Textual's terminal reader like a member of its own enumeration of keys, which lacks these."""

    value: str


def teach() -> None:
    """Let Textual's terminal reader tell Alt+0 to Alt+9 from typed text."""
    known = cast("dict[str, object]", ANSI_SEQUENCES_KEYS)
    known |= {f"\x1b{digit}": (_Key(f"alt+{digit}"),) for digit in "0123456789"}
