"""One conversation's messages in the order that this console numbers them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from agent_console.backends.chatwoot.field import moment
from agent_console.backends.chatwoot.record import Entry, Kind
from agent_console.domain.chat import Author, ClientId, Delivery, Message, Mode
from agent_console.texts import _


@dataclass(slots=True)
class Place:
    """A message that has a number."""

    entry: Entry
    sequence: int
    client_id: ClientId


@dataclass(slots=True)
class Ledger:
    """Numbers a conversation's messages 1, 2, 3, ... from the oldest that was loaded.

    A message keeps its number as long as this console runs, whatever comes late: what has a lower id and
    arrives after a higher one goes behind it. What changes later (a deletion, other words, a delivery that
    failed) takes a number of its own at the end. Another run of the console numbers the messages as they
    are then. Activities have no number; they are the conversation's history.
    """

    messages: list[Message] = field(default_factory=list)
    activities: dict[int, Entry] = field(default_factory=dict)
    newest: int = 0
    """The highest id of any message so far, activities included."""
    _places: dict[int, Place] = field(default_factory=dict)
    _claims: dict[int, ClientId] = field(default_factory=dict)

    def claim(self, message: int, client_id: ClientId) -> None:
        """Note which of the console's ids a message has, as its answer told."""
        self._claims[message] = client_id
        if place := self._places.get(message):
            place.client_id = client_id

    def add(self, entries: Iterable[Entry]) -> list[Message]:
        """Take messages over, new ones and known ones; return what that adds to the conversation."""
        before = len(self.messages)
        for entry in sorted(entries, key=lambda each: each.id):
            self.newest = max(self.newest, entry.id)
            if entry.kind is Kind.ACTIVITY:
                self.activities.setdefault(entry.id, entry)
            elif (place := self._places.get(entry.id)) is None:
                self._append(entry)
            else:
                self._amend(place, entry)
        return self.messages[before:]

    def recall(self, message: int) -> list[Message]:
        """Take the words out of a message, because it was deleted; return what that adds."""
        place, before = self._places[message], len(self.messages)
        self._take_away(place)
        return self.messages[before:]

    def find(self, client_id: ClientId) -> Message | None:
        """Return the message that was sent under one of the console's ids, as it was first told."""
        place = next((p for p in self._places.values() if p.client_id == client_id), None)
        return None if place is None else self.messages[place.sequence - 1]

    def at(self, sequence: int) -> Entry | None:
        """Return the message under a number; None for an amendment, and when there is none."""
        return next((p.entry for p in self._places.values() if p.sequence == sequence), None)

    def shown(self) -> Sequence[Entry]:
        """Return the messages as they are now, oldest first, without those that were deleted."""
        return [place.entry for _id, place in sorted(self._places.items()) if not place.entry.deleted]

    def knows(self, message: int) -> bool:
        """Whether a message has a number, or its id was told by its answer."""
        return message in self._places or message in self._claims

    def sequence(self, message: int) -> int:
        """Return a message's number; 0 when it has none."""
        place = self._places.get(message)
        return 0 if place is None else place.sequence

    def unclaimed(self, agent: int) -> Sequence[Entry]:
        """Return an agent's own messages that no id is known of."""
        return [
            place.entry
            for place in self._places.values()
            if place.entry.sender == agent and not place.entry.mark and place.entry.id not in self._claims
        ]

    def read_until(self, seen_at: float, whole: bool = False) -> int:
        """Return the number of the newest message that a customer has read who looked at a time.

        Times are whole seconds: the messages of that very second count only when `whole` is set.
        """
        read = (
            p.sequence
            for p in self._places.values()
            if p.entry.at < seen_at or (whole and p.entry.at == seen_at)
        )
        return max(read, default=0)

    def tail(self, length: int) -> int:
        """Return the id that so many of the newest messages come after."""
        known = sorted(self._places)
        return known[-length] - 1 if len(known) >= length else 0

    def _append(self, entry: Entry) -> None:
        client_id = ClientId(entry.mark or self._claims.get(entry.id, "") or f"chatwoot-{entry.id}")
        self._places[entry.id] = Place(entry, len(self.messages) + 1, client_id)
        self.messages.append(_message(entry, len(self.messages) + 1, client_id))

    def _amend(self, place: Place, entry: Entry) -> None:
        known = place.entry
        if known.deleted:
            return
        if entry.deleted:
            self._take_away(place)
        elif entry.text != known.text and entry.text:
            place.entry = entry
            self._append_amendment(place, entry.text)
        if entry.status == "failed" and known.status != "failed" and not entry.deleted:
            self._tell_failure(entry)
        if not place.entry.deleted:
            place.entry = entry

    def _take_away(self, place: Place) -> None:
        if not place.entry.deleted:
            place.entry = replace(place.entry, text="", attachment=None, deleted=True)
            self._append_amendment(place, "")

    def _append_amendment(self, place: Place, text: str) -> None:
        amended, number = self.messages[place.sequence - 1], len(self.messages) + 1
        self.messages.append(
            Message(
                client_id=ClientId(f"chatwoot-{place.entry.id}-{number}"),
                author=amended.author,
                name=amended.name,
                text=text,
                sent_at=amended.sent_at,
                sequence=number,
                mode=amended.mode,
                amends=place.sequence,
            )
        )

    def _tell_failure(self, entry: Entry) -> None:
        number = len(self.messages) + 1
        line = Message(
            client_id=ClientId(f"chatwoot-{entry.id}-failed"),
            author=Author.SYSTEM,
            name="Chatwoot",
            text=_("Not delivered to the customer: {text}").format(text=_failure(entry)),
            sent_at=moment(entry.at),
            sequence=number,
            mode=Mode.NOTE,
        )
        self.messages.append(line)


def _message(entry: Entry, sequence: int, client_id: ClientId) -> Message:
    failed = entry.status == "failed" and not entry.deleted
    delivery = Delivery.RECALLED if entry.deleted else Delivery.FAILED if failed else Delivery.SENT
    return Message(
        client_id=client_id,
        author=entry.author,
        name=entry.name,
        text=entry.text,
        sent_at=moment(entry.at),
        sequence=sequence,
        mode=Mode.NOTE if entry.private else Mode.REPLY,
        delivery=delivery,
        failure=(entry.failure or _("Chatwoot could not deliver it")) if failed else "",
        attachment=entry.attachment,
        handed_over=entry.handed_over,
    )


def _failure(entry: Entry) -> str:
    words = f"{entry.text[:60]}…" if len(entry.text) > 60 else entry.text
    return " - ".join(filter(None, (words, entry.failure)))
