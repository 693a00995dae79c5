"""Who has a customer, by the order of the room's events alone: every console comes to the same answer."""

from dataclasses import dataclass, field
from enum import StrEnum

from agent_console.domain.chat import Status

_MOST_VERDICTS = 64


class Verdict(StrEnum):
    """What came of an event that would change the ownership."""

    COUNTED = ""
    TAKEN = "taken"
    """Somebody has the customer."""
    FENCE = "fence"
    """It was meant for another spell of ownership, or is by somebody who is not the owner."""
    UNREAD = "unread"
    """The customer wrote what the owner had not read when closing."""


@dataclass
class Ownership:
    """Folded from claims, closings and handing over; the fence counts the owners that there were."""

    owner: str = ""
    fence: int = 0
    status: Status = Status.CLOSED
    """Closed as well while the customer has written nothing yet."""
    heard: int = 0
    """The sequence of the customer's newest message."""
    _claims: dict[str, str] = field(default_factory=dict)
    """Who claimed under the present fence, by event, the one that counted included."""
    _verdicts: dict[str, Verdict] = field(default_factory=dict)

    def counts(self, event: str, verdict: Verdict) -> bool:
        """Remember for a while what came of an event; whether it counted."""
        self._verdicts[event] = verdict
        if len(self._verdicts) > _MOST_VERDICTS:
            del self._verdicts[next(iter(self._verdicts))]
        return verdict is Verdict.COUNTED

    def verdict(self, event: str) -> Verdict | None:
        """Return what came of a recent event; None for any other."""
        return self._verdicts.get(event)

    def written(self, sequence: int) -> bool:
        """Take in that the customer wrote; whether that put the conversation into the queue."""
        self.heard = sequence
        if self.status is not Status.CLOSED:
            return False
        self.status = Status.WAITING
        return True

    def claim(self, event: str, sender: str, fence: int | None) -> Verdict:
        """Take in a claim for the spell `fence`; None, because its words were deleted, means the next one."""
        if self.owner:
            if fence == self.fence:
                self._claims[event] = sender
            return Verdict.TAKEN
        if fence not in (None, self.fence + 1):
            return Verdict.FENCE
        self._given(sender)
        self._claims[event] = sender
        return Verdict.COUNTED

    def won(self, claim: str, sender: str, fence: int | None) -> bool:
        """Take in that a claim was the first one where it was made; whether that changes the owner.

        A room that other homeservers share can have one order as it happens, and another when it is read
        later; between claims of the same spell this decides.
        """
        if fence != self.fence or self._claims.get(claim) != sender or self.owner in ("", sender):
            return False
        self.owner = sender
        return True

    def close(self, sender: str, fence: int | None, head: int | None) -> Verdict:
        """Take in a closing by somebody who had read up to the sequence `head`."""
        if not self._owns(sender, fence):
            return Verdict.FENCE
        if head is not None and head < self.heard:
            return Verdict.UNREAD
        self._freed(Status.CLOSED)
        return Verdict.COUNTED

    def hand_over(self, sender: str, fence: int | None, heir: str) -> Verdict:
        """Take in that the owner gave the conversation to `heir`, or to whoever takes it next."""
        if not self._owns(sender, fence):
            return Verdict.FENCE
        self._freed(Status.WAITING)
        if heir:
            self._given(heir)
        return Verdict.COUNTED

    def left(self, user: str) -> bool:
        """Take in that somebody left the room; whether that was the owner, and the queue has it again."""
        if user != self.owner:
            return False
        self._freed(Status.WAITING)
        return True

    def _owns(self, sender: str, fence: int | None) -> bool:
        return bool(self.owner) and sender == self.owner and fence in (None, self.fence)

    def _given(self, owner: str) -> None:
        self.owner, self.status, self.fence = owner, Status.OPEN, self.fence + 1
        self._claims.clear()

    def _freed(self, status: Status) -> None:
        self.owner, self.status = "", status
        self._claims.clear()
