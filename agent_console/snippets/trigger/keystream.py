"""The keys of someone who types, one by one, and the triggers that fire in them, as in espanso."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agent_console.snippets.trigger.firing import Candidate, Firing
from agent_console.snippets.trigger.matcher import Matcher, Path
from agent_console.snippets.trigger.regex_trigger import buffered

REMEMBERED = 5
"""How many keys Backspace can take back; past them nothing of what was typed is known."""


@dataclass(frozen=True, slots=True)
class _State:
    """What is known after a key."""

    paths: tuple[Path, ...]
    """The triggers that have begun; the one that began first leads."""
    buffer: str


class Keystream:
    """Follows the keys typed in one place of one text.

    Whatever fires, a trigger or a pattern, ends all that has begun, and the next key begins anew.
    """

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._states: deque[_State] = deque(maxlen=REMEMBERED)
        self.clear()

    def typed(self, character: str) -> Firing | None:
        """Take a typed character; return what fires with it."""
        buffer = buffered((self._states[-1].buffer if self._states else "") + character)
        paths: list[Path] = []
        firing: Firing | None = None
        for path in self._next(character):
            firing = path.firing()
            if firing:
                break
            paths.append(path)
        hits = tuple(self._matcher.hits(buffer))
        if firing or hits:
            self.clear()
            return _joined(firing, hits, buffer)
        self._states.append(_State(tuple(paths), buffer))
        return None

    def backspace(self) -> None:
        """Take the last key back; without one that is remembered, begin anew."""
        if self._states:
            self._states.pop()
        else:
            self.clear()

    def expanded(self) -> None:
        """Begin anew behind a text that took a trigger's place; its end counts as a separator."""
        self.clear()

    def clear(self, before: str = "") -> None:
        """Forget all keys, because the cursor was moved or text was pasted.

        `before` is the character left of the cursor; a trigger that needs a separator on its left begins
        here only behind one, or behind "", which stands for the start of the text and for not knowing.
        """
        self._states.clear()
        self._opened = tuple(self._matcher.opened(before))

    def _next(self, character: str) -> Iterator[Path]:
        """Yield where a key leads, from what began first."""
        if self._states:
            yield from self._matcher.steps(self._states[-1].paths, character)
        yield from self._matcher.begun(character)
        if not self._states:
            yield from self._matcher.steps(self._opened, character)


def _joined(firing: Firing | None, hits: tuple[Candidate, ...], buffer: str) -> Firing:
    """Return the trigger's replies before those of patterns."""
    if firing:
        return replace(firing, candidates=firing.candidates + hits)
    return Firing(buffer[-hits[0].length :], "", "", hits)
