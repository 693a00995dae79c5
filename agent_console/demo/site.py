"""Serves an application on a loopback port, in this event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette

_LOOPBACK = "127.0.0.1"
_SECONDS_TO_FINISH = 1
"""How long requests under way may still take at the end."""


@asynccontextmanager
async def serving(application: Starlette, port: int = 0) -> AsyncIterator[int]:
    """Serve the application while inside, and give the port; 0 takes a free one.

    Raises OSError when the port is taken. The port accepts connections at once.
    """
    with socket.create_server((_LOOPBACK, port)) as listener:
        config = uvicorn.Config(
            application,
            log_level="warning",
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=_SECONDS_TO_FINISH,
        )
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            await task
