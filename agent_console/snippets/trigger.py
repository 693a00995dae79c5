"""Finding the trigger that was just typed: a trie of triggers, walked back from the cursor."""

from dataclasses import dataclass, field
from enum import StrEnum

SEPARATORS = frozenset(" ,;:.?!(){}[]<>'\"\r\n\t\f")
"""What ends a word, as in espanso's defaults."""
OPENERS = frozenset("„“‚‘«»‹›¿¡—–…/|")
"""Further signs that a trigger may follow in prose."""


class Boundary(StrEnum):
    """What must stand beside a trigger."""

    LEFT = "token"
    """Left of it the text's start, white space or a separator."""
    BOTH = "word"
    """The same on both sides."""
    ESPANSO = "espanso"
    """What the match's own `word`, `left_word` and `right_word` ask for."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger of one snippet."""

    text: str
    snippet: str
    """The snippet's id."""
    boundary: Boundary = Boundary.LEFT
    left_word: bool = False
    right_word: bool = False
    any_case: bool = False

    def fits(self, typed: str, before: str, behind: str) -> bool:
        """Return whether it fires for what was typed between those characters ("" at an end)."""
        if typed != self.text and not self.any_case:
            return False
        left = self.left_word or self.boundary is not Boundary.ESPANSO
        right = self.right_word or self.boundary is Boundary.BOTH
        return (not left or separates(before)) and (not right or separates(behind))


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger left of the cursor."""

    start: int
    end: int
    trigger: str
    """As it was typed."""
    snippets: tuple[str, ...]
    """The ids of the snippets that it stands for; more than one is for the agent to choose from."""


@dataclass(slots=True)
class _Node:
    """Triggers that end in the same characters, read backwards and without case."""

    inner: dict[str, "_Node"] = field(default_factory=dict)
    triggers: list[Trigger] = field(default_factory=list)


class Index:
    """All triggers; looking one up takes as many steps as the longest trigger has characters."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, trigger: Trigger) -> None:
        """Take a trigger in."""
        node = self._root
        for character in reversed(trigger.text):
            node = node.inner.setdefault(folded(character), _Node())
        node.triggers.append(trigger)

    def before(self, text: str, cursor: int) -> Hit | None:
        """Return the longest trigger that ends at the cursor and fits there; None inside `code`."""
        hit: Hit | None = None
        node: _Node | None = self._root
        behind = text[cursor : cursor + 1]
        for start in range(cursor - 1, -1, -1):
            node = node.inner.get(folded(text[start])) if node else None
            if node is None:
                break
            typed = text[start:cursor]
            before = text[start - 1 : start] if start else ""
            snippets = tuple(one.snippet for one in node.triggers if one.fits(typed, before, behind))
            if snippets:
                hit = Hit(start, cursor, typed, tuple(dict.fromkeys(snippets)))
        return hit if hit and not in_code(text, hit.start) else None


def in_code(text: str, position: int) -> bool:
    """Return whether a place is inside back-ticked code, on its line or between fences."""
    if text.count("```", 0, position) % 2:
        return True
    line = text.rfind("\n", 0, position) + 1
    return text[line:position].replace("```", "").count("`") % 2 == 1


def separates(character: str) -> bool:
    """Return whether a trigger may stand beside that character; "" is an end of the text."""
    return not character or character.isspace() or character in SEPARATORS or character in OPENERS


def folded(character: str) -> str:
    """Return a character in small, as long as that is one character too."""
    lower = character.lower()
    return lower if len(lower) == 1 else character
