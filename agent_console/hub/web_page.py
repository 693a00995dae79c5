"""What the hub keeps of a web page: an address without secrets, a title without control characters."""

import re
from urllib.parse import SplitResult, unquote_plus, urlsplit

LONGEST_ADDRESS = 2000
LONGEST_TITLE = 200
"""Characters of what is kept."""

SCHEMES = ("http", "https", "")
_SECRET_STEMS = ("token", "session", "sessid", "secret", "passw", "signature", "apikey", "credential", "jwt")
_SECRET_WORDS = frozenset({"auth", "code", "hash", "key", "oauth", "otp", "pass", "pin", "pwd", "sid", "sig"})
"""Parameters with one of these stems or words in their name open doors to whoever reads them."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def address(text: str) -> str:
    """Return a web page's address without user and password, fragment, and parameters that are secrets.

    What is no address of a web page is empty; a path alone is one.
    """
    try:
        parts = urlsplit(_UNSHOWN.sub("", text.strip()))
    except ValueError:
        return ""
    if parts.scheme not in SCHEMES or (parts.scheme and not parts.netloc):
        return ""
    return _public(parts)[:LONGEST_ADDRESS]


def title(text: str) -> str:
    """Return a page's title on one line."""
    return " ".join(_UNSHOWN.sub(" ", text).split())[:LONGEST_TITLE]


def _public(parts: SplitResult) -> str:
    host = parts.netloc.rpartition("@")[2]
    path = "/".join(_kept(segment, ";") for segment in parts.path.split("/"))
    return SplitResult(parts.scheme, host, path, _kept(parts.query, "&"), "").geturl()


def _kept(text: str, separator: str) -> str:
    """Return parameters as they stand, but for secrets; a path's stand behind its segments."""
    return separator.join(part for part in text.split(separator) if not _secret(part))


def _secret(parameter: str) -> bool:
    name, _equals, value = parameter.partition("=")
    plain = unquote_plus(name)
    words = {word.lower() for word in _WORD.findall(plain)}
    return bool(value) and (
        not words.isdisjoint(_SECRET_WORDS) or any(stem in plain.lower() for stem in _SECRET_STEMS)
    )
