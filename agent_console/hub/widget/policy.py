"""What a browser may do with the widget's pages: the headers of each answer."""

import re
from collections.abc import Sequence

from websockets.datastructures import Headers

HOST = re.compile(r"[A-Za-z0-9.\-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")


def headers(kind: str, size: int) -> Headers:
    """Return the headers that every answer has."""
    return Headers(
        {
            "Content-Type": kind,
            "Content-Length": str(size),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Connection": "close",
        }
    )


def frame_policy(host: str, origins: Sequence[str]) -> str:
    """Return the content security policy of the widget's frame.

    `host` is what the browser calls the hub; `origins` are the pages that may show the frame, beside the
    hub's own page for trying it.
    """
    sources = f"'self' ws://{host} wss://{host}" if HOST.fullmatch(host) else "'self'"
    ancestors = " ".join(("'self'", *origins))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"connect-src {sources}; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {ancestors}"
    )


TRIAL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""Of the hub's own page for trying the widget."""
