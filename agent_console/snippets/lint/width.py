"""How much text a regular expression needs at least."""

import re

_NOTHING = re.compile(r"\\[bBAzZ]|[\^$]|\(\?[imsUux-]+\)")
"""What matches between characters."""
_ATOM = re.compile(
    r"\\x\{[0-9A-Fa-f]+\}|\\x[0-9A-Fa-f]{2}|\\[pP](?:\{[^}]*\}|.)|\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|.",
    re.DOTALL,
)
_OPENING = re.compile(r"\((?:\?(?:P?<\w+>|[imsUux-]*:))?")
_REPEAT = re.compile(r"(?:([*?])|\+|\{(\d+)(?:,\d*)?\})[?+]?")


def least_width(pattern: str) -> int:
    """Return the bytes of UTF-8 that every match of a well-formed pattern has at least."""
    width, _ = _branches(pattern, 0)
    return width


def _branches(pattern: str, position: int) -> tuple[int, int]:
    """Return the width of alternatives, and the position behind them: their `)` or the end."""
    widths = []
    while True:
        width, position = _sequence(pattern, position)
        widths.append(width)
        if not pattern.startswith("|", position):
            return min(widths), position
        position += 1


def _sequence(pattern: str, position: int) -> tuple[int, int]:
    total = 0
    while position < len(pattern) and pattern[position] not in "|)":
        width, position = _item(pattern, position)
        repeat = _REPEAT.match(pattern, position)
        if repeat:
            position = repeat.end()
            width *= 0 if repeat[1] else int(repeat[2] or 1)
        total += width
    return total, position


def _item(pattern: str, position: int) -> tuple[int, int]:
    if nothing := _NOTHING.match(pattern, position):
        return 0, nothing.end()
    if opening := _OPENING.match(pattern, position):
        width, position = _branches(pattern, opening.end())
        return width, position + 1
    atom = _ATOM.match(pattern, position)
    text = atom[0] if atom else pattern[position]
    return len(text.encode(errors="replace")) if len(text) == 1 else 1, position + len(text)
