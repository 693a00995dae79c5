"""What the keys do to one conversation's facts and messages, each asked for over its pane."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from textual.content import Content

from agent_console.backends.memory import MemoryBackend
from agent_console.domain.action import Deed
from agent_console.domain.chat import ConversationId, Delivery, Mode, Priority, Status
from agent_console.domain.history import Move
from agent_console.ports import Capabilities
from agent_console.storage.local_files import DiskFiles
from agent_console.ui.option import ConsoleOptions
from tests.ui.console import MIDDLE, SMALL, Console, Outfit, running


async def _replied(console: Console, *words: str) -> None:
    """Let the attended customer have these replies."""
    conversation = console.desk.attended
    assert conversation is not None
    for count, text in enumerate(words, start=console.workspace.desk[conversation].head + 1):
        await console.type(text)
        await console.press("enter")
        await console.until(partial(_has, console, conversation, count))


def _has(console: Console, conversation: ConversationId, count: int) -> bool:
    return console.workspace.desk[conversation].head == count


async def test_tag_is_typed_shown_offered_again_and_taken_off(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1", "f12")
        await console.type("late parcel")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].tags == ("late parcel",))
        await console.until(lambda: "#late parcel" in console.screen_text())
        await console.press("alt+2", "ctrl+g", "g")
        await console.type("par")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[jonas].tags == ("late parcel",))
        await console.press("f12", "enter")
        await console.until(lambda: console.workspace.desk[jonas].tags == ())
        assert console.workspace.desk[mira].tags == ("late parcel",)


async def test_tag_that_is_too_long_is_told_and_can_be_shortened(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "f12")
        await console.type("x" * 51)
        await console.press("enter")
        await console.until(lambda: "a tag may have 50 characters" in console.screen_text())
        await console.press("backspace", "enter")
        await console.until(lambda: console.workspace.desk[mira].tags == ("x" * 50,))


async def test_answer_in_one_burst_counts_all_its_keys(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        console.burst("ctrl+g", "g", *"vip", "enter")
        await console.until(lambda: console.workspace.desk[mira].tags == ("vip",))


async def test_keys_after_an_answer_go_to_the_reply_again(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "f12")
        await console.type("vip")
        await console.press("enter")
        await console.type("Hello")
        assert console.composer(mira).text == "Hello"


async def test_priority_is_shown_as_glyph_and_word(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "ctrl+g", "i", "enter")
        await console.until(lambda: console.workspace.desk[mira].priority is Priority.URGENT)
        await console.until(lambda: "!! urgent" in console.screen_text())


async def test_promise_shows_how_it_is_understood_counts_down_and_becomes_due(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "ctrl+g", "w")
        await console.type("soon")
        await console.press("enter")
        await console.until(lambda: "begin with a time" in console.screen_text())
        console.desk.overlays.box.field.fill("")
        await console.type("20m call the carrier")
        await console.until(lambda: "20 min left · call the" in console.screen_text())
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].promise is not None)
        promise = console.workspace.desk[mira].promise
        assert promise is not None
        assert promise.text == "call the carrier"
        console.clock.advance(21 * 60)
        console.desk.tick()
        await console.until(lambda: "OVERDUE by" in console.screen_text())
        await console.until(lambda: "you promised to be back with Mira Holm now" in console.screen_text())
        await console.press("ctrl+g", "k")
        await console.until(lambda: console.workspace.desk[mira].promise is None)
        await console.until(lambda: "OVERDUE" not in console.screen_text())


async def test_overdue_promise_is_marked_off_screen_too(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Berg")
        until = console.clock.now() + timedelta(minutes=5)
        assert await console.workspace.actions.hold(jonas, until) is None
        await console.until(lambda: console.workspace.desk[jonas].promise)
        assert " DUE " not in console.screen_text()
        console.clock.advance(301)
        console.desk.tick()
        await console.until(lambda: " DUE " in console.screen_text())


async def test_own_last_message_is_edited_and_everybody_sees_that(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        await _replied(console, "On the vam")
        await console.press("ctrl+g", "d", "backspace")
        await console.type("n")
        await console.press("enter")
        await console.until(lambda: console.world.transcript(mira)[-1].text == "On the van")
        await console.until(lambda: "On the van  edited  ✓" in console.screen_text())
        assert console.desk.focused is console.composer(mira)


async def test_edit_that_reads_like_another_customers_is_asked_about(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.welcome("Karen White")
        await console.press("alt+1")
        await _replied(console, "On the van")
        await console.press("ctrl+g", "d")
        await console.type(", Karen")
        await console.press("enter")
        await console.until(lambda: "“Karen” is another open customer" in console.screen_text())
        await console.press("enter")  # the safe answer comes first, and leads back to the words
        await console.until(lambda: console.desk.overlays.box.field.text == "On the van, Karen")
        await console.press("enter")
        await console.until(lambda: "these are the words that I mean" in console.screen_text())
        assert console.world.transcript(mira)[-1].text == "On the van"
        await console.type("yes")
        await console.press("enter")
        await console.until(lambda: console.world.transcript(mira)[-1].text == "On the van, Karen")


async def test_deleting_asks_which_and_again(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "ctrl+g", "x")
        await console.until(lambda: "you have written nothing here" in console.screen_text())
        await _replied(console, "first", "second")
        await console.press("ctrl+g", "x")
        await console.type("fir")
        await console.press("enter", "enter")
        assert console.workspace.desk[mira].messages[1].text == "first"
        await console.press("ctrl+g", "x", "down", "enter", "down", "enter")
        await console.until(lambda: console.workspace.desk[mira].messages[1].delivery is Delivery.RECALLED)
        await console.until(lambda: "✗ deleted" in console.screen_text())
        assert "second" in console.screen_text()


async def test_history_shows_what_happened_newest_last_and_can_be_searched(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        for tag in ("vip", "late"):
            assert await console.workspace.actions.tag(mira, tag) is None
        await console.press("alt+1", "ctrl+g", "l")
        await console.until(lambda: "09:00 tagged: late · Sam" in console.screen_text())
        assert "Enter goes on" not in console.screen_text()
        shown = console.screen_text()
        assert shown.index("came into the queue") < shown.index("tagged: vip") < shown.index("tagged: late")
        await console.type("vip")
        await console.until(lambda: "tagged: late" not in console.screen_text())
        await console.press("escape")
        await console.until(lambda: "history of" not in console.screen_text())
        steps = console.world.chats[mira].steps
        assert [step.move for step in steps] == [Move.QUEUED, Move.TAKEN, Move.TAGGED, Move.TAGGED]


async def test_close_with_an_outcome(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "ctrl+g", "v")
        await console.type("gift")
        await console.press("enter")
        await console.until(lambda: mira not in console.workspace.desk)
        assert console.world.chats[mira].facts.outcome == "gift"
        assert console.world.chats[mira].facts.status is Status.CLOSED


async def test_blocking_asks_twice(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "ctrl+g", "z")
        await console.type("insults")
        await console.press("enter", "enter")
        assert not console.world.chats[mira].facts.blocked
        await console.press("ctrl+g", "z")
        await console.type("insults")
        await console.press("enter", "down", "enter")
        await console.until(lambda: console.world.chats[mira].facts.blocked)


async def test_question_stays_over_its_pane_while_the_agent_is_elsewhere(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1", "f12")
        await console.type("vi")
        await console.press("alt+2")
        await console.type("Hi")
        assert console.composer(jonas).text == "Hi"
        await console.press("alt+1")
        assert console.desk.attended == mira
        await console.type("p")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].tags == ("vip",))


async def test_question_waits_out_of_sight_while_its_pane_does(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1", "f12")
        await console.type("vi")
        await console.press("alt+2")
        await console.until(lambda: console.desk.attended == jonas)
        await console.until(lambda: "tags of" not in console.screen_text())
        await console.type("Hi")
        assert console.composer(jonas).text == "Hi"
        await console.press("alt+1")
        await console.until(lambda: "tags of" in console.screen_text())
        await console.type("p")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].tags == ("vip",))


async def test_question_goes_with_its_pane_when_the_terminal_changes(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+2", "f12")
        box = console.desk.overlays.box
        for columns, rows in (SMALL, (40, 10), MIDDLE):
            await console.pilot.resize_terminal(columns, rows)
            await console.until(lambda: box.region.offset == console.pane(jonas).region.offset)
            await console.until(lambda: box.region.width == console.pane(jonas).region.width)
        assert console.desk.focused is box.field


async def test_picker_waits_out_of_sight_while_its_pane_does(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1", "f4")
        await console.until(lambda: "canned replies for" in console.screen_text())
        await console.press("alt+2")
        await console.until(lambda: console.desk.attended == jonas)
        await console.until(lambda: "canned replies for" not in console.screen_text())


async def test_question_closes_when_its_conversation_leaves(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1", "f12")
        await console.workspace.holdings.close(mira)
        await console.until(lambda: not console.desk.overlays.box.display)
        await console.type("x")
        assert console.desk.focused is None
        assert console.composer(jonas).text == ""


async def test_words_survive_a_refusal(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await console.welcome("Mira Holm")
        await console.press("alt+1")
        await _replied(console, "On the van")
        console.world.cut()
        await console.until(lambda: "offline" in console.screen_text())
        await console.press("ctrl+g", "d")
        await console.type(", I hope")
        await console.press("enter")
        await console.until(lambda: not console.desk.overlays.box.waiting)
        assert console.desk.overlays.box.field.text == "On the van, I hope"


async def test_file_is_chosen_step_by_step_and_only_a_whole_path_is_sent(tmp_path: Path) -> None:
    folder, name = tmp_path / "letters", "order 12.pdf"
    folder.mkdir()
    (folder / name).write_bytes(b"%PDF-1.4 plainly fictional")
    (folder / "other").write_bytes(b"x")
    async with running(Outfit(tmp_path, MIDDLE, ConsoleOptions(files=DiskFiles()))) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "ctrl+g", "f")
        await console.type(f"{folder}/ord")
        await console.press("tab")
        await console.until(lambda: console.desk.overlays.box.field.text.endswith(name))
        await console.press("enter")
        await console.until(lambda: console.world.transcript(mira)[-1].attachment is not None)
        file = console.world.transcript(mira)[-1].attachment
        assert file is not None
        assert (file.name, file.size) == (name, 26)
        await console.until(lambda: "▤" in console.screen_text())
        await console.until(lambda: file.address in console.screen_text())


async def test_what_the_chat_system_cannot_do_is_struck_out_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MemoryBackend, "capabilities", Capabilities(deeds=frozenset({Deed.SET_PRIORITY})))
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "ctrl+g")
        menu = console.desk.overlays.menu.visual
        assert isinstance(menu, Content)
        struck = {
            menu.plain[span.start : span.end].strip() for span in menu.spans if "strike" in str(span.style)
        }
        assert "g tags" in struck
        assert not any("priority" in entry for entry in struck)
        await console.press("g")
        await console.until(lambda: "cannot do that: Put a tag on" in console.screen_text())
        assert not console.desk.overlays.box.display
        await console.press("f6")
        await console.until(lambda: "cannot do that: Write a note" in console.screen_text())
        assert console.workspace.desk.mode(mira) is Mode.REPLY
        await console.press("ctrl+g", "i")
        await console.until(lambda: "priority of ✚ Mira Holm" in console.screen_text())
