"""Mail servers that encrypt: used when their certificates are trusted, and left alone when not."""

import logging
import ssl
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from agent_console.config.mail import Encryption
from agent_console.hub.mail.channel import mail_channel
from tests.hub.host import HubHost
from tests.hub.mail.dovecot import Certificate, Dovecot
from tests.hub.mail.mail_server import MailServer
from tests.hub.mail.office import ENVIRONMENT, Office, mail_settings
from tests.hub.mail.program import QUICK
from tests.hub.mail.source import simple

pytestmark = pytest.mark.needs("dovecot", "openssl")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    folder = tmp_path_factory.mktemp("certificate")
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=mail"),
            *("-addext", "subjectAltName=IP:127.0.0.1", "-out", made.certificate, "-keyout", made.key),
        ],
        check=True,
        capture_output=True,
    )
    return made


@pytest.fixture(scope="module")
def encrypted(certificate: Certificate) -> Iterator[Dovecot]:
    server = Dovecot(certificate)
    yield server
    server.close()


@pytest.fixture(params=[Encryption.TLS, Encryption.STARTTLS])
def encryption(request: pytest.FixtureRequest) -> Encryption:
    chosen: Encryption = request.param
    return chosen


@pytest.fixture
async def server(
    encrypted: Dovecot, certificate: Certificate, encryption: Encryption
) -> AsyncIterator[MailServer]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.certificate, certificate.key)
    tls = encryption is Encryption.TLS
    server = MailServer(encrypted, tls=context if tls else None, starttls=None if tls else context)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def host(
    tmp_path: Path, address: str, encrypted: Dovecot, server: MailServer, encryption: Encryption
) -> AsyncIterator[HubHost]:
    """A hub that is not started yet: each test says first whom it trusts."""
    encrypted.deliver(address.partition("@")[0], "1.first", simple("Where is my parcel?"))
    hub = HubHost(tmp_path)
    settings = mail_settings(address, encrypted, server, encryption)
    hub.companions = [mail_channel(settings, ENVIRONMENT, QUICK)]
    yield hub
    await hub.close()


async def test_mail_goes_both_ways_between_those_who_trust_each_other(
    host: HubHost, office: Office, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.certificate))
    await host.start()
    sam = await office.agent()
    await office.reply(sam, (await office.taken(sam)).id, "On its way.")
    assert b"On its way." in await office.server.taken["mira.holm@example.com"].get()


async def test_nothing_is_said_to_a_server_that_nobody_vouches_for(
    host: HubHost, office: Office, encrypted: Dovecot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        await host.start()
        await office.until(lambda: "no mail comes in" in caplog.text)
    assert "CERTIFICATE_VERIFY_FAILED" in caplog.text
    assert encrypted.unseen(office.address.partition("@")[0]) == 1
