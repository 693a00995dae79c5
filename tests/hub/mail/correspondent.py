"""A customer with a mail program: writes by SMTP, and sees their mailbox as IMAP shows it."""

import asyncio
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import aiosmtplib

from tests.hub.mail.dovecot import Dovecot
from tests.hub.mail.mail_server import MailServer

PATIENCE_SECONDS = 30
"""Far more than anything takes; it ends a test that would wait for ever."""


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Somebody with an address of the mail server's."""

    address: str
    help: str
    """The address of the company."""
    server: MailServer
    dovecot: Dovecot

    @property
    def user(self) -> str:
        """Whose mailbox it is."""
        return self.address.partition("@")[0]

    async def write(self, text: str, *, subject: str = "My parcel", **headers: str) -> EmailMessage:
        """Send a mail, and keep a copy in the mailbox as mail programs do in threads; returns it."""
        mail = EmailMessage()
        mail["From"] = f"Mira Holm <{self.address}>"
        mail["To"] = self.help
        mail["Subject"] = subject
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(text)
        await self.send(mail.as_bytes())
        self.dovecot.deliver(self.user, f"copy.{id(mail)}", mail.as_bytes())
        return mail

    async def answer(self, mail: EmailMessage, text: str) -> EmailMessage:
        """Answer a mail as mail programs do: its id, its references, and its words quoted below."""
        referred = f"{mail.get('References', '')} {mail['Message-ID']}".strip()
        quoted = "\n".join(f"> {line}" for line in words(mail).splitlines())
        return await self.write(
            f"{text}\n\nOn Mon, 9 Mar 2026 at 14:05, Help <{self.help}> wrote:\n{quoted}\n",
            subject=f"Re: {mail['Subject']}",
            Message_ID=f"<answer.{id(text)}@example.com>",
            In_Reply_To=mail["Message-ID"],
            References=referred,
        )

    async def send(self, raw: bytes) -> None:
        """Send a mail as it stands."""
        await aiosmtplib.send(
            raw,
            sender=self.address,
            recipients=[self.help],
            hostname="127.0.0.1",
            port=self.server.port,
            start_tls=False,
        )

    async def received(self) -> EmailMessage:
        """Return the next mail that arrives for this correspondent."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            content = await self.server.taken[self.address].get()
        return message_from_bytes(content, policy=default)

    @property
    def mails(self) -> int:
        """How many mails have come that `received` has not returned."""
        return self.server.taken[self.address].qsize()

    async def threads(self) -> list[list[str]]:
        """Return the Message-IDs of the mailbox as the IMAP server threads them: RFC 5256, REFERENCES."""
        return await asyncio.to_thread(self.dovecot.threads, self.user)


def words(mail: EmailMessage) -> str:
    """Return the plain text of a mail."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")
