"""A customer's whole way, at a desk and on a telephone: invitation, form, queue, chat, end, rating."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from agent_console.config.widget import WidgetSettings
from agent_console.domain.action import DeleteMessage, EditMessage, HoldUntil
from agent_console.domain.events import CustomerTyping
from tests.widget.company import SETTINGS, Company
from tests.widget.visitor import PHONE, WIDE

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

INVITING = WidgetSettings.model_validate({**SETTINGS.model_dump(), "invitation": {"after": "10ms"}})


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "telephone"])
async def test_from_the_invitation_to_the_rating(
    tmp_path: Path, browser: Browser, size: tuple[int, int]
) -> None:
    async with Company(tmp_path, browser, INVITING) as company:
        sam = await company.agent()
        mira = await company.visitor(size)
        await mira.page.locator("agent-console-widget .invitation .accept").click()
        await mira.begin("Mira Holm", "Where is my parcel?")
        await mira.reads("You are number 1 in the queue.")

        await sam.take()
        await mira.reads("Sam Rivera answers you.")
        await sam.console.backend.typing(sam.conversation)
        await mira.reads("Sam Rivera is writing…")
        await sam.say("I look it up: https://track.example.com/PL555.")
        await mira.sees("Where is my parcel?", "I look it up: https://track.example.com/PL555.")
        link = mira.frame.locator(".theirs .words a")
        await expect(link).to_have_attribute("href", "https://track.example.com/PL555")
        await expect(link).to_have_attribute("rel", "noopener noreferrer")

        await mira.page.reload()
        await mira.open()
        company.host.cable.cut()
        await mira.reads("No connection at the moment")
        await mira.write("Thank you!")
        company.host.cable.mend()
        await sam.reads("Where is my parcel?", "I look it up: https://track.example.com/PL555.", "Thank you!")

        await sam.close()
        await mira.reads("The chat has ended.")
        await mira.frame.get_by_label("4: good").check(force=True)
        await mira.frame.get_by_label("A word to us").fill("Quick.")
        await mira.frame.get_by_role("button", name="Send the rating").click()
        await mira.reads("Thank you for your rating.")

        await mira.write("One more thing")
        await mira.reads("You are number 1 in the queue.")


async def test_read_marks_edits_and_deletions_are_shown(company: Company) -> None:
    sam = await company.agent()
    mira = await company.visitor()
    await mira.open()
    await mira.begin("Mira Holm", "Hello")
    await mira.reads("sent")
    await sam.take()
    await sam.say("Your parcl is here.")
    await sam.say("Not for you.")
    fence = sam.console.desk[sam.conversation].fence
    backend = sam.console.backend
    await mira.sees("Hello", "Your parcl is here.", "Not for you.")
    assert await backend.perform(sam.conversation, fence, EditMessage(2, "Your parcel is here.")) is None
    assert await backend.perform(sam.conversation, fence, DeleteMessage(3)) is None
    await mira.sees("Hello", "Your parcel is here.")
    await mira.reads("edited")
    await mira.reads("This message was deleted.")
    await sam.console.until(lambda: sam.console.desk[sam.conversation].read >= 3)


async def test_a_promise_says_when_the_agent_is_back(company: Company) -> None:
    sam = await company.agent()
    mira = await company.visitor()
    await mira.open()
    await mira.begin("Mira Holm", "Hello")
    await sam.take()
    fence = sam.console.desk[sam.conversation].fence
    until = datetime.now(UTC) + timedelta(minutes=30)
    promise = HoldUntil(until, "I ask the warehouse.")
    assert await sam.console.backend.perform(sam.conversation, fence, promise) is None
    await mira.reads(r"Sam Rivera will be back: .*\d\d:\d\d.*I ask the warehouse\.")


async def test_the_customer_ends_the_chat_and_gets_it_by_mail(company: Company) -> None:
    sam = await company.agent()
    mira = await company.visitor()
    await mira.open()
    await mira.begin("Mira Holm", "Hello")
    await sam.take()
    await sam.say("Hi")
    await mira.sees("Hello", "Hi")
    await mira.menu("Get this chat by e-mail")
    await mira.frame.get_by_label("E-mail address").fill("mira.holm@example.com")
    await mira.frame.get_by_role("button", name="Send it").click()
    await mira.reads("It is on its way to mira.holm@example.com.")
    await mira.frame.get_by_role("button", name="Close", exact=True).click()

    await mira.menu("End the chat")
    await mira.frame.get_by_role("button", name="Go on").click()
    await expect(mira.frame.get_by_label("Your message")).to_be_focused()
    await mira.menu("End the chat")
    await mira.frame.locator(".card").get_by_role("button", name="End the chat").click()
    await mira.reads("The chat has ended.")


@pytest.mark.parametrize("preview", [True, False])
async def test_what_is_typed_is_seen_only_where_the_customer_is_told(
    tmp_path: Path, browser: Browser, preview: bool
) -> None:
    settings = WidgetSettings.model_validate({**SETTINGS.model_dump(), "typing_preview": preview})
    async with Company(tmp_path, browser, settings) as company:
        sam = await company.agent()
        mira = await company.visitor()
        await mira.open()
        await mira.begin("Mira Holm", "Hello")
        await sam.take()
        await mira.frame.get_by_label("Your message").fill("I am thinking")
        await sam.console.until(lambda: any(isinstance(event, CustomerTyping) for event in sam.console.seen))
        (typing, *_) = [event for event in sam.console.seen if isinstance(event, CustomerTyping)]
        assert typing.preview == ("I am thinking" if preview else "")
        told = mira.frame.get_by_text("We see what you write before you send it.")
        await expect(told).to_have_count(1 if preview else 0)


async def test_unread_messages_are_counted_on_the_closed_widget(company: Company) -> None:
    sam = await company.agent()
    mira = await company.visitor()
    await mira.open()
    await mira.begin("Mira Holm", "Hello")
    await sam.take()
    await mira.frame.get_by_label("Your message").press("Escape")
    await expect(mira.launcher).to_be_focused()
    await sam.say("one")
    await sam.say("two")
    await expect(mira.launcher).to_have_accessible_name("Open the chat: 2 new messages")
    await mira.page.reload()
    await expect(mira.launcher).to_have_accessible_name("Open the chat: 2 new messages")
    await mira.open()
    await expect(mira.launcher).to_have_accessible_name("Close the chat")
    await mira.frame.get_by_role("button", name="Close the chat").click()
    await expect(mira.launcher).to_have_accessible_name("Open the chat")


async def test_the_sound_is_off_until_the_customer_turns_it_on(company: Company) -> None:
    mira = await company.visitor()
    await mira.open()
    await mira.begin("Mira Holm", "Hello")
    await mira.menu("Turn the sound on")
    await mira.page.reload()
    await mira.open()
    await mira.menu("Turn the sound off")
    await mira.frame.get_by_role("button", name="More").click()
    await expect(mira.frame.get_by_role("button", name="Turn the sound on")).to_be_visible()


async def test_a_message_that_is_too_long_stays_in_the_field(company: Company) -> None:
    mira = await company.visitor()
    await mira.open()
    await mira.begin("Mira Holm", "Hello")
    await mira.write("ж" * 9000)
    await mira.reads("The message is too long")
    await expect(mira.frame.get_by_label("Your message")).to_have_value(re.compile("ж{9000}"))
    await mira.sees("Hello")


async def test_the_whole_widget_is_used_by_keyboard(company: Company) -> None:
    mira = await company.visitor()
    await mira.page.keyboard.press("Tab")
    await mira.page.keyboard.press("Tab")
    await expect(mira.launcher).to_be_focused()
    await mira.page.keyboard.press("Enter")
    await expect(mira.frame.get_by_label("Name")).to_be_focused()
    await mira.page.keyboard.type("Mira Holm")
    for _ in range(3):
        await mira.page.keyboard.press("Tab")
    await expect(mira.frame.get_by_label("What is it about?")).to_be_focused()
    await mira.page.keyboard.press("ArrowDown")
    await mira.page.keyboard.press("Tab")
    await mira.page.keyboard.type("Hello")
    await mira.page.keyboard.press("Tab")
    await mira.page.keyboard.press("Enter")
    await mira.sees("Hello")
    await expect(mira.frame.get_by_label("Your message")).to_be_focused()
    await mira.page.keyboard.type("and again")
    await mira.page.keyboard.press("Enter")
    await mira.sees("Hello", "and again")
    await mira.page.keyboard.press("Escape")
    await expect(mira.launcher).to_be_focused()
