"""What an agent is writing to one customer: text, tab stops, and what it was composed for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from agent_console.domain.chat import ClientId, Conversation, ConversationId, Mode
from agent_console.domain.customer import CustomerId
from agent_console.domain.edit import Edit, Spliced, splice
from agent_console.domain.stop import (
    Step,
    Stop,
    fields,
    innermost,
    mirrors_of,
    next_group,
    regrouped,
)

NOBODY = CustomerId("")
NO_ID = ClientId("")


@dataclass(frozen=True, slots=True)
class Insertion:
    """A canned response in the draft: what it was, and which values it was filled with.

    So is a text that was copied from another customer's chat, with the names and numbers in it.
    """

    snippet: str
    """The snippet's id, such as `billing.refund-eta`; empty for a text that was copied."""
    values: tuple[tuple[str, str], ...]
    """Paths and the texts they gave, such as `("order.number", "48213")`; checked again at send."""
    customer: CustomerId = NOBODY
    """Whose values they are."""
    version: str = ""
    """A digest of the snippet as it was then."""
    defaults: tuple[str, ...] = ()
    """The paths for which a default stands in the text, because they had no value."""
    text: str = ""
    """What was inserted, as it was then."""

    def gave(self, text: str, position: int) -> bool:
        """Return whether a character of the draft's text is part of one of the values."""
        around = (text[max(0, position + 1 - len(one)) : position + len(one)] for _, one in self.values)
        return any(one and one in there for (_, one), there in zip(self.values, around, strict=True))


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
        it only where Tab went to it last, and does not fill what still stands there. A stop's mirrors
        follow its text. Raises ValueError when the range does not lie in the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"range {start}:{end} does not lie in {len(self.text)} characters")
        return self._edited(Edit(start, end, text), start + len(text))

    def edited(self, text: str, cursor: int) -> "Draft":
        """Return the draft after the editor changed its text to `text` with the cursor at `cursor`.

        The change is taken to be one contiguous edit that ends at the cursor where that is possible,
        so that typing the same character twice moves the right stops. The text of the result is another
        one where mirrors followed the edit. Raises ValueError when the cursor does not lie in the text.
        """
        if not 0 <= cursor <= len(text):
            raise ValueError(f"cursor {cursor} does not lie in {len(text)} characters")
        if text == self.text:
            return replace(self, cursor=cursor)
        return self._edited(Edit.between(self.text, text, cursor), cursor)

    def inserted(self, start: int, end: int, text: str, stops: Iterable[Stop], source: Insertion) -> "Draft":
        """Return the draft with a canned response in place of characters `start` to `end`.

        `stops` are relative to `text`; the cursor goes to the first of them, else behind the text.
        """
        base = self.replaced(start, end, text)
        start = base.cursor - len(text)
        around = innermost(base.stops, start, base.cursor) if text else None
        within = (*around.within, around.field) if around else ()
        group = next_group(base.stops)
        added = tuple(replace(stop.moved(start), group=group, within=within) for stop in stops)
        whole = replace(base, stops=(*base.stops, *added), insertions=(*base.insertions, source), at=-1)
        first = next(iter(fields(added)), None)
        return whole if first is None else whole.visiting(first)

    def visiting(self, stop: Stop) -> "Draft":
        """Return the draft with the cursor at the end of one of its stops, which Tab went to."""
        return replace(self, cursor=stop.end, at=self.stops.index(stop))

    @property
    def active(self) -> Stop | None:
        """The stop that Tab went to last."""
        return self.stops[self.at] if self.at >= 0 else None

    def transformed(self, transform: Callable[[str, str], str], field: Step | None = None) -> "Draft":
        """Return the draft as it is when the agent leaves a field, or, without one, every field.

        `transform` is given a stop's transform and its text, and returns the new text. What it has made is
        not transformed again.
        """
        draft = self
        wanted = [n for n, stop in enumerate(self.stops) if stop.transform and field in (None, stop.field)]
        while wanted:
            number = wanted.pop()
            stop = draft.stops[number]
            text = draft.text[stop.start : stop.end]
            if text == stop.made:
                continue
            new = transform(stop.transform, text)
            draft, spliced = draft._rewritten(number, new)
            now = spliced.number(number)
            stops = (*draft.stops[:now], replace(draft.stops[now], made=new), *draft.stops[now + 1 :])
            draft = replace(draft, stops=stops)
            wanted = [now for n in wanted if (now := spliced.number(n)) >= 0]
        return draft

    def settled(self) -> "Draft":
        """Return the draft without the stops that may stay as they are; the text stays."""
        return replace(self, stops=tuple(stop for stop in self.stops if stop.lasting), at=-1)

    def _edited(self, edit: Edit, cursor: int) -> "Draft":
        """Return the draft after one edit, with the mirrors of what has changed made alike."""
        spliced = splice(self.text, self.stops, edit, self.at)
        if not spliced.text:
            return replace(self, text="", cursor=0, stops=(), insertions=(), at=-1)
        at = spliced.number(self.at)
        draft = replace(self, text=spliced.text, stops=spliced.stops, cursor=cursor, at=at)
        pending = list(spliced.changed)
        while pending:
            draft, pending = draft._mirrored(pending.pop(0), pending)
        return draft

    def _mirrored(self, source: int, pending: list[int]) -> "tuple[Draft, list[int]]":
        """Return the draft with a stop's text in all that mirror it, and new numbers for those pending."""
        draft, original = self, self.stops[source]
        text = self.text[original.start : original.end]
        mirrors = list(mirrors_of(source, self.stops))
        while mirrors:
            number = mirrors.pop()
            draft, spliced = draft._rewritten(number, text)
            now = spliced.number(number)
            stops = list(draft.stops)
            stops[now] = replace(stops[now], required=original.required)
            draft = replace(draft, stops=tuple(stops))
            mirrors = [n for before in mirrors if (n := spliced.number(before)) >= 0]
            pending = [n for before in pending if (n := spliced.number(before)) >= 0]
        return draft, pending

    def _rewritten(self, number: int, text: str) -> tuple["Draft", Spliced]:
        """Return the draft with another text at one of its stops, the cursor where it was in the rest."""
        stop = self.stops[number]
        if text == self.text[stop.start : stop.end]:
            return self, Spliced(self.text, self.stops, tuple(range(len(self.stops))), ())
        edit = Edit(stop.start, stop.end, text)
        spliced = splice(self.text, self.stops, edit, number)
        at = spliced.number(self.at)
        cursor = self._cursor_after(edit, before_active=number < self.at)
        return replace(self, text=spliced.text, stops=spliced.stops, cursor=cursor, at=at), spliced

    def _cursor_after(self, edit: Edit, before_active: bool) -> int:
        """Return where the cursor is after an edit elsewhere; of empty stops that touch, the order counts."""
        if edit.start < self.cursor < edit.end:
            return edit.start + len(edit.text)
        behind = edit.end < self.cursor or edit.start < edit.end == self.cursor
        touching = edit.start == edit.end == self.cursor and before_active
        return self.cursor + edit.shift if behind or touching else self.cursor

    def fronted(self, end: int, front: str, returned: Iterable[Stop] = ()) -> "Draft":
        """Return the draft with `front` in place of its first `end` characters; the rest goes on a new line.

        Stops in the rest and the cursor move along, those before it stay where `front` leaves their text;
        `returned` are stops that `front` brings, by their places in it.
        """
        rest = self.text[end:].removeprefix("\n")
        text = f"{front}\n{rest}" if rest else front
        shift = len(text) - len(self.text)
        kept = tuple(one for one in self.stops if one.end <= end) if front[:end] == self.text[:end] else ()
        behind = tuple(one.moved(shift) for one in self.stops if one not in kept and one.start >= end)
        stops = (*kept, *regrouped(tuple(returned), next_group(self.stops)), *behind)
        cursor = self.cursor + shift if self.cursor > end or not end else len(front)
        return replace(self, text=text, cursor=max(cursor, 0), stops=stops, at=-1)

    def joined(self, other: "Draft") -> "Draft":
        """Return the draft with another one's text behind it, after a blank line if it has text itself."""
        before = f"{self.text}\n\n" if self.text else ""
        others = regrouped(other.stops, next_group(self.stops))
        stops = (*self.stops, *(stop.moved(len(before)) for stop in others))
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
        order = fields(self.stops)
        if backwards:
            order.reverse()
        touched = {stop.field for stop in self.stops if stop.start <= self.cursor <= stop.end}
        active = self.active
        if active is not None and active.field in touched:
            touched = {active.field}
        here = next((n for n, stop in enumerate(order) if stop.field in touched), -1)
        return order[here + 1] if here + 1 < len(order) else None

    def emptied(self) -> "Draft":
        """Return the draft without any text, for the same conversation and mode."""
        return Draft(self.conversation, self.customer, self.fence, self.mode, id=self.id)
