"""Bodies of tools with placeholders of their own: each becomes Liquid, everything else stays text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from agent_console.snippets.importer.literal import literal, tidy
from agent_console.snippets.importer.remark import Remark, changed, undecided
from agent_console.snippets.importer.reply import Body

Translate = Callable[[re.Match[str]], str | None]
"""From a placeholder to Liquid; None when it has no counterpart."""


def mapped_body(text: str, placeholder: re.Pattern[str], translate: Translate) -> Body:
    """Return a text with its placeholders as Liquid; those without a counterpart stay as they are."""
    return _Mapping(tidy(text), placeholder, translate).body()


@dataclass(slots=True)
class _Mapping:
    text: str
    placeholder: re.Pattern[str]
    translate: Translate
    remarks: dict[str, Remark] = field(default_factory=dict)

    def body(self) -> Body:
        pieces = []
        position = 0
        for found in self.placeholder.finditer(self.text):
            liquid = self._liquid(found)
            if liquid is not None:
                pieces += [literal(self.text[position : found.start()]), liquid]
                position = found.end()
        pieces.append(literal(self.text[position:]))
        return Body("".join(pieces), tuple(self.remarks.values()))

    def _liquid(self, found: re.Match[str]) -> str | None:
        liquid = self.translate(found)
        if liquid is None:
            message = f"we have no value for `{found[0]}`; it stands there as it is and is not sent"
            self.remarks[found[0]] = undecided(message)
        else:
            self.remarks[found[0]] = changed(f"`{found[0]}` became `{liquid}`")
        return liquid


def quoted(text: str) -> str:
    """Return a text as Liquid writes it in quotes; one that has both kinds loses the double ones."""
    return f"'{text}'" if '"' in text and "'" not in text else '"' + text.replace('"', "") + '"'
