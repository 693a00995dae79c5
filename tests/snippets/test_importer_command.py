"""`agent-console snippets import`: what is written, what is printed, and how it ends."""

import json
from pathlib import Path

import pytest

from agent_console import cli
from agent_console.cli import snippet_import
from agent_console.snippets.importer.form import FORMS

CSV = "short_code,content\nhi,Hi {{ contact.first_name || 'there' }}!\n"
UNSURE = "short_code,content\nx,{{ account.plan }}\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "canned.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def run(*arguments: object) -> int:
    return cli.main(["snippets", "import", *map(str, arguments)])


def test_every_form_can_be_named() -> None:
    assert tuple(FORMS) == snippet_import.NAMES


def test_without_a_folder_nothing_is_written(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("chatwoot", export) == 0

    assert list(export.parent.rglob("*.yaml")) == []
    assert "canned.csv:2: changed: hi:" in capsys.readouterr().out


def test_what_is_written_passes_the_check(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = export.parent / "replies"

    assert run("chatwoot", export, "--to", folder) == 0
    assert cli.main(["snippets", "check", str(folder)]) == 0
    assert f"snippets: {{folders: [{folder}]}}" in capsys.readouterr().out


def test_a_file_that_is_there_stays_unless_forced(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = export.parent / "replies"
    folder.mkdir()
    there = folder / "canned.yaml"
    there.write_text("mine", encoding="utf-8")

    assert run("chatwoot", export, "--to", folder) == 1
    assert there.read_text(encoding="utf-8") == "mine"
    assert "already there; nothing was written" in capsys.readouterr().err
    assert run("chatwoot", export, "--to", folder, "--force") == 0
    assert "namespace: canned" in there.read_text(encoding="utf-8")


def test_the_report_comes_as_json_too(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export.write_text(UNSURE, encoding="utf-8")

    assert run("chatwoot", export, "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["imported"] == 1
    assert report["files"] == ["canned.yaml"]
    assert not report["written"]
    assert [(remark["kind"], remark["line"], remark["reply"]) for remark in report["remarks"]] == [
        ("needs a human", 2, "x")
    ]


def test_a_folder_of_packages_is_copied_with_its_paths(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "espanso" / "match" / "own.yml"
    package.parent.mkdir(parents=True)
    package.write_text('matches:\n  - trigger: "abc"\n    replace: "x"\n', encoding="utf-8")
    (package.parent / "_manifest.yml").write_text("name: own\n", encoding="utf-8")
    folder = tmp_path / "replies"

    assert run("espanso", tmp_path / "espanso", "--to", folder, "--boundary", "token") == 0
    assert [path.relative_to(folder).as_posix() for path in folder.rglob("*.yml")] == ["match/own.yml"]
    assert (folder / "match" / "own.yml").read_text(encoding="utf-8") == package.read_text(encoding="utf-8")
    assert f"{{path: {folder}, boundary: token}}" in capsys.readouterr().out


def test_triggers_that_fire_in_words_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "own.yml").write_text('matches:\n  - trigger: "abc"\n    replace: "x"\n', encoding="utf-8")

    assert run("espanso", tmp_path) == 0
    assert "1 triggers also fire in the middle of a word" in capsys.readouterr().out


def test_an_export_cannot_steer_the_terminal(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export.write_text("short_code,content\n\x1b[2Jx,{{ account.\x1b[31m }}\n", encoding="utf-8")

    run("chatwoot", export)
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize("broken", [b"\xff\xfe\x00", b"a" * 9_000_000])
def test_what_cannot_be_read_is_told(export: Path, broken: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    export.write_bytes(broken)

    assert run("chatwoot", export) == 1
    assert "canned.csv" in capsys.readouterr().out


def test_a_source_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("zendesk", tmp_path / "none.json") == 1
    assert run("zendesk", tmp_path) == 1

    lines = capsys.readouterr().err.splitlines()
    assert "there is no such file or folder" in lines[0]
    assert "has no file that ends in .json" in lines[1]
