"""The keys that every editor of the console needs for itself."""

from typing import Final

NEEDED: Final = frozenset(
    {
        "up", "down", "left", "right", "home", "end", "backspace", "delete", "enter", "escape", "tab",
        "shift+tab", "shift+up", "shift+down", "shift+left", "shift+right", "shift+home", "shift+end",
    }
)  # fmt: skip
"""Without these nobody can write; they are not to be had for anything else while a text has the keys."""
USEFUL: Final = {
    "ctrl+left": "goes to the word before",
    "ctrl+right": "goes to the next word",
    "ctrl+shift+left": "selects the word before",
    "ctrl+shift+right": "selects the next word",
    "ctrl+a": "goes to the line's start",
    "ctrl+e": "goes to the line's end",
    "ctrl+w": "deletes the word before",
    "ctrl+backspace": "deletes the word before",
    "ctrl+d": "deletes the next character",
    "ctrl+x": "cuts",
    "ctrl+v": "pastes",
    "ctrl+u": "deletes to the line's start",
    "ctrl+k": "deletes to the line's end",
    "ctrl+shift+k": "deletes the line",
    "ctrl+z": "undoes",
    "ctrl+y": "does again what was undone",
}
"""What is lost where such a key is given to a command."""
