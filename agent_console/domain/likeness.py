"""How alike two texts are, in any script."""

import re
from collections import Counter
from itertools import pairwise

_NO_LETTER = re.compile(r"[\W_]+")


def likeness(one: str, other: str) -> float:
    """Return from 0, nothing in common, to 1, the same but for case, spaces and signs.

    It is Sørensen and Dice's coefficient of the texts' pairs of characters, so a changed word counts as
    much as it is long. Texts without any letter or digit are alike when they are the same.
    """
    pairs, others = _pairs(one), _pairs(other)
    total = pairs.total() + others.total()
    return 2 * (pairs & others).total() / total if total else float(one == other)


def _pairs(text: str) -> Counter[str]:
    letters = _NO_LETTER.sub(" ", text.casefold()).strip()
    return Counter(map("".join, pairwise(f" {letters} "))) if letters else Counter()
