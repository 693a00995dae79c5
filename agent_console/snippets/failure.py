"""Why a body cannot be filled in: it is wrong, or something must be known first."""

from collections.abc import Sequence
from typing import Final

from agent_console.domain.outside import Reach, Request
from agent_console.snippets.field import Field
from agent_console.texts import N_, _

_NEEDS: Final = {
    # Translators: follows the id of a canned reply.
    Reach.CLIPBOARD: N_("needs an answer from the clipboard"),
    Reach.SHELL: N_("needs an answer from the shell"),
    Reach.SCRIPT: N_("needs an answer from the script"),
    Reach.HTTP: N_("needs an answer from the http"),
}


class BodyError(Exception):
    """A body that cannot be compiled or rendered; the message is for whoever wrote it."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset
        """Where in the body's text, in characters."""


class WantedError(Exception):
    """A value must come from outside first; with it, the body is filled in from the start."""

    def __init__(self, request: Request) -> None:
        super().__init__(_(_NEEDS[request.reach]))
        self.request = request


class UnfilledError(Exception):
    """The agent must answer first, because something else is made of the answers."""

    def __init__(self, fields: Sequence[Field]) -> None:
        names = ", ".join(field.name for field in fields)
        # Translators: follows the id of a canned reply.
        super().__init__(_("asks for {names} first").format(names=names))
        self.fields = tuple(fields)
