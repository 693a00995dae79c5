"""The desk as the agent lives it: customers come, wait, are answered, leave; focus obeys keys alone."""

from pathlib import Path

import pytest
from textual.widgets import Static

from agent_console.domain.chat import Mode
from agent_console.domain.wait import Tier
from agent_console.ui.option import ConsoleOptions
from tests.ui.console import LARGE, MIDDLE, SMALL, Outfit, running


async def test_message_shows_in_its_pane_and_starts_the_clock(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm", "Where is my order?")
        console.clock.advance(41)
        console.desk.tick()
        await console.until(lambda: "Where is my order?" in console.screen_text())
        await console.until(lambda: "0:41 ◕ amber" in console.screen_text())
        assert console.pane(mira).has_class("-amber")


@pytest.mark.parametrize(
    ("seconds", "tier"), [(39, Tier.CALM), (40, Tier.AMBER), (120, Tier.RED), (180, Tier.CRITICAL)]
)
async def test_border_follows_the_tier(tmp_path: Path, seconds: int, tier: Tier) -> None:
    async with running(Outfit(tmp_path)) as console:
        pane = console.pane(await console.welcome("Mira Holm"))
        console.clock.advance(seconds)
        console.desk.tick()
        assert {c for c in pane.classes if c.startswith("-")} == {f"-{tier.name.lower()}"}


async def test_answer_reaches_the_customer_and_stops_the_clock(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm", "Where is my order?")
        await console.press("alt+1")
        await console.type("On the van.")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].head == 2)
        assert [m.text for m in console.world.transcript(mira)] == ["Where is my order?", "On the van."]
        await console.until(lambda: "✓ answered" in console.screen_text())
        assert console.composer(mira).text == ""


