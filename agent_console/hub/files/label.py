"""What a file is called for people: never a path, never a lie about its kind."""

import re
import unicodedata

from agent_console.hub.files.kind import EXTENSIONS, Kind

LONGEST = 200
"""Characters."""
NAMELESS = "file"

_SEPARATOR = re.compile(r"[/\\]")
_RESERVED = re.compile(r'[<>:"|?*]')
"""What some system takes for more than a letter of a name."""
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that show as nothing, or change how their neighbours show."""


def label(name: str, kind: Kind) -> str:
    """Return the name under which a file of that kind is offered: short, visible, with a fitting ending.

    A name that ends otherwise than its kind gets another ending behind its own: who opens
    `invoice.html` would run what was taken for text.
    """
    visible = "".join(" " if character.isspace() else character for character in name)
    visible = "".join(c for c in visible if unicodedata.category(c) not in _HIDDEN)
    last = _RESERVED.sub("_", _SEPARATOR.split(visible)[-1])
    stem = " ".join(last.split()).strip(". ") or NAMELESS
    endings = EXTENSIONS[kind]
    ending = next((e for e in endings if stem.lower().endswith(e) and len(stem) > len(e)), "")
    body = stem[: len(stem) - len(ending)] if ending else stem
    ending = stem[len(body) :] or endings[0]
    return body[: LONGEST - len(ending)].rstrip(". ") + ending
