"""A JSON feed (jsonfeed.org, version 1 or 1.1) as articles; pure."""

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from agent_console.articles.address import web_address
from agent_console.articles.markdown import LONGEST_TITLE, MOST_TAGS
from agent_console.articles.page import Section, page
from agent_console.articles.passage import pieces
from agent_console.domain.article import Article
from agent_console.domain.text import without_controls
from agent_console.texts import _

MOST_ITEMS = 5_000


class FeedError(Exception):
    """What was sent is no JSON feed; the message says why, in one line for a person."""


class _Item(msgspec.Struct):
    id: str | int | float = ""
    url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    date_modified: str | None = None
    language: str | None = None
    tags: list[str] | None = None


class _Feed(msgspec.Struct):
    version: str
    items: list[msgspec.Raw]
    next_url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What one page of a feed holds."""

    articles: tuple[Article, ...]
    following: str = ""
    """The address of the feed's next page; empty for none."""
    problems: tuple[str, ...] = ()
    """What is wrong with single items."""


def feed(content: bytes) -> Feed:
    """Return the articles in a feed; raises FeedError."""
    try:
        read = msgspec.json.decode(content, type=_Feed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FeedError(_("is no JSON feed: {error}").format(error=error)) from error
    articles: list[Article] = []
    problems: list[str] = []
    for number, raw in enumerate(read.items[:MOST_ITEMS], 1):
        try:
            item = msgspec.json.decode(raw, type=_Item)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            problems.append(_("item {number} is left out: {error}").format(number=number, error=error))
            continue
        articles.append(_article(item, read.language or ""))
    if len(read.items) > MOST_ITEMS:
        problems.insert(
            0, _("has more than {most} items; the rest is not read").format(most=f"{MOST_ITEMS:,}")
        )
    return Feed(tuple(articles), web_address(read.next_url or ""), tuple(problems))


def _article(item: _Item, language: str) -> Article:
    if item.content_html:
        said = page(item.content_html)
        sections, found = said.sections, said.title
    else:
        paragraphs = without_controls(item.content_text or "").split("\n\n")
        sections, found = (Section("", tuple(one.strip() for one in paragraphs if one.strip())),), ""
    url = web_address(item.url or "")
    return Article(
        id=without_controls(str(item.id)) or url,
        title=(without_controls(item.title or "").strip() or found or url)[:LONGEST_TITLE],
        pieces=pieces(sections),
        url=url,
        language=(item.language or language)[:35],
        tags=tuple(map(without_controls, item.tags or ()))[:MOST_TAGS],
        updated_at=moment(item.date_modified or ""),
    )


def moment(text: str) -> datetime | None:
    """Return a date of a feed or sitemap, in UTC where it names no zone; None when it is none."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
