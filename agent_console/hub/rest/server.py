"""The interface as a companion of the hub: listens while the hub runs, and sends events."""

import asyncio
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from ipaddress import IPv6Address, ip_address

import uvicorn
from starlette.applications import Starlette

from agent_console.config import RestSettings
from agent_console.hub.live.bucket import Buckets
from agent_console.hub.premises import Companion, CompanionError, Premises
from agent_console.hub.rest.application import application
from agent_console.hub.rest.document import document
from agent_console.hub.rest.door import Door
from agent_console.hub.rest.interface import operations
from agent_console.hub.rest.webhook.dispatch import Dispatch

SECONDS_TO_FINISH = 1
"""How long requests under way may still take when the hub ends."""

logger = logging.getLogger(__name__)


def companion(settings: RestSettings, announce: Callable[[int], None] | None = None) -> Companion:
    """Return what serves the interface beside a hub; `announce` is told the port once it listens."""

    async def run(premises: Premises) -> None:
        with _listener(settings.host, settings.port) as listener:
            port: int = listener.getsockname()[1]
            logger.info("REST on http://%s:%d/v1/openapi.json", settings.host, port)
            if announce is not None:
                announce(port)
            async with asyncio.TaskGroup() as group:
                dispatch = Dispatch(settings.webhooks, premises.store, premises.clock)
                group.create_task(premises.neighbours.in_turn(dispatch.run))
                group.create_task(_serve(_application(settings, premises, dispatch), listener))

    return run


def _application(settings: RestSettings, premises: Premises, dispatch: Dispatch) -> Starlette:
    buckets = Buckets(settings.rate, settings.burst)
    door = Door(premises.store, premises.clock, (settings.host, *settings.hosts), buckets)
    offered = operations(premises, dispatch)
    # Made when it is first asked for: the hub need not wait for what most hubs are never asked.
    return application(offered, door, cache(partial(document, offered)))


@contextmanager
def _listener(host: str, port: int) -> Iterator[socket.socket]:
    """Listen while inside; raises `CompanionError` when the port cannot be had."""
    try:
        listener = socket.create_server((host, port), family=_family(host))
    except OSError as error:
        reason = f"REST cannot listen on {host}:{port}: {error.strerror}; see `hub.rest` in the settings"
        raise CompanionError(reason) from error
    with listener:
        # Connections inherit it; asyncio does not set it for a socket that was made this way, and an answer
        # would wait for the client's acknowledgement of its own head.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield listener


def _family(host: str) -> socket.AddressFamily:
    try:
        address = ip_address(host)
    except ValueError:
        return socket.AF_INET
    return socket.AF_INET6 if isinstance(address, IPv6Address) else socket.AF_INET


class _Server(uvicorn.Server):
    """A server that leaves the process's signals to the hub."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


async def _serve(served: Starlette, listener: socket.socket) -> None:
    """Serve until cancelled; then requests under way are finished first."""
    config = uvicorn.Config(
        served,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await asyncio.shield(serving)
    finally:
        server.should_exit = True
        await serving
