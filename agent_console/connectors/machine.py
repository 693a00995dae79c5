"""Asks a machine that writes texts: one JSON request, one JSON answer, and words for what goes wrong."""

import json
from collections.abc import Mapping

import httpx

from agent_console.config import MachineSettings
from agent_console.connectors.exchange import Reply, check, exchange_within, pause
from agent_console.connectors.failure import LookUpError, RefusedError
from agent_console.texts import _


class Machine:
    """One machine of the settings. Its key goes nowhere else, and into no message."""

    def __init__(
        self, settings: MachineSettings, client: httpx.AsyncClient, environment: Mapping[str, str]
    ) -> None:
        self._settings = settings
        self._client = client
        self._environment = environment

    @property
    def host(self) -> str:
        """Who is asked."""
        return httpx.URL(self._settings.url).host

    @property
    def key(self) -> str:
        """The key, empty where none is needed; raises MissingSecretError, or LookUpError for a broken one."""
        secret = self._settings.key
        key = "" if secret is None else secret.reveal(self._environment)
        if key and not (key.isascii() and key.isprintable()):
            raise LookUpError(_("the key holds a character that no header can; look for a line break in it"))
        return key

    async def asked(
        self, path: str, body: Mapping[str, object] | None = None, *, bearer: bool = True
    ) -> object:
        """Return the JSON that a path answers, to a POST where there is a body.

        `bearer` sends the key in a header. Raises LookUpError, and MissingSecretError without the key.
        """
        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        if bearer and self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        # What a customer writes can hold half a surrogate pair, which is no UTF-8; JSON's escapes can.
        content = None if body is None else json.dumps(body).encode()
        address = self._settings.url.rstrip("/") + path
        method = "GET" if body is None else "POST"
        request = self._client.build_request(method, address, content=content, headers=headers)
        reply = await exchange_within(self._client, request, self._settings.timeout)
        _check(reply)
        return _read(reply)


def _read(reply: Reply) -> object:
    try:
        return json.loads(reply.body)
    except (ValueError, RecursionError) as error:
        words = _("{host} answered in another form than JSON").format(host=reply.host)
        raise LookUpError(words) from error


def _check(reply: Reply) -> None:
    """Raise LookUpError unless an answer is one of success, with what the agent or the settings can do."""
    status, facts = reply.response.status_code, {"host": reply.host, "status": reply.response.status_code}
    match status:
        case httpx.codes.UNAUTHORIZED | httpx.codes.FORBIDDEN:
            why = _("{host} does not accept the console (HTTP {status}); check its key in the settings")
            raise RefusedError(why.format(**facts))
        case httpx.codes.TOO_MANY_REQUESTS:
            raise LookUpError(_busy(reply).format(**facts, seconds=f"{pause(reply):.0f}"))
        case httpx.codes.BAD_REQUEST | httpx.codes.UNPROCESSABLE_ENTITY:
            why = _("{host} cannot do that (HTTP {status}); it may not know the language or the model")
            raise LookUpError(why.format(**facts))
        case httpx.codes.REQUEST_ENTITY_TOO_LARGE:
            raise LookUpError(_("the text is too long for {host} (HTTP {status})").format(**facts))
    check(reply)


def _busy(reply: Reply) -> str:
    if pause(reply):
        return _("{host} was asked too often (HTTP {status}); try again in {seconds} s")
    return _("{host} was asked too often (HTTP {status}); try again in a while")
