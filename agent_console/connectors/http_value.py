"""One value from a web service, such as a parcel's status; the config names the hosts that may be asked."""

from collections import OrderedDict

import httpx
from jmespath.exceptions import JMESPathError

from agent_console.config import HttpValueSettings
from agent_console.config.address import checked
from agent_console.connectors import answer, exchange, value
from agent_console.connectors.expression import Expression
from agent_console.connectors.failure import LookUpError
from agent_console.ports import AnswerError, Clock
from agent_console.texts import _

MOST_KEPT = 200
LONGEST_VALUE = 10_000
"""Characters; more is no value for a reply."""
_HEADERS = {
    "Accept": "application/json, text/plain;q=0.9, */*;q=0.1",
    # No compression: a small answer could otherwise unpack to gigabytes in one step.
    "Accept-Encoding": "identity",
    "User-Agent": "agent-console",
}


class HttpValues:
    """Asks with GET, without redirects, cookies or secrets; remembers good answers."""

    def __init__(self, settings: HttpValueSettings, client: httpx.AsyncClient, clock: Clock) -> None:
        """`client` is one of `exchange.open_client`, which its owner closes."""
        self._settings = settings
        self._client = client
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, bytes]] = OrderedDict()

    async def get(self, address: str, path: str = "") -> str:
        """Return the answer's text, or what the JMESPath expression `path` finds in its JSON; "" for nothing.

        Raises AnswerError when the address may not be asked, or what it answers cannot be used.
        """
        try:
            return _value(await self._body(self._url(address)), path)
        except UnicodeDecodeError as error:
            raise AnswerError(_("the answer is not UTF-8 text")) from error
        except LookUpError as error:
            raise AnswerError(str(error)) from error

    def _url(self, address: str) -> httpx.URL:
        try:
            checked(address, "https", "http", insecure=False)
            url = httpx.URL(address)
        except (ValueError, httpx.InvalidURL) as error:
            raise LookUpError(f"the address {error}") from error
        if url.host.lower() not in {host.strip("[]") for host in self._settings.hosts}:
            raise LookUpError(
                _("{host} is not among `snippets.http.hosts` in your config, so it is not asked").format(
                    host=url.host
                )
            )
        return url

    async def _body(self, url: httpx.URL) -> bytes:
        kept = self._kept.get(str(url))
        if kept and self._clock.monotonic() - kept[0] < self._settings.cache.total_seconds():
            return kept[1]
        timeout = httpx.Timeout(self._settings.timeout.total_seconds())
        asked = httpx.Request("GET", url, headers=_HEADERS, extensions={"timeout": timeout.as_dict()})
        body = await exchange.fetch(self._client, asked, self._settings.timeout)
        self._keep(str(url), body)
        return body

    def _keep(self, address: str, body: bytes) -> None:
        self._kept[address] = (self._clock.monotonic(), body)
        self._kept.move_to_end(address)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)


def _value(body: bytes, path: str) -> str:
    found = _at(body, path) if path else body.decode()
    if len(found) > LONGEST_VALUE:
        raise LookUpError(
            _("the answer has more than {most} characters; name a `path` in it").format(
                most=f"{LONGEST_VALUE:,}"
            )
        )
    return found.strip()


def _at(body: bytes, path: str) -> str:
    found = _expression(path).of(answer.decode(body))
    if isinstance(found, (dict, list)):
        raise LookUpError(_("the answer has more than one value at `{path}`").format(path=path))
    return value.text(found)


def _expression(path: str) -> Expression:
    try:
        return Expression(path)
    except JMESPathError as error:
        reason = str(error).splitlines()[0]
        raise LookUpError(
            _("`{path}` is not a JMESPath expression: {reason}").format(path=path, reason=reason)
        ) from error
