"""How often each canned reply was used, so far as that can be known."""

from collections.abc import Mapping

from agent_console.domain.usage import Usage
from agent_console.ports import Clock, JournalError, SnippetUsage


class Tally:
    """Counts uses; where they cannot be kept, replies work all the same and `trouble` says why."""

    def __init__(self, clock: Clock, usage: SnippetUsage | None = None) -> None:
        self.trouble = ""
        """Why uses are not counted; one raw line, or empty."""
        self._clock = clock
        self._usage = usage

    def counts(self) -> Mapping[str, Usage]:
        """Return the use of each reply by its id; nothing when nobody counts."""
        if self._usage is None:
            return {}
        try:
            return self._usage.counts()
        except JournalError as error:
            self.trouble = str(error)
            return {}

    def used(self, snippet: str) -> None:
        """Count one more use, now."""
        if self._usage is None:
            return
        try:
            self._usage.used(snippet, self._clock.now())
            self.trouble = ""
        except JournalError as error:
            self.trouble = str(error)
