"""Dates as people write them: in CLDR styles or by a pattern, and counting on by working days."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

from agent_console.snippets.strftime import formatted

SATURDAY = 5
STYLES = ("short", "medium", "long", "full")
_STEP = re.compile(r"(?P<count>[-+]?[0-9]{1,4}) (?P<unit>minute|hour|business day|day|week)s?")


@lru_cache(maxsize=256)
def locale_of(tag: str) -> Locale:
    """Return the CLDR locale of a BCP 47 tag; of its language, or English, when that is not known."""
    for candidate in (tag, tag.split("-")[0], "en"):
        try:
            return Locale.parse(candidate.replace("_", "-"), sep="-")
        except (UnknownLocaleError, ValueError, TypeError):
            continue
    return Locale("en")


def moment_of(value: object) -> datetime | date:
    """Return a date, or a text in ISO 8601, as a date; raise ValueError for anything else."""
    if isinstance(value, (datetime, date)):
        return value
    try:
        return datetime.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError(f"'{str(value)[:40]}' is not a date such as 2026-03-09") from None


def written(moment: datetime | date, style: str, locale: Locale) -> str:
    """Return a date in a CLDR style (short, medium, long, full), as `time`, or in a `%d.%m.%Y` format."""
    if style in STYLES:
        return format_date(moment, style, locale=locale)
    if style == "time":
        return format_time(_instant(moment), "short", locale=locale)
    if "%" not in style:
        raise ValueError(f"'{style}' is not a date style; known: {', '.join(STYLES)}, time, or %d.%m.%Y")
    return formatted(_instant(moment), style, locale)


def _instant(moment: datetime | date) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())


def stepped(moment: datetime | date, step: str) -> datetime | date:
    """Return a date some steps on, such as "5 business days", "-1 week" or "2 hours".

    Business days are Monday to Friday; holidays are not known.
    """
    match = _STEP.fullmatch(step.strip())
    if match is None:
        raise ValueError(f"'{step[:40]}' is not a step such as 5 business days, 2 hours or 1 week")
    count, unit = int(match["count"]), match["unit"]
    if unit == "business day":
        return _working_days_on(moment, count)
    return moment + count * timedelta(**{f"{unit}s": 1})


def _working_days_on(moment: datetime | date, count: int) -> datetime | date:
    day = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        moment += day
        left -= moment.weekday() < SATURDAY
    return moment
