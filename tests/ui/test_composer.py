"""Writing a reply: the draft follows every key, undo works in steps, and Enter means what it should."""

from pathlib import Path

from textual import events

from tests.ui.console import Outfit, running


async def test_draft_is_what_the_editor_shows_at_every_key(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        composer = console.composer(mira)
        await console.press("alt+1")
        for key in ["a", "b", "c", "left", "backspace", "ctrl+j", "x", "ctrl+z", "ctrl+y", "home", "delete"]:
            await console.press(key)
            draft = console.workspace.desk.draft(mira)
            assert draft.text == composer.text
            lines = composer.text.split("\n")
            row, column = composer.cursor_location
            assert draft.cursor == sum(len(line) + 1 for line in lines[:row]) + column


async def test_undo_does_not_bring_a_sent_reply_back(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        await console.type("sent")
        await console.press("enter", "ctrl+z", "ctrl+z")
        assert console.composer(mira).text == ""


async def test_draft_comes_back_when_its_pane_does(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, (80, 24))) as console:
        mira = await console.welcome("Mira Holm")
        await console.welcome("Jonas Berg")
        await console.press("alt+1")
        await console.type("half a rep")
        await console.press("alt+2", "alt+1")
        await console.type("ly")
        assert console.composer(mira).text == "half a reply"


async def test_trigger_expands_as_one_step(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm", order_number="48213")
        composer = console.composer(mira)
        await console.press("alt+1")
        await console.until(lambda: console.workspace.records.of(mira).orders)
        await console.type("Hi! ;eta")
        await console.press("tab")
        assert composer.text == "Hi! Your order 48213 is on its way, Mira."
        await console.press("ctrl+z")
        assert composer.text == "Hi! ;eta"
        assert console.workspace.desk.draft(mira).text == "Hi! ;eta"
        await console.press("ctrl+y")
        assert composer.text == "Hi! Your order 48213 is on its way, Mira."


async def test_tab_goes_from_field_to_field_and_never_to_another_pane(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.welcome("Jonas Berg")
        composer = console.composer(mira)
        await console.press("alt+1")
        await console.type(";refund")
        await console.press("tab")
        assert composer.selected_text == "the lamp"
        await console.press("tab")
        assert composer.selected_text == "five days"[:4]
        await console.press("shift+tab")
        await console.type("all")
        assert composer.text == "We refund all within five days."
        await console.press("tab", "tab", "tab", "tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab")
        assert console.desk.focused is composer


async def test_hole_blocks_the_send_and_is_selected(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        composer = console.composer(mira)
        await console.press("alt+1")
        await console.type(";phone")
        await console.press("tab", "enter")
        assert composer.selected_text == "⟦customer.phone⟧"
        await console.until(lambda: "NOT SENT" in console.screen_text())
        await console.type("555 0100")
        await console.until(lambda: "NOT SENT" not in console.screen_text())
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].head == 2)
        assert console.world.transcript(mira)[-1].text == "May we call you at 555 0100?"


async def test_paste_is_one_step_without_controls(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        composer = console.composer(mira)
        await console.press("alt+1")
        await console.type("a ")
        console.app.post_message(events.Paste("two\r\nlines\x1b[2J\x07"))
        await console.until(lambda: "lines" in composer.text)
        assert composer.text == "a two\nlines[2J"
        assert console.workspace.desk.draft(mira).text == composer.text
        assert not console.workspace.desk[mira].echoes
        await console.press("ctrl+z")
        assert composer.text == "a "


async def test_lines_pasted_as_keys_do_not_send(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        console.burst(*"the first long line", "enter", *"second")
        await console.until(lambda: "second" in console.composer(mira).text)
        assert console.composer(mira).text == "the first long line\nsecond"
        assert not console.workspace.desk[mira].echoes
        await console.until(lambda: "Enter again sends" in console.screen_text())


async def test_terminal_replies_are_not_typed(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        await console.type("ok")
        at = events.Key("x", "x").time - 1
        for character in "^]11;rgb:1234/1234":
            key = events.Key("circumflex_accent" if character == "^" else character, character)
            key.time = at
            console.app.post_message(key)
        await console.type("!")
        assert console.composer(mira).text == "ok!"


async def test_text_that_did_not_leave_returns_in_front_of_what_is_being_typed(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        console.world.refusing = "closed for today"
        await console.type("first")
        await console.press("enter")
        await console.type("second")
        await console.until(lambda: "✗ not sent: closed for today" in console.screen_text())
        await console.press("ctrl+g", "b")
        await console.until(lambda: console.composer(mira).text != "second")
        assert console.composer(mira).text == "first\nsecond"
        assert console.workspace.desk.draft(mira).text == "first\nsecond"
