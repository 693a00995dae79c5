"""Snippet folders: what is read, in which order, and what becomes a problem instead of a hang."""

import os
from pathlib import Path

import pytest

from agent_console.domain.outside import Reach
from agent_console.snippets.file import Layer, SnippetFile
from agent_console.storage import snippet_files
from agent_console.storage.snippet_folder import Folder
from agent_console.yaml_source import SNIPPET_LIMITS


def write(path: Path, text: str = "matches: []") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problem(folder: Path) -> str:
    """Return the one problem of a folder."""
    (found,) = snippet_files.read([folder]).problems
    return found.summary


def test_files_come_in_the_order_of_folders_and_names(tmp_path: Path) -> None:
    names = ("_imported.yaml", "a.yaml", "sub/x.yml", "z.YAML")
    later = [write(tmp_path / "b" / name, name) for name in names]
    first = write(tmp_path / "a" / "z.yaml", "first")
    for passed_over in ("notes.txt", "yaml", ".a.yaml", ".github/workflows/check.yml"):
        write(tmp_path / "b" / passed_over)

    files = snippet_files.read([tmp_path / "a", tmp_path / "b"])

    assert files.problems == ()
    assert [(file.name, file.text) for file in files.sources] == [
        (str(first), "first"),
        *zip(map(str, later), names, strict=True),
    ]


def test_a_file_has_the_settings_of_its_folder(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", "text")
    folder = Folder(tmp_path, Layer.TEAM, frozenset({Reach.HTTP}), "space", "token", "immediate")

    (source,) = snippet_files.read([folder]).sources

    assert source == SnippetFile(
        str(path),
        "text",
        Layer.TEAM,
        frozenset({Reach.HTTP}),
        "space",
        "token",
        "immediate",
        str(tmp_path),
    )


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    assert problem(tmp_path / "nowhere").endswith("is not a folder (see `snippets.folders` in the config)")


def test_a_file_in_another_encoding_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"x: \xe6\xf8")
    write(tmp_path / "b.yaml")

    files = snippet_files.read([tmp_path])

    assert [file.name for file in files.sources] == [str(tmp_path / "b.yaml")]
    assert "is not UTF-8 text (byte 4)" in files.problems[0].summary


def test_a_file_whose_name_is_not_utf_8_is_refused_in_words_that_can_be_shown(tmp_path: Path) -> None:
    write(tmp_path / os.fsdecode(b"sub\xff") / "a.yaml")
    write(tmp_path / os.fsdecode(b"\xfe.yaml"))
    write(tmp_path / "grüße.yaml")

    files = snippet_files.read([tmp_path])

    assert [file.name for file in files.sources] == [str(tmp_path / "grüße.yaml")]
    summaries = [found.summary.encode().decode() for found in files.problems]
    assert len(summaries) == 2
    assert all("its name is not UTF-8 text" in summary for summary in summaries)


def test_a_folder_inside_another_one_keeps_its_own_settings(tmp_path: Path) -> None:
    """What the outer one may reach is not for what the inner one holds."""
    write(tmp_path / "a.yaml")
    write(tmp_path / "packages" / "b.yaml")
    outer = Folder(tmp_path, allowed=frozenset({Reach.SHELL}))

    files = snippet_files.read([Folder(tmp_path / "packages", Layer.COMPANY), outer])

    found = [(Path(file.name).name, file.allowed) for file in files.sources]
    assert found == [("b.yaml", frozenset()), ("a.yaml", frozenset({Reach.SHELL}))]


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", "#" * (SNIPPET_LIMITS.size + 1))

    assert "has more than 8,388,608 bytes" in problem(tmp_path)


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")

    assert "it is not a plain file" in problem(tmp_path)


def test_a_link_that_leads_nowhere_or_in_a_circle_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "sub").symlink_to(tmp_path)

    summaries = [found.summary for found in snippet_files.read([tmp_path]).problems]

    assert [summary.split(": ")[-1] for summary in summaries] == [
        "No such file or directory",
        "Too many levels of symbolic links",
    ]


def test_too_many_files_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snippet_files, "MOST_FILES", 2)
    for name in "abc":
        write(tmp_path / f"{name}.yaml")

    files = snippet_files.read([tmp_path])

    assert len(files.sources) == 2
    assert "has 3 snippet files; only the first 2 are read" in files.problems[0].summary


def test_a_file_in_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("matches: []")

    assert problem(tmp_path / "a.yaml").endswith(
        "is a file, not a folder (name the folder that it is in, for files import each other)"
    )
