"""Bodies as code editors have them: tab stops and an editor's variables, nothing of the customer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from agent_console.snippets.recipe import BodyError, Filling, Rendered
from agent_console.snippets.stop.syntax import Piece, StopError, Unfolding, parse


@dataclass(frozen=True, slots=True)
class EditorRecipe:
    """A body that is parsed."""

    pieces: tuple[Piece, ...]

    def render(self, filling: Filling) -> Rendered:
        """Fill the body in with the date and the time; raise BodyError when it is too long."""
        try:
            return Rendered(*Unfolding.of(self.pieces, variables(filling.now), final=True))
        except StopError as error:
            raise BodyError(str(error)) from None


def compiled(text: str) -> EditorRecipe:
    """Return a body ready to be rendered; raise StopError when it is too long."""
    pieces = parse(text)
    Unfolding.of(pieces)
    return EditorRecipe(pieces)


def variables(now: datetime) -> Mapping[str, str]:
    """Return the variables that have a value outside an editor."""
    return {
        "CURRENT_YEAR": f"{now:%Y}",
        "CURRENT_YEAR_SHORT": f"{now:%y}",
        "CURRENT_MONTH": f"{now:%m}",
        "CURRENT_DATE": f"{now:%d}",
        "CURRENT_HOUR": f"{now:%H}",
        "CURRENT_MINUTE": f"{now:%M}",
        "CURRENT_SECOND": f"{now:%S}",
        "CURRENT_SECONDS_UNIX": str(int(now.timestamp())),
    }
