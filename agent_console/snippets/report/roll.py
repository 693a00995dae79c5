"""What `agent-console snippets list` says: one line for each snippet."""

from collections.abc import Iterable, Mapping, Sequence

from agent_console.domain.usage import Usage
from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.report.answer import Report, fields
from agent_console.snippets.snippet import Snippet
from agent_console.yaml_source import Problem

GAP = "  "
UNUSED: Mapping[str, Usage] = {}
WIDEST = 28
"""Characters of a column at most; a longer text pushes the rest of its line aside."""


def listing(
    files: Iterable[SnippetFile], unread: Iterable[Problem] = (), usage: Mapping[str, Usage] = UNUSED
) -> Report:
    """List every snippet: triggers, layer, when it fires, use, label, languages, and why it is off if it is.

    `usage` is by the snippets' ids; what is wrong in the files is only named, and makes the exit code 1.
    """
    book, problems = Book.load(files)
    rows = [_row(snippet, usage.get(snippet.id)) for snippet in book.snippets]
    wrong = [problem.summary for problem in (*unread, *problems)]
    data = {
        "snippets": [_data(snippet, usage.get(snippet.id)) for snippet in book.snippets],
        "problems": wrong,
    }
    return Report((*_aligned(rows), *wrong), int(bool(wrong)), data)


def _row(snippet: Snippet, usage: Usage | None) -> tuple[str, ...]:
    triggers = (*(trigger.text for trigger in snippet.triggers), *filter(None, [snippet.regex]))
    used = f"{usage.count}x, {usage.last:%Y-%m-%d}" if usage else ""
    return (snippet.id, " ".join(triggers), snippet.layer.value, snippet.expand, used, _about(snippet))


def _about(snippet: Snippet) -> str:
    parts = (
        snippet.label,
        f"[{', '.join(snippet.languages)}]" if len(snippet.languages) > 1 else "",
        f"(key {snippet.shortcut})" if snippet.shortcut else "",
        f"(in place of {', '.join(snippet.shadows)})" if snippet.shadows else "",
        f"(off: it {snippet.disabled})" if snippet.disabled else "",
    )
    return " ".join(filter(None, parts))


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the rows in columns; a column without a text takes no room."""
    widths = [min(WIDEST, max(map(len, column))) for column in zip(*rows, strict=True)]
    return [
        GAP.join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True) if width).rstrip()
        for row in rows
    ]


def _data(snippet: Snippet, usage: Usage | None) -> dict[str, object]:
    return {
        "id": snippet.id,
        "file": snippet.file,
        "line": snippet.line,
        "layer": snippet.layer.value,
        "triggers": [trigger.text for trigger in snippet.triggers],
        "expand": snippet.expand,
        "label": snippet.label,
        **fields(
            regex=snippet.regex,
            description=snippet.description,
            tags=snippet.tags,
            shortcut=snippet.shortcut,
            languages=tuple(filter(None, snippet.languages)),
            shadows=snippet.shadows,
            disabled=snippet.disabled,
            uses=usage and usage.count,
            last_used=usage and usage.last.isoformat(),
        ),
    }
