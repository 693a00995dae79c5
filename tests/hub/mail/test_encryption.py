"""Mail servers that encrypt: used when their certificates are trusted, and left alone when not."""

import logging
import ssl
import subprocess
from collections.abc import Iterator
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


@pytest.mark.parametrize("encryption", [Encryption.TLS, Encryption.STARTTLS])
@pytest.mark.parametrize("trusted", [True, False])
async def test_mail_goes_both_ways_between_those_who_trust_each_other(
    tmp_path: Path,
    certificate: Certificate,
    encrypted: Dovecot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    encryption: Encryption,
    trusted: bool,
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.certificate))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.certificate, certificate.key)
    tls = encryption is Encryption.TLS
    server = MailServer(encrypted, tls=context if tls else None, starttls=None if tls else context)
    await server.start()
    user = f"help-{encryption}-{int(trusted)}"
    encrypted.deliver(user, "1.first", simple("Where is my parcel?"))
    settings = mail_settings(f"{user}@example.com", encrypted, server, encryption)
    host = HubHost(tmp_path)
    host.companions = [mail_channel(settings, ENVIRONMENT, QUICK)]
    office = Office(settings.address, host, host.settings.database, encrypted, server)
    with caplog.at_level(logging.WARNING):
        await host.start()
        sam = await office.agent()
        if trusted:
            chat = await office.taken(sam)
            await office.reply(sam, chat.id, "On its way.")
            assert b"On its way." in await server.taken["mira.holm@example.com"].get()
        else:
            await office.until(lambda: "no mail comes in" in caplog.text)
            assert "CERTIFICATE_VERIFY_FAILED" in caplog.text
            assert encrypted.unseen(user) == 1
    await office.close()
    await host.close()
    await server.stop()
