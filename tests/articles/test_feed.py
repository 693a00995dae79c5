"""JSON feeds and sitemaps: read as they are meant, and harmless as they are not."""

import json

import pytest

from agent_console.articles.feed import MOST_ITEMS, FeedError, feed
from agent_console.articles.sitemap import SitemapError, sitemap
from agent_console.domain.article import Piece

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def test_items_become_articles() -> None:
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "nb",
        "next_url": "https://help.example.com/feed?page=2",
        "items": [
            {
                "id": 7,
                "url": "https://help.example.com/7",
                "title": "Retur",
                "content_html": "<p>30 dager.<h2>Frakt</h2><p>Gratis.",
                "date_modified": "2026-02-03T10:00:00Z",
                "tags": ["retur"],
            },
            {"id": "8", "content_text": "One.\n\nTwo.", "language": "en"},
        ],
    }
    found = feed(json.dumps(content).encode())
    first, second = found.articles
    assert (first.id, first.title, first.language, first.tags) == ("7", "Retur", "nb", ("retur",))
    assert first.pieces == (Piece("30 dager."), Piece("Gratis.", "Frakt"))
    assert first.updated_at is not None
    assert (second.pieces, second.language) == ((Piece("One.\n\nTwo."),), "en")
    assert found.following == "https://help.example.com/feed?page=2"


def test_an_item_that_is_none_leaves_the_others() -> None:
    found = feed(b'{"version": "1", "items": [{"id": []}, {"id": "2", "content_text": "x"}]}')
    assert [one.id for one in found.articles] == ["2"]
    assert found.problems[0].startswith("item 1 is left out: ")


def test_of_too_many_items_the_first_ones_are_read_and_that_is_told_first() -> None:
    items = [{"id": []}, *({"id": str(number)} for number in range(MOST_ITEMS))]
    found = feed(json.dumps({"version": "1", "items": items}).encode())
    assert [found.articles[0].id, found.articles[-1].id] == ["0", str(MOST_ITEMS - 2)]
    assert found.problems[0] == f"has more than {MOST_ITEMS:,} items; the rest is not read"


@pytest.mark.parametrize("content", [b"", b"<html>", b"[]", b"[" * 100_000, b'{"items": []}', b"\xff\xfe"])
def test_what_is_no_feed_is_refused(content: bytes) -> None:
    with pytest.raises(FeedError, match="is no JSON feed"):
        feed(content)


def test_a_sitemap_names_pages_and_when_they_were_changed() -> None:
    content = f"""<?xml version="1.0"?><urlset {NAMESPACE} xmlns:i="urn:image">
      <url><loc> https://help.example.com/a?b&amp;c </loc><lastmod>2026-01-02</lastmod>
        <i:image><i:loc>https://help.example.com/a.png</i:loc></i:image></url>
      <url><loc>https://help.example.com/b</loc></url>
      <url><loc>file:///etc/passwd</loc></url><url><lastmod>2026-01-02</lastmod></url></urlset>"""
    assert sitemap(content.encode()).pages == {
        "https://help.example.com/a?b&c": "2026-01-02",
        "https://help.example.com/b": "",
    }


def test_an_index_names_further_sitemaps() -> None:
    content = f"<sitemapindex {NAMESPACE}><sitemap><loc>https://help.example.com/s1.xml</loc></sitemap></sitemapindex>"
    assert sitemap(content.encode()).maps == ("https://help.example.com/s1.xml",)


def test_entities_cannot_be_declared() -> None:
    layers = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{layers}]><urlset><url><loc>&a9;</loc></url></urlset>'
    with pytest.raises(SitemapError, match="document type"):
        sitemap(bomb.encode())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html></html>",
        b"{}",
        b"\x00\xff",
        b"<urlset>",
        b"<urlset>&x;</urlset>",
        b"<a>" * 50_000,
    ],
)
def test_what_is_no_sitemap_is_refused(content: bytes) -> None:
    with pytest.raises(SitemapError):
        sitemap(content)
