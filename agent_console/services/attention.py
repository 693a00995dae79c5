"""Where the agent's eyes are: since when at which chat, and which of its lines may still be unread."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import timedelta

from agent_console.domain.chat import ConversationId

READING = timedelta(seconds=3)
"""A line that has been before the agent for this long counts as read."""


@dataclass(slots=True)
class _Lines:
    """Unread lines of one chat by sequence; each comes and goes once, however long the chat is."""

    unseen: list[int] = field(default_factory=list)
    """Those that came while the chat was off screen."""
    seen: deque[tuple[int, float]] = field(default_factory=deque)
    """Those that the agent could read, with the monotonic instant from which that was so."""

    def forget_read(self, now: float) -> None:
        while self.seen and now - self.seen[0][1] >= READING.total_seconds():
            self.seen.popleft()

    def behind(self, sequence: int) -> int:
        unseen = sum(1 for line in self.unseen if line > sequence)
        return unseen + sum(1 for line, _at in self.seen if line > sequence)


class Attention:
    """Remembers lines from others that came a moment ago or while their chat was off screen.

    A customer often writes on while the agent types, in plain sight of the agent; to stop each such send
    would teach the agent to wave holds through. So only these lines make a draft stale: those that came
    less than `READING` ago, and those that came while the chat had no place on screen, until the agent
    has had its composer for `READING`.
    """

    def __init__(self) -> None:
        self._lines: defaultdict[ConversationId, _Lines] = defaultdict(_Lines)
        self._at: ConversationId | None = None
        self._since: float | None = None
        """The monotonic instant of a change of places; None where there was none."""
        self._expected: ConversationId | None = None

    @property
    def at(self) -> ConversationId | None:
        """The conversation that the keys go to, or went to last; None before the first one."""
        return self._at

    def expect(self, conversation: ConversationId) -> None:
        """Note that the agent has just said to which conversation the keys go next.

        To come there is then no change of places that the eye could be behind.
        """
        self._expected = conversation

    def came(self, conversation: ConversationId, now: float) -> None:
        """Note that the keys go to a conversation at the monotonic instant `now`.

        Only coming from another one counts: who looks something up for the same customer, or whose
        terminal was behind another window, has not changed places.
        """
        if conversation != self._at:
            self._since = None if conversation == self._expected else now
            self._at, self._expected = conversation, None

    def here_for(self, conversation: ConversationId, now: float) -> timedelta:
        """Return how long the keys have gone to a conversation by now; nothing while they go elsewhere.

        Where nobody came from elsewhere, or they came as they had just said, it is the longest time there is.
        """
        if self._at not in (None, conversation):
            return timedelta()
        return timedelta.max if self._since is None else timedelta(seconds=now - self._since)

    def arrived(self, conversation: ConversationId, sequence: int, on_screen: bool, now: float) -> None:
        """Note a line that somebody else wrote."""
        lines = self._lines[conversation]
        lines.forget_read(now)
        if on_screen:
            lines.seen.append((sequence, now))
        else:
            lines.unseen.append(sequence)

    def attended(self, conversation: ConversationId, now: float) -> None:
        """Note that the agent is at the conversation's composer, and so sees its lines from now on."""
        lines = self._lines[conversation]
        lines.seen.extend((sequence, now) for sequence in lines.unseen)
        lines.unseen.clear()

    def unread(self, conversation: ConversationId, after: int, now: float) -> int:
        """Count the lines behind sequence `after` that may be unread."""
        lines = self._lines[conversation]
        lines.forget_read(now)
        return lines.behind(after)

    def read(self, conversation: ConversationId) -> None:
        """Note that the agent was shown every line so far, or that the conversation left the desk."""
        self._lines.pop(conversation, None)
