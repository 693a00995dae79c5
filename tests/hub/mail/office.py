"""A hub with e-mail, and the people who write to it and answer."""

import asyncio
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from agent_console.backends.hub import HubBackend
from agent_console.config.mail import Encryption, MailboxSettings, MailSettings, SmtpSettings
from agent_console.domain.chat import Conversation, ConversationId
from agent_console.domain.events import Event, QueueChanged
from agent_console.domain.outbox import Acknowledged
from tests.backends.console import Console
from tests.hub.host import HubHost
from tests.hub.mail.correspondent import PATIENCE_SECONDS, Correspondent
from tests.hub.mail.dovecot import PASSWORD, Dovecot
from tests.hub.mail.mail_server import MailServer
from tests.hub.process import HubProcess

ENVIRONMENT = {"MAIL_PASSWORD": PASSWORD}


def mail_settings(
    address: str, dovecot: Dovecot, server: MailServer, encryption: Encryption = Encryption.NONE
) -> MailSettings:
    """Return settings for the servers of a test."""
    return MailSettings(
        address=address,
        name="Example Outdoor",
        signature="Example Outdoor, 555-0100",
        smtp=SmtpSettings(host="127.0.0.1", port=server.port, encryption=encryption),
        mailboxes=(
            MailboxSettings(
                host="127.0.0.1",
                port=dovecot.tls_port if encryption is Encryption.TLS else dovecot.port,
                encryption=encryption,
                user=address.partition("@")[0],
                password_env="MAIL_PASSWORD",
                queue="mail",
            ),
        ),
        poll=timedelta(milliseconds=50),
    )


class Office:
    """A running hub that answers an address."""

    def __init__(
        self, address: str, hub: HubHost | HubProcess, database: Path, dovecot: Dovecot, server: MailServer
    ) -> None:
        self.address = address
        self.hub = hub
        self.dovecot = dovecot
        self.server = server
        self._database = database
        self._consoles: list[Console] = []

    async def close(self) -> None:
        """Send the agents home."""
        for console in self._consoles:
            await console.close()

    async def agent(self, name: str = "Sam Rivera") -> Console:
        """Return an agent at a console, online."""
        console = Console(HubBackend(self.hub.url, self.hub.token(name), f"device of {name}"))
        self._consoles.append(console)
        await console.online()
        return console

    def correspondent(self, name: str = "mira") -> Correspondent:
        """Return a customer with a mailbox of their own."""
        address = f"{name}-{secrets.token_hex(4)}@example.com"
        return Correspondent(address, self.address, self.server, self.dovecot)

    async def taken(self, agent: Console) -> Conversation:
        """Have an agent take the next customer once one waits; returns the conversation."""
        seen = len(agent.seen)
        chat = await agent.backend.take()
        if not isinstance(chat, str):
            await agent.until(lambda: any(map(_somebody, agent.seen[seen:])))
            return await self.taken(agent)
        await agent.holds(chat)
        return agent.desk[chat]

    async def reply(self, agent: Console, conversation: ConversationId, text: str, number: int = 1) -> None:
        """Have an agent answer."""
        result = await agent.backend.send(agent.intent(conversation, text, number))
        assert isinstance(result, Acknowledged), result

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something can be seen in the database, or at the mail server."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                if condition():
                    return
                await asyncio.sleep(0.005)

    async def seen(self) -> list[str]:
        """Return the Message-IDs of the company's mails that are marked as read."""
        return await asyncio.to_thread(self.dovecot.seen, self.address.partition("@")[0])

    async def transcripts_sent(self) -> None:
        """Wait until nothing is to be done any more about the transcripts that were wanted."""
        [wanted] = self.rows("SELECT max(id) FROM history WHERE move = 'transcript'")
        await self.until(lambda: self.position("mail.transcripts") >= wanted[0])

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep the hub from writing to its database."""
        with closing(sqlite3.connect(self._database, isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            yield

    def position(self, name: str) -> int:
        """Return how far a reader of the hub's log has come."""
        rows = dict(self.rows("SELECT name, position FROM position"))
        return int(rows.get(name, 0))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return rows of the hub's database."""
        with closing(sqlite3.connect(self._database)) as database:
            return database.execute(query).fetchall()


def _somebody(event: Event) -> bool:
    """Whether an event says that a customer waits."""
    return isinstance(event, QueueChanged) and bool(event.waiting)
