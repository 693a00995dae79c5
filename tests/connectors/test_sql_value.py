"""Values of databases as field maps read them."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from uuid import UUID

import pytest

from agent_console.connectors.failure import LookUpError
from agent_console.connectors.sql_value import parsed, plain


class State(Enum):
    PAID = "paid"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (7, 7),
        ("Tee", "Tee"),
        (1.5, 1.5),
        (float("inf"), None),
        (Decimal("59.90"), "59.90"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E+999999"), "1E+999999"),
        (Decimal("NaN"), None),
        (date(2026, 1, 5), "2026-01-05"),
        (datetime(2026, 1, 5, 8, 30), "2026-01-05T08:30:00"),  # noqa: DTZ001 – databases have such
        (datetime(2026, 1, 5, 8, 30, tzinfo=UTC), "2026-01-05T08:30:00+00:00"),
        (datetime(2026, 1, 5, 8, tzinfo=timezone(timedelta(hours=2))), "2026-01-05T08:00:00+02:00"),
        (time(8, 30), "08:30:00"),
        (timedelta(minutes=2), 120.0),
        (b"caf\xc3\xa9", "café"),
        (b"\xff\x00", "ff00"),
        pytest.param(memoryview(b"ab"), "ab", id="memoryview"),
        (bytearray(b"ab"), "ab"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (State.PAID, "paid"),
        ([Decimal("1.5"), (date(2026, 1, 5),)], ["1.5", ["2026-01-05"]]),
        ({1: {"at": date(2026, 1, 5)}}, {"1": {"at": "2026-01-05"}}),
    ],
    ids=repr,
)
def test_a_value_is_one_that_json_has(value: object, expected: object) -> None:
    assert plain(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('[{"name": "Tea"}]', [{"name": "Tea"}]),
        (b'{"a": 1}', {"a": 1}),
        (None, None),
        ([1], [1]),
    ],
)
def test_text_of_json_is_read_and_what_is_read_already_stays(value: object, expected: object) -> None:
    assert parsed("items", value) == expected


@pytest.mark.parametrize("value", ["", "{", "NaN", "[" * 100_000, b"\xff"])
def test_what_is_no_json_is_told_by_its_column(value: object) -> None:
    with pytest.raises(LookUpError, match="`items` holds no JSON; check `json_columns`"):
        parsed("items", value)
