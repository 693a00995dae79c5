"""HTML of a reply as the plain words that a chat shows."""

import re

from selectolax.lexbor import LexborHTMLParser

from agent_console.snippets.importer.collection import OmittedError
from agent_console.snippets.importer.remark import undecided

LONGEST_HTML = 60_000
"""Characters; elements inside each other take time with the square of their number."""
_BLOCKS = "p, div, ul, ol, blockquote, h1, h2, h3, h4, h5, h6, table, tr, pre"
_UNSEEN = ["head", "script", "style", "template", "svg"]
_SPACE = re.compile(r"[ \t\r\n\f]+")
_EDGE = "\x1e"
"""Stands where a block begins or ends, until it is known how many of them meet."""
_EDGES = re.compile(rf"\n?[{_EDGE} ]*{_EDGE}[{_EDGE} ]*")
_AROUND_BREAK = re.compile(r" *\n *")
_GAP = re.compile(r"\n{3,}")
_HTML = re.compile(
    r"</?(?:p|div|br|a|b|i|u|em|strong|ul|ol|li|span|h[1-6]|blockquote|img|table)\b[^<>]*>", re.I
)


def is_markup(text: str) -> bool:
    """Return whether a text holds elements of HTML, and not merely a `<`."""
    return _HTML.search(text) is not None


def words(html: str) -> str:
    """Return the words of a piece of HTML: paragraphs and items on lines, where links lead in brackets.

    Raises OmittedError for HTML that no reply can be made of.
    """
    if len(html) > LONGEST_HTML:
        raise OmittedError(undecided(f"its HTML has more than {LONGEST_HTML:,} characters; make it shorter"))
    page = LexborHTMLParser(_SPACE.sub(" ", html.replace(_EDGE, " ")))
    page.strip_tags(_UNSEEN)
    for link in page.css("a[href]"):
        target = (link.attributes.get("href") or "").strip()
        if target.startswith(("https://", "http://")) and target not in link.text():
            link.insert_after(f" ({target})")
    for item in page.css("li"):
        item.insert_before(f"{_EDGE}- ")
        item.insert_after(_EDGE)
    for line in page.css("br"):
        line.replace_with("\n")
    for block in page.css(_BLOCKS):
        block.insert_before(_EDGE)
        block.insert_after(_EDGE)
    text = page.body.text() if page.body is not None else ""
    return _GAP.sub("\n\n", _AROUND_BREAK.sub("\n", _EDGES.sub("\n", text))).strip()
