"""Help articles from a JSON feed, which holds them itself; fetched on a schedule."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Mapping

import httpx

from agent_console.articles.feed import Feed, FeedError, feed
from agent_console.config.article import FeedSettings
from agent_console.connectors.article_fetch import UNKNOWN, ArticleFetch
from agent_console.connectors.failure import LookUpError
from agent_console.domain.article import Article, Edition, Harvest

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
        articles: dict[str, Article] = {}
        problems: list[str] = []
        read: Feed = await asyncio.to_thread(feed, first.body)
        for _ in range(MOST_PAGES):
            articles |= {article.id: article for article in read.articles if article.id}
            problems += (f"{self.name}: {problem}" for problem in read.problems)
            following = await self._fetch.get(read.following) if read.following else None
            if following is None:
                break
            read = await asyncio.to_thread(feed, following.body)
        # Only one that was read to its end needs not be asked for again.
        self._validators = first.validators
        editions = {name: _edition(article) for name, article in articles.items()}
        changed = {name: one for name, one in editions.items() if stamps.get(name) != one.stamp}
        return Harvest(frozenset(articles), changed, tuple(problems[:20]))


def _edition(article: Article) -> Edition:
    digest = hashlib.blake2b(repr(article).encode(errors="backslashreplace"), digest_size=16)
    return Edition(digest.hexdigest(), article if article.pieces else None)


def _stamps(before: Mapping[str, str], harvest: Harvest) -> Mapping[str, str]:
    present = before.keys() if harvest.present is None else harvest.present
    kept = {name: stamp for name, stamp in before.items() if name in present}
    return {**kept, **{name: edition.stamp for name, edition in harvest.changed.items()}}
