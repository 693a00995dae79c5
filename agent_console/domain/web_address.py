"""The parts of a web address as browsers see them, which is not always as people read them.

Follows the WHATWG URL standard in what decides where an address leads: a backslash is a slash, the site
stands behind the last `@`, is percent-decoded, and may be one number in several notations.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

_PARTS: Final = re.compile(
    r"(?P<scheme>[a-z]+):[/\\]*(?P<authority>[^/\\?#]*)(?P<rest>.*)", re.DOTALL | re.IGNORECASE
)
_SAFE: Final = "%/:?#[]@!$&'()*+,;=~-._"
_NUMBER: Final = re.compile(r"0x[0-9a-f]*|\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An http or https address in parts."""

    scheme: str
    """In lower case."""
    user: str
    """What stands before the site and is no part of it; raw."""
    host: str
    """The site, percent-decoded, as it was written otherwise; an IPv6 address in brackets."""
    port: str
    rest: str
    """Path, query and fragment; raw."""

    @classmethod
    def split(cls, address: str) -> "WebAddress | None":
        """Return the parts of an address; None where a browser would not take it for one."""
        match = _PARTS.fullmatch(address)
        if match is None or match["scheme"].lower() not in ("http", "https"):
            return None
        user, _, place = match["authority"].rpartition("@")
        host, colon, port = place.rpartition(":")
        if not colon or place.endswith("]"):
            host, port = place, ""
        if not host or not (port.isascii() and (port.isdecimal() or not port)):
            return None
        return cls(match["scheme"].lower(), user, unquote(host), port, match["rest"])

    def to(self, host: str) -> str:
        """Return the whole address in ASCII, with the site as it is asked for."""
        user = f"{quote(self.user, _SAFE.replace('@', ''))}@" if self.user else ""
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme}://{user}{host}{port}{quote(self.rest.replace(chr(92), '/'), _SAFE)}"


def number_of(host: str) -> str:
    """Return the IPv4 address that a site's name stands for, in the usual notation; empty for a real name.

    Raises ValueError where it is a number, but of no address.
    """
    labels = host.removesuffix(".").split(".")
    if not _NUMBER.fullmatch(labels[-1]):
        return ""
    *first, last = [_value(label) for label in labels]
    if len(first) > 3 or any(value > 255 for value in first) or last >= 256 ** (4 - len(first)):
        raise ValueError(host)
    whole = sum(value << (8 * (3 - place)) for place, value in enumerate(first)) + last
    return ".".join(str(whole >> shift & 255) for shift in (24, 16, 8, 0))


def _value(label: str) -> int:
    """Return the number that a label is; raises ValueError where it is none."""
    if label[:2].lower() == "0x":
        return int(label[2:] or "0", 16)
    if not (label.isascii() and label.isdecimal()):
        raise ValueError(label)
    return int(label, 8 if label.startswith("0") and label != "0" else 10)
