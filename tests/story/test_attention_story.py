"""An agent who looks elsewhere, and a machine that goes down, in a real terminal."""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.story.terminal import Terminal
from tests.story.world import World

HOSTILE = "Rosa\x1b]0;owned\x07\x9b2J\x1b]52;c;b3du\x07"
BLURRED = "\x1b[O"
"""What a terminal says that loses the focus."""
SETTINGS = "attention: {notification: osc9, names: true, apart: 1s}\n"
ORDERS = re.compile(rb"\x1b\](\d+;[^\x07\x1b]*)")
"""What is said to a terminal in operating system commands, without their ends."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A company whose agent is called by notifications with names."""
    with World(tmp_path) as company:
        with (tmp_path / "config.yaml").open("a", encoding="utf-8") as settings:
            settings.write(SETTINGS)
        yield company


def _console(world: World) -> Terminal:
    console = world.console()
    assert isinstance(console, Terminal)
    return console


def _orders(console: Terminal) -> list[str]:
    return [order.decode() for order in ORDERS.findall(bytes(console.raw))]


def _wait_for_order(console: Terminal, order: str) -> None:
    while order not in _orders(console):
        assert console.state == "running", _orders(console)
        console.rest(0.1)


def test_who_looks_elsewhere_is_called_and_no_name_orders_the_terminal_about(world: World) -> None:
    console = _console(world)
    console.wait_for("online")
    console.send(BLURRED)
    rosa = world.customer(HOSTILE)
    rosa.type("Hello?\n")
    console.wait_for("Hello\\?")
    _wait_for_order(console, "2;(1) agent-console")
    calls = [order for order in _orders(console) if order.startswith("9;")]
    console.wait_for("Rosa")
    assert b"\x07" in console.raw
    assert calls
    assert all(order.startswith("9;agent-console: Rosa") for order in calls)
    kinds = {order.partition(";")[0] for order in _orders(console)}
    assert kinds <= {"2", "9", "22"}  # title, notification, and the pointer's shape, which Textual sets


def test_a_console_that_is_told_to_end_keeps_all_and_gives_the_terminal_back(world: World) -> None:
    console = _console(world)
    mira = world.customer("Mira Holm")
    mira.type("Hello?\n")
    console.wait_for("Mira Holm", "Hello\\?")
    console.press("alt+1")
    console.type("half a rep")
    console.process.send_signal(signal.SIGTERM)
    assert console.wait_until_ended() == 0
    raw = bytes(console.raw)
    assert raw.index(b"\x1b[22;2t") < raw.index(b"agent-console\x1b\\") < raw.index(b"\x1b[23;2t")
    assert b"\x1b[?1049l" in raw

    again = _console(world)
    again.wait_for(r"you were with Mira Holm · Alt\+1 goes on there")
    again.wait_for("half a rep")
    os.kill(again.process.pid, signal.SIGHUP)
    again.hang_up()
    again.process.wait(timeout=60)
