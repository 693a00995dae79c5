"""One customer's conversation, folded from the events of its room in their order; no I/O."""

from collections.abc import Iterable, Mapping, Sequence

from agent_console.backends.matrix import event as kinds
from agent_console.backends.matrix import spell
from agent_console.backends.matrix.event import RoomEvent
from agent_console.backends.matrix.ownership import Ownership
from agent_console.backends.matrix.particulars import Particulars
from agent_console.backends.matrix.question import Questions
from agent_console.backends.matrix.room import Room, phone
from agent_console.backends.matrix.speech import Speech
from agent_console.backends.matrix.team import Team
from agent_console.backends.matrix.transcript import Line, Transcript
from agent_console.backends.matrix.value import NOTHING, Content, name, number, text
from agent_console.domain.chat import Author, Conversation, ConversationId, Message, Presence, Status
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.history import Move, Step
from agent_console.domain.record import Case

Asides = Mapping[str, RoomEvent]
"""The events of the team room that others point to."""
_GONE = frozenset({"leave", "ban"})


class Chat:
    """A room's conversation; equal on every console that has seen the same events."""

    def __init__(self, room_id: str, team: Team, homeserver: str) -> None:
        self.id = ConversationId(room_id)
        self.room = Room()
        self.ownership = Ownership()
        self.transcript = Transcript()
        self.particulars = Particulars()
        self.questions = Questions()
        self.steps: list[Step] = []
        self.waiting_since_ms = 0
        self.read = 0
        """The sequence up to which the customer has read."""
        self._team = team
        self._speech = Speech(team, self.room, self.transcript, homeserver)
        self._spells = spell.Spells(room_id)
        self._customer = ""

    @property
    def customer(self) -> str:
        """The Matrix ID of the customer: who wrote first, else who came first; empty without any."""
        return self._customer or next(filter(self.is_customer, self.room.members), "")

    def is_customer(self, user: str) -> bool:
        """Whether somebody in this room is neither an agent nor a program."""
        return self._speech.author(user) is Author.CUSTOMER

    def apply(self, event: RoomEvent, asides: Asides) -> None:
        """Take in the next event of the room; one that was seen already changes nothing."""
        if event.id in self.transcript:
            return
        if event.state_key is not None:
            self._state(event)
        elif event.kind in kinds.SPOKEN:
            self._spoken(event)
        elif event.kind == kinds.REDACTION:
            self._deleted(event)
        elif self._team.is_agent(event.sender):
            self._agent(event, asides)
        self.transcript.step(event.id)

    def receipts(self, receipts: Iterable[tuple[str, str]]) -> None:
        """Take in how far people have read."""
        places = [self.transcript.place(event) for user, event in receipts if self.is_customer(user)]
        self.read = max([self.read, *filter(None, places)])

    @property
    def presence(self) -> Presence:
        """Whether the customer is in the room."""
        return self.room.presence(self.customer)

    @property
    def concern(self) -> str:
        """What the customer began the present chat with."""
        present = self._spells.present
        first = self.transcript.now(present.first) if present is not None else None
        return first.text if first is not None else ""

    def past(self) -> list[Case]:
        """Return the chats before the present one, newest first."""
        return [spell.case(one, identity, self._said(one)) for identity, one in self._spells.earlier()]

    def past_said(self, case: str) -> Sequence[Message] | None:
        """Return what was said in one of them, as it is now; None when there is no such chat."""
        found = dict(self._spells.earlier()).get(case)
        return None if found is None else self._said(found)

    @property
    def facts(self) -> Conversation:
        """The conversation without its messages."""
        customer, present = self.customer, self._spells.present
        return Conversation(
            id=self.id,
            customer=Customer(
                CustomerId(customer or self.id), self.room.name(customer) or self.id, phone=phone(customer)
            ),
            channel=self.room.channel(customer),
            queue=self.particulars.queue,
            concern=self.concern,
            status=self.ownership.status,
            fence=self.ownership.fence,
            tags=self.particulars.tags,
            priority=self.particulars.priority,
            promise=self.particulars.promise,
            outcome=present.outcome if present is not None else "",
            presence=self.presence,
            read=self.read,
        )

    def _said(self, one: spell.Spell) -> Sequence[Message]:
        return self.transcript.folded(self.facts, one.first, one.last)

    def _state(self, event: RoomEvent) -> None:
        user = event.state_key or ""
        before = self.room.members.get(user)
        self.room.apply(event)
        if event.kind != kinds.MEMBER:
            return
        after = self.room.members.get(user)
        if user == self.customer and before == "join" and after in _GONE:
            self._log(event, Move.LEFT, user)
        elif user == self.customer and before in _GONE and after == "join":
            self._log(event, Move.RETURNED, user)
        if after in _GONE and self.ownership.left(user):
            self._log(event, Move.LAPSED, user)

    def _spoken(self, event: RoomEvent) -> None:
        line = self._speech.line(event)
        self.transcript.add(line)
        if line.message.amends:
            self._log_amendment(event, line)
        elif line.message.author is Author.CUSTOMER:
            self._customer = self._customer or event.sender
            self._asked(event)

    def _asked(self, event: RoomEvent) -> None:
        if self.ownership.written(self.transcript.head):
            self.waiting_since_ms = event.sent_ms
            self._spells.begin(self.transcript.head, event.sent_at)
            self._log(event, Move.QUEUED)

    def _deleted(self, event: RoomEvent) -> None:
        if (line := self._speech.deletion(event)) is not None:
            self.transcript.add(line)
            self._log_amendment(event, line)

    def _agent(self, event: RoomEvent, asides: Asides) -> None:
        match event.kind:
            case kinds.NOTE:
                self._note(event, self._aside(event, asides))
            case kinds.ACT:
                self._act(event, self._aside(event, asides))
            case kinds.CLAIM:
                self._claim(event)
            case kinds.WON:
                claim = name(event.content.get("claim"), "$")
                if self.ownership.won(claim, event.sender, number(event.content.get("fence"))):
                    self._log(event, Move.TAKEN, event.sender)
            case kinds.CLOSE:
                self._close(event, self._aside(event, asides))
            case kinds.HAND_OVER:
                self._hand_over(event, self._aside(event, asides))

    def _aside(self, event: RoomEvent, asides: Asides) -> Content:
        """Return what the same agent told the team about an event of this room; nothing else."""
        aside = asides.get(event.aside)
        if aside is None or aside.sender != event.sender or aside.content.get("room") != self.id:
            return NOTHING
        return aside.content

    def _note(self, event: RoomEvent, aside: Content) -> None:
        line = self._speech.note(event, aside)
        self.transcript.add(line)
        if line.message.amends:
            self._log_amendment(event, line)
            return
        self._log(event, Move.NOTED, event.sender)
        if (move := self.questions.apply(event, aside)) is not None:
            self._log(event, move, event.sender, line.message.text)

    def _act(self, event: RoomEvent, aside: Content) -> None:
        if (change := self.particulars.apply(aside)) is not None:
            self._log(event, change[0], event.sender, change[1])

    def _claim(self, event: RoomEvent) -> None:
        closed = self.ownership.status is Status.CLOSED
        if self.ownership.counts(event.id, self.ownership.claim(event.id, event.sender, _fence(event))):
            if closed:
                self._spells.begin(self.transcript.head + 1, event.sent_at)
                self._log(event, Move.REOPENED, event.sender)
            self._log(event, Move.TAKEN, event.sender)

    def _close(self, event: RoomEvent, aside: Content) -> None:
        head = number(event.content.get("head"))
        if self.ownership.counts(event.id, self.ownership.close(event.sender, _fence(event), head)):
            outcome = text(aside.get("detail"))
            self._spells.end(self.transcript.head, event.sent_at, outcome, self.particulars.tags)
            self._log(event, Move.CLOSED, event.sender, outcome)
            self.particulars.promise = None

    def _hand_over(self, event: RoomEvent, aside: Content) -> None:
        heir = name(event.content.get("to"), "@")
        heir = heir if self._team.is_agent(heir) else ""
        if self.ownership.counts(event.id, self.ownership.hand_over(event.sender, _fence(event), heir)):
            queue, comment = text(aside.get("queue")), text(aside.get("detail"))
            self.particulars.handed_over(queue)
            target = self._team.name(heir) if heir else queue
            self._log(event, Move.HANDED_OVER, event.sender, ": ".join(filter(None, (target, comment))))
            self._log(event, *((Move.TAKEN, heir) if heir else (Move.QUEUED,)))

    def _log_amendment(self, event: RoomEvent, line: Line) -> None:
        if (move := _amendment(event, self.transcript.at(line.message.amends))) is not None:
            self._log(event, move, event.sender, str(line.message.amends))

    def _log(self, event: RoomEvent, move: Move, by: str = "", detail: str = "") -> None:
        called = self._speech.name(by) if by else ""
        self.steps.append(Step(len(self.steps) + 1, event.sent_at, move, called, detail))


def _amendment(event: RoomEvent, amended: Line | None) -> Move | None:
    """Return what is told of an amendment; nothing of an edit's words, which go with the message's own."""
    if amended is not None and amended.message.amends:
        return None
    # An edit stays one when its words are deleted later.
    edit = event.kind in kinds.SPOKEN or bool(event.aside)
    return Move.EDITED if edit else Move.DELETED


def _fence(event: RoomEvent) -> int | None:
    return number(event.content.get("fence"))


MARKS = frozenset({kinds.NOTE, kinds.ACT, kinds.CLOSE, kinds.HAND_OVER})
"""The events that point to an aside."""
