"""The lock: a second console is told which process is the first."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.storage.lock import ProfileInUseError, locked

PROGRAM = """
import sys
from pathlib import Path
from agent_console.storage.lock import locked
with locked(Path(sys.argv[1])):
    print("locked", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "profile" / "console.lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "locked\n"
        yield process
        process.kill()


def test_the_second_is_told_who_is_first(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    with (
        pytest.raises(ProfileInUseError, match=f"process {other.pid}") as refusal,
        locked(tmp_path / "profile" / "console.lock"),
    ):
        pass
    assert refusal.value.process == str(other.pid)
    assert "--profile" in str(refusal.value)


def test_a_killed_console_leaves_the_profile_free(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    other.kill()
    other.wait()
    with locked(tmp_path / "profile" / "console.lock"):
        pass


def test_the_lock_can_be_taken_again(tmp_path: Path) -> None:
    path = tmp_path / "console.lock"
    for _ in range(2):
        with locked(path):
            assert path.read_text().strip().isdigit()
