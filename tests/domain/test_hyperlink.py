"""Addresses are found as people write them, without the sentence around them, and in linear time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.hyperlink import LONGEST, MOST, Kind, links


def _written(text: str) -> list[str]:
    return [link.written for link in links(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.com/a.", ["https://example.com/a"]),
        ("(https://example.com/a_(b)), ok?", ["https://example.com/a_(b)"]),
        ("[here](https://example.com/x)", ["https://example.com/x"]),
        ("<https://example.com/?a=1&b=2>", ["https://example.com/?a=1&b=2"]),
        ("«https://example.com» “www.example.com”", ["https://example.com", "www.example.com"]),
        ("*https://example.com*, _x_", ["https://example.com"]),
        ("HTTP://EXAMPLE.COM/A!", ["HTTP://EXAMPLE.COM/A"]),
        ("shop.example.com/orders/1, right", ["shop.example.com/orders/1"]),
        ("请看https://example.com/abc。谢谢", ["https://example.com/abc"]),
        ("https://例え.テスト/パス、です", ["https://例え.テスト/パス"]),
        ("https://[2001:db8::1]:80/x", ["https://[2001:db8::1]:80/x"]),
        ("https://a.example,https://b.example.", ["https://a.example", "https://b.example"]),
        ("https://example.com/a?b=(c)d).", ["https://example.com/a?b=(c)d"]),
        ("write to mira.holm@example.com.", ["mira.holm@example.com"]),
        ("line one\nhttps://example.com\nline", ["https://example.com"]),
        ("s3://bucket", ["s3://bucket"]),
        ("例え.テスト:80/x", ["例え.テスト:80/x"]),
        ("WWW.EXAMPLE.COM", ["WWW.EXAMPLE.COM"]),
        ("https://bank.example@evil.example/x", ["https://bank.example@evil.example/x"]),
    ],
)
def test_addresses_are_found_without_what_is_around_them(text: str, found: list[str]) -> None:
    assert _written(text) == found
    assert [text[link.start : link.end] for link in links(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "he/she and/or 1/2",
        "v1.2/3 at 10:30",
        "e.g. file.txt",
        "http://",
        "note: this",
        "a@b",
        "50:50",
        "...@.",
    ],
)
def test_other_words_are_no_addresses(text: str) -> None:
    assert _written(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "address"),
    [
        ("www.example.com", Kind.WEB, "https://www.example.com"),
        ("example.com/a", Kind.WEB, "https://example.com/a"),
        ("http://example.com", Kind.WEB, "http://example.com"),
        ("mira@example.com", Kind.MAIL, "mailto:mira@example.com"),
        ("tel:+4755501", Kind.PHONE, "tel:+4755501"),
        ("javascript:alert(1)", Kind.OTHER, "javascript:alert(1)"),
        ("file:///etc/passwd", Kind.OTHER, "file:///etc/passwd"),
        ("ftp://example.com/x", Kind.OTHER, "ftp://example.com/x"),
    ],
)
def test_each_is_known_for_what_it_is(text: str, kind: Kind, address: str) -> None:
    (link,) = links(text)
    assert (link.kind, link.address) == (kind, address)


def test_what_no_person_writes_is_left_out() -> None:
    assert _written(f"https://example.com/{'x' * LONGEST}") == []
    assert len(_written("https://example.com " * (MOST + 50))) == MOST


def test_addresses_without_spaces_between_them_are_each_read_once() -> None:
    """Were each looked for in all that follows, this would take minutes."""
    assert _written("http://," * 40_000) == []
    assert _written("https://a.example," * 40_000) == ["https://a.example"] * MOST


@given(st.text(alphabet="a.@:/wshtp 1-,é", max_size=40))
def test_no_address_is_missed_because_of_the_text_around_it(text: str) -> None:
    with_sign = [link.written for link in links(f"{text} @")]
    assert _written(text) == with_sign


@given(st.text(alphabet="a.@:/()[]www,;-xhtps \u202e\\é", max_size=80))
def test_whatever_is_written_links_are_parts_of_it_in_order_and_apart(text: str) -> None:
    last = 0
    for link in links(text):
        assert text[link.start : link.end] == link.written
        assert last <= link.start < link.end
        last = link.end
