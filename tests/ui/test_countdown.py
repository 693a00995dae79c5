"""A reply that waits in its pane: the reason, the seconds, the key that takes it back, and none is Enter."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from agent_console.domain.chat import ConversationId, Delivery
from agent_console.ui.option import ConsoleOptions
from tests.services.caution import STEP, Suspicion
from tests.ui.console import MIDDLE, SMALL, Console, Outfit, running


@pytest.fixture
def suspicion(monkeypatch: pytest.MonkeyPatch) -> Suspicion:
    return Suspicion(monkeypatch)


@asynccontextmanager
async def waiting(
    outfit: Outfit, suspicion: Suspicion
) -> AsyncIterator[tuple[Console, ConversationId, ConversationId]]:
    """A reply that looks as if it were for Mira waits in Jonas's pane."""
    async with running(outfit) as console:
        mira = await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Berg")
        suspicion.of("parcel", suggestion=mira)
        await console.press("alt+2")
        await console.type("Your parcel left")
        await console.press("enter")
        await console.until(lambda: "WAITS TO LEAVE" in console.screen_text())
        yield console, mira, jonas


def pass_time(console: Console, seconds: float) -> None:
    for _ in range(round(seconds / STEP)):
        console.clock.advance(STEP)
        console.workspace.delay.look()


async def saved(console: Console, conversation: ConversationId) -> None:
    countdown = console.workspace.delay.of(conversation)
    assert countdown is not None
    await console.until(lambda: countdown.first.saved)


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_reason_suggestion_seconds_and_keys_are_shown(
    tmp_path: Path, suspicion: Suspicion, size: tuple[int, int]
) -> None:
    async with waiting(Outfit(tmp_path, size), suspicion) as (console, _, jonas):
        text = console.screen_text()
        for words in ("“parcel” looks odd here.", "looks like it is for 1 ", "Mira Holm", "leaves in 4 s"):
            assert words in text
        assert "Ctrl+T  take back   Ctrl+S  send now" in text
        assert "⧗ held back" in text
        pass_time(console, 1)
        await console.until(lambda: "leaves in 3 s" in console.screen_text())
        assert console.workspace.desk[jonas].head == 1


async def test_a_chat_that_has_left_the_desk_is_no_suggestion(tmp_path: Path, suspicion: Suspicion) -> None:
    async with waiting(Outfit(tmp_path), suspicion) as (console, mira, _):
        console.world.hand_over(mira, "Lee")
        await console.until(lambda: mira not in console.workspace.desk)
        pass_time(console, 1)
        await console.until(lambda: "looks like it is for" not in console.screen_text())
        assert "“parcel” looks odd here." in console.screen_text()


async def test_it_leaves_and_the_bar_goes(tmp_path: Path, suspicion: Suspicion) -> None:
    async with waiting(Outfit(tmp_path), suspicion) as (console, _, jonas):
        await saved(console, jonas)
        pass_time(console, 4)
        await console.until(lambda: console.workspace.desk[jonas].head == 2)
        await console.until(lambda: "WAITS TO LEAVE" not in console.screen_text())


async def test_one_key_takes_it_back_and_another_one_moves_it(tmp_path: Path, suspicion: Suspicion) -> None:
    async with waiting(Outfit(tmp_path), suspicion) as (console, mira, jonas):
        await console.press("ctrl+t")
        await console.until(lambda: "NOT SENT" in console.screen_text())
        assert console.composer(jonas).text == "Your parcel left"
        assert "WAITS TO LEAVE" not in console.screen_text()
        await console.press("m")
        await console.until(lambda: console.desk.focused is console.composer(mira))
        assert console.composer(mira).text == "Your parcel left"


async def test_while_something_is_typed_the_key_puts_it_above(tmp_path: Path, suspicion: Suspicion) -> None:
    async with waiting(Outfit(tmp_path), suspicion) as (console, _, jonas):
        await console.type("and mo")
        await console.press("ctrl+t")
        await console.until(lambda: console.composer(jonas).text == "Your parcel left\nand mo")
        await console.type("re")
        assert console.workspace.desk.draft(jonas).text == "Your parcel left\nand more"


async def test_undo_in_an_empty_composer_takes_it_back(tmp_path: Path, suspicion: Suspicion) -> None:
    async with waiting(Outfit(tmp_path), suspicion) as (console, _, jonas):
        await console.type("x")
        await console.press("ctrl+z")
        assert console.workspace.delay.of(jonas) is not None
        await console.press("ctrl+z")
        await console.until(lambda: console.composer(jonas).text == "Your parcel left")


async def test_undo_that_is_pressed_twice_leaves_what_came_back(tmp_path: Path, suspicion: Suspicion) -> None:
    async with running(Outfit(tmp_path)) as console:
        jonas = await console.welcome("Jonas Berg")
        suspicion.of("parcel")
        await console.press("alt+1")
        await console.type("Your parcel left")
        await console.press("enter")
        await console.until(lambda: "WAITS TO LEAVE" in console.screen_text())
        await console.press("ctrl+z", "ctrl+z")
        await console.until(lambda: "WAITS TO LEAVE" not in console.screen_text())
        assert console.composer(jonas).text == "Your parcel left"
        assert console.workspace.desk.draft(jonas).text == "Your parcel left"


