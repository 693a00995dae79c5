"""What of a text is not for a machine outside: whatever identifies somebody, and fields of canned replies."""

import re
from collections.abc import Iterable, Iterator

from agent_console.assist.rewording.mask import Place
from agent_console.domain.customer import Customer
from agent_console.domain.draft import Draft
from agent_console.domain.hyperlink import links
from agent_console.guard.identity.identifier import endings, is_user, occurrences

_HOLE = re.compile(r"⟦[^⟦⟧\n]*⟧")
"""What a canned reply still needs."""
_DIGIT = re.compile(r"\d")


def identifying(text: str, customer: Customer) -> Iterator[Place]:
    """Yield where a text has addresses, numbers and user names, the customer's own in any case."""
    yield from ((link.start, link.end) for link in links(text))
    for found in (*occurrences(text), *endings(text)):
        # By its form alone, `follow-up` could be a user name.
        if not is_user(found.key) or _DIGIT.search(text, found.start, found.end):
            yield found.start, found.end
    yield from _standing(text, (customer.email, customer.phone, customer.account, customer.order_number))


def filled_in(draft: Draft) -> Iterator[Place]:
    """Yield the places of a draft that a canned reply fills, or leaves to be filled."""
    yield from ((stop.start, stop.end) for stop in draft.stops)
    yield from (match.span() for match in _HOLE.finditer(draft.text))
    yield from _standing(draft.text, (value for one in draft.insertions for _path, value in one.values))


def _standing(text: str, values: Iterable[str]) -> Iterator[Place]:
    """Yield where values stand in a text as words of their own."""
    for value in {value.strip() for value in values} - {""}:
        for match in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE):
            yield match.span()
