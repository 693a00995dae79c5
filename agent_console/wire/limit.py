"""How large things may be on the wire, and what a person reads when they are larger."""

TEXT_BYTES = 16 * 1024
"""The longest message text, in bytes of UTF-8."""
FRAME_BYTES = 64 * 1024
"""The longest frame that a hub reads; a longer one ends the connection with close code 1009."""
PAGE_BYTES = 256 * 1024
"""About how much history a hub puts into one frame."""
CLIENT_FRAME_BYTES = 2 * 1024 * 1024
"""The longest frame that a client reads; above any page of history."""


def text_trouble(text: str) -> str:
    """Return why a text cannot be a message, as one line for a person; empty when it can."""
    if not text.strip():
        return "the message is empty"
    size = len(text.encode(errors="surrogatepass"))
    if size > TEXT_BYTES:
        return f"the message is too long: {size:,} bytes; at most {TEXT_BYTES:,} can be sent at once"
    return ""
