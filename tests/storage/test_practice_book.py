"""Results of practices on disk."""

from pathlib import Path

from agent_console.storage.practice_book import PracticeBook


def test_lines_are_there_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "results" / "practice.jsonl"
    assert PracticeBook(file).lines() == ()
    PracticeBook(file).keep("one")
    PracticeBook(file).keep("two")
    assert PracticeBook(file).lines() == ["one", "two"]


def test_a_line_that_was_cut_off_takes_no_other_with_it(tmp_path: Path) -> None:
    file = tmp_path / "practice.jsonl"
    file.write_text("one\ntw")
    PracticeBook(file).keep("three")
    assert PracticeBook(file).lines() == ["one", "tw", "three"]
