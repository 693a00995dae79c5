"""Outcomes as PostgreSQL keeps them, so that every hub can pass on what any of them committed."""

from typing import Final

import msgspec

from agent_console.hub.outcome import (
    AcceptingChanged,
    Advanced,
    CustomerRead,
    Joined,
    Lapsed,
    Moved,
    Outcome,
    Posted,
    Refreshed,
    WebhookChanged,
)
from agent_console.hub.store import StoreError

VERSION = 1
"""Grows with every change to a field that an older hub could misread."""
_KINDS: Final[dict[str, type[Outcome]]] = {
    kind.__name__: kind
    for kind in (
        *(Posted, Joined, Moved, Lapsed, CustomerRead, Refreshed),
        *(AcceptingChanged, Advanced, WebhookChanged),
    )
}
"""What a commit can become; of what changed nothing there is no news."""
_HEAD = msgspec.json.Decoder(tuple[int, str, msgspec.Raw])
_DECODERS = {name: msgspec.json.Decoder(kind) for name, kind in _KINDS.items()}


class UnknownNewsError(StoreError):
    """Another hub told what this one cannot read."""


def encode(outcome: Outcome) -> str | None:
    """Return an outcome as JSON; None for one that changed nothing."""
    name = type(outcome).__name__
    if name not in _KINDS:
        return None
    return msgspec.json.encode((VERSION, name, outcome)).decode()


def decode(text: str) -> Outcome:
    """Return the outcome of a JSON text; raises `UnknownNewsError`."""
    try:
        version, name, content = _HEAD.decode(text)
        if version == VERSION and name in _DECODERS:
            return _DECODERS[name].decode(content)
    except msgspec.DecodeError as error:
        raise UnknownNewsError(f"news that cannot be read: {error}") from error
    raise UnknownNewsError(f"news of version {version}, {name[:40]!r}; is another hub newer than this one?")
