"""What a customer has ordered, and where a draft speaks of it as theirs."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Final

from agent_console.domain.record import Order
from agent_console.guard.identity.address import Spelling
from agent_console.guard.text.word import words

_LONGEST_BEFORE: Final = 48
_YOURS: Final = re.compile(
    r"(?:\b(?:your|ihre?[mnrs]?|deine?[mnrs]?|din|ditt|dine|dina|deres|ert|votre|vos|ton|tes|su|sus|tus?"
    r"|vostr[aoei]|su[aoei]|seus?|suas?|tw[oó]j\w*|pan[ai]|uw|je)\b|ваш\w*|твой|твоя|твою|твоё)"
    r"[ \t]+(?:[^\W\d_]+[ \t]+){0,2}$|[您你]的\s?$",
    re.IGNORECASE,
)
_OF_YOURS: Final = re.compile(
    r"[^\W\d_]{0,2}\s+(?:(?:on|in|from|with|for|auf|aus|zu|på|i|fra|från|til|в|из)\s+"
    r"(?:your|ihre[mnr]?|deine[mnr]?|din|ditt|ваш\w*)\b"
    r"|(?:that\s+|which\s+)?(?:you|sie|du)\s+(?:have\s+|just\s+|haben\s+|hast\s+|har\s+)?"
    r"(?:ordered|bought|purchased|bestellt|gekauft|bestilt|kjøpt|beställt|köpt)\b)",
    re.IGNORECASE,
)


def products(orders: Iterable[Order]) -> Iterator[tuple[str, str]]:
    """Yield what was ordered, as a `Spelling` writes it, each with the number of its order."""
    for order in orders:
        for item in order.items:
            key = Spelling(item.name).key
            # A reference may stand as the name of what is booked under it; that is found as a number.
            if re.search(r"[^\W\d]{3}", key) and item.name != order.number:
                yield key, order.number


def mentioned(
    text: str, spelling: Spelling, ordered: Mapping[str, str], known: Set[str]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield where the text speaks of one of these as the customer's own, with the number of its order.

    A product whose last word, which says what it is, is `known` is left out: it may be another of its kind.
    """
    for product, order in ordered.items():
        if product not in spelling.key:
            continue
        span = spelling.find(product) or spelling.find(f"{product}s")
        if span and _yours(text, span) and words(text[slice(*span)])[-1].forms.isdisjoint(known):
            yield span, order


def _yours(text: str, span: tuple[int, int]) -> bool:
    start, end = span
    before = text[max(0, start - _LONGEST_BEFORE) : start]
    return bool(_YOURS.search(before) or _OF_YOURS.match(text, end))
