"""What rules mark is seen in the pane: a word under the title, the phrase underlined, and what would help."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_console.assist.cue import sheet
from agent_console.services.writing import WritingAid
from tests.ui.console import SMALL, Console, Outfit, running

RULES = """
dialect: marks/1
rules:
  - {mark: legal, phrases: [my lawyer], reply: test.refund, priority: high}
"""


@pytest.fixture
async def console(tmp_path: Path) -> AsyncIterator[Console]:
    writing = WritingAid(rules=sheet.read(RULES, "marks.yaml"), tone=True)
    async with running(Outfit(tmp_path, size=SMALL, writing=writing)) as running_console:
        yield running_console


async def test_a_marked_phrase_is_told_underlined_and_answered(console: Console) -> None:
    mira = await console.welcome("Mira Holm", "You will hear from my lawyer!")
    await console.press("alt+1")
    await console.until(lambda: "⚑ legal" in console.screen_text())
    transcript = console.pane(mira).transcript
    drawn = [segment for y in range(transcript.size.height) for segment in transcript.render_line(y)]
    assert [s.text for s in drawn if s.style is not None and s.style.underline] == ["my lawyer"]
    await console.until(lambda: "⚑ legal: ;refund helps · Ctrl+G i high priority" in console.screen_text())


async def test_the_suggestion_makes_way_for_what_is_written_and_its_tone_is_told(console: Console) -> None:
    await console.welcome("Mira Holm", "You will hear from my lawyer!")
    await console.press("alt+1")
    await console.type("WE ARE SO VERY SORRY")
    console.clock.advance(10)
    await console.until(lambda: "all in capitals" in console.screen_text())
    assert ";refund helps" not in console.screen_text()
