"""A file is written whole and for its owner only, and takes no other file's place unasked."""

import errno
import os
import stat
from pathlib import Path

import pytest

from agent_console.ports import Declined
from agent_console.storage.local_files import DiskFiles
from agent_console.storage.saved_file import save


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    place = tmp_path / "files"
    place.mkdir()
    return place


def test_a_new_file_is_for_its_owner_only(folder: Path) -> None:
    place = folder / "chat.txt"
    assert save(place, b"hello", replacing=False) is None
    assert place.read_bytes() == b"hello"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert os.listdir(folder) == ["chat.txt"]


def test_a_file_that_is_there_is_replaced_only_when_that_is_meant(folder: Path) -> None:
    place = folder / "chat.txt"
    place.write_bytes(b"mine")
    declined = save(place, b"hello", replacing=False)
    assert declined == Declined(f"{place} is there already", "exists")
    assert place.read_bytes() == b"mine"
    assert save(place, b"hello", replacing=True) is None
    assert place.read_bytes() == b"hello"
    assert os.listdir(folder) == ["chat.txt"]


def test_a_disk_without_second_names_has_the_file_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_name: str, _place: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    place = folder / "chat.txt"
    assert save(place, b"hello", replacing=False) is None
    assert save(place, b"other", replacing=False) == Declined(f"{place} is there already", "exists")
    assert place.read_bytes() == b"hello"
    assert os.listdir(folder) == ["chat.txt"]


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    declined = save(folder / "chat.txt", b"hello", replacing=False)
    assert declined is not None
    assert "No space left" in declined.reason
    assert os.listdir(folder) == []


def test_a_link_to_elsewhere_is_no_free_name_and_is_not_written_through(folder: Path) -> None:
    other, place = folder / "other", folder / "chat.txt"
    other.write_bytes(b"mine")
    place.symlink_to(other)
    declined = save(place, b"hello", replacing=False)
    assert declined is not None
    assert declined.code == "exists"
    assert save(place, b"hello", replacing=True) is None
    assert other.read_bytes() == b"mine"


def test_folders_pipes_and_places_that_are_not_there_are_told(folder: Path) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    for place, words in (
        (folder, "is a folder"),
        (pipe, "no ordinary file"),
        (folder / "no" / "chat.txt", "No such file"),
        (folder / "a\0b", "no name for a file"),
    ):
        declined = save(place, b"hello", replacing=True)
        assert declined is not None
        assert words in declined.reason
    assert os.listdir(folder) == ["pipe"]


async def test_a_bare_name_is_in_the_home_as_the_offers_say(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder))
    files = DiskFiles()
    assert await files.save("bare.txt", "ü") is None
    assert await files.save("~/tilde.txt", "ü") is None
    assert (folder / "bare.txt").read_text(encoding="utf-8") == "ü"
    assert [offer.path for offer in files.offers("")] == ["~/bare.txt", "~/tilde.txt"]
