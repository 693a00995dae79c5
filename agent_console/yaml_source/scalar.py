"""What an unquoted scalar means: YAML 1.2, in which only `true` and `false` are booleans."""

import math
import re
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator

INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
LONGEST_NUMBER = 40
"""Longer digits stay text: nobody writes them as a number, and converting them can take seconds."""


class RawScalar(str):
    """A scalar's text on its way into a model: text fields take it as it is typed."""

    plain: bool = True

    @classmethod
    def of(cls, text: str, plain: bool) -> "RawScalar":
        """Return the text, remembering whether it stood without quotes."""
        scalar = cls(text)
        scalar.plain = plain
        return scalar


def typed(value: object) -> object:
    """Return a raw tree with each unquoted scalar as the boolean or number that YAML 1.2 makes of it."""
    match value:
        case RawScalar():
            return _typed_scalar(value)
        case list():
            return [typed(item) for item in value]
        case dict():
            return {str(key): typed(item) for key, item in value.items()}
    return value


def flag(value: object) -> object:
    """Return an unquoted `true` or `false` as a boolean; raise ValueError for what only looks like one.

    Left to itself pydantic would take `yes`, `on` and `1` for true.
    """
    if not isinstance(value, str):
        return value
    if isinstance(value, RawScalar) and value.plain and value in ("true", "false"):
        return value == "true"
    raise ValueError(f"must be true or false (got '{value}')")


Flag: TypeAlias = Annotated[bool, BeforeValidator(flag)]
"""A field that takes `true` or `false` and nothing that merely looks like them."""

Typed: TypeAlias = Annotated[object, BeforeValidator(typed)]
"""A field that takes any tree, its unquoted scalars typed."""


def _typed_scalar(scalar: RawScalar) -> object:
    text = str(scalar)
    if not scalar.plain or len(text) > LONGEST_NUMBER:
        return text
    if text in ("true", "false"):
        return text == "true"
    return _number(text)


def _number(text: str) -> int | float | str:
    if INTEGER.fullmatch(text):
        return int(text, 0) if text[:2] in ("0x", "0o") else int(text)
    if FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text
