"""Numbers and addresses that belong to one customer, however they are written."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SHORTEST: Final = 5
"""Letters and digits that a number needs to stand alone; a shorter one needs a `#` or a noun before it."""
SHORTEST_MARKED: Final = 3
SHORTEST_PHONE: Final = 7
PHONE_TAIL: Final = 8
"""How many last digits of a phone number are compared: country and trunk prefixes vary."""
SHORTEST_WRITTEN: Final = 5
"""Digits in a row that make a number in a customer's message an identifier of theirs."""


class Kind(StrEnum):
    """What an identifier identifies; the value is how it is called in a sentence."""

    ORDER = "order number"
    ACCOUNT = "account number"
    TRACKING = "tracking number"
    EMAIL = "e-mail address"
    PHONE = "phone number"
    WRITTEN = "number"
    """The customer wrote it, and what it is is not known."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something in a text that can identify somebody, with the key it is compared by."""

    key: str
    start: int
    end: int


_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
# Only Latin letters belong to a number: in scripts without spaces it stands between other letters.
_NUMBER = re.compile(r"(?<![A-Za-z\d_.])#?[A-Za-z\d](?:[A-Za-z\d_/.-]*[A-Za-z\d])?")
_SPACED = re.compile(r"(?<![A-Za-z\d_.])\+?\(?\d(?:[ ().\-/\u00a0]{0,2}\d){6,}(?![A-Za-z\d_])")
_AMOUNT_BEFORE = re.compile(r"[$€£¥₽]\s?$")
_AMOUNT_AFTER = re.compile(r"\s?(?:[$€£¥₽%]|(?:kr|eur|usd|gbp|nok|sek|dkk|euros?|dollars?)\b)", re.IGNORECASE)
_NOUN_BEFORE = re.compile(
    r"(?:#|\b(?:order|account|ticket|case|booking|number|no|nr|nummer|bestellung|auftrag|konto|ordre|bestilling)\.?"
    r"|заказ|заказа|номер|订单|订单号)\s?[:#№]?\s?$",
    re.IGNORECASE,
)
_LONGEST_NOUN = 16
_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_ENDING = re.compile(
    r"\b(?:end(?:s|ing)?|last (?:four|4)|endet|endend|letzten vier|slutter|siste fire|оканчива\w*)\b"
    r"[^\d\n.!?]{0,24}(\d{3,6})(?!\d)",
    re.IGNORECASE,
)


def key_of(text: str) -> str:
    """Return the form in which numbers are compared: letters and ASCII digits only, without case."""
    return "".join(_ascii_digit(symbol) for symbol in text.casefold() if symbol.isalnum())


def _ascii_digit(symbol: str) -> str:
    """Return a decimal digit of any script as 0 to 9, anything else as it is."""
    return str(unicodedata.decimal(symbol)) if symbol.isdecimal() else symbol


def phone_key(text: str) -> str:
    """Return the key of a phone number; empty when it is too short to be one."""
    digits = "".join(_ascii_digit(symbol) for symbol in text if symbol.isdecimal())
    return f"tel:{digits[-PHONE_TAIL:]}" if len(digits) >= SHORTEST_PHONE else ""


def occurrences(text: str) -> Iterator[Occurrence]:
    """Yield everything in the text that can be a number or an e-mail address, dates and amounts left out."""
    for match in _EMAIL.finditer(text):
        yield Occurrence(match.group().casefold(), match.start(), match.end())
    for match in _NUMBER.finditer(text):
        if _may_identify(text, match):
            yield Occurrence(key_of(match.group()), match.start(), match.end())
    for match in _SPACED.finditer(text):
        if not _DATE.fullmatch(match.group()):
            yield Occurrence(phone_key(match.group()), match.start(), match.end())
            yield Occurrence(key_of(match.group()), match.start(), match.end())


def endings(text: str) -> Iterator[Occurrence]:
    """Yield the last digits by which a text names a number, as in `the order ending in 8213`."""
    for match in _ENDING.finditer(text):
        yield Occurrence(match.group(1), *match.span(1))


def _may_identify(text: str, match: re.Match[str]) -> bool:
    written = match.group()
    key = key_of(written)
    if not any(symbol.isdecimal() for symbol in key) or _DATE.fullmatch(written):
        return False
    before = text[max(0, match.start() - _LONGEST_NOUN) : match.start()]
    if written.startswith("#") or _NOUN_BEFORE.search(before):
        return len(key) >= SHORTEST_MARKED
    amount = _AMOUNT_BEFORE.search(before) or _AMOUNT_AFTER.match(text, match.end())
    return len(key) >= SHORTEST and not amount


def written(text: str) -> Iterator[tuple[str, Kind]]:
    """Yield the keys in a customer's message that are theirs by all appearance, with their kinds."""
    for found in occurrences(text):
        if "@" in found.key:
            yield found.key, Kind.EMAIL
        elif found.key.startswith("tel:"):
            yield found.key, Kind.PHONE
        elif re.search(rf"\d{{{SHORTEST_WRITTEN},}}", found.key):
            yield found.key, Kind.WRITTEN
