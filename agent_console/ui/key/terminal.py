"""Which keys reach the console everywhere: in tmux, over SSH, in terminals without the Kitty protocol.

Without that protocol (https://sw.kovidgoyal.net/kitty/keyboard-protocol) a terminal sends Ctrl and a letter
as one control character, Alt as an Escape before the character, and modifiers of cursor keys as xterm does.
"""

from collections.abc import Iterator
from typing import Final

from agent_console.ui.key.name import CURSOR, FUNCTION, pretty

_SAME: Final = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
    "ctrl+h": "backspace",
    "alt+enter": "enter",
    "alt+escape": "escape",
    "alt+tab": "shift+tab",
    "alt+backspace": "ctrl+w",
    "alt+b": "ctrl+left",
    "alt+f": "ctrl+right",
}
"""Keys that come as another one."""
_CONTROLS: Final = frozenset({"backslash", "right_square_bracket", "circumflex_accent", "underscore", "@"})
"""Characters with which Ctrl makes a control character, besides letters."""
_DOUBTFUL_FUNCTION: Final = frozenset(f"f{number}" for number in range(13, 25))
"""No keyboard has them, and terminals send them for Shift and another function key, each in its own way."""


def dependable(key: str) -> bool:
    """Whether every usual terminal sends a key as itself."""
    *held, last = key.split("+")
    if key in _SAME or last in _DOUBTFUL_FUNCTION:
        return False
    match held:
        case [] | ["shift"] if last in CURSOR or last == "tab":
            return True
        case []:
            return True
        case ["ctrl"]:
            return last in CURSOR | _CONTROLS or (len(last) == 1 and last.isascii() and last.isalpha())
        case ["alt"]:
            return last in CURSOR or (len(last) == 1 and last.isascii() and last.isalnum())
    return last in CURSOR


def doubt(key: str) -> str:
    """Return why a key may not arrive, for people; empty where it arrives everywhere."""
    if dependable(key):
        return ""
    if key in _SAME:
        return f"{pretty(key)} comes as {pretty(_SAME[key])} from most terminals"
    return f"only terminals with the Kitty keyboard protocol send {pretty(key)}"


def instead(key: str) -> Iterator[str]:
    """Yield keys that arrive everywhere, the most like a doubtful one first."""
    *_, last = key.split("+")
    if key == "ctrl+enter":
        yield "ctrl+j"
    if len(last) == 1:
        yield from filter(dependable, (f"alt+{last}", f"ctrl+{last}"))
    if last in FUNCTION - _DOUBTFUL_FUNCTION:
        yield last
    yield from (f"f{number}" for number in range(1, 13))
