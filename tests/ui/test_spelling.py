"""Misspelt words as they are typed: underlined, and corrected or learnt by keys."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_console.services.spelling import SpellingAid
from agent_console.services.writing import WritingAid
from agent_console.ui.widgets.composer import Composer
from tests.ui.console import SMALL, Console, Outfit, running
from tests.word_list import OwnWords, WordList


@pytest.fixture
def own() -> OwnWords:
    return OwnWords()


@pytest.fixture
async def console(tmp_path: Path, own: OwnWords) -> AsyncIterator[Console]:
    words = WordList({"en": "your order is on its way here it"}, {"ordr": "order ordeal odor"})
    writing = WritingAid(SpellingAid(words, own))
    async with running(Outfit(tmp_path, size=SMALL, writing=writing)) as running_console:
        yield running_console


async def mira_writes(console: Console, text: str) -> Composer:
    mira = await console.welcome("Mira Holm", language="en")
    await console.press("alt+1")
    await console.type(text)
    return console.composer(mira)


def underlined(composer: Composer) -> list[str]:
    """Return what is underlined in the first line, as it is drawn."""
    return [
        segment.text
        for segment in composer.render_line(0)
        if segment.style is not None and segment.style.underline2
    ]


async def test_a_misspelt_word_is_underlined_once_it_is_finished(console: Console) -> None:
    composer = await mira_writes(console, "your ordr")
    assert underlined(composer) == []
    await console.type(" is")
    await console.until(lambda: underlined(composer) == ["ordr"])
    assert composer.text == composer.draft.text == "your ordr is"


async def test_going_back_and_mending_it_by_hand_takes_the_line_away(console: Console) -> None:
    composer = await mira_writes(console, "your ordr is")
    await console.until(lambda: underlined(composer) == ["ordr"])
    await console.press("left", "left", "left", "left")
    await console.type("e")
    await console.until(lambda: underlined(composer) == [])
    assert composer.text == "your order is"


async def test_a_number_takes_a_correction_and_undo_takes_it_back(console: Console) -> None:
    composer = await mira_writes(console, "your ordr is")
    await console.until(lambda: underlined(composer) == ["ordr"])
    await console.press("ctrl+g", "semicolon")
    await console.until(lambda: "2 ordeal" in console.screen_text())
    await console.press("1")
    await console.until(lambda: composer.text == "your order is")
    await console.until(lambda: console.app.focused is composer)
    await console.type(" on")
    assert composer.draft.text == "your order is on"
    await console.press("ctrl+z", "ctrl+z")
    await console.until(lambda: composer.text == "your ordr is")


async def test_arrows_choose_too_and_what_is_typed_counts_instead(console: Console) -> None:
    composer = await mira_writes(console, "your ordr is")
    await console.until(lambda: underlined(composer) == ["ordr"])
    await console.press("ctrl+g", "semicolon")
    await console.until(lambda: "2 ordeal" in console.screen_text())
    await console.press("down", "enter")
    await console.until(lambda: composer.text == "your ordeal is")
    await console.press("ctrl+z")
    await console.until(lambda: underlined(composer) == ["ordr"])
    await console.press("ctrl+g", "semicolon")
    await console.until(lambda: "2 ordeal" in console.screen_text())
    await console.type("way")
    await console.press("enter")
    await console.until(lambda: composer.text == "your way is")


async def test_escape_leaves_the_word_as_it_is(console: Console) -> None:
    composer = await mira_writes(console, "your ordr is")
    await console.until(lambda: underlined(composer) == ["ordr"])
    await console.press("ctrl+g", "semicolon", "escape")
    await console.until(lambda: console.app.focused is composer)
    assert composer.text == "your ordr is"


async def test_a_word_of_one_s_own_is_learnt_by_a_key(console: Console, own: OwnWords) -> None:
    composer = await mira_writes(console, "your ordr is")
    await console.until(lambda: underlined(composer) == ["ordr"])
    await console.press("ctrl+g", "W")
    await console.until(lambda: underlined(composer) == [])
    assert own.words == {"ordr"}


async def test_without_a_misspelt_word_the_key_says_so(console: Console) -> None:
    await mira_writes(console, "your order is")
    await console.press("ctrl+g", "semicolon")
    await console.until(lambda: "no misspelt word here" in console.screen_text())


async def test_at_a_misspelt_word_the_foot_tells_how_it_is_corrected(console: Console) -> None:
    composer = await mira_writes(console, "your ordr is")
    await console.until(lambda: underlined(composer) == ["ordr"])
    await console.press("left", "left", "left")
    console.clock.advance(10)
    await console.until(lambda: "no such word: ordr · Ctrl+G ; corrects" in console.screen_text())
    assert underlined(composer) == ["ordr"]
