"""The agent's own words, and the company's."""

from pathlib import Path

import pytest

from agent_console.ports import JournalError
from agent_console.storage.personal_words import WordFile


def test_a_learnt_word_is_there_at_the_next_start(tmp_path: Path) -> None:
    words = WordFile(tmp_path / "profile" / "words.txt")
    words.add("Fjordpost")
    words.add("Fjordpost")
    assert "fjordpost" in words.words
    assert WordFile(tmp_path / "profile" / "words.txt").words == {"fjordpost"}
    assert (tmp_path / "profile" / "words.txt").read_text() == "Fjordpost\n"


def test_a_file_that_somebody_edited_is_added_to(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("# ours\nLumio  # the lamp\n\nBrassline")
    words = WordFile(file)
    words.add("Holm")
    assert WordFile(file).words == {"lumio", "brassline", "holm"}


def test_the_company_s_words_count_too_and_are_not_written_to(tmp_path: Path) -> None:
    company = tmp_path / "company.txt"
    company.write_text("Lumio\n")
    words = WordFile(tmp_path / "words.txt", [company])
    words.add("Holm")
    assert words.words == {"lumio", "holm"}
    assert company.read_text() == "Lumio\n"


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe")
    words = WordFile(tmp_path / "words.txt", [bad, tmp_path / "none.txt"])
    assert [notice.partition(": ")[0] for notice in words.notices] == [str(bad), str(tmp_path / "none.txt")]


def test_a_disk_that_takes_nothing_is_told_and_the_word_not_learnt(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("no folder")
    words = WordFile(tmp_path / "profile" / "words.txt")
    with pytest.raises(JournalError, match="cannot be written"):
        words.add("Holm")
    assert not words.words
