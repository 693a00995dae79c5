"""Bytes of a mail as text, whatever its writer's program claimed about them."""

import codecs
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header

LONGEST_HEADER = 2000
"""Characters of a header that are read; no honest subject or name comes near."""
OWN_CODECS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
"""Codecs of Python that are no charsets of mail, and that do more than to decode."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


def text(content: bytes, charset: str | None) -> str:
    """Decode with the charset that is claimed if that holds, else with UTF-8, else with Windows' Latin."""
    for name in (_honest(charset), "utf-8"):
        try:
            return _whole(content.decode(name))
        except ValueError:
            continue
    return content.decode("cp1252", errors="replace")


def header(value: str) -> str:
    """Return a header's value in one line, its encoded words decoded.

    `value` is as the standard library's parser keeps it: bytes beyond ASCII are lone surrogates.
    """
    folded = _octets(value[:LONGEST_HEADER]).decode("latin-1")
    try:
        words = "".join(_words(folded.replace("\r", "").replace("\n", "")))
    except HeaderParseError:
        words = text(folded.encode("latin-1"), None)
    return " ".join(_CONTROL.sub(" ", words).split())


def _octets(value: str) -> bytes:
    """Return the bytes of a header as they came; what the parser decoded itself, in UTF-8."""
    try:
        return value.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace")


def _honest(charset: str | None) -> str:
    """Return the name of a charset that Python knows; UTF-8 for any other claim."""
    try:
        name = codecs.lookup(charset or "utf-8").name
    except (LookupError, ValueError):
        return "utf-8"
    # A codec that is no text encoding, such as base64's, fails in `decode` with a LookupError.
    return "utf-8" if name in OWN_CODECS or not _textual(name) else name


def _textual(name: str) -> bool:
    try:
        b"x".decode(name, "ignore")
    except LookupError:
        return False
    return True


def _whole(decoded: str) -> str:
    """Return the text; raise ValueError when it holds half a character, which no frame can carry."""
    decoded.encode()
    return decoded


def _words(value: str) -> Iterator[str]:
    for part, charset in decode_header(value):
        content = part.encode("latin-1") if isinstance(part, str) else part
        yield text(content, charset)
