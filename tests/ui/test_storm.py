"""Whatever keys come around fields, mirrors and expansions: what is seen is what the draft holds."""

import random
from pathlib import Path

import pytest

from agent_console.ui.widgets.composer import Composer
from tests.ui.console import Outfit, running

CANNED = """\
dialect: support/1
namespace: storm
language: en
matches:
  - {id: mirror, triggers: [";m"], snippet: "${1:x} $1 ${2:b $1} $1$0"}
  - {id: nested, triggers: [";n"], snippet: "${1:a ${2:b}} $2 $1 $1"}
  - {id: choice, triggers: [";c"], snippet: "${1|one,three,Ω|} $1 ${2/(.*)/${1:/upcase}/}"}
  - {id: touching, triggers: [";t"], snippet: "$1$1$2$2$0"}
  - {id: hole, triggers: [";h"], template: "Order {{ order.number }}, {{ order.number }} ${1:now}"}
  - {id: default, triggers: [";d"], template: "Hi {{ customer.last_name | default: 'there' }}"}
  - {id: macro, triggers: [";g"], template: "tagged", actions: [{add_tag: x}]}
  - {id: quick, triggers: [":q"], expand: immediate, boundary: espanso, snippet: "q${1:k}\\n$1"}
"""
TRIGGERS = (";m", ";n", ";c", ";t", ";h", ";d", ";g")
KEYS = (
    *("tab", "shift+tab", "backspace", "delete", "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y"),
    *("left", "right", "up", "down", "home", "end", "shift+left", "ctrl+shift+left", "ctrl+j"),
    *("ctrl+w", "ctrl+u", "ctrl+k", "alt+up", "alt+down", "escape", "x", "1", "space", "🙂"),
)
STEPS = 40


def strokes(chance: random.Random) -> list[str]:
    """Return some keys in a row."""
    if chance.random() < 0.15:
        return [*chance.choice(TRIGGERS), "tab"]
    if chance.random() < 0.05:
        return [*":q"]
    return [chance.choice(KEYS)] * chance.choice((1, 1, 1, 4))


def assert_alike(composer: Composer, seed: int, typed: list[str]) -> None:
    """Draft and editor hold the same, and every field lies in the text."""
    draft, said = composer.draft, f"seed {seed}: {' '.join(typed[-25:])}"
    assert composer.text == draft.text, said
    *above, line = draft.text[: draft.cursor].split("\n")
    assert composer.cursor_location == (len(above), len(line)), said
    assert all(0 <= stop.start <= stop.end <= len(draft.text) for stop in draft.stops), said


@pytest.mark.parametrize("seed", range(2))
async def test_draft_and_editor_never_differ(tmp_path: Path, seed: int) -> None:
    chance, typed = random.Random(seed), list[str]()
    async with running(Outfit(tmp_path, canned=CANNED)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        for _ in range(STEPS):
            keys = strokes(chance)
            typed += keys
            await console.press(*keys)
            assert_alike(console.composer(mira), seed, typed)
