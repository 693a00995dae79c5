"""What stays in a text as it is written although its writer meant it to become something.

A message in which it still stands is not sent, so it is told before an agent stands before that.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.rule import MISPLACED_KEY, SUSPECT
from agent_console.snippets.lint.survey import Entry, Survey
from agent_console.snippets.liquid.template import LiquidRecipe
from agent_console.snippets.source.sheet import key_node
from agent_console.snippets.variant import Variant
from agent_console.yaml_source import ScalarNode

OF_DESKTOPS = ("force_mode", "force_clipboard", "paragraph")
"""Keys that tell espanso how to type into other programs."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """Something that means nothing in some kinds of body."""

    pattern: re.Pattern[str]
    message: str
    hint: str


_HINT = _Sign(re.compile(r"\$\|\$"), "`$|$` places the cursor in `replace` only", "write `$0`")
_FIELD = _Sign(
    re.compile(r"\[\[\w+\]\]"),
    "`[[...]]` is a field in a `form` only",
    "write `form`, or a stop such as ${1:text}",
)
_LIQUID = _Sign(
    re.compile(r"(?<!\\)\{(?:%[^{}]*%|\{(?!\s*\w+(?:\.\w+)?\s*\}\})[^{}]*\})\}?"),
    "this is for a `template` only, and stays as it is here",
    "write `template`",
)
_STOP = _Sign(
    re.compile(r"(?<!\\)\$\{[0-9]+[:|/}]"),
    "tab stops are for `template` and `snippet` only",
    "write `template`",
)
_SIGNS: Mapping[str, tuple[_Sign, ...]] = {
    "template": (_HINT, _FIELD),
    "snippet": (_HINT, _FIELD),
    "replace": (_FIELD, _LIQUID, _STOP),
    "form": (_LIQUID, _STOP),
}
_OPENED = re.compile(r"(?<!\\)\$\{([0-9]+)[:|/]")


def leftover(survey: Survey) -> Iterator[Finding]:
    """Yield what is written in a body of the wrong kind, and the stops that are never closed."""
    for entry in survey.entries:
        for variant in entry.snippet.variants if entry.snippet.native else ():
            yield from _of_variant(entry, variant)


def _of_variant(entry: Entry, variant: Variant) -> Iterator[Finding]:
    wording = variant.wording
    node = key_node(entry.node, *wording.path, wording.kind)
    if not isinstance(node, ScalarNode):
        # It comes from the match that this one builds on, and is told there.
        return
    for sign in _SIGNS.get(wording.kind, ()):
        if found := sign.pattern.search(wording.text):
            yield entry.finding(SUSPECT, node, sign.message, sign.hint, found.start())
    if "${" in wording.text and isinstance(variant.recipe, LiquidRecipe):
        stops = {spec.index for spec in variant.recipe.specs}
        for found in _OPENED.finditer(wording.text):
            if int(found[1]) not in stops:
                message = f"the stop `{found[0]}` is never closed, and stays as it is"
                yield entry.finding(SUSPECT, node, message, "end it with `}`", found.start())


def without_effect(survey: Survey) -> Iterator[Finding]:
    """Yield the keys that mean something to espanso and nothing in a chat."""
    for page in survey.pages:
        for match in page.matches if page.native else ():
            for key in filter(None, map(match.key, OF_DESKTOPS)):
                message = f"`{key.text}` is about typing into other programs, and has no effect in a chat"
                yield page.finding(MISPLACED_KEY, key, message, "remove it")
