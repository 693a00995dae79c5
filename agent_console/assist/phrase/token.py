"""Cuts a reply into words, signs and whatever may identify something; put together they are the text."""

import re
from typing import Final

_TOKEN: Final = re.compile(
    r"[ ]?(?:"
    r"(?<!\w)\w++://\S*[^\s.,;:!?)]"  # an address
    # Whatever has a digit or an at sign, up to a space. Nothing is gone through twice: customers write
    # whatever they like, and the time must not grow with the square of its length.
    r"|(?<!\S)\S*[\d@](?:[.,;:!?)]*+[^\s.,;:!?)])*+"
    r"|[\u3040-\u9fff]"  # scripts without spaces between their words
    r"|[^\W\d_]+(?:['’-][^\W\d_]+)*"
    r"|[^\w\s]|_)"
    r"|\s"
)
_WORD: Final = re.compile(r"[^\W\d_]{2,}|[\u3040-\u9fff]")
_JOINT: Final = re.compile(r"['’]s?\Z|-")
_IDENTIFYING: Final = re.compile(r"[\d@]|://")


def tokens(text: str) -> list[str]:
    """Return the parts of a text in their order, a word with the space before it."""
    return _TOKEN.findall(text)


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, without numbers and addresses."""
    return _WORD.findall(text.casefold())


def parts(word: str) -> list[str]:
    """Return what a word is put together from: `Mira's` has `Mira` in it, and `Anne-Marie` has `Anne`."""
    return [part for part in _JOINT.split(word.strip()) if part]


def identifies(token: str) -> bool:
    """Whether a part may be a number, an amount, a date or an address, and so somebody's."""
    return _IDENTIFYING.search(token) is not None


def starts_sentence(token: str) -> bool:
    """Whether what comes behind a part begins with a capital letter by rule."""
    return token.strip() in {"", ".", "!", "?", ":"}
