"""Bodies that can never be filled in, and variables of no known type or that nothing asks for."""

from collections.abc import Iterator, Sequence

from agent_console.snippets.lint.body import Body, bodies
from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.page import Page, mappings, text_of
from agent_console.snippets.lint.reference import Reference, asked, references
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
from agent_console.snippets.replacement import SPACES, TYPES
from agent_console.yaml_source import MappingNode, ScalarNode
from agent_console.yaml_source.validation import nearest


def unrenderable(survey: Survey) -> Iterator[Finding]:
    """Yield why bodies can never be filled in, at the very reference that is to blame where there is one."""
    for entry in survey.entries:
        for body in bodies(entry):
            if not ("{{" in body.node.text or body.kind == "form"):
                continue
            captures = dict.fromkeys(body.captures, SOME_ANSWER)
            if error := failure(body.recipe, captures, survey.recipes.get):
                causes = list(_causes(body, survey.global_names))
                message = f"`{body.kind}` can never be filled in: {error}"
                general = entry.finding(UNRENDERABLE, body.node, message, offset=error.offset)
                yield from causes or [general]


def _causes(body: Body, global_names: frozenset[str]) -> Iterator[Finding]:
    known = {*body.variables, *global_names, *body.captures, *SPACES}
    for reference in body.references:
        if reference.name not in known:
            yield _unknown(body, reference, known)
        elif _in_parts(body.variables.get(reference.name)) and not reference.part:
            message = f"`{reference.name}` is a form, and the reference names none of its fields"
            yield _at(UNRENDERABLE, body, reference, message, f"write `{{{{{reference.name}.field}}}}`")
    names = list(body.variables)
    for number, (name, variable) in enumerate(body.variables.items()):
        for reference in references(variable.get("params")):
            if reference.name in names[number:]:
                yield _out_of_order(body, name, reference)
            elif reference.name not in known:
                yield _unknown(body, reference, known)


def _in_parts(variable: MappingNode | None) -> bool:
    return variable is not None and text_of(variable.get("type")) == "form"


def _unknown(body: Body, reference: Reference, known: set[str]) -> Finding:
    message = f"there is no variable `{reference.name}`, so that the text can never be filled in"
    return _at(UNKNOWN_VARIABLE, body, reference, message, nearest(reference.name, sorted(known)))


def _out_of_order(body: Body, name: str, reference: Reference) -> Finding:
    if reference.name == name:
        return _at(VARIABLE_ORDER, body, reference, f"`{name}` asks for itself")
    message = f"`{name}` asks for `{reference.name}`, which has no value yet: variables go from top to bottom"
    return _at(VARIABLE_ORDER, body, reference, message, f"move `{reference.name}` above `{name}`")


def _at(rule: Rule, body: Body, reference: Reference, message: str, hint: str = "") -> Finding:
    return body.entry.finding(rule, reference.node, message, hint, reference.offset)


def unknown_type(survey: Survey) -> Iterator[Finding]:
    """Yield the variables of a type that nobody knows."""
    for page in survey.pages:
        for variable in page.variables():
            kind = variable.get("type")
            if isinstance(kind, ScalarNode) and kind.text not in TYPES:
                message = f"there is no type of variables `{kind.text}`"
                yield page.finding(UNKNOWN_TYPE, kind, message, nearest(kind.text, sorted(TYPES)))


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
