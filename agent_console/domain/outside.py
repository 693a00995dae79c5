"""What a canned response may ask of the world outside the program; only the user's own config allows it."""

from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """A way out of the program."""

    CLIPBOARD = "clipboard"
    SHELL = "shell"
    SCRIPT = "script"
    HTTP = "http"


@dataclass(frozen=True, slots=True)
class Request:
    """One value that is to come from outside; equal requests have the same answer."""

    reach: Reach
    text: str = ""
    """The command line of a shell, the program of a script, or an address; empty for the clipboard."""
    arguments: tuple[str, ...] = ()
    """What a script is given."""
    options: tuple[tuple[str, str], ...] = ()
    """Further settings by name, such as the `path` of a value in the answer, or the `shell` to use."""
    environment: tuple[tuple[str, str], ...] = ()
    """What a command finds in its environment besides the usual."""
