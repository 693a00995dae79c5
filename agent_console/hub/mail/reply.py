"""The mails that the hub sends: headers that keep a thread together, and words that stay plain text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from agent_console.hub.mail import identifier, letter
from agent_console.hub.mail.identifier import OwnId

MOST_REFERENCES = 16
"""The first mail and the nearest ones before; programs find the thread by any of them."""

POLICY = SMTP.clone(cte_type="7bit")
"""Bodies that any server passes on."""

TOKEN_CHARACTERS = 8
"""As much of a conversation's id as tells it from the same customer's others."""

_SUBJECT_TOKEN = re.compile(rf"\s*\[#([0-9a-f]{{{TOKEN_CHARACTERS}}})\]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom the hub's mails come from."""

    address: str
    name: str = ""
    signature: str = ""

    @property
    def domain(self) -> str:
        """What the hub's Message-IDs end with."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a mail."""

    name: str
    kind: str
    """Its MIME type."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What an agent wrote, and where it belongs."""

    id: OwnId
    recipient: str
    recipient_name: str
    concern: str
    text: str
    written_at: datetime
    chain: tuple[str, ...] = ()
    """The Message-IDs of the thread so far, oldest first."""
    answers: str = ""
    """The Message-ID of the customer's newest mail."""
    files: tuple[Attached, ...] = ()


def compose(sender: Sender, reply: Reply) -> EmailMessage:
    """Return a reply as a mail; the same reply gives the same mail, so that a second copy can be told."""
    mail = _addressed(sender, reply.recipient, reply.recipient_name)
    mail["Subject"] = f"{_answering(reply.concern)} [#{reply.id.conversation[:TOKEN_CHARACTERS]}]"
    mail["Date"] = reply.written_at
    mail["Message-ID"] = f"<{reply.id.at(sender.domain)}>"
    if answered := reply.answers or (reply.chain[-1] if reply.chain else ""):
        mail["In-Reply-To"] = f"<{answered}>"
        mail["References"] = _references((*(id_ for id_ in reply.chain if id_ != answered), answered))
    mail.set_content(_signed(reply.text, sender.signature))
    for file in reply.files:
        main, _, sub = file.kind.partition(";")[0].partition("/")
        mail.add_attachment(file.content, main, sub or "octet-stream", filename=one_line(file.name))
    if reply.files:
        # By itself it would be another one each time.
        mail.set_boundary(f"=_{identifier.digest(f'{reply.id} {reply.text}'.encode())[:40]}")
    return mail


def notice(sender: Sender, recipient: str, subject: str, text: str, name: str, at: datetime) -> EmailMessage:
    """Return a mail that nobody wrote by hand, marked so that no program answers it; RFC 3834.

    `name` is unique to it, and makes its Message-ID.
    """
    mail = _addressed(sender, recipient, "")
    mail["Subject"] = one_line(subject)
    mail["Date"] = at
    mail["Message-ID"] = f"<{name}@{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(_signed(text, sender.signature))
    return mail


def token(subject: str) -> str:
    """Return how the id begins of the conversation that a subject names; empty when it names none."""
    match = _SUBJECT_TOKEN.search(subject)
    return match[1] if match else ""


def without_token(subject: str) -> str:
    """Return a subject without the conversation that it names."""
    return _SUBJECT_TOKEN.sub("", subject).strip()


def deliverable(address: str) -> bool:
    """Whether mail can be sent to an address: one mailbox, in characters that every server knows."""
    known = address.isascii() and letter.ADDRESS.fullmatch(address) is not None
    return known and not address.lower().endswith(letter.NOWHERE)


def one_line(text: str) -> str:
    """Return a text as a header can hold it."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _addressed(sender: Sender, recipient: str, name: str) -> EmailMessage:
    mail = EmailMessage(policy=POLICY)
    mail["From"] = _mailbox(sender.address, sender.name)
    mail["To"] = _mailbox(recipient, name)
    return mail


def _mailbox(address: str, name: str) -> Address:
    user, _, domain = address.rpartition("@")
    return Address(one_line(name)[: letter.LONGEST_NAME], user, domain)


def _answering(concern: str) -> str:
    subject = one_line(without_token(concern)) or "Your message"
    return subject if re.match(r"(?i)(re|aw|sv|antw|rif|odp)\s*:", subject) else f"Re: {subject}"


def _references(chain: Sequence[str]) -> str:
    nearest = chain if len(chain) <= MOST_REFERENCES else (chain[0], *chain[1 - MOST_REFERENCES :])
    return " ".join(f"<{message_id}>" for message_id in nearest)


def _signed(text: str, signature: str) -> str:
    words = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return f"{words}\n\n-- \n{signature.strip()}\n" if signature.strip() else f"{words}\n"
