"""Code editors' snippets: JSON with comments, `prefix`, `body` and `description` under each name."""

from collections.abc import Iterator, Sequence

from agent_console.snippets.importer.collection import Collection
from agent_console.snippets.importer.jsonc import Item, items, mapping, text_of, texts_of
from agent_console.snippets.importer.literal import tidy
from agent_console.snippets.importer.remark import Remark, changed, undecided
from agent_console.snippets.importer.reply import Reply
from agent_console.snippets.stop import syntax
from agent_console.yaml_source import Source

CLOCK = "CURRENT_"
"""What the names of the variables begin with that have a value outside an editor."""


def read(source: Source) -> Collection:
    """Return the replies of a snippet file; raise SourceError when it is not JSON."""
    return Collection.of(items(source), _reply)


def _reply(item: Item) -> Reply:
    fields = mapping(item.value)
    body = tidy(text_of(fields.get("body")))
    description = " ".join(texts_of(fields.get("description")))
    return Reply(
        name=item.key,
        line=item.line,
        body=body,
        kind="snippet",
        triggers=texts_of(fields.get("prefix")),
        label=description or item.key,
        remarks=(*_variables(body), *_scope(fields.get("scope"))),
    )


def _scope(scope: object) -> tuple[Remark, ...]:
    return (changed(f"it is offered everywhere, not only in {scope}"),) if scope else ()


def _variables(body: str) -> Iterator[Remark]:
    for name in dict.fromkeys(_named(syntax.parse(body))):
        if not name.startswith(CLOCK):
            message = f"`${name}` has a value in a code editor only; here its default stands, or nothing"
            yield undecided(message)


def _named(pieces: Sequence[syntax.Piece]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, syntax.Variable):
            yield piece.name
        if not isinstance(piece, str):
            yield from _named(piece.children)
