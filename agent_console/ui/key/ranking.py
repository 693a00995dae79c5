"""Which commands fit what was typed, best first; slips of the finger allowed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from agent_console.ui.key.command import SCOPED, Command

_ENOUGH: Final = 62.0
"""Of 100: what is less like the query is not meant."""
_WHOLE: Final = 100.0
"""How well a command fits that has every word of the query."""
_KEY: Final = 200.0
"""How well a command fits whose very key was typed."""
_MOST_RECENT: Final = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A command as it can be found."""

    command: Command
    labels: tuple[str, ...]
    """Its keys, as people write them."""
    why_not: str
    """Why it can do nothing now; empty when it can."""


@dataclass(slots=True)
class Recent:
    """The commands that were found last, the newest one first."""

    ids: list[str] = field(default_factory=list)

    def used(self, command_id: str) -> None:
        """Note that one was carried out."""
        self.ids = [command_id, *(other for other in self.ids if other != command_id)][:_MOST_RECENT]

    def place(self, command_id: str) -> int:
        """Return its place among them; behind all where it is none of them."""
        return self.ids.index(command_id) if command_id in self.ids else _MOST_RECENT


def ranked(entries: Sequence[Entry], query: str, recent: Recent) -> list[Entry]:
    """Return the entries that fit a query; without one all, first the recent and then the possible ones."""
    wanted = query.strip()
    scored = [(_score(entry, wanted), entry) for entry in entries]
    fitting = [(score, entry) for score, entry in scored if score >= _ENOUGH]
    fitting.sort(key=lambda one: (-one[0], *_precedence(one[1], recent)))
    return [entry for _, entry in fitting]


def _precedence(entry: Entry, recent: Recent) -> tuple[int, bool, bool]:
    """Return what comes first among equals: the recent, the possible, and what is no key of writing."""
    return recent.place(entry.command.id), bool(entry.why_not), entry.command.group in SCOPED


def _score(entry: Entry, typed: str) -> float:
    if not typed:
        return _WHOLE
    wanted = typed.casefold()
    keys = [label for label in entry.labels if label.casefold() == wanted]
    if keys:
        # After the leader key a capital is another key than the small letter.
        return _KEY + any(label[-1] == typed[-1] for label in keys)
    command = entry.command
    own = f"{command.brief} {command.words} {command.id}".casefold()
    everything = f"{own} {command.group.heading}".casefold()
    words = wanted.split()
    if all(word in everything for word in words):
        return _WHOLE + sum(_begins(own, word) for word in words) / len(words)
    return min(_best(word, everything.replace(".", " ").split()) for word in words)


def _begins(text: str, word: str) -> float:
    """Return how early a word stands in a command's own words: 2 at a word's beginning, 1 within."""
    return 2.0 if f" {word}" in f" {text}".replace(".", " ") else float(word in text)


def _best(word: str, among: Sequence[str]) -> float:
    # A word is compared with beginnings as long as itself: one types the beginning of what one looks for.
    return max(fuzz.ratio(word, other[: len(word) + 1]) for other in among)
