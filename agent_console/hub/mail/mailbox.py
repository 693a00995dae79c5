"""A folder on an IMAP server: what is new in it, without changing anything until that is wanted."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from socket import SHUT_RDWR, socket
from typing import TypeVar

from imapclient import SEEN, IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from agent_console.config.mail import Encryption, MailboxSettings
from agent_console.hub.mail.trouble import MailServerError

CONNECT_SECONDS = 10
READ_SECONDS = 60
MOST_BYTES = 25 * 1024 * 1024
"""A larger mail is read as far as `HEAD_BYTES`; most servers take no larger ones anyway."""
HEAD_BYTES = 64 * 1024

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Parcel:
    """A mail as the server keeps it."""

    raw: bytes
    """The whole of it, or its beginning."""
    size: int
    """Bytes of the whole."""

    @property
    def cut(self) -> bool:
        """Whether only the beginning was fetched."""
        return len(self.raw) < self.size


class Mailbox:
    """One folder, visited now and then; the blocking client runs on a thread of its own."""

    def __init__(self, settings: MailboxSettings, password: str) -> None:
        self._settings = settings
        self._password = password

    def __str__(self) -> str:
        """Name it for people and for the store: who reads which folder where."""
        host, port = self._settings.address
        return f"{self._settings.user}@{host}:{port}/{self._settings.folder}"

    @asynccontextmanager
    async def visit(self) -> AsyncIterator["Visit"]:
        """Sign in and open the folder; raises `MailServerError`, also for what fails during the visit."""
        loop, thread = asyncio.get_running_loop(), ThreadPoolExecutor(1, "hub-mailbox")
        try:
            client = await _kept(thread.submit(self._connected))
            with ExitStack() as undone:
                undone.callback(_hang_up, client, thread)
                yield await Visit.begin(client, thread, self._settings.folder)
                await loop.run_in_executor(thread, client.logout)
                undone.pop_all()
        except (IMAPClientError, OSError) as error:
            raise MailServerError(f"{self}: {_reason(error)}") from error
        finally:
            thread.shutdown(wait=False)

    def _connected(self) -> IMAPClient:
        host, port = self._settings.address
        context = ssl.create_default_context()
        client = IMAPClient(
            host,
            port,
            ssl=self._settings.encryption is Encryption.TLS,
            ssl_context=context,
            timeout=SocketTimeout(CONNECT_SECONDS, READ_SECONDS),
        )
        try:
            if self._settings.encryption is Encryption.STARTTLS:
                client.starttls(context)
            client.login(self._settings.user, self._password)
        except (IMAPClientError, OSError):
            _close(client)
            raise
        return client


class Visit:
    """An open folder."""

    def __init__(self, client: IMAPClient, thread: ThreadPoolExecutor, validity: int, end: int) -> None:
        self._client = client
        self._thread = thread
        self.validity = validity
        """Changes when the server has numbered the folder anew; RFC 3501, section 2.3.1.1."""
        self.end = end
        """The number that the next mail to come will have, at least."""

    @classmethod
    async def begin(cls, client: IMAPClient, thread: ThreadPoolExecutor, folder: str) -> "Visit":
        """Open the folder."""
        loop = asyncio.get_running_loop()
        state = await loop.run_in_executor(thread, client.select_folder, folder)
        return cls(client, thread, int(state[b"UIDVALIDITY"]), int(state.get(b"UIDNEXT", 1)))

    async def since(self, first: int) -> list[int]:
        """Return the numbers of the mails from that number on, in order."""
        # `n:*` always names the newest mail too, even one before n.
        found = await self._run(lambda: self._client.search(["UID", f"{first}:*"]))
        return sorted(number for number in found if number >= first)

    async def unseen(self) -> list[int]:
        """Return the numbers of the mails that nobody has read, in order."""
        return sorted(await self._run(lambda: self._client.search(["UNSEEN"])))

    async def fetch(self, number: int) -> Parcel | None:
        """Return a mail, which stays unread; None when it is gone."""
        facts = await self._run(lambda: self._client.fetch(number, ["RFC822.SIZE"]))
        if number not in facts:
            return None
        size = int(facts[number][b"RFC822.SIZE"])
        part = "" if size <= MOST_BYTES else f"<0.{HEAD_BYTES}>"
        bodies = await self._run(lambda: self._client.fetch(number, [f"BODY.PEEK[]{part}"]))
        content = [value for key, value in bodies.get(number, {}).items() if key.startswith(b"BODY[]")]
        # Some servers count line ends otherwise than they send them; what came whole is whole.
        return Parcel(content[0], size if part else len(content[0])) if content else None

    async def mark_seen(self, number: int) -> None:
        """Mark a mail as read."""
        await self._run(lambda: self._client.add_flags(number, [SEEN], silent=True))

    async def _run(self, call: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)


async def _kept(connecting: "Future[IMAPClient]") -> IMAPClient:
    """Return the client once it is connected; one that nobody waits for any more is closed."""
    try:
        return await asyncio.wrap_future(connecting)
    except asyncio.CancelledError:
        connecting.add_done_callback(_discard)
        raise


def _discard(connected: "Future[IMAPClient]") -> None:
    if not connected.cancelled() and connected.exception() is None:
        _close(connected.result())


def _hang_up(client: IMAPClient, thread: ThreadPoolExecutor) -> None:
    """End what the thread may still wait for, and have it clear up."""
    with suppress(OSError):  # the other side was first
        # Not the TLS layer's own method: the thread may be inside that layer.
        socket.shutdown(client.socket(), SHUT_RDWR)
    thread.submit(_close, client)


def _close(client: IMAPClient) -> None:
    with suppress(OSError):  # the other side was first
        client.shutdown()


def _reason(error: Exception) -> str:
    """Return what a server or the system says, in one line."""
    text = error.args[0] if error.args and isinstance(error.args[0], bytes) else str(error)
    line = text.decode(errors="replace") if isinstance(text, bytes) else text
    return " ".join(line.split())[:300] or type(error).__name__