async def test_the_same_key_takes_one_back_in_each_of_two_panes(tmp_path: Path, suspicion: Suspicion) -> None:
    async with waiting(Outfit(tmp_path), suspicion) as (console, mira, jonas):
        await console.press("alt+1")
        await console.type("A parcel, too")
        await console.press("enter")
        await console.until(lambda: console.workspace.delay.of(mira) is not None)
        await console.press("ctrl+t", "alt+2", "ctrl+t")
        await console.until(lambda: console.composer(jonas).text == "Your parcel left")
        assert console.composer(mira).text == "A parcel, too"


async def test_enter_does_not_end_the_countdown(tmp_path: Path, suspicion: Suspicion) -> None:
    async with waiting(Outfit(tmp_path), suspicion) as (console, _, jonas):
        await saved(console, jonas)
        await console.press("enter", "enter", "enter")
        assert [echo.delivery for echo in console.workspace.desk[jonas].echoes] == [Delivery.DELAYED]


async def test_a_key_sends_it_now_but_not_at_once(tmp_path: Path, suspicion: Suspicion) -> None:
    async with waiting(Outfit(tmp_path), suspicion) as (console, _, jonas):
        await saved(console, jonas)
        await console.press("ctrl+s")
        await console.until(lambda: "Too fast to be meant" in console.screen_text())
        await console.press("ctrl+s")
        await console.until(lambda: "it leaves now" in console.screen_text())
        await console.until(lambda: console.workspace.desk[jonas].head == 2)


async def test_the_keys_can_be_others(tmp_path: Path, suspicion: Suspicion) -> None:
    outfit = Outfit(tmp_path, options=ConsoleOptions(keys={"chat.back": "ctrl+b"}))
    async with waiting(outfit, suspicion) as (console, _, jonas):
        assert "Ctrl+B  take back" in console.screen_text()
        await console.press("ctrl+b")
        await console.until(lambda: console.composer(jonas).text == "Your parcel left")


async def test_without_the_chat_system_it_says_so(tmp_path: Path, suspicion: Suspicion) -> None:
    async with waiting(Outfit(tmp_path), suspicion) as (console, _, _jonas):
        console.world.cut()
        await console.until(lambda: "leaves when the connection is back" in console.screen_text())


async def test_quitting_says_what_waits(tmp_path: Path, suspicion: Suspicion) -> None:
    async with waiting(Outfit(tmp_path), suspicion) as (console, _, _jonas):
        await console.press("ctrl+q")
        await console.until(lambda: "Ctrl+Q again quits · kept: 1 held back" in console.screen_text())


async def test_off_screen_the_strip_says_when_it_leaves(tmp_path: Path, suspicion: Suspicion) -> None:
    async with waiting(Outfit(tmp_path, SMALL), suspicion) as (console, mira, _jonas):
        await console.press("alt+1")
        await console.until(lambda: console.desk.focused is console.composer(mira))
        await console.until(lambda: re.search(r"Jonas Berg.*⧗ [1-4] s", console.screen_text()))


async def test_pressed_again_at_once_it_claims_nothing(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        await console.welcome("Jonas Berg")
        await console.press("alt+1", "ctrl+t")
        await console.until(lambda: "You have sent nothing here" in console.screen_text())
        await console.press("ctrl+t")
        await console.until(lambda: "pressed a moment ago" in console.screen_text())
        assert "is taken back" not in console.screen_text()


async def test_a_message_that_left_is_recalled_with_the_same_key(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1")
        await console.type("Your parcel left")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[jonas].head == 2)
        await console.press("ctrl+t")
        await console.until(lambda: console.composer(jonas).text == "Your parcel left")
        await console.until(lambda: "the customer sees that a message was" in console.screen_text())
        assert "✗ deleted" in console.screen_text()


async def test_a_key_that_is_held_down_takes_one_reply_back(tmp_path: Path, suspicion: Suspicion) -> None:
    async with running(Outfit(tmp_path)) as console:
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1")
        await console.type("Hello")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[jonas].head == 2)
        suspicion.of("parcel")
        await console.type("Your parcel left")
        await console.press("enter", "ctrl+t", "ctrl+t", "ctrl+t")
        assert console.world.transcript(jonas)[-1].text == "Hello"
        assert console.composer(jonas).text == "Your parcel left"


async def test_at_a_held_draft_the_key_takes_nothing_else_back(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+2")
        await console.type("Hello")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[jonas].head == 2)
        await console.type("Hi Mira")
        await console.press("enter", "ctrl+t")
        await console.until(lambda: "it is stopped, as said above the draft" in console.screen_text())
        assert console.world.transcript(jonas)[-1].text == "Hello"
        assert console.composer(jonas).text == "Hi Mira"
