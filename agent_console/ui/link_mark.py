"""Links in what was said: underlined, and known again when one is clicked; no terminal opens them."""

from typing import Final

from rich.style import Style as DrawnStyle
from textual.content import Content, Span
from textual.style import Style

from agent_console.domain.hyperlink import links

_META: Final = "address"


def linked(text: Content) -> Content:
    """Return sanitised text with its links marked."""
    return text.add_spans([Span(one.start, one.end, _mark(one.written)) for one in links(text.plain)])


def as_link(text: Content) -> Content:
    """Return sanitised text marked as one link."""
    return text.stylize(_mark(text.plain))


def link_at(style: DrawnStyle) -> str:
    """Return the link, as it is shown, whose characters are drawn in that style; empty for any other text."""
    return str(style.meta.get(_META, ""))


def _mark(shown: str) -> Style:
    return Style(underline=True) + Style.from_meta({_META: shown})
