"""From the text of a body to what can be rendered; bodies are compiled when they are first needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agent_console.domain.outside import Reach
from agent_console.snippets import form
from agent_console.snippets.liquid import template
from agent_console.snippets.liquid.varied import VariedTemplate
from agent_console.snippets.recipe import BodyError, Filling, Recipe, Rendered
from agent_console.snippets.source.schema import FormField, Match, Variable
from agent_console.snippets.stop import editor, syntax
from agent_console.snippets.stop.mark import CLOSE, OPEN
from agent_console.snippets.trigger.rust_regex import group_names
from agent_console.snippets.variable import replacement
from agent_console.yaml_source.validation import nearest


@dataclass(frozen=True, slots=True)
class Broken:
    """A body that is not well formed: it is listed, and every attempt to use it says why it cannot be."""

    error: BodyError

    def render(self, filling: Filling) -> Rendered:
        """Raise BodyError."""
        raise BodyError(str(self.error), self.error.offset)


def recipe(
    kind: str,
    text: str,
    match: Match,
    global_vars: Sequence[Variable],
    native: bool,
    allowed: frozenset[Reach],
) -> Recipe:
    """Return a body ready to be rendered; `Broken` when it is not well formed."""
    try:
        _check_characters(text)
        if kind == "template":
            captures = frozenset(group_names(match.regex or ""))
            liquid = _liquid(text.rstrip("\n"))
            return VariedTemplate.of(liquid, match.vars, global_vars, captures, allowed)
        if kind == "snippet":
            return editor.compiled(text.rstrip("\n"))
        fields = _fields(match.form_fields)
        return replacement.ReplaceRecipe(
            text, match.vars, tuple(global_vars), fields, kind == "form", native, allowed
        )
    except BodyError as error:
        return Broken(error)
    except syntax.StopError as error:
        return Broken(BodyError(str(error)))


def condition(text: str) -> template.Condition:
    """Return a condition ready to be asked; one that is not well formed raises BodyError when it is."""
    try:
        return template.condition(text)
    except BodyError as error:
        return template.Condition(text, Broken(error))


def _liquid(text: str) -> template.LiquidRecipe:
    compiled = template.compiled(text)
    known = template.filter_names()
    for use in compiled.analysis.filters:
        if use.name not in known:
            hint = nearest(use.name, sorted(known))
            raise BodyError(f"there is no filter `{use.name}`; {hint}", text.find(use.name, use.offset))
    return compiled


def _fields(written: object) -> Mapping[str, FormField]:
    fields = written if isinstance(written, dict) else {}
    return {
        str(name): field if isinstance(field, FormField) else form.loose(field)
        for name, field in fields.items()
    }


def _check_characters(text: str) -> None:
    for mark in (OPEN, CLOSE):
        if mark in text:
            raise BodyError(f"holds U+{ord(mark):X}, a private character of this program", text.find(mark))
