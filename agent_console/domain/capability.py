"""What a chat system can do; the console offers only that."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum

from agent_console.domain.action import Deed


class Claim(StrEnum):
    """How a chat system settles that two agents take the same customer at once."""

    DECIDED = "decided"
    """It decides in one step: compare and set."""
    READ_BACK = "read_back"
    """It tells both of them yes; who reads back, and goes on looking, learns which of them has it."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a chat system can do beyond the contract; the console offers only that."""

    reopen: bool = False
    notes: bool = False
    typing: bool = False
    """Whether it tells either side that the other is writing."""
    preview: bool = False
    """Whether it can tell what a customer has written so far; its own settings may forbid it."""
    history: bool = False
    """Whether it can tell what happened to a conversation."""
    attachments: bool = False
    """Whether files can be sent."""
    past: bool = False
    """Whether it can tell the customer's earlier chats."""
    receipts: bool = False
    """Whether it tells how far the customer has read."""
    presence: bool = False
    """Whether it tells that the customer has left."""
    availability: bool = False
    """Whether the agent can say that no new customers may come."""
    team: bool = False
    """Whether it tells who the colleagues are."""
    deeds: frozenset[Deed] = frozenset()
    """The actions that it can carry out."""
    claim: Claim = Claim.DECIDED


def of_any(every: Iterable[Capabilities]) -> Capabilities:
    """Return what at least one of several chat systems can do; a claim is as sure as the least sure one."""
    known = tuple(every)
    flags = [one.name for one in fields(Capabilities) if one.type is bool]
    sure = all(can.claim is Claim.DECIDED for can in known)
    return Capabilities(
        **{flag: any(getattr(can, flag) for can in known) for flag in flags},
        deeds=frozenset(deed for can in known for deed in can.deeds),
        claim=Claim.DECIDED if sure else Claim.READ_BACK,
    )
