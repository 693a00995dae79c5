"""A hub with e-mail, and the people who write to it and answer."""

import secrets
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from agent_console.backends.hub import HubBackend
from agent_console.config.mail import Encryption, MailboxSettings, MailSettings, SmtpSettings
from agent_console.domain.chat import Conversation, ConversationId
from agent_console.domain.events import Event, QueueChanged
from agent_console.domain.outbox import Acknowledged
from agent_console.hub.mail.channel import mail_channel
from agent_console.hub.mail.dispatch import Pace
from tests.backends.console import Console
from tests.hub.host import HubHost
from tests.hub.mail.correspondent import Correspondent
from tests.hub.mail.dovecot import PASSWORD, Dovecot
from tests.hub.mail.mail_server import MailServer

QUICK = Pace(look=0.02, first=0.02, longest=0.1)
ENVIRONMENT = {"MAIL_PASSWORD": PASSWORD}


def mail_settings(address: str, dovecot: Dovecot, server: MailServer) -> MailSettings:
    """Return settings for the servers of a test."""
    return MailSettings(
        address=address,
        name="Example Outdoor",
        signature="Example Outdoor, 555-0100",
        smtp=SmtpSettings(host="127.0.0.1", port=server.port, encryption=Encryption.NONE),
        mailboxes=(
            MailboxSettings(
                host="127.0.0.1",
                port=dovecot.port,
                encryption=Encryption.NONE,
                user=address.partition("@")[0],
                password_env="MAIL_PASSWORD",
                queue="mail",
            ),
        ),
        poll=timedelta(milliseconds=50),
    )


class Office:
    """Starts and stops a hub that answers an address."""

    def __init__(self, folder: Path, address: str, dovecot: Dovecot, server: MailServer) -> None:
        self.address = address
        self.dovecot = dovecot
        self.server = server
        self.host = HubHost(folder)
        self.host.settings = replace(self.host.settings, mail=True)
        self._consoles: list[Console] = []

    async def open(self) -> None:
        """Start the hub, with e-mail."""
        settings = mail_settings(self.address, self.dovecot, self.server)
        self.dovecot.maildir(self.address.partition("@")[0])
        self.host.companions = [mail_channel(settings, ENVIRONMENT, QUICK)]
        await self.host.start()

    async def close(self) -> None:
        """Stop everything."""
        for console in self._consoles:
            await console.close()
        await self.host.close()

    async def agent(self, name: str = "Sam Rivera") -> Console:
        """Return an agent at a console, online."""
        console = Console(HubBackend(self.host.url, self.host.token(name), f"device of {name}"))
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

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return rows of the hub's database."""
        database = sqlite3.connect(self.host.settings.database)
        try:
            return database.execute(query).fetchall()
        finally:
            database.close()


def _somebody(event: Event) -> bool:
    """Whether an event says that a customer waits."""
    return isinstance(event, QueueChanged) and bool(event.waiting)
