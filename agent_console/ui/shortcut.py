"""The keys that insert a canned reply directly: one key, or several in a row, as its `shortcut` says."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from textual.binding import Binding
from textual.keys import Keys, _character_to_key, key_to_character
from textual.widgets import TextArea

from agent_console.snippets.snippet import Snippet
from agent_console.ui.keys import Command, KeyMap, pretty

MODIFIERS = frozenset({"ctrl", "alt", "shift"})
NAMED = frozenset(key.value for key in Keys)
EDITING = frozenset(binding.key for binding in Binding.make_bindings(TextArea.BINDINGS))
"""What the editor needs for itself."""
MOST_KEYS = 3
FIRST = re.compile(r"(ctrl|alt)\+.+|f[0-9]+")
"""Keys that write nothing, and do nothing in a terminal by themselves."""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One reply, and the keys that are pressed for it one after the other."""

    keys: tuple[str, ...]
    """Textual's names of keys."""
    snippet: str
    label: str

    @property
    def written(self) -> str:
        """The keys as people write them, such as `Ctrl+R E`."""
        return " ".join(map(pretty, self.keys))


class Shortcuts:
    """Those of all loaded replies that can be used; what is wrong with others is in `problems`."""

    def __init__(self, snippets: Iterable[Snippet] = (), keys: KeyMap | None = None) -> None:
        self.problems: tuple[str, ...] = ()
        self._taken: Mapping[str, Command] = {**keys.writing, **keys.steering} if keys is not None else {}
        self._places: dict[tuple[str, ...], str] = {}
        self._shortcuts: dict[tuple[str, ...], Shortcut] = {}
        for snippet in snippets:
            if snippet.shortcut:
                self._add(snippet)

    def __iter__(self) -> Iterator[Shortcut]:
        """Yield them in the order of the files."""
        return iter(self._shortcuts.values())

    def of(self, keys: tuple[str, ...]) -> Shortcut | None:
        """Return the shortcut of exactly these keys."""
        return self._shortcuts.get(keys)

    def after(self, keys: tuple[str, ...]) -> tuple[Shortcut, ...]:
        """Return those that begin with these keys and go on."""
        begun = len(keys)
        return tuple(one for one in self if len(one.keys) > begun and one.keys[:begun] == keys)

    def _add(self, snippet: Snippet) -> None:
        keys = tuple(map(_named, snippet.shortcut.split()))
        place = f"{snippet.file}:{snippet.line}"
        objection = self._objection(snippet.shortcut, keys)
        if objection:
            self.problems = (*self.problems, f"{place}: shortcut `{snippet.shortcut}` {objection}")
        else:
            self._places[keys] = place
            self._shortcuts[keys] = Shortcut(keys, snippet.id, snippet.label or snippet.id)

    def _objection(self, written: str, keys: tuple[str, ...]) -> str:
        """Return what keeps a shortcut from being used; empty when nothing does."""
        if unknown := [part for part in written.split() if not _is_key(part)]:
            return f"names a key that there is not: {unknown[0]}"
        if not 0 < len(keys) <= MOST_KEYS:
            return f"must be one to {MOST_KEYS} keys"
        if not FIRST.fullmatch(keys[0]):
            return "must begin with Ctrl, Alt or a function key: other keys are for writing"
        if keys[0] in self._taken:
            return f"begins with a key of the console: {pretty(keys[0])} is for {self._taken[keys[0]].id}"
        if keys[0] in EDITING:
            return f"begins with a key that is needed for editing: {pretty(keys[0])}"
        rival = next((other for other in self._places if _in_each_other(other, keys)), None)
        return "" if rival is None else f"cannot be told from that of {self._places[rival]}"


def _named(part: str) -> str:
    """Return Textual's name of a key as people may write it; a single letter may be a capital."""
    *modifiers, last = part.split("+")
    if len(last) == 1:
        return "+".join([*map(str.lower, modifiers), _character_to_key(last.lower() if modifiers else last)])
    return part.lower()


def _is_key(part: str) -> bool:
    *modifiers, last = _named(part).split("+")
    known = last in NAMED or key_to_character(last) is not None
    return known and set(modifiers) <= MODIFIERS


def _in_each_other(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether one begins with all of the other, so that the shorter would hide the longer."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
