"""Before the chat: the invitation, the form, closed hours, call-backs, languages."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from agent_console.config.widget import WidgetSettings
from tests.widget.company import SETTINGS, Company

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

CLOSED = {"opening": {"timezone": "Europe/Oslo", "week": {}}}
Open = Callable[..., Awaitable[Company]]


@pytest_asyncio.fixture(loop_scope="session")
async def opened(tmp_path: Path, browser: Browser) -> AsyncIterator[Open]:
    """Opens a company with some settings changed."""
    async with AsyncExitStack() as stack:

        async def make(language: str = "", **changes: object) -> Company:
            settings = WidgetSettings.model_validate({**SETTINGS.model_dump(), **changes})
            company = Company(tmp_path, browser, settings, language=language)
            return await stack.enter_async_context(company)

        yield make


async def test_the_form_says_what_is_missing_and_goes_there(company: Company) -> None:
    mira = await company.visitor()
    await mira.open()
    await expect(mira.frame.get_by_label("Name")).to_be_focused()
    await mira.frame.get_by_label("E-mail address").fill("mira.holm")
    await mira.frame.get_by_role("button", name="Start the chat").click()

    name = mira.frame.get_by_label("Name")
    await expect(name).to_be_focused()
    await expect(name).to_have_attribute("aria-invalid", "true")
    await expect(name).to_have_accessible_description("Please fill this in.")
    await expect(mira.frame.get_by_label("E-mail address")).to_have_accessible_description(
        re.compile("not a whole e-mail address")
    )
    await name.fill("Mira")
    await expect(name).not_to_have_attribute("aria-invalid", "true")


async def test_it_is_said_who_answers_and_how_else_the_company_is_reached(opened: Open) -> None:
    company = await opened(answered_by="both")
    mira = await company.visitor()
    await mira.open()

    await mira.reads("A machine answers first")
    links = mira.frame.locator(".ways a")
    await expect(links).to_have_text(["+1 555 0134", "Write an e-mail", "Questions and answers"])
    assert [await link.get_attribute("href") for link in await links.all()] == [
        "tel:+15550134",
        "mailto:help@example.com",
        "https://www.example.com/help",
    ]


async def test_a_closed_company_takes_a_message_that_becomes_a_conversation(opened: Open) -> None:
    company = await opened(**CLOSED)
    mira = await company.visitor()
    sam = await company.agent()
    await mira.open()
    await mira.reads("Leave us a message")
    await mira.frame.get_by_label("Name").fill("Mira Holm")
    await mira.frame.get_by_label("E-mail address").fill("mira.holm@example.com")
    await mira.frame.get_by_label("What is it about?").select_option(label="Delivery")
    await mira.frame.get_by_label("Your message").fill("My parcel is late.")
    await mira.frame.get_by_role("button", name="Send the message").click()

    await mira.reads("will answer by e-mail to mira.holm@example.com")
    await sam.take()
    await sam.reads("My parcel is late.")
    held = sam.console.desk[sam.conversation]
    assert (held.channel, held.queue, held.concern) == ("form", "parcels", "Delivery")
    assert held.customer.email == "mira.holm@example.com"
    assert held.page == f"{company.shop.url}/"


async def test_a_call_back_has_a_number_and_a_time(company: Company) -> None:
    mira = await company.visitor()
    sam = await company.agent()
    await mira.open()
    await mira.frame.get_by_role("button", name="Ask us to call you").click()
    await mira.frame.get_by_label("Name").fill("Mira Holm")
    await mira.frame.get_by_label("Telephone number").fill("call me")
    await mira.frame.get_by_label("When").fill("2020-01-01T10:00")
    await mira.frame.get_by_role("button", name="Ask to be called").click()
    await mira.reads("This is not a telephone number.")
    await mira.reads("Please choose a time in the future.")
    await mira.frame.get_by_label("Telephone number").fill("+1 555 0199")
    await mira.frame.get_by_label("When").fill("9999-01-01T10:00")
    await mira.frame.get_by_role("button", name="Ask to be called").click()
    await mira.reads("Please choose an earlier time.")
    await mira.frame.get_by_label("When").fill("2090-01-02T10:00")
    await mira.frame.get_by_role("button", name="Ask to be called").click()

    await mira.reads(r"We will call you: \+1 555 0199")
    await sam.take()
    held = sam.console.desk[sam.conversation]
    assert (held.channel, held.customer.phone) == ("callback", "+1 555 0199")
    assert held.callback_at is not None
    assert held.callback_at.year == 2090


async def test_an_invitation_comes_once_in_a_visit(opened: Open) -> None:
    company = await opened(invitation={"after": "50ms"})
    mira = await company.visitor()
    invitation = mira.page.locator("agent-console-widget .invitation")
    await expect(invitation).to_contain_text("Can we help you")
    await mira.page.get_by_role("button", name="No, thank you").click()
    await expect(invitation).to_have_count(0)
    await expect(mira.launcher).to_be_focused()

    await mira.page.get_by_role("link", name="Boots").click()
    await expect(mira.launcher).to_be_visible()
    await mira.page.wait_for_timeout(300)  # nothing tells that an invitation does not come
    await expect(invitation).to_have_count(0)


async def test_an_invitation_that_is_weeks_away_does_not_come_at_once(opened: Open) -> None:
    company = await opened(invitation={"after": "720h"})
    mira = await company.visitor()
    await expect(mira.launcher).to_be_visible()
    await mira.page.wait_for_timeout(300)  # nothing tells that an invitation does not come
    await expect(mira.page.locator("agent-console-widget .invitation")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "greeting"),
    [
        ("de", "Wie können wir helfen?"),
        ("nn-NO", "Hvordan kan vi hjelpe?"),
        ("ru", "Чем мы можем помочь?"),
        ("fr", "How can we help?"),
        ("", "How can we help?"),
    ],
)
async def test_the_widget_speaks_the_pages_language_or_the_visitors(
    opened: Open, language: str, greeting: str
) -> None:
    company = await opened(language)
    mira = await company.visitor()
    await mira.open()
    await mira.reads(re.escape(greeting))


async def test_the_companys_own_fields_reach_the_agent_under_its_labels(opened: Open) -> None:
    fields = [
        {"custom": "Membership", "label": {"en": "Membership number"}, "required": True},
        {"custom": "Boat", "label": None},
        {"custom": "Harbour", "label": "Home port"},
    ]
    company = await opened(form={"company": "optional", "fields": fields})
    mira = await company.visitor()
    sam = await company.agent()
    await mira.open()
    await mira.frame.get_by_label("Company").fill("Holm Boats Ltd")
    await mira.frame.get_by_label("Boat").fill("Tern")
    await mira.frame.get_by_label("Name").fill("Mira Holm")
    await mira.frame.get_by_label("Your message").fill("The rudder is stuck.")
    await mira.frame.get_by_role("button", name="Start the chat").click()
    membership = mira.frame.get_by_label("Membership number")
    await expect(membership).to_have_accessible_description("Please fill this in.")
    await membership.fill("M-5550")
    await mira.frame.get_by_role("button", name="Start the chat").click()

    await sam.take()
    customer = sam.console.desk[sam.conversation].customer
    assert customer.company == "Holm Boats Ltd"
    assert customer.custom == (("Membership", "M-5550"), ("Boat", "Tern"))
