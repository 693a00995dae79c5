"""Waits made workable: a line to everybody, timers of promises, silent customers, thanks that owe nothing."""

from datetime import timedelta
from pathlib import Path

from agent_console.domain.chat import ConversationId
from agent_console.ui.inquiry.holding import HoldingInquiry
from tests.ui.console import MIDDLE, SMALL, Console, Outfit, running

CANNED = """\
dialect: support/1
namespace: test
language: en
matches:
  - {id: eta, triggers: [";eta"], label: On its way, template: "It is on its way."}
"""
HOLDING = """\
dialect: support/1
namespace: holding
language: en
matches:
  - id: still-here
    label: Not forgotten
    template: "I have not forgotten you, {{ customer.first_name }}."
    locales:
      de: {template: "Ich habe Sie nicht vergessen, {{ customer.first_name }}."}
"""
GOODBYE = """\
dialect: support/1
namespace: goodbye
language: en
matches:
  - {id: nudge, label: Still there?, template: "Are you still there, {{ customer.first_name }}?"}
  - {id: quiet, label: Goodbye, template: "I close this chat for now.", actions: [{close: silent}]}
"""


def outfit(folder: Path, canned: str, size: tuple[int, int] = MIDDLE) -> Outfit:
    return Outfit(folder, size, canned=canned)


def said(console: Console, conversation: ConversationId) -> list[str]:
    """Return what the customer sees."""
    return [message.text for message in console.world.transcript(conversation)]


async def reply(console: Console, conversation: ConversationId, text: str) -> None:
    """Send a reply from the composer that has the keys, and wait until it is there."""
    await console.type(text)
    console.clock.advance(2)
    await console.press("enter")
    await console.until(lambda: text in said(console, conversation))
    await console.until(lambda: not console.workspace.desk[conversation].echoes)
    waits = console.workspace.waits
    await console.until(lambda: waits.promises.ready and waits.reminders.ready)
    console.desk.tick()
    await console.pilot.pause()


async def test_a_line_goes_to_everybody_who_waits_after_a_preview_and_a_key_of_its_own(
    tmp_path: Path,
) -> None:
    async with running(outfit(tmp_path, HOLDING, SMALL)) as console:
        mira = await console.welcome("Mira Holm", language="en")
        jonas = await console.welcome("Jonas Berg", language="de")
        olga = await console.welcome("Olga Mir", language="ru")
        ana = await console.welcome("Ana Sol", language="en")
        await console.press("alt+1")
        await console.type("It is in Ber")
        console.clock.advance(60)
        await console.press("ctrl+g", "H")
        asked = console.desk.overlays.box.inquiry
        assert isinstance(asked, HoldingInquiry)
        screen = console.screen_text()
        for shown in ("I have not forgotten you, Mira.", "Ich habe Sie nicht vergessen, Jonas.", "✚"):
            assert shown in screen
        assert "there is no text in this customer's language" in screen
        await console.press("down", "down", "down", "enter")
        assert "taken out" in console.screen_text()
        assert "F10 sends it to 2 customers" in console.screen_text()
        await console.press("enter", "enter", "enter")
        assert [said(console, one) for one in (mira, jonas, olga, ana)] == [["Hello?"]] * 4
        await console.press("f10")
        await console.until(lambda: len(said(console, mira)) == len(said(console, jonas)) == 2)
        assert said(console, jonas)[1] == "Ich habe Sie nicht vergessen, Jonas."
        assert said(console, olga) == ["Hello?"]
        assert said(console, ana)[1:] == ["I have not forgotten you, Ana."]
        assert console.workspace.desk.draft(mira).text == "It is in Ber"
        assert console.composer(mira).has_focus


