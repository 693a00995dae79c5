"""What the guard has learnt is kept whole."""

import os
from pathlib import Path

import pytest

from agent_console.storage import guard_weights
from agent_console.storage.paths import ProfilePaths


def test_what_is_kept_is_found_and_can_be_discarded(tmp_path: Path) -> None:
    profile = ProfilePaths(tmp_path / "kim")
    assert guard_weights.kept(profile) is None
    guard_weights.keep(profile, "one\n")
    guard_weights.keep(profile, "two\n")
    assert guard_weights.kept(profile) == "two\n"
    assert [file.name for file in profile.directory.iterdir()] == ["guard.json"]
    assert profile.guard.stat().st_mode & 0o077 == 0
    assert guard_weights.discard(profile)
    assert not guard_weights.discard(profile)
    assert guard_weights.kept(profile) is None


def test_when_the_disk_refuses_the_old_ones_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = ProfilePaths(tmp_path / "kim")
    guard_weights.keep(profile, "one\n")

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        guard_weights.keep(profile, "two\n")
    assert guard_weights.kept(profile) == "one\n"
    assert [file.name for file in profile.directory.iterdir()] == ["guard.json"]
