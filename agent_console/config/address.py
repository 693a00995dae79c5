"""Addresses of servers, and whether a secret may travel to them unencrypted."""

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

PORTS = {"http": 80, "https": 443}
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)


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


def plainly_written(host: str) -> None:
    """Raise ValueError for a host that programs may read in two ways.

    Those are numbers in forms other than the usual one (`127.1`, `0x7f.1`, `2130706433`), names with a dot
    behind them, and names in other letters, of which some only look like those of a known name.
    """
    if not host.isascii():
        raise ValueError(
            "has a host that is not in ASCII; write its xn-- name, which nothing else looks like"
        )
    if host.endswith("."):
        raise ValueError("has a dot behind its host; leave that out")
    if not _literal(host) and NUMBER.fullmatch(host.rsplit(".", 1)[-1]):
        raise ValueError("has a number as its host in an unusual form; write it like 192.0.2.1")


def origin(url: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port of an address, which together name one server."""
    parts = _split(url)
    return parts.scheme, parts.hostname or "", parts.port or PORTS.get(parts.scheme)


def _literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _split(url: str) -> SplitResult:
    if not url.isprintable():
        raise ValueError(f"holds a character that cannot be seen (got {url[:80]!r})")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise ValueError(f"is not an address: {error}") from None
    return parts
