"""A canned response as it goes into the draft, or why it does not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from agent_console.domain.draft import Insertion
from agent_console.domain.outside import Request
from agent_console.domain.stop import Stop
from agent_console.snippets.field import Field
from agent_console.snippets.recipe import Rendered
from agent_console.snippets.stop.mark import Disguise, place
from agent_console.texts import _


@dataclass(frozen=True, slots=True)
class Expansion:
    """A reply filled in."""

    snippet: str
    """The snippet's id."""
    version: str
    """A digest of the snippet as it was written; changes when its text does."""
    text: str
    stops: tuple[Stop, ...]
    """In tab order; a missing value is a required one with its path."""
    values: tuple[tuple[str, str], ...]
    """The paths that were used, with the values they had."""
    defaulted: tuple[str, ...] = ()
    """The missing paths for which a default stands in the text."""
    fields: tuple[Field, ...] = ()
    """The fields of forms that stand in the text as stops; answered beforehand they are text."""
    defaults: tuple[Stop, ...] = ()
    """Where the defaults stand, except those in a text that variables are part of."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The paths without a value that stand as holes in the text, in its order."""
        return tuple(dict.fromkeys(stop.path for stop in self.stops if stop.required and stop.path))

    @property
    def insertion(self) -> Insertion:
        """What the draft remembers of it."""
        return Insertion(self.snippet, self.values, version=self.version, defaults=self.defaulted)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a snippet cannot be inserted here and now."""

    reason: str
    """One line for a person."""
    missing: tuple[str, ...] = ()
    """The required paths that have no value."""
    locales: tuple[str, ...] = ()
    """The languages to choose from, when there is no text in the customer's own."""
    request: Request | None = None
    """What must be answered from outside before the snippet can be filled in; then it is tried again."""
    fields: tuple[Field, ...] = ()
    """What the agent must answer before the snippet can be filled in; then it is tried again."""


def finished(
    snippet: str, version: str, rendered: Rendered, disguise: Disguise, required: Iterable[str]
) -> Expansion | Trouble:
    """Return the text with its stops in place; Trouble when a required path is missing and has no hole."""
    text, stops = place(rendered.marked, rendered.specs, rendered.holes)
    values = tuple((path, disguise.take_off(value)) for path, value in rendered.used)
    expansion = Expansion(
        snippet,
        version,
        disguise.take_off(text),
        tuple(_plain(stop, disguise) for stop in stops if not stop.defaulted),
        values,
        rendered.defaulted,
        tuple(field.through(disguise.take_off) for field in rendered.fields),
        tuple(stop for stop in stops if stop.defaulted),
    )
    missing = tuple(dict.fromkeys((*expansion.missing, *required)))
    if set(missing) - set(expansion.missing):
        reason = _("needs {paths}, which is not known here").format(paths=", ".join(missing))
        return Trouble(reason, missing)
    return expansion


def _plain(stop: Stop, disguise: Disguise) -> Stop:
    return replace(stop, choices=tuple(map(disguise.take_off, stop.choices)))
