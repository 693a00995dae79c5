"""Web pages as headings and paragraphs: what is read, what is left out, and what cannot do harm."""

import pytest

from agent_console.articles.page import Section, page


def sections(html: str) -> tuple[Section, ...]:
    return page(html).sections


def test_the_main_part_is_read_without_what_is_around_it() -> None:
    found = page(
        "<html lang=de><head><title>Hilfe</title></head><body><nav>Start</nav>"
        "<main><h1>Rückgabe</h1><p>Dreißig Tage.</p><h2>Kosten</h2><p>Keine.</p></main>"
        "<footer>Impressum</footer></body>"
    )
    assert (found.title, found.language) == ("Rückgabe", "de")
    assert found.sections == (Section("", ("Dreißig Tage.",)), Section("Kosten", ("Keine.",)))


def test_a_page_without_a_first_heading_has_the_title_of_its_window() -> None:
    found = page("<title> Help \n desk</title><h2>Costs</h2><p>None.")
    assert (found.title, found.sections) == ("Help desk", (Section("Costs", ("None.",)),))


def test_lists_tables_and_line_breaks_keep_their_lines() -> None:
    html = (
        "<ol><li>Print<li><p>Send</p></ol><ul><li>one</ul><table><tr><td>a<td>1<tr><td>b<td>2</table>x<br>y"
    )
    assert sections(html)[0].paragraphs == ("1. Print\n2. Send", "- one", "a | 1\nb | 2", "x\ny")


def test_a_link_says_where_it_leads_unless_its_words_do() -> None:
    html = (
        '<p><a href="https://help.example.com/a">terms</a>, <a href="/b">near</a>,'
        ' <a href="https://help.example.com/c">https://help.example.com/c</a>, <a href="data:x">run</a>'
    )
    text = "terms (https://help.example.com/a), near, https://help.example.com/c, run"
    assert sections(html)[0].paragraphs == (text,)


def test_formatting_inside_of_words_leaves_them_whole() -> None:
    assert sections("<p>un<b>believ</b>able<sup>1</sup>")[0].paragraphs == ("unbelievable1",)


def test_lines_of_a_listing_stay() -> None:
    assert sections("<pre>a  b\n  c</pre>")[0].paragraphs == ("a  b\n  c",)


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script><p>x",
        "<style>p{}</style><p>x",
        "<p>x<iframe srcdoc='<p>y'></iframe>",
        "<p>\x1b\x00x\u202e\u2066",
        "<p>x<!-- y -->",
        "<p>x<template>y</template><noscript>y</noscript>",
    ],
)
def test_what_runs_or_hides_is_left_out(html: str) -> None:
    assert sections(html) == (Section("", ("x",)),)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 60_000 + "x",
        "<p>" + "".join(f"<b x={n}>" for n in range(5_000)) + "<p>a" * 40_000,
        "<p>" + "".join(f"<<b>b x={n}>" for n in range(5_000)) + "<p>a" * 40_000,
        "<div><marquee></div></marquee>" * 8_000,
        "<li><ul>" * 30_000,
        "<p " + " ".join(f"a{n}=1" for n in range(30_000)) + ">x",
        "\ud800<p>",
        "",
    ],
    ids=("nested", "reopened", "joined", "mismatched", "lists", "attributes", "surrogate", "empty"),
)
def test_a_page_made_to_exhaust_a_parser_is_read_or_cut(html: str) -> None:
    words = sum(len(one) for section in sections(html) for one in section.paragraphs)
    assert words <= len(html) * 2
