"""Recognises a terminal's answer to a query, which arrives as if somebody had typed it."""

from typing import Final

_SAME_BURST_SECONDS: Final = 0.005
"""Nobody types two keys so close together; the characters of an answer come in one read."""
_ESCAPES: Final = frozenset({"circumflex_accent", "escape"})
"""How the Escape that begins an answer arrives: as a caret, where Textual knows no such sequence."""


class TerminalReply:
    """Follows the keys of one composer; instants are seconds on the monotonic clock.

    An answer is Escape, an introducer (`[`, `]`, `P`, `_` or `^`) and what follows in the same burst.
    """

    def __init__(self) -> None:
        self._previous = ""
        self._at = float("-inf")
        self._inside = False

    def begins(self, key: str, character: str | None, at: float) -> bool:
        """Record a key, and return whether it turns the one before into the start of an answer."""
        close = at - self._at < _SAME_BURST_SECONDS
        begins = (
            close and not self._inside and self._previous in _ESCAPES and (character or "") in tuple("[]P_^")
        )
        self._inside = close and (self._inside or begins)
        self._previous, self._at = key, at
        return begins

    @property
    def inside(self) -> bool:
        """Whether the key recorded last belongs to an answer."""
        return self._inside
