"""What a hub's parts share, for the programs that run beside its sockets."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from websockets.http11 import Request, Response

from agent_console.hub.clock import HubClock
from agent_console.hub.files.upload import UploadDesk
from agent_console.hub.live.switchboard import Switchboard
from agent_console.hub.neighbour.neighbourhood import Neighbours
from agent_console.hub.settings import HubSettings
from agent_console.hub.store import Store


@dataclass(frozen=True, slots=True)
class Premises:
    """A running hub, from inside."""

    settings: HubSettings
    store: Store
    clock: HubClock
    switchboard: Switchboard
    files: UploadDesk
    neighbours: Neighbours


Companion = Callable[[Premises], Coroutine[None, None, None]]
"""Runs as long as the hub does, until it is cancelled; when it fails, the hub ends with its error."""

Page = Callable[[Request], Response | None]
"""Answers a GET request at the hub's own port; None when it is not for this page."""


class CompanionError(Exception):
    """A companion cannot do its work; the message says which, why, and what to do."""
