"""The body of a mail: the words for the agent, and the files that came along."""

import mimetypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.message import Message
from typing import TypeAlias

from agent_console.hub.mail import charset
from agent_console.hub.mail.plain import MOST_CHARACTERS, plain

MOST_PARTS = 100
"""Parts of one mail that are read."""
DEEPEST = 20
"""How far parts within parts are followed."""

FILES = frozenset({"calendar", "csv", "directory", "vcard", "x-vcard"})
"""Kinds of text that are not for reading."""

Part: TypeAlias = "Message[str, str]"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that came with a mail; the name is the sender's, and only a label."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Content:
    """What a mail holds."""

    text: str
    enclosures: tuple[Enclosure, ...]
    trouble: str = ""
    """What was left out, for a person."""


@dataclass(slots=True)
class _Reading:
    texts: list[str] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)
    parts: int = 0
    trouble: str = ""


def content(mail: Part) -> Content:
    """Return the words and files of a mail; of alternatives the plain one, unless it is empty."""
    reading = _Reading()
    _take(reading, mail, 0)
    text = "\n\n".join(text for text in reading.texts if text.strip())
    return Content(text, tuple(reading.enclosures), reading.trouble)


def _take(reading: _Reading, part: Part, depth: int, files_only: bool = False) -> None:
    reading.parts += 1
    if reading.parts > MOST_PARTS or depth > DEEPEST:
        reading.trouble = "some of its parts were left out: it has too many"
    elif part.get_content_maintype() == "multipart" and part.is_multipart():
        inner = _inner(part)
        best = _best(inner) if part.get_content_subtype() == "alternative" else None
        for other in inner:
            _take(reading, other, depth + 1, files_only or (best is not None and other is not best))
    elif not _readable(part):
        reading.enclosures.append(_enclosure(part, len(reading.enclosures) + 1))
    elif not files_only:
        reading.texts.append(words(part))
        if part.get_content_subtype() == "html" and len(_bytes(part)) > MOST_CHARACTERS:
            reading.trouble = "its end was left out: it is too long"


def _inner(part: Part) -> list[Part]:
    payload = part.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def _best(alternatives: Sequence[Part]) -> "Part | None":
    """Return the plain text unless it is empty, then HTML, alone or with its pictures, then the last."""
    plains = (part for part in alternatives if _readable(part) and part.get_content_subtype() != "html")
    wordy = (part for part in plains if words(part).strip())
    rich = (part for part in alternatives if part.get_content_maintype() in ("text", "multipart"))
    styled = (part for part in rich if part.get_content_subtype() not in FILES | {"plain"})
    return next(wordy, None) or next(styled, None) or next(reversed(alternatives), None)


def _readable(part: Part) -> bool:
    """Whether a part is text to read here, and not a file; a multipart without parts is."""
    if part.get_content_disposition() == "attachment" or part.get_filename():
        return False
    return part.get_content_maintype() in ("text", "multipart") and part.get_content_subtype() not in FILES


def words(part: Part) -> str:
    """Return the text of one part."""
    text = charset.text(_bytes(part), part.get_content_charset()).replace("\x00", "")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if part.get_content_subtype() == "html":
        return plain(text)
    if str(part.get_param("format", "")).lower() == "flowed":
        text = "\n".join(_unflowed(text.split("\n")))
    return text.strip("\n")


def _unflowed(lines: Sequence[str]) -> Iterator[str]:
    """Join the lines of a paragraph that the sender's program broke; RFC 3676.

    Quoted lines stay as they are: they are only looked at to be left out.
    """
    paragraph = ""
    for line in lines:
        soft = line.endswith(" ") and line != "-- " and not line.startswith(">")
        paragraph += line.removeprefix(" ")
        if not soft:
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _bytes(part: Part) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _enclosure(part: Part, number: int) -> Enclosure:
    suffix = mimetypes.guess_extension(part.get_content_type()) or ""
    name = charset.header(part.get_filename() or "") or f"{part.get_content_maintype()}-{number}{suffix}"
    if not part.is_multipart():
        return Enclosure(name, _bytes(part))
    return Enclosure(name, b"\n\n".join(inner.as_bytes() for inner in _inner(part)))
