"""Numbers and names that a text mentions; what proves who somebody is, such as a PIN, is left out."""

import re
from collections.abc import Collection, Iterator

from agent_console.assist.language.pattern import DEADLINE, INTRODUCTION, NUMBER_NOUN, SECRET_NOUN, Speech

_SHORTEST = 5
_SHORTEST_BARE = 7
"""Digits that a number needs to stand for something although nothing before it says what."""
_SHORTEST_CODE = 6
_NEAR = 48
"""How far behind its noun a number can stand: `your reservation and its new reference number is`."""
_TOKEN = re.compile(r"#?(?:[A-Za-z0-9]+(?:[-_/][A-Za-z0-9]+)*)")
_MAY_IDENTIFY = re.compile(r"\d|^[A-Z]{6,}$")
_ADDRESS = re.compile(r"[@.]\w")
_CARD = re.compile(r"\d{13,19}")
_DATE = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}")
_PHONE_BEFORE = re.compile(
    r"(?:[+(]\d*|\b(?:phone|mobile|call (?:me|you|us)|tel|telefon|ring (?:meg|deg)|тел|телефон)\b|电话)"
    r"[\s\w:.()-]{0,24}$",
    re.IGNORECASE,
)
_AMOUNT_BEFORE = re.compile(r"[$€£¥₽₹]\s?$")
_NAME = re.compile(r"[\s:,.]*((?:[^\W\d_][\w'’-]*)(?: [^\W\d_][\w'’-]+)?)")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")

Place = tuple[int, int]


def numbers(text: str, speech: Speech, own: Collection[str] = ()) -> Iterator[Place]:
    """Yield where a text has a number that identifies something.

    `own` are numbers of the customer's orders, in any spelling: they count however they look.
    """
    nouns, secrets = speech.every(NUMBER_NOUN), speech.every(SECRET_NOUN)
    theirs = set(map(key, own))
    for match in _TOKEN.finditer(text):
        token = match.group()
        if not (_MAY_IDENTIFY.search(token) or key(token) in theirs):
            continue
        if key(token) in theirs or (
            not _is_private(text, match, secrets) and _identifies(text, match, nouns)
        ):
            yield match.span()


def known(text: str, theirs: Collection[str]) -> Iterator[Place]:
    """Yield where a text has one of the customer's own numbers, in any spelling."""
    keys = set(map(key, theirs))
    return (match.span() for match in _TOKEN.finditer(text) if key(match.group()) in keys)


def key(number: str) -> str:
    """Return the form in which numbers are compared: letters and digits, without case."""
    return "".join(filter(str.isalnum, number.casefold()))


def _identifies(text: str, match: re.Match[str], nouns: list[Place]) -> bool:
    token = match.group().lstrip("#")
    digits = sum(map(str.isdigit, token))
    size = len(key(token))
    if _DATE.fullmatch(token) or _ADDRESS.match(text, match.end()) or text[: match.start()].endswith("@"):
        return False
    if match.group() != token:
        return digits > 0
    named = any(0 <= match.start() - end <= _NEAR for _, end in nouns)
    if digits == 0:
        return named and size >= _SHORTEST_CODE and token.isupper()
    if digits == size:
        return size >= (_SHORTEST if named else _SHORTEST_BARE)
    if size < _SHORTEST:
        return False
    return (token.isupper() and (named or digits > 1)) or (named and digits > size // 2)


def _is_private(text: str, match: re.Match[str], secrets: list[Place]) -> bool:
    """Whether a number is a secret, a phone number, a card's number or an amount."""
    before = text[max(0, match.start() - _NEAR) : match.start()]
    if any(0 <= match.start() - end <= _NEAR for _, end in secrets) and not _has_letters(match.group()):
        return True
    digits = "".join(filter(str.isdigit, match.group()))
    is_card = bool(_CARD.fullmatch(digits)) and not _has_letters(match.group()) and _passes_luhn(digits)
    return is_card or bool(_PHONE_BEFORE.search(before) or _AMOUNT_BEFORE.search(before))


def _has_letters(token: str) -> bool:
    return any(map(str.isalpha, token))


def _passes_luhn(digits: str) -> bool:
    """Whether the check digit is that of a payment card."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def names(text: str, speech: Speech) -> Iterator[Place]:
    """Yield where a text says what somebody is called, behind words such as `my name is` and `Dr`."""
    for _, end in speech.every(INTRODUCTION):
        match = _HAN_NAME.match(text, end) or _NAME.match(text, end)
        if match is None:
            continue
        start, stop = match.span(1) if match.re is _NAME else match.span()
        named = [word for word in text[start:stop].split() if word[0].isupper() or word[0] >= "\u4e00"]
        if named and text.startswith(named[0], start) and not Speech(named[0]).says(DEADLINE):
            yield start, start + len(" ".join(named))
