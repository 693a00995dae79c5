"""What agents noted about a conversation besides messages: tags, priority, promise, queue."""

from dataclasses import dataclass
from datetime import UTC, datetime

from agent_console.backends.matrix.event import LATEST_MS
from agent_console.backends.matrix.value import Content, number, text
from agent_console.domain.action import LONGEST_TAG
from agent_console.domain.chat import Priority, Promise
from agent_console.domain.history import Move

MOST_TAGS = 20


@dataclass
class Particulars:
    """Folded from the agents' acts, in the order of their places in the customer's room."""

    tags: tuple[str, ...] = ()
    priority: Priority = Priority.NORMAL
    promise: Promise | None = None
    queue: str = ""

    def apply(self, act: Content) -> tuple[Move, str] | None:
        """Take an act in; returns the line for the history, None when it changes nothing."""
        detail = text(act.get("detail"))
        match act.get("deed"):
            case Move.TAGGED if is_tag(detail) and detail not in self.tags and len(self.tags) < MOST_TAGS:
                self.tags = (*self.tags, detail)
                return Move.TAGGED, detail
            case Move.UNTAGGED if detail in self.tags:
                self.tags = tuple(tag for tag in self.tags if tag != detail)
                return Move.UNTAGGED, detail
            case Move.PRIORITY if detail in list(Priority):
                self.priority = Priority(detail)
                return Move.PRIORITY, detail
            case Move.HELD if (until := number(act.get("until_ms"))) is not None and until <= LATEST_MS:
                self.promise = Promise(datetime.fromtimestamp(until / 1000, UTC), detail)
                return Move.HELD, detail
            case Move.HOLD_ENDED if self.promise is not None:
                self.promise = None
                return Move.HOLD_ENDED, ""
            case _:
                return None

    def handed_over(self, queue: str) -> None:
        """Take in that another queue has the conversation now; its next agent promised nothing."""
        self.queue = queue or self.queue
        self.promise = None


def is_tag(tag: str) -> bool:
    """Whether a text can be a tag."""
    return 1 <= len(tag) <= LONGEST_TAG and tag.isprintable() and tag == tag.strip()
