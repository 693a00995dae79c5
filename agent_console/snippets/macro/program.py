"""Macros: the `actions:` of a match compiled to steps, each mistake with its place; nothing runs here."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Literal, Self

from pydantic import model_validator

from agent_console.domain.macro import StepName
from agent_console.snippets.liquid import template
from agent_console.snippets.macro.promise import deadline
from agent_console.snippets.macro.step import StepRecipe
from agent_console.snippets.recipe import BodyError
from agent_console.snippets.source.place import place_in
from agent_console.snippets.source.schema import Part, Text
from agent_console.yaml_source import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    Source,
    SourceError,
    validate,
)
from agent_console.yaml_source.problem import Problem
from agent_console.yaml_source.validation import nearest

SOME_TIME = datetime(2026, 3, 9, 14, 5, tzinfo=UTC)
"""Any time will do to find out whether a text means a time."""


class _Tag(Part):
    """A tag."""

    tag: Text


class _Note(Part):
    """What colleagues are to know."""

    text: Text


class _Priority(Part):
    """How soon the conversation must be served."""

    priority: Literal["low", "normal", "high", "urgent"]


class _Hold(Part):
    """When the agent will be back, and what the customer reads about it."""

    until: Text
    promise: str = ""


class _HandOver(Part):
    """Who has the conversation next, and what they read first."""

    agent: str = ""
    """A colleague's name or id."""
    queue: str = ""
    comment: str = ""

    @model_validator(mode="after")
    def _one_taker(self) -> Self:
        if bool(self.agent) == bool(self.queue):
            raise ValueError("needs either `agent` or `queue`")
        return self


class _Close(Part):
    """How the conversation ended."""

    outcome: str = ""


_SHAPES: Mapping[StepName, type[Part]] = {
    StepName.ADD_TAG: _Tag,
    StepName.REMOVE_TAG: _Tag,
    StepName.NOTE: _Note,
    StepName.SET_PRIORITY: _Priority,
    StepName.HOLD_UNTIL: _Hold,
    StepName.HAND_OVER: _HandOver,
    StepName.CLOSE: _Close,
}
"""What each step may say; where it is written as `name: text`, the text is its first field."""


def compiled(node: Node, source: Source) -> tuple[StepRecipe, ...]:
    """Return the steps written under `actions`, in order; raise SourceError with everything that is wrong.

    A step is written as `- add_tag: refund`, `- hold_until: {until: 30 minutes, promise: …}`, or with
    its name under `type`, as programs write actions. What takes the conversation away comes last.
    """
    items = node.items if isinstance(node, SequenceNode) else (node,)
    problems: list[Problem] = []
    steps: list[StepRecipe] = []
    for item in items:
        try:
            steps.append(_step(item, source))
        except SourceError as error:
            problems += error.problems
    problems = problems or list(_out_of_order(steps, items, source))
    if problems:
        raise SourceError(problems)
    return tuple(steps)


def steps_of(actions: object) -> tuple[StepRecipe, ...]:
    """Return the steps of `actions` as a tree of values; raise SourceError, without places, for mistakes.

    For a file that is known to be sound: its places need not be looked for again.
    """
    return () if actions is None else compiled(_node(actions), Source("actions", ""))


def _node(value: object) -> Node:
    match value:
        case Mapping():
            return MappingNode(tuple((_scalar(key), _node(inner)) for key, inner in value.items()), 0, 0)
        case list() | tuple():
            return SequenceNode(tuple(map(_node, value)), 0, 0)
    return _scalar(value)


def _scalar(value: object) -> ScalarNode:
    text = "" if value is None else str(value)
    return ScalarNode(text, value is None, 0, 0)


def _out_of_order(steps: Sequence[StepRecipe], items: Sequence[Node], source: Source) -> Iterator[Problem]:
    for (before, _), (_, item) in pairwise(zip(steps, items, strict=True)):
        if before.last:
            message = f"`{before.name}` must be the last step: the conversation is gone after it"
            yield source.problem(item.line, item.column, message)


def _step(item: Node, source: Source) -> StepRecipe:
    name, fields = _named(item, source)
    values = validate(fields, _SHAPES[name], source).model_dump()
    texts = {field: _template(str(value), field, fields, source) for field, value in values.items()}
    return StepRecipe(name, texts)


def _named(item: Node, source: Source) -> tuple[StepName, MappingNode]:
    """Return a step's name and its fields, whichever way it is written."""
    if not isinstance(item, MappingNode) or not item.entries:
        message = "a step is a mapping such as `add_tag: refund`"
        raise SourceError([source.problem(item.line, item.column, message)])
    name = item.get("type")
    if isinstance(name, ScalarNode):
        rest = tuple(entry for entry in item.entries if entry[0].text != "type")
        return _known(name, source), MappingNode(rest, item.line, item.column)
    (key, value), *others = item.entries
    if others:
        message = "each step is an item of its own; its fields stand below its name"
        raise SourceError([source.problem(others[0][0].line, others[0][0].column, message)])
    return _known(key, source), _fields(_known(key, source), key, value)


def _known(name: ScalarNode, source: Source) -> StepName:
    if name.text in list(StepName):
        return StepName(name.text)
    message = f"there is no step `{name.text}`"
    raise SourceError([source.problem(name.line, name.column, message, nearest(name.text, list(StepName)))])


def _fields(name: StepName, key: ScalarNode, value: Node) -> MappingNode:
    if isinstance(value, MappingNode):
        return value
    if isinstance(value, ScalarNode) and value.null:
        return MappingNode((), key.line, key.column)
    first = next(iter(_SHAPES[name].model_fields))
    return MappingNode(((ScalarNode(first, True, key.line, key.column), value),), key.line, key.column)


def _template(text: str, field: str, fields: MappingNode, source: Source) -> template.LiquidRecipe:
    try:
        recipe = template.compiled(text)
        _check(field, text, recipe)
    except (BodyError, ValueError) as error:
        offset = error.offset if isinstance(error, BodyError) else 0
        at = place_in(source, fields.get(field) or fields, offset)
        raise SourceError([source.problem(*at, f"`{field}`: {error}")]) from None
    return recipe


def _check(field: str, text: str, recipe: template.LiquidRecipe) -> None:
    """Raise BodyError or ValueError for a text that is well formed and will not do."""
    if recipe.specs:
        raise BodyError("a step has no tab stops; an amount is written \\$5")
    if field == "until" and "{" not in text:
        deadline(text, SOME_TIME)
