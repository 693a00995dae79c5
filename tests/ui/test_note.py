"""Notes: another draft in another looking composer, and nothing of it ever reaches the customer."""

from pathlib import Path

from agent_console.domain.chat import Mode, Presence
from tests.ui.console import MIDDLE, SMALL, Outfit, running


async def test_note_is_kept_for_colleagues_and_the_mode_stays(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "f6")
        await console.until(lambda: "✎ NOTE · not seen by ✚ Mira Holm" in console.screen_text())
        await console.type("be generous")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].head == 2)
        assert console.workspace.desk[mira].messages[-1].mode is Mode.NOTE
        assert [m.text for m in console.world.transcript(mira)] == ["Hello?"]
        await console.until(lambda: "┊ ✎ note · Sam" in console.screen_text())
        await console.type("still a note")
        assert console.workspace.desk.draft(mira, Mode.NOTE).text == "still a note"
        assert console.workspace.desk[mira].waiting.since is not None


async def test_each_mode_keeps_its_own_draft(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        await console.type("for Mira")
        await console.press("ctrl+g", "m")
        assert console.composer(mira).text == ""
        await console.type("for Maria")
        await console.press("f6")
        assert console.composer(mira).text == "for Mira"
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].head == 2)
        assert console.world.transcript(mira)[-1].text == "for Mira"
        assert console.workspace.desk.draft(mira, Mode.NOTE).text == "for Maria"


async def test_keys_around_the_switch_in_one_burst_stay_on_their_side(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        console.burst(*"hello", "f6", *"secret", "f6", *"you", "ctrl+g", "m", *"kept")
        await console.until(lambda: console.workspace.desk.draft(mira, Mode.NOTE).text == "secretkept")
        assert console.workspace.desk.draft(mira, Mode.REPLY).text == "helloyou"


async def test_note_behind_an_enter_in_one_burst_does_not_leave_as_a_reply(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        console.burst(*"hello", "enter", "f6", *"secret", "f6")
        await console.until(lambda: console.workspace.desk[mira].head == 2)
        assert [m.text for m in console.world.transcript(mira)] == ["Hello?", "hello"]
        assert console.workspace.desk.draft(mira, Mode.NOTE).text == "secret"


async def test_mode_of_a_conversation_survives_being_off_screen(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        await console.welcome("Jonas Berg")
        await console.press("alt+1", "f6")
        await console.type("half a note")
        await console.press("alt+2")
        await console.until(lambda: "to ✦ Jonas Berg" in console.screen_text())
        await console.press("alt+1")
        await console.until(lambda: console.desk.focused is console.composer(mira))
        assert console.composer(mira).mode is Mode.NOTE
        assert console.composer(mira).text == "half a note"


async def test_note_is_not_held_for_naming_another_customer(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.welcome("Karen White")
        await console.press("alt+1", "f6")
        await console.type("same van as Karen's")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].head == 2)
        assert console.workspace.replies.held(mira) is None


async def test_customers_typing_is_shown_and_ends(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        console.world.type(mira, "[b]so[/b]\nI\x1b[2J")
        await console.until(lambda: "Mira Holm is writing: [b]so[/b] I␛[2J" in console.screen_text())
        console.clock.advance(7)
        console.desk.tick()
        await console.until(lambda: "is writing" not in console.screen_text())


async def test_reading_and_leaving_are_shown(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        await console.type("On the van")
        await console.press("enter")
        await console.until(lambda: "On the van  ✓ " in console.screen_text())
        console.world.read(mira)
        await console.until(lambda: "On the van  ✓✓ read" in console.screen_text())
        console.clock.advance(12 * 60)
        console.desk.tick()
        await console.until(lambda: "silent for 12 min" in console.screen_text())
        console.world.appear(mira, Presence.LEFT)
        await console.until(lambda: "has left" in console.screen_text())
