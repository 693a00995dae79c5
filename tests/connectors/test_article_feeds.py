"""Help pages over HTTP: fetched gently, only when changed, from the hosts that the settings name."""

import asyncio
import gzip
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from email.utils import formatdate
from itertools import pairwise

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from agent_console.articles.sitemap import MOST_PAGES
from agent_console.config import FeedSettings
from agent_console.connectors import exchange
from agent_console.connectors.article_feed import MOST_PAGES as MOST_FEED_PAGES
from agent_console.connectors.article_feed import ArticleFeed
from agent_console.connectors.article_sitemap import MOST_FAILURES, MOST_MAPS, ArticleSitemap
from agent_console.domain.article import Harvest
from tests.connectors.system import System

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGE = "<html lang=en><body><main><h1>{0}</h1><p>All about {0}.</main>"


class Site:
    """A help site: its answers by path, and what it was asked."""

    def __init__(self, system: System) -> None:
        self.address = system.address
        self.answers: dict[str, Response] = {}
        self.asked: list[str] = []
        system.answer = self.answer
        self._system = system

    async def answer(self, request: Request) -> Response:
        """Answer as was set, or that it is as it was when it is shown its own tag."""
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        self.asked.append(path)
        found = self.answers.get(path)
        if found is None:
            return PlainTextResponse("gone", 404)
        if "etag" in found.headers and request.headers.get("if-none-match") == found.headers["etag"]:
            return Response(status_code=304)
        return found

    def name(self, *pages: str, changed: str = "", more: str = "") -> None:
        """Name pages in the sitemap."""
        lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
        entries = "".join(f"<url><loc>{self.address}{page}</loc>{lastmod}</url>" for page in pages)
        self.answers["/sitemap.xml"] = Response(f"<urlset {NAMESPACE}>{entries}{more}</urlset>")

    def page(self, path: str, title: str, etag: str = "") -> None:
        """Put a page there."""
        headers = {"etag": etag} if etag else {}
        self.answers[path] = Response(PAGE.format(title), media_type="text/html", headers=headers)

    def settings(self, kind: str = "sitemap", **changes: object) -> FeedSettings:
        """Return settings for this site."""
        path = "sitemap.xml" if kind == "sitemap" else "feed.json"
        fast = {"pause": "1ms", "every": "1ms"}
        return FeedSettings.model_validate({"url": f"{self.address}/{path}", "kind": kind, **fast, **changes})


@pytest.fixture
def site(system: System) -> Site:
    return Site(system)


async def looked(settings: FeedSettings, known: Mapping[str, str] | None = None) -> list[Harvest]:
    """Look at a feed once."""
    async with exchange.open_client() as client:
        kind = ArticleFeed if settings.kind == "json" else ArticleSitemap
        source = kind(settings, client, lasting=False)
        return [harvest async for harvest in source.harvests(known or {})]


def titles(harvests: list[Harvest]) -> list[str]:
    """Return the titles of what has changed."""
    editions = [edition for harvest in harvests for edition in harvest.changed.values()]
    return [edition.article.title for edition in editions if edition.article]


def stamps(harvests: list[Harvest]) -> dict[str, str]:
    """Return what is to be remembered."""
    return {name: edition.stamp for harvest in harvests for name, edition in harvest.changed.items()}


async def test_the_pages_of_a_sitemap_are_read(site: Site) -> None:
    site.name("/a", "/b")
    site.page("/a", "Lamps")
    site.page("/b", "Bulbs")
    harvests = await looked(site.settings())
    assert titles(harvests) == ["Lamps", "Bulbs"]
    assert harvests[0].present == frozenset({f"{site.address}/a", f"{site.address}/b"})
    first = next(iter(harvests[1].changed.values())).article
    assert first is not None
    assert (first.url, first.language, first.pieces[0].text) == (
        f"{site.address}/a",
        "en",
        "All about Lamps.",
    )


async def test_what_the_sitemap_says_is_unchanged_is_not_asked_for(site: Site) -> None:
    site.name("/a", changed="2026-01-02")
    site.page("/a", "Lamps")
    known = stamps(await looked(site.settings()))
    site.asked.clear()
    assert titles(await looked(site.settings(), known)) == []
    assert site.asked == ["/sitemap.xml"]
    site.name("/a", changed="2026-01-03")
    assert titles(await looked(site.settings(), known)) == ["Lamps"]


