"""What an agent is writing to one customer: text, tab stops, and what it was composed for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from agent_console.domain.chat import ClientId, Conversation, ConversationId, Mode
from agent_console.domain.customer import CustomerId

NOBODY = CustomerId("")
NO_ID = ClientId("")


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in a draft that Tab goes to; offsets count characters."""

    start: int
    end: int
    index: int
    """Tab order: 1, 2, ... and 0 for the final one. Stops of one index mirror each other."""
    choices: tuple[str, ...] = ()
    required: bool = False
    """Whether sending is blocked until the agent has changed the text here."""
    path: str = ""
    """The value that was missing, such as `order.number`; empty for an ordinary stop."""

    def moved(self, offset: int) -> "Stop":
        """Return the stop that many characters further on."""
        return replace(self, start=self.start + offset, end=self.end + offset)


@dataclass(frozen=True, slots=True)
class Insertion:
    """A canned response in the draft: what it was, and which values it was filled with."""

    snippet: str
    """The snippet's id, such as `billing.refund-eta`."""
    values: tuple[tuple[str, str], ...]
    """Paths and the texts they gave, such as `("order.number", "48213")`; checked again at send."""
    customer: CustomerId = NOBODY
    """Whose values they are."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Text bound to one conversation and one mode for ever; every edit makes a new value."""

    conversation: ConversationId
    customer: CustomerId
    fence: int
    mode: Mode = Mode.REPLY
    text: str = ""
    cursor: int = 0
    stops: tuple[Stop, ...] = ()
    insertions: tuple[Insertion, ...] = ()
    began_at: int = 0
    """The conversation's head when the first character fell; later messages make the draft stale."""
    id: ClientId = NO_ID
    """Given with the first character; the reply that the draft becomes keeps it."""
    at: int = -1
    """Which of `stops` Tab went to last; -1 when none, or when that one is gone."""

    @classmethod
    def blank(cls, facts: Conversation, mode: Mode) -> "Draft":
        """Return a draft without text, bound to a conversation as it is now."""
        return cls(facts.id, facts.customer.id, facts.fence, mode)

    @property
    def empty(self) -> bool:
        """Whether nothing but white space has been written."""
        return not self.text.strip()

    @property
    def holes(self) -> tuple[Stop, ...]:
        """The required stops that nobody has filled yet, in the order of the text."""
        return tuple(sorted((stop for stop in self.stops if stop.required), key=lambda stop: stop.start))

    def replaced(self, start: int, end: int, text: str) -> "Draft":
        """Return the draft with `text` in place of characters `start` to `end`, cursor behind it.

        Stops behind the edit move along; one that the edit lies in grows or shrinks, and counts as
        filled; one that the edit cuts through is dropped. Text put right at an edge of a stop belongs to
        it only where Tab went to it last, and does not fill what still stands there. Raises ValueError
        when the range does not lie in the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"range {start}:{end} does not lie in {len(self.text)} characters")
        new_text = self.text[:start] + text + self.text[end:]
        if not new_text:
            return replace(self, text="", cursor=0, stops=(), insertions=(), at=-1)
        edit = _Edit(start, end, len(text))
        adjusted = [edit.applied(stop, active=n == self.at) for n, stop in enumerate(self.stops)]
        stops = tuple(stop for stop in adjusted if stop is not None)
        kept = self.at >= 0 and adjusted[self.at] is not None
        at = sum(stop is not None for stop in adjusted[: self.at]) if kept else -1
        return replace(self, text=new_text, cursor=start + len(text), stops=stops, at=at)

    def edited(self, text: str, cursor: int) -> "Draft":
        """Return the draft after the editor changed its text to `text` with the cursor at `cursor`.

        The change is taken to be one contiguous edit that ends at the cursor where that is possible,
        so that typing the same character twice moves the right stops. Raises ValueError when the cursor
        does not lie in the text.
        """
        if not 0 <= cursor <= len(text):
            raise ValueError(f"cursor {cursor} does not lie in {len(text)} characters")
        if text == self.text:
            return replace(self, cursor=cursor)
        start, old_end, new_end = _changed_range(self.text, text, cursor)
        return replace(self.replaced(start, old_end, text[start:new_end]), cursor=cursor)

    def inserted(self, start: int, end: int, text: str, stops: Iterable[Stop], source: Insertion) -> "Draft":
        """Return the draft with a canned response in place of characters `start` to `end`.

        `stops` are relative to `text`; the cursor goes to the first of them, else behind the text.
        """
        base = self.replaced(start, end, text)
        added = tuple(stop.moved(start) for stop in stops)
        whole = replace(base, stops=(*base.stops, *added), insertions=(*base.insertions, source), at=-1)
        first = min(added, key=tab_order, default=None)
        return whole if first is None else whole.visiting(first)

    def visiting(self, stop: Stop) -> "Draft":
        """Return the draft with the cursor at the end of one of its stops, which Tab went to."""
        return replace(self, cursor=stop.end, at=self.stops.index(stop))

    def fronted(self, end: int, front: str) -> "Draft":
        """Return the draft with `front` in place of its first `end` characters; the rest goes on a new line.

        Stops in the rest and the cursor move along.
        """
        rest = self.text[end:].removeprefix("\n")
        text = f"{front}\n{rest}" if rest else front
        shift = len(text) - len(self.text)
        stops = tuple(stop.moved(shift) for stop in self.stops if stop.start >= end)
        cursor = self.cursor + shift if self.cursor > end or not end else len(front)
        return replace(self, text=text, cursor=max(cursor, 0), stops=stops, at=-1)

    def joined(self, other: "Draft") -> "Draft":
        """Return the draft with another one's text behind it, after a blank line if it has text itself."""
        before = f"{self.text}\n\n" if self.text else ""
        stops = (*self.stops, *(stop.moved(len(before)) for stop in other.stops))
        return replace(
            self,
            text=before + other.text,
            cursor=len(before) + other.cursor,
            stops=stops,
            insertions=(*self.insertions, *other.insertions),
            at=-1,
        )

    def next_stop(self, backwards: bool = False) -> Stop | None:
        """Return the stop that Tab (or Shift+Tab) goes to from the cursor; None at the last one."""
        order = sorted(self.stops, key=tab_order, reverse=backwards)
        touched = [n for n, stop in enumerate(order) if stop.start <= self.cursor <= stop.end]
        active = self.stops[self.at] if self.at >= 0 else None
        here = next((n for n in touched if order[n] is active), next(iter(touched), -1))
        return order[here + 1] if here + 1 < len(order) else None

    def emptied(self) -> "Draft":
        """Return the draft without any text, for the same conversation and mode."""
        return Draft(self.conversation, self.customer, self.fence, self.mode, id=self.id)


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters `start` to `end` give way to as many as `inserted`."""

    start: int
    end: int
    inserted: int

    def applied(self, stop: Stop, active: bool) -> Stop | None:
        """Return the stop after the edit; None when the edit cuts through it."""
        shift = self.inserted - (self.end - self.start)
        beside = self.start == self.end and self.start in (stop.start, stop.end)
        if stop.start <= self.start and self.end <= stop.end and (active or not beside):
            unfilled = stop.required and beside and stop.start < stop.end
            return replace(stop, end=stop.end + shift, required=unfilled)
        if self.end <= stop.start:
            return stop.moved(shift)
        return stop if stop.end <= self.start else None


def tab_order(stop: Stop) -> tuple[bool, int, int]:
    """Return the key by which stops are visited: 1, 2, ... and the final stop 0 last."""
    return (stop.index == 0, stop.index, stop.start)


def _changed_range(old: str, new: str, cursor: int) -> tuple[int, int, int]:
    """Return start, old end and new end of the one edit that turns `old` into `new`."""
    longest = min(len(old), len(new))
    suffix = 0
    limit = min(longest, len(new) - cursor)
    while suffix < limit and old[-1 - suffix] == new[-1 - suffix]:
        suffix += 1
    prefix = 0
    while prefix < longest - suffix and old[prefix] == new[prefix]:
        prefix += 1
    while suffix < longest - prefix and old[-1 - suffix] == new[-1 - suffix]:
        suffix += 1
    return prefix, len(old) - suffix, len(new) - suffix
