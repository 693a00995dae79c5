"""Numbers and addresses that belong to one customer, however they are written."""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

SHORTEST: Final = 5
"""Letters and digits that a number needs to stand alone; a shorter one needs a `#` or a noun before it."""
SHORTEST_MARKED: Final = 3
SHORTEST_PHONE: Final = 7
PHONE_TAIL: Final = 8
"""How many last digits of a phone number are compared: country and trunk prefixes vary."""
SHORTEST_WRITTEN: Final = 5
"""Digits in a row that make a number in a customer's message an identifier of theirs."""


class Kind(StrEnum):
    """What an identifier identifies."""

    ORDER = "order number"
    ACCOUNT = "account number"
    TRACKING = "tracking number"
    EMAIL = "e-mail address"
    PHONE = "phone number"
    USER = "user name"
    POSTCODE = "postal code"
    WRITTEN = "number"
    """The customer wrote it, and what it is is not known."""


class Occurrence(NamedTuple):
    """Something in a text that can identify somebody, with the key it is compared by."""

    key: str
    start: int
    end: int
    ending: bool = False
    """Whether it is only how the thing ends."""


_EMAIL = re.compile(r"(?<![A-Za-z\d.+%_-])[A-Za-z\d.+%_-]+@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+")
_EMAIL_IN_WORDS = re.compile(
    r"(?<![\w.+-])([a-z\d._+-]{2,40})\s?(?:[(\[]at[)\]]|\sat\s|@)\s?([a-z\d-]{2,40})"
    r"\s?(?:\.|[(\[]dot[)\]]|\sdot\s)\s?([a-z]{2,10})(?![\w-])",
    re.IGNORECASE | re.ASCII,
)
_AT = re.compile(r"[ (\[](?:at|AT|At)[ )\]]|@ | @")
# A user name: words or numbers joined by signs, or letters and digits in one.
_HANDLE = re.compile(
    r"(?<![\w.@+-])@?([A-Za-z][A-Za-z\d]*(?:[._-][A-Za-z\d]+)+|[A-Za-z]{2,}\d+)(?![\w@-])", re.ASCII
)
# Something joined: each sign and digit is looked at for what stands before it.
_JOINED = re.compile(r"[\d._-](?:(?<=[A-Za-z]\d)|(?<=[A-Za-z\d][._-])[A-Za-z\d])")
_SHORTEST_HANDLE = 5
_USER = re.compile(
    r"\b(?:user ?name|user ?id|login|handle|benutzername|brukernavn|användarnamn|логин|用户名)"
    r"[\s:]{0,3}(?:is|ist|er|är|是)?[\s:]{0,2}@?([a-z][a-z\d._-]{3,40})",
    re.IGNORECASE,
)
# Only Latin letters belong to a number: in scripts without spaces it stands between other letters.
_NUMBER = re.compile(r"(?<![A-Za-z\d_.])(?=#?[A-Za-z_/.-]{0,20}\d)#?[A-Za-z\d](?:[A-Za-z\d_/.-]*[A-Za-z\d])?")
_SPACED = re.compile(r"(?<![A-Za-z\d_.])(?:[A-Za-z]{1,4}-?|\+?\(?)\d(?:[ ().\-/–]{0,2}\d){4,}(?![A-Za-z\d_])")
_AMOUNT_BEFORE = re.compile(r"[$€£¥₽]\s?$")
_AMOUNT_AFTER = re.compile(r"\s?(?:[$€£¥₽%]|(?:kr|eur|usd|gbp|nok|sek|dkk|euros?|dollars?)\b)", re.IGNORECASE)
_NOUN_BEFORE = re.compile(
    r"(?:#|\b(?:order|account|ticket|case|booking|number|no|nr|nummer|bestellung|auftrag|konto|ordre|bestilling)\.?"
    r"|заказ|заказа|номер|订单|订单号)\s?[:#№]?\s?$",
    re.IGNORECASE,
)
_LONGEST_NOUN = 16
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_ENDING = re.compile(
    r"(?:\b(?:end(?:s|ing)?|last (?:three|four|five|six|[3-6])|endet|endend\w{0,2}|letzten (?:drei|vier|4)"
    r"|slutter|siste (?:tre|fire|4)|slutar|sista fyra|оканчива\w*|последние (?:четыре|4))\b|尾号)"
    r"[^\d\n.!?]{0,24}(\d{3,6})(?!\d)"
    r"|(?:(?:[*•…]|(?<![a-z])x)[*•…x][ -]?|\.{3})(\d{3,6})(?!\d)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_SOME_DIGITS = re.compile(r"\d{3}")
_ENDING_HINTS: Final = ("end", "last", "letzt", "slut", "sist", "xx", "*", "...")
"""One of these stands in an ASCII text in lower case wherever `_ENDING` finds something."""


def key_of(text: str) -> str:
    """Return the form in which numbers are compared: letters and ASCII digits only, without case."""
    kept = "".join(filter(str.isalnum, text.casefold()))
    return kept if kept.isascii() else "".join(map(_ascii_digit, kept))


def _ascii_digit(symbol: str) -> str:
    """Return a decimal digit of any script as 0 to 9, anything else as it is."""
    return str(unicodedata.decimal(symbol)) if symbol.isdecimal() else symbol


def phone_key(text: str) -> str:
    """Return the key of a phone number; empty when it is too short to be one."""
    digits = "".join(map(_ascii_digit, filter(str.isdecimal, text)))
    return f"tel:{digits[-PHONE_TAIL:]}" if len(digits) >= SHORTEST_PHONE else ""


def occurrences(text: str) -> Iterator[Occurrence]:
    """Yield everything in the text that can be a number or an address, dates and amounts left out."""
    yield from _addresses(text)
    if not _DIGIT.search(text):
        return
    for match in _NUMBER.finditer(text):
        if _may_identify(text, match):
            yield Occurrence(key_of(match.group()), match.start(), match.end())
    for match in _SPACED.finditer(text):
        if not _DATE.fullmatch(match.group()) and not _is_amount(text, match):
            keys = [] if match.group()[0].isalpha() else [phone_key(match.group())]
            if not match.group().isalnum():  # otherwise it has come up as a number
                keys.append(key_of(match.group()))
            yield from (Occurrence(key, match.start(), match.end()) for key in keys if key)


def _addresses(text: str) -> Iterator[Occurrence]:
    """Yield e-mail addresses and user names."""
    for match in _EMAIL.finditer(text) if "@" in text else ():
        yield Occurrence(match.group().casefold(), match.start(), match.end())
    if _AT.search(text):
        for match in _EMAIL_IN_WORDS.finditer(text):
            local, domain, top = match.group(1, 2, 3)
            yield Occurrence(f"{local}@{domain}.{top}".casefold(), match.start(), match.end())
    for match in _HANDLE.finditer(text) if _JOINED.search(text) else ():
        yield Occurrence(user_key(match.group(1)), match.start(), match.end())


def user_key(name: str) -> str:
    """Return the key of a user name; empty when it is too short to be one person's."""
    return f"user:{name.casefold()}" if len(name) >= _SHORTEST_HANDLE else ""


def is_user(key: str) -> bool:
    """Whether a key is one of a user name."""
    return key.startswith("user:")


def aliases(key: str, kind: Kind) -> Iterator[str]:
    """Yield the other keys by which the same thing can be named, such as an e-mail address's first part."""
    if kind is Kind.PHONE:
        yield f"tel:{key[-SHORTEST_PHONE:]}"
    elif kind is Kind.EMAIL:
        local = key.partition("@")[0]
        if _HANDLE.fullmatch(local):
            yield user_key(local)
    elif kind in (Kind.ORDER, Kind.ACCOUNT, Kind.TRACKING):
        digits = max(re.findall(r"\d+", key), key=len, default="")
        if SHORTEST <= len(digits) < len(key):
            yield digits


def endings(text: str) -> Iterator[Occurrence]:
    """Yield the last digits by which a text names a number, as in `ending in 8213`; years are left out."""
    for match in _ENDING.finditer(text) if _may_end(text) else ():
        group = 1 if match.group(1) else 2
        if not _YEAR.fullmatch(match.group(group)):
            yield Occurrence(match.group(group), *match.span(group), ending=True)


def _may_end(text: str) -> bool:
    """Whether it is worth a search for what a number ends in, which takes longer than all the others."""
    if not _SOME_DIGITS.search(text):
        return False
    lowered = text.lower()
    return not text.isascii() or any(hint in lowered for hint in _ENDING_HINTS)


def _may_identify(text: str, match: re.Match[str]) -> bool:
    written = match.group()
    key = key_of(written)
    if len(key) < SHORTEST_MARKED or _DATE.fullmatch(written) or not any(map(str.isdecimal, key)):
        return False
    before = text[max(0, match.start() - _LONGEST_NOUN) : match.start()]
    if written.startswith("#") or _NOUN_BEFORE.search(before):
        return len(key) >= SHORTEST_MARKED
    return len(key) >= SHORTEST and not _is_amount(text, match)


def _is_amount(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _LONGEST_NOUN) : match.start()]
    return bool(_AMOUNT_BEFORE.search(before) or _AMOUNT_AFTER.match(text, match.end()))


def written(text: str) -> Iterator[tuple[str, Kind]]:
    """Yield the keys in a customer's message that are theirs by all appearance, with their kinds."""
    for found in occurrences(text):
        if is_user(found.key):
            continue
        if "@" in found.key:
            yield found.key, Kind.EMAIL
        elif found.key.startswith("tel:"):
            yield found.key, Kind.PHONE
        elif re.search(rf"\d{{{SHORTEST_WRITTEN},}}", text[found.start : found.end]) or _is_long(found.key):
            yield found.key, Kind.WRITTEN
    for match in _USER.finditer(text):
        name = match.group(1).rstrip("._-")
        if _HANDLE.fullmatch(name):
            yield user_key(name), Kind.USER


def _is_long(key: str) -> bool:
    """Whether a number written in groups is too long to be several small ones."""
    return key.isdecimal() and len(key) >= SHORTEST_PHONE