async def test_a_page_that_the_server_says_is_unchanged_is_not_read_again(site: Site) -> None:
    site.name("/a", "/b")
    site.page("/a", "Lamps", etag='"1"')
    site.page("/b", "Bulbs", etag='"1"')
    known = stamps(await looked(site.settings()))
    site.page("/b", "New bulbs", etag='"2"')
    assert titles(await looked(site.settings(), known)) == ["New bulbs"]


async def test_sitemaps_of_sitemaps_and_packed_ones_are_read(site: Site) -> None:
    index = f"<sitemapindex {NAMESPACE}><sitemap><loc>{site.address}/1.xml.gz</loc></sitemap></sitemapindex>"
    urls = f"<urlset {NAMESPACE}><url><loc>{site.address}/a</loc></url></urlset>"
    site.answers["/sitemap.xml"] = Response(index)
    site.answers["/1.xml.gz"] = Response(gzip.compress(urls.encode()), media_type="application/gzip")
    site.page("/a", "Lamps")
    assert titles(await looked(site.settings())) == ["Lamps"]


async def test_only_the_hosts_of_the_settings_are_asked(site: Site) -> None:
    site.name(
        "/a", more="<url><loc>http://169.254.169.254/latest</loc></url><url><loc>http://[::1]:1/</loc></url>"
    )
    site.page("/a", "Lamps")
    harvests = await looked(site.settings())
    assert titles(harvests) == ["Lamps"]
    assert "2 pages are on hosts" in harvests[-1].problems[0]


async def test_a_redirect_is_not_followed(site: Site) -> None:
    site.name("/a")
    site.answers["/a"] = RedirectResponse("http://127.0.0.1:1/secret")
    harvests = await looked(site.settings())
    assert titles(harvests) == []
    assert "points to another address" in harvests[-1].problems[0]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (PlainTextResponse("no", 500), "HTTP 500"),
        (Response(b"x" * 1_100_000), "more than"),
        (Response(gzip.compress(b"\0" * 20_000_000)), "unpacks to more than 10 MB"),
        (Response(b"\x1f\x8bnothing"), "no gzip file"),
        (Response("<!DOCTYPE x [<!ENTITY a 'b'>]><urlset/>"), "document type"),
        (Response("<html>", media_type="text/html"), "is no XML"),
        (Response("x", headers={"content-encoding": "gzip"}), "compressed"),
    ],
    ids=("error", "large", "bomb", "no-gzip", "entities", "page", "encoded"),
)
async def test_a_sitemap_that_cannot_be_used_takes_nothing_away(
    site: Site, answer: Response, said: str
) -> None:
    site.answers["/sitemap.xml"] = answer
    (harvest,) = await looked(site.settings(), {"a": "1"})
    assert harvest.present is None
    assert said in harvest.problems[0]


async def test_a_server_that_fails_again_and_again_is_left_alone(site: Site) -> None:
    site.name(*(f"/{number}" for number in range(20)))
    harvests = await looked(site.settings())
    assert len(site.asked) == 1 + MOST_FAILURES
    assert len(harvests[-1].problems) == MOST_FAILURES
    assert harvests[0].present is not None
    assert len(harvests[0].present) == 20


async def test_what_is_no_web_page_is_told_and_passed_over(site: Site) -> None:
    site.name("/a.pdf", "/b")
    site.answers["/a.pdf"] = Response(b"%PDF", media_type="application/pdf")
    site.page("/b", "Bulbs")
    harvests = await looked(site.settings())
    assert titles(harvests) == ["Bulbs"]
    assert harvests[-1].problems == (f"{site.address}/a.pdf: is no web page but application/pdf",)


def feed(site: Site, *names: str, following: str = "", etag: str = "") -> Response:
    """Return a page of a JSON feed."""
    items = [{"id": name, "title": name, "content_html": f"<p>About {name}."} for name in names]
    content = {"version": "https://jsonfeed.org/version/1.1", "items": items, "next_url": following or None}
    return JSONResponse(content, headers={"etag": etag} if etag else None)


async def test_a_feed_is_read_to_its_last_page(site: Site) -> None:
    site.answers["/feed.json"] = feed(site, "a", following=f"{site.address}/feed.json?page=2")
    site.answers["/feed.json?page=2"] = feed(site, "b")
    (harvest,) = await looked(site.settings("json"))
    assert harvest.present == frozenset({"a", "b"})
    assert titles([harvest]) == ["a", "b"]


async def test_a_feed_that_leads_to_another_host_is_not_taken_for_whole(site: Site) -> None:
    site.answers["/feed.json"] = feed(site, "a", following="http://elsewhere.example.com/feed")
    (harvest,) = await looked(site.settings("json"), {"b": "1"})
    assert harvest.present is None
    assert "elsewhere.example.com is not among the feed's `hosts`" in harvest.problems[0]


