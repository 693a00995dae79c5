"""Where the visitor is: the page, its title, the page before, and the clock."""

import pytest
from playwright.async_api import Browser

from agent_console.domain.chat import Conversation
from tests.widget.company import Agent, Company
from tests.widget.visitor import Visitor

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]


def where(conversation: Conversation) -> tuple[str, str, str]:
    """Return what the agent sees of the visitor's page."""
    return conversation.page, conversation.page_title, conversation.referrer


async def served(company: Company, mira: Visitor) -> Agent:
    """Have the visitor begin a chat, and an agent take it."""
    sam = await company.agent()
    await mira.open()
    await mira.begin("Mira Holm", "Hello")
    await sam.take()
    return sam


async def is_at(sam: Agent, page: str, title: str, referrer: str) -> None:
    """Wait until the agent sees the visitor there."""
    await sam.console.until(lambda: where(sam.console.desk[sam.conversation]) == (page, title, referrer))


async def test_the_page_its_title_and_the_one_before_are_told(company: Company) -> None:
    mira = await company.visitor()
    shop = company.shop.url
    await mira.page.click("a[href='/boots']")
    await mira.page.wait_for_url(f"{shop}/boots")
    sam = await served(company, mira)
    assert where(sam.console.desk[sam.conversation]) == (f"{shop}/boots", "Boots", f"{shop}/")


async def test_secrets_in_the_address_stay_with_the_visitor(company: Company) -> None:
    mira = await company.visitor()
    shop = company.shop.url
    await mira.visit(f"{shop}/boots?size=42&session_token=abc#reviews")
    sam = await served(company, mira)
    assert sam.console.desk[sam.conversation].page == f"{shop}/boots?size=42"


async def test_the_agent_sees_where_the_visitor_goes(company: Company) -> None:
    mira = await company.visitor()
    shop = company.shop.url
    sam = await served(company, mira)
    await mira.visit(f"{shop}/boots")
    await is_at(sam, f"{shop}/boots", "Boots", "")
    await mira.page.evaluate("history.pushState(null, '', '/tents'); document.title = 'Tents'")
    await is_at(sam, f"{shop}/tents", "Tents", f"{shop}/boots")


async def test_a_chat_that_begins_anew_is_told_where_the_visitor_is_now(company: Company) -> None:
    mira = await company.visitor()
    shop = company.shop.url
    sam = await served(company, mira)
    await sam.close()
    await mira.reads("The chat has ended")
    await mira.visit(f"{shop}/boots")
    await mira.open()
    await mira.write("One more thing")
    await sam.take()
    await is_at(sam, f"{shop}/boots", "Boots", "")


async def test_the_clock_of_the_visitor_is_told(company: Company, browser: Browser) -> None:
    context = await browser.new_context(locale="en-US", timezone_id="Australia/Eucla")
    mira = Visitor(await context.new_page())
    await mira.visit(company.shop.url)
    sam = await served(company, mira)
    assert sam.console.desk[sam.conversation].customer.timezone == "Australia/Eucla"
    await context.close()
