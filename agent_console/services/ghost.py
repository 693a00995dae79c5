"""The canned reply that what is being typed seems to lead to."""

from dataclasses import dataclass

from agent_console.domain.draft import Draft
from agent_console.services.call import Call, Wanted
from agent_console.services.library import Library

_LEAST_WORD, _LEAST_SIGN = 3, 2
"""Characters of a trigger after which it is guessed: one that begins like a word may as well be one."""


@dataclass(frozen=True, slots=True)
class Ghost:
    """A reply that can be had without typing the rest of its trigger."""

    call: Call
    rest: str
    """The characters of the trigger that are still to come."""
    label: str
    """What the reply is about; raw."""


def ghost(library: Library, draft: Draft) -> Ghost | None:
    """Return the best match at the end of a draft; None when there is none, or none that is usable here."""
    if draft.cursor != len(draft.text) or draft.conversation not in library:
        return None
    call = library.called(draft)
    if call is not None:
        return _named(library, call, "")
    begun = [
        beginning
        for beginning in library.book.begun_before(draft.text, draft.cursor)
        if _enough(draft.text[beginning.start :])
    ]
    context = library.context(draft.conversation) if begun else None
    for beginning in begun:
        snippet = beginning.trigger.snippet
        if context is not None and not library.book.blocked(snippet, context):
            return _named(library, Call(draft, (Wanted(snippet, beginning.start),)), beginning.rest)
    return None


def _enough(typed: str) -> bool:
    return len(typed) >= (_LEAST_WORD if typed[0].isalnum() else _LEAST_SIGN)


def _named(library: Library, call: Call, rest: str) -> Ghost:
    snippets = filter(None, map(library.book.get, call.snippets))
    label = " | ".join(snippet.label or snippet.id for snippet in snippets)
    return Ghost(call, rest, label)
