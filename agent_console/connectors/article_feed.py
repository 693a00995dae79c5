"""Help articles from a JSON feed, which holds them itself; fetched on a schedule."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Mapping, Sequence

import httpx

from agent_console.articles.feed import Feed, FeedError, feed
from agent_console.config.article import FeedSettings
from agent_console.connectors.article_fetch import MOST_PROBLEMS, UNKNOWN, ArticleFetch
from agent_console.connectors.failure import LookUpError
from agent_console.domain.article import Article, Edition, Harvest
from agent_console.texts import _

MOST_PAGES = 100
"""Pages of one feed; the rest is not read."""


class ArticleFeed:
    """Implements `ports.ArticleSource`; articles have the ids that the feed gives them."""

    def __init__(self, settings: FeedSettings, client: httpx.AsyncClient, lasting: bool = True) -> None:
        """Without `lasting` the feed is looked at once. `client` is for its owner to close."""
        self._settings = settings
        self._fetch = ArticleFetch(settings, client)
        self._lasting = lasting
        self._validators = UNKNOWN

    @property
    def name(self) -> str:
        """The feed's address."""
        return self._settings.url

    async def harvests(self, known: Mapping[str, str]) -> AsyncGenerator[Harvest, None]:
        """Yield what the feed holds, and again whenever it has changed, for ever."""
        stamps = known
        while True:
            harvest = await self._harvest(stamps)
            if harvest is not None:
                yield harvest
                stamps = _stamps(stamps, harvest)
            if not self._lasting:
                return
            await asyncio.sleep(self._settings.every.total_seconds())

    async def _harvest(self, stamps: Mapping[str, str]) -> Harvest | None:
        try:
            return await self._read(stamps)
        except (LookUpError, FeedError) as error:
            self._validators = UNKNOWN
            return Harvest(problems=(f"{self.name}: {error}",))

    async def _read(self, stamps: Mapping[str, str]) -> Harvest | None:
        """Return what has changed; None when nothing has."""
        first = await self._fetch.get(self._settings.url, self._validators)
        if first is None:
            return None
        pages, rest = await self._pages(first.body)
        articles = {article.id: article for page in pages for article in page.articles if article.id}
        said = (*rest, *(problem for page in pages for problem in page.problems))
        # Only one that was read to its end needs not be asked for again.
        self._validators = first.validators
        editions = {name: _edition(article) for name, article in articles.items()}
        changed = {name: one for name, one in editions.items() if stamps.get(name) != one.stamp}
        problems = tuple(f"{self.name}: {problem}" for problem in said[:MOST_PROBLEMS])
        return Harvest(frozenset(articles), changed, problems)

    async def _pages(self, body: bytes) -> tuple[Sequence[Feed], Sequence[str]]:
        """Return the pages from the first one on, and what is wrong where there are too many.

        None is asked for twice: a feed that leads in a circle has been read to its end.
        """
        pages = [await asyncio.to_thread(feed, body)]
        asked = {self._settings.url}
        while (address := pages[-1].following) and address not in asked:
            if len(pages) == MOST_PAGES:
                return pages, (_("has more than {most} pages; the rest is not read").format(most=MOST_PAGES),)
            asked.add(address)
            following = await self._fetch.get(address)
            if following is None:
                break
            pages.append(await asyncio.to_thread(feed, following.body))
        return pages, ()


def _edition(article: Article) -> Edition:
    digest = hashlib.blake2b(repr(article).encode(errors="backslashreplace"), digest_size=16)
    return Edition(digest.hexdigest(), article if article.pieces else None)


def _stamps(before: Mapping[str, str], harvest: Harvest) -> Mapping[str, str]:
    present = before.keys() if harvest.present is None else harvest.present
    kept = {name: stamp for name, stamp in before.items() if name in present}
    return {**kept, **{name: edition.stamp for name, edition in harvest.changed.items()}}
