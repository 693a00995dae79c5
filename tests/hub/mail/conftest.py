"""A company with mail: a real IMAP and SMTP server, and a hub beside them."""

import secrets
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.hub.mail.dovecot import Dovecot
from tests.hub.mail.mail_server import MailServer
from tests.hub.mail.office import Office
from tests.story.conftest import pytest_runtest_setup as pytest_runtest_setup


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
async def office(tmp_path: Path, dovecot: Dovecot, server: MailServer) -> AsyncIterator[Office]:
    office = Office(tmp_path, f"help-{secrets.token_hex(4)}@example.com", dovecot, server)
    await office.open()
    yield office
    await office.close()
