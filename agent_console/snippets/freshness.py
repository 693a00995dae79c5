"""Whether the values that a reply was filled in with are still what they were."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agent_console.snippets.context import Context, empty, text_of, value_at
from agent_console.texts import _

_FORMATTED = re.compile(r"true|false|-?[0-9]+\.[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?")
"""How amounts, dates and the like look, which stand in a text in some other form or only decide about it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that is another one now."""

    path: str
    before: str
    now: str
    """Empty when it is not known any more."""
    span: tuple[int, int] | None
    """Where the text has the old one, in characters; None where it has it in another form."""

    @property
    def reason(self) -> str:
        """The change in one line for a person."""
        words = (
            _("{path} was “{before}” when it was filled in, and is “{now}” now.")
            if self.now
            else _("{path} was “{before}” when it was filled in, and is not known any more.")
        )
        return words.format(path=self.path, before=self.before, now=self.now)


def changes(used: Iterable[tuple[str, str]], text: str, context: Context) -> Iterator[Change]:
    """Yield which of the `used` paths have another value now than they had, as far as a text shows it.

    A value that nobody finds in the text any more was taken out by hand, unless a text never has it as
    it is: amounts, dates, and what is only asked whether it is true.
    """
    names, disguise = context.names()
    for path, before in used:
        value = value_at(names, path)
        now = "" if empty(value) else disguise.take_off(text_of(value))
        start = text.find(before)
        plain = isinstance(value, str) or not _FORMATTED.fullmatch(before)
        if now != before and (start >= 0 or not plain):
            yield Change(path, before, now, (start, start + len(before)) if start >= 0 else None)
