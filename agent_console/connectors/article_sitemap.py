"""Help articles from the pages that a sitemap names; fetched on a schedule, and only what has changed."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from itertools import islice

import httpx

from agent_console.articles.feed import moment
from agent_console.articles.page import page
from agent_console.articles.passage import pieces
from agent_console.articles.sitemap import MOST_PAGES, Sitemap, SitemapError, sitemap
from agent_console.config.article import FeedSettings
from agent_console.connectors.article_fetch import (
    MOST_PROBLEMS,
    UNKNOWN,
    ArticleFetch,
    Fetched,
    Validators,
)
from agent_console.connectors.failure import LookUpError
from agent_console.domain.article import Article, Edition, Harvest
from agent_console.texts import _

MOST_MAPS = 50
"""Sitemaps that an index of sitemaps may name; the rest is not read."""
MOST_FAILURES = 5
"""Pages that may fail one after the other; then the server is left alone until the next time."""
BATCH = 10
"""Pages that are indexed in one go."""
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What tells one state of a page from another."""

    changed: str = ""
    """When the sitemap says that it was changed."""
    validators: Validators = UNKNOWN

    @classmethod
    def of(cls, written: str) -> "_Stamp":
        changed, etag, modified = (*written.split("\n"), "", "", "")[:3]
        return cls(changed, Validators(etag, modified))

    @property
    def written(self) -> str:
        return "\n".join((self.changed, self.validators.etag, self.validators.modified))


class ArticleSitemap:
    """Implements `ports.ArticleSource`; articles have their address as id."""

    def __init__(self, settings: FeedSettings, client: httpx.AsyncClient, lasting: bool = True) -> None:
        """Without `lasting` the pages are looked at once. `client` is for its owner to close."""
        self._settings = settings
        self._fetch = ArticleFetch(settings, client)
        self._lasting = lasting
        self._stamps: dict[str, str] = {}
        self._problems: list[str] = []

    @property
    def name(self) -> str:
        """The sitemap's address."""
        return self._settings.url

    async def harvests(self, known: Mapping[str, str]) -> AsyncGenerator[Harvest, None]:
        """Yield which pages there are, what has changed, some pages at a time, and so on for ever."""
        self._stamps = dict(known)
        while True:
            async with aclosing(self._round()) as harvests:
                async for harvest in harvests:
                    yield harvest
            if not self._lasting:
                return
            await asyncio.sleep(self._settings.every.total_seconds())

    async def _round(self) -> AsyncGenerator[Harvest, None]:
        self._problems = []
        try:
            named = await self._pages()
        except (LookUpError, SitemapError) as error:
            yield Harvest(problems=(f"{self.name}: {error}",))
            return
        pages = {address: changed for address, changed in named.items() if self._fetch.allows(address)}
        if len(pages) < len(named):
            count = len(named) - len(pages)
            self._complain(
                _("{count} pages are on hosts that the feed's `hosts` do not name").format(count=count)
            )
        self._stamps = {address: stamp for address, stamp in self._stamps.items() if address in pages}
        yield self._harvest(frozenset(pages), {})
        async with aclosing(self._changed(pages)) as batches:
            async for batch in batches:
                self._stamps |= {address: edition.stamp for address, edition in batch.items()}
                yield self._harvest(None, batch)

    def _harvest(self, present: frozenset[str] | None, changed: Mapping[str, Edition]) -> Harvest:
        return Harvest(present, changed, tuple(self._problems[:MOST_PROBLEMS]))

    async def _pages(self) -> Mapping[str, str]:
        """Return the pages that the sitemap, or the ones that it names, know of."""
        first = await self._map(self._settings.url)
        pages = dict(first.pages)
        for address in first.maps[:MOST_MAPS]:
            pages |= (await self._map(address)).pages
        if len(first.maps) > MOST_MAPS:
            self._complain(_("names more than {most} sitemaps; the rest is not read").format(most=MOST_MAPS))
        if len(pages) > MOST_PAGES:
            self._complain(
                _("names more than {most} pages; the rest is not read").format(most=f"{MOST_PAGES:,}")
            )
        return dict(islice(pages.items(), MOST_PAGES))

    async def _map(self, address: str) -> Sitemap:
        fetched = await self._fetch.get(address)
        return Sitemap() if fetched is None else await asyncio.to_thread(sitemap, fetched.body)

    async def _changed(self, pages: Mapping[str, str]) -> AsyncGenerator[Mapping[str, Edition], None]:
        batch: dict[str, Edition] = {}
        failures = 0
        for address, changed in pages.items():
            known = _Stamp.of(self._stamps.get(address, ""))
            if address in self._stamps and changed and changed == known.changed:
                continue
            try:
                edition = await self._edition(address, changed, known.validators)
                failures = 0
            except LookUpError as error:
                self._complain(str(error), address)
                failures += 1
                edition = None
            if edition is not None:
                batch[address] = edition
            if len(batch) == BATCH or failures == MOST_FAILURES:
                yield batch
                batch = {}
            if failures == MOST_FAILURES:
                return
        yield batch

    async def _edition(self, address: str, changed: str, known: Validators) -> Edition | None:
        """Return a page as it is now; None when it is as it was. Raises LookUpError."""
        fetched = await self._fetch.get(address, known)
        if fetched is None:
            return None
        if fetched.media_type not in _PAGES:
            words = (
                _("is no web page but {type}") if fetched.media_type else _("is no web page but of no type")
            )
            raise LookUpError(words.format(type=fetched.media_type[:60]))
        article = await asyncio.to_thread(_article, address, changed, fetched)
        return Edition(_Stamp(changed, fetched.validators).written, article if article.pieces else None)

    def _complain(self, problem: str, address: str = "") -> None:
        self._problems.append(f"{address or self.name}: {problem}")


def _article(address: str, changed: str, fetched: Fetched) -> Article:
    said = page(fetched.text)
    title = said.title or address
    return Article(
        address, title[:200], pieces(said.sections), address, said.language, updated_at=moment(changed)
    )
