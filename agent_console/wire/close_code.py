"""Why a hub closes a connection; numbers from 4000 are the protocol's own."""

from enum import IntEnum


class CloseCode(IntEnum):
    """A WebSocket close code that a hub uses on purpose."""

    POLICY = 1008
    """Three frames that the hub does not understand."""
    TOO_BIG = 1009
    RESTART = 1012
    """The hub stops or starts again; the client comes back by itself."""
    LATER = 1013
    """The client reads too slowly, or the hub cannot read, write, or know what it missed; it resumes."""
    BAD_HELLO = 4400
    BAD_TOKEN = 4401
    NO_HELLO = 4408
    """The first frame did not come in time."""

    @property
    def final(self) -> bool:
        """Whether coming back with the same hello meets the same answer."""
        return self in (CloseCode.BAD_HELLO, CloseCode.BAD_TOKEN)
