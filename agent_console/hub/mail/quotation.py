"""What a mail says anew, without the earlier mails that its writer's program repeated below."""

import re

MOST_SIGNATURE_LINES = 12
"""A longer end of a mail is not taken for a signature, whatever stands above it."""
MOST_ATTRIBUTION_LINES = 3
"""Programs break `On Monday at 10:00, Sam wrote:` into at most as many lines."""
MOST_ATTRIBUTION_CHARACTERS = 300

SIGNATURE = "-- "
"""The line above a signature; RFC 3676, section 4.3."""

_QUOTED = re.compile(r"[ \t]{0,3}>")
_DATED = re.compile(r"\d{1,2}[:.]\d{2}|\b(19|20)\d\d\b")
_WROTE = re.compile(
    r"(On\b.* wrote|Am\b.* schrieb|Le\b.* écrit|El\b.* escribió|Il\b.* scritto|Op\b.* schreef|Em\b.* escreveu"
    r"|(Den\b|\w{2,4}\. \d).* skrev|W dniu\b.* pisze|\d.* (пишет|писал))"
)
"""How programs say who wrote what they quote, in the languages of most of them."""


def fresh(text: str) -> str:
    """Return a mail's own words: without a signature, and without the quotation that ends it.

    Only lines marked as quoted go, and the line that introduces them; what stands between or below
    quotations is an answer, and stays with what it answers. A mail without own words stays whole.
    """
    lines = text.split("\n")
    kept = _unsigned(_unquoted(_unsigned(lines)))
    return "\n".join(kept).strip("\n") if any(line.strip() for line in kept) else text.strip("\n")


def _unquoted(lines: list[str]) -> list[str]:
    end = _filled(lines, len(lines))
    above = end
    while above and (_QUOTED.match(lines[above - 1]) or not lines[above - 1].strip()):
        above -= 1
    if not any(_QUOTED.match(line) for line in lines[above:end]):
        return lines[:end]
    return lines[: _introduction(lines, _filled(lines, above))]


def _introduction(lines: list[str], end: int) -> int:
    """Return where the words that introduce a quotation begin; `end` when there are none."""
    if not end or not lines[end - 1].rstrip().endswith((":", "：")):
        return end
    candidate = ""
    for start in range(end - 1, max(-1, end - 1 - MOST_ATTRIBUTION_LINES), -1):
        line = lines[start].strip()
        if candidate and (not line or line.endswith(":")):
            break
        candidate = f"{line} {candidate}"
        if len(candidate) > MOST_ATTRIBUTION_CHARACTERS:
            break
        if _DATED.search(candidate) and _WROTE.match(candidate):
            return start
    return end


def _unsigned(lines: list[str]) -> list[str]:
    """Cut the signature at the end, unless something quoted or much of anything stands there."""
    for start in range(len(lines) - 1, max(-1, len(lines) - MOST_SIGNATURE_LINES - 2), -1):
        if lines[start] == SIGNATURE:
            quoted = any(_QUOTED.match(line) for line in lines[start:])
            return lines if quoted else lines[:start]
    return lines


def _filled(lines: list[str], end: int) -> int:
    """Return the end without the blank lines before it."""
    while end and not lines[end - 1].strip():
        end -= 1
    return end
