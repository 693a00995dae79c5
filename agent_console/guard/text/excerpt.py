"""What is read of a long text, beginning and end, with the way back to where things stand in it."""

import re
from typing import Final

BEGINNING: Final = 1_200
"""How many characters are read of the beginning: who is spoken to, and what it is about, stands there."""
END: Final = 300
"""How many are read of the end, where a reference often stands."""
_CUT_AT_THE_END: Final = re.compile(r"\S{1,60}\Z")
_CUT_AT_THE_START: Final = re.compile(r"\A\S{1,60}")


class Excerpt:
    """Beginning and end of a text that is too long to be read, a shorter one whole.

    Words that the cuts go through are left out: half a number may be another one.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._beginning, self._left_out = len(text), 0
        if len(text) > BEGINNING + END:
            beginning = _CUT_AT_THE_END.sub("", text[:BEGINNING])
            end = _CUT_AT_THE_START.sub("", text[-END:])
            self.text = f"{beginning}\n{end}"
            self._beginning, self._left_out = len(beginning), len(text) - len(self.text)

    def span(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return where in the text something stands, given its place in the excerpt."""
        start, end = span
        return self._place(start), self._place(end)

    def _place(self, place: int) -> int:
        return place if place <= self._beginning else place + self._left_out
