"""One chat's messages as this console numbers them, and which of them are its own sends."""

from collections.abc import Iterable
from dataclasses import dataclass

from agent_console.backends.livehelperchat import translation
from agent_console.backends.livehelperchat.row import MessageRow
from agent_console.domain.chat import ClientId, Message, Mode

TRIMMED = " \t\n\r\0\x0b"
"""What the system takes off both ends of a message."""
SETTLED_SECONDS = 60
"""Messages become visible out of the order of their ids, but not later than this."""


@dataclass(slots=True)
class Sending:
    """One of the agent's sends, from its first try on."""

    text: str
    mode: Mode
    since: float
    """The server's time, in seconds since 1970, before which it cannot have been stored."""
    left: bool = False
    """Whether a request with it may have reached the system."""
    left_at: float = 0.0
    """The monotonic instant of the last such request."""
    repeatable: bool = False
    """Whether it is posted again once it has been looked for long enough."""
    disputed: bool = False
    """Whether the agent was told that it may be one of several messages."""
    number: int = 0
    """The id of the message that it became; 0 while that is not known."""

    def is_kept_as(self, row: MessageRow) -> bool:
        """Whether that message may be this send, by its words and its time; times are cut to seconds."""
        return row.text.strip(TRIMMED) == self.text.strip(TRIMMED) and row.time >= int(self.since) - 1


class Ledger:
    """Numbers messages in the order in which they are learnt: by id, those that come late at the end.

    A number that was told once stays, whatever becomes of the message.
    """

    def __init__(self, me: int, url: str) -> None:
        """`me` is the agent's own id as an operator."""
        self.messages: list[Message] = []
        self._me = me
        self._url = url
        self._rows: list[MessageRow] = []
        self._sequences: dict[int, int] = {}
        self._sendings: dict[ClientId, Sending] = {}
        self._taken: dict[int, ClientId] = {}

    @property
    def newest(self) -> int:
        """The highest id that is known; 0 before the first."""
        return max(self._sequences, default=0)

    def settled(self, now: float) -> int:
        """Return the id behind which nothing can be missing, at the server's time `now`."""
        recent = (row.id for row in self._rows[-1000:] if row.time > now - SETTLED_SECONDS)
        first = min(recent, default=0)
        if not first:
            return self.newest
        return max((row.id for row in self._rows if row.id < first), default=0)

    def fold(self, rows: Iterable[MessageRow], nick: str) -> list[Message]:
        """Take in messages, sorted by id; return those that are new, numbered."""
        new = []
        for row in rows:
            if row.id in self._sequences:
                continue
            self._recognise(row)
            sequence = len(self._rows) + 1
            client_id = self._taken.get(row.id, ClientId(f"message-{row.id}"))
            new.append(translation.message(row, sequence, client_id, nick, self._url))
            self._rows.append(row)
            self._sequences[row.id] = sequence
        self.messages.extend(new)
        return new

    def sending(self, client_id: ClientId) -> Sending | None:
        """Return what is known of a send."""
        return self._sendings.get(client_id)

    def begin(self, client_id: ClientId, sending: Sending) -> None:
        """Remember a send before it leaves."""
        self._sendings[client_id] = sending

    def forget(self, client_id: ClientId) -> None:
        """Forget a send that the system certainly did not take."""
        self._sendings.pop(client_id, None)

    def settle(self, client_id: ClientId, number: int) -> None:
        """Note which message a send has become."""
        sending = self._sendings[client_id]
        if sending.number and self._taken.get(sending.number) == client_id:
            del self._taken[sending.number]
        sending.number = number
        self._taken[number] = client_id

    def sent(self, client_id: ClientId) -> Message | None:
        """Return a send as the system keeps it; None while it has not been read."""
        sending = self._sendings.get(client_id)
        if sending is None or sending.number not in self._sequences:
            return None
        return self.messages[self._sequences[sending.number] - 1]

    def candidates(self, client_id: ClientId) -> list[int]:
        """Return the messages that a send may have become, those known as other sends left out."""
        sending = self._sendings[client_id]
        own = (row for row in self._rows if row.writer == self._me and row.id not in self._taken)
        return [row.id for row in own if sending.is_kept_as(row)]

    def wrote_since(self, sequence: int) -> bool:
        """Whether the customer has a message behind that one."""
        return any(row.writer == 0 for row in self._rows[sequence:])

    def _recognise(self, row: MessageRow) -> None:
        """Let a send on its way, of which nobody knows yet whether it arrived, be this message."""
        if row.writer != self._me or row.id in self._taken:
            return
        for client_id, sending in self._sendings.items():
            if sending.left and not sending.number and sending.is_kept_as(row):
                self.settle(client_id, row.id)
                return
