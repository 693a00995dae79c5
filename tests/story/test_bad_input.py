"""Bad input while agents work: it is told in a line, nothing is lost, and the desk goes on."""

import asyncio
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.wire.frame import CustomerWelcome
from tests.hub.raw_client import customer_hello, dialled
from tests.story.terminal import Terminal
from tests.story.world import World

MEGABYTE = 1_000_000
CHUNK = 1024
PASTE = "\x1b[200~", "\x1b[201~"
SETTLED = 0.3
"""Seconds without a key, after which an Enter is not taken for a part of what was pasted."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A company whose programs never show a traceback, neither on a screen nor in a log."""
    with World(tmp_path) as company:
        yield company
    logs = [tmp_path / "hub.log", *tmp_path.rglob("console.log")]
    assert not [log for log in logs if "Traceback" in log.read_text(encoding="utf-8")]


@pytest.fixture
def console(world: World) -> Iterator[Terminal]:
    """The agent's console, online."""
    terminal = opened(world)
    terminal.wait_for("online Sam Rivera")
    yield terminal
    assert terminal.state == "running"
    assert b"Traceback" not in terminal.raw


def opened(world: World) -> Terminal:
    """Open a console in a plain terminal."""
    terminal = world.console()
    assert isinstance(terminal, Terminal)
    return terminal


def paste(console: Terminal, text: str) -> None:
    """Paste as a terminal does, reading along, because the program answers meanwhile."""
    for part in (PASTE[0], *(text[at : at + CHUNK] for at in range(0, len(text), CHUNK)), PASTE[1]):
        console.send(part)
        assert console.screen


def reply(console: Terminal, text: str) -> None:
    """Write to the attended customer, as a person does."""
    console.type(text)
    console.rest(SETTLED)
    console.press("enter")


def test_a_hub_that_is_down_is_told_and_joined_when_it_comes(world: World) -> None:
    world.kill_hub()
    console = opened(world)
    console.wait_for("offline since", "cannot be reached")
    world.start_hub()
    console.wait_for("online Sam Rivera", within=60)
    assert b"Traceback" not in console.raw


def test_a_wrong_token_is_told_and_the_console_can_be_left(world: World, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("not-a-token", encoding="utf-8")
    console = opened(world)
    console.wait_for("refused", "the hub does not know this token")
    console.press("f1")
    console.wait_for("Writing a reply")
    console.press("escape", "ctrl+q")
    assert console.wait_until_ended() == 0
    assert b"Traceback" not in console.raw
    assert b"not-a-token" not in console.raw


def test_a_pasted_megabyte_is_refused_and_the_draft_stays(world: World, console: Terminal) -> None:
    mira = world.customer("Mira Holm")
    mira.type("Hello?\n")
    console.wait_for("Hello")
    console.press("alt+1")
    console.wait_for("━ to")
    console.type("Here")
    paste(console, ("all work and no play " * (MEGABYTE // 21)).strip())
    console.wait_for("not pasted: over 16,384 bytes")
    reply(console, " I am.")
    mira.wait_for("Sam Rivera: Here I am.")
    assert "all work" not in mira.screen


def test_a_reply_that_is_too_long_is_refused_and_stays(world: World, console: Terminal) -> None:
    mira = world.customer("Mira Holm")
    mira.type("Hello?\n")
    console.wait_for("Hello")
    console.press("alt+1")
    console.wait_for("━ to")
    for _ in range(2):
        paste(console, "all work and no play\n" * 480)
    console.rest(SETTLED)
    console.press("enter")
    console.wait_for("NOT SENT", "20,160 bytes is too long; 16,384 is", "all work and no play")
    assert "all work" not in mira.screen


def test_a_customers_line_of_a_megabyte_is_refused_and_the_next_arrives(
    world: World, console: Terminal
) -> None:
    customer = [sys.executable, "-m", "agent_console", "customer", "--url", world.hub_url, "--name", "Ana"]
    done = subprocess.run(
        customer,
        env=world.env,
        input=f"Before.\n{'x' * MEGABYTE}\nAfter it.\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("agent-console: not sent: the message is too long: 1,000,000 bytes")
    assert done.stderr.count("\n") == 1
    console.wait_for("Before.", "After it.")


async def besiege(url: str) -> list[tuple[int, str]]:
    """Send the hub what it cannot understand; return how it ended each connection."""
    ends = []
    for first in ("garbage", b"\x00\xff", "[]", "{}", '{"type": "agent_hello"}', "9" * 60_000):
        async with dialled(url, first) as stranger:
            ends.append(await stranger.closed())
    async with dialled(url, "x" * MEGABYTE) as stranger:
        ends.append(await stranger.closed())
    async with dialled(url, customer_hello("Nobody")) as customer:
        await customer.hear(CustomerWelcome)
        for _ in range(3):
            await customer.say("{no JSON")
        ends.append(await customer.closed())
    return ends


def test_strangers_who_send_garbage_change_nothing_for_the_agent(world: World, console: Terminal) -> None:
    mira = world.customer("Mira Holm")
    mira.type("Hello?\n")
    console.wait_for("Hello")
    console.press("alt+1")
    console.wait_for("━ to")
    console.type("Half a re")

    port = int(world.hub_url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as noisy:
        noisy.sendall(b"\x16\x03\x01\x02\x00\x01 GET / \r\n\r\n" * 100)
        ends = asyncio.run(besiege(world.hub_url))
    assert all(code in (1008, 1009, 4400) and reason for code, reason in ends), ends

    reply(console, "ply.")
    mira.wait_for("Sam Rivera: Half a reply.")
    mira.type("Thank you!\n")
    console.wait_for("Thank you!", "online Sam Rivera")


def test_a_terminal_that_goes_away_ends_the_console_and_keeps_the_draft(world: World) -> None:
    mira = world.customer("Mira Holm")
    mira.type("Hello?\n")
    console = opened(world)
    console.wait_for("Hello")
    console.press("alt+1")
    console.wait_for("━ to")
    console.type("Half a rep")
    console.wait_for("Half a rep")
    console.hang_up()
    assert console.process.wait(timeout=60) != 0
    opened(world).wait_for("Half a rep")
