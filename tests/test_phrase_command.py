"""`agent-console phrases`: what was learnt can be seen, and erased."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from agent_console.domain.phrase import LearntReply, Lesson
from agent_console.storage.lock import locked
from agent_console.storage.paths import ProfilePaths
from agent_console.storage.phrase_book import SqlitePhrases

ROOT = Path(__file__).parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def profile(tmp_path: Path) -> ProfilePaths:
    """The profile called `kim`, after one lesson."""
    paths = ProfilePaths(tmp_path / "state" / "agent-console" / "profiles" / "kim")
    store = SqlitePhrases(paths)
    store.read()
    store.keep([Lesson(LearntReply(1, 2, "en", (3, 4), ()), {3: "Thank", 4: " you\x1b[2J"})])
    return paths


@pytest.fixture
def program(tmp_path: Path) -> Run:
    """Runs `agent-console --profile kim phrases` to its end; everything of this person is in `tmp_path`."""
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    env |= {"XDG_STATE_HOME": str(tmp_path / "state")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "agent_console", "--profile", "kim", "phrases", *arguments]
        return subprocess.run(
            command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
        )

    return run


def test_what_was_learnt_is_shown_without_controls(program: Run, profile: ProfilePaths) -> None:
    shown = program("show")
    assert shown.stdout.splitlines()[0] == "1 reply was learnt; 2 words can be read:"
    assert "Thank" in shown.stdout
    assert "\x1b" not in shown.stdout
    assert json.loads(program("show", "--json").stdout)["replies"] == 1


def test_all_of_it_is_erased(program: Run, profile: ProfilePaths) -> None:
    assert program("erase").stdout == "Erased: what was learnt of 1 reply.\n"
    kept = SqlitePhrases(profile).read()
    assert (kept.replies, kept.words) == ((), {})


def test_it_stays_while_a_console_uses_it(program: Run, profile: ProfilePaths) -> None:
    with locked(profile.lock):
        refused = program("erase")
    assert refused.returncode != 0
    assert "uses this profile" in refused.stderr
    assert len(SqlitePhrases(profile).read().replies) == 1
