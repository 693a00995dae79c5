"""Canned replies at the keyboard: languages, direct keys, one of several, and steps that ask first."""

from pathlib import Path
from typing import Unpack

from agent_console.backends.memory_world import Known
from agent_console.domain.chat import ConversationId, Mode
from agent_console.ui.option import ConsoleOptions
from agent_console.ui.widgets.composer import Composer
from tests.ui.console import MIDDLE, SMALL, Console, Outfit, running

REPLIES = """\
dialect: support/1
namespace: test
language: en
matches:
  - id: eta
    trigger: ";eta"
    label: On its way
    shortcut: ctrl+r e
    template: "It is on its way, {{ customer.first_name }}."
    locales:
      de: {template: "Es ist unterwegs, {{ customer.first_name }}."}
      nb: {template: "Den er på vei, {{ customer.first_name }}."}
  - id: refund
    trigger: ";refund"
    label: Refund
    shortcut: f11
    template: "We refund it."
    actions: [{add_tag: refund}, {note: "refund for {{ customer.first_name }}"}]
  - id: bye
    trigger: ";bye"
    label: Nobody there
    shortcut: ctrl+r b
    actions: [{add_tag: silent}, {close: no answer}]
  - {id: one, trigger: ";two", label: The first, template: one}
  - {id: other, trigger: ";two", label: The second, template: two}
  - {id: mail, trigger: ";mail", label: By mail, scope: {channels: [email]}, template: Dear}
"""


def outfit(folder: Path, size: tuple[int, int] = MIDDLE) -> Outfit:
    return Outfit(folder, size, ConsoleOptions(ghost=False), canned=REPLIES)


async def mira_at(console: Console, **known: Unpack[Known]) -> ConversationId:
    mira = await console.welcome("Mira Holm", **known)
    await console.press("alt+1")
    return mira


def tags(console: Console, conversation: ConversationId) -> tuple[str, ...]:
    held = console.workspace.desk.conversations.get(conversation)
    return held.tags if held is not None else console.world.chats[conversation].facts.tags


