"""Which web pages may open a socket at the hub."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from websockets.datastructures import MultipleValuesError
from websockets.http11 import Request


def permitted(request: Request, origins: Sequence[str]) -> bool:
    """Whether a request may open a socket.

    A program sends no Origin; a web page always does. It must be one of `origins`, or the hub's own:
    the widget's frame comes from the very host that it connects to.
    """
    try:
        origin, host = request.headers.get("Origin"), request.headers.get("Host", "")
    except MultipleValuesError:
        return False
    if origin is None or origin in origins:
        return True
    try:
        own = urlsplit(origin)
    except ValueError:
        return False
    return own.scheme in {"http", "https"} and bool(host) and origin == f"{own.scheme}://{host}"
