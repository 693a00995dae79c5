"""Paths: below the user's own state directory, and nobody else's to read."""

from pathlib import Path

import pytest

from agent_console.storage.paths import make_private, make_private_file, profile


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_profile_lies_in_the_users_state_directory() -> None:
    assert Path.home() in profile("night").directory.parents
    assert profile("night").directory != profile().directory


def test_the_files_of_a_profile_differ() -> None:
    paths = profile()
    assert len({paths.outbox, paths.drafts, paths.lock}) == 3


@pytest.mark.parametrize("name", ["", ".", "..", ".hidden", "a/b", "../../etc", "/tmp"])  # noqa: S108 (a bad name)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no profile name"):
        profile(name)


def test_directories_and_files_are_their_owners_alone(tmp_path: Path) -> None:
    directory = tmp_path / "a" / "b"
    make_private(directory)
    make_private_file(directory / "file")
    assert mode(directory) == 0o700
    assert mode(directory / "file") == 0o600


def test_what_is_too_open_is_closed(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    (tmp_path / "open" / "file").write_text("kept")
    make_private(tmp_path / "open")
    make_private_file(tmp_path / "open" / "file")
    assert mode(tmp_path / "open") == 0o700
    assert mode(tmp_path / "open" / "file") == 0o600
    assert (tmp_path / "open" / "file").read_text() == "kept"
