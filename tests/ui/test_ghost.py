"""The dim words behind the cursor: which reply they promise, and which keys take it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_console.ui.option import ConsoleOptions
from agent_console.ui.widgets.composer import Composer
from tests.ui.console import Console, Outfit, running

CANNED = """\
dialect: support/1
namespace: test
language: en
matches:
  - id: mail
    triggers: [";ret"]
    label: By mail only
    scope: {channels: [email]}
    template: "Dear customer"
  - id: return
    triggers: [";return"]
    label: How to send it back
    template: "Please send ${1:the lamp} back."
  - id: greeting
    triggers: ["hello-there"]
    label: Greeting
    template: "Hello, how may I help you?"
"""


@pytest.fixture
async def console(tmp_path: Path) -> AsyncIterator[Console]:
    async with running(Outfit(tmp_path, canned=CANNED)) as running_console:
        yield running_console


async def mira_writes(console: Console, text: str) -> Composer:
    mira = await console.welcome("Mira Holm")
    await console.press("alt+1")
    await console.type(text)
    return console.composer(mira)


async def test_the_rest_of_a_trigger_is_shown_and_is_not_in_the_draft(console: Console) -> None:
    composer = await mira_writes(console, "Hi. ;re")
    await console.until(lambda: "Hi. ;return  → How to send it back" in console.screen_text())
    assert composer.text == composer.draft.text == "Hi. ;re"


async def test_a_whole_trigger_is_shown_with_what_it_is_about(console: Console) -> None:
    await mira_writes(console, ";return")
    await console.until(lambda: ";return  → How to send it back" in console.screen_text())


async def test_tab_takes_the_ghost_last(console: Console) -> None:
    composer = await mira_writes(console, ";return")
    await console.press("tab", "end")
    await console.type(" ;re")
    await console.press("home", "tab")
    assert composer.selected_text == "the lamp"
    await console.press("escape", "end", "backspace")
    await console.type("e")
    await console.press("tab")
    assert composer.text == "Please send the lamp back. Please send the lamp back."


@pytest.mark.parametrize("key", ["tab", "right"])
async def test_the_ghost_is_taken_as_the_reply_itself(console: Console, key: str) -> None:
    composer = await mira_writes(console, "Hi. ;re")
    await console.press(key)
    assert composer.text == "Hi. Please send the lamp back."
    await console.press("ctrl+z")
    assert composer.text == "Hi. ;re"


async def test_a_word_is_guessed_only_after_three_letters(console: Console) -> None:
    composer = await mira_writes(console, "he")
    assert composer.suggestion == ""
    await console.type("l")
    assert composer.suggestion == "lo-there  → Greeting"
    await console.press("right")
    assert composer.text == "Hello, how may I help you?"


@pytest.mark.parametrize("key", ["left", "ctrl+w", "ctrl+z"])
async def test_the_ghost_goes_when_the_cursor_or_the_text_does(console: Console, key: str) -> None:
    composer = await mira_writes(console, "Hi. ;re")
    assert composer.suggestion
    await console.press(key)
    assert composer.suggestion == ""


async def test_the_ghost_stays_on_its_line(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, (80, 24), canned=CANNED)) as console:
        composer = await mira_writes(console, "so " * 22 + ";re")
        assert composer.suggestion.endswith("…")
        assert len(composer.suggestion) + len(composer.text) <= composer.wrap_width


async def test_a_ghost_can_be_had_by_nobody_who_does_not_want_it(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, options=ConsoleOptions(ghost=False), canned=CANNED)) as console:
        composer = await mira_writes(console, ";re")
        assert composer.suggestion == ""
        await console.press("tab")
        assert composer.text == ";re"
