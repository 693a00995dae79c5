"""One row beside a chat as a plain value: what it says, and what can be done with it; all texts are raw."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import urlsplit

LONGEST_LINK = 2_000
"""Characters; what is longer is no address that a shop gives to people."""


class Look(Enum):
    """What kind of row it is, and so how it is drawn."""

    HEADING = auto()
    TITLE = auto()
    """An order, or an earlier contact, which unfolds."""
    VALUE = auto()
    WORDS = auto()
    """The console's own remark."""
    ALERT = auto()
    """The console's own warning."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is known, or said about it."""

    key: str
    """What tells it apart on its page; it has the same one when the page is made anew."""
    look: Look = Look.VALUE
    label: str = ""
    value: str = ""
    """What is copied and inserted; a row without it is only to be read."""
    shown: str = ""
    """What stands in the value's place, where that is said otherwise."""
    detail: str = ""
    """What stands quietly below."""
    link: str = ""
    """The page about it; see `web_link`."""
    under: str = ""
    """The key of the row that it unfolds from."""
    opened: bool | None = None
    """Whether it is unfolded; None where there is nothing to unfold."""

    @property
    def words(self) -> str:
        """What it says in the place of its value."""
        return self.shown or self.value

    @property
    def choosable(self) -> bool:
        """Whether there is anything to do with it."""
        return bool(self.value or self.link or self.opened is not None)


def web_link(address: str) -> str:
    """Return an address from outside if it is one of a page on the web; empty for any other.

    Only http and https, with a host and without spaces and controls: whatever opens it runs nothing else.
    """
    if len(address) > LONGEST_LINK or not address.isprintable() or " " in address:
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme.lower() in ("http", "https") and parts.hostname else ""


def told_apart(keys: Iterable[str]) -> Iterator[str]:
    """Yield the keys, those that come again with their count: two shops may use one number."""
    seen = Counter[str]()
    for key in keys:
        seen[key] += 1
        yield key if seen[key] == 1 else f"{key}~{seen[key]}"
