"""Who waits in several chat systems: in which order they are to be taken."""

import time

from agent_console.domain import events
from agent_console.domain.chat import ConversationId
from agent_console.domain.events import Event, Link
from agent_console.domain.system import SystemName


class JointQueue:
    """What each system said last of its queue; a system that is not connected has nobody to take."""

    def __init__(self) -> None:
        self._waiting: dict[SystemName, tuple[float, tuple[events.Waiting, ...]]] = {}
        self._online: dict[SystemName, None] = {}

    def note(self, event: Event) -> None:
        """Note what a system said, with its name in it."""
        match event:
            case events.QueueChanged():
                self._waiting[event.system] = (time.monotonic(), event.waiting)
            case events.LinkChanged(Link.ONLINE):
                self._online[event.system] = None
            case events.LinkChanged():
                self._online.pop(event.system, None)

    @property
    def online(self) -> tuple[SystemName, ...]:
        """The systems that are connected."""
        return tuple(self._online)

    def next_ones(self) -> list[ConversationId]:
        """Return everybody who can be taken, the next one first: by priority, then by wait."""
        waits = [
            (waiting.priority.rank, at - waiting.age.total_seconds(), waiting.conversation)
            for system, (at, queue) in self._waiting.items()
            if system in self._online
            for waiting in queue
        ]
        return [conversation for _rank, _since, conversation in sorted(waits)]
