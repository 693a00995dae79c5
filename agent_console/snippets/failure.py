"""Why a body cannot be filled in: it is wrong, or something must be known first."""

from collections.abc import Sequence

from agent_console.domain.outside import Request
from agent_console.snippets.field import Field


class BodyError(Exception):
    """A body that cannot be compiled or rendered; the message is for whoever wrote it."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset
        """Where in the body's text, in characters."""


class WantedError(Exception):
    """A value must come from outside first; with it, the body is filled in from the start."""

    def __init__(self, request: Request) -> None:
        super().__init__(f"needs an answer from the {request.reach.value}")
        self.request = request


class UnfilledError(Exception):
    """The agent must answer first, because something else is made of the answers."""

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__(f"asks for {', '.join(field.name for field in fields)} first")
        self.fields = tuple(fields)
