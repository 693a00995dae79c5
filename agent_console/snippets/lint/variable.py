"""Bodies that can never be filled in, and variables of no known type or that nothing asks for."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from agent_console.snippets.compiler import Broken
from agent_console.snippets.lint.body import Body, bodies, unbound
from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.mention import Mention, asked, mentions
from agent_console.snippets.lint.page import Page, mappings, text_of
from agent_console.snippets.lint.rule import (
    UNKNOWN_TYPE,
    UNKNOWN_VARIABLE,
    UNRENDERABLE,
    UNUSED_VARIABLE,
    VARIABLE_ORDER,
    Rule,
)
from agent_console.snippets.lint.survey import Survey
from agent_console.snippets.lint.trial import SOME_ANSWER, failure
from agent_console.snippets.recipe import BodyError, Recipe
from agent_console.snippets.relation.nesting import first_by_trigger
from agent_console.snippets.snippet import Snippet
from agent_console.snippets.source.sheet import key_node
from agent_console.snippets.trigger.rust_regex import group_names
from agent_console.snippets.variable.kind import GLOBAL, NATIVE, PLAIN
from agent_console.yaml_source import MappingNode, ScalarNode
from agent_console.yaml_source.validation import nearest


def failing(survey: Survey) -> Iterator[tuple[Body, BodyError]]:
    """Yield the bodies that can never be filled in, and why."""
    nested = _Nested(survey)
    for entry in survey.entries:
        for body in bodies(entry):
            captures = dict.fromkeys(body.captures, SOME_ANSWER)
            if error := failure(body.recipe, captures, nested.recipe):
                yield body, error


def unrenderable(survey: Survey) -> Iterator[Finding]:
    """Yield why bodies can never be filled in, at the very reference that is to blame where there is one."""
    for body, error in failing(survey):
        message = f"`{body.kind}` can never be filled in: {error}"
        general = body.entry.finding(UNRENDERABLE, body.node, message, offset=error.offset)
        yield from list(_causes(body)) or [general]


def unrenderable_template(survey: Survey) -> Iterator[Finding]:
    """Yield why templates can never be filled in, such as a step of time that nobody knows."""
    nested = _Nested(survey)
    for entry in survey.entries:
        captures = dict.fromkeys(group_names(entry.snippet.regex), SOME_ANSWER)
        for wording in entry.snippet.wordings if entry.snippet.native else ():
            if wording.kind != "template" or "{" not in wording.text:
                continue
            node = key_node(entry.node, *wording.path, wording.kind)
            recipe = unbound(entry.snippet, wording)
            if not isinstance(node, ScalarNode) or isinstance(recipe, Broken):
                continue
            if error := failure(recipe, captures, nested.recipe):
                message = f"`template` can never be filled in: {error}"
                yield entry.finding(UNRENDERABLE, node, message, offset=error.offset)


class _Nested:
    """Finds the snippets inside others, as they would be were they allowed to reach everything."""

    def __init__(self, survey: Survey) -> None:
        self._snippets = survey.book.snippets

    @cached_property
    def _by_trigger(self) -> Mapping[str, Snippet]:
        return first_by_trigger(self._snippets)

    def recipe(self, trigger: str) -> Recipe | None:
        """Return the body of the first snippet with a trigger."""
        found = self._by_trigger.get(trigger)
        return unbound(found, found.wordings[0]) if found else None


def _causes(body: Body) -> Iterator[Finding]:
    known = set(body.names)
    for mention in body.mentions:
        if mention.name not in known:
            yield _unknown(body, mention, known)
        elif _in_parts(body.variables.get(mention.name)) and not mention.part:
            message = f"`{mention.name}` is a form, and the reference names none of its fields"
            yield _at(UNRENDERABLE, body, mention, message, f"write `{{{{{mention.name}.field}}}}`")
    names = list(body.variables)
    for number, (name, variable) in enumerate(body.variables.items()):
        for mention in mentions(variable.get("params")):
            if mention.name in names[number:]:
                yield _out_of_order(body, name, mention)
            elif mention.name not in known:
                yield _unknown(body, mention, known)


def _in_parts(variable: MappingNode | None) -> bool:
    return variable is not None and text_of(variable.get("type")) == "form"


def _unknown(body: Body, mention: Mention, known: set[str]) -> Finding:
    message = f"there is no variable `{mention.name}`, so that the text can never be filled in"
    return _at(UNKNOWN_VARIABLE, body, mention, message, nearest(mention.name, sorted(known)))


def _out_of_order(body: Body, name: str, mention: Mention) -> Finding:
    if mention.name == name:
        return _at(VARIABLE_ORDER, body, mention, f"`{name}` asks for itself")
    message = f"`{name}` asks for `{mention.name}`, which has no value yet: variables go from top to bottom"
    return _at(VARIABLE_ORDER, body, mention, message, f"move `{mention.name}` above `{name}`")


def _at(rule: Rule, body: Body, mention: Mention, message: str, hint: str = "") -> Finding:
    return body.entry.finding(rule, mention.node, message, hint, mention.offset)


def unknown_type(survey: Survey) -> Iterator[Finding]:
    """Yield the variables of a type that nobody knows."""
    for page in survey.pages:
        known = {GLOBAL, *(NATIVE if page.native else PLAIN)}
        for variable in page.variables():
            kind = variable.get("type")
            if isinstance(kind, ScalarNode) and kind.text not in known:
                message = f"there is no type of variables `{kind.text}`"
                yield page.finding(UNKNOWN_TYPE, kind, message, nearest(kind.text, sorted(known)))


def unused(survey: Survey) -> Iterator[Finding]:
    """Yield the variables that nothing refers to, and those beside a text that refers to none."""
    for page in survey.pages:
        for match in page.matches:
            variables = tuple(mappings(match.get("vars")))
            if variables:
                yield from _unused(page, variables, asked(match, variables))
        if page.global_variables:
            yield from _unused(page, page.global_variables, survey.asked)


def _unused(page: Page, variables: Sequence[MappingNode], asked: frozenset[str]) -> Iterator[Finding]:
    for variable in variables:
        name = variable.get("name")
        if isinstance(name, ScalarNode) and name.text not in asked:
            yield page.finding(UNUSED_VARIABLE, name, f"nothing refers to the variable `{name.text}`")
