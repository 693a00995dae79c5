"""Values that a web address answers with, such as the state of a parcel."""

import re
from urllib.parse import quote

from agent_console.domain.outside import Reach, Request
from agent_console.snippets.failure import BodyError
from agent_console.snippets.variable.outside import answered
from agent_console.snippets.variable.reference import REFERENCE
from agent_console.snippets.variable.scope import Params, Scope, text

_START = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(?=[/?#]|$)")
"""Scheme, host and port; nothing of them may be a value."""


def http(scope: Scope, params: Params) -> str:
    """Return what `url` answers, at the JMESPath `path` when it is JSON; an empty answer is a missing value.

    Every value in the address is percent-escaped, so that it can neither leave its place in the address
    nor choose the host.
    """
    written = params.get("url")
    if not isinstance(written, str) or not _START.match(written):
        raise BodyError("an `http` variable needs a `url` such as https://example.com/{{order.number}}")
    url = scope.canvas.settled(scope.filled(written, lambda value: _escaped(scope, value)))
    path = text(scope, params, "path")
    if REFERENCE.search(path):
        raise BodyError(
            "the `path` of an `http` variable is not made of values, which could be paths themselves"
        )
    request = Request(Reach.HTTP, url, options=(("path", scope.canvas.plain(path)),) if path else ())
    answer = answered(scope, request).strip()
    return answer or scope.canvas.hole(scope.name)


def _escaped(scope: Scope, value: str) -> str:
    plain = scope.canvas.plain(scope.canvas.settled(value))
    if not plain.strip("."):
        raise BodyError("an `http` variable cannot put dots alone into an address")
    return quote(plain, safe="", errors="replace")
