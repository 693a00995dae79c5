"""A company with mail: a real IMAP and SMTP server, and a hub beside them."""

import json
import secrets
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agent_console.hub.mail.channel import mail_channel
from tests.hub.host import HubHost
from tests.hub.mail.dovecot import Dovecot
from tests.hub.mail.mail_server import MailServer
from tests.hub.mail.office import ENVIRONMENT, Office, mail_settings
from tests.hub.mail.program import PROGRAM, QUICK
from tests.hub.process import HubProcess


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    server = Dovecot()
    yield server
    server.close()


@pytest.fixture
async def server(dovecot: Dovecot) -> AsyncIterator[MailServer]:
    server = MailServer(dovecot)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def address(dovecot: Dovecot) -> str:
    """The company's address, with an empty mailbox."""
    user = f"help-{secrets.token_hex(4)}"
    dovecot.maildir(user)
    return f"{user}@example.com"


@pytest.fixture
async def host(tmp_path: Path, address: str, dovecot: Dovecot, server: MailServer) -> AsyncIterator[HubHost]:
    hub = HubHost(tmp_path)
    hub.settings = replace(hub.settings, mail=True)
    hub.companions = [mail_channel(mail_settings(address, dovecot, server), ENVIRONMENT, QUICK)]
    await hub.start()
    yield hub
    await hub.close()


@pytest.fixture
async def office(address: str, host: HubHost, dovecot: Dovecot, server: MailServer) -> AsyncIterator[Office]:
    office = Office(address, host, host.file, dovecot, server)
    yield office
    await office.close()


@pytest.fixture
async def hub(
    tmp_path: Path, address: str, dovecot: Dovecot, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[HubProcess]:
    """A hub in a process of its own."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    settings = mail_settings(address, dovecot, server).model_dump(mode="json")
    process = HubProcess(tmp_path, PROGRAM, json.dumps({**settings, "poll": "50ms"}))
    await process.start()
    yield process
    await process.close()


@pytest.fixture
async def mortal(
    address: str, hub: HubProcess, dovecot: Dovecot, server: MailServer
) -> AsyncIterator[Office]:
    """An office whose hub can be killed."""
    office = Office(address, hub, hub.database, dovecot, server)
    yield office
    await office.close()
