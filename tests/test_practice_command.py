"""`agent-console practice`: what it came to is told, whatever became of the file that it is kept in."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent_console.cli import practice
from agent_console.cli.outcome import OK, UserError
from agent_console.demo.practice.score import Score
from agent_console.demo.practice.session import Session

SCORE = Score(2, 4, 9, (5.0, 20.0, 30.0), 0, 0, 1, 1, (5, 4))
OPTIONS = argparse.Namespace(config=None, profile=None, history=False, json=False)


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where results are kept; every practice comes to the same."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    session = Session(datetime(2026, 3, 1, tzinfo=UTC), (SCORE,))
    monkeypatch.setattr(practice, "_practised", lambda *_: session)
    assert practice.practise(OPTIONS) == OK
    (file,) = tmp_path.rglob("*.jsonl")
    return file


def test_a_result_is_told_beside_a_line_that_is_damaged(
    results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results.write_text("{torn")
    with pytest.raises(UserError, match="line 1 tells of no practice; mend the line"):
        practice.practise(OPTIONS)
    assert capsys.readouterr().out.count("You served 2 at once well") == 1
    assert len(results.read_text().splitlines()) == 2


def test_a_result_is_told_that_cannot_be_kept(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results.unlink()
    results.mkdir()
    with pytest.raises(UserError, match="cannot be written"):
        practice.practise(OPTIONS)
    assert capsys.readouterr().out.count("You served 2 at once well") == 1
