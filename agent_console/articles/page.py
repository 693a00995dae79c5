"""HTML as headings and paragraphs; nothing of it is fetched, run or styled."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from agent_console.articles.address import web_address
from agent_console.domain.markup import fit
from agent_console.domain.text import without_controls

UNSEEN = frozenset(
    {
        *("aside", "button", "dialog", "footer", "form", "head", "header", "iframe", "math", "nav"),
        *("noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title"),
    }
)
"""Elements whose content is no part of an article."""
BREAKS = frozenset({"br", "caption", "dd", "dt", "hr", "li", "tr"})
"""Elements that begin on a line of their own, in the same paragraph."""
BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "body", "center", "details", "div", "dl", "fieldset"),
        *("figure", "main", "ol", "p", "pre", "section", "summary", "table", "ul"),
    }
)
"""Elements that begin a paragraph."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_MARK = re.compile(r"- |[0-9]+\. ")
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, which may be empty, and the paragraphs below it."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page says."""

    title: str = ""
    language: str = ""
    """BCP 47 tag; empty when the page does not say it."""
    sections: tuple[Section, ...] = ()


def page(html: str) -> Page:
    """Return the article in a page: its main part, without navigation; a first `h1` is the title."""
    document = LexborHTMLParser(fit(without_controls(html)))
    reader = _Reader()
    start = document.css_first("main, [role=main], article") or document.body
    for node, entered in _walk(start) if start is not None else ():
        if node.is_text_node:
            reader.say(node.text_content or "")
        elif entered:
            reader.begin(node.tag or "", node.attributes)
        else:
            reader.end(node.tag or "")
    root, named = document.root, document.css_first("head > title")
    language = (root.attributes.get("lang") or "") if root is not None else ""
    title = reader.title or (_words(named.text()) if named is not None else "")
    return Page(title, language.strip()[:35], reader.sections)


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Yield what is for reading in its order, each element on entering it and on leaving it.

    It goes along the nodes and keeps no stack: a page may nest deeper than Python calls.
    """
    node: LexborNode | None = root
    while node is not None:
        yield node, True
        hidden = node.tag in UNSEEN and node.mem_id != root.mem_id
        following = None if hidden else node.child
        while following is None and node is not None:
            if not node.is_text_node:
                yield node, False
            if node.mem_id == root.mem_id:
                return
            following, node = node.next, node.parent
        node = following


def _words(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


class _Reader:
    """Collects the words of a page."""

    def __init__(self) -> None:
        self.title = ""
        self._sections: list[Section] = []
        self._heading = ""
        self._paragraphs: list[str] = []
        self._lines: list[str] = []
        self._line: list[str] = []
        self._verbatim = 0
        self._counters: list[int | None] = []
        """How far each open list has counted; None for one without numbers."""
        self._links: list[tuple[str, int]] = []
        """The open links, and where in the line their words begin."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """Everything so far."""
        self._end_section("")
        return tuple(self._sections)

    def say(self, data: str) -> None:
        """Add words to the line; outside of `pre`, white space counts once."""
        if self._verbatim:
            first, *rest = data.split("\n")
            self._line.append(first)
            for line in rest:
                self._end_line()
                self._line.append(line)
            return
        words = _SPACE.sub(" ", data)
        if not self._line or self._line[-1].endswith(" "):
            words = words.lstrip()
        if words:
            self._line.append(words)

    def begin(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Take notice of an element's beginning."""
        self._break_before(tag)
        match tag:
            case "pre":
                self._verbatim += 1
            case "ol" | "ul":
                self._counters.append(0 if tag == "ol" else None)
            case "li":
                self._line.append(self._mark())
            case "td" | "th" if self._line:
                self.say(" | ")
            case "a":
                self._links.append((web_address(attributes.get("href") or ""), len(self._line)))

    def end(self, tag: str) -> None:
        """Take notice of an element's end."""
        match tag:
            case "a" if self._links:
                self._name(*self._links.pop())
            case "pre":
                self._verbatim -= 1
            case "ol" | "ul" if self._counters:
                self._counters.pop()
        if tag in HEADINGS:
            self._begin_section(tag)
        elif tag in BLOCKS:
            self._end_paragraph()

    def _break_before(self, tag: str) -> None:
        if tag in HEADINGS or (tag in BLOCKS and not self._marked):
            self._end_paragraph()
        elif tag in BREAKS:
            self._end_line()

    @property
    def _marked(self) -> bool:
        """Whether the line has nothing but the mark of a list, which belongs to the block that follows."""
        return bool(self._counters) and _MARK.fullmatch("".join(self._line)) is not None

    def _mark(self) -> str:
        if not self._counters or self._counters[-1] is None:
            return "- "
        self._counters[-1] += 1
        return f"{self._counters[-1]}. "

    def _name(self, address: str, start: int) -> None:
        """Say where a link leads unless its words do."""
        label = "".join(self._line[start:])
        if address and address.rstrip("/") not in label:
            self._line.append(f" ({address})")

    def _end_line(self) -> None:
        line = "".join(self._line).rstrip()
        self._line.clear()
        self._links = [(address, 0) for address, _ in self._links]
        if line:
            self._lines.append(line)

    def _end_paragraph(self) -> None:
        self._end_line()
        if self._lines:
            self._paragraphs.append("\n".join(self._lines))
            self._lines.clear()

    def _begin_section(self, tag: str) -> None:
        heading = _words("".join((*self._lines, *self._line)))
        self._lines.clear()
        self._line.clear()
        if tag == "h1" and not self.title:
            self.title = heading
        else:
            self._end_section(heading)

    def _end_section(self, heading: str) -> None:
        self._end_paragraph()
        if self._paragraphs:
            self._sections.append(Section(self._heading, tuple(self._paragraphs)))
            self._paragraphs.clear()
        self._heading = heading
