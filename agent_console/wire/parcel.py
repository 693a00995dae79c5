"""A message as a client sends it: encoded, or refused on the spot for what no hub would take."""

from agent_console.texts import _
from agent_console.wire import codec
from agent_console.wire.error import FrameError
from agent_console.wire.frame import Frame, Say, Send
from agent_console.wire.limit import FRAME_BYTES, Objection, objection


def pack(message: Send | Say) -> str | Objection:
    """Return a message as a line, or why no hub would take it."""
    if trouble := objection(message.text, file=bool(message.file)):
        return trouble
    return fitted(message)


def fitted(frame: Frame) -> str | Objection:
    """Return a frame as a line, or why it must not leave: over a line too long a hub hangs up."""
    try:
        line = codec.encode(frame)
    except FrameError as error:
        return Objection("text", str(error))
    if len(line.encode()) > FRAME_BYTES:
        return Objection("too_long", _("too long, or too many special characters, to be sent at once"))
    return line
