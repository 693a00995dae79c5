"""Matches of espanso's dialect: quickly read where they are of the usual shape, which nearly all are."""

from collections.abc import Mapping

from agent_console.snippets.source import quick
from agent_console.snippets.source.schema import Head, PlainHead, PlainMatch, bodies_of
from agent_console.yaml_source import IrregularError


def keys(written: object) -> Mapping[str, object]:
    """Return a match as plain values; raise IrregularError or ValidationError for one that is not sound."""
    if not isinstance(written, dict):
        raise IrregularError
    if written.keys() <= _READERS.keys() and "replace" in written:
        return {key: _READERS[key](value) for key, value in written.items()}
    return _other(written)


def head(written: PlainHead) -> Head:
    """Return what a file says of all its matches, in the shape that both dialects share."""
    return Head.model_construct(**{name: getattr(written, name) for name in written.model_fields_set})


def known(written: Mapping[str, object]) -> dict[str, object]:
    """Return what counts of a match: espanso passes over unknown keys, and keys without a value."""
    return {
        key: value for key, value in written.items() if value is not None and key in PlainMatch.model_fields
    }


def _other(written: dict[str, object]) -> Mapping[str, object]:
    match = PlainMatch.model_validate(known(written))
    if not bodies_of(match):
        raise IrregularError
    return match.model_dump(exclude_unset=True)


_READERS: Mapping[str, quick.Read] = {
    **dict.fromkeys(("trigger", "replace", "label", "uppercase_style"), quick.anything),
    **dict.fromkeys(("triggers", "search_terms"), quick.listed),
    **dict.fromkeys(("word", "left_word", "right_word", "propagate_case"), quick.flag),
}
"""The keys of nearly all matches that there are; others, and keys without a value, are left to the schema."""
