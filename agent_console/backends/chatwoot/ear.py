"""What the socket tells, passed to whom it concerns."""

from collections.abc import Callable

from agent_console.backends.chatwoot import push
from agent_console.backends.chatwoot.holding import Holdings
from agent_console.backends.chatwoot.record import Availability, Entry, Kind
from agent_console.backends.chatwoot.signs import Signs


class Ear:
    """Takes in what is pushed; it only notes, and has others read what is missing."""

    def __init__(
        self,
        holdings: Holdings,
        signs: Signs,
        on_stale: Callable[[], None],
        on_availability: Callable[[Availability], None],
    ) -> None:
        """`on_stale` is called when everything must be compared, the other with the agent's own presence."""
        self._holdings = holdings
        self._signs = signs
        self._on_stale = on_stale
        self._on_availability = on_availability

    def hear(self, told: push.Push | None) -> None:
        """Take one piece of news over."""
        match told:
            case push.MessagePushed(entry):
                self._hear_message(entry)
            case push.ChatPushed():
                self._hear_chat(told)
            case push.TypingPushed(conversation, contact, on):
                self._hear_typing(conversation, contact, on)
            case push.PresencePushed(users, contacts):
                self._hear_presence(users, contacts)
            case push.ContactPushed(customer):
                self._holdings.rename(customer)
            case push.StalePushed():
                self._on_stale()

    def _hear_chat(self, told: push.ChatPushed) -> None:
        self._holdings.see(told.chat)
        if told.read:
            self._holdings.transcripts.seen(told.chat.id, told.chat.seen_at, whole=True)

    def _hear_message(self, entry: Entry) -> None:
        if entry.kind is Kind.ACTIVITY:
            self._holdings.witness(entry)
        self._holdings.transcripts.hear(entry)
        known = self._holdings.directory.find(entry.conversation)
        if entry.kind is Kind.INCOMING:
            self._signs.customer(entry.conversation, on=False)
            if known is None:
                self._holdings.look(entry.conversation)
        moved = known is not None and entry.assignee is not None and entry.assignee != known.assignee
        if moved and self._holdings.on_desk(entry.conversation):
            self._holdings.look(entry.conversation)

    def _hear_typing(self, conversation: int, contact: int, on: bool) -> None:
        known = self._holdings.directory.find(conversation)
        if known is not None and known.contact == contact and self._holdings.on_desk(conversation):
            self._signs.customer(conversation, on)

    def _hear_presence(self, users: dict[int, Availability] | None, contacts: frozenset[int] | None) -> None:
        if users is not None:
            if not self._holdings.roster.appear(users):
                self._on_stale()
            self._holdings.tell_surroundings()
            if (own := users.get(self._holdings.roster.me.id)) not in (None, Availability.OFFLINE):
                self._on_availability(own)
        if contacts is not None:
            self._holdings.appear(contacts)
