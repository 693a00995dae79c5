"""Nothing is lost and nothing comes twice: reloads, other pages, cuts, tabs, restarts."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.widget.company import Agent, Company
from tests.widget.visitor import Visitor, chromium

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

BLOCKED = "--disable-features=ThirdPartyStoragePartitioning"
"""Takes a frame of another site its storage, as strict settings do."""


async def talking(company: Company) -> tuple[Visitor, Agent]:
    """Return a customer and an agent who have each said one thing."""
    mira = await company.visitor()
    sam = await company.agent()
    await mira.open()
    await mira.begin("Mira Holm", "one")
    await sam.take()
    await sam.say("two")
    await mira.sees("one", "two")
    return mira, sam


async def test_a_reload_and_another_page_keep_the_conversation(company: Company) -> None:
    mira, sam = await talking(company)
    await mira.page.reload()
    await mira.open()
    await mira.sees("one", "two")
    await mira.write("three")
    await sam.reads("one", "two", "three")

    await mira.page.get_by_role("link", name="Boots").click()
    await mira.open()
    await mira.sees("one", "two", "three")
    await sam.say("four")
    await mira.sees("one", "two", "three", "four")


async def test_what_is_written_without_a_connection_arrives_once_and_in_order(company: Company) -> None:
    mira, sam = await talking(company)
    company.host.cable.cut()
    await mira.reads("No connection at the moment")
    for text in ("three", "four", "five"):
        await mira.write(text)
    await expect(mira.frame.get_by_text("sending…")).to_have_count(3)

    company.host.cable.mend()
    await sam.reads("one", "two", "three", "four", "five")
    await mira.sees("one", "two", "three", "four", "five")
    await expect(mira.frame.locator("#banner")).to_be_empty()


async def test_what_is_written_before_a_reload_without_a_connection_arrives(company: Company) -> None:
    mira, sam = await talking(company)
    await mira.page.route("**/*", lambda route: route.continue_())
    company.host.cable.cut()
    await mira.reads("No connection at the moment")
    await mira.write("three")
    await mira.frame.get_by_label("Your message").fill("half a sen")
    await mira.page.goto("about:blank")
    company.host.cable.mend()

    await mira.visit(company.shop.url)
    await mira.open()
    await mira.sees("one", "two", "three")
    await sam.reads("one", "two", "three")
    await expect(mira.frame.get_by_label("Your message")).to_have_value("half a sen")


async def test_what_the_agent_writes_during_a_cut_is_read_afterwards(company: Company) -> None:
    mira, sam = await talking(company)
    await mira.page.context.set_offline(True)
    await mira.inside.evaluate("window.dispatchEvent(new Event('offline'))")
    await mira.reads("No connection at the moment")
    await sam.say("three")
    await sam.say("four")
    await mira.page.context.set_offline(False)
    await mira.inside.evaluate("window.dispatchEvent(new Event('online'))")
    await mira.sees("one", "two", "three", "four")


async def test_a_restart_of_the_hub_loses_nothing(company: Company) -> None:
    mira, sam = await talking(company)
    await company.host.stop()
    await mira.reads("No connection at the moment")
    await mira.write("three")
    await company.host.start()
    await sam.reads("one", "two", "three")
    await mira.sees("one", "two", "three")


async def test_two_tabs_show_the_same_conversation(company: Company) -> None:
    mira, sam = await talking(company)
    second = await company.tab(mira.page.context, "/boots")
    await second.open()
    await second.sees("one", "two")
    await mira.write("three")
    await second.sees("one", "two", "three")
    await second.write("four")
    await mira.write("five")
    await sam.reads("one", "two", "three", "four", "five")
    for tab in (mira, second):
        await tab.sees("one", "two", "three", "four", "five")


async def test_a_duplicate_of_a_tab_counts_its_own_messages(company: Company) -> None:
    mira, sam = await talking(company)
    async with mira.page.expect_popup() as popup:
        await mira.page.evaluate(
            "void window.open(location.href)"
        )  # copies what the tab keeps, as duplicating does
    second = Visitor(await popup.value)
    await second.open()
    await second.sees("one", "two")
    devices = [await tab.inside.evaluate("sessionStorage['agent-console.device']") for tab in (mira, second)]
    assert devices[0] != devices[1]
    await mira.write("three")
    await second.sees("one", "two", "three")
    await second.write("four")
    await sam.reads("one", "two", "three", "four")


async def test_a_chat_that_begins_in_one_tab_opens_in_the_other(company: Company) -> None:
    mira = await company.visitor()
    second = await company.tab(mira.page.context)
    await mira.open()
    await mira.begin("Mira Holm", "one")
    await second.open()
    await second.sees("one")


async def test_another_tab_sends_what_a_closed_one_left(company: Company) -> None:
    mira, sam = await talking(company)
    company.host.cable.cut()
    await mira.reads("No connection at the moment")
    await mira.write("three")
    await mira.write("four")
    profile = mira.page.context
    await mira.page.close()
    company.host.cable.mend()

    second = await company.tab(profile)
    await second.open()
    await second.sees("one", "two", "three", "four")
    await second.write("five")
    await sam.reads("one", "two", "three", "four", "five")


async def test_a_message_whose_acknowledgement_was_lost_with_its_tab_comes_once(company: Company) -> None:
    mira, sam = await talking(company)
    kept = await mira.inside.evaluate(
        "Object.entries(localStorage).filter(([name]) => name.includes('outbox'))"
    )
    await mira.write("three")
    await sam.reads("one", "two", "three")
    (item,) = [m for m in sam.console.desk[sam.conversation].messages if m.text == "three"]
    left = {"id": str(item.client_id), "text": "three", "file": "", "written_ms": 0, "failure": ""}
    await mira.page.goto("about:blank")
    # As if the tab had died between the commit and its answer: the message is still in its outbox.
    await mira.visit(company.shop.url)
    script = """([entries, left]) => { for (const [name, text] of entries) {
        const state = { ...JSON.parse(text), items: [left] };
        state.device += "0";
        localStorage.setItem(name + "0", JSON.stringify(state));
    } }"""
    await mira.inside.evaluate(script, [kept, left])
    await mira.page.reload()
    await mira.open()
    await mira.write("four")
    await sam.reads("one", "two", "three", "four")
    await mira.sees("one", "two", "three", "four")


async def test_where_storage_is_blocked_the_chat_lasts_as_long_as_the_page(tmp_path: Path) -> None:
    async with chromium(tmp_path / "profile", BLOCKED) as browser, Company(tmp_path, browser) as company:
        mira, sam = await talking(company)
        company.host.cable.cut()
        await mira.reads("No connection at the moment")
        await mira.write("three")
        company.host.cable.mend()
        await sam.reads("one", "two", "three")
        await mira.sees("one", "two", "three")
