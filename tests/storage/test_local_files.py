"""The agent's own files: offered as a path is typed, and read in pieces; what is wrong is said."""

from pathlib import Path

import pytest

from agent_console.domain.local_file import LocalFile, PathOffer
from agent_console.storage.local_files import DiskFiles


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    (folder / "Bills").mkdir(parents=True)
    for name in ("bill.pdf", "blue lamp.png", ".secret", "zebra.txt"):
        (folder / name).write_bytes(b"12345")
    return folder


def test_offers_are_what_the_path_can_go_on_to(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    assert DiskFiles().offers(f"{folder}/b") == [
        PathOffer(f"{folder}/Bills/", folder=True),
        PathOffer(f"{folder}/bill.pdf", 5),
        PathOffer(f"{folder}/blue lamp.png", 5),
    ]
    assert DiskFiles().offers(f"{folder}/Bills/") == []


def test_hidden_files_are_offered_only_when_asked_for(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    assert not [offer for offer in DiskFiles().offers(f"{folder}/") if "secret" in offer.path]
    assert [offer.path for offer in DiskFiles().offers(f"{folder}/.s")] == [f"{folder}/.secret"]


def test_nothing_typed_offers_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(_folder(tmp_path)))
    assert [offer.path for offer in DiskFiles().offers("")][:2] == ["~/Bills/", "~/bill.pdf"]
    assert isinstance(DiskFiles().open("~/bill.pdf"), LocalFile)


def test_folder_that_is_not_there_offers_nothing(tmp_path: Path) -> None:
    assert DiskFiles().offers(f"{tmp_path}/missing/x") == []


def test_link_to_nowhere_is_offered_and_refused(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to(tmp_path / "missing")
    assert DiskFiles().offers(f"{tmp_path}/g") == [PathOffer(f"{tmp_path}/gone")]
    assert DiskFiles().open(f"{tmp_path}/gone") == f"{tmp_path}/gone is not a file."


@pytest.mark.parametrize("typed", ["~nobody-of-that-name/", "~nobody-of-that-name/x", "a\0b/", "~a\0b/c"])
async def test_whatever_is_typed_as_a_path_is_answered(typed: str) -> None:
    assert DiskFiles().offers(typed) == []
    assert "is not a file" in str(DiskFiles().open(typed))
    assert await DiskFiles().save(f"{typed}y", "text") is not None


def test_a_name_without_a_folder_is_in_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(_folder(tmp_path)))
    assert isinstance(DiskFiles().open("bill.pdf"), LocalFile)


async def test_the_home_itself_is_no_file_to_save_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    declined = await DiskFiles().save("~", "text")
    assert declined is not None
    assert "is a folder" in declined.reason


def test_a_link_that_leads_round_in_a_circle_is_offered_and_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert DiskFiles().offers(f"{tmp_path}/l") == [PathOffer(f"{tmp_path}/loop")]
    assert "loop" in str(DiskFiles().open(f"{tmp_path}/loop"))


async def test_file_is_read_whole(tmp_path: Path) -> None:
    content = b"0123456789abcdef" * 40_000
    (tmp_path / "big.bin").write_bytes(content)
    file = DiskFiles().open(f"{tmp_path}/big.bin")
    assert isinstance(file, LocalFile)
    assert (file.name, file.size) == ("big.bin", len(content))
    assert b"".join([piece async for piece in file.content]) == content


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert DiskFiles().open(str(tmp_path)) == f"{tmp_path} is not a file."
    name = f"{tmp_path}/{'x' * 300}"
    assert DiskFiles().open(name) == f"{name} cannot be read: File name too long."
