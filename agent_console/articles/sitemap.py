"""A sitemap's pages: XML without a document type, and with that without entities of its own; pure."""

from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from agent_console.articles.address import web_address
from agent_console.texts import _

MOST_PAGES = 5_000
"""Pages of one feed; the rest is not read."""
_LONGEST_TEXT = 4_000


class SitemapError(Exception):
    """What was sent is no sitemap; the message says why, in one line for a person."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file says."""

    pages: dict[str, str] = field(default_factory=dict)
    """The addresses of pages, each with when it was changed as the sitemap writes it, or empty."""
    maps: tuple[str, ...] = ()
    """The addresses of further sitemaps."""


def sitemap(content: bytes) -> Sitemap:
    """Return what a sitemap or an index of sitemaps names; raises SitemapError."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    # Entities can be declared there only, and small ones can be made to grow to gigabytes.
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.say
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise SitemapError(
            _("is no XML: {error}, line {line}").format(
                error=expat.ErrorString(error.code), line=error.lineno
            )
        ) from error
    if reader.root not in ("urlset", "sitemapindex"):
        raise SitemapError(_("is no sitemap: it begins with <{root}>").format(root=reader.root[:40]))
    return Sitemap(reader.pages, tuple(reader.maps))


def _refuse(*_declared: object) -> NoReturn:
    raise SitemapError(_("declares a document type, which sitemaps do not need; it is not read"))


class _Reader:
    def __init__(self) -> None:
        self.root = ""
        self.pages: dict[str, str] = {}
        self.maps: list[str] = []
        self._entry = ""
        self._values: dict[str, str] = {}
        self._inside: list[str] = []

    def begin(self, name: str, _attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        self.root = self.root or tag
        if tag in ("url", "sitemap"):
            self._values = {}
        self._inside.append(tag)

    def say(self, text: str) -> None:
        # Directly in the entry: pictures and films of a page have addresses of their own.
        if len(self._inside) >= 2 and self._inside[-2] in ("url", "sitemap"):
            said = self._values.get(self._inside[-1], "")
            self._values[self._inside[-1]] = (said + text)[:_LONGEST_TEXT]

    def end(self, name: str) -> None:
        tag = self._inside.pop()
        address = web_address(self._values.get("loc", ""))
        # One more than counts shows that there are more.
        if tag == "url" and address and len(self.pages) <= MOST_PAGES:
            self.pages[address] = self._values.get("lastmod", "").strip()
        elif tag == "sitemap" and address and len(self.maps) < MOST_PAGES:
            self.maps.append(address)
