"""What an agent types in one draft, followed for the triggers that fire by themselves."""

from agent_console.services.library import Library
from agent_console.snippets.trigger.firing import Firing
from agent_console.snippets.trigger.keystream import Keystream


class TypedKeys:
    """Follows the keys as long as each one falls where the last one left the cursor."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._book = library.book
        self._stream = Keystream(self._book.matcher)
        self._following = False

    def typed(self, character: str, before: str) -> Firing | None:
        """Take a typed character, with the one that it fell behind; return what fires with it."""
        if self._book is not self._library.book:
            self._book = self._library.book
            self._stream = Keystream(self._book.matcher)
            self._following = False
        if not self._following:
            self._stream.clear(before)
            self._following = True
        return self._stream.typed(character)

    def backspace(self) -> None:
        """Take the last key back."""
        self._stream.backspace()

    def expanded(self) -> None:
        """A reply has taken the place of a trigger; the next key falls behind it."""
        self._stream.expanded()

    def lost(self) -> None:
        """The cursor was moved, or the text was changed otherwise than by typing."""
        self._following = False
