"""Going through the fields of a draft: what Tab leaves is finished, choices are gone through in place."""

from dataclasses import replace

from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.domain.stop import Stop
from agent_console.services.drafts import Drafts
from agent_console.snippets.stop.transform import transformed


class Fields:
    """The fields of the drafts on the desk; what changes a draft returns it, or None for no change."""

    def __init__(self, desk: Desk, drafts: Drafts) -> None:
        self._desk = desk
        self._drafts = drafts

    def active(self, conversation: ConversationId, mode: Mode = Mode.REPLY) -> Stop | None:
        """Return the field that Tab went to last, as long as the cursor is in it."""
        draft = self._desk.draft(conversation, mode)
        stop = draft.active
        return stop if stop is not None and stop.start <= draft.cursor <= stop.end else None

    def next(
        self, conversation: ConversationId, mode: Mode = Mode.REPLY, backwards: bool = False
    ) -> Draft | None:
        """Finish the field that is left, and go to the next one, or the one before."""
        before = self._desk.draft(conversation, mode)
        draft = _finished(before)
        stop = draft.next_stop(backwards)
        draft = draft if stop is None else draft.visiting(stop)
        return None if draft == before else self._drafts.adopt(draft)

    def choose(self, conversation: ConversationId, step: int, mode: Mode = Mode.REPLY) -> Draft | None:
        """Put the next (1) or previous (-1) of the active field's choices that fit what was typed there."""
        before = self._desk.draft(conversation, mode)
        stop = self.active(conversation, mode)
        if stop is None or not stop.choices:
            return None
        now = _text(before, stop)
        offered = fitting(stop, now)
        place = offered.index(now) + step if now in offered else min(step, 0)
        draft = before.replaced(stop.start, stop.end, offered[place % len(offered)])
        return self._drafts.adopt(replace(draft, cursor=_end_of_active(draft)))

    def leave(self, conversation: ConversationId, mode: Mode = Mode.REPLY) -> Draft | None:
        """Finish every field and forget those that may stay as they are; the text stays."""
        before = self._desk.draft(conversation, mode)
        draft = _chosen(before).transformed(transformed).settled()
        return None if draft == before else self._drafts.adopt(draft)

    def finish(self, conversation: ConversationId, mode: Mode = Mode.REPLY) -> Draft | None:
        """Finish every field before the draft is sent; None when that leaves the text as it is."""
        before = self._desk.draft(conversation, mode)
        draft = _chosen(before).transformed(transformed)
        return None if draft.text == before.text else self._drafts.adopt(draft)


def fitting(stop: Stop, typed: str) -> tuple[str, ...]:
    """Return the choices of a field that begin with what was typed there; all where that leads nowhere."""
    if typed in stop.choices:
        return stop.choices
    begun = tuple(one for one in stop.choices if one.casefold().startswith(typed.casefold()))
    return begun if typed and begun else stop.choices


def _finished(draft: Draft) -> Draft:
    """Return a draft with its active field complete: a begun choice is made, and it is transformed."""
    stop = draft.active
    return draft if stop is None else _chosen(draft).transformed(transformed, stop.field)


def _chosen(draft: Draft) -> Draft:
    """Return a draft with the choice made that was begun in its active field."""
    stop = draft.active
    if stop is None:
        return draft
    typed = _text(draft, stop)
    offered = fitting(stop, typed)
    if not typed or typed in stop.choices or offered == stop.choices:
        return draft
    return draft.replaced(stop.start, stop.end, offered[0])


def _text(draft: Draft, stop: Stop) -> str:
    return draft.text[stop.start : stop.end]


def _end_of_active(draft: Draft) -> int:
    return draft.cursor if draft.active is None else draft.active.end
