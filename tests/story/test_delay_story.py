"""A reply waits, comes back, leaves, and comes back after it had left: with a real hub and customers.

The agent types in one pane, goes to another and presses Enter at once, by mistake; that alone makes it wait.
"""

import re
import signal
from pathlib import Path

from tests.story.screen import ScreenReader
from tests.story.terminal import Terminal, key_sequence
from tests.story.world import World

KAREN, JONAS = "Karen Whitfield", "Jonas Lindqvist"
WAITS = "You came to this pane a moment ago"


def key_of(console: ScreenReader, name: str) -> str:
    """Return what a terminal sends for the key that goes to a customer."""
    found = re.search(rf"(\d+) +\S+ {name}", console.wait_for(rf"\d+ +\S+ {name}"))
    assert found is not None
    return key_sequence(f"alt+{found[1]}")


def begin(console: Terminal, text: str) -> None:
    """Write to Jonas, then go to Karen."""
    console.send(key_of(console, JONAS))
    console.wait_for(rf"━ to \S+ {JONAS}")
    console.type(text, gap=0.06)
    console.wait_for(text)
    console.send(key_of(console, KAREN))
    console.wait_for(rf"━ to \S+ {KAREN}")


def send_at_once(console: Terminal) -> None:
    """Return to Jonas and press Enter in the same moment."""
    console.send(key_of(console, JONAS) + key_sequence("enter"))


def opened(world: World) -> Terminal:
    console = world.console(130, 45)
    assert isinstance(console, Terminal)
    return console


def arrive(world: World, name: str) -> Terminal:
    customer = world.customer(name)
    customer.type(f"This is {name}.\n", gap=0.01)
    return customer


def test_a_hasty_reply_waits_comes_back_leaves_and_is_recalled(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        console = opened(world)
        arrive(world, KAREN)
        jonas = arrive(world, JONAS)
        console.wait_for(f"This is {KAREN}", f"This is {JONAS}")
        take_it_back(console)
        let_it_leave(console, jonas)
        recall_it(console, jonas)


def take_it_back(console: Terminal) -> None:
    """It waits; one key makes it the draft again."""
    begin(console, "We send a new lamp")
    send_at_once(console)
    console.wait_for(WAITS, r"leaves in \d s", "Ctrl\\+T +take back")
    console.press("ctrl+t")
    console.wait_until_gone(WAITS)
    console.wait_for("taken back: it was not sent")
    console.wait_until_gone("held back")
    assert console.screen.count("We send a new lamp") == 1


def let_it_leave(console: Terminal, jonas: Terminal) -> None:
    """A second Enter sends the draft; a hasty one leaves by itself."""
    console.rest(1.2)
    console.press("enter")
    jonas.wait_for("Sam Rivera: We send a new lamp")
    begin(console, "It comes on Friday")
    send_at_once(console)
    console.wait_for(WAITS)
    jonas.wait_for("Sam Rivera: It comes on Friday")
    console.wait_until_gone(WAITS)


def recall_it(console: Terminal, jonas: Terminal) -> None:
    """It has left: the same key has it deleted where the customer reads, and gives the words back."""
    console.press("ctrl+t")
    jonas.wait_for("took a message back")
    console.wait_for("✗ deleted", "taken back after it had left")
    assert console.screen.count("It comes on Friday") == 1
    assert "We send a new lamp" in console.screen


def test_a_console_that_is_killed_in_the_countdown_has_it_as_a_draft_again(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        console = opened(world)
        arrive(world, KAREN)
        jonas = arrive(world, JONAS)
        console.wait_for(f"This is {KAREN}", f"This is {JONAS}")
        begin(console, "We send a new lamp")
        # Without a hub no countdown runs out, however slow this machine is.
        world.kill_hub()
        console.wait_for("offline since")
        send_at_once(console)
        console.wait_for(WAITS, "leaves when the connection is back")
        console.type("or two of them", gap=0.06)
        console.wait_for("or two of them")
        console.kill()
        world.start_hub()
        again = opened(world)
        again.wait_for(f"This is {JONAS}", "We send a new lamp", "or two of them")
        again.wait_for("It was still held back when the", "ended: it was not sent")
        assert "⧗" not in again.screen
        again.send(key_of(again, JONAS))
        again.rest(1.2)
        again.press("enter")
        jonas.wait_for("We send a new lamp")
        assert jonas.screen.count("We send a new lamp") == 1


def begun(world: World) -> tuple[Terminal, Terminal]:
    """Return a console in which a reply to Jonas waits, and Jonas."""
    console = opened(world)
    arrive(world, KAREN)
    jonas = arrive(world, JONAS)
    console.wait_for(f"This is {KAREN}", f"This is {JONAS}")
    begin(console, "We send a new lamp")
    send_at_once(console)
    console.wait_for(WAITS)
    return console, jonas


def test_no_countdown_runs_out_while_the_console_is_stopped(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        console, jonas = begun(world)
        console.process.send_signal(signal.SIGSTOP)
        console.rest(3)  # longer than the countdown
        console.press("ctrl+t")
        console.process.send_signal(signal.SIGCONT)
        console.wait_for("taken back: it was not sent")
        console.rest(1.2)
        console.press("enter")
        jonas.wait_for("Sam Rivera: We send a new lamp")
        assert jonas.screen.count("We send a new lamp") == 1


def test_a_reply_in_the_countdown_outlives_the_hub(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        console, jonas = begun(world)
        # While it is stopped, no countdown can run out before the hub is gone.
        console.process.send_signal(signal.SIGSTOP)
        world.kill_hub()
        console.process.send_signal(signal.SIGCONT)
        console.wait_for("offline since", "leaves when the connection is back")
        console.rest(3)  # longer than the countdown
        assert "leaves when the connection is back" in console.screen
        world.start_hub()
        jonas.wait_for("Sam Rivera: We send a new lamp")
        console.wait_until_gone("⧗")
        assert jonas.screen.count("We send a new lamp") == 1
