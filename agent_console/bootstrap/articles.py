"""Help articles put together: where they come from, their index, and what agents noted as missing."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from pathlib import Path

import httpx

from agent_console.config import ArticleSettings, FeedSettings
from agent_console.connectors import exchange
from agent_console.connectors.article_feed import ArticleFeed
from agent_console.connectors.article_sitemap import ArticleSitemap
from agent_console.ports import ArticleSource
from agent_console.storage import paths
from agent_console.storage.article_folder import ArticleFolder
from agent_console.storage.article_stock import ArticleStock


@asynccontextmanager
async def stock(
    settings: ArticleSettings, gaps: Path, lasting: bool = True, fetching: bool = True
) -> AsyncIterator[ArticleStock | None]:
    """Open the articles that the settings name; None where they name none.

    `gaps` is the file of what agents note as missing. Without `lasting` each source is looked at once,
    and without `fetching` feeds are as they were fetched last.
    """
    if settings.folder is None and not settings.feeds:
        yield None
        return
    async with AsyncExitStack() as opened:
        sources: list[ArticleSource] = []
        if settings.folder is not None:
            sources.append(ArticleFolder(settings.folder, lasting))
        for feed in settings.feeds if fetching else ():
            client = await opened.enter_async_context(exchange.open_client(feed.private))
            sources.append(_source(feed, client, lasting))
        found = ArticleStock(sources, _index(settings), gaps, settings.languages)
        yield await opened.enter_async_context(aclosing(found))


def _source(feed: FeedSettings, client: httpx.AsyncClient, lasting: bool) -> ArticleSource:
    kind = ArticleFeed if feed.kind == "json" else ArticleSitemap
    return kind(feed, client, lasting)


def _index(settings: ArticleSettings) -> Path:
    """Return the file of the index: other sources, or other languages, have another one."""
    told = repr((settings.folder, [feed.url for feed in settings.feeds], settings.languages))
    name = hashlib.blake2b(told.encode(errors="surrogateescape"), digest_size=16).hexdigest()
    return paths.article_cache() / f"{name}.db"
