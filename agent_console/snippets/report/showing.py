"""What `agent-console snippets expand` says: one snippet as a customer would get it."""

from collections.abc import Iterable
from datetime import datetime

from agent_console.domain.macro import described, plain
from agent_console.domain.stop import Stop
from agent_console.snippets import check as tests
from agent_console.snippets.book import Book
from agent_console.snippets.context import Context
from agent_console.snippets.expansion import Expansion, Trouble
from agent_console.snippets.field import Field
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.macro.step import planned
from agent_console.snippets.report.answer import Report, fields
from agent_console.snippets.snippet import Snippet
from agent_console.yaml_source import Source, SourceError, parse, raw
from agent_console.yaml_source.scalar import typed


def expansion(
    files: Iterable[SnippetFile],
    name: str,
    given: Source | None = None,
    locale: str = "",
    now: datetime | None = None,
) -> Report:
    """Show what a snippet, named by id or trigger, puts into a draft: text, stops, holes and steps.

    `given` is a YAML text with `customer:`, `order:` and the like, as in a snippet's tests;
    `now` is the time when it does not say one, by default that of tests.
    """
    book, _ = Book.load(files)
    try:
        context = _context(given, now)
    except SourceError as error:
        return _failed(str(error))
    snippet = _found(book, name)
    if snippet is None:
        return _failed(f"there is no canned response `{name}`")
    result = book.expand(snippet.id, context, locale)
    if isinstance(result, Trouble):
        return _troubled(result)
    return _shown(result, snippet, context)


def _context(given: Source | None, now: datetime | None) -> Context:
    usual = {} if now is None else {"now": now.isoformat()}
    if given is None:
        return tests.context_of(usual)
    node = parse(given.text, given.name)
    try:
        values = typed(raw(node))
        return tests.context_of({**usual, **values} if isinstance(values, dict) else values or usual)
    except ValueError as error:
        raise SourceError([given.problem(node.line, node.column, str(error))]) from None


def _found(book: Book, name: str) -> Snippet | None:
    triggered = (one for one in book.snippets if any(trigger.text == name for trigger in one.triggers))
    return book.get(name) or next(triggered, None)


def _failed(reason: str) -> Report:
    return Report(tuple(reason.splitlines()), 1, {"error": reason})


def _troubled(trouble: Trouble) -> Report:
    asked = tuple(_asked(field) for field in trouble.fields)
    asks = (f"  asks for {field.name}{_choices(field.choices)}" for field in trouble.fields)
    data = {
        "error": trouble.reason,
        **fields(missing=trouble.missing, locales=trouble.locales, asks=asked),
    }
    return Report((trouble.reason, *asks), 1, data)


def _shown(result: Expansion, snippet: Snippet, context: Context) -> Report:
    plan = planned(snippet.steps, context)
    if isinstance(plan, Trouble):
        return _troubled(plan)
    lines = (
        *result.text.split("\n"),
        *(_stop(result.text, stop) for stop in result.stops),
        *(f"  default used for {path}" for path in result.defaulted),
        *(f"  then: {described(step)}" for step in plan),
    )
    data: dict[str, object] = {
        "id": snippet.id,
        "text": result.text,
        "stops": [_stop_data(result.text, stop) for stop in result.stops],
        "holes": result.missing,
        "defaulted": result.defaulted,
        "steps": [plain(step) for step in plan],
    }
    return Report(lines, 0, data)


def _stop(text: str, stop: Stop) -> str:
    wanted = f" (must be {stop.check})" if stop.check else ""
    hole = " (must be filled in)" if stop.required else ""
    return f"  stop {stop.index}: {text[stop.start : stop.end]!r}{_choices(stop.choices)}{hole or wanted}"


def _choices(choices: tuple[str, ...]) -> str:
    return f", one of {', '.join(map(repr, choices))}" if choices else ""


def _stop_data(text: str, stop: Stop) -> dict[str, object]:
    return {
        "index": stop.index,
        "start": stop.start,
        "end": stop.end,
        "text": text[stop.start : stop.end],
        "required": stop.required,
        **fields(choices=stop.choices, path=stop.path, check=stop.check),
    }


def _asked(field: Field) -> dict[str, object]:
    return {"name": field.name, **fields(choices=field.choices, default=field.default, check=field.check)}
