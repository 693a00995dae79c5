"""Names in Cyrillic script compared with names in Latin letters, however they were transliterated."""

import re
from functools import lru_cache
from typing import Final

_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")

_LETTERS: Final = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфхыэіґє", "abvgdeziklmnoprstufhieige", strict=True))
    | {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "ъ": "", "ь": ""}
)
# The letters in which the usual ways to transliterate differ.
_ALIKE: Final = str.maketrans({"y": "i", "j": "i", "x": "ks", "w": "v"})
_TWICE: Final = re.compile(r"i{2,}")


def is_cyrillic(form: str) -> bool:
    """Whether any letter is Cyrillic."""
    return not form.isascii() and _CYRILLIC.search(form) is not None


@lru_cache(maxsize=4096)
def sound(form: str) -> str:
    """Return the Latin letters by which a comparable word of either script is compared with the other.

    `юлия`, `yulia`, `iuliia` and `julija` sound the same. A comparable word has no marks: `й` is `и` in it.
    """
    latin = form if form.isascii() else form.translate(_LETTERS)
    latin = latin.translate(_ALIKE).replace("kh", "h")
    if "ii" in latin:
        latin = _TWICE.sub("i", latin)
    return latin[1:] if latin.startswith("ie") else latin
