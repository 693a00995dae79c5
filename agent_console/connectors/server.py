"""One company's server: asked in turn, with a proof of who asks, and read as JSON."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import httpx

from agent_console.config import HttpConnector
from agent_console.connectors.answer import complaint, decode
from agent_console.connectors.credential import Credential, credential
from agent_console.connectors.exchange import Reply, check, exchange, pause
from agent_console.connectors.expression import Expression
from agent_console.connectors.failure import LookUpError, RefusedError
from agent_console.connectors.login import log_in
from agent_console.connectors.rate_limit import RateLimit
from agent_console.domain.text import one_line
from agent_console.texts import _

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """One decoded answer."""

    answer: object
    url: httpx.URL
    """Where it came from."""
    body: bytes
    following: str
    """What its header calls the next page; empty when there is none."""


class Server:
    """Asks one server for a connector; sessions and turns are shared by all its look-ups.

    Deadlines are the event loop's time, in seconds.
    """

    def __init__(
        self, settings: HttpConnector, client: httpx.AsyncClient, environment: Mapping[str, str]
    ) -> None:
        """`client` is one of `exchange.open_client`, which its owner closes."""
        self._settings = settings
        self._client = client
        self._environment = environment
        self._rate = RateLimit(settings.rate)
        self._session: Credential | None = None
        self._logging_in = asyncio.Lock()

    async def ask(self, request: httpx.Request, errors: Expression | None, deadline: float) -> Page:
        """Return a successful answer; raise LookUpError for everything else, TimeoutError when it is late.

        A session that the server does not know any more is begun anew, once.
        """
        if request.url.host not in self._settings.hosts:
            words = _("{host} is not among `allowed_hosts`, so it is not asked")
            raise LookUpError(words.format(host=request.url.host))
        before = self._session
        proof = await self._proof(deadline)
        try:
            return await self._answer(request, proof, errors, deadline)
        except RefusedError:
            if before is None:
                raise
        _log.info("the session has ended; logging in again")
        return await self._answer(request, await self._proof(deadline, proof), errors, deadline)

    async def _proof(self, deadline: float, ended: Credential | None = None) -> Credential:
        """Return what proves who asks; a session other than the one that has ended."""
        login = self._settings.auth.login if self._settings.auth else None
        if login is None:
            return credential(self._settings.auth, self._environment)
        async with self._logging_in:
            if self._session is None or self._session is ended:
                self._session = None
                send = self._sender(deadline)
                self._session = await log_in(self._settings, login, self._environment, send)
            return self._session

    def _sender(self, deadline: float) -> Callable[[httpx.Request, Credential], Awaitable[Reply]]:
        return lambda request, proof: self._send(request, proof, deadline)

    async def _answer(
        self, request: httpx.Request, proof: Credential, errors: Expression | None, deadline: float
    ) -> Page:
        reply = await self._send(request, proof, deadline)
        check(reply)
        proof.keep(reply.response)
        # A large answer takes a while to decode; other customers' panes go on meanwhile.
        answer = await asyncio.to_thread(decode, reply.body)
        if wrong := complaint(answer, errors):
            words = _("the server says: {words}")
            raise RefusedError(words.format(words=one_line(proof.redacted(wrong))))
        following = reply.response.links.get("next", {}).get("url", "")
        return Page(answer, request.url, reply.body, following)

    async def _send(self, request: httpx.Request, proof: Credential, deadline: float) -> Reply:
        """Return an answer whatever its status; one that asks to come back in time is asked once more."""
        reply = await self._once(request, proof, deadline)
        if not (seconds := pause(reply)):
            return reply
        self._rate.pause(seconds)
        return await self._once(request, proof, deadline)

    async def _once(self, request: httpx.Request, proof: Credential, deadline: float) -> Reply:
        await self._rate.turn(deadline)
        left = deadline - asyncio.get_running_loop().time()
        return await exchange(self._client, proof.signed(request, left))
