"""Which lines the agent may not have read yet when Enter is pressed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from agent_console.domain.chat import ConversationId

READING = timedelta(seconds=3)
"""A line that has been before the agent for this long counts as read."""


@dataclass(frozen=True, slots=True)
class _Line:
    sequence: int
    visible_at: float | None
    """The monotonic instant from which the agent could read it; None while its chat is off screen."""

    def unread(self, now: float) -> bool:
        return self.visible_at is None or now - self.visible_at < READING.total_seconds()


class Attention:
    """Remembers lines from others that came a moment ago or while their chat was off screen.

    A customer often writes on while the agent types, in plain sight of the agent; to stop each such send
    would teach the agent to wave holds through. So only these lines make a draft stale: those that came
    less than `READING` ago, and those that came while the chat had no place on screen, until the agent
    has had its composer for `READING`.
    """

    def __init__(self) -> None:
        self._lines: defaultdict[ConversationId, list[_Line]] = defaultdict(list)

    def arrived(self, conversation: ConversationId, sequence: int, on_screen: bool, now: float) -> None:
        """Note a line that somebody else wrote."""
        recent = [line for line in self._lines[conversation] if line.unread(now)]
        self._lines[conversation] = [*recent, _Line(sequence, now if on_screen else None)]

    def attended(self, conversation: ConversationId, now: float) -> None:
        """Note that the agent is at the conversation's composer, and so sees its lines from now on."""
        self._lines[conversation] = [
            _Line(line.sequence, now) if line.visible_at is None else line
            for line in self._lines[conversation]
        ]

    def unread(self, conversation: ConversationId, after: int, now: float) -> int:
        """Count the lines behind sequence `after` that may be unread."""
        return sum(1 for line in self._lines[conversation] if line.sequence > after and line.unread(now))

    def read(self, conversation: ConversationId) -> None:
        """Note that the agent was shown every line so far, or that the conversation left the desk."""
        self._lines.pop(conversation, None)
