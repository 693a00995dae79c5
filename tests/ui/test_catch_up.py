"""Where a chat stood, on screen: over the transcript, below it what is new, until the agent writes."""

from pathlib import Path

from agent_console.domain.chat import ConversationId
from tests.ui.console import MIDDLE, SMALL, Console, Outfit, running

QUESTION = "can you tell me when my order 48213 will arrive"


async def _two_customers(console: Console) -> tuple[ConversationId, ConversationId]:
    mira = await console.welcome("Mira Holm", "Hi, my parcel is late.", order_number="48213")
    jonas = await console.welcome("Jonas Berg", "Do you ship to Iceland?")
    return mira, jonas


async def _away(console: Console, mira: ConversationId, *lines: str) -> None:
    """Attend to Mira, go to Jonas, and let her write meanwhile."""
    await console.press("alt+1")
    await console.press("alt+2")
    for line in lines:
        console.world.say(mira, line)
    head = 1 + len(lines)
    await console.until(lambda: console.workspace.desk[mira].head == head)
    console.clock.advance(30)


async def test_coming_back_shows_the_open_question_and_marks_what_is_new(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira, _ = await _two_customers(console)
        await _away(console, mira, QUESTION)
        await console.press("alt+1")
        await console.until(lambda: "? can you tell me when my order 48213" in console.screen_text())
        assert "─ new since " in console.screen_text()
        assert "# 48213" in console.screen_text()


async def test_a_wide_pane_has_headings_in_words(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira, _ = await _two_customers(console)
        await _away(console, mira, QUESTION)
        await console.press("alt+1")
        await console.until(lambda: f"asks      {QUESTION}" in console.screen_text())


async def test_the_next_key_takes_it_away_and_nothing_has_moved(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira, _ = await _two_customers(console)
        await _away(console, mira, QUESTION)
        await console.press("alt+1")
        await console.until(lambda: "▙▄" in console.screen_text())
        pane = console.pane(mira)
        regions = [child.region for child in pane.children]
        await console.type("H")
        await console.until(lambda: "▙▄" not in console.screen_text())
        assert [child.region for child in pane.children] == regions
        assert console.app.screen.focused is pane.composer
        assert pane.composer.text == "H"


async def test_a_glance_at_another_pane_shows_nothing(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira, _ = await _two_customers(console)
        await console.press("alt+1", "alt+2")
        console.world.say(mira, QUESTION)
        await console.until(lambda: console.workspace.desk[mira].head == 2)
        console.clock.advance(19)
        await console.press("alt+1")
        assert console.workspace.catch_ups.shown(mira) is None


async def test_the_first_unseen_line_stands_right_below(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira, _ = await _two_customers(console)
        await _away(console, mira, *(f"unseen line {number}" for number in range(1, 40)))
        await console.press("alt+1")
        await console.until(lambda: "─ new since " in console.screen_text())
        shown = console.screen_text()
        lines = shown.splitlines()
        end = next(place for place, line in enumerate(lines) if "▙▄" in line)
        assert "new since" in lines[end + 1]
        assert "unseen line 1 " in lines[end + 2]
        assert "unseen line 39" not in shown.partition("more below")[0]


async def test_a_key_shows_it_at_will_and_hides_it(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm", "Hi, where is my order 48213?")
        await console.press("alt+1", "ctrl+g", "full_stop")
        await console.until(lambda: "where is my order 48213?" in console.screen_text().partition("▙▄")[0])
        assert console.workspace.catch_ups.shown(mira) is not None
        await console.press("ctrl+g", "full_stop")
        await console.until(lambda: "▙▄" not in console.screen_text())


async def test_without_a_summary_service_the_key_says_what_to_set(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await console.welcome("Mira Holm", "Hi, where is my order 48213?")
        await console.press("alt+1", "ctrl+g", "colon")
        await console.until(lambda: "no summary service is set up" in console.screen_text())


async def test_hostile_words_are_shown_as_words(tmp_path: Path) -> None:
    hostile = "can you tell me [/x] [@click=app.quit]why[/] \x1b[31m now"
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira, _ = await _two_customers(console)
        await _away(console, mira, hostile)
        await console.press("alt+1")
        shown = "can you tell me [/x] [@click=app.quit]why[/] ␛[31m now"
        await console.until(lambda: f"asks      {shown}" in console.screen_text())


async def test_escape_ends_it_and_the_draft_stays(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira, _ = await _two_customers(console)
        await console.press("alt+1")
        await console.type("Hello")
        await _away(console, mira, QUESTION)
        await console.press("alt+1")
        await console.until(lambda: "Esc ends it" in console.screen_text())
        await console.press("escape")
        await console.until(lambda: "▙▄" not in console.screen_text())
        pane = console.pane(mira)
        assert pane.composer.text == "Hello"
        assert console.app.screen.focused is pane.composer


async def test_it_goes_from_the_screen_when_the_agent_goes_elsewhere(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira, _ = await _two_customers(console)
        await _away(console, mira, QUESTION)
        await console.press("alt+1")
        await console.until(lambda: "▙▄" in console.screen_text())
        await console.press("alt+2")
        await console.until(lambda: "▙▄" not in console.screen_text())
