"""Search in all transcripts: typed words reach no draft, and a line that was found is gone to and marked."""

from pathlib import Path

import pytest

from agent_console.domain.chat import ConversationId
from agent_console.domain.record import Case, CaseLine, Contact
from tests.ui.console import MIDDLE, SMALL, Console, Outfit, running


async def _searched(console: Console, typed: str) -> None:
    await console.press("ctrl+g", "S")
    await console.type(typed)
    await console.until(lambda: console.desk._search.box._listed == typed)


def _marked(console: Console, conversation: ConversationId) -> list[str]:
    """Return the rows of a transcript in which something is marked, as they are."""
    roll = console.pane(conversation).transcript._roll
    rows = (roll[n] for n in range(len(roll)))
    return [row.plain.strip() for row in rows if any("reverse" in str(span.style) for span in row.spans)]


async def test_words_are_found_gone_to_and_gone_through_and_no_draft_gets_a_letter(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm", "Where is my Lämp?")
        jonas = await console.welcome("Jonas Berg", "The lamp [/] is broken")
        for number in range(60):
            console.world.say(jonas, f"line {number}")
        await console.until(lambda: console.workspace.desk[jonas].head == 61)
        await console.press("alt+1")
        await console.type("Dear Mira")
        await _searched(console, "lamp")
        screen = console.screen_text()
        assert "Jonas Berg · 1" in screen
        assert "The lamp [/] is broken" in screen
        await console.press("down", "enter")
        await console.until(lambda: console.desk.focused is console.desk._search.bar)
        shown = {mira: ["Where is my Lämp?"], jonas: ["The lamp [/] is broken"]}
        first = console.desk.attended
        assert first is not None
        assert _marked(console, first) == shown[first]
        await console.press("n")
        second = console.desk.attended
        assert second is not None
        assert {first, second} == {mira, jonas}
        assert _marked(console, second) == shown[second]
        assert _marked(console, first) == []
        await console.until(lambda: "The lamp [/] is broken" in console.screen_text())
        await console.press("x", "enter", "N")
        assert console.desk.attended == first
        await console.press("escape")
        assert console.desk.focused is console.composer(first)
        assert _marked(console, first) == []
        assert console.composer(mira).text == "Dear Mira"
        assert console.composer(jonas).text == ""


async def test_escape_returns_to_the_draft_and_the_words_are_there_the_next_time(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm", "Where is my lamp?")
        await console.press("alt+1")
        await _searched(console, "where")
        await console.press("escape")
        await console.type("Hello")
        assert console.composer(mira).text == "Hello"
        await console.press("ctrl+g", "S")
        assert console.desk._search.box.query_line.value == "where"
        await console.type("lamp")
        assert console.desk._search.box.query_line.value == "lamp"
        assert console.composer(mira).text == "Hello"


async def test_going_to_another_customer_closes_the_search(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm", "Where is my lamp?")
        jonas = await console.welcome("Jonas Berg", "Hello?")
        await console.press("alt+1")
        await _searched(console, "lamp")
        await console.press("alt+2")
        assert not console.desk._search.box.display
        await console.type("Hi")
        assert console.composer(jonas).text == "Hi"
        await console.press("alt+1")
        await _searched(console, "lamp")
        await console.press("enter", "alt+2")
        assert console.desk.focused is console.composer(jonas)
        assert _marked(console, mira) == []


async def test_a_line_of_an_earlier_chat_unfolds_in_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (CaseLine("Mira", "Good day"), CaseLine("Mira", "The old parcel never came"))
    case = Case("C-1", "Parcel", contact=Contact.CHAT, lines=lines)
    monkeypatch.setattr("tests.ui.console._case", lambda: case)
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm", order_number="48213")
        await console.until(lambda: console.workspace.records.of(mira).cases)
        await console.press("alt+1")
        await _searched(console, "parcel")
        await console.press("enter")
        row = console.desk.panel.reader.chosen(mira)
        assert row is not None
        assert row.value == "The old parcel never came"
        await console.until(lambda: "The old parcel never came" in console.screen_text())
        await console.press("escape")
        assert console.desk.focused is console.composer(mira)
        assert not console.desk.panel.display


async def test_a_line_is_gone_to_by_a_click_and_a_heading_is_none(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm", "Where is my lamp?")
        await console.press("alt+1")
        await _searched(console, "lamp")
        options = console.desk._search.box._options
        await console.pilot.click(options, offset=(5, 0))
        assert console.desk.focused is console.desk._search.box.query_line
        await console.pilot.click(options, offset=(5, 1))
        await console.until(lambda: console.desk.focused is console.desk._search.bar)
        assert _marked(console, mira) == ["Where is my lamp?"]
        assert console.composer(mira).text == ""


async def test_a_conversation_that_leaves_takes_the_keys_to_nobody_else(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm", "Where is my lamp?")
        jonas = await console.welcome("Jonas Berg", "Hello?")
        await console.press("alt+1")
        await _searched(console, "lamp")
        await console.press("enter")
        await console.workspace.holdings.close(mira)
        await console.until(lambda: mira not in console.workspace.desk and console.desk.focused is None)
        await console.type("abc")
        assert console.composer(jonas).text == ""
