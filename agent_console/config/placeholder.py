"""Placeholders in the templates of a request: what they are called, and which a text holds."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import AfterValidator

BRACES = re.compile(r"\{([^{}]*)\}")
LOOKUP, ROW, CUSTOM = "lookup.", "row.", "custom."
"""What the names begin with of values that a look-up found, that a row holds, that the chat system knows."""


class Owner(StrEnum):
    """A value of the customer that can say whose a row is; also a placeholder."""

    EMAIL = "email"
    CUSTOMER_ID = "customer_id"
    PHONE = "phone"
    ACCOUNT = "account"


PLACEHOLDERS = (
    *(str(owner) for owner in Owner),
    "email_lower",
    "order_number",
    "company",
    "timezone",
    "language",
)
"""Placeholders for what the chat system says of the customer; some systems keep `email_lower` only."""
LOGIN = ("user", "password", "csrf")
"""Placeholders of a login form, and only of that."""

PLACEHOLDER = re.compile(
    rf"\{{({'|'.join((*PLACEHOLDERS, *LOGIN))}|lookup\.[A-Za-z0-9_]+|row\.[^{{}}]+|custom\.[^{{}}]+)\}}"
)
"""A value in a template: `{email}`. Whoever fills it in escapes it for its place."""


def names(template: object) -> Iterator[str]:
    """Yield the placeholders in the texts of a template, which may be a tree."""
    match template:
        case str():
            yield from PLACEHOLDER.findall(template)
        case dict():
            for value in template.values():
                yield from names(value)
        case list() | tuple():
            for value in template:
                yield from names(value)


def _template(text: str) -> str:
    for name in BRACES.findall(text):
        if not PLACEHOLDER.fullmatch(f"{{{name}}}"):
            raise ValueError(f"holds `{{{name}}}`; known: {', '.join(f'{{{n}}}' for n in PLACEHOLDERS)}")
    return text


Template: TypeAlias = Annotated[str, AfterValidator(_template)]
"""Text that may hold placeholders, and no other braces."""
