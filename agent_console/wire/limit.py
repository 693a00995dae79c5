"""How large things may be on the wire, and what a person reads when they are larger."""

from dataclasses import dataclass

from agent_console.texts import _

TEXT_BYTES = 16 * 1024
"""The longest message text, in bytes of UTF-8."""
CLIENT_ID_CHARACTERS = 100
"""The longest id that a client may give its message: it goes out with the message, in pages of many."""
FRAME_BYTES = 64 * 1024
"""The longest frame that a hub reads; a longer one ends the connection with close code 1009."""
PAGE_BYTES = 256 * 1024
"""About how much history a hub puts into one frame."""
CHUNK_BYTES = 32 * 1024
"""The most of a file that one frame carries; as base64 it stays below `FRAME_BYTES`."""
CLIENT_FRAME_BYTES = 2 * 1024 * 1024
"""The longest frame that a client reads; above any page of history."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a text cannot be a message."""

    code: str
    reason: str
    """One line for a person."""


def objection(text: str, *, file: bool = False) -> Objection | None:
    """Return why no hub takes a text as a message; None when hubs do. With a file it may be empty."""
    if not text.strip() and not file:
        return Objection("empty", _("the message is empty"))
    size = len(text.encode(errors="surrogatepass"))
    if size > TEXT_BYTES:
        reason = _("the message is too long: {size} bytes; at most {most} can be sent at once")
        return Objection("too_long", reason.format(size=f"{size:,}", most=f"{TEXT_BYTES:,}"))
    return None


def misnamed(client_id: str) -> Objection | None:
    """Return why a client cannot give its message that id; None when it can.

    An id with an `@` is a mail's own: whoever could give it to a message would be taken for that mail's
    sender, and the mail for a repetition.
    """
    if len(client_id) <= CLIENT_ID_CHARACTERS and "@" not in client_id:
        return None
    return Objection("bad_id", f"a message's id has at most {CLIENT_ID_CHARACTERS} characters, and no @")
