"""From a tree to a pydantic model; every mistake of the file at once, each with its place."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from agent_console.yaml_source.expectation import Expectation, Location, one_of
from agent_console.yaml_source.node import MappingNode, Node, ScalarNode, SequenceNode, children
from agent_console.yaml_source.problem import Problem, Source, SourceError
from agent_console.yaml_source.scalar import RawScalar

Model = TypeVar("Model", bound=BaseModel)
LONGEST_QUOTE = 40
_KEY = ("[key]",)
"""What pydantic ends a location with when it is the key itself that does not fit."""


def raw(node: Node) -> object:
    """Return a tree as dicts, lists, `RawScalar` texts and None, which models take; first key wins."""
    match node:
        case ScalarNode():
            return None if node.null else RawScalar.of(node.text, node.plain)
        case SequenceNode():
            return [raw(item) for item in node.items]
    first: dict[str, Node] = {}
    for key, value in node.entries:
        first.setdefault(key.text, value)
    return {key: raw(value) for key, value in first.items()}


def validate(
    node: Node,
    model: type[Model],
    source: Source,
    context: Mapping[str, object] | None = None,
    whole: str = "the file",
) -> Model:
    """Return the model that a tree describes; `context` is handed to the model's validators.

    `whole` is what messages call the tree itself.

    Raises SourceError with a problem for each duplicate key, unknown key, missing key and wrong value.
    """
    problems = list(_duplicates(node, source))
    try:
        value = model.model_validate(raw(node), context=dict(context or {}))
    except ValidationError as error:
        problems += _explain(error, node, model, source, whole)
    else:
        if not problems:
            return value
    raise SourceError(sorted(problems, key=lambda problem: (problem.line, problem.column)))


def nearest(word: str, known: Sequence[str]) -> str:
    """Return a hint that names the known word most like a wrong one, else all of them."""
    if close := difflib.get_close_matches(word, known, n=1):
        return f"did you mean `{close[0]}`?"
    return f"known: {', '.join(sorted(known))}" if known else ""


def _duplicates(node: Node, source: Source) -> Iterator[Problem]:
    if isinstance(node, MappingNode):
        for again, first in node.duplicates():
            message = f"`{again.text}` is written twice; the first is on line {first.line}"
            yield source.problem(again.line, again.column, message, "remove one of them", "duplicate-key")
    for child in children(node):
        yield from _duplicates(child, source)


@dataclass(frozen=True, slots=True)
class _Place:
    """The part of a pydantic location that exists in the file."""

    path: tuple[int | str, ...]
    node: Node
    key: ScalarNode | None = None
    """The key that the node stands under."""

    @classmethod
    def find(cls, node: Node, location: Location) -> "_Place":
        """Follow a location from `node` down; parts that name a variant of a union are passed over."""
        place = cls((), node)
        for part in location:
            place = place.inner(part) or place
        return place

    def inner(self, part: int | str) -> "_Place | None":
        """Return what stands there under a key or at a place; None where nothing does."""
        path = (*self.path, part)
        match self.node:
            case MappingNode() if (value := self.node.get(str(part))) is not None:
                return _Place(path, value, self.node.key(str(part)))
            case SequenceNode() if isinstance(part, int) and part < len(self.node.items):
                return _Place(path, self.node.items[part])
        return None

    @property
    def got(self) -> str:
        """What stands there, for "got ..."."""
        match self.node:
            case ScalarNode():
                return _quoted(self.node)
            case SequenceNode():
                return "a list"
        return "a mapping"


# Working out a model's schema takes far longer than anything else here, and a file may have many mistakes.
@lru_cache(maxsize=32)
def _expectation(model: type[BaseModel]) -> Expectation:
    return Expectation(model)


def _explain(
    error: ValidationError, node: Node, model: type[BaseModel], source: Source, whole: str
) -> Iterator[Problem]:
    expectation = _expectation(model)
    explained = set()
    for detail in error.errors(include_url=False):
        place = _Place.find(node, detail["loc"])
        missing = detail["loc"][-1:] if detail["type"] == "missing" else ()
        # A union reports every variant that did not fit; one line about the place is enough.
        if (place.path, missing) not in explained:
            explained.add((place.path, missing))
            yield _problem(detail, place, expectation, source, whole)


def _problem(
    detail: ErrorDetails, place: _Place, expectation: Expectation, source: Source, whole: str
) -> Problem:
    if detail["type"].startswith("union_tag"):
        return _no_variant(detail, place, expectation, source)
    path = f"`{_dotted(place.path)}`" if place.path else whole
    node = (place.key or place.node) if detail["loc"][-1:] == _KEY else place.node
    match detail["type"]:
        case "missing":
            missing = _dotted((*place.path, detail["loc"][-1]))
            return source.problem(
                place.node.line, place.node.column, f"`{missing}` is missing", code="missing-key"
            )
        case "extra_forbidden":
            return _unknown_key(place, expectation.keys(detail["loc"][:-1]), source)
        case "value_error":
            message = f"{path} {detail['ctx']['error']}"
        case "string_too_short" | "too_short":
            message = f"{path} must not be empty"
        case _:
            message = f"{path} must be {expectation.words(place.path)} (got {place.got})"
    return source.problem(node.line, node.column, message, code="wrong-value")


def _no_variant(detail: ErrorDetails, place: _Place, expectation: Expectation, source: Source) -> Problem:
    """Say which value of a key that tells variants apart none of them has, or that it is missing."""
    key = detail["ctx"]["discriminator"].strip("'")
    chosen = place.inner(key)
    if not isinstance(place.node, MappingNode):
        message = f"`{_dotted(place.path)}` must be {expectation.words(place.path)} (got {place.got})"
        return source.problem(place.node.line, place.node.column, message, code="wrong-value")
    if chosen is None:
        missing = _dotted((*place.path, key))
        return source.problem(
            place.node.line, place.node.column, f"`{missing}` is missing", code="missing-key"
        )
    known = expectation.constants(place.path, key)
    message = f"`{_dotted(chosen.path)}` must be {one_of(known)} (got {chosen.got})"
    return source.problem(chosen.node.line, chosen.node.column, message, code="wrong-value")


def _unknown_key(place: _Place, known: Sequence[str], source: Source) -> Problem:
    where = place.key or place.node
    hint = nearest(str(place.path[-1]), known)
    message = f"unknown key `{_dotted(place.path)}`"
    return source.problem(where.line, where.column, message, hint, "unknown-key")


def _dotted(path: Location) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def _quoted(scalar: ScalarNode) -> str:
    if scalar.null:
        return "nothing"
    shown = "".join(character if character.isprintable() else "�" for character in scalar.text)
    return f"'{shown[: LONGEST_QUOTE - 1]}…'" if len(shown) > LONGEST_QUOTE else f"'{shown}'"
