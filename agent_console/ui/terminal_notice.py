"""What is written to the terminal besides the screen: its title, its bell, and notifications.

Nothing here holds a control character but those of the sequences themselves. The sequences are xterm's
(OSC 2, and the title stack of XTWINOPS), iTerm2's (OSC 9), urxvt's (OSC 777) and kitty's (OSC 99).
"""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

BELL: Final = "\x07"
SAVE_TITLE: Final = "\x1b[22;2t"
RESTORE_TITLE: Final = "\x1b[23;2t"
LONGEST: Final = 200
"""Characters of one text; longer ones are cut."""
_ST: Final = "\x1b\\"
_UNTITLED: Final = frozenset({"", "dumb", "linux"})
"""Terminals without a title, of which some would print it."""


class Protocol(StrEnum):
    """How a terminal is told to show a notification."""

    NONE = "off"
    OSC9 = "osc9"
    OSC777 = "osc777"
    OSC99 = "osc99"


_BY_TERM: Final = (
    ("xterm-kitty", Protocol.OSC99),
    ("xterm-ghostty", Protocol.OSC777),
    ("wezterm", Protocol.OSC777),
    ("foot", Protocol.OSC777),
    ("rxvt-unicode", Protocol.OSC777),
    ("contour", Protocol.OSC777),
)
"""By how TERM begins."""
_BY_PROGRAM: Final = {
    "iTerm.app": Protocol.OSC9,
    "iTerm2": Protocol.OSC9,
    "WezTerm": Protocol.OSC777,
    "ghostty": Protocol.OSC777,
}
_BY_VARIABLE: Final = {
    "KITTY_WINDOW_ID": Protocol.OSC99,
    "WEZTERM_PANE": Protocol.OSC777,
    "GHOSTTY_RESOURCES_DIR": Protocol.OSC777,
    "ITERM_SESSION_ID": Protocol.OSC9,
}
"""By variables that outlive tmux, which has a TERM and a TERM_PROGRAM of its own."""


def known(environment: Mapping[str, str]) -> Protocol:
    """Return how the terminal of an environment takes notifications, NONE where that is not known."""
    term = environment.get("TERM", "")
    by_term = next((protocol for start, protocol in _BY_TERM if term.startswith(start)), None)
    if by_term is not None:
        return by_term
    # LC_TERMINAL is what iTerm2 passes on over SSH.
    for name in ("TERM_PROGRAM", "LC_TERMINAL"):
        if (program := environment.get(name, "")) in _BY_PROGRAM:
            return _BY_PROGRAM[program]
    found = (protocol for name, protocol in _BY_VARIABLE.items() if environment.get(name))
    return next(found, Protocol.NONE)


def within_tmux(environment: Mapping[str, str]) -> bool:
    """Whether tmux stands between the program and its terminal; over SSH only TERM tells."""
    return bool(environment.get("TMUX")) or environment.get("TERM", "").startswith("tmux")


def titled(environment: Mapping[str, str]) -> bool:
    """Whether the terminal has a title."""
    return environment.get("TERM", "") not in _UNTITLED


def plain(text: str) -> str:
    """Return text as it may stand within a sequence: on one line, without a control or a hidden character."""
    kept = (" " if symbol.isspace() else symbol for symbol in text if symbol.isspace() or _visible(symbol))
    return "".join(kept)[:LONGEST]


def title(text: str) -> str:
    """Return what sets the title."""
    return f"\x1b]2;{plain(text)}{_ST}"


def notification(protocol: Protocol, heading: str, text: str) -> str:
    """Return what shows a notification; nothing where the terminal takes none.

    The heading must begin with a letter: some terminals take an OSC 9 with a number for another order.
    """
    # In OSC 777 a semicolon ends the heading.
    heading, text = plain(heading).replace(";", ","), plain(text)
    match protocol:
        case Protocol.OSC9:
            return f"\x1b]9;{heading}: {text}{BELL}"
        case Protocol.OSC777:
            return f"\x1b]777;notify;{heading};{text}{BELL}"
        case Protocol.OSC99:
            # One id for all: a newer notification takes the place of the one before.
            return f"\x1b]99;i=agent-console:d=0;{heading}{_ST}\x1b]99;i=agent-console:p=body;{text}{_ST}"
        case Protocol.NONE:
            return ""


def through_tmux(sequence: str) -> str:
    """Return a sequence as tmux passes it on to the terminal around it."""
    doubled = sequence.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{doubled}{_ST}" if sequence else ""


def _visible(symbol: str) -> bool:
    # Controls, format characters (which turn the direction of writing), lone surrogates, unassigned ones.
    return not unicodedata.category(symbol).startswith("C")
