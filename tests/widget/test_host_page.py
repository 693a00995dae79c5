"""The frame and the page around it: who may show the widget, and whose messages either side hears."""

import pytest
from playwright.async_api import expect

from tests.widget.company import Company
from tests.widget.shop import Shop

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]


async def test_a_page_that_is_not_the_companys_cannot_show_the_widget(company: Company) -> None:
    thief = Shop(hub=company.hub)
    await thief.open()
    try:
        page = await (await company.device()).new_page()
        blocked: list[str] = []
        page.on("console", lambda message: blocked.append(message.text))
        await page.goto(thief.url)
        await expect(page.locator("agent-console-widget iframe")).to_be_attached()
        while not any("frame-ancestors" in text for text in blocked):
            await page.wait_for_event("console")
        await expect(page.locator("agent-console-widget .launcher")).to_have_count(0)
    finally:
        await thief.close()


async def test_the_page_cannot_be_made_to_open_the_chat_by_others(company: Company) -> None:
    mira = await company.visitor()
    forge = "window.postMessage({ type: 'invite', text: 'Give us your password' }, '*')"
    await mira.page.evaluate(forge)
    other = await mira.page.evaluate_handle("document.body.appendChild(document.createElement('iframe'))")
    await other.evaluate("(frame, code) => frame.contentWindow.parent.postMessage({ type: 'close' }, '*')")
    await mira.open()  # everything that was posted before has been heard by now
    await expect(mira.page.locator("agent-console-widget .invitation")).to_have_count(0)
    await expect(mira.launcher).to_have_attribute("aria-expanded", "true")


async def test_the_frame_hears_only_the_page_that_shows_it(company: Company) -> None:
    mira = await company.visitor()
    await mira.open()
    await mira.inside.evaluate(
        "window.postMessage({ type: 'closed', page: 'https://evil.example.com/' }, '*')"
    )
    sam = await company.agent()
    await mira.begin("Mira Holm", "Hello")
    await sam.take()
    assert sam.console.desk[sam.conversation].page == f"{company.shop.url}/"


async def test_the_widget_leaves_the_page_as_it_is(company: Company) -> None:
    mira = await company.visitor()
    await mira.open()
    await mira.begin("Mira Holm", "Hello")
    await mira.sees("Hello")
    assert await mira.page.evaluate("document.cookie") == ""
    assert await mira.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert await mira.page.evaluate("document.querySelectorAll('body > *').length") == 3
    assert await mira.page.context.cookies() == []


async def test_a_second_script_line_brings_no_second_widget(company: Company) -> None:
    mira = await company.visitor()
    await mira.page.add_script_tag(url=f"{company.hub}/widget.js")
    await expect(mira.page.locator("agent-console-widget")).to_have_count(1)


async def test_who_reads_further_up_is_not_moved(company: Company) -> None:
    mira = await company.visitor()
    sam = await company.agent()
    await mira.open()
    await mira.begin("Mira Holm", "Hello")
    await sam.take()
    for number in range(20):
        await sam.say(f"line {number}\nand one more")
    log = mira.frame.locator(".log")
    at_the_end = "log => log.scrollHeight - log.scrollTop - log.clientHeight < 2"
    await expect(mira.messages).to_have_count(21)
    assert await log.evaluate(at_the_end)

    await log.evaluate(
        """log => new Promise((done) => {
            log.addEventListener("scroll", () => done(), { once: true });
            log.scrollTop = 100;
        })"""
    )
    newest = mira.frame.get_by_role("button", name="To the newest message")
    await sam.say("news")
    await expect(newest).to_be_visible()
    assert await log.evaluate("log => log.scrollTop") == 100
    await newest.click()
    assert await log.evaluate(at_the_end)
    await expect(newest).to_be_hidden()