async def test_keys_typed_in_one_burst_after_a_jump_go_to_the_new_pane(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Berg")
        console.burst("alt+1", *"for", "alt+2", *"you", "ctrl+g", "1", *"too")
        await console.until(lambda: len(console.composer(mira).text) == 6)
        assert console.composer(mira).text == "fortoo"
        assert console.composer(jonas).text == "you"
        assert console.workspace.desk.draft(mira).text == "fortoo"


async def test_what_is_typed_behind_enter_stays_behind_the_reply(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        console.burst(*"ok", "enter", *"and")
        await console.until(lambda: console.workspace.desk[mira].head == 2)
        assert console.world.transcript(mira)[-1].text == "ok"
        assert console.composer(mira).text == "and"


async def test_arrivals_never_move_the_focus(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        assert console.desk.focused is None
        mira = await console.welcome("Mira Holm")
        assert console.desk.focused is None
        await console.press("alt+1")
        await console.welcome("Jonas Berg")
        await console.type("x")
        assert console.desk.focused is console.composer(mira)
        assert console.composer(mira).text == "x"


async def test_keys_for_a_conversation_that_has_left_go_nowhere(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+2")
        await console.type("hello")
        await console.workspace.holdings.close(jonas)
        await console.until(lambda: console.desk.pane_of(jonas) is None)
        await console.type("secret")
        await console.press("enter")
        assert console.desk.focused is None
        assert console.desk.attended is None
        assert console.composer(mira).text == ""
        assert console.workspace.desk.drafts[jonas, Mode.REPLY].text == "hello"


async def test_jump_to_somebody_who_has_left_takes_the_keys_from_everybody(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        console.burst("alt+2", *"for another")
        await console.until(lambda: "nobody has number 2" in console.screen_text())
        assert console.desk.focused is None
        assert console.composer(mira).text == ""


async def test_click_gives_the_keys_to_a_pane(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Berg")
        await console.pilot.click(console.pane(jonas).transcript)
        await console.type("x")
        await console.pilot.click(console.composer(mira))
        await console.type("y")
        assert (console.composer(mira).text, console.composer(jonas).text) == ("y", "x")


async def test_closing_takes_two_presses(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "f8")
        assert mira in console.workspace.desk
        await console.until(lambda: "press F8 again to close ✚ Mira Holm" in console.screen_text())
        console.clock.advance(4)
        await console.press("f8")
        assert mira in console.workspace.desk
        await console.press("f8")
        await console.until(lambda: mira not in console.workspace.desk)
        await console.press("ctrl+g", "o")
        await console.until(lambda: mira in console.workspace.desk)


async def test_take_next_takes_from_the_queue(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        console.world.join("Rosa Lind", "Gift card")
        await console.until(
            lambda: (
                "1 waiting · longest 0:00 ◔ Rosa Lind · F3 takes the next · Gift card"
                in console.screen_text()
            )
        )
        await console.press("f3")
        await console.until(lambda: console.workspace.desk.conversations)
        await console.press("f3")
        await console.until(lambda: "queue: nobody is waiting" in console.screen_text())


async def test_next_best_goes_to_whoever_is_closest_to_breach(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        console.clock.advance(10)
        jonas = await console.welcome("Jonas Berg")
        await console.press("f2")
        assert console.desk.attended == mira
        await console.press("f2")
        assert console.desk.attended == jonas
        assert console.workspace.panes.slots == (jonas,)
        assert console.desk.focused is console.composer(jonas)


async def test_strip_lists_who_is_off_screen_most_urgent_first(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        for name in ("Mira Holm", "Jonas Berg", "Karen White"):
            await console.welcome(name)
            console.clock.advance(30)
        console.desk.tick()
        await console.until(lambda: "2 ✦ Jonas Berg 1:00 ◕  3 ❖ Karen White 0:30 ◔" in console.screen_text())


async def test_shrinking_keeps_the_attended_conversation_and_its_draft(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, LARGE)) as console:
        for name in ("Mira Holm", "Jonas Berg", "Karen White"):
            last = await console.welcome(name)
        await console.press("alt+3")
        await console.type("dear Karen")
        await console.pilot.resize_terminal(*SMALL)
        await console.until(lambda: console.workspace.panes.slots == (last,))
        pane = console.pane(last)
        await console.until(pane.ready.is_set)
        assert console.composer(last).text == "dear Karen"


async def test_panel_follows_the_focus_in_the_same_tick(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await console.welcome("Mira Holm", order_number="48213")
        await console.welcome("Jonas Berg")
        await console.press("alt+1")
        await console.until(lambda: "FP-555-0142" in console.screen_text())
        await console.press("alt+2")
        assert "Jonas Berg" in str(console.desk.panel.border_title)
        await console.until(lambda: "48213" not in console.screen_text())


async def test_panel_says_what_could_not_be_read(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        console.records.failure = "shop is down"
        await console.welcome("Mira Holm", order_number="48213")
        await console.press("alt+1")
        await console.until(lambda: "cases not read" in console.screen_text())
        assert "shop is down" in console.screen_text()
        console.records.failure = ""
        await console.press("ctrl+g", "u")
        await console.until(lambda: "Fjordpost" in console.screen_text())


async def test_panel_opens_over_the_pane_where_there_is_no_room_beside(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm", order_number="48213")
        await console.press("alt+1")
        assert not console.desk.panel.display
        await console.press("f5")
        await console.until(lambda: "Fjordpost" in console.screen_text())
        await console.type("still writing")
        assert console.workspace.desk.draft(mira).text == "still writing"


async def test_offline_is_said_in_words_and_sends_wait(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        console.world.cut()
        await console.until(lambda: "offline since 09:00" in console.screen_text())
        await console.until(lambda: "stale: offline" in console.screen_text())
        await console.type("later")
        await console.press("enter")
        await console.until(lambda: "later  ⋯ sending" in console.screen_text())
        console.world.restore()
        await console.until(lambda: console.workspace.desk[mira].head == 2)
        await console.until(lambda: "later  ✓" in console.screen_text())
        await console.until(lambda: "stale" not in console.screen_text())


async def test_what_became_of_a_key_is_said_offline_too(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await console.welcome("Mira Holm")
        await console.press("alt+1")
        console.world.cut()
        await console.until(lambda: "replies wait" in console.screen_text())
        await console.press("ctrl+g", "0")
        await console.until(lambda: "nobody has number 10" in console.screen_text())
        await console.press("f9")
        await console.until(lambda: "not confirmed: The chat system cannot" in console.screen_text())
        assert "offline since 09:00" in console.screen_text()


async def test_enter_right_after_a_reconnect_is_ignored_visibly(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        await console.type("hello")
        console.world.cut()
        await console.until(lambda: "offline" in console.screen_text())
        console.world.restore()
        await console.until(lambda: "online Sam" in console.screen_text())
        await console.pilot.press("enter")
        await console.until(lambda: "Enter ignored" in console.screen_text())
        assert console.composer(mira).text == "hello"
        assert not console.workspace.desk[mira].echoes


async def test_refused_link_says_why(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        console.world.refuse("the token is not known to this hub")
        await console.until(lambda: "refused : the token is not known to this hub" in console.screen_text())


async def test_failed_reply_is_retried(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        console.world.refusing = "closed for today"
        await console.type("first")
        await console.press("enter")
        await console.until(lambda: "✗ not sent: closed for today" in console.screen_text())
        await console.until(lambda: "Ctrl+G r sends again · Ctrl+T edits" in console.screen_text())
        console.world.refusing = ""
        await console.press("ctrl+g", "r")
        await console.until(lambda: console.workspace.desk[mira].head == 2)
        await console.until(lambda: "not sent" not in console.screen_text())
        await console.press("ctrl+g", "r")
        await console.until(lambda: "no reply has failed here" in console.screen_text())


async def test_availability_is_toggled(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        before = console.workspace.desk.accepting
        await console.press("f9")
        await console.until(lambda: console.workspace.desk.accepting is not before)
        await console.until(lambda: ("away" if before else "accepting") in console.screen_text())


async def test_no_reply_owed_stops_the_clock(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm", "Thanks, bye!")
        await console.press("alt+1", "ctrl+g", "e")
        assert console.workspace.desk[mira].waiting.since is None
        await console.until(lambda: "✓ answered" in console.screen_text())


async def test_quitting_asks_when_something_is_unfinished(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        await console.welcome("Mira Holm")
        await console.press("alt+1")
        await console.type("unfinished")
        await console.press("ctrl+q")
        await console.until(lambda: "Ctrl+Q again quits · kept: 1 draft" in console.screen_text())
        assert console.app.is_running
        await console.press("ctrl+q")
        await console.until(lambda: console.app._exit)


async def test_remapped_key_works_and_a_wrong_one_is_reported(tmp_path: Path) -> None:
    options = ConsoleOptions(keys={"desk.take": "f11", "desk.tkae": "f10"})
    async with running(Outfit(tmp_path, options=options)) as console:
        await console.until(
            lambda: "there is no command desk.tkae; did you mean desk.take?" in console.screen_text()
        )
        console.world.join("Rosa Lind")
        await console.until(lambda: console.workspace.desk.queue)
        await console.press("f3")
        assert console.workspace.desk.queue
        await console.press("f11")
        await console.until(lambda: not console.workspace.desk.queue)


async def test_help_shows_every_line_whole(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await console.press("f1")
        page = console.desk.overlays.help_page
        await console.until(lambda: page.max_scroll_y)
        table = page.query_one(Static)
        assert table.region.width <= page.scrollable_content_region.width


async def test_help_opens_scrolls_and_closes_without_losing_the_reply(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        await console.press("f1")
        await console.until(lambda: "Send the reply" in console.screen_text())
        await console.press("end")
        await console.until(lambda: "Quit" in console.screen_text())
        await console.press("escape")
        await console.type("x")
        assert console.composer(mira).text == "x"


async def test_names_with_markup_are_shown_verbatim(tmp_path: Path) -> None:
    hostile = "[/x] [@click=app.quit]boo[/]"
    async with running(Outfit(tmp_path)) as console:
        await console.welcome(hostile, "[/foo] order [A-12] x", concern="[b]bold[/b]")
        await console.press("alt+1")
        await console.until(lambda: "[/foo] order [A-12] x" in console.screen_text())
        assert f"to ✚ {hostile}" in console.screen_text()
        assert "[b]bold[/b]" in console.screen_text()


async def test_fewer_panes_are_shown_when_the_agent_wants_fewer(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, size=LARGE, options=ConsoleOptions(most_panes=2))) as console:
        for name in ("Mira Holm", "Jonas Berg", "Ingrid Vik"):
            await console.welcome(name)
        assert len(console.workspace.panes.slots) == 2
        await console.until(lambda: "off screen" in console.screen_text())


async def test_taking_and_reopening_beside_a_full_screen_says_where_the_customer_is(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await console.welcome("Jonas Berg")
        mira = console.world.join("Mira Holm")
        console.world.say(mira, "Hello?")
        await console.press("f3")
        await console.until(lambda: "Mira Holm is on the strip: Alt+2" in console.screen_text())
        await console.workspace.holdings.close(mira)
        await console.until(lambda: mira not in console.workspace.desk)
        console.clock.advance(60)
        console.desk.tick()
        assert "on the strip" not in console.screen_text()
        await console.workspace.holdings.reopen_last()
        await console.until(lambda: "Mira Holm is on the strip: Alt+2" in console.screen_text())
