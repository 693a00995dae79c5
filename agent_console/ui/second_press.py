"""Asks for a key twice before something that cannot be taken back lightly."""

from typing import Final

WINDOW_SECONDS: Final = 3.0


class SecondPress:
    """Remembers the last first press; instants are seconds on the monotonic clock."""

    def __init__(self) -> None:
        self._subject = ""
        self._at = float("-inf")

    def confirmed(self, subject: str, now: float) -> bool:
        """Return whether the same was asked for in the last 3 s; if not, this press is the first one."""
        if self._subject == subject and now - self._at <= WINDOW_SECONDS:
            self._subject = ""
            return True
        self._subject, self._at = subject, now
        return False
