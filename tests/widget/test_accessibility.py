"""Every state of the widget, light and dark, at a desk and on a telephone, passes axe-core's rules."""

from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Frame, expect

from agent_console.config.widget import WidgetSettings
from tests.widget.company import SETTINGS, Company
from tests.widget.visitor import PHONE, WIDE, Visitor

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = """() => axe
    .run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
    .then(({ violations, passes }) => [passes.length, violations.map((one) =>
        `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).join(" | ")}`)])"""
LOOKS = [(WIDE, "light"), (WIDE, "dark"), (PHONE, "light"), (PHONE, "dark")]
IDS = ["desk-light", "desk-dark", "telephone-light", "telephone-dark"]
INVITING = WidgetSettings.model_validate({**SETTINGS.model_dump(), "invitation": {"after": "10ms"}})


async def violations(frame: Frame) -> list[str]:
    """Return what axe-core objects to in a frame, without those inside it."""
    await frame.evaluate(AXE)
    passed, found = await frame.evaluate(RULES)
    assert passed > 5, "nothing was checked"
    return [str(violation) for violation in found]


async def check(someone: Visitor) -> None:
    """Check the widget's frame, once nothing moves any more."""
    await someone.inside.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
    assert await violations(someone.inside) == []


@pytest_asyncio.fixture(loop_scope="session", params=LOOKS, ids=IDS)
async def mira(
    request: pytest.FixtureRequest, tmp_path: Path, browser: Browser
) -> AsyncIterator[tuple[Company, Visitor]]:
    size, scheme = request.param
    async with Company(tmp_path, browser, INVITING) as company:
        yield company, await company.visitor(size, scheme)


async def test_every_state_is_accessible(mira: tuple[Company, Visitor]) -> None:
    company, someone = mira
    frame = someone.frame
    await expect(someone.page.locator("agent-console-widget .invitation")).to_be_visible()
    assert await violations(someone.page.main_frame) == []
    await someone.page.locator("agent-console-widget .invitation .accept").click()
    await expect(frame.get_by_label("Name")).to_be_visible()
    await check(someone)
    await frame.get_by_role("button", name="Start the chat").click()
    await check(someone)  # the form with its complaints
    await frame.get_by_role("button", name="Ask us to call you").click()
    await check(someone)
    await frame.get_by_role("button", name="Chat with us").click()

    await someone.begin("Mira Holm", "Where is my parcel? https://shop.example.com/48213")
    await someone.reads("You are number 1")
    await check(someone)
    sam = await company.agent()
    await sam.take()
    await sam.say("I look it up: https://track.example.com/PL555")
    await sam.console.backend.typing(sam.conversation)
    await someone.reads("is writing")
    await check(someone)
    await frame.get_by_role("button", name="More").click()
    await check(someone)
    await frame.get_by_role("button", name="Get this chat by e-mail").click()
    await check(someone)
    await frame.get_by_role("button", name="Close", exact=True).click()
    company.host.cable.cut()
    await someone.reads("No connection at the moment")
    await someone.write("Are you there?")
    await check(someone)
    company.host.cable.mend()
    await someone.reads("Sam Rivera answers you")
    await sam.reads(
        *[message.text for message in sam.console.desk[sam.conversation].messages][:2], "Are you there?"
    )
    await sam.close()
    await someone.reads("How was it")
    await check(someone)
    await frame.get_by_label("5: very good").check(force=True)
    await frame.get_by_role("button", name="Send the rating").click()
    await someone.reads("Thank you for your rating.")
    await check(someone)


@pytest.mark.parametrize("language", ["de", "nb", "ru"])
async def test_a_closed_company_is_accessible_in_every_language(
    tmp_path: Path, browser: Browser, language: str
) -> None:
    closed = {"opening": {"timezone": "Europe/Oslo", "week": {"monday": "08:00-09:00"}, "closed": []}}
    settings = WidgetSettings.model_validate({**SETTINGS.model_dump(), **closed})
    async with Company(tmp_path, browser, settings, language=language) as company:
        someone = await company.visitor(PHONE)
        await someone.open()
        await check(someone)
        assert await someone.inside.evaluate("document.documentElement.lang") == language


@pytest.mark.parametrize("width", [320, 640])
async def test_nothing_is_cut_off_when_everything_is_twice_as_large(company: Company, width: int) -> None:
    # A browser that zooms to 200 % halves the page's pixels: 1280 by 800 become 640 by 400.
    someone = await company.visitor((width, 400))
    await someone.open()
    await someone.begin("Mira Holm", "A" * 300)
    for inside in (someone.inside, someone.page.main_frame):
        sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not await inside.evaluate(sideways)
    composer = someone.frame.get_by_label("Your message")
    await expect(composer).to_be_in_viewport(ratio=1)
    await expect(someone.frame.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)


async def test_nothing_moves_for_who_asked_for_that(company: Company) -> None:
    someone = await company.visitor()
    await someone.page.emulate_media(reduced_motion="reduce")
    await someone.open()
    await someone.begin("Mira Holm", "Hello")
    await someone.sees("Hello")
    for inside in (someone.inside, someone.page.main_frame):
        assert await inside.evaluate("document.getAnimations().length") == 0


async def test_the_check_finds_what_is_wrong(company: Company) -> None:
    someone = await company.visitor()
    await someone.open()
    await someone.inside.evaluate("document.querySelector('label').remove()")
    assert any(found.startswith("label") for found in await violations(someone.inside))
