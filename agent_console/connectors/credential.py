"""What proves who the console is, and what must never be shown."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field

from agent_console.config import Auth, BasicAuth, MissingSecretError, Secret
from agent_console.connectors.failure import LookUpError


@dataclass(frozen=True, slots=True)
class Credential:
    """The headers to send, and the secrets in them."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def redacted(self, text: str) -> str:
        """Return a text without the secrets, which servers sometimes repeat."""
        for secret in self.secrets:
            text = text.replace(secret, "…")
        return text


def credential(auth: Auth | None, environment: Mapping[str, str]) -> Credential:
    """Return what to send; raise LookUpError when a secret is missing or cannot be in a header."""
    if auth is None:
        return Credential()
    if auth.bearer:
        token = _in_header(auth.bearer, environment)
        return Credential({"Authorization": f"Bearer {token}"}, (token,))
    if auth.header:
        key = _in_header(auth.header.value, environment)
        return Credential({auth.header.name: key}, (key,))
    return _basic(auth.basic, environment) if auth.basic else Credential()


def _basic(auth: BasicAuth, environment: Mapping[str, str]) -> Credential:
    password = _revealed(auth.password, environment)
    pair = b64encode(f"{auth.user}:{password}".encode()).decode()
    return Credential({"Authorization": f"Basic {pair}"}, (pair, password))


def _in_header(secret: Secret, environment: Mapping[str, str]) -> str:
    text = _revealed(secret, environment)
    if not (text.isascii() and text.isprintable()):
        raise LookUpError("the secret holds a character that no header can; look for a line break in it")
    return text


def _revealed(secret: Secret, environment: Mapping[str, str]) -> str:
    try:
        return secret.reveal(environment)
    except MissingSecretError as error:
        raise LookUpError(str(error)) from error
