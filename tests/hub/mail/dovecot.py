"""A real IMAP server in a folder of its own, as whoever runs the tests; no service, no system settings."""

import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import cast

from imapclient import IMAPClient

START_SECONDS = 30
"""Far more than a start takes; it ends a test whose server never comes up."""
PASSWORD = "an-open-secret"
Nested = tuple[object, ...]
"""Numbers, and tuples of them, as deep as mails answer each other."""

SETTINGS = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = {ssl}
disable_plaintext_auth = no
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
mail_fsync = never
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={mail} gid={gid} home={folder}/home
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
"""
CERTIFIED = """
ssl_cert = <{certificate}
ssl_key = <{key}
"""


@dataclass(frozen=True)
class Certificate:
    """Proves that a server is 127.0.0.1, to whoever trusts it."""

    certificate: Path
    key: Path


class Dovecot:
    """Serves any user with `PASSWORD`; each has a Maildir of their own."""

    def __init__(self, certificate: Certificate | None = None) -> None:
        """Without a certificate nothing is encrypted."""
        # Not the test's own folder: the server's processes run as other users when root starts them.
        self._folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self._folder.chmod(0o755)
        self.port = _free_port()
        self.tls_port = 0 if certificate is None else _free_port()
        self._owner = _mail_user()
        for name in ("mail", "home", "run", "state"):
            (self._folder / name).mkdir()
        self._give(self._folder / "mail")
        self._give(self._folder / "home")
        self._process = self._started(certificate)

    def maildir(self, user: str) -> Path:
        """Return a user's folder, made when it is not there."""
        folder = self._folder / "mail" / user
        for name in ("cur", "new", "tmp"):
            (folder / name).mkdir(parents=True, exist_ok=True)
            self._give(folder / name)
        self._give(folder)
        return folder

    def deliver(self, user: str, name: str, content: bytes) -> None:
        """Put a mail into a user's inbox; it is there whole or not at all."""
        folder = self.maildir(user)
        draft = folder / "tmp" / name
        draft.write_bytes(content)
        self._give(draft)
        draft.rename(folder / "new" / name)

    def threads(self, user: str) -> list[list[str]]:
        """Return the Message-IDs of a mailbox, threaded by the server: RFC 5256, REFERENCES."""
        with self._opened(user) as client:
            names = _message_ids(client, client.search())
            return [[names[number] for number in _flat(thread)] for thread in client.thread("REFERENCES")]

    def seen(self, user: str) -> list[str]:
        """Return the Message-IDs of the mails that are marked as read."""
        with self._opened(user) as client:
            return list(_message_ids(client, client.search("SEEN")).values())

    def unseen(self, user: str) -> int:
        """Return how many mails are not marked as read."""
        with self._opened(user) as client:
            return len(client.search("UNSEEN"))

    def number_anew(self, user: str) -> None:
        """Have the server forget its numbers of a mailbox, as after a restore: another UIDVALIDITY."""
        for index in self.maildir(user).glob("dovecot*"):
            index.unlink()

    def close(self) -> None:
        """End the server, and forget all mail."""
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self._folder)

    @contextmanager
    def _opened(self, user: str) -> Iterator[IMAPClient]:
        with IMAPClient("127.0.0.1", self.port, ssl=False) as client:
            client.login(user, PASSWORD)
            client.select_folder("INBOX", readonly=True)
            yield client

    def _started(self, certificate: Certificate | None) -> "subprocess.Popen[bytes]":
        settings = self._folder / "dovecot.conf"
        internal, login = ("dovecot", "dovenull") if os.getuid() == 0 else (self._owner.pw_name,) * 2
        settings.write_text(
            SETTINGS.format(
                folder=self._folder,
                internal=internal,
                login=login,
                group=internal if os.getuid() == 0 else _group(),
                mail=self._owner.pw_uid,
                gid=self._owner.pw_gid,
                password=PASSWORD,
                port=self.port,
                tls_port=self.tls_port,
                ssl="no" if certificate is None else "yes",
            )
            + (CERTIFIED.format(**vars(certificate)) if certificate else "")
        )
        process = subprocess.Popen(["dovecot", "-F", "-c", settings], stdin=subprocess.DEVNULL)
        end = time.monotonic() + START_SECONDS
        while not _greets(self.port):
            log = self._folder / "log"
            assert process.poll() is None, log.read_text() if log.exists() else "dovecot did not start"
            assert time.monotonic() < end, "dovecot did not begin to serve"
            time.sleep(0.02)
        return process

    def _give(self, path: Path) -> None:
        if os.getuid() == 0:
            os.chown(path, self._owner.pw_uid, self._owner.pw_gid)


def _mail_user() -> pwd.struct_passwd:
    """Return whom mail belongs to: Dovecot opens none for root."""
    return pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())


def _group() -> str:
    return grp.getgrgid(os.getgid()).gr_name


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _greets(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            return connection.recv(4) == b"* OK"
    except OSError:
        return False


def _message_ids(client: IMAPClient, numbers: list[int]) -> dict[int, str]:
    headers = "BODY[HEADER.FIELDS (MESSAGE-ID)]"
    found = client.fetch(numbers, [headers.replace("BODY", "BODY.PEEK")])
    return {
        number: str(message_from_bytes(found[number][headers.encode()])["Message-ID"]) for number in found
    }


def _flat(thread: Nested) -> list[int]:
    """Return the numbers in a thread, parents before children."""
    return [n for part in thread for n in (_flat(part) if isinstance(part, tuple) else [cast(int, part)])]
