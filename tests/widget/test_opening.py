"""When a company is open: weeks, days off, midnight, changes of the clocks."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from agent_console.config.widget import OpeningSettings
from agent_console.hub.widget.opening import Opening, opening

OSLO = ZoneInfo("Europe/Oslo")
WEEK = OpeningSettings.model_validate(
    {
        "timezone": "Europe/Oslo",
        "week": {"monday": "08:00-12:00, 13:00-18:00", "tuesday": "08:00-18:00", "friday": "20:00-24:00"},
        "closed": ["2026-12-25"],
    }
)


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-23 08:00", None),  # Monday, on the stroke
        ("2026-11-23 11:59", None),
        ("2026-11-23 12:00", "2026-11-23 13:00"),
        ("2026-11-23 07:59", "2026-11-23 08:00"),
        ("2026-11-23 18:00", "2026-11-24 08:00"),
        ("2026-11-27 23:59", None),  # Friday until midnight
        ("2026-11-28 00:00", "2026-11-30 08:00"),
        ("2026-12-25 21:00", "2026-12-28 08:00"),  # a Friday, but a day off
    ],
)
def test_open_or_when_next(now: str, then: str | None) -> None:
    state = opening(WEEK, oslo(now))
    assert state == (Opening(open=True) if then is None else Opening(open=False, next=oslo(then)))


def test_the_hours_follow_the_companys_clock_over_a_change_to_summer_time() -> None:
    before = opening(WEEK, datetime(2026, 3, 27, 23, 0, tzinfo=UTC))  # Friday; the clocks change on Sunday
    assert before.next == datetime(2026, 3, 30, 6, 0, tzinfo=UTC)  # 08:00 in summer is 06:00 UTC


def test_hours_that_a_change_of_the_clocks_leaves_out_are_no_opening() -> None:
    nightly = OpeningSettings.model_validate(
        {"timezone": "Europe/Oslo", "week": {"saturday": "02:00-03:00", "sunday": "02:00-03:00"}}
    )
    state = opening(nightly, oslo("2026-03-28 12:00"))  # the night to Sunday has no such hour
    assert state == Opening(open=False, next=oslo("2026-04-04 02:00"))


def test_without_hours_it_is_always_open_and_without_any_day_never() -> None:
    never = OpeningSettings.model_validate({"timezone": "UTC", "week": {}})
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert opening(None, now) == Opening(open=True)
    assert opening(never, now) == Opening(open=False, next=None)


@pytest.mark.parametrize(
    "hours",
    ["8-18", "08:00", "18:00-08:00", "08:00-08:00", "08:00-25:00", "08:60-09:00", "13:00-15:00, 08:00-12:00"],
)
def test_hours_that_mean_nothing_are_refused(hours: str) -> None:
    with pytest.raises(ValidationError, match=r"must (be hours|follow)"):
        OpeningSettings.model_validate({"timezone": "UTC", "week": {"monday": hours}})


def test_a_time_zone_must_exist() -> None:
    with pytest.raises(ValidationError, match="time zone such as"):
        OpeningSettings.model_validate({"timezone": "Europe/Atlantis", "week": {}})
