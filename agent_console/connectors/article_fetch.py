"""One page of a feed of articles: asked for only if it has changed, at a pace that no server minds."""

import asyncio
import zlib
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from agent_console.config.address import checked
from agent_console.config.article import FeedSettings
from agent_console.connectors import exchange
from agent_console.connectors.failure import LookUpError
from agent_console.texts import _

LARGEST_UNPACKED = 10_000_000
"""Bytes of a compressed sitemap once it is unpacked; a bomb is not unpacked further."""
_HEADERS = {
    "Accept": "text/html, application/feed+json, application/json, application/xml;q=0.9, */*;q=0.1",
    # No compression: a small answer could otherwise unpack to gigabytes in one step.
    "Accept-Encoding": "identity",
    "User-Agent": "agent-console",
}
_GZIP = b"\x1f\x8b"
MOST_PROBLEMS = 20
"""How many of one feed's are told."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server told of the state of a page, to be shown to it again."""

    etag: str = ""
    modified: str = ""


UNKNOWN = Validators()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it is now."""

    body: bytes
    validators: Validators
    media_type: str
    charset: str

    @property
    def text(self) -> str:
        """The page as text; what is none of its charset is replaced."""
        try:
            return self.body.decode(self.charset, errors="replace")
        except LookupError:
            return self.body.decode(errors="replace")


class ArticleFetch:
    """Asks the hosts that the settings allow, without redirects, cookies or secrets."""

    def __init__(self, settings: FeedSettings, client: httpx.AsyncClient) -> None:
        """`client` is one of `exchange.open_client`, which its owner closes."""
        self._settings = settings
        self._client = client
        self._asked = False

    def allows(self, address: str) -> bool:
        """Whether a page may be asked for by the settings."""
        try:
            checked(address, "https", "http", self._settings.insecure)
        except ValueError:
            return False
        return urlsplit(address).hostname in self._settings.asked

    async def get(self, address: str, known: Validators = UNKNOWN) -> Fetched | None:
        """Return a page; None when it is as it was. Raises LookUpError."""
        if not self.allows(address):
            raise LookUpError(
                _("{host} is not among the feed's `hosts`").format(host=urlsplit(address).hostname)
            )
        await self._pause()
        limit = self._settings.timeout
        timeout = httpx.Timeout(limit.total_seconds()).as_dict()
        request = httpx.Request(
            "GET", address, headers={**_HEADERS, **_conditions(known)}, extensions={"timeout": timeout}
        )
        reply = await exchange.exchange_within(self._client, request, limit)
        if reply.response.status_code == httpx.codes.NOT_MODIFIED:
            return None
        exchange.check(reply)
        return _fetched(reply)

    async def _pause(self) -> None:
        """Leave the server alone between two requests."""
        if self._asked:
            await asyncio.sleep(self._settings.pause.total_seconds())
        self._asked = True


def _conditions(known: Validators) -> dict[str, str]:
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in headers.items() if value}


def _fetched(reply: exchange.Reply) -> Fetched:
    headers = reply.response.headers
    validators = Validators(headers.get("etag", "")[:200], headers.get("last-modified", "")[:100])
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    charset = reply.response.charset_encoding or "utf-8"
    return Fetched(_unpacked(reply.body), validators, media_type, charset)


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        found = unpacking.decompress(body, LARGEST_UNPACKED + 1)
    except zlib.error as error:
        raise LookUpError(_("the answer is no gzip file, although it begins like one")) from error
    if len(found) > LARGEST_UNPACKED:
        raise LookUpError(
            _("the answer unpacks to more than {most} MB").format(most=LARGEST_UNPACKED // 1_000_000)
        )
    return found
