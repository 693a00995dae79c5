"""The widget's pages at the hub's own port."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

from websockets.datastructures import MultipleValuesError
from websockets.http11 import Request, Response

from agent_console.config.widget import WidgetSettings
from agent_console.hub.premises import Page
from agent_console.hub.widget import policy
from agent_console.hub.widget.description import Capabilities, description

STATIC = Path(__file__).with_name("static")
KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
}
FOLDER = "/widget/"
LOADER, FRAME, TRIAL, DESCRIPTION = "/widget.js", FOLDER, "/try", f"{FOLDER}config.json"
ELSEWHERE = {"loader.js": LOADER, "frame.html": FRAME, "try.html": TRIAL}
"""Files whose address is not their name."""

Now = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it is served."""

    kind: str
    body: bytes
    tag: str


def widget_page(
    settings: WidgetSettings, capabilities: Capabilities, origins: Sequence[str], now: Now = _now
) -> Page:
    """Return the widget's pages: its loader, its frame with all that belongs to it, and one for trying it.

    `origins` are the web pages that may show it. Files are read once, here.
    """
    files = dict(_files())

    def page(request: Request) -> Response | None:
        path = request.path.partition("?")[0]
        if path == DESCRIPTION:
            return _described(description(settings, capabilities, now()))
        if path in files:
            return _served(path, files, request, origins)
        return _absent() if path.startswith(FOLDER) else None

    return page


def _files() -> Iterator[tuple[str, _File]]:
    """Yield each file with its address."""
    for path in STATIC.rglob("*.*"):
        name, body = path.relative_to(STATIC).as_posix(), path.read_bytes()
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        yield ELSEWHERE.get(name, FOLDER + name), _File(KINDS[path.suffix], body, tag)


def _served(path: str, files: Mapping[str, _File], request: Request, origins: Sequence[str]) -> Response:
    """Return a file, or that the browser's copy is still good; a copy is never used without asking."""
    file = files[path]
    known = _header(request, "If-None-Match") == file.tag
    body = b"" if known else file.body
    headers = policy.headers(file.kind, len(file.body))
    headers["Cache-Control"] = "no-cache"
    headers["ETag"] = file.tag
    if path == FRAME:
        headers["Content-Security-Policy"] = policy.frame_policy(_header(request, "Host"), origins)
    elif path == TRIAL:
        headers["Content-Security-Policy"] = policy.TRIAL_POLICY
    else:
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if path == LOADER else "same-origin"
    status = HTTPStatus.NOT_MODIFIED if known else HTTPStatus.OK
    return Response(status, status.phrase, headers, body)


def _described(body: bytes) -> Response:
    headers = policy.headers(KINDS[".json"], len(body))
    headers["Cache-Control"] = "no-store"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return Response(HTTPStatus.OK, HTTPStatus.OK.phrase, headers, body)


def _absent() -> Response:
    body = b"there is no such page\n"
    return Response(
        HTTPStatus.NOT_FOUND, HTTPStatus.NOT_FOUND.phrase, policy.headers("text/plain", len(body)), body
    )


def _header(request: Request, name: str) -> str:
    """Return a header that may be there once."""
    try:
        return request.headers.get(name, "")
    except MultipleValuesError:
        return ""
