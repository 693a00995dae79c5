"""Stories of an agent at work, in a real terminal: real hub, real shop, real customers' programs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.story.screen import ScreenReader
from tests.story.terminal import Terminal
from tests.story.tmux import TmuxTerminal
from tests.story.world import World

QUIET = 0.5
"""Seconds without a key after which a held reply listens to its keys."""


@pytest.fixture(params=["pty", pytest.param("tmux", marks=pytest.mark.needs("tmux"))])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A company whose agent sits in a plain terminal, and one whose agent sits in tmux."""
    make: dict[str, type[Terminal | TmuxTerminal]] = {"pty": Terminal, "tmux": TmuxTerminal}
    with World(tmp_path, make[request.param]) as company:
        yield company


@pytest.fixture
def pty_world(tmp_path: Path) -> Iterator[World]:
    """A company whose agent sits in a plain terminal."""
    with World(tmp_path) as company:
        yield company


def number_of(console: ScreenReader, name: str) -> str:
    """Return the number of a customer's pane, as its title says."""
    found = re.search(rf"(\d+) +\S+ {name}", console.wait_for(rf"\d+ +\S+ {name}"))
    assert found is not None
    return found[1]


def go_to(console: ScreenReader, name: str) -> None:
    """Give the keys to a customer's pane, as an agent does: by its number."""
    console.press(f"alt+{number_of(console, name)}")
    console.wait_for(rf"━ to \S+ {name}")


def test_a_customer_is_answered_with_a_canned_response(world: World) -> None:
    world.configure(amber="6s", red="10s", critical="14s")
    console = world.console()
    mira = world.customer("Mira Holm")
    console.wait_for("online")
    mira.type("Hello, where are my boots?\n")

    console.wait_for("Mira Holm", "where are my boots", r"0:0[0-5].*calm")
    console.wait_for(r"0:0[6-9].*amber")
    console.wait_for(r"0:1[0-3].*red")
    console.wait_for(r"0:(1[4-9]|2\d).*critical")

    go_to(console, "Mira Holm")
    console.wait_for("48213", "79.00", "delivered")
    console.type("Yes! ;return")
    console.press("tab")
    console.wait_for("Yes! .*48213|48213")
    console.press("enter")

    assert "48213" in mira.wait_for("Sam Rivera: Yes!", "48213")
    console.wait_until_gone("critical")
    mira.type("Thank you, Sam!\n")
    console.wait_for("Thank you, Sam!", r"0:0\d.*calm")


def test_a_reply_for_somebody_else_is_stopped_and_moved(pty_world: World) -> None:
    console = pty_world.console(200, 60)
    people = {name: pty_world.customer(name) for name in ("Karen Whitfield", "Jonas Lindqvist", "Mira Holm")}
    for name, terminal in people.items():
        terminal.type(f"This is {name.split()[0]}.\n")
        console.wait_for(f"This is {name.split()[0]}")

    go_to(console, "Jonas Lindqvist")
    console.type("Hi Karen, it is on its way.")
    console.press("enter")
    console.wait_for("NOT SENT", "move it to . . Karen Whitfield")
    console.press("enter")  # Enter never confirms
    console.rest(QUIET)
    console.press("m")
    console.wait_for(r"━ to \S+ Karen Whitfield", "Hi Karen, it is on its way")
    console.press("enter")
    people["Karen Whitfield"].wait_for("Sam Rivera: Hi Karen, it is on its way")

    go_to(console, "Jonas Lindqvist")
    console.wait_for("48127")
    console.type("Your order 48213 was delivered.")
    console.press("enter")
    console.wait_for("NOT SENT", "48213", "move it to . . Mira Holm")
    console.rest(QUIET)
    console.press("m")
    console.wait_for(r"━ to \S+ Mira Holm", "Your order 48213 was delivered")
    console.press("enter")
    people["Mira Holm"].wait_for("Sam Rivera: Your order 48213 was delivered")

    assert "Sam Rivera:" not in people["Jonas Lindqvist"].screen


def test_a_reply_that_the_guard_asks_about_can_be_sent_anyway_or_taken_back(pty_world: World) -> None:
    console = pty_world.console(200, 60)
    people = {name: pty_world.customer(name) for name in ("Karen Whitfield", "Jonas Lindqvist")}
    for name, terminal in people.items():
        terminal.type(f"This is {name.split()[0]}.\n")
        console.wait_for(f"This is {name.split()[0]}")
    go_to(console, "Jonas Lindqvist")
    console.type("Hi Karen!")
    console.press("enter")
    screen = console.wait_for("send it to Jonas")
    console.rest(QUIET)
    console.press("escape")
    console.wait_until_gone("send it to Jonas")
    assert "Hi Karen!" in console.screen

    console.press("enter")
    console.wait_for("send it to Jonas")
    console.rest(QUIET)
    letter = re.search(r"(\w)\W+send it to Jonas", screen)
    assert letter is not None
    console.press(letter[1])
    people["Jonas Lindqvist"].wait_for("Sam Rivera: Hi Karen!")
    assert "Hi Karen!" not in people["Karen Whitfield"].screen


def test_a_missing_value_blocks_the_send_until_it_is_filled_in(pty_world: World) -> None:
    console = pty_world.console()
    mira = pty_world.customer("Mira Holm")
    mira.type("Hello?\n")
    console.wait_for("Hello")
    go_to(console, "Mira Holm")
    console.type(";refund")
    console.press("tab")
    console.wait_for("⟦order.refund.amount⟧")
    console.press("enter")
    console.wait_for(r"order\.refund\.amount first")
    assert "Sam Rivera:" not in mira.screen


def test_drafts_and_replies_survive_kill_9_of_the_console_and_of_the_hub(pty_world: World) -> None:
    console = pty_world.console(200, 60)
    people = {name: pty_world.customer(name) for name in ("Karen Whitfield", "Jonas Lindqvist", "Mira Holm")}
    for name, terminal in people.items():
        terminal.type(f"This is {name.split()[0]}.\n")
        console.wait_for(f"This is {name.split()[0]}")
    drafts = {name: f"A draft for {name.split()[0]}, half wr" for name in people}
    for name, text in drafts.items():
        go_to(console, name)
        console.type(text)
    console.wait_for(*drafts.values())
    assert isinstance(console, Terminal)
    console.kill()

    console = pty_world.console(200, 60)
    console.wait_for(*drafts.values())

    pty_world.kill_hub()
    console.wait_for("offline")
    for name in people:
        go_to(console, name)
        console.type("itten.")
        console.rest(1.2)  # or each would wait to leave, as one sent in haste does
        console.press("enter")
    # The composers show the same words until Enter is read: only a reply under way has its mark behind it.
    console.wait_for(*(f"{text}itten\\." for text in drafts.values()), rf"(?s)(⋯ sending.*){{{len(drafts)}}}")
    assert isinstance(console, Terminal)
    console.kill()

    console = pty_world.console(200, 60)
    pty_world.start_hub()
    for name, terminal in people.items():
        # Customers come back slowly on purpose: thousands of them must not all come at once.
        terminal.wait_for(f"Sam Rivera: {drafts[name]}itten\\.", within=90)
    console.wait_for("online")
    for name, terminal in people.items():
        assert terminal.screen.count(f"{drafts[name]}itten.") == 1
