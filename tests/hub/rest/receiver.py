"""A program that is told what happens: a real server, which can refuse for a while."""

import asyncio
import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from agent_console.demo.site import serving

PATIENCE = 60
"""Seconds; far more than anything takes here."""


class Receiver:
    """Keeps what it is told, in order; `failing` are the answers that it gives first."""

    def __init__(self, *failing: int) -> None:
        self._failing = list(failing)
        self._news = asyncio.Condition()
        self.secret = ""
        self.port = 0
        self.refused = 0
        self.strayed = 0
        """How often a redirect was followed."""
        self.events: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        """Where events are posted."""
        return f"http://127.0.0.1:{self.port}/hook"

    @asynccontextmanager
    async def open(self, port: int = 0) -> AsyncIterator[None]:
        """Listen while inside."""
        hook = Route("/hook", self._receive, methods=["POST"])
        elsewhere = Route("/elsewhere", self._stray, methods=["GET", "POST"])
        async with serving(Starlette(routes=[hook, elsewhere]), port) as port:
            self.port = port
            yield

    async def told(self, count: int) -> list[dict[str, Any]]:
        """Wait for so many events."""
        await self.heard(lambda: len(self.events) >= count)
        return self.events

    async def heard(self, enough: Callable[[], bool]) -> None:
        """Wait until enough was told."""
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(enough)

    @property
    def said(self) -> list[str]:
        """The texts of the messages that were told, in order."""
        return [event["message"]["text"] for event in self.events if event["type"] == "message"]

    async def _receive(self, request: Request) -> Response:
        body = await request.body()
        async with self._news:
            if self._failing:
                self.refused += 1
                return Response(status_code=self._failing.pop(0), headers={"Location": "/elsewhere"})
            self._check(request, body)
            self.events.append(await request.json())
            self._news.notify_all()
        return Response(status_code=204)

    async def _stray(self, _: Request) -> Response:
        self.strayed += 1
        return Response(status_code=204)

    def _check(self, request: Request, body: bytes) -> None:
        """Check the signature as Standard Webhooks says."""
        told = request.headers
        signed = f"{told['webhook-id']}.{told['webhook-timestamp']}.".encode() + body
        key = b64decode(self.secret.removeprefix("whsec_"))
        expected = b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        assert told["webhook-signature"] == f"v1,{expected}"
