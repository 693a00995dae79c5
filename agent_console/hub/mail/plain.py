"""HTML as the plain text that an agent reads; nothing of it is fetched, run or styled."""

import re
from html.parser import HTMLParser

MOST_CHARACTERS = 256 * 1024
"""What is read of one HTML part; mail with more text than that is a file, not a message."""

UNSEEN = frozenset({"head", "noscript", "script", "style", "svg", "template", "title"})
"""Elements whose content is not for reading."""
BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "pre", "section"),
        *("table", "tbody", "thead", "tr", "ul"),
    }
)
"""Elements that begin on a line of their own."""
LINKS = ("http://", "https://", "mailto:", "tel:")

_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLANK = re.compile(r"\n{3,}")


def plain(html: str) -> str:
    """Return the words of an HTML document, with quotations marked by `>` as in plain mail."""
    reader = _Reader()
    reader.feed(html[:MOST_CHARACTERS])
    reader.close()
    return reader.text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._quotes = 0
        self._unseen: list[str] = []
        self._link = ""
        self._label = ""

    @property
    def text(self) -> str:
        self._break()
        return _BLANK.sub("\n\n", "\n".join(self._lines)).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self._unseen.append(tag)
        elif not self._unseen:
            self._begin(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In HTML the slash means nothing; an element without an end must not swallow the rest.
        if tag not in UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif not self._unseen:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        words = _SPACE.sub(" ", data)
        self._line += words if self._line else words.lstrip()
        self._label += words

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in BLOCKS or tag in ("br", "p"):
            self._break(always=tag == "br")
        match tag:
            case "p":
                self._gap()
            case "td" | "th" if self._line:
                self._line += " "
            case "li":
                self._line = "- "
            case "blockquote":
                self._quotes += 1
            case "img":
                self.handle_data(attributes.get("alt") or "")
            case "a":
                self._link, self._label = attributes.get("href") or "", ""

    def _end(self, tag: str) -> None:
        if tag == "a":
            self._name_link()
        elif tag == "p":
            self._break()
            self._gap()
        elif tag in BLOCKS:
            self._break()
        if tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)

    def _name_link(self) -> None:
        """Say where a link leads unless its words do."""
        link = self._link.strip()
        bare = link.removeprefix("mailto:").removeprefix("tel:")
        if link.startswith(LINKS) and bare not in self._label:
            self._line += f" <{link}>"
        self._link = ""

    def _break(self, always: bool = False) -> None:
        if self._line.strip() or always:
            self._lines.append(f"{'> ' * self._quotes}{self._line.rstrip()}".rstrip())
        self._line = ""

    def _gap(self) -> None:
        if self._lines and self._lines[-1].strip("> "):
            self._lines.append(">" * self._quotes)
