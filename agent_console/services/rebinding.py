"""Fills the canned replies of a draft in anew, for another customer than they were inserted for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft, Insertion
from agent_console.domain.edit import splice
from agent_console.domain.merge import Difference, carried, differences, replaced, stands_in
from agent_console.domain.stop import Stop, next_group
from agent_console.services.checkpoint import PERSONAL
from agent_console.services.library import Library
from agent_console.services.origins import Origin, Origins
from agent_console.snippets.context import Context
from agent_console.snippets.expansion import Expansion
from agent_console.snippets.stop.mark import shown


@dataclass(frozen=True, slots=True)
class Rebound:
    """A draft whose replies are another customer's now."""

    draft: Draft
    unsure: tuple[str, ...] = ()
    """Paths of values that may still be the first customer's, because nobody can tell by the text."""


class Rebinding:
    """Changes only what still stands as it was inserted: what the agent has written stays."""

    def __init__(self, desk: Desk, library: Library, origins: Origins) -> None:
        self._desk = desk
        self._library = library
        self._origins = origins

    def rebound(self, draft: Draft, target: ConversationId) -> Rebound:
        """Return the draft as it would be had its replies been inserted for another held conversation.

        It stays the draft of its own conversation. A value that the other customer lacks is a hole that
        must be filled. What is left of the first customer's values stays known as theirs, so that it is
        asked about before it is sent.
        """
        unsure: list[str] = []
        for insertion in draft.insertions:
            if insertion.text and insertion.customer == draft.customer:
                draft = self._refilled(draft, insertion, target, unsure)
        return Rebound(draft, tuple(dict.fromkeys(unsure)))

    def _refilled(
        self, draft: Draft, insertion: Insertion, target: ConversationId, unsure: list[str]
    ) -> Draft:
        expansion, origin = self._again(draft, insertion, target)
        if origin is None:
            unsure += _untold(insertion, dict(expansion.values))
        whole = {value for _, value in (*_personal(insertion.values), *_personal(expansion.values))}
        found = differences(insertion.text, expansion.text, whole)
        draft = _put(draft, carried(found, insertion.text, draft.text, whole), expansion.stops)
        customer = self._desk[target].customer.id
        now = replace(expansion.insertion, customer=customer, text=expansion.text)
        if origin is not None:
            self._origins.note(now, origin)
        left = _left(insertion, dict(expansion.values), draft.text)
        others = (one for one in draft.insertions if one is not insertion)
        return replace(draft, insertions=(*others, *left, now))

    def _again(
        self, draft: Draft, insertion: Insertion, target: ConversationId
    ) -> tuple[Expansion, Origin | None]:
        """Return the reply for the other customer, and how it was called for if that is known.

        One that nobody has changed is in that customer's language; of another one only values change.
        """
        origin = self._origins.of(insertion)
        context = self._library.context(target)
        if origin is not None:
            context = replace(context, seed=origin.seed)
            untouched = insertion.text in draft.text
            first = origin.wanted.locale or ("" if untouched else origin.language)
            for locale in dict.fromkeys((first, origin.language)):
                filled = self._library.book.expand(insertion.snippet, context, locale, origin.wanted.occasion)
                if isinstance(filled, Expansion) and filled.version == insertion.version:
                    return filled, origin
        return _substituted(insertion, context), None


def _personal(values: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(path, value) for path, value in values if path.startswith(PERSONAL)]


def _substituted(insertion: Insertion, context: Context) -> Expansion:
    """Return a reply with another customer's values wherever the first one's stand in it as they are."""
    now = {path: context.text(path) for path, _ in _personal(insertion.values)}
    words: dict[str, str] = {}
    for path, before in _personal(insertion.values):
        words.setdefault(before, now[path] or shown(path))
    text = replaced(insertion.text, words)
    kept = ((path, now.get(path, value)) for path, value in insertion.values)
    return Expansion(
        insertion.snippet,
        insertion.version,
        text,
        tuple(_holes(text, [path for path, value in now.items() if not value])),
        tuple((path, value) for path, value in kept if value),
    )


def _holes(text: str, missing: Iterable[str]) -> Iterable[Stop]:
    for index, path in enumerate(missing, 1):
        hole = shown(path)
        start = text.find(hole)
        while start >= 0:
            yield Stop(start, start + len(hole), index, required=True, path=path)
            start = text.find(hole, start + 1)


def _untold(insertion: Insertion, now: dict[str, str]) -> list[str]:
    """Return the paths whose value is another one now, and which the text has in some other form."""
    return [
        path
        for path, before in _personal(insertion.values)
        if now.get(path) != before and not stands_in(before, insertion.text)
    ]


def _left(insertion: Insertion, now: dict[str, str], text: str) -> list[Insertion]:
    """Return what still stands in a text of the first customer's values, as theirs."""
    left = tuple(
        (path, before)
        for path, before in _personal(insertion.values)
        if now.get(path) != before and stands_in(before, text)
    )
    return [replace(insertion, values=left, text="")] if left else []


def _put(draft: Draft, found: Iterable[Difference], stops: tuple[Stop, ...]) -> Draft:
    """Return a draft with the new words in place of the old ones, and the holes that are among them."""
    group = next_group(draft.stops)
    for one in reversed(tuple(found)):
        end = one.start + len(one.edit.text)
        inside = (stop for stop in stops if stop.required and one.start <= stop.start and stop.end <= end)
        shift = one.edit.start - one.start
        holes = tuple(replace(stop.moved(shift), group=group) for stop in inside)
        spliced = splice(draft.text, draft.stops, one.edit, -1)
        places = {(hole.start, hole.end) for hole in holes}
        kept = (stop for stop in spliced.stops if (stop.start, stop.end) not in places)
        cursor = _cursor_after(draft.cursor, one)
        draft = replace(draft, text=spliced.text, stops=(*kept, *holes), cursor=cursor, at=-1)
    return draft


def _cursor_after(cursor: int, one: Difference) -> int:
    if cursor >= one.edit.end:
        return cursor + one.edit.shift
    return min(cursor, one.edit.start + len(one.edit.text)) if cursor > one.edit.start else cursor
