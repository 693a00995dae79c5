"""Whether a message that got no answer was stored all the same: looked for before it is sent again."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from agent_console.backends.chatwoot.record import Entry
from agent_console.domain.chat import Mode
from agent_console.domain.outbox import Intent

CLOCKS_APART = 2.0
"""Seconds by which the server's whole seconds and this machine's clock may differ without saying anything."""
MUCH_APART = 60.0
"""Seconds before a message was accepted here in which an equal one leaves its fate open."""
CHANGEABLE = ("{{", "{%")
"""Marks of Liquid, which the server replaces in what an agent sends."""


class Fate(Enum):
    """What can be said of a message that got no answer."""

    STORED = auto()
    ABSENT = auto()
    OPEN = auto()
    """Nobody can tell; it must not be sent again."""


@dataclass(slots=True)
class Doubt:
    """A message that may have been stored without an answer."""

    boundary: int | None
    """The newest id before it first left; None when it left in an earlier run of the console."""
    tried_at: float
    """When it left last, on the monotonic clock."""
    tries: int = 0


def fate(
    intent: Intent, candidates: Sequence[Entry], doubt: Doubt, keeps_marks: bool | None
) -> tuple[Fate, Entry | None]:
    """Say what became of a message that is not there under its id.

    `candidates` are the agent's own messages of the conversation that no id is known of. A server that
    stores the console's ids has none that is not among them; of messages with files, which travel in
    another form, that is not certain.
    """
    if keeps_marks and not intent.attachment:
        return Fate.ABSENT, None
    alike = [entry for entry in candidates if entry.private == (intent.mode is Mode.NOTE)]
    later = [entry for entry in alike if _after(entry, intent, doubt)]
    equal = [entry for entry in later if _equal(entry, intent)]
    if equal:
        return Fate.STORED, equal[0]
    changeable = bool(intent.attachment) or any(mark in intent.text for mark in CHANGEABLE)
    if changeable and later:
        return Fate.OPEN, None
    near = (entry for entry in alike if entry not in later and _shortly_before(entry, intent, doubt))
    return (Fate.OPEN if any(_equal(entry, intent) for entry in near) else Fate.ABSENT), None


def _equal(entry: Entry, intent: Intent) -> bool:
    name = "" if entry.attachment is None else entry.attachment.name
    return entry.text.strip() == intent.text.strip() and name == intent.file_name * bool(intent.attachment)


def _after(entry: Entry, intent: Intent, doubt: Doubt) -> bool:
    """Whether a message is from after the other left for the first time."""
    if doubt.boundary is not None:
        return entry.id > doubt.boundary
    return entry.at >= intent.accepted_at.timestamp() - CLOCKS_APART


def _shortly_before(entry: Entry, intent: Intent, doubt: Doubt) -> bool:
    """Whether clocks that differ much could make a message appear to be from before."""
    return doubt.boundary is None and entry.at >= intent.accepted_at.timestamp() - MUCH_APART
