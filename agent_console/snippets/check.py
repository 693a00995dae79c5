"""Runs the tests that snippets bring along."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from agent_console.domain.macro import Step, described
from agent_console.snippets.book import Book, expand
from agent_console.snippets.context import Context, Values
from agent_console.snippets.difference import difference
from agent_console.snippets.expansion import Expansion, Trouble
from agent_console.snippets.macro import program
from agent_console.snippets.macro.step import StepRecipe, planned
from agent_console.snippets.moment import moment_of
from agent_console.snippets.occasion import Occasion
from agent_console.snippets.snippet import Snippet
from agent_console.snippets.source.schema import Example
from agent_console.snippets.vocabulary import unknown
from agent_console.yaml_source import SourceError

NAMESPACES = ("customer", "agent", "conversation", "order", "brand")
USUAL_NOW = datetime(2026, 3, 9, 14, 5, 7, tzinfo=UTC)
"""The time in tests that give none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one test went."""

    snippet: Snippet
    position: int
    """Which of the snippet's tests it is, from 0."""
    name: str
    failure: str = ""
    """What was expected and what came, perhaps on several lines; "" when it passed."""


def run(book: Book) -> Iterator[Outcome]:
    """Run every test of every snippet; scope and `when` are left aside, and nothing outside is asked."""
    for snippet in book.snippets:
        for position, example in enumerate(snippet.tests):
            name = example.name or f"test {position + 1}"
            yield Outcome(snippet, position, name, _failure(book, snippet, example))


def context_of(given: object) -> Context:
    """Return the context that a test gives, by namespace; raise ValueError for what is not one."""
    values = _mapping(given, "given")
    for name in values.keys() - {*NAMESPACES, "now"}:
        raise ValueError(f"`given` has `{name}`; known: now, {', '.join(NAMESPACES)}")
    spaces = {name: _mapping(values.get(name), f"given.{name}") for name in NAMESPACES}
    for path in (f"{name}.{key}" for name, space in spaces.items() for key in space):
        if (hint := unknown(path)) is not None:
            raise ValueError(f"`given` has `{path}`, and nothing is called so ({hint})")
    return Context(
        now=_now(values.get("now")),
        customer=spaces["customer"],
        agent=spaces["agent"],
        conversation=spaces["conversation"],
        order=spaces["order"],
        brand=spaces["brand"],
    )


def _mapping(value: object, name: str) -> Values:
    match value:
        case None:
            return {}
        case Mapping():
            return value
    raise ValueError(f"`{name}` must be a mapping")


def _now(value: object) -> datetime:
    match moment_of(USUAL_NOW if value is None else value):
        case datetime() as now:
            return now if now.tzinfo else now.replace(tzinfo=UTC)
    raise ValueError("`given.now` must be a time such as 2026-03-09T14:05:07")


def _failure(book: Book, snippet: Snippet, example: Example) -> str:
    try:
        context = context_of(example.given)
    except ValueError as error:
        return str(error)
    occasion = Occasion(fields=example.form)
    result = expand(snippet, context, example.locale or "", occasion, book.recipe_of)
    if example.expect_blocked:
        return _blocked(result, example.expect_blocked)
    if example.expect is not None or example.expect_contains:
        failure = _text(result, example)
        if failure:
            return failure
    return _done(snippet.steps, context, example.expect_actions)


def _blocked(result: Expansion | Trouble, expected: tuple[str, ...]) -> str:
    if isinstance(result, Trouble) and not result.missing:
        return result.reason
    if set(result.missing) == set(expected):
        return ""
    wanted = ", ".join(sorted(expected))
    return f"expected missing: {wanted}; came: {', '.join(sorted(result.missing)) or 'nothing'}"


def _text(result: Expansion | Trouble, example: Example) -> str:
    if result.missing:
        return f"missing: {', '.join(result.missing)}"
    if isinstance(result, Trouble):
        return result.reason
    if example.expect is not None and (unlike := difference(example.expect.rstrip("\n"), result.text)):
        return f"the text is not what was expected\n{unlike}"
    for part in example.expect_contains:
        if part not in result.text:
            return f"expected {part!r} in {result.text!r}"
    return ""


def _done(steps: tuple[StepRecipe, ...], context: Context, expected: object) -> str:
    if expected is None:
        return ""
    try:
        wanted = planned(program.steps_of(expected), context)
    except SourceError as error:
        return f"`expect_actions` has a mistake: {error.problems[0].message}"
    plan = planned(steps, context)
    for trouble in (wanted, plan):
        if isinstance(trouble, Trouble):
            return trouble.reason
    if wanted == plan:
        return ""
    return f"the steps are not what was expected\n{difference(_listed(wanted), _listed(plan))}"


def _listed(plan: tuple[Step, ...] | Trouble) -> str:
    return "" if isinstance(plan, Trouble) else "\n".join(map(described, plan))
