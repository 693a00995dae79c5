"""Names of keys: as settings may write them, as Textual calls them, and as people read them."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

LEADER: Final = "leader+"
"""Prefix of a key that is pressed after the leader key."""
MODIFIERS: Final = frozenset({"alt", "ctrl", "shift"})
CURSOR: Final = frozenset(
    {"up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"}
)
FUNCTION: Final = frozenset(f"f{number}" for number in range(1, 25))
_OTHERS: Final = frozenset({"enter", "tab", "escape", "backspace", "space"})
NAMED: Final = CURSOR | FUNCTION | _OTHERS
"""Keys that are called by a word, and are no single character."""
CHARACTERS: Final = {
    "!": "exclamation_mark",
    '"': "quotation_mark",
    "#": "number_sign",
    "$": "dollar_sign",
    "%": "percent_sign",
    "&": "ampersand",
    "'": "apostrophe",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "*": "asterisk",
    "+": "plus",
    ",": "comma",
    "-": "minus",
    ".": "full_stop",
    "/": "slash",
    ":": "colon",
    ";": "semicolon",
    "<": "less_than_sign",
    "=": "equals_sign",
    ">": "greater_than_sign",
    "?": "question_mark",
    "@": "at",
    "[": "left_square_bracket",
    "\\": "backslash",
    "]": "right_square_bracket",
    "^": "circumflex_accent",
    "_": "underscore",
    "`": "grave_accent",
    "{": "left_curly_bracket",
    "|": "vertical_line",
    "}": "right_curly_bracket",
    "~": "tilde",
}
"""What the toolkit calls the characters that are neither letters nor digits."""
_SPOKEN: Final = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "del": "delete",
    "ins": "insert",
    "hash": "number_sign",
    "dot": "full_stop",
    "period": "full_stop",
    "control": "ctrl",
    "option": "alt",
}
"""Other words for the same keys."""
_READ: Final = {name: character for character, name in CHARACTERS.items()} | {
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
}
_BETWEEN: Final = re.compile(r"(?<!\+),(?!$)|(?<=\+,),")
"""A comma between two keys, not one that is a key itself, as in `leader+,`."""


def parts(written: str) -> tuple[str, ...]:
    """Return the keys of a list that commas separate."""
    return tuple(part.strip() for part in _BETWEEN.split(written) if part.strip())


def named(written: str) -> str:
    """Return the toolkit's name of a key as people may write it, such as `ctrl+g` for `Ctrl+G`."""
    if written.lower().startswith(LEADER):
        return LEADER + named(written[len(LEADER) :])
    *modifiers, last = _split(written.strip())
    held = {_SPOKEN.get(one.lower(), one.lower()) for one in modifiers}
    if len(last) == 1 and held == {"shift"} and last.isalpha():
        return last.upper()
    return "+".join([*sorted(held), _last(last, bool(held))])


def _split(written: str) -> list[str]:
    """Return the modifiers and the key; the key may be a plus."""
    if written == "+" or written.endswith("++"):
        return [*(part for part in written[:-1].split("+") if part), "+"]
    return written.split("+")


def _last(key: str, held: bool) -> str:
    if len(key) == 1:
        return CHARACTERS.get(key, key.lower() if held else key)
    return _SPOKEN.get(key.lower(), key.lower())


def is_key(name: str) -> bool:
    """Whether the toolkit can report a key of this name."""
    *modifiers, last = name.split("+")
    known = last in NAMED or last in _READ or (len(last) == 1 and last.isalnum())
    return known and set(modifiers) <= MODIFIERS


def nearest_key(name: str) -> str:
    """Return the name of a key that is most like a wrong one; empty when none is."""
    *modifiers, last = name.removeprefix(LEADER).split("+")
    held = [_nearest(one, MODIFIERS) for one in modifiers]
    key = last if is_key(last) else _nearest(last, [*NAMED, *_READ])
    return "+".join([*held, key]) if key and all(held) else ""


def _nearest(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, sorted(known), n=1)
    return close[0] if close else ""


def writes(name: str) -> bool:
    """Whether a key puts a character into a text."""
    return "+" not in name and (len(name) == 1 or name == "space" or name in _READ.keys() - NAMED)


def pretty_keys(written: str) -> str:
    """Return keys that are pressed one after the other, such as `ctrl+r e`, as people write them."""
    return " ".join(map(pretty, written.split()))


def pretty(key: str) -> str:
    """Return a key's name as people write it, such as `Ctrl+G` for `ctrl+g`; a lone `g` stays."""
    *modifiers, last = key.split("+")
    written = _READ.get(last, last if len(last) == 1 else last.capitalize())
    return "+".join(
        [*(m.capitalize() for m in modifiers), written.upper() if modifiers and len(last) == 1 else written]
    )
