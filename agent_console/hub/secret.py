"""Tokens and secrets: made here, kept as hashes only."""

import hashlib
import secrets


def new_token() -> str:
    """Return 256 random bits as text."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> bytes:
    """Return what is stored of a token; with 256 random bits a plain hash cannot be searched."""
    return hashlib.sha256(token.encode()).digest()
