"""How often somebody was here, and how happy."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from agent_console.domain.acquaintance import Acquaintance, ordinal
from agent_console.domain.record import Case

MAY, JUNE = datetime(2025, 5, 12, tzinfo=UTC), datetime(2025, 6, 1, tzinfo=UTC)


def test_a_first_contact_has_nothing_before_it() -> None:
    assert Acquaintance.of(()) == Acquaintance(1, 0, None, None)


def test_only_what_was_rated_counts_for_the_mean() -> None:
    cases = (
        Case("1", "a", rating=5, opened_at=MAY),
        Case("2", "b"),
        Case("3", "c", rating=4, opened_at=JUNE),
    )
    assert Acquaintance.of(cases) == Acquaintance(4, 2, Decimal("4.5"), JUNE)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (21, "21st"),
        (112, "112th"),
    ],
)
def test_places_in_a_row_are_written_as_people_do(number: int, words: str) -> None:
    assert ordinal(number) == words