async def test_a_feed_that_leads_in_a_circle_ends(site: Site) -> None:
    site.answers["/feed.json"] = feed(site, "a", following=f"{site.address}/feed.json")
    (harvest,) = await looked(site.settings("json"))
    assert harvest.present == frozenset({"a"})
    assert site.asked == ["/feed.json"]


async def test_of_a_feed_with_too_many_pages_the_first_ones_are_read_and_that_is_told(site: Site) -> None:
    names = ["/feed.json", *(f"/feed.json?page={number}" for number in range(2, MOST_FEED_PAGES + 2))]
    for name, following in pairwise([*names, ""]):
        site.answers[name] = feed(site, name, following=f"{site.address}{following}" if following else "")
    (harvest,) = await looked(site.settings("json"))
    assert site.asked == names[:MOST_FEED_PAGES]
    assert harvest.present == frozenset(names[:MOST_FEED_PAGES])
    assert harvest.problems == (
        f"{site.address}/feed.json: has more than {MOST_FEED_PAGES} pages; the rest is not read",
    )


async def test_of_too_many_sitemaps_the_first_ones_are_read_and_that_is_told(site: Site) -> None:
    maps = [f"/{number}.xml" for number in range(MOST_MAPS + 1)]
    entries = "".join(f"<sitemap><loc>{site.address}{one}</loc></sitemap>" for one in maps)
    site.answers["/sitemap.xml"] = Response(f"<sitemapindex {NAMESPACE}>{entries}</sitemapindex>")
    for one in maps:
        site.answers[one] = Response(f"<urlset {NAMESPACE}></urlset>")
    harvests = await looked(site.settings())
    assert site.asked == ["/sitemap.xml", *maps[:MOST_MAPS]]
    assert harvests[0].problems == (
        f"{site.address}/sitemap.xml: names more than {MOST_MAPS} sitemaps; the rest is not read",
    )


async def test_of_too_many_pages_the_first_ones_count_and_that_is_told(site: Site) -> None:
    site.name(*(f"/{number}" for number in range(MOST_PAGES + 1)))
    harvests = await looked(site.settings())
    assert harvests[0].present is not None
    assert len(harvests[0].present) == MOST_PAGES
    assert harvests[0].problems == (
        f"{site.address}/sitemap.xml: names more than {MOST_PAGES:,} pages; the rest is not read",
    )


async def test_only_articles_that_have_changed_are_told(site: Site) -> None:
    site.answers["/feed.json"] = feed(site, "a", "b")
    known = stamps(await looked(site.settings("json")))
    site.answers["/feed.json"] = JSONResponse(
        {"version": "1", "items": [json.loads('{"id": "a", "title": "a", "content_html": "<p>New."}')]}
    )
    (harvest,) = await looked(site.settings("json"), known)
    assert (harvest.present, list(harvest.changed)) == (frozenset({"a"}), ["a"])


async def test_a_feed_is_looked_at_again_and_tells_only_news(site: Site) -> None:
    site.answers["/feed.json"] = feed(site, "a", etag='"1"')
    async with exchange.open_client() as client:
        harvests: AsyncGenerator[Harvest, None] = ArticleFeed(site.settings("json"), client).harvests({})
        async with asyncio.timeout(30), aclosing(harvests):
            assert titles([await anext(harvests)]) == ["a"]
            coming = asyncio.ensure_future(anext(harvests))
            while len(site.asked) < 4:  # unchanged, which is not told
                await asyncio.sleep(0.001)
                assert not coming.done()
            site.answers["/feed.json"] = feed(site, "a", "b", etag='"2"')
            assert titles([await coming]) == ["b"]


async def test_the_date_of_a_page_is_shown_to_the_server_again(site: Site, system: System) -> None:
    date = formatdate(0, usegmt=True)
    site.name("/a")
    site.answers["/a"] = Response(
        PAGE.format("Lamps"), media_type="text/html", headers={"last-modified": date}
    )
    known = stamps(await looked(site.settings()))
    await looked(site.settings(), known)
    assert system.requests[-1].headers["if-modified-since"] == date


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://help.example.com/s.xml", "insecure"),
        ("ftp://help.example.com/s.xml", "must be an address"),
        ("https://user:pw@help.example.com/s.xml", "user or password"),
    ],
)
def test_an_address_that_is_not_safe_is_no_setting(url: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        FeedSettings(url=url, kind="sitemap")
