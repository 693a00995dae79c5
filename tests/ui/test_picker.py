"""The picker: finds, previews exactly, and inserts where it was opened from."""

from pathlib import Path

from agent_console.services.catalogue import MOST_OFFERS
from tests.ui.console import MIDDLE, SMALL, Outfit, running


async def test_picked_reply_goes_where_the_picker_was_opened(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm", order_number="48213")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1")
        await console.until(lambda: console.workspace.records.of(mira).orders)
        await console.type("Hi. ")
        await console.press("f4")
        await console.type("way")
        await console.until(
            lambda: "Your order 48213 is on its way, Mira." in " ".join(console.screen_text().split())
        )
        await console.press("enter")
        await console.until(lambda: not console.desk.overlays.picker.display)
        assert console.composer(mira).text == "Hi. Your order 48213 is on its way, Mira."
        assert console.composer(jonas).text == ""
        assert console.desk.focused is console.composer(mira)


async def test_what_was_typed_of_a_trigger_is_looked_for_and_replaced(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        await console.type("Hi. ;pho")
        await console.press("f4")
        picker = console.desk.overlays.picker
        assert picker.query_line.value == ";pho"
        await console.press("escape")
        assert console.composer(mira).text == "Hi. ;pho"
        await console.press("f4")
        await console.type("ne")
        await console.press("enter")
        await console.until(lambda: console.composer(mira).text.startswith("Hi. May we call you at "))


async def test_keys_around_an_enter_in_one_burst_stay_on_their_side(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "f4")
        console.burst(*"call", "enter", *"and")
        await console.until(lambda: "and" in console.composer(mira).text)
        text = console.composer(mira).text
        assert text.startswith("May we call you at ")
        assert "and" in text
        assert not console.desk.overlays.picker.display


async def test_moving_and_choosing_in_one_burst_chooses_what_was_moved_to(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "f4")
        console.burst("down", "enter")
        await console.until(lambda: not console.desk.overlays.picker.display)
        assert console.composer(mira).text.startswith("We refund")


async def test_keys_behind_an_escape_in_one_burst_are_the_replys(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "f4")
        console.burst(*"xy", "escape", *"you")
        await console.until(lambda: console.composer(mira).text == "you")


async def test_picker_has_the_keys_again_when_the_agent_comes_back(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1", "f4")
        await console.type("way")
        await console.press("alt+2")
        await console.type("Hi")
        assert console.composer(jonas).text == "Hi"
        await console.press("alt+1")
        await console.until(lambda: console.desk.focused is console.desk.overlays.picker.query_line)
        await console.press("escape")
        await console.until(lambda: not console.desk.overlays.picker.display)
        assert console.composer(mira).text == ""
        assert console.desk.focused is console.composer(mira)


async def test_escape_returns_to_the_reply(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "f4")
        await console.type("x")
        await console.press("escape")
        await console.until(lambda: not console.desk.overlays.picker.display)
        await console.type("y")
        assert console.composer(mira).text == "y"


async def test_arrow_keys_choose_and_the_missing_value_is_named(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "f4")
        await console.type("call")
        await console.until(lambda: "to fill in: customer.phone" in console.screen_text())
        await console.press("shift+down", "shift+up", "pagedown", "pageup", "down", "up", "enter")
        await console.until(lambda: "⟦customer.phone⟧" in console.composer(mira).text)


async def test_picker_closes_when_its_conversation_leaves(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1", "f4")
        await console.workspace.holdings.close(mira)
        await console.until(lambda: not console.desk.overlays.picker.display)
        await console.press("enter")
        await console.type("x")
        assert console.composer(jonas).text == ""
        assert console.desk.focused is None


MANY = "dialect: support/1\nnamespace: shop\nmatches:\n" + "".join(
    f'  - {{id: r{number}, trigger: ";r{number}", label: Reply {number}, replace: Text {number}.}}\n'
    for number in range(MOST_OFFERS + 1)
)


async def test_a_list_that_is_cut_says_so(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL, canned=MANY)) as console:
        await console.welcome("Mira Holm")
        await console.press("alt+1", "f4")
        await console.until(lambda: f"the first {MOST_OFFERS}: type to narrow" in console.screen_text())
        await console.type("r149")
        await console.until(lambda: "type to narrow" not in console.screen_text())
