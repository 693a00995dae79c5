"""A typed line begins with a time in the words of the agent's language, or with none."""

from datetime import UTC, datetime, timedelta

import pytest

from agent_console.assist.due.line import begun

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""A Monday."""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def after(hours: float = 0, minutes: float = 0) -> datetime:
    return NOON + timedelta(hours=hours, minutes=minutes)


@pytest.mark.parametrize(
    ("language", "typed", "until", "words"),
    [
        ("de", "in 5 Minuten", after(minutes=5), ""),
        ("de", "20 Min. Rückruf", after(minutes=20), " Rückruf"),
        ("de", "in einer Stunde", after(1), ""),
        ("de", "in einer halben Stunde, die Rechnung", after(0.5), ", die Rechnung"),
        ("de", "1,5 Std.", after(1.5), ""),
        ("de", "2 Tage", after(48), ""),
        ("de", "um 15 Uhr 30", at(2, 15, 30), ""),
        ("de", "15.30 Uhr", at(2, 15, 30), ""),
        ("de", "bis halb vier", at(3, 3, 30), ""),
        ("de", "um 3 Uhr nachmittags", at(2, 15), ""),
        ("de", "morgen um 9 Uhr", at(3, 9), ""),
        ("de", "übermorgen 9:00", at(4, 9), ""),
        ("de", "am Freitag, 15 Uhr", at(6, 15), ""),
        ("de", "fr 9:00 das Paket", at(6, 9), " das Paket"),
        ("de", "Mo 9:00", at(9, 9), ""),
        ("de", "heute um 18 Uhr", at(2, 18), ""),
        ("nb", "om ti minutter", after(minutes=10), ""),
        ("nb", "om 2 t", after(2), ""),
        ("nb", "om en time ring kunden", after(1), " ring kunden"),
        ("nb", "om halvannen time", after(1.5), ""),
        ("nb", "et kvarter", after(minutes=15), ""),
        ("nb", "kl. 15.30", at(2, 15, 30), ""),
        ("nb", "kl 15", at(2, 15), ""),
        ("nb", "innen klokken 15", at(2, 15), ""),
        ("nb", "i morgen kl. 9", at(3, 9), ""),
        ("nb", "på fredag 15:00", at(6, 15), ""),
        ("nb", "tirs 9:00", at(3, 9), ""),
        ("nb", "kl 3 om ettermiddagen", at(2, 15), ""),
        ("ru", "через час", after(1), ""),
        ("ru", "через 5 минут", after(minutes=5), ""),
        ("ru", "10 мин", after(minutes=10), ""),
        ("ru", "через пять минут позвонить", after(minutes=5), " позвонить"),
        ("ru", "полчаса", after(0.5), ""),
        ("ru", "через 2 ч", after(2), ""),
        ("ru", "в 15:30", at(2, 15, 30), ""),
        ("ru", "в 15 часов 30 минут", at(2, 15, 30), ""),
        ("ru", "в 3 часа дня", at(2, 15), ""),
        ("ru", "в 15 часов дня", at(2, 15), ""),
        ("ru", "2 часа дня", at(2, 14), ""),
        ("ru", "завтра в 9:00", at(3, 9), ""),
        ("ru", "в пятницу в 15:00", at(6, 15), ""),
        ("ru", "пн 9:00", at(9, 9), ""),
    ],
)
def test_times_are_understood(language: str, typed: str, until: datetime, words: str) -> None:
    found = begun(language, typed, NOON)
    assert found is not None
    assert (found.until, typed[found.end :]) == (until, words)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        *(("de", typed) for typed in ("", "bald", "5", "5 Meter", "morgen", "um 25 Uhr", "Montag")),
        *(("nb", typed) for typed in ("snart", "fem", "kl 24", "i morgen", "to kunder")),
        *(("ru", typed) for typed in ("скоро", "5", "пятница", "в 25:00")),
        ("en", "in 5 minutes"),
    ],
)
def test_anything_else_is_no_time(language: str, typed: str) -> None:
    assert begun(language, typed, NOON) is None
