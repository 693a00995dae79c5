"""Rounds are kept as they end, read again, and added up."""

from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.rounds import keep, kept, totals


@dataclass(frozen=True)
class Round:
    mode: str
    kills: int
    seconds: float
    faults: dict[str, int] = field(default_factory=dict)


FIRST = Round("cut", 3, 1.26, {"cuts": 2})
SECOND = Round("drop", 4, 2.0, {"dropped": 5, "cuts": 1})


def test_a_benchmark_goes_on_where_it_was(tmp_path: Path) -> None:
    file = tmp_path / "results.jsonl"
    assert kept(file, Round) == []
    keep(file, FIRST)
    keep(file, SECOND)
    assert kept(file, Round) == [FIRST, SECOND]


def test_without_a_file_nothing_is_kept() -> None:
    keep(None, FIRST)
    assert kept(None, Round) == []


def test_numbers_are_added_and_words_are_not() -> None:
    sums = {"kills": 7, "seconds": 3.3, "faults": {"cuts": 3, "dropped": 5}, "rounds": 2}
    assert totals([FIRST, SECOND]) == sums
    assert totals([]) == {"rounds": 0}
