"""HTML as the plain text that an agent reads; nothing of it is fetched, run or styled."""

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from agent_console.domain.markup import fit

MOST_CHARACTERS = 256 * 1024
"""What is read of one HTML part; a mail with more than that is a file, not a message."""
DEEPEST_QUOTE = 9
"""Quotations within quotations that are told apart."""

UNSEEN = frozenset({"head", "noscript", "script", "style", "svg", "template", "title"})
"""Elements whose content is not for reading."""
BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "table", "tbody", "thead", "tr", "ul"),
    }
)
"""Elements that begin on a line of their own."""
LINKS = ("http://", "https://", "mailto:", "tel:")

_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLANK = re.compile(r"\n{3,}")


def plain(html: str) -> str:
    """Return the words of an HTML document, with quotations marked by `>` as in plain mail."""
    page = _Page()
    root = LexborHTMLParser(fit(html[:MOST_CHARACTERS])).root
    for node, entered in _walk(root) if root is not None else ():
        if node.is_text_node:
            page.say(node.text_content or "")
        elif entered:
            page.begin(node.tag or "", node.attributes)
        else:
            page.end(node.tag or "")
    return page.text


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Yield what is for reading in its order, each element on entering it and on leaving it.

    It goes along the nodes and keeps no stack: a mail may nest deeper than Python calls.
    """
    node: LexborNode | None = root
    while node is not None:
        yield node, True
        following = None if node.tag in UNSEEN else node.child
        while following is None and node is not None:
            if not node.is_text_node:
                yield node, False
            if node.mem_id == root.mem_id:
                return
            following, node = node.next, node.parent
        node = following


class _Page:
    """The lines that the words of a document make."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes = 0
        self._links: list[str] = []
        """Addresses of the links that are open."""
        self._label = 0
        """Where in the line the words of the innermost link begin."""

    @property
    def text(self) -> str:
        """Everything so far."""
        self._break()
        return _BLANK.sub("\n\n", "\n".join(self._lines)).strip("\n")

    def say(self, data: str) -> None:
        """Add words to the line; white space counts once."""
        words = _SPACE.sub(" ", data)
        if self._line or words.strip():
            self._line.append(words if self._line else words.lstrip())

    def begin(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Take notice of an element's beginning."""
        if tag in BLOCKS or tag == "br":
            self._break(always=tag == "br")
        match tag:
            case "p":
                self._gap()
            case "td" | "th":
                self.say(" ")
            case "li":
                self._line.append("- ")
            case "blockquote":
                self._quotes += 1
            case "img":
                self.say(attributes.get("alt") or "")
            case "a":
                self._links.append((attributes.get("href") or "").strip())
                self._label = len(self._line)

    def end(self, tag: str) -> None:
        """Take notice of an element's end."""
        if tag in BLOCKS:
            self._break()
        match tag:
            case "p":
                self._gap()
            case "blockquote":
                self._quotes -= 1
            case "a":
                self._name(self._links.pop())

    def _name(self, link: str) -> None:
        """Say where a link leads unless its words do."""
        label = "".join(self._line[self._label :])
        bare = link.removeprefix("mailto:").removeprefix("tel:").rstrip("/")
        if link.startswith(LINKS) and bare not in label:
            self.say(f" <{link}>")

    def _break(self, always: bool = False) -> None:
        line = "".join(self._line).rstrip()
        if line or always:
            self._lines.append(f"{self._mark}{line}".rstrip())
        self._line.clear()
        self._label = 0

    def _gap(self) -> None:
        if self._lines and self._lines[-1].strip("> "):
            self._lines.append(self._mark.rstrip())

    @property
    def _mark(self) -> str:
        return "> " * min(self._quotes, DEEPEST_QUOTE)
