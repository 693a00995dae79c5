"""Missing values while a template renders, and the record of which values it used."""

from collections.abc import Mapping, Sequence
from typing import TextIO

from babel import Locale
from liquid import BoundTemplate, RenderContext, Token, Undefined, is_undefined
from liquid.undefined import UNDEFINED

from agent_console.snippets.context import empty, text_of
from agent_console.snippets.limit import Deadline
from agent_console.snippets.stop.mark import StopSpec, hole, lone_hole

CLOCK = frozenset({"now", "today"})
"""Values that change by themselves; having used them makes no reply out of date."""


class Hole(Undefined):
    """A value that is not there: false in a condition, an empty list in a loop, a mark in the text."""

    __slots__ = ("number", "path")

    def __init__(self, path: str, number: int, token: Token | None) -> None:
        super().__init__(path, token=token)
        self.path = path
        self.number = number

    def __str__(self) -> str:
        """Return the mark that becomes a stop which must be filled before sending."""
        return hole(self.number)


class Recording(RenderContext):
    """A render context that remembers which values it gave, and gives holes for those it has not."""

    def __init__(
        self,
        template: BoundTemplate,
        names: Mapping[str, object],
        locale: Locale,
        deadline: Deadline,
        variables: Mapping[str, object],
        holes: Sequence[str],
    ) -> None:
        super().__init__(template, globals=template.make_globals(names))
        # Variables are the reply's own: they count neither as used values nor as missing ones.
        self.locals.update(variables)
        self.locale = locale
        self.deadline = deadline
        self.holes = list(holes)
        """The missing paths that were asked for; a hole's number is its place here."""
        self.used: dict[str, str] = {}
        self.defaulted: list[str] = []
        self.page: TextIO | None = None
        """Where defaults are marked as such; not in what is captured, because that may be compared."""
        self.places: list[StopSpec] = []
        """Those of the stops that the template declares, and those of the defaults behind them."""

    def default_mark(self) -> int:
        """Return the number of a new mark around the default that was used last."""
        self.places.append(StopSpec(1, path=self.defaulted[-1], defaulted=True))
        return len(self.places) - 1

    @staticmethod
    def of(context: RenderContext) -> "Recording":
        """Return the context that a filter was handed as what it is."""
        if not isinstance(context, Recording):
            raise TypeError("templates are rendered with a Recording")
        return context

    def get(self, path: list[object], *, token: Token | None, default: object = UNDEFINED) -> object:
        """Return the value at a path, or a hole; raise BodyError when the time is over."""
        self.deadline.check()
        value = super().get(path, token=token, default=default)
        ours = path[0] in self.globals and path[0] not in self.locals
        if isinstance(value, str) and (number := lone_hole(value)) is not None:
            return Hole(self.holes[number], number, token)
        if is_undefined(value) or (ours and empty(value)):
            return self._missing(".".join(map(str, path)), token)
        if ours and path[0] not in CLOCK and not isinstance(value, (Mapping, list)):
            self.used[".".join(map(str, path))] = text_of(value)
        return value

    def _missing(self, path: str, token: Token | None) -> Hole:
        if path not in self.holes:
            self.holes.append(path)
        return Hole(path, self.holes.index(path), token)
