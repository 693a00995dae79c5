"""A real SMTP server inside the test's loop, which delivers into the mailboxes of a real IMAP server."""

import asyncio
import itertools
import ssl
from collections import defaultdict

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.hub.mail.dovecot import Dovecot

OK = "250 OK"


class MailServer:
    """Takes mail for anybody, and delivers it to the user named like the address's local part."""

    def __init__(
        self, dovecot: Dovecot, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None
    ) -> None:
        """`tls` encrypts from the first byte on; `starttls` takes mail only after it was asked to encrypt."""
        self._tls = tls
        self._starttls = starttls
        self._dovecot = dovecot
        self._names = itertools.count(1)
        self._server: asyncio.Server | None = None
        self.refusals: defaultdict[str, list[str]] = defaultdict(list)
        """Answers that the next mails to an address get instead of being taken."""
        self.taken: defaultdict[str, asyncio.Queue[bytes]] = defaultdict(asyncio.Queue)
        """Everything that was delivered, by address."""
        self.answering = asyncio.Event()
        """While it is not set, whoever brings a mail is kept waiting after it was delivered."""
        self.answering.set()
        self.port = 0

    async def start(self) -> None:
        """Listen, at the same port as before if there was one."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._session, "127.0.0.1", self.port, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    async def handle_RCPT(  # noqa: N802  # aiosmtpd finds it by this name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take a recipient, or refuse as told."""
        if self.refusals[address]:
            return self.refusals[address].pop(0)
        envelope.rcpt_tos.append(address)
        return OK

    async def handle_DATA(  # noqa: N802  # aiosmtpd finds it by this name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Deliver a mail."""
        content = envelope.content
        assert isinstance(content, bytes)
        for address in envelope.rcpt_tos:
            user = address.partition("@")[0]
            self._dovecot.deliver(user, f"{next(self._names)}.{id(self)}", content)
            self.taken[address].put_nowait(content)
        await self.answering.wait()
        return OK

    def _session(self) -> SMTP:
        return SMTP(
            self,
            hostname="mail.example.com",
            enable_SMTPUTF8=True,
            tls_context=self._starttls,
            require_starttls=self._starttls is not None,
        )
