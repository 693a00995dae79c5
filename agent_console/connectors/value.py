"""Values of a foreign system's answer as values of the domain: pure, total, None for what makes no sense."""

from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal, DecimalException

from agent_console.domain.record import Money

_MOST_DIGITS = 15
_LONGEST_NUMBER = 40
_MILLISECONDS = 100_000_000_000
"""A count since 1970 above this is in milliseconds: in seconds it would be the year 5138."""
_NOON = time(12)
_CURRENCY_LETTERS = 3


def text(value: object) -> str:
    """Return a text or number as text, without lone surrogates, which no file or socket takes."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value).encode("utf-8", "replace").decode()


def mailbox(address: str) -> str:
    """Return an e-mail address as it is compared; not case-folded, which would make ß and ss one mailbox."""
    return "".join(map(_lower, address.strip()))


def number(value: object) -> Decimal | None:
    """Return a number or its text as a finite Decimal of a sensible size."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    try:
        # By way of its shortest text, so that 59.9 stays 59.9.
        result = Decimal(str(value).strip())
    except DecimalException:
        return None
    short = len(result.as_tuple().digits) <= _LONGEST_NUMBER
    return result if result.is_finite() and short and abs(result.adjusted()) <= _MOST_DIGITS else None


def whole(value: object) -> int | None:
    """Return a whole number, also when it is written as 2.0."""
    amount = number(value)
    return int(amount) if amount is not None and amount == amount.to_integral_value() else None


def currency(value: object) -> str:
    """Return an ISO 4217 code; empty for everything else."""
    code = text(value).strip().upper()
    return code if len(code) == _CURRENCY_LETTERS and code.isascii() and code.isalpha() else ""


def money(value: object, code: str, scale: Decimal) -> Money | None:
    """Return an amount in major units; None without a currency, which makes an amount meaningless."""
    amount = number(value)
    return Money(amount * scale, code) if amount is not None and code else None


def moment(value: object, zone: tzinfo) -> datetime | None:
    """Return a time in UTC from ISO 8601 text or a count since 1970.

    A time without a zone is in `zone`. A date without a time is noon there, which is the same day
    nearly everywhere.
    """
    try:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / 1000 if value > _MILLISECONDS else value, UTC)
        return _from_iso(value.strip(), zone).astimezone(UTC) if isinstance(value, str) else None
    except (ValueError, OverflowError, OSError):
        return None


def _from_iso(written: str, zone: tzinfo) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(written), _NOON, zone)
    except ValueError:
        read = datetime.fromisoformat(written)
        return read if read.tzinfo else read.replace(tzinfo=zone)


def _lower(letter: str) -> str:
    """Return a letter in lower case, unless that makes it one of ASCII: the Kelvin sign is no k."""
    lower = letter.lower()
    return lower if letter.isascii() or not lower.isascii() else letter
