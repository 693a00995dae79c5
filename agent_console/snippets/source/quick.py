"""Values of the keys that nearly all matches are made of, checked without the schema and as it checks them.

Each function returns the value as the schema gives it, and raises IrregularError where the schema must be
asked: for a mistake, or for a shape that is seldom written. It takes a tenth of the schema's time.
"""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias, get_args

from agent_console.snippets.source.schema import LANGUAGE, Localized
from agent_console.yaml_source import IrregularError, RawScalar

Read: TypeAlias = Callable[[object], object]
_LANGUAGE = re.compile(LANGUAGE)


def anything(value: object) -> str:
    """Return a text, be it empty."""
    if isinstance(value, str):
        return str(value)
    raise IrregularError


def text(value: object) -> str:
    """Return a text that is not empty."""
    if isinstance(value, str) and value:
        return str(value)
    raise IrregularError


def texts(value: object) -> tuple[str, ...]:
    """Return a list of such texts; one alone is a list too."""
    return tuple(map(text, value)) if isinstance(value, list) else (text(value),)


def listed(value: object) -> tuple[str, ...]:
    """Return a list of texts, as espanso asks for it."""
    if isinstance(value, list):
        return tuple(map(anything, value))
    raise IrregularError


def flag(value: object) -> bool:
    """Return an unquoted `true` or `false`."""
    if isinstance(value, RawScalar) and value.plain and value in ("true", "false"):
        return value == "true"
    raise IrregularError


def one_of(names: object) -> Read:
    """Return what reads one of the names of a literal type."""
    known = frozenset(get_args(names))

    def read(value: object) -> str:
        if isinstance(value, str) and value in known:
            return str(value)
        raise IrregularError

    return read


def matching(pattern: str) -> Read:
    """Return what reads a text that matches a pattern."""
    matches = re.compile(pattern).match

    def read(value: object) -> str:
        if isinstance(value, str) and matches(value) and not value.endswith("\n"):
            return str(value)
        raise IrregularError

    return read


def locales(value: object) -> dict[str, object]:
    """Return one body for each of some languages."""
    if isinstance(value, dict) and all(map(_LANGUAGE.fullmatch, value)):
        return {language: _one_body(inner) for language, inner in value.items()}
    raise IrregularError


def _one_body(value: object) -> dict[str, str]:
    if isinstance(value, dict) and len(value) == 1 and value.keys() <= Localized.model_fields.keys():
        return {kind: text(body) for kind, body in value.items()}
    raise IrregularError


def mapping(readers: Mapping[str, Read]) -> Read:
    """Return what reads a mapping with some of those keys."""

    def read(value: object) -> dict[str, object]:
        if isinstance(value, dict) and value.keys() <= readers.keys():
            return {key: readers[key](inner) for key, inner in value.items()}
        raise IrregularError

    return read
