"""The record beside the panes: gone through by keys, and a value concerns its customer only."""

from pathlib import Path

import pytest
from textual import events

from agent_console.domain.chat import ConversationId
from agent_console.ui.option import ConsoleOptions
from tests.ui.console import LARGE, MIDDLE, SMALL, Console, Outfit, running

HOSTILE = "x\x1b]52;c;aGk=\x07[/] [@click=app.quit]"


class Bench:
    """Opens pages in no browser; implements `ports.Browser`."""

    def __init__(self, objection: str = "") -> None:
        self.opened: list[str] = []
        self._objection = objection

    async def open(self, address: str) -> str:
        """Remember the page."""
        self.opened.append(address)
        return self._objection


async def _two(console: Console) -> tuple[ConversationId, ConversationId]:
    mira = await console.welcome("Mira Holm", order_number="48213")
    karen = await console.welcome("Karen White", order_number="47002")
    records = console.workspace.records
    await console.until(lambda: records.of(mira).orders and records.of(karen).orders)
    await console.press("alt+1")
    return mira, karen


async def _choose(console: Console, words: str) -> None:
    """Go to the first row with these words."""
    await console.press("slash")
    await console.type(words)
    await console.press("enter")


async def test_a_value_is_inserted_at_the_cursor_and_the_keys_stay_in_the_record(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira, karen = await _two(console)
        await console.type("Your parcel ")
        await console.press("ctrl+o")
        assert console.desk.panel.has_focus
        await _choose(console, "FP-555")
        await console.press("enter")
        assert console.composer(mira).text == "Your parcel FP-555-0142"
        assert "inserted for ✚ Mira Holm" in console.screen_text()
        # A second Enter is for the record too: it sends nothing.
        await console.press("enter")
        assert not console.workspace.desk[mira].echoes
        await console.press("escape", "escape")
        assert console.desk.focused is console.composer(mira)
        await console.type("!")
        assert console.composer(mira).text.endswith("0142!")
        assert console.composer(karen).text == ""


async def test_what_is_typed_in_the_record_reaches_no_reply(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira, karen = await _two(console)
        await console.press("ctrl+o")
        await console.type("hello, is it")
        console.app.post_message(events.Paste("pasted"))
        await console.pilot.pause()
        assert console.composer(mira).text == console.composer(karen).text == ""
        assert "the keys are in the record" in console.screen_text()


async def test_keys_that_follow_at_once_are_for_the_record_until_escape(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira, _ = await _two(console)
        console.burst("ctrl+o", "slash", "4", "8", "2", "escape", "escape", "x")
        await console.until(lambda: console.composer(mira).text)
        assert console.composer(mira).text == "x"


async def test_going_elsewhere_shows_the_other_record_and_leaves_the_place_in_the_first(
    tmp_path: Path,
) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira, karen = await _two(console)
        await console.press("ctrl+o", "tab", "down")
        chosen = console.desk.panel.reader.chosen(mira)
        await console.press("alt+2")
        assert console.desk.panel.conversation == karen
        assert console.desk.focused is console.composer(karen)
        await console.press("alt+1", "ctrl+o")
        assert console.desk.panel.reader.chosen(mira) == chosen
        assert chosen is not None


async def test_a_copied_value_is_known_to_be_the_customers(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await _two(console)
        await console.press("ctrl+o")
        await _choose(console, "48213")
        await console.press("c")
        assert console.app.clipboard == "48213"
        await console.press("alt+2", "ctrl+v")
        await console.until(lambda: "copied from another customer: 48213" in console.screen_text())


async def test_a_page_is_opened_in_the_browser(tmp_path: Path) -> None:
    bench = Bench()
    async with running(Outfit(tmp_path, MIDDLE, ConsoleOptions(browser=bench))) as console:
        await _two(console)
        await console.press("ctrl+o")
        await _choose(console, "tracking")
        await console.press("o")
        await console.until(lambda: bench.opened == ["https://track.example.com/FP-555-0142"])
        await console.until(lambda: "opened: https://track" in console.screen_text())


async def test_where_there_is_no_browser_the_link_is_copied(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await _two(console)
        await console.press("ctrl+o")
        await _choose(console, "tracking")
        await console.press("o")
        assert console.app.clipboard == "https://track.example.com/FP-555-0142"
        assert "the link is copied" in console.screen_text()
        await console.press("escape")
        await _choose(console, "48213")
        await console.press("o")
        assert "there is no page about this" in console.screen_text()


async def test_a_case_unfolds_in_place(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, LARGE)) as console:
        await _two(console)
        await console.press("ctrl+o")
        await _choose(console, "wrong colour")
        await console.press("escape")
        assert "C-88" not in console.screen_text()
        await console.press("enter")
        assert "C-88" in console.screen_text()
        await console.press("space")
        assert "C-88" not in console.screen_text()


@pytest.mark.parametrize("more", [0, 1])
async def test_a_page_up_takes_back_a_page_down(tmp_path: Path, more: int) -> None:
    width, height = SMALL
    async with running(Outfit(tmp_path, (width, height - 8 + more))) as console:
        mira, _ = await _two(console)
        await console.press("ctrl+o", "down", "down")
        chosen = console.desk.panel.reader.chosen(mira)
        await console.press("pagedown")
        assert console.desk.panel.reader.chosen(mira) != chosen
        await console.press("pageup")
        assert console.desk.panel.reader.chosen(mira) == chosen


async def test_an_earlier_chat_is_read_when_it_is_opened(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, LARGE)) as console:
        mira, _ = await _two(console)
        await console.workspace.holdings.close(mira)
        await console.until(lambda: mira not in console.workspace.desk)
        console.world.say(mira, "I am back")
        await console.workspace.holdings.take(mira)
        await console.until(lambda: mira in console.workspace.desk)
        await console.until(lambda: len(console.workspace.records.of(mira).cases) == 2)
        await console.press("alt+1", "ctrl+o")
        await _choose(console, "hello")
        await console.press("escape", "enter")
        await console.until(lambda: "Mira Holm 2 Mar 2026" in console.screen_text())


async def test_a_failure_is_tried_again_by_a_key(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        console.records.failure = "shop is down"
        await console.welcome("Mira Holm", order_number="48213")
        await console.press("alt+1", "ctrl+o")
        await console.until(lambda: "shop is down" in console.screen_text())
        console.records.failure = ""
        await console.press("r")
        await console.until(lambda: "shop is down" not in console.screen_text())
        await console.until(lambda: "#48213" in console.screen_text())


async def test_why_a_system_failed_gets_into_no_reply(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        console.records.failure = "shop is down"
        mira = await console.welcome("Mira Holm", order_number="48213")
        await console.press("alt+1", "ctrl+o")
        await console.until(lambda: "shop is down" in console.screen_text())
        console.records.failure = ""
        await _choose(console, "shop is down")
        await console.press("escape")
        assert "⏎ try again" in console.screen_text()
        await console.press("enter")
        await console.until(lambda: console.workspace.records.of(mira).orders)
        assert console.composer(mira).text == ""


async def test_a_small_terminal_has_it_over_the_pane_while_it_is_read(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira, _ = await _two(console)
        await console.press("ctrl+o")
        assert console.desk.panel.display
        assert "Mira Holm" in str(console.desk.panel.border_title)
        await console.press("escape")
        assert not console.desk.panel.display
        assert console.desk.focused is console.composer(mira)


async def test_hiding_the_record_gives_the_keys_back(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira, _ = await _two(console)
        await console.press("ctrl+o", "f5")
        assert not console.desk.panel.display
        assert console.desk.focused is console.composer(mira)


async def test_a_chat_that_leaves_takes_the_keys_from_its_record(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira, karen = await _two(console)
        await console.press("ctrl+o")
        console.world.hand_over(mira, "Lee")
        await console.until(lambda: mira not in console.workspace.desk)
        await console.until(lambda: console.desk.focused is None)
        await console.type("x")
        assert console.composer(karen).text == ""
        assert "nobody chosen" in console.screen_text()


async def test_while_nobody_is_chosen_it_says_what_to_do_in_whole_words(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await console.until(lambda: "Alt+1 goes to number 1" in console.screen_text())


async def test_a_click_chooses_a_row(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira, _ = await _two(console)
        lines = console.screen_text().split("\n")
        y = next(number for number, row in enumerate(lines) if "tracking" in row)
        await console.pilot.click(offset=(console.desk.panel.region.x + 4, y))
        chosen = console.desk.panel.reader.chosen(mira)
        assert chosen is not None
        assert chosen.value == "FP-555-0142"


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_everything_from_outside_is_shown_harmless(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(Outfit(tmp_path, size)) as console:
        await console.welcome("Mira [/] Holm", order_number=HOSTILE, email=HOSTILE, concern=HOSTILE)
        await console.press("alt+1", "ctrl+o")
        await console.until(lambda: "[@click=app.quit]" in console.screen_text())
        assert "\x1b" not in console.screen_text()
        assert "\x07" not in console.screen_text()
