"""The benchmark of loading canned responses: what it makes up, and what it counts."""

from pathlib import Path

from agent_console.snippets.book import Book
from benchmarks.snippet_load import figures_of, made_up, measure, whole


def test_what_is_made_up_is_sound_in_every_body() -> None:
    shelf, problems = Book.load(made_up(101))

    assert problems == ()
    assert len(shelf.snippets) == 101
    assert [problem for snippet in shelf.snippets for problem in (*snippet.problems, *snippet.warnings)] == []


def test_the_files_of_a_hub_are_loaded_together(tmp_path: Path) -> None:
    for name, text in {
        "a": "matches: [{trigger: a, replace: b}]",
        "b": "matches: [{regex: b, html: c}]",
    }.items():
        folder = tmp_path / "packages" / name / "1.0"
        folder.mkdir(parents=True)
        (folder / "package.yml").write_text(text, encoding="utf-8")

    figures = figures_of(whole(tmp_path, None))

    assert figures["snippets"] == 2
    assert figures_of(whole(tmp_path, 1))["snippets"] == 1


def test_each_figure_comes_from_a_process_of_its_own() -> None:
    figures = measure(None, quick=True)

    assert figures["load_snippets"] == 500
    assert figures["load_floor_seconds"] > 0
