"""What a match reaches outside the program, and whether the user's config lets it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from agent_console.domain.outside import Reach
from agent_console.snippets.source.schema import Localized, Match, Variable, bodies_of
from agent_console.texts import N_, _

NAMED = re.compile(r"\{\{\s*(\w+)")
"""Whatever may be a reference; naming too much only asks for a permission too many."""
NOT_TEXT = {
    # Translators: these follow the id of a canned reply.
    "html": N_("is `html`, which cannot be sent as a chat message; write `replace` or `template`"),
    "image_path": N_("is an image, which cannot be inserted into a chat message"),
}
"""Kinds of body that a chat cannot show."""


def refused(match: Match, global_vars: Sequence[Variable], allowed: frozenset[Reach]) -> str:
    """Return why a match may not be used; "" when what it reaches is allowed."""
    reaches = {variable.type for variable in reached(match, global_vars)} & set(Reach)
    for one in sorted(reaches - allowed):
        # Translators: follows the id of a canned reply.
        return _(
            "uses `{kind}`, which reaches out of the program and is off; "
            "`allow: [{kind}]` for its folder under `snippets.folders` in your config turns it on"
        ).format(kind=one)
    return ""


def reached(match: Match, global_vars: Sequence[Variable]) -> tuple[Variable, ...]:
    """Return the variables that a match has, and the shared ones that it comes to by naming them."""
    shared = {variable.name: variable for variable in global_vars}
    found: list[Variable] = list(match.vars)
    names = list(_named([match.model_dump(include={"vars"}), _texts(match)]))
    names += [name for variable in match.vars for name in (variable.name, *variable.depends_on)]
    while names:
        if (variable := shared.pop(names.pop(), None)) is not None:
            found.append(variable)
            names += [*_named(variable.params), *variable.depends_on]
    return tuple(found)


def _texts(match: Match) -> list[str]:
    parts: tuple[Match | Localized, ...] = (match, *match.locales.values())
    return [text for part in parts for _kind, text in bodies_of(part)]


def _named(value: object) -> Iterator[str]:
    match value:
        case str():
            yield from NAMED.findall(value)
        case Mapping():
            for inner in value.values():
                yield from _named(inner)
        case list() | tuple():
            for inner in value:
                yield from _named(inner)
