"""The benchmark of mistakes: each kind is made and told, and the lints are held to what typing shows."""

from pathlib import Path
from random import Random

import pytest

from benchmarks import snippet_lint
from benchmarks.snippet_hub import Hub
from benchmarks.snippet_mistakes import KINDS, Sheet, measure

PACKAGE = """\
matches:
  - trigger: ":hello"
    replace: "Good day"
    word: true
  - trigger: ":note"
    replace: |
      First line
      Second line with {{when}}
    vars:
      - name: when
        type: date
        params:
          format: "%Y"
  - trigger: ":n"
    replace: shadows the note
  - trigger: ":lost"
    replace: "{{nobody}}"
"""


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Return a hub of one package, in which one trigger and one body are lost."""
    folder = tmp_path / "packages" / "small" / "1.0"
    folder.mkdir(parents=True)
    (folder / "package.yml").write_text(PACKAGE, encoding="utf-8")
    return tmp_path


def test_what_is_lost_is_found_and_nothing_else(hub: Path) -> None:
    assert snippet_lint.measure(Hub.read(hub)) == {
        "triggers": 4,
        "unreachable": 1,
        "unreachable_found": 1,
        "false_unreachable": 0,
        "bodies": 2,
        "unrenderable": 1,
        "unrenderable_found": 1,
        "false_unrenderable": 0,
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_mistake_changes_the_line_that_it_names(kind: str) -> None:
    sheet = Sheet.of("a.yml", PACKAGE)
    assert sheet
    made = [mistake for seed in range(20) if (mistake := KINDS[kind].make(sheet, Random(seed)))]

    assert made
    for mistake in made:
        changed = mistake.text.split("\n")[mistake.line - 1]
        assert changed != sheet.lines[mistake.line - 1]


def test_every_mistake_in_a_sound_file_is_told_at_its_line(hub: Path) -> None:
    package = hub / "packages" / "small" / "1.0" / "package.yml"
    package.write_text(PACKAGE.rpartition("  - trigger")[0], encoding="utf-8")

    figures = measure(hub, quick=True)

    assert figures["mistakes"] == figures["mistakes_right"] == 50
