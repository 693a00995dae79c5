"""Forms as tab stops: each `[[field]]` is a place to go to, with its choices or default."""

import re
from collections.abc import Mapping

from agent_console.snippets.mark import StopSpec, begin, end, shown
from agent_console.snippets.schema import FormField

FIELD = re.compile(r"\[\[\s*(\w+)\s*\]\]")


class Form:
    """The fields of one body; a field that is named again mirrors the first."""

    def __init__(self, fields: Mapping[str, FormField], specs: list[StopSpec]) -> None:
        self._fields = fields
        self._specs = specs
        self._indexes: dict[str, int] = {}

    def place(self, name: str) -> str:
        """Return the marked text of a field."""
        field = self._fields.get(name, FormField())
        index = self._indexes.setdefault(name, len(self._specs) + 1)
        text = field.default if field.default is not None else next(iter(field.values), "")
        open_ended = not text and field.required
        number = len(self._specs)
        self._specs.append(StopSpec(index, field.values, open_ended, name if open_ended else ""))
        return f"{begin(number)}{shown(name) if open_ended else text}{end(number)}"
