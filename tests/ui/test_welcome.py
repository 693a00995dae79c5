"""The first screen: what each choice returns, what is wrong with an address, and that nothing is lost."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from agent_console import config
from agent_console.config.address import checked
from agent_console.ui import welcome
from agent_console.ui.welcome import (
    EXAMPLE,
    Choice,
    Demo,
    HubCheck,
    JoinHub,
    JoinPage,
    MenuPage,
    OtherPage,
    WelcomeApp,
)

LOCAL = "ws://127.0.0.1:8765"
PLACE = "/home/sam/config.yaml"


def address_objection(url: str) -> str:
    """Judge an address by the rules of the settings."""
    try:
        checked(url, "wss", "ws", insecure=False)
    except ValueError as error:
        return str(error)
    return ""


@dataclass
class Hubs:
    """Answers for every hub there is."""

    objection: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    async def sign_in(self, url: str, token: str) -> str:
        """Return the objection once the hub answers."""
        self.asked.append((url, token))
        await self.open.wait()
        return self.objection


@pytest.fixture
def hubs() -> Hubs:
    """Hubs that answer at once and know everybody."""
    hubs = Hubs()
    hubs.open.set()
    return hubs


@pytest.fixture
def app(hubs: Hubs) -> WelcomeApp:
    """The first screen over those hubs."""
    return WelcomeApp(HubCheck(address_objection, hubs.sign_in), PLACE)


async def until(pilot: Pilot[Choice], condition: Callable[[], object]) -> None:
    """Wait for what the test is about."""
    async with asyncio.timeout(60):
        while not condition():
            await pilot.pause(0.01)


def words(pilot: Pilot[Choice]) -> str:
    """Return what stands on the page."""
    return "\n".join(str(static.visual) for static in pilot.app.screen.query(Static))


async def paste(pilot: Pilot[Choice], text: str) -> None:
    """Put a text into the focused field."""
    focused = pilot.app.focused
    assert isinstance(focused, Input)
    focused.value = text
    await pilot.pause()


async def fill_in(pilot: Pilot[Choice], url: str, token: str) -> None:
    """Go to the form and give both answers."""
    await pilot.press("2")
    await until(pilot, lambda: isinstance(pilot.app.screen, JoinPage))
    await paste(pilot, url)
    await pilot.press("enter")
    await paste(pilot, token)
    await pilot.press("enter")


def burst(app: WelcomeApp, *keys: str) -> None:
    """Let keys come all at once, as over a line that had stalled."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


def fields(app: WelcomeApp) -> list[str]:
    """Return what stands in the address field, and in the token's."""
    return [field.value for field in app.screen.query(Input)]


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
@pytest.mark.parametrize("keys", [("enter",), ("1",), ("down", "up", "enter")])
async def test_the_demo_is_one_key_away(
    app: WelcomeApp, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
    assert app.return_value == Demo()


async def test_leaving_chooses_nothing(app: WelcomeApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("ctrl+q")
    assert app.return_value is None
    assert app.return_code == 0


async def test_a_hub_that_knows_the_agent_is_joined(app: WelcomeApp, hubs: Hubs) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, f" {LOCAL} ", " the-token ")
        await until(pilot, lambda: not app.is_running)
    assert app.return_value == JoinHub(LOCAL, "the-token")
    assert hubs.asked == [(LOCAL, "the-token")]


async def test_the_form_says_where_its_answers_are_kept_and_hides_the_token(
    app: WelcomeApp, hubs: Hubs
) -> None:
    hubs.objection = "no"
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, LOCAL, "the-token")
        assert PLACE in words(pilot)
        assert "the-token" not in app.export_screenshot()
    assert "the-token" not in repr(JoinHub(LOCAL, "the-token"))


