"""HTML made fit for a parser: what makes one take quadratic time or memory is taken out before; pure."""

import re
from collections import Counter

MOST_CHARACTERS = 300_000
"""What is read of one page."""
DEEPEST = 250
"""Elements inside of each other; honest pages have some dozens."""

# The parser opens these again in every paragraph that follows an unclosed one: a few kilobytes can
# become gigabytes. They say nothing that plain text could show.
_FORMATTING = re.compile(
    r"</?(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])[^>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_UNCOUNTED = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"),
        *("track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option"),
    }
)
"""Elements that hold nothing, or that the next one of their kind closes."""


def fit(html: str) -> str:
    """Return a page without formatting, cut off where it nests too deeply."""
    # A break opportunity in its place does not join what stands around it into another tag.
    return _shallow(_FORMATTING.sub("<wbr>", html[:MOST_CHARACTERS]))


def _shallow(html: str) -> str:
    opened: Counter[str] = Counter()
    depth = 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if name in _UNCOUNTED:
            continue
        if not tag[1]:
            opened[name] += 1
            depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        if depth > DEEPEST:
            return html[: tag.start()]
    return html
