"""JMESPath expressions, compiled once, that never raise: pure."""

from collections.abc import Mapping

import jmespath
from jmespath.exceptions import JMESPathError

from agent_console.config import FieldMap


class Expression:
    """One expression, to be evaluated against a decoded answer or a row of it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._compiled = jmespath.compile(text)

    def of(self, value: object) -> object:
        """Return what the expression finds; None for nothing, and where it does not fit the value."""
        try:
            found: object = self._compiled.search(value)
        except JMESPathError:
            return None
        return found

    def __str__(self) -> str:
        return self._text


class Expressions:
    """The expressions of a field map, to be evaluated against one row."""

    def __init__(self, fields: FieldMap) -> None:
        self._by_name = {name: Expression(text) for name, text in fields.expressions.items()}

    def of(self, row: object) -> Mapping[str, object]:
        """Return what each expression finds, by field; fields that find nothing are left out."""
        found = {name: expression.of(row) for name, expression in self._by_name.items()}
        return {name: value for name, value in found.items() if value is not None}
