"""A canned response on its way from another tool's form into ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from agent_console.snippets.importer.remark import Remark

Step: TypeAlias = Mapping[str, "str | Mapping[str, str]"]
"""One step of a macro as it is written: `add_tag: refund`, `close: {}`."""


@dataclass(frozen=True, slots=True)
class Body:
    """A text in our form, and what happened to it on the way."""

    text: str
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What becomes one match."""

    name: str
    """What the source calls it."""
    line: int
    """Where in the source it begins; counts from 1."""
    body: str = ""
    kind: Literal["template", "snippet"] = "template"
    triggers: tuple[str, ...] = ()
    """Without any it is found in the picker only."""
    label: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    search_terms: tuple[str, ...] = ()
    language: str = ""
    """The language of `body`; "" when it serves customers of every language."""
    locales: Mapping[str, str] = field(default_factory=dict)
    """The same text in other languages."""
    steps: tuple[Step, ...] = ()
    remarks: tuple[Remark, ...] = ()
