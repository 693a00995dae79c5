"""Folders of snippets: in which order they are read, and what the config says of their files."""

from pathlib import Path

from agent_console import config
from agent_console.domain.outside import Reach
from agent_console.snippets.file import Layer
from agent_console.storage import snippet_folder
from agent_console.storage.snippet_folder import Folder


def folders(tmp_path: Path, text: str) -> tuple[Folder, ...]:
    file = tmp_path / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return snippet_folder.folders(config.load(file).snippets)


def test_the_shipped_ones_come_first_and_the_personal_ones_last(tmp_path: Path) -> None:
    text = """
snippets:
  folders:
    - mine
    - {path: crew, layer: team}
    - {path: all, layer: company}
    - also_mine
"""
    found = folders(tmp_path, text)

    assert [(folder.layer, folder.path.name) for folder in found] == [
        (Layer.SHIPPED, "canned_responses"),
        (Layer.COMPANY, "all"),
        (Layer.TEAM, "crew"),
        (Layer.PERSONAL, "mine"),
        (Layer.PERSONAL, "also_mine"),
    ]


def test_the_shipped_ones_can_be_left_out(tmp_path: Path) -> None:
    assert folders(tmp_path, "snippets: {shipped: false}") == ()


def test_a_file_carries_what_the_config_says_of_its_folder(tmp_path: Path) -> None:
    text = "snippets: {shipped: false, folders: [{path: x, layer: team, allow: [shell, http]," + (
        " expand: space, boundary: token}]}"
    )
    (folder,) = folders(tmp_path, text)

    file = folder.file(tmp_path / "x" / "a.yaml", "matches: []")

    assert (file.name, file.text) == (str(tmp_path / "x" / "a.yaml"), "matches: []")
    assert file.layer is Layer.TEAM
    assert file.allowed == {Reach.SHELL, Reach.HTTP}
    assert (file.expand, file.boundary, file.root) == ("space", "token", str(tmp_path / "x"))


def test_when_replies_fire_whose_file_does_not_say_is_for_all_folders(tmp_path: Path) -> None:
    found = folders(tmp_path, "snippets: {expand: immediate, folders: [mine]}")

    assert [folder.file(folder.path / "a.yaml", "").usual for folder in found] == ["immediate"] * 2


def test_a_path_alone_reaches_nothing_and_leaves_espanso_its_own_way(tmp_path: Path) -> None:
    (folder,) = folders(tmp_path, "snippets: {shipped: false, folders: [x]}")

    assert folder == Folder(tmp_path / "x")
    assert (folder.allowed, folder.expand, folder.boundary) == (frozenset(), "", "")


def test_the_shipped_ones_are_found() -> None:
    assert (snippet_folder.shipped() / "greeting.yaml").is_file()
