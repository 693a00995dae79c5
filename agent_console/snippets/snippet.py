"""One canned response as it was read: how it is found, where it holds, and its bodies."""

from collections.abc import Mapping
from dataclasses import dataclass

from agent_console.snippets.file import Layer
from agent_console.snippets.recipe import Recipe
from agent_console.snippets.schema import Example, Expand, Fallback, Scope, UppercaseStyle
from agent_console.snippets.template import Condition
from agent_console.snippets.trigger import Trigger
from agent_console.yaml_source import Problem


@dataclass(frozen=True, slots=True)
class Snippet:
    """A canned response, compiled."""

    id: str
    """Unique; `namespace.id`, or made from the trigger when the file gives none."""
    file: str
    line: int
    version: str
    """A digest of what is written."""
    layer: Layer
    shadows: tuple[str, ...]
    """What it has taken the place of, nearest first, each as `file:line`."""
    triggers: tuple[Trigger, ...]
    regex: str
    """The pattern that calls for it, in the syntax of RE2; "" when there is none."""
    expand: Expand
    """When its trigger fires."""
    propagate_case: bool
    """Whether the case of the typed trigger is carried over to the text."""
    uppercase_style: UppercaseStyle
    """What a trigger in capitals makes of the text."""
    label: str
    """A short name for lists."""
    description: str
    tags: tuple[str, ...]
    search_terms: tuple[str, ...]
    shortcut: str
    scope: Scope
    when: Condition | None
    requires: tuple[str, ...]
    language: str
    """The language of `body`; "" when it serves every language."""
    body: Recipe
    locales: Mapping[str, Recipe]
    """Bodies in further languages, by lower-case tag."""
    locale_fallback: Fallback
    attach: tuple[str, ...]
    """The files that go with it, as they are written."""
    actions: object
    """What is to be done after it was sent, as a tree of values; None when nothing is."""
    disabled: str
    """Why it is listed but never inserted; "" when it can be."""
    tests: tuple[Example, ...]
    warnings: tuple[Problem, ...]
    """What is probably a mistake although it can be used."""

    @property
    def trigger(self) -> str:
        """The first trigger; "" when it is reached by search only."""
        return self.triggers[0].text if self.triggers else ""

    @property
    def immediate(self) -> bool:
        """Whether it is meant to expand as soon as its trigger is complete, without Tab."""
        return self.expand == "immediate"

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that it has a text in; its own first."""
        return (self.language, *self.locales)
