"""What a Chatwoot, or the way to it, may do to whoever uses it."""

from dataclasses import dataclass, field


@dataclass
class Faults:
    """Set by tests; a number counts down with each time."""

    keeps_attributes: bool = True
    """Whether the content attributes that a client sends are stored."""
    tells_echo: bool = True
    """Whether the reply and the socket copy carry the `echo_id`; it is never stored."""
    answers_lost: int = 0
    """Messages that are stored, and whose answer never leaves."""
    requests_lost: int = 0
    """Messages that are not stored, and not answered either."""
    hanging: int = 0
    """Messages that are stored at once and answered much too late."""
    failing: int = 0
    """Messages that the server fails to store, with an error of its own."""
    throttled: int = 0
    """Requests for messages that are answered with 429."""
    retry_after: str = "1"
    bodies: dict[str, bytes] = field(default_factory=dict)
    """What is answered instead, by the end of a path."""
    garbled: bytes | None = None
    """What is answered to a message that was stored, instead of it."""
    deaf_to: set[str] = field(default_factory=set)
    """Events that get lost on their way."""
    doubled: bool = False
    """Whether each event is pushed twice."""
    reversed: bool = False
    """Whether events that happen in one go are pushed in the wrong order."""
    silent: bool = False
    """Whether no ping leaves any more."""
    welcome: bool = True
    rejecting: int = 0
    """Subscriptions that are rejected."""
    slow_assignments: float = 0.0
    """Seconds for which an assignment takes at most, by chance."""
    assignments_take: list[float] = field(default_factory=list)
    """Seconds for which the next assignments take, one by one."""
    account: int = 1
    """The account that pushed events are said to be of."""
