"""HTML made fit for a parser: what makes one take quadratic time or memory is taken out before; pure."""

import re
from collections import Counter

MOST_CHARACTERS = 300_000
"""What is read of one page."""
DEEPEST = 250
"""Elements inside of each other; honest pages have some dozens."""

# The parser opens these again in every paragraph that follows an unclosed one: a few kilobytes can
# become gigabytes. They say nothing that plain text could show. A tag without its `>` goes up to the
# next one: to look for it farther on, from each of many, would take quadratic time here.
_FORMATTING = re.compile(
    r"</?(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])[^<>]*>?", re.IGNORECASE
)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s<>/]*)[^<>]*>?")
_UNCOUNTED = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"),
        *("track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option"),
    }
)
"""Elements that hold nothing, or that the next one of their kind closes."""
# A break opportunity in a tag's place does not join what stands around it into another tag.
_NOTHING = "<wbr>"


def fit(html: str) -> str:
    """Return a page without formatting, and without elements that are nested too deeply; words stay."""
    return _TAG.sub(_Depth().kept, _FORMATTING.sub(_NOTHING, html[:MOST_CHARACTERS]))


class _Depth:
    """How deep a page is where it is being read, by its tags alone."""

    def __init__(self) -> None:
        self._opened: Counter[str] = Counter()
        self._depth = 0

    def kept(self, tag: re.Match[str]) -> str:
        """Return a tag, or what stands for one that leads too deep."""
        name = tag[2].lower()
        if name in _UNCOUNTED:
            return tag[0]
        if not tag[1]:
            return self._opening(tag, name)
        if self._opened[name]:
            self._opened[name] -= 1
            self._depth -= 1
        return tag[0]

    def _opening(self, tag: re.Match[str], name: str) -> str:
        if self._depth == DEEPEST:
            return _NOTHING
        self._opened[name] += 1
        self._depth += 1
        return tag[0]
