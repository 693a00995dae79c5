"""Two texts beside each other, so that one sees where they part."""

import difflib
from itertools import takewhile

EXPECTED, CAME = "expected", "came"


def difference(expected: str, came: str) -> str:
    """Return lines that show where a text is not what was expected; "" when it is.

    Of one line each, the texts stand below each other with a caret at the first difference; of several,
    lines that came begin with `+` and those that should have come with `-`.
    """
    if expected == came:
        return ""
    if "\n" in expected or "\n" in came:
        lines = difflib.ndiff(expected.split("\n"), came.split("\n"))
        return "\n".join(f"    {line}".rstrip() for line in lines if not line.startswith("?"))
    width = len(EXPECTED) + 2
    alike = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(expected, came, strict=False))))
    shown = ((f"{EXPECTED}:", expected), (f"{CAME}:", came), ("", " " * alike + "^"))
    return "\n".join(f"    {name:<{width}}{text}" for name, text in shown)
