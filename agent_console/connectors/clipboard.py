"""What the agent has copied, asked of the program that this system has for it."""

import shutil
import sys
from collections.abc import Iterator, Mapping

from agent_console.connectors import process
from agent_console.ports import AnswerError
from agent_console.texts import _

MAC = ("pbpaste",)
WAYLAND = ("wl-paste", "--no-newline", "--type", "text")
X11 = (("xclip", "-selection", "clipboard", "-out"), ("xsel", "--clipboard", "--output"))


async def read(environment: Mapping[str, str]) -> str:
    """Return the text on the clipboard; raise AnswerError when there is none, or no way to it."""
    known = list(_commands(environment))
    for name, *arguments in known:
        if program := shutil.which(name, path=environment.get("PATH")):
            return await process.output((program, *arguments))
    if not known:
        raise AnswerError(_("the clipboard cannot be read: there is no graphical session"))
    raise AnswerError(_("the clipboard cannot be read: install {program}").format(program=known[0][0]))


def _commands(environment: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield the programs that can read this session's clipboard, the best first."""
    if sys.platform == "darwin":
        yield MAC
    if environment.get("WAYLAND_DISPLAY"):
        yield WAYLAND
    if environment.get("DISPLAY"):
        yield from X11
