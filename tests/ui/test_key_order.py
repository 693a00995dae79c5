"""What the agent does comes in its order: one thing is done before the next, wherever it leads."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual import events

from agent_console.ui.app import ConsoleApp
from agent_console.ui.look.theme import THEMES
from tests.ui.console import CANNED, MIDDLE, Console, Outfit, running


def _click(console: Console, x: int, y: int) -> None:
    """Let a click come as the terminal tells it, without waiting for what it does."""
    for kind in (events.MouseDown, events.MouseUp):
        console.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))


async def test_a_click_moves_the_keys_before_the_next_one(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira, jonas = await console.welcome("Mira Holm"), await console.welcome("Jonas Berg")
        await console.press("alt+1")
        region = console.pane(jonas).transcript.region
        console.clock.advance(0.5)  # the agent finds the place on the screen
        _click(console, region.x + 2, region.y + 2)
        console.burst(*"you")
        await console.until(lambda: console.composer(jonas).text == "you")
        assert console.composer(mira).text == ""


async def test_a_click_that_waits_goes_to_whom_the_agent_saw_there(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira, jonas = await console.welcome("Mira Holm"), await console.welcome("Jonas Berg")
        await console.press("alt+1", "ctrl+g", "Z")
        region = console.pane(mira).transcript.region
        console.clock.advance(0.5)
        console.burst("alt+2")
        _click(console, region.x + 2, region.y + 2)
        console.burst(*"you")
        await console.until(lambda: console.desk.pane_of(mira) and console.composer(mira).text == "you")
        assert not console.workspace.desk.draft(jonas).text


async def test_a_click_right_after_the_panes_moved_is_for_who_stood_there(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira, jonas = await console.welcome("Mira Holm"), await console.welcome("Jonas Berg")
        await console.press("alt+1")
        place = console.pane(jonas).region.offset.x + 3, console.pane(jonas).region.y + 3
        await console.press("ctrl+g", "right")
        await console.until(lambda: console.pane(mira).region.contains(*place))
        console.clock.advance(0.1)
        _click(console, *place)
        await console.until(lambda: console.desk.focused is console.composer(jonas))
        console.clock.advance(0.5)
        _click(console, *place)
        await console.until(lambda: console.desk.focused is console.composer(mira))


async def test_a_click_on_who_has_just_left_the_screen_is_nobodys(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira, jonas = await console.welcome("Mira Holm"), await console.welcome("Jonas Berg")
        await console.press("alt+2")
        place = console.pane(jonas).region.offset.x + 3, console.pane(jonas).region.y + 3
        console.world.hand_over(jonas, "Lee")
        await console.until(lambda: console.desk.pane_of(jonas) is None)
        await console.press("alt+1", "ctrl+g", "Z")
        await console.until(lambda: console.pane(mira).region.contains(*place))
        console.clock.advance(0.1)
        _click(console, *place)
        console.burst(*"you")
        await console.until(lambda: "the screen has just changed" in console.screen_text())
        assert console.desk.focused is None
        assert console.composer(mira).text == ""


async def test_a_question_that_a_key_raises_does_not_take_the_keys_behind_a_jump(tmp_path: Path) -> None:
    canned = CANNED + '  - {id: other, triggers: [";eta"], label: Another one, template: "Hm."}\n'
    async with running(Outfit(tmp_path, canned=canned)) as console:
        await console.welcome("Mira Holm", order_number="48213")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1")
        await console.type(";eta")
        console.burst("tab", "alt+2", *"for you")
        await console.until(lambda: console.composer(jonas).text == "for you")
        assert console.desk.focused is console.composer(jonas)


async def test_a_moved_draft_does_not_take_the_keys_behind_a_jump(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        karen = await console.welcome("Karen White")
        await console.welcome("Jonas Berg")
        mira = await console.welcome("Mira Holm")
        await console.press("alt+2")
        await console.type("Hi Karen, it is on its way")
        await console.press("enter")
        console.clock.advance(0.5)
        console.burst("m", "alt+3", *"for you")
        await console.until(lambda: console.composer(mira).text == "for you")
        assert console.composer(karen).text == "Hi Karen, it is on its way"


@pytest.mark.parametrize(
    "lines", ["Hi,\nhow\nare you\n", "a\nb\n", "\nhello\n", "ok\nthis line has no end but is long"]
)
async def test_several_enters_at_once_become_line_breaks_and_the_next_one_sends(
    tmp_path: Path, lines: str
) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        await console.type("> ")
        console.burst(*("enter" if key == "\n" else key for key in lines))
        await console.until(lambda: console.composer(mira).text == f"> {lines}")
        await console.until(lambda: "Enter again sends" in console.screen_text())
        assert not console.workspace.desk[mira].echoes
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].head == 2)


async def test_a_text_expander_that_types_fast_is_left_alone(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        console.burst(*"Thank you for your patience")
        await console.until(lambda: console.composer(mira).text == "Thank you for your patience")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].head == 2)


def _key(character: str, seconds_ago: float) -> events.Key:
    """Return a key that the terminal has brought some time ago."""
    key = events.Key("enter", None) if character == "\n" else events.Key(character, character)
    key.time -= seconds_ago
    return key


async def test_what_was_typed_while_the_console_was_held_up_is_no_paste(tmp_path: Path) -> None:
    typed = "it left us yesterday\nanything else?\n"
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        console.clock.advance(10)
        for place, character in enumerate(typed):
            console.app.post_message(_key(character, (len(typed) - 1 - place) * 0.15))
        await console.until(lambda: console.workspace.desk[mira].head == 3)
        sent = [message.text for message in console.world.transcript(mira)]
        assert sent == ["Hello?", "it left us yesterday", "anything else?"]


async def test_a_paste_that_the_console_gets_to_key_by_key_is_still_one(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        for place, character in enumerate("it left us yesterday\n"):
            console.app.post_message(_key(character, place * 0.05))
            await console._handled()
            console.clock.advance(0.05)
        await console.until(lambda: "Enter again sends" in console.screen_text())
        assert not console.workspace.desk[mira].echoes


async def test_an_answer_that_was_pressed_before_the_question_was_there_is_none(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        await console.welcome("Karen White")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+2")
        await console.type("Hi Karen, it is on its way")
        await console.press("enter")
        await console.until(lambda: console.workspace.replies.held(jonas) is not None)
        console.clock.advance(5)
        console.app.post_message(_key("m", 5.1))
        await console.until(lambda: "too fast to be an answer" in console.screen_text())
        assert console.workspace.replies.held(jonas) is not None


async def test_lines_pasted_as_keys_into_a_question_answer_it_once_at_most(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "f4")
        console.burst(*"no reply is called like that", "enter", *"more", "enter")
        await console.until(lambda: "line break ignored" in console.screen_text())
        assert not console.workspace.desk[mira].echoes
        assert console.composer(mira).text == ""


async def _theme(app: ConsoleApp) -> None:
    app.theme = THEMES["light"].name


async def _resume(app: ConsoleApp) -> None:
    app.app_resume_signal.publish(app)


async def _attach(app: ConsoleApp) -> None:
    app.post_message(events.AppBlur())
    app.post_message(events.AppFocus())


async def _resize(app: ConsoleApp) -> None:
    size = app.size
    app.post_message(events.Resize(size.with_width(size.width - 1), size.with_width(size.width - 1)))


@pytest.mark.parametrize("redraw", [_theme, _resume, _attach, _resize])
async def test_enter_right_after_a_redraw_of_everything_is_ignored_and_said(
    tmp_path: Path, redraw: Callable[[ConsoleApp], Awaitable[None]]
) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        await console.type("hell")
        await redraw(console.app)
        await console.pilot.pause()
        await console.pilot.press("o", "enter")
        await console.until(lambda: "Enter ignored" in console.screen_text())
        assert console.composer(mira).text == "hello"
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].head == 2)
