"""The sources of mails, as customers' programs send them."""

from email.message import EmailMessage
from email.policy import SMTP


def source(*headers: str, body: bytes = b"", crlf: bool = True) -> bytes:
    """Return a mail from its header lines and the bytes of its body."""
    raw = b"\n".join((*(header.encode("utf-8", "surrogateescape") for header in headers), b"", body))
    return raw.replace(b"\n", b"\r\n") if crlf else raw


def simple(text: str, **headers: str) -> bytes:
    """Return a well-formed mail of Mira Holm's; `in_reply_to` sets In-Reply-To, and so on."""
    mail = EmailMessage(policy=SMTP)
    given = {"from": "Mira Holm <mira.holm@example.com>", "to": "help@example.com", "subject": "My parcel"}
    for name, value in {**given, **headers}.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()
