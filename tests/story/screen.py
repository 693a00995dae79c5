"""Waiting for what a screen is to show; the same for every kind of terminal."""

import re
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Self

PATIENCE = 60.0
"""Seconds after which a screen that does not come is a failure; generous, because machines are slow."""


class ScreenReader(ABC):
    """A terminal with a program in it: typed into, and read."""

    @abstractmethod
    def __exit__(self, *failure: object) -> None:
        """End the program."""

    def __enter__(self) -> Self:
        """Return the running terminal."""
        return self

    @property
    @abstractmethod
    def screen(self) -> str:
        """The screen as lines of text."""

    @property
    @abstractmethod
    def state(self) -> str:
        """Whether the program runs, in words."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Press keys one after the other."""

    @abstractmethod
    def type(self, text: str, gap: float = 0.04) -> None:
        """Type text key by key, with that many seconds between."""

    @abstractmethod
    def rest(self, seconds: float) -> None:
        """Let that much time pass, as a person does between two actions."""

    def wait_for(self, *patterns: str, within: float = PATIENCE) -> str:
        """Return the screen once all regular expressions match it; raises AssertionError after `within` s."""
        return self._wait(lambda screen: all(re.search(p, screen) for p in patterns), f"{patterns}", within)

    def wait_until_gone(self, pattern: str, within: float = PATIENCE) -> str:
        """Return the screen once a regular expression no longer matches it."""
        return self._wait(lambda screen: not re.search(pattern, screen), f"no {pattern!r}", within)

    def _wait(self, condition: Callable[[str], bool], what: str, within: float) -> str:
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            screen = self.screen
            if condition(screen):
                return screen
            self.rest(0.05)
        raise AssertionError(f"{what} not seen in {within:g} s ({self.state}); the screen:\n{self.screen}")
