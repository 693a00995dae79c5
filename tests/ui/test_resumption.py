"""The next console stands where the one before was left: panes, the attended one, notes, the place read."""

from dataclasses import replace
from pathlib import Path

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.chat import ConversationId, Mode
from agent_console.ui.roll import Roll
from tests.fakes import FrozenClock
from tests.ui.console import LARGE, MIDDLE, SMALL, Console, Outfit, running

LINES = 60


def _outfit(folder: Path, size: tuple[int, int] = LARGE) -> Outfit:
    clock = FrozenClock()
    return Outfit(folder, size, remembering=True, clock=clock, world=MemoryWorld(clock))


async def _serve(console: Console, *names: str) -> list[ConversationId]:
    """Let customers come who have written a lot."""
    chats = [await console.welcome(name) for name in names]
    for chat in chats:
        for number in range(LINES):
            console.world.say(chat, f"line {number} of a long story that goes over more than one row")
    await console.until(lambda: all(console.workspace.desk[chat].head > LINES for chat in chats))
    return chats


async def _returned(console: Console, chats: list[ConversationId]) -> None:
    await console.until(lambda: all(chat in console.workspace.desk for chat in chats))
    await console.until(
        lambda: all(chat not in console.workspace.panes.slots or console.desk.pane_of(chat) for chat in chats)
    )
    await console.pilot.pause()


def _uppermost(console: Console, chat: ConversationId) -> int | None:
    """Return the message at the top of a pane's view."""
    transcript = console.pane(chat).transcript
    roll: Roll = transcript._roll
    return roll.sequence_at(len(roll) - transcript._below - transcript._view)


async def test_who_was_attended_and_what_was_read_are_found_again(tmp_path: Path) -> None:
    outfit = _outfit(tmp_path)
    async with running(outfit) as console:
        chats = await _serve(console, "Mira Holm", "Jonas Berg", "Rosa Lind")
        await console.press("alt+2", "pageup", "pageup")
        read = _uppermost(console, chats[1])
        places, numbers = console.workspace.panes.slots, console.workspace.panes.seats
    async with running(outfit) as console:
        await _returned(console, chats)
        assert console.workspace.panes.slots == places
        assert console.workspace.panes.seats == numbers
        await console.until(lambda: _uppermost(console, chats[1]) == read)
        assert not console.pane(chats[1]).transcript.following
        assert console.pane(chats[0]).transcript.following
        await console.until(lambda: console.desk.attended == chats[1])
        assert console.desk.panel.conversation == chats[1]
        assert console.desk.focused is None
        await console.until(lambda: "you were with Jonas Berg · Alt+2 goes on there" in console.screen_text())


async def test_who_was_attended_is_in_sight_in_a_smaller_terminal_too(tmp_path: Path) -> None:
    outfit = _outfit(tmp_path)
    async with running(outfit) as console:
        mira, jonas = await console.welcome("Mira Holm"), await console.welcome("Jonas Berg")
        await console.press("alt+2")
    async with running(replace(outfit, size=SMALL)) as console:
        await _returned(console, [mira, jonas])
        await console.until(lambda: console.desk.attended == jonas)
        assert console.workspace.panes.slots == (jonas,)
        await console.press("ctrl+g", "v")
        await console.until(lambda: "how did it end with ✦ Jonas Berg" in console.screen_text())
        assert console.desk.focused is console.desk.overlays.box.field


async def test_the_message_counts_and_not_the_row_where_the_terminal_is_another_one(tmp_path: Path) -> None:
    outfit = _outfit(tmp_path)
    async with running(outfit) as console:
        (mira,) = await _serve(console, "Mira Holm")
        await console.press("alt+1", "pageup", "pageup")
        read = _uppermost(console, mira)
    async with running(replace(outfit, size=MIDDLE)) as console:
        await _returned(console, [mira])
        await console.until(lambda: _uppermost(console, mira) == read)


async def test_who_reads_on_stays_where_they_are_when_lines_come(tmp_path: Path) -> None:
    outfit = _outfit(tmp_path)
    async with running(outfit) as console:
        (mira,) = await _serve(console, "Mira Holm")
        await console.press("alt+1", "pageup", "pageup")
        read = _uppermost(console, mira)
        console.world.say(mira, "Are you there?")
        await console.until(lambda: console.pane(mira).transcript.unread)
        assert _uppermost(console, mira) == read
        await console.press("ctrl+end")
    async with running(outfit) as console:
        await _returned(console, [mira])
        assert console.pane(mira).transcript.following


async def test_a_pane_that_was_not_told_its_size_is_drawn_whole(tmp_path: Path) -> None:
    async with running(_outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm", "Where is my lamp?")
        transcript = console.pane(mira).transcript
        transcript._roll, transcript._outdated = Roll(0), True
        transcript.refresh()
        await console.until(lambda: "Where is my lamp?" in console.screen_text())
        assert transcript.measured


async def test_a_note_without_words_is_still_a_note(tmp_path: Path) -> None:
    outfit = _outfit(tmp_path)
    async with running(outfit) as console:
        mira, jonas = await console.welcome("Mira Holm"), await console.welcome("Jonas Berg")
        await console.press("alt+1", "f6")
        await console.until(lambda: console.workspace.desk.mode(mira) is Mode.NOTE)
    async with running(outfit) as console:
        await _returned(console, [mira, jonas])
        assert console.composer(mira).display
        assert console.workspace.desk.mode(mira) is Mode.NOTE
        assert console.workspace.desk.mode(jonas) is Mode.REPLY


async def test_who_is_not_held_any_more_is_not_gone_back_to(tmp_path: Path) -> None:
    outfit = _outfit(tmp_path)
    async with running(outfit) as console:
        mira, jonas = await console.welcome("Mira Holm"), await console.welcome("Jonas Berg")
        await console.press("alt+2")
    assert outfit.world is not None
    outfit.world.hand_over(jonas, "Lee")
    async with running(outfit) as console:
        await _returned(console, [mira])
        assert console.desk.attended is None
        assert "you were with" not in console.screen_text()