async def test_the_key_sends_nothing_while_the_keys_go_elsewhere_or_right_behind_the_question(
    tmp_path: Path,
) -> None:
    async with running(outfit(tmp_path, HOLDING)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        console.clock.advance(60)
        console.burst("ctrl+g", "H", "f10")
        await console.until(lambda: console.desk.overlays.box.inquiry is not None)
        await console.pilot.pause()
        assert said(console, mira) == ["Hello?"]
        console.desk.set_focus(console.composer(mira))
        await console.press("f10")
        assert said(console, mira) == ["Hello?"]
        assert console.workspace.desk[mira].echoes == ()


async def test_a_promise_is_offered_in_the_foot_and_counts_down_in_the_title(tmp_path: Path) -> None:
    async with running(outfit(tmp_path, CANNED)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        await reply(console, mira, "Back in 5 minutes.")
        assert "F10 timer: back by 09:05" in console.screen_text()
        await console.press("f10")
        await console.until(lambda: console.workspace.desk[mira].promise is not None)
        console.clock.advance(60)
        console.desk.tick()
        await console.pilot.pause()
        assert "back 4:00" in console.screen_text()
        assert "F10 timer" not in console.screen_text()
        console.clock.advance(300)
        console.desk.tick()
        await console.pilot.pause()
        assert "DUE 1:00" in console.screen_text()
        await console.welcome("Jonas Berg")
        await console.press("alt+2", "f2")
        await console.until(lambda: console.desk.attended == mira)
        await reply(console, mira, "Here I am.")
        await console.until(lambda: console.workspace.desk[mira].promise is None)


async def test_a_silent_customer_is_asked_by_a_draft_and_later_told_goodbye(tmp_path: Path) -> None:
    async with running(outfit(tmp_path, GOODBYE, SMALL)) as console:
        mira, jonas = await console.welcome("Mira Holm"), await console.welcome("Jonas Berg")
        await console.press("alt+1")
        await reply(console, mira, "Which lamp?")
        await console.press("ctrl+g", "J")
        assert console.composer(mira).text == ""
        console.clock.advance(timedelta(minutes=11).total_seconds())
        console.desk.tick()
        await console.pilot.pause()
        assert "silent: Ctrl+G J asks if still there" in console.screen_text()
        console.workspace.panes.bring(jonas, mira)
        console.desk.lay_out()
        await console.until(lambda: console.desk.pane_of(mira) is None)
        await console.press("ctrl+g", "J")
        assert console.composer(mira).text == "Are you still there, Mira?"
        await console.press("ctrl+g", "J")
        assert console.composer(mira).text == "Are you still there, Mira?"
        console.clock.advance(2)
        await console.press("enter")
        await console.until(lambda: len(said(console, mira)) == 3)
        await console.until(lambda: not console.workspace.desk[mira].echoes)
        console.clock.advance(timedelta(minutes=11).total_seconds())
        console.desk.tick()
        await console.press("ctrl+g", "J")
        assert console.composer(mira).text == "I close this chat for now."
        assert len(said(console, mira)) == 3
        assert "F10 then: close: silent" in console.screen_text()


async def test_thanks_are_suggested_as_owing_nothing_wherever_the_agent_comes_from(tmp_path: Path) -> None:
    async with running(outfit(tmp_path, CANNED, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1")
        await reply(console, mira, "It comes tomorrow.")
        console.world.say(mira, "Great, thanks, bye!")
        await console.until(lambda: console.workspace.desk[mira].waiting.since is not None)
        await console.press("alt+2")
        assert console.desk.pane_of(mira) is None
        await console.press("f2")
        await console.until(lambda: console.desk.attended == mira)
        console.desk.tick()
        await console.pilot.pause()
        assert "only thanks? Ctrl+G e: no reply owed" in console.screen_text()
        await console.press("ctrl+g", "e")
        assert console.workspace.desk[mira].waiting.since is None
        await console.press("f2")
        await console.until(lambda: console.desk.attended == jonas)
        await console.press("f2")
        assert console.desk.attended == jonas
        console.world.say(mira, "one more thing")
        await console.until(lambda: console.workspace.desk[mira].waiting.since is not None)
        await console.press("f2")
        await console.until(lambda: console.desk.attended == mira)
