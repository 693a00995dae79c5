"""A promised time is understood as people type it, and nothing else is taken for one."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.texts import catalogue
from agent_console.ui.due import due

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "until", "words"),
    [
        ("5m", NOON + timedelta(minutes=5), ""),
        ("in 90 min, call the carrier", NOON + timedelta(minutes=90), "call the carrier"),
        ("1h look it up", NOON + timedelta(hours=1), "look it up"),
        ("14:30", datetime(2026, 3, 2, 14, 30, tzinfo=UTC), ""),
        ("by 14.30: the refund", datetime(2026, 3, 2, 14, 30, tzinfo=UTC), "the refund"),
        ("9:00", datetime(2026, 3, 3, 9, 0, tzinfo=UTC), ""),
        ("tomorrow 9:00 ring back", datetime(2026, 3, 3, 9, 0, tzinfo=UTC), "ring back"),
        ("Tomorrow at 23:59", datetime(2026, 3, 3, 23, 59, tzinfo=UTC), ""),
        ("2 hours", NOON + timedelta(hours=2), ""),
        ("in 45 Minutes; the refund", NOON + timedelta(minutes=45), "the refund"),
        ("2d", NOON + timedelta(days=2), ""),
        ("3pm call", datetime(2026, 3, 2, 15, 0, tzinfo=UTC), "call"),
        ("by 12:15 am", datetime(2026, 3, 3, 0, 15, tzinfo=UTC), ""),
        ("fri 9:00", datetime(2026, 3, 6, 9, 0, tzinfo=UTC), ""),
        ("on Thursday at 4 pm, the carrier", datetime(2026, 3, 5, 16, 0, tzinfo=UTC), "the carrier"),
        ("monday 14:30", datetime(2026, 3, 2, 14, 30, tzinfo=UTC), ""),
        ("monday 9:00", datetime(2026, 3, 9, 9, 0, tzinfo=UTC), ""),
    ],
)
def test_times_are_understood(typed: str, until: datetime, words: str) -> None:
    assert due(typed, NOON) == (until, words)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "soon",
            "24:00",
            "12:60",
            "5",
            "5 miles",
            "tomorrow",
            "1000m",
            "friday",
            "14:30 pm",
            "0am",
            "13pm",
        ),
        *("3 amps", "fri 25:00", "wedding 9"),
    ],
)
def test_anything_else_is_no_time(typed: str) -> None:
    assert due(typed, NOON) is None


def test_time_of_day_is_local_and_right_on_the_other_side_of_a_clock_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Oslo")
        time.tzset()
        before_change = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
        found = due("tomorrow 9:00", before_change)
    assert found is not None
    assert found[0] == datetime(2026, 3, 29, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "typed", "until", "words"),
    [
        ("de", "14.30 Uhr die Rechnung", datetime(2026, 3, 2, 14, 30, tzinfo=UTC), "die Rechnung"),
        ("de", "9:30 pm", datetime(2026, 3, 2, 21, 30, tzinfo=UTC), ""),
        ("nb", "om to timer", NOON + timedelta(hours=2), ""),
        ("nb", "tomorrow 9:00", datetime(2026, 3, 3, 9, 0, tzinfo=UTC), ""),
        ("ru", "через час: посылка", NOON + timedelta(hours=1), "посылка"),
    ],
)
def test_the_spoken_language_is_understood_beside_english(
    language: str, typed: str, until: datetime, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue._speech, "language", language)
    assert due(typed, NOON) == (until, words)
