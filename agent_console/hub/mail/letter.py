"""A received mail as a customer's words; nothing that a mail can hold makes reading it fail."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.policy import Compat32
from email.utils import getaddresses

from agent_console.domain.chat import ClientId
from agent_console.hub.mail import charset, identifier
from agent_console.hub.mail.content import Enclosure, content
from agent_console.hub.mail.origin import Origin, origin

NAMELESS = "Unknown sender"
LONGEST_NAME = 100
LONGEST_SUBJECT = 200
MOST_THREADS = 20
"""Ids of earlier mails that are looked for; the nearest ones."""
UNREAD_CHARACTERS = 8000
"""How much of a mail that cannot be read is shown as it stands."""
MOST_BOUNDARIES = 10_000
"""Lines of a mail that may begin a part."""
MOST_LINES = 400_000
"""As many as a mail of the largest size has, when its files are in lines of the usual length."""
MOST_WORK = 4_000_000
"""Lines times multiparts: the parser compares each line with every boundary that is open."""
HEAD_BYTES = 64 * 1024
"""What is read of a mail with more than that."""
LONGEST_PARAMETERS = 2000
"""Characters of a header that describes content; the parser's time grows with the square of them."""

NOWHERE = ".invalid"
"""The end of an address that stands for none; RFC 2606 keeps it free."""
ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")

MalformedError = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What the standard library's parser is known to raise for mails that were made to break it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A received mail, taken apart."""

    id: ClientId
    """Made from its Message-ID; without one, from its bytes."""
    sender: str
    """The address in small letters; one that ends with `NOWHERE` when there is none to answer to."""
    name: str
    subject: str
    text: str
    """All its words, quotations included."""
    threads: tuple[str, ...] = ()
    """The Message-IDs of the mails before it, the one that it answers first."""
    origin: Origin = Origin.PERSON
    enclosures: tuple[Enclosure, ...] = ()
    trouble: str = ""
    """What could not be read, for a person."""


class _Policy(Compat32):
    """Has the parser keep the headers as they are, but not what was made to keep it busy."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        """Return a header's name and value."""
        name, value = super().header_source_parse(list(sourcelines))
        return name, value[:LONGEST_PARAMETERS] if name.lower().startswith("content-") else value


_POLICY = _Policy()


def read(raw: bytes) -> Letter:
    """Return what a mail says; one that cannot be parsed comes as its source, with a word about that.

    Of one that would take minutes to parse, only the beginning is read.
    """
    if _laborious(raw):
        return replace(
            _tried(raw[:HEAD_BYTES]), trouble="its end was left out: it has too many lines or parts"
        )
    return _tried(raw)


def _laborious(raw: bytes) -> bool:
    lines, multiparts = raw.count(b"\n"), raw.lower().count(b"multipart/")
    if lines > MOST_LINES or lines * (1 + multiparts) > MOST_WORK:
        return True
    return raw.count(b"\n--") > MOST_BOUNDARIES


def _tried(raw: bytes) -> Letter:
    try:
        return _read(raw)
    except MalformedError:
        return Letter(
            id=ClientId(identifier.digest(raw)),
            sender=_nobody(raw),
            name=NAMELESS,
            subject="",
            text=charset.text(raw[:UNREAD_CHARACTERS], None).replace("\x00", ""),
            trouble="it is not a well-formed mail",
        )


def _read(raw: bytes) -> Letter:
    mail = message_from_bytes(raw, policy=_POLICY)
    name, sender = _sender(_header(mail, "From"))
    inside = content(mail)
    ids = identifier.found(_header(mail, "Message-ID"))
    return Letter(
        id=identifier.client_id(ids[0]) if ids else ClientId(identifier.digest(raw)),
        sender=sender or _nobody(raw),
        name=name or NAMELESS,
        subject=charset.header(_header(mail, "Subject"))[:LONGEST_SUBJECT],
        text=inside.text,
        threads=_threads(mail),
        origin=origin(mail, sender),
        enclosures=inside.enclosures,
        trouble=inside.trouble,
    )


def _nobody(raw: bytes) -> str:
    """Return an address of its own for a mail from nowhere, so that it joins nobody's conversation."""
    return f"unknown-{identifier.digest(raw)[:16]}@sender{NOWHERE}"


def _header(mail: "Message[str, str]", name: str) -> str:
    """Return a header as the parser keeps it: `mail[name]` would make an object of one with foreign bytes."""
    wanted = name.lower()
    return next((str(value) for key, value in mail.raw_items() if key.lower() == wanted), "")


def _sender(header: str) -> tuple[str, str]:
    """Return name and address; only `From` counts, because that is what mail servers authenticate."""
    for name, address in getaddresses([header[: charset.LONGEST_HEADER]]):
        if ADDRESS.fullmatch(address) and address.isascii():
            known = charset.header(name)[:LONGEST_NAME].strip()
            return known or address.partition("@")[0], address.lower()
    return charset.header(header)[:LONGEST_NAME], ""


def _threads(mail: "Message[str, str]") -> tuple[str, ...]:
    """Return the ids of earlier mails: the one that is answered, then back through the references."""
    answered = identifier.found(_header(mail, "In-Reply-To"))
    referred = identifier.found(_header(mail, "References"))
    return tuple(dict.fromkeys((*answered[:1], *reversed(referred))))[:MOST_THREADS]
