"""A customer in a real browser and an agent in a real terminal, from the invitation to the rating."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.story.screen import ScreenReader
from tests.story.world import World
from tests.widget.visitor import PHONE, WIDE, Visitor, chromium, device

pytestmark = pytest.mark.needs("chromium")

SETTINGS = """
hub:
  widget:
    name: Example Outdoor
    topics: [{label: Late delivery}, {label: Return}]
    invitation: {after: 50ms, text: Can we help you with your tent?}
"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A company whose hub has the widget set."""
    settings = tmp_path / "home" / ".config" / "agent-console" / "config.yaml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(SETTINGS, encoding="utf-8")
    with World(tmp_path) as company:
        yield company


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "telephone"])
async def test_a_visitor_becomes_a_customer_and_is_served(
    world: World, tmp_path: Path, size: tuple[int, int]
) -> None:
    console = world.console(120, 40)
    console.wait_for("online")
    async with chromium(tmp_path / "profile") as browser, device(browser, size, "light") as context:
        mira = Visitor(await context.new_page())
        await mira.visit(f"{world.hub_url.replace('ws:', 'http:')}/try")
        invitation = mira.page.locator("agent-console-widget .invitation .accept")
        await expect(invitation).to_have_text("Can we help you with your tent?")
        await invitation.click()
        await mira.frame.get_by_label("E-mail address").fill("mira.holm@example.com")
        await mira.frame.get_by_label("What is it about?").select_option(label="Late delivery")
        await mira.begin("Mira Holm", "Where is my tent?")
        console.wait_for("Mira Holm", "Where is my tent")
        await mira.reads("Sam Rivera answers you.")

        await _both_write(mira, console)
        await _the_hub_dies_and_the_page_is_read_anew(world, mira, console)

        console.press("f8", "f8")
        await mira.reads("The chat has ended.")
        await mira.frame.get_by_label("5: very good").check(force=True)
        await mira.frame.get_by_role("button", name="Send the rating").click()
        await mira.reads("Thank you for your rating.")
        assert mira.troubles == []


async def _both_write(mira: Visitor, console: ScreenReader) -> None:
    console.press("alt+1")
    console.wait_for(r"mira\.holm@example\.com", "Late delivery")
    console.type("Hello Mira, I look.")
    await mira.reads("Sam Rivera is writing…")
    console.press("enter")
    await mira.sees("Where is my tent?", "Hello Mira, I look.")
    await mira.write("Thank you")
    console.wait_for("Thank you")


async def _the_hub_dies_and_the_page_is_read_anew(world: World, mira: Visitor, console: ScreenReader) -> None:
    world.kill_hub()
    await mira.reads("No connection at the moment")
    await mira.write("Are you still there?")
    console.type("It is in Oslo.")
    console.press("enter")
    world.start_hub()
    await mira.page.reload()
    await mira.open()
    console.wait_for("Are you still there")
    await expect(mira.messages).to_have_count(5)
    said = await mira.messages.all_text_contents()
    assert said[:3] == ["Where is my tent?", "Hello Mira, I look.", "Thank you"]
    assert sorted(said[3:]) == ["Are you still there?", "It is in Oslo."]
