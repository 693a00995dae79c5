"""What proves who the console is, and what must never be shown."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

import httpx

from agent_console.config import Auth, BasicAuth, MissingSecretError, Secret
from agent_console.connectors.failure import LookUpError
from agent_console.texts import _


@dataclass(frozen=True, slots=True)
class Credential:
    """The headers to send, the cookies of a session, and the secrets in them."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    cookies: httpx.Cookies | None = field(default=None, repr=False)
    """Those of a session; None where there is none, and the server's cookies are not kept."""
    posted: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Headers that only POSTs have."""

    def signed(self, request: httpx.Request, limit: float) -> httpx.Request:
        """Return a request with the proof, none of whose steps may take longer than so many seconds."""
        headers = request.headers.copy()
        headers.update(self.headers)
        if request.method == "POST":
            headers.update(self.posted)
        timeout = httpx.Timeout(max(limit, 0)).as_dict()
        content = request.content if request.method == "POST" else None
        copy = httpx.Request(
            request.method, request.url, headers=headers, content=content, extensions={"timeout": timeout}
        )
        if self.cookies is not None:
            self.cookies.set_cookie_header(copy)
        return copy

    def keep(self, response: httpx.Response) -> None:
        """Keep the cookies that a server sends to go on with the session."""
        if self.cookies is not None:
            self.cookies.extract_cookies(response)

    def redacted(self, text: str) -> str:
        """Return a text without the secrets, which servers sometimes repeat."""
        cookies = [cookie.value or "" for cookie in self.cookies.jar] if self.cookies is not None else []
        for secret in sorted(filter(None, (*self.secrets, *cookies)), key=len, reverse=True):
            for form in (secret, quote(secret, safe="")):
                text = text.replace(form, "…")
        return text


def credential(auth: Auth | None, environment: Mapping[str, str]) -> Credential:
    """Return what to send where nobody logs in; raise LookUpError when a secret is missing or unfit."""
    if auth is None:
        return Credential()
    if auth.bearer:
        token = _in_header(auth.bearer, environment)
        return Credential({"Authorization": f"{auth.scheme} {token}"}, (token,))
    if auth.header:
        key = _in_header(auth.header.value, environment)
        return Credential({auth.header.name: key}, (key,))
    return _basic(auth.basic, environment) if auth.basic else Credential()


def revealed(secret: Secret, environment: Mapping[str, str]) -> str:
    """Return a secret; raise LookUpError when it is not where the settings say."""
    try:
        return secret.reveal(environment)
    except MissingSecretError as error:
        raise LookUpError(str(error)) from error


def _basic(auth: BasicAuth, environment: Mapping[str, str]) -> Credential:
    password = revealed(auth.password, environment)
    pair = b64encode(f"{auth.user}:{password}".encode()).decode()
    return Credential({"Authorization": f"Basic {pair}"}, (pair, password))


def _in_header(secret: Secret, environment: Mapping[str, str]) -> str:
    text = revealed(secret, environment)
    if not (text.isascii() and text.isprintable()):
        raise LookUpError(_("the secret holds a character that no header can; look for a line break in it"))
    return text
