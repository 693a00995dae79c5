"""Addresses of servers, and whether a secret may travel to them unencrypted."""

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit


def checked(url: str, encrypted: str, plain: str, insecure: bool) -> SplitResult:
    """Return the parts of an address; raise ValueError unless its scheme is `encrypted` or `plain`.

    `plain` is taken for this machine only, unless `insecure` is set: it would show the token and every
    customer's words to whoever is on the way.
    """
    parts = _split(url)
    if parts.scheme not in (encrypted, plain) or not parts.hostname:
        raise ValueError(f"must be an address such as {encrypted}://support.example.com (got '{url[:80]}')")
    if parts.username is not None or parts.password is not None:
        raise ValueError("must not hold a user or password; name the secret instead")
    if parts.scheme == plain and not insecure and not loopback(parts.hostname):
        raise ValueError(f"would travel unencrypted; use {encrypted}://, or set `insecure: true` knowingly")
    return parts


def loopback(host: str) -> bool:
    """Return whether a host is this machine by its very name or number."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise ValueError(f"is not an address: {error}") from None
    return parts
