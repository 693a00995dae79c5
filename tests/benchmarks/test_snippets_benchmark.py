"""The benchmark of canned responses: what it counts as right, and that it fails when something is wrong."""

import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

from benchmarks.snippet_hub import Hub, load
from benchmarks.snippet_outcome import divergent, recorded
from benchmarks.snippet_typing import Typist, measure_packages
from benchmarks.snippets import wrong

ROOT = Path(__file__).parent.parent.parent
PACKAGE = """\
matches:
  - {trigger: ":sig", replace: "Kind regards,$|$ Mira"}
  - {trigger: teh, replace: the, word: true, propagate_case: true}
  - {trigger: ":bad", replace: "{{nothing}}"}
  - trigger: ":ask"
    form: "For [[name]]"
"""


def event(position: int, trigger: str, match: int, **more: object) -> dict[str, Any]:
    return {"pos": position, "trigger": trigger, "ids": [match], "left": None, "right": None, **more}


def scenario(typed: str, text: str, cursor: int, *events: dict[str, Any]) -> dict[str, Any]:
    return {"p": "tiny@1.0", "typed": typed, "text": text, "cursor": cursor, "events": list(events)}


SIGNED = scenario(
    "a:sig!", "aKind regards,! Mira", 15, event(4, ":sig", 0, body="Kind regards, Mira", back=5)
)
CORRECTED = scenario("(Teh ", "(The ", 5, event(4, "(Teh ", 1, body="The ", left="(", right=" "))
FAILED = scenario(":badx", "x", 1, event(3, ":bad", 2, error="missing variable: `nothing`"))
ASKED = scenario(":ask", "For <name>", 10, event(3, ":ask", 3, body="For <name>"))


def package(matches: int = 4) -> dict[str, Any]:
    return {"package": "tiny", "version": "1.0", "n_matches": matches, "load_errors": []}


def written(folder: Path, *lines: dict[str, Any]) -> tuple[Path, Path]:
    """Write a hub of one small package, and what is recorded of it; return where they are."""
    files = folder / "packages" / "tiny" / "1.0"
    files.mkdir(parents=True)
    (files / "package.yml").write_text(PACKAGE, encoding="utf-8")
    (files / "_manifest.yml").write_text("name: tiny\n", encoding="utf-8")
    expansions = folder / "expansions.jsonl"
    expansions.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return folder, expansions


def test_what_comes_out_as_recorded_is_right(tmp_path: Path) -> None:
    hub, expansions = written(tmp_path, package(), SIGNED, CORRECTED, FAILED, ASKED)
    command = [
        sys.executable,
        "-m",
        "benchmarks.snippets",
        "--hub",
        str(hub),
        "--expansions",
        str(expansions),
    ]
    run = subprocess.run([*command, "--json"], cwd=ROOT, capture_output=True, text=True, check=True)
    figures = json.loads(run.stdout)

    assert (figures["packages"], figures["packages_right"]) == (1, 1)
    assert (figures["scenarios"], figures["scenarios_right"]) == (4, 4)
    assert figures["scenario_divergences"] == {"D8": 1}


@pytest.mark.parametrize(
    "changed", [{"text": "other"}, {"cursor": 4}, {"events": []}, {"events": [event(4, ":sig", 1)]}]
)
def test_whatever_differs_is_wrong(tmp_path: Path, changed: dict[str, Any]) -> None:
    figures = measure_packages(*written(tmp_path, package(), SIGNED | changed))

    assert (figures["scenarios"], figures["scenarios_right"]) == (1, 0)
    assert wrong(figures) == ["scenarios"]


def test_another_number_of_matches_is_wrong(tmp_path: Path) -> None:
    figures = measure_packages(*written(tmp_path, package(matches=5), SIGNED))

    assert wrong(figures) == ["packages"]


def test_nothing_measured_is_wrong(tmp_path: Path) -> None:
    assert wrong(measure_packages(*written(tmp_path))) == ["packages", "scenarios"]


def test_a_reply_that_fails_leaves_its_trigger_and_the_keys_behind_it() -> None:
    explained = divergent("any", FAILED)
    book, _ = load({"package.yml": PACKAGE})

    assert explained is not None
    assert explained[0] == "D8"
    assert (explained[1].text, explained[1].cursor) == (":badx", 5)
    assert Typist(book).outcome(":badx") == explained[1]


def test_backspace_takes_a_character_back() -> None:
    book, _ = load({"package.yml": PACKAGE})

    assert Typist(book).outcome("tex\bh ").text == "the "
    assert Typist(book).outcome("\ba").text == "a"


def test_an_ordinary_run_is_explained_by_nothing() -> None:
    assert divergent("any", SIGNED) is None
    assert recorded(SIGNED).events[0].candidates == (0,)


def test_a_hub_is_read_from_a_folder_of_packages_or_from_an_archive(tmp_path: Path) -> None:
    folder, _ = written(tmp_path / "hub")
    with tarfile.open(tmp_path / "hub.tar.xz", "w:xz") as archive:
        archive.add(folder / "packages", "packages")

    hubs = [Hub.read(place) for place in (folder, folder / "packages", tmp_path / "hub.tar.xz")]

    assert [hub.files for hub in hubs] == [{"tiny@1.0": {"package.yml": PACKAGE}}] * 3


def test_a_file_that_belongs_to_no_package_is_told(tmp_path: Path) -> None:
    (tmp_path / "stray.yml").write_text(PACKAGE, encoding="utf-8")

    with pytest.raises(ValueError, match="is not of the form"):
        Hub.read(tmp_path)
