"""Quiet hours: over midnight, on some days, and what is said about a mistake."""

from datetime import UTC, datetime

import pytest

from agent_console.domain.quiet_hours import QuietHours

MONDAY = 2
"""The day of March 2026."""


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "inside", "outside"),
    [
        ("12:00-12:30", _at(MONDAY, 12), _at(MONDAY, 12, 30)),
        ("22:00-07:00", _at(MONDAY, 23, 59), _at(MONDAY, 7)),
        ("22:00-07:00", _at(MONDAY, 6, 59), _at(MONDAY, 21, 59)),
        ("Sat,Sun 00:00-24:00", _at(MONDAY - 1, 23, 59), _at(MONDAY, 0)),
        ("Mon-Fri 08:00-9:00", _at(MONDAY, 8), _at(MONDAY - 1, 8)),
        ("Fri-Mon 08:00-9:00", _at(MONDAY, 8), _at(MONDAY + 1, 8)),
        ("fri 22:00 - 06:00", _at(7, 5), _at(6, 5)),
        ("Sun 22:00-06:00", _at(MONDAY, 5), _at(MONDAY, 23)),
        ("18:00-24:00", _at(MONDAY, 23, 59), _at(MONDAY, 0)),
    ],
)
def test_hours_cover_what_they_say(written: str, inside: datetime, outside: datetime) -> None:
    hours = QuietHours.parse(written)
    assert hours.covers(inside)
    assert not hours.covers(outside)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("at night", "must be hours such as 22:00-07:00"),
        ("22:00", "must be hours such as"),
        ("22:00-25:00", r"from 00:00 to 24:00 \(got '25:00'\)"),
        ("22:60-23:00", "from 00:00 to 24:00"),
        ("08:00-08:00", "must not end where it begins"),
        ("24:00-08:00", "must not end where it begins"),
        ("Mo-Fr 08:00-09:00", r"must name days as Mon, .* \(got 'Mo'\)"),
        ("Mon- 08:00-09:00", r"must name days as Mon, .* \(got ''\)"),
    ],
)
def test_a_mistake_is_explained(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        QuietHours.parse(written)
