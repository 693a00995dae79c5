"""Finds addresses in what people write: web pages, and others that are never opened but can be copied."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LONGEST: Final = 4_000
"""Characters of one address; what is longer is none that a person gives to another."""
MOST: Final = 200
"""Addresses that are found in one text at most."""


class Kind(StrEnum):
    """What an address leads to."""

    WEB = "web"
    MAIL = "mail"
    PHONE = "phone"
    OTHER = "other"
    """A scheme that is nothing for a browser, or nothing good."""


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """An address as it was written, and where; every text is raw."""

    start: int
    end: int
    written: str
    kind: Kind
    address: str
    """The same with its scheme, where that was left out."""


_BREAK: Final = '\\s\\x00-\\x1f\\x7f-\\x9f<>"`“”„«»‹›「」『』【】〈〉《》。、，！？；：（）\ud800-\udfff'
"""What no address goes on with: it is white space, or ends a quotation in some language."""
_REST: Final = f"(?:[^{_BREAK},;|]+|[,;|](?!https?://))"
"""What an address goes on with: up to the next one, which may begin although there is no space before it."""
_LABEL: Final = "[^\\W_](?:[\\w-]{0,62})"
_CANDIDATE: Final = re.compile(
    f"""
    (?<![a-z0-9_@./:+-])(?:
        (?P<scheme>[a-z][a-z0-9+.-]{{1,20}}):(?=//){_REST}+
      | (?P<named>mailto|tel|sms|xmpp|sips?|magnet|javascript|vbscript|data|file|about|blob):{_REST}+
      | (?P<www>www\\.{_LABEL}\\.){_REST}+
    )
  | (?<![\\w@./:+-])(?:
        (?P<mail>[\\w.!#$%&'*+/=?^-]{{1,64}}@(?:{_LABEL}\\.){{1,8}}[^\\W\\d_]{{2,63}})
      | (?P<bare>(?:{_LABEL}\\.){{1,8}}[^\\W\\d_]{{2,63}}(?::\\d{{1,5}})?/){_REST}*
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIGNS: Final = re.compile(r"://|@|www\.|[^\W\d_]:\S|\.[^\W\d_]{2,63}/", re.IGNORECASE)
"""A text without any of these has no address; most have none, and are read often."""
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}
_TRAILING: Final = frozenset(".,:;!?'’*_~…|")


def links(text: str) -> Iterator[Hyperlink]:
    """Yield the addresses in a text, in order and apart."""
    if not _SIGNS.search(text):
        return
    place = found = 0
    while found < MOST and (match := _CANDIDATE.search(text, place)) is not None:
        written = _trimmed(match[0])
        place = match.start() + max(1, len(written))
        link = _link(match, written) if 0 < len(written) <= LONGEST else None
        if link is not None:
            found += 1
            yield link


def _link(match: re.Match[str], written: str) -> Hyperlink | None:
    kind, prefix = _kind(match)
    rest = written.rpartition("//")[2] if match["scheme"] else written.partition(":")[2]
    if (match["scheme"] or match["named"]) and not rest:
        return None
    end = match.start() + len(written)
    return Hyperlink(match.start(), end, written, kind, f"{prefix}{written}")


def _kind(match: re.Match[str]) -> tuple[Kind, str]:
    """Return what an address leads to, and the scheme that people leave out."""
    if match["www"] or match["bare"]:
        return Kind.WEB, "https://"
    if match["mail"]:
        return Kind.MAIL, "mailto:"
    match (match["scheme"] or match["named"]).lower():
        case "http" | "https":
            return Kind.WEB, ""
        case "mailto":
            return Kind.MAIL, ""
        case "tel" | "sms":
            return Kind.PHONE, ""
    return Kind.OTHER, ""


def _trimmed(written: str) -> str:
    """Return an address without the punctuation of the sentence around it.

    A closing bracket belongs to the address where it has its opening one there.
    """
    open_brackets = {bracket: written.count(opening) for bracket, opening in _PAIRS.items()}
    closed = {bracket: written.count(bracket) for bracket in _PAIRS}
    end = len(written)
    while end:
        last = written[end - 1]
        if last in _PAIRS and closed[last] > open_brackets[last]:
            closed[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return written[:end]
