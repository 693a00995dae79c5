"""Signatures as Standard Webhooks says, so that receivers can use the libraries of that standard."""

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    """Return a secret for one receiver."""
    return f"{PREFIX}{b64encode(secrets.token_bytes(SECRET_BYTES)).decode()}"


def headers(secret: str, event: str, seconds: int, body: bytes) -> Mapping[str, str]:
    """Return the headers that prove where an event comes from, and when it was sent (seconds since 1970)."""
    key = b64decode(secret.removeprefix(PREFIX))
    signed = b".".join((event.encode(), str(seconds).encode(), body))
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return {
        "Webhook-Id": event,
        "Webhook-Timestamp": str(seconds),
        "Webhook-Signature": f"v1,{b64encode(digest).decode()}",
    }
