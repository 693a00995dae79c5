"""Counts what became of messages: sent against seen, per conversation, by their ids."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One message, as it was sent or as it was seen."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What went wrong between one list of sent and one of seen messages; all zeros is what is promised."""

    messages: int = 0
    """How many were sent: the true number that the other figures are out of."""
    lost: int = 0
    """Sent, and seen nowhere."""
    duplicated: int = 0
    """Seen again in the conversation where it had been seen."""
    reordered: int = 0
    """Seen after a message that was sent later by the same writer."""
    misrouted: int = 0
    """Seen in another conversation than the one it was sent to."""
    altered: int = 0
    """Seen with another text."""

    def __add__(self, other: "Tally") -> "Tally":
        """Return the sums, figure by figure."""
        mine, theirs = asdict(self), asdict(other)
        return Tally(**{name: mine[name] + theirs[name] for name in mine})

    @property
    def clean(self) -> bool:
        """Whether nothing went wrong, and there was something to go wrong."""
        return self.messages > 0 and not any(
            (self.lost, self.duplicated, self.reordered, self.misrouted, self.altered)
        )


Book = Mapping[str, Sequence[Entry]]
"""Messages by conversation, in order."""


def compare(sent: Book, seen: Book) -> Tally:
    """Return what became of `sent` in `seen`; order counts within each conversation.

    Each conversation of `sent` holds one writer's messages. Messages in `seen` that were never sent
    are left out of account, so that several writers can be compared against one transcript.
    """
    home = {entry.id: conversation for conversation, entries in sent.items() for entry in entries}
    texts = {entry.id: entry.text for entries in sent.values() for entry in entries}
    found: set[str] = set()
    total = Tally(messages=len(home))
    for conversation, entries in seen.items():
        known = [entry for entry in entries if entry.id in home]
        own = [entry for entry in known if home[entry.id] == conversation]
        found.update(entry.id for entry in own)
        total += Tally(
            duplicated=sum(count - 1 for count in Counter(entry.id for entry in own).values()),
            reordered=_inversions([e.id for e in sent.get(conversation, ())], [e.id for e in own]),
            misrouted=len(known) - len(own),
            altered=sum(texts[entry.id] != entry.text for entry in known),
        )
    return total + Tally(lost=len(home.keys() - found))


def _inversions(sent: Sequence[str], seen: Sequence[str]) -> int:
    """Count the messages that came after one sent later, each at its first appearance."""
    place = {id_: number for number, id_ in enumerate(sent)}
    highest, count = -1, 0
    for id_ in dict.fromkeys(seen):
        if place[id_] < highest:
            count += 1
        highest = max(highest, place[id_])
    return count
