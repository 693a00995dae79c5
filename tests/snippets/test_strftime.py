"""Dates by a pattern: every directive, padding, and the order and names of a language."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from babel import Locale

from agent_console.snippets.moment import locale_of
from agent_console.snippets.strftime import RFC_2822, formatted

ENGLISH = Locale("en", "US")
MONDAY = datetime(2026, 3, 9, 14, 5, 7, tzinfo=UTC)
EARLY = datetime(2027, 1, 1, 0, 30, 5, 26_490, tzinfo=timezone(timedelta(hours=9, minutes=30)))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("%Y-%m-%d %H:%M:%S", "2026-03-09 14:05:07"),
        ("%F %T|%D|%R", "2026-03-09 14:05:07|03/09/26|14:05"),
        ("%A %a %B %b %h", "Monday Mon March Mar Mar"),
        ("%e|%k|%l|%I", " 9|14| 2|02"),
        ("%-d.%-m. %_m %0e %-H %_I", "9.3.  3 09 14  2"),
        ("%j %U %W %V %G %g %u %w", "068 10 10 11 2026 26 1 1"),
        ("%C %y %q %s", "20 26 1 1773065107"),
        ("%p %P %r", "PM pm 02:05:07 PM"),
        ("%x %X", "03/09/2026 02:05:07 PM"),
        ("%c", "Mon 09 Mar 2026 02:05:07 PM +00:00"),
        ("%v", " 9-Mar-2026"),
        ("%Z %z %:z %::z %:::z", "+00:00 +0000 +00:00 +00:00:00 +00"),
        ("%f %3f %.3f [%.f]", "000000000 000 .000 []"),
        ("%+", "2026-03-09T14:05:07+00:00"),
        ("a%nb%tc 100%%", "a\nb\tc 100%"),
        (RFC_2822, "Mon, 09 Mar 2026 14:05:07 +0000"),
    ],
)
def test_a_directive_gives_its_part(pattern: str, text: str) -> None:
    assert formatted(MONDAY, pattern, ENGLISH) == text


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("%I:%M %p", "12:30 AM"),
        ("%l %k %H", "12  0 00"),
        ("%G-W%V-%u", "2026-W53-5"),
        ("%.f %6f %.9f", ".026490 026490 .026490000"),
        ("%z %:z %:::z", "+0930 +09:30 +09"),
    ],
)
def test_the_edges_of_day_and_year_are_right(pattern: str, text: str) -> None:
    assert formatted(EARLY, pattern, ENGLISH) == text


def test_west_of_greenwich_the_offset_is_negative() -> None:
    west = MONDAY.astimezone(timezone(timedelta(hours=-3, minutes=-30)))

    assert formatted(west, "%z", ENGLISH) == "-0330"


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de-DE", "Montag 9. März 09.03.2026 14:05:07"),
        ("nb", "mandag 9. mars 09.03.2026 14:05:07"),
        ("ru", "понедельник 9. марта 09.03.2026 14:05:07"),
        ("pl", "poniedziałek 9. marca 09.03.2026 14:05:07"),
        ("pt-BR", "segunda-feira 9. março 09/03/2026 14:05:07"),
        ("ja", "月曜日 9. 3月 2026年03月09日 14:05:07"),
        ("es", "lunes 9. marzo 09/03/26 14:05:07"),
        ("bg", "понеделник 9. март 09.03.2026 г. 14:05:07"),
        ("xx-YY", "Monday 9. March 03/09/2026 02:05:07 PM"),
    ],
)
def test_names_and_orders_are_those_of_the_language(tag: str, text: str) -> None:
    assert formatted(MONDAY, "%A %-d. %B %x %X", locale_of(tag)) == text


@pytest.mark.parametrize("pattern", ["%Q", "100 %", "%-", "%5f", "%::::z", "%é"])
def test_what_is_no_directive_is_told(pattern: str) -> None:
    with pytest.raises(ValueError, match="date format"):
        formatted(MONDAY, pattern, ENGLISH)