async def test_tab_in_the_picker_goes_through_the_languages(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        mira = await mira_at(console, language="de")
        await console.press("f4")
        await console.type("way")
        await console.until(lambda: "Es ist unterwegs, Mira." in console.screen_text())
        await console.press("tab")
        await console.until(lambda: "Den er på vei, Mira." in console.screen_text())
        await console.press("tab", "tab", "shift+tab", "enter")
        await console.until(lambda: console.composer(mira).text == "It is on its way, Mira.")


async def test_a_language_without_a_text_is_asked_about(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        mira = await mira_at(console, language="ru")
        await console.type(";eta")
        await console.press("tab")
        await console.until(lambda: "in which language for" in console.screen_text())
        assert "German, Deutsch" in console.screen_text()
        assert console.composer(mira).text == ";eta"
        await console.type("deu")
        await console.until(lambda: "Es ist unterwegs, Mira." in console.screen_text())
        await console.press("enter")
        await console.until(lambda: console.composer(mira).text == "Es ist unterwegs, Mira.")
        assert console.desk.focused is console.composer(mira)


async def test_a_picked_reply_without_that_language_asks_too(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        mira = await mira_at(console, language="ru")
        await console.press("f4")
        await console.type("way")
        await console.press("enter")
        await console.until(lambda: console.desk.focused is console.desk.overlays.box.field)
        await console.press("down", "enter")
        await console.until(lambda: console.composer(mira).text == "Es ist unterwegs, Mira.")


async def test_a_trigger_of_two_replies_lists_exactly_those(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        mira = await mira_at(console)
        await console.type("Well. ;two")
        await console.press("tab")
        await console.until(lambda: "which one for" in console.screen_text())
        text = console.screen_text()
        assert "The first" in text
        assert "The second" in text
        assert "Refund" not in text
        pane = console.desk.pane_of(mira)
        assert pane is not None
        assert console.desk.overlays.picker.region.y > pane.transcript.region.y
        await console.type("second")
        await console.press("enter")
        await console.until(lambda: console.composer(mira).text == "Well. two")


async def test_a_reply_that_cannot_be_used_says_why_and_is_not_inserted(tmp_path: Path) -> None:
    async with running(outfit(tmp_path, SMALL)) as console:
        mira = await mira_at(console)
        await console.press("f4")
        await console.type("by mail")
        await console.until(lambda: "cannot be used here: is for channel email only" in console.screen_text())
        await console.press("enter")
        assert console.desk.overlays.picker.display
        await console.press("escape")
        assert console.composer(mira).text == ""


async def test_keys_of_its_own_insert_a_reply(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        mira = await mira_at(console)
        await console.type("Hi. ")
        await console.press("ctrl+r")
        await console.until(lambda: "Ctrl+R … e On its way · b Nobody there" in console.screen_text())
        await console.press("e")
        assert console.composer(mira).text == "Hi. It is on its way, Mira."
        await console.press("f11")
        assert console.composer(mira).text == "Hi. It is on its way, Mira.We refund it."


async def test_a_wrong_second_key_writes_nothing(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        mira = await mira_at(console)
        await console.press("ctrl+r", "x")
        await console.until(lambda: "no canned reply has Ctrl+R x" in console.screen_text())
        await console.press("ctrl+r", "escape")
        await console.type("ok")
        assert console.composer(mira).text == "ok"


async def test_the_second_key_goes_to_the_reply_that_the_first_was_pressed_in(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        mira = await mira_at(console)
        jonas = await console.welcome("Jonas Berg")
        await console.press("ctrl+r")
        console.desk.set_focus(console.composer(jonas))
        await console.press("e")
        assert console.composer(mira).text == "It is on its way, Mira."
        assert console.composer(jonas).text == ""


async def test_the_help_lists_the_keys_of_replies(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        await mira_at(console)
        await console.press("f1", "end")
        await console.until(lambda: "Canned replies" in console.screen_text())
        assert "Ctrl+R e" in console.screen_text()


async def test_the_steps_of_an_inserted_reply_wait_for_a_word(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        mira = await mira_at(console)
        await console.type(";refund")
        await console.press("tab")
        await console.until(lambda: "F10 then: tag refund" in console.screen_text())
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].head == 2)
        assert tags(console, mira) == ()
        await console.press("f10")
        await console.until(lambda: "1. tag refund" in console.screen_text())
        assert "2. note: refund for Mira" in console.screen_text()
        await console.press("f10")
        await console.until(lambda: tags(console, mira) == ("refund",))
        await console.until(lambda: console.workspace.desk[mira].head == 3)
        assert console.workspace.desk[mira].messages[-1].mode is Mode.NOTE
        await console.until(lambda: console.desk.focused is console.composer(mira))
        await console.until(lambda: "F10 then" not in console.screen_text())


async def test_enter_out_of_habit_takes_no_step_and_neither_does_escape(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        mira = await mira_at(console)
        for leave in ("enter", "escape"):
            await console.press("f11", "f10")
            await console.until(lambda: "takes all of them" in console.screen_text())
            await console.press(leave)
            await console.until(lambda: not console.desk.overlays.box.display)
            await console.press("f10")
            await console.until(lambda: "no canned reply here has steps to take" in console.screen_text())
            console.clock.advance(10)
            await console.press("ctrl+a", "ctrl+k")
        assert tags(console, mira) == ()


async def test_a_key_that_repeats_itself_does_not_answer_its_own_question(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        mira = await mira_at(console)
        await console.press("f11")
        console.burst("f10", "f10", "f10")
        await console.until(lambda: "takes all of them" in console.screen_text())
        await console.pilot.pause()
        assert console.desk.overlays.box.display
        assert tags(console, mira) == ()


async def test_a_macro_without_a_text_asks_instead_of_inserting(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        mira = await mira_at(console)
        await console.press("f4")
        await console.type("nobody")
        await console.until(lambda: "then: tag silent" in console.screen_text())
        await console.press("enter")
        await console.until(lambda: "1. tag silent" in console.screen_text())
        await console.type("yes")
        await console.press("enter")
        await console.until(lambda: mira not in console.workspace.desk)
        assert console.world.chats[mira].facts.outcome == "no answer"
        assert tags(console, mira) == ("silent",)


async def test_the_trigger_of_such_a_macro_goes_and_its_question_comes(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        mira = await mira_at(console)
        await console.type("Bye ;bye")
        await console.press("tab")
        await console.until(lambda: "1. tag silent" in console.screen_text())
        assert console.composer(mira).text == "Bye "
        await console.press("escape")
        assert tags(console, mira) == ()
        assert isinstance(console.desk.focused, Composer)


async def test_a_refused_step_is_told_with_what_was_done_before(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        mira = await mira_at(console)
        await console.press("ctrl+r", "b")
        await console.until(lambda: "1. tag silent" in console.screen_text())
        console.world.cut()
        await console.press("f10")
        await console.until(lambda: "Done before: nothing." in " ".join(console.screen_text().split()))
        await console.press("enter")
        await console.until(lambda: not console.desk.overlays.box.display)
        assert mira in console.workspace.desk