@pytest.mark.parametrize(
    ("url", "objection"),
    [
        ("", "must be an address such as wss://support.example.com"),
        ("support.example.com", "must be an address such as wss://support.example.com"),
        ("https://support.example.com", "must be an address such as wss://support.example.com"),
        ("ws://support.example.com", "would travel unencrypted; use wss://"),
        ("wss://sam:secret@support.example.com", "must not hold a user or password"),
        ("wss://support.example.com:port", "is not an address"),
        ("wss://[/x] [bold]", "is not an address"),
    ],
)
async def test_a_wrong_address_is_told_and_the_hub_is_not_asked(
    app: WelcomeApp, hubs: Hubs, monkeypatch: pytest.MonkeyPatch, url: str, objection: str
) -> None:
    monkeypatch.setattr(welcome, "SETTLING_SECONDS", 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await paste(pilot, url)
        await pilot.press("enter")
        assert f"this {objection}" in words(pilot)
        focused = app.focused
        assert isinstance(focused, Input)
        assert not focused.password
        await pilot.press("x")
        assert objection not in words(pilot)
    assert not hubs.asked


@pytest.mark.parametrize("onward", ["enter", "tab"])
async def test_a_token_in_one_burst_with_the_address_is_all_in_its_own_field(
    app: WelcomeApp, hubs: Hubs, onward: str
) -> None:
    hubs.open.clear()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, JoinPage))
        burst(app, *LOCAL, onward, *"the-token", "enter")
        await until(pilot, lambda: hubs.asked)
        assert hubs.asked == [(LOCAL, "the-token")]
        assert fields(app) == [LOCAL, "the-token"]


async def test_a_pasted_token_behind_the_address_is_all_in_its_own_field(app: WelcomeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, JoinPage))
        burst(app, *LOCAL, "enter")
        app.post_message(events.Paste("the-token"))
        await until(pilot, lambda: fields(app) == [LOCAL, "the-token"])


async def test_a_token_behind_a_wrong_address_is_not_to_be_read(app: WelcomeApp, hubs: Hubs) -> None:
    wrong = "https://support.example.com"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, JoinPage))
        behind = [events.Key(key, key) for key in "the-token"]
        pasted = events.Paste("the-token")
        burst(app, *wrong, "enter")
        for event in (*behind, pasted):
            app.post_message(event)
        burst(app, "tab", "shift+tab")
        await until(pilot, lambda: "must be an address" in words(pilot))
        await pilot.pause()
        assert fields(app) == [wrong, ""]
    assert not hubs.asked


async def test_going_back_and_on_in_one_burst_asks_nobody(app: WelcomeApp, hubs: Hubs) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, JoinPage))
        burst(app, *LOCAL, "escape", "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, MenuPage))
    assert not hubs.asked


async def test_a_hub_is_not_asked_without_a_token(app: WelcomeApp, hubs: Hubs) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, LOCAL, " ")
        assert "the token is missing" in words(pilot)
    assert not hubs.asked


async def test_a_hub_that_does_not_know_the_token_says_so_and_the_answers_stay(
    app: WelcomeApp, hubs: Hubs
) -> None:
    hubs.objection = "the hub does not know this token [/x]\x1b"
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, LOCAL, "wrong")
        await until(pilot, lambda: "the hub does not know this token [/x]" in words(pilot))
        assert [field.value for field in app.screen.query(Input)] == [LOCAL, "wrong"]
        hubs.objection = ""
        await paste(pilot, "right")
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_running)
    assert app.return_value == JoinHub(LOCAL, "right")


async def test_while_the_hub_is_asked_nothing_can_change_but_one_can_go_back(
    app: WelcomeApp, hubs: Hubs
) -> None:
    hubs.open.clear()
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, LOCAL, "the-token")
        await until(pilot, lambda: hubs.asked)
        assert f"asking {LOCAL}" in words(pilot)
        await pilot.press("x", "enter")
        assert [field.value for field in app.screen.query(Input)] == [LOCAL, "the-token"]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, MenuPage))
        hubs.open.set()
        await pilot.press("1")
    assert app.return_value == Demo()
    assert len(hubs.asked) == 1


@pytest.mark.parametrize("back", ["escape", "enter"])
async def test_how_another_system_is_joined_is_shown(app: WelcomeApp, back: str, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "enter")
        assert isinstance(app.screen, OtherPage)
        said = words(pilot)
        assert all(name in said for name in ("kind: chatwoot", "matrix", "livehelperchat", PLACE, "doctor"))
        (tmp_path / "config.yaml").write_text(EXAMPLE, encoding="utf-8")
        assert isinstance(config.load(tmp_path / "config.yaml").backend, config.ChatwootSettings)
        await pilot.press(back)
        assert isinstance(app.screen, MenuPage)


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_it_wears_the_consoles_themes(hubs: Hubs, theme: str) -> None:
    app = WelcomeApp(HubCheck(address_objection, hubs.sign_in), PLACE, theme)
    async with app.run_test():
        assert app.theme == f"console-{theme}"
