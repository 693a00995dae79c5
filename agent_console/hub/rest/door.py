"""Who may come in: the host that a request is for, the token that it brings, and how many may come."""

import math
from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.requests import Request

from agent_console.config.address import loopback
from agent_console.hub.clock import HubClock
from agent_console.hub.live.bucket import Buckets
from agent_console.hub.rest.problem import ProblemError
from agent_console.hub.secret import digest
from agent_console.hub.store import Account, Store


class Door:
    """Lets requests in, one after the other."""

    def __init__(self, store: Store, clock: HubClock, hosts: Sequence[str], buckets: Buckets) -> None:
        self._store = store
        self._clock = clock
        self._hosts = frozenset(host.lower() for host in hosts)
        self._buckets = buckets

    def check_host(self, request: Request) -> None:
        """Refuse a request for another host.

        A web page whose own name leads to this machine would otherwise reach it from an agent's browser.
        """
        named = request.headers.get("host", "")
        host = _host(named)
        if not (loopback(host) or host in self._hosts):
            raise ProblemError(
                HTTPStatus.MISDIRECTED_REQUEST,
                "host",
                f"this is not {named[:80]!r}; name it in the setting `hub.rest.hosts` if it is",
            )

    async def caller(self, request: Request) -> Account:
        """Return whose token the request brings; raises `ProblemError` without one, or for too many."""
        account = await self.confirm(request)
        self._count(account)
        return account

    async def confirm(self, request: Request) -> Account:
        """Return whose token the request brings, without counting it; raises `ProblemError` without one."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise _stranger("a bearer token is needed: `agent-console serve --add-service NAME` makes one")
        account = await self._store.account(digest(token.strip()))
        if account is None:
            raise _stranger("this token is unknown, or was revoked")
        return account

    def _count(self, account: Account) -> None:
        wait = math.ceil(self._buckets.take(account.id, self._clock.seconds()))
        if wait:
            raise ProblemError(
                HTTPStatus.TOO_MANY_REQUESTS,
                "rate",
                f"too many requests with this token; try again in {wait} s",
                headers={"Retry-After": str(wait)},
            )


def _host(named: str) -> str:
    """Return the name in a Host header, without its port; empty for what is none."""
    try:
        return urlsplit(f"//{named}").hostname or ""
    except ValueError:
        return ""


def _stranger(detail: str) -> ProblemError:
    headers = {"WWW-Authenticate": "Bearer"}
    return ProblemError(HTTPStatus.UNAUTHORIZED, "token", detail, headers=headers)
