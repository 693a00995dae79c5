"""Stories of replies that are about to go to the wrong customer, in a real terminal, with real customers.

Each follows one agent through what keeps a message from the wrong person: what the console makes impossible,
what it asks about, what it delays, and what the agent does about it.
"""

import re
from collections.abc import Iterator

import pytest

from tests.story.screen import ScreenReader
from tests.story.terminal import Terminal, key_sequence
from tests.story.world import World

KAREN, JONAS = "Karen Whitfield", "Jonas Lindqvist"
REPLIES = """\
dialect: support/1
namespace: desk
language: en
matches:
  - id: status
    trigger: ";st"
    label: How an order stands
    template: "Hello {{ customer.first_name }}, I looked at order {{ order.number }}: {{ order.status }}."
"""
QUIET = 0.5
"""Seconds without a key after which a held reply listens to its keys."""
SETTLED = 1.2
"""Seconds at a pane after which a reply there is not hasty."""
PASTE = "The first line is long enough\rthe second one\r"
"""What a terminal without bracketed paste sends for three lines."""


class Scene:
    """An agent with two customers, all at their terminals; each story finds empty composers."""

    def __init__(self, world: World) -> None:
        self.world = world
        console = world.console(200, 60)
        assert isinstance(console, Terminal)
        self.console = console
        self.karen, self.jonas = self.customer(KAREN), self.customer(JONAS)

    def customer(self, name: str) -> Terminal:
        """Let a customer come, and write."""
        terminal = self.world.customer(name)
        terminal.type(f"This is {name}.\n", gap=0.01)
        return terminal


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A company whose agent has one canned reply of her own, at work."""
    folder = tmp_path_factory.mktemp("company")
    (folder / "replies").mkdir()
    (folder / "replies" / "desk.yaml").write_text(REPLIES, encoding="utf-8")
    with World(folder) as company:
        company.configure(snippets="{shipped: false, folders: [replies]}")
        scene = Scene(company)
        scene.console.wait_for(f"This is {KAREN}", f"This is {JONAS}")
        yield scene


def key_of(console: ScreenReader, name: str) -> str:
    """Return the key that goes to a customer, as the title of the pane says."""
    found = re.search(rf"(\d+) +\S+ {name}", console.wait_for(rf"\d+ +\S+ {name}"))
    assert found is not None
    return f"alt+{found[1]}"


def go_to(console: ScreenReader, name: str) -> None:
    """Give the keys to a customer, and look at whom they go to."""
    console.press(key_of(console, name))
    console.wait_for(rf"━ to \S+ {name}")
    console.rest(SETTLED)


def answer(console: ScreenReader, key: str) -> None:
    """Answer a hold, after a moment of reading."""
    console.rest(QUIET)
    console.press(key)


def words(text: str) -> str:
    """Return a pattern for a text wherever its lines are broken."""
    return r"[\s│║┃▌▐]+".join(map(re.escape, text.split()))


def test_what_is_typed_goes_to_whom_it_was_typed_for(scene: Scene) -> None:
    console, karen, jonas = scene.console, scene.karen, scene.jonas

    # What was begun for Karen stays hers when the keys go to Jonas, and whose they are stands at the cursor.
    go_to(console, KAREN)
    console.type("Your parcel ")
    go_to(console, JONAS)
    console.type("Your lamp ")

    # Somebody else comes in the middle of a word: the keys stay where they are, the new pane waits.
    other = scene.customer("Jonas Berg")
    console.type("is on its way, and so is the bulb that goes with it.", gap=0.06)
    assert re.search(rf"━ to \S+ {JONAS}", console.screen)
    # Two customers are called Jonas now, so that their numbers are told.
    console.wait_for(rf"━ to \S+ {JONAS} #48127")
    console.press("enter")
    jonas.wait_for(words("Sam Rivera: Your lamp is on its way, and so is the bulb"))

    go_to(console, KAREN)
    console.type("is at the door.")
    console.press("enter")
    karen.wait_for("Sam Rivera: Your parcel is at the door")
    assert "parcel" not in jonas.screen + other.screen
    assert "lamp" not in karen.screen + other.screen

    # Lines that are pasted as keys are line breaks, and the console says so; the next Enter sends.
    console.rest(SETTLED)
    console.send(PASTE)
    console.wait_for("pasted line break", "the second one")
    assert "first line" not in karen.screen
    console.rest(QUIET)
    console.press("enter")
    karen.wait_for("The first line is long enough", "the second one")


def test_a_reply_leaves_at_once_or_after_a_countdown_or_when_the_agent_says_so(scene: Scene) -> None:
    console, karen, jonas = scene.console, scene.karen, scene.jonas

    # Nothing speaks against it: it leaves at once.
    go_to(console, JONAS)
    console.type("Good morning!")
    console.press("enter")
    jonas.wait_for("Sam Rivera: Good morning!")

    # A change of panes and Enter in one breath: it waits, and can be taken back.
    console.send(key_sequence(key_of(console, KAREN)) + "Oh no\r")
    console.wait_for("leaves in", "take back")
    console.press("ctrl+z")
    console.wait_until_gone("leaves in")
    console.wait_for("Oh no")
    console.send(key_sequence(key_of(console, JONAS)) + "Indeed\r")
    console.wait_for("leaves in")
    jonas.wait_for("Sam Rivera: Indeed")
    assert "Oh no" not in karen.screen

    # It speaks to somebody else: it stays, and Enter does not confirm it.
    console.rest(SETTLED)
    console.type("Hi Karen, it left today.")
    console.press("enter")
    screen = console.wait_for("NOT SENT", "“Karen” is another open customer", "move it to . . Karen")
    console.press("enter", "enter")
    console.wait_for("not an answer")

    # Back to the draft, and on with the work elsewhere; then it goes to Jonas, with his own letter.
    answer(console, "escape")
    console.wait_until_gone("NOT SENT")
    console.press("enter")
    console.wait_for("NOT SENT")
    letter = re.search(r"(\w)\W+send it to Jonas", screen)
    assert letter is not None
    answer(console, letter[1])
    jonas.wait_for("Sam Rivera: Hi Karen, it left today")

    # The next one goes where it belongs, and below what was written there.
    console.type("Order 48190 is late, so sorry.")
    console.press("enter")
    console.wait_for("NOT SENT")
    answer(console, "m")
    console.wait_for(rf"━ to \S+ {KAREN}", "moved from", "48190 is late, so sorry")
    console.rest(SETTLED)
    console.press("enter")
    karen.wait_for("Sam Rivera: Oh no", "48190 is late, so sorry")
    assert "sorry" not in jonas.screen


def test_what_was_made_for_one_customer_is_made_anew_or_asked_about_for_another(scene: Scene) -> None:
    console, karen, jonas = scene.console, scene.karen, scene.jonas

    # A canned reply is moved by choice, and names the other customer's order there; undo brings it back.
    go_to(console, JONAS)
    console.wait_for("48127")
    console.type(";st")
    console.press("tab")
    console.wait_for(words("Hello Jonas, I looked at order 48127"))
    for take in ("undone", "kept"):
        console.press("ctrl+g", ">")
        console.wait_for("move the draft away from")
        console.type("Karen")
        console.press("enter")
        console.wait_for(rf"━ to \S+ {KAREN}", words("Hello Karen, I looked at order 48190"))
        if take == "undone":
            console.press("ctrl+z")
            console.wait_for(rf"━ to \S+ {JONAS}", words("Hello Jonas, I looked at order 48127"))
    console.rest(SETTLED)
    console.press("enter")
    karen.wait_for(words("Sam Rivera: Hello Karen, I looked at order 48190"))

    # A number that is copied in Karen's pane is asked about in Jonas's.
    console.type("48190")
    console.press("shift+home")
    console.rest(QUIET)
    console.press("ctrl+c")
    console.wait_for("copied 5 characters")
    go_to(console, JONAS)
    console.press("ctrl+v")
    console.wait_for("copied from another customer: 48190")
    console.press("enter")
    console.wait_for("NOT SENT", "48190")
    answer(console, "escape")
    console.wait_until_gone("NOT SENT")
    console.press("ctrl+u")

    # The customer goes on writing while the answer is under way: the new words stand where it stopped.
    console.type("You can send it back.")
    jonas.type("Wait, I found the receipt!\n", gap=0.01)
    console.wait_for("found the receipt")
    console.press("enter")
    console.wait_for("NOT SENT", "There is a new line", "❝ Wait, I found the receipt!")
    answer(console, "escape")
    console.wait_until_gone("NOT SENT")
    console.press("enter")
    jonas.wait_for("Sam Rivera: You can send it back")
