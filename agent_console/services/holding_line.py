"""One line to everybody who waits: previewed for each customer, and sent as a reply of its own to each."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from agent_console.domain.chat import Author, ClientId, Conversation, ConversationId, Delivery, Mode
from agent_console.domain.customer import Customer
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.domain.patience import Patience
from agent_console.domain.verdict import Ruling, Verdict
from agent_console.ports import Clock
from agent_console.services.checkpoint import Checkpoint
from agent_console.services.library import Library
from agent_console.services.promises import Promises
from agent_console.services.replies import Replies
from agent_console.snippets.expansion import Expansion, Trouble
from agent_console.texts import N_, _

_LEAVES = (Ruling.ALLOW, Ruling.DELAY)
_ANSWERED_SOON = N_("your reply is about to leave")


@dataclass(frozen=True, slots=True)
class Line:
    """What one customer would get."""

    conversation: ConversationId
    customer: Customer
    waited: timedelta
    draft: Draft | None
    """The text, bound to the conversation as it was; None where there is none for this customer."""
    objection: str = ""
    """Why it cannot be sent, raw; empty when it can."""

    @property
    def text(self) -> str:
        """What would be sent; empty when nothing would."""
        return "" if self.draft is None or self.objection else self.draft.text


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who got nothing."""

    customer: Customer
    reason: str
    """Raw."""


class HoldingLines:
    """Makes the lines, and sends those that the agent has confirmed; no half-written draft is touched.

    Where a line promises a return, a timer starts: who has it counts as answered, and must not be forgotten.
    """

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        library: Library,
        checkpoint: Checkpoint,
        replies: Replies,
        promises: Promises,
        patience: Patience,
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._library = library
        self._checkpoint = checkpoint
        self._replies = replies
        self._promises = promises
        self._patience = patience

    @property
    def after(self) -> timedelta:
        """From what wait on a customer gets the line."""
        return self._patience.holding_after or self._desk.thresholds.amber

    @property
    def due(self) -> bool:
        """Whether somebody waits that long."""
        return next(self._late(), None) is not None

    def lines(self) -> tuple[Line, ...]:
        """Return what everybody would get who waits that long, the one closest to breach first."""
        return tuple(self._line(held, waited) for held, waited in self._late())

    def send(self, lines: Iterable[Line]) -> tuple[LeftOut, ...]:
        """Send the lines in this tick, and return who was left out because something has changed since."""
        reasons = ((line.customer, self._send(line)) for line in lines)
        return tuple(LeftOut(customer, reason) for customer, reason in reasons if reason)

    # Making

    def _late(self) -> Iterator[tuple[Conversation, timedelta]]:
        now = self._clock.monotonic()
        for held in (self._desk[conversation] for conversation in self._desk.by_urgency(now)):
            waited = held.waiting.elapsed(now)
            if waited is not None and waited >= self.after:
                yield held, waited

    def _line(self, held: Conversation, waited: timedelta) -> Line:
        expansion = self._library.expansion(held.id, self._patience.holding_reply)
        if isinstance(expansion, Trouble):
            return Line(held.id, held.customer, waited, None, _trouble(expansion))
        draft = self._draft(held, expansion)
        objection = _(_ANSWERED_SOON) if _delayed(held) else _objection(self._checkpoint.check(draft))
        return Line(held.id, held.customer, waited, draft, objection)

    def _draft(self, held: Conversation, expansion: Expansion) -> Draft:
        """Return a draft that stands in no composer."""
        source = replace(expansion.insertion, customer=held.customer.id, text=expansion.text)
        stops = (*expansion.stops, *expansion.defaults)
        blank = replace(Draft.blank(held, Mode.REPLY), id=ClientId(str(uuid.uuid4())), began_at=held.head)
        return blank.inserted(0, 0, expansion.text, stops, source)

    # Sending

    def _send(self, line: Line) -> str:
        """Send one line; return why not, else nothing."""
        if line.draft is None or line.objection:
            return line.objection
        objection = self._change(line, line.draft) or _objection(self._replies.send(line.draft))
        if not objection:
            self._promises.bind(line.conversation, line.draft.id)
        return objection

    def _change(self, line: Line, draft: Draft) -> str:
        """Return what makes a line out of date; empty when nothing does."""
        held = self._desk.conversations.get(line.conversation)
        if held is None:
            return self._desk.farewell(line.conversation) or _("the chat has left your desk")
        if held.customer.id != line.customer.id:
            return _("the chat has another customer now")
        if any(message.author is Author.CUSTOMER for message in held.since(draft.began_at)):
            return _("wrote again meanwhile")
        if _delayed(held):
            return _(_ANSWERED_SOON)
        return _("was answered meanwhile") if held.waiting.since is None else ""


def _delayed(held: Conversation) -> bool:
    """Whether a reply waits to leave: behind it, the line would say that there is none yet."""
    return any(echo.answers and echo.delivery is Delivery.DELAYED for echo in held.echoes)


def _trouble(trouble: Trouble) -> str:
    if trouble.locales:
        return _("there is no text in this customer's language")
    return trouble.reason


def _objection(verdict: Verdict) -> str:
    return "" if verdict.ruling in _LEAVES else verdict.reason
