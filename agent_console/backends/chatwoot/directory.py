"""The conversations of the account as they are known now, and who has them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from agent_console.backends.chatwoot.record import Chat, State
from agent_console.domain.chat import Priority

RANKS = {Priority.URGENT: 0, Priority.HIGH: 1, Priority.NORMAL: 2, Priority.LOW: 3}
MOST_KNOWN = 5_000
"""Conversations that are remembered; those closed longest ago go first."""


class Directory:
    """Snapshots of conversations; an older one never takes a newer one's place."""

    def __init__(self) -> None:
        self._chats: dict[int, Chat] = {}
        self._touched: set[int] = set()

    def __getitem__(self, conversation: int) -> Chat:
        """Return a conversation that is known; raises KeyError for any other."""
        return self._chats[conversation]

    def find(self, conversation: int) -> Chat | None:
        """Return a conversation; None when it is not known."""
        return self._chats.get(conversation)

    def put(self, chat: Chat) -> bool:
        """Take a snapshot over; False when a newer one is known."""
        known = self._chats.get(chat.id)
        if known is not None and 0 < chat.updated_at < known.updated_at:
            return False
        self._chats[chat.id] = chat
        self._touched.add(chat.id)
        if len(self._chats) > MOST_KNOWN:
            self._shrink()
        return True

    def begin(self) -> None:
        """Note that the open conversations are being listed; what is told meanwhile is newer than that."""
        self._touched.clear()

    def list_open(self, chats: Iterable[Chat], held: Collection[int] = ()) -> None:
        """Take over which conversations are open; others are forgotten but for `held` and newer ones."""
        listed = {chat.id: chat for chat in chats}
        kept = listed.keys() | self._touched | set(held)
        self._chats = {key: chat for key, chat in self._chats.items() if key in kept}
        for chat in listed.values():
            self.put(chat)

    def waiting(self) -> Sequence[Chat]:
        """Return the open conversations that nobody has, the next one first."""
        found = (chat for chat in self._chats.values() if unowned(chat))
        return sorted(
            found, key=lambda chat: (RANKS[chat.priority], chat.waiting_since or float("inf"), chat.id)
        )

    def held(self, agent: int) -> Sequence[int]:
        """Return the open conversations of an agent, in order of their ids."""
        return sorted(chat.id for chat in self._chats.values() if holds(agent, chat))

    def counts(self) -> Counter[int]:
        """Count the open conversations of each agent."""
        return Counter(
            chat.assignee
            for chat in self._chats.values()
            if chat.state is State.OPEN and chat.assignee is not None
        )

    def of_contact(self, contact: int) -> Sequence[int]:
        """Return the conversations of a contact."""
        return [chat.id for chat in self._chats.values() if chat.contact == contact]

    def _shrink(self) -> None:
        closed = sorted(
            (c for c in self._chats.values() if c.state is not State.OPEN), key=lambda c: c.updated_at
        )
        for chat in closed[: MOST_KNOWN // 10]:
            del self._chats[chat.id]


def holds(agent: int, chat: Chat) -> bool:
    """Whether a conversation is open and an agent's."""
    return chat.state is State.OPEN and chat.assignee == agent


def unowned(chat: Chat) -> bool:
    """Whether a conversation is open and nobody's."""
    return chat.state is State.OPEN and chat.assignee is None and not chat.bot
