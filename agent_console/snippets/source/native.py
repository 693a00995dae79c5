"""Matches of the dialect `support/1`: the usual keys are read quickly, the others by the schema."""

from collections.abc import Mapping

from agent_console.snippets.source import quick
from agent_console.snippets.source.schema import (
    BODIES,
    IDENTIFIER,
    BoundaryName,
    Expand,
    Fallback,
    Match,
    Scope,
)
from agent_console.snippets.trigger.casing import Style
from agent_console.yaml_source import IrregularError

_READERS: Mapping[str, quick.Read] = {
    "id": quick.matching(IDENTIFIER),
    **dict.fromkeys(("trigger", "template", "snippet", "when"), quick.text),
    **dict.fromkeys(("replace", "label", "description", "shortcut"), quick.anything),
    **dict.fromkeys(("triggers", "tags", "search_terms", "requires"), quick.texts),
    **dict.fromkeys(("word", "left_word", "right_word", "propagate_case"), quick.flag),
    "locales": quick.locales,
    "scope": quick.mapping(dict.fromkeys(Scope.model_fields, quick.texts)),
    "expand": quick.one_of(Expand),
    "boundary": quick.one_of(BoundaryName),
    "locale_fallback": quick.one_of(Fallback),
    "uppercase_style": quick.one_of(Style),
}
_BODIES = frozenset(BODIES)


def keys(written: object) -> Mapping[str, object]:
    """Return a match as plain values; raise ValidationError for one that is not sound."""
    try:
        return _usual(written)
    except IrregularError:
        return Match.model_validate(written).model_dump(exclude_unset=True)


def _usual(written: object) -> dict[str, object]:
    if not isinstance(written, dict) or len(written.keys() & _BODIES) != 1:
        raise IrregularError
    values = {key: _READERS[key](value) for key, value in written.items() if key in _READERS}
    if len(values) < len(written):
        rest = {key: value for key, value in written.items() if key not in values}
        values |= _by_schema(rest)
    return values


def _by_schema(rest: Mapping[str, object]) -> dict[str, object]:
    """Return the other keys; what they ask for besides is a body."""
    body = {} if rest.keys() & _BODIES else {"replace": ""}
    checked = Match.model_validate({**body, **rest}).model_dump(exclude_unset=True)
    return {key: value for key, value in checked.items() if key in rest}
