"""Handing mails to an SMTP server, and what became of each."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

import aiosmtplib

from agent_console.config.mail import Encryption, SmtpSettings

TIMEOUT_SECONDS = 30
GOODBYE_SECONDS = 5
WHOLE_LINES = SMTP.clone(cte_type="7bit", max_line_length=998)
"""The longest lines that mail may have: at the usual length, Python breaks up long Message-IDs."""
START_TLS: Mapping[Encryption, bool] = {
    Encryption.TLS: False,
    Encryption.STARTTLS: True,
    Encryption.NONE: False,
}


@dataclass(frozen=True, slots=True)
class Sent:
    """The server has taken the mail over."""


@dataclass(frozen=True, slots=True)
class Deferred:
    """The server does not take this mail now; it may later."""

    reason: str


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """The server will never take this mail."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The server takes nothing at the moment; nobody knows whether it has this mail."""

    reason: str


Delivery = Sent | Deferred | Undeliverable | Unreachable


class Courier:
    """Delivers mails, each over a connection of its own: a busy team sends a few a minute."""

    def __init__(self, settings: SmtpSettings, password: str, sender: str) -> None:
        """`sender` is the address that delivery reports go to."""
        self._settings = settings
        self._password = password
        self._sender = sender

    async def deliver(self, mail: EmailMessage, recipient: str) -> Delivery:
        """Hand a mail over; every failure that mail servers can cause is told, none is raised."""
        delivery = await self._delivered(mail, recipient)
        _heed_cancellation()
        return delivery

    async def _delivered(self, mail: EmailMessage, recipient: str) -> Delivery:
        host, port = self._settings.address
        client = aiosmtplib.SMTP(
            hostname=host,
            port=port,
            username=self._settings.user,
            password=self._password if self._settings.user else None,
            local_hostname=self._sender.rpartition("@")[2],
            timeout=TIMEOUT_SECONDS,
            use_tls=self._settings.encryption is Encryption.TLS,
            start_tls=START_TLS[self._settings.encryption],
        )
        try:
            await client.connect()
            await client.sendmail(self._sender, recipient, mail.as_bytes(policy=WHOLE_LINES))
            with suppress(aiosmtplib.SMTPException, OSError):  # the mail is the server's already
                await client.quit(timeout=GOODBYE_SECONDS)
        except aiosmtplib.SMTPRecipientsRefused as error:
            refused = error.recipients[0]
            return _refusal(refused.code, refused.message)
        except (aiosmtplib.SMTPDataError, aiosmtplib.SMTPSenderRefused) as error:
            return _refusal(error.code, error.message)
        except (aiosmtplib.SMTPException, OSError) as error:
            # Among them a wrong password, which is the operator's to mend.
            return Unreachable(f"{host}:{port}: {_line(str(error))}")
        finally:
            client.close()
        return Sent()


def _heed_cancellation() -> None:
    """Raise a cancellation that was lost on the way.

    The SMTP library waits with `asyncio.wait_for`, which before Python 3.12 drops a cancellation that comes
    in the same moment as the answer; whoever cancelled would wait for ever.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


def _refusal(code: int, message: str) -> Deferred | Undeliverable:
    """Tell a refusal for good from one for now; RFC 5321, section 4.2.1."""
    reason = _line(f"{code} {message}")
    return Undeliverable(reason) if code >= 500 else Deferred(reason)


def _line(text: str) -> str:
    return " ".join(text.split())[:300]
