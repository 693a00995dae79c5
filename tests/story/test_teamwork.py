"""A story of two agents: two consoles in terminals, a real hub, and a customer's program."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.story.screen import ScreenReader
from tests.story.test_agent_day import go_to
from tests.story.world import World

NAME = "Mira Holm"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A company with a plain terminal for each of its agents."""
    with World(tmp_path) as company:
        yield company


def leader(console: ScreenReader, key: str) -> None:
    """Press the leader key and one more."""
    console.press("ctrl+g")
    console.wait_for("press one of these")
    console.press(key)


def answer(console: ScreenReader, question: str, words: str) -> None:
    """Answer a question of the console, once it is asked."""
    console.wait_for(question)
    console.type(words)
    console.press("enter")


def test_a_chat_is_worked_on_by_two_agents(world: World) -> None:
    sam = world.console()
    mira = world.customer(NAME)
    mira.type("Hello, where are my boots?\n")
    sam.wait_for("where are my boots")
    maria = world.console(agent="Maria Lopez")
    maria.wait_for("online Maria Lopez")
    go_to(sam, NAME)
    tag_note_and_promise(sam)
    correct_messages(sam, mira)
    hand_over(sam, maria)
    ask_and_answer(maria, sam)
    leader(maria, "l")
    maria.wait_for("came into the queue", "tagged: late parcel", "wrote a note", "promised to be back")
    maria.wait_for("edited a message", "deleted a message", "handed over")
    maria.wait_for("asked a colleague", "answered a colleague")
    maria.press("escape")
    maria.wait_until_gone("history of")

    maria.type("Fjordpost has it, Mira.")
    maria.press("enter")
    seen = mira.wait_for("Maria Lopez: Fjordpost has it, Mira")
    for note in ("generous", "waits for the carrier", "Which carrier"):
        assert note not in seen


def tag_note_and_promise(sam: ScreenReader) -> None:
    """Say what the chat is about, leave a note in it, and promise to be back."""
    leader(sam, "g")
    answer(sam, "tags of", "late parcel")
    sam.wait_for("#late")
    sam.press("f6")
    sam.wait_for("NOTE · not seen by . Mira Holm")
    sam.type("Be generous with her.")
    sam.press("enter")
    sam.wait_for(r"┊ . note · Sam Rivera", "Be generous with her")
    sam.press("f6")
    sam.wait_for(r"━ to \S+ Mira Holm")
    leader(sam, "w")
    answer(sam, "when will you be back", "20m call the carrier")
    # Before midnight the weekday stands before the time.
    sam.wait_for(r"back by (\w+ )?\d\d:\d\d, \d+ min left")


def correct_messages(sam: ScreenReader, mira: ScreenReader) -> None:
    """Edit a reply and delete another one; the customer's program shows both."""
    sam.type("They are on the vam.")
    sam.press("enter")
    mira.wait_for("Sam Rivera: They are on the vam")
    leader(sam, "d")
    sam.wait_for("edit what you wrote")
    sam.press("backspace", "backspace")
    sam.type("n.")
    sam.press("enter")
    mira.wait_for(r"They are on the van\.")
    sam.wait_for(r"on the van\.[\s│▎]+edited")
    sam.type("No, they are not.")
    sam.press("enter")
    mira.wait_for("No, they are not")
    leader(sam, "x")
    sam.wait_for("delete what you wrote")
    sam.press("enter")
    answer(sam, "yes, delete it", "yes")
    sam.wait_for("✗ deleted")
    mira.wait_for("took a message back")


def hand_over(sam: ScreenReader, maria: ScreenReader) -> None:
    """Give the chat to the colleague, who sees everything that was said, and a word about it."""
    sam.press("f7")
    answer(sam, "hand over . Mira Holm", "maria")
    answer(sam, "hand over . Mira Holm to Maria", "She waits for the carrier.")
    sam.wait_until_gone("where are my boots")
    shown = maria.wait_for("from Sam Rivera, handed over:", "She waits for the carrier")
    for said in ("where are my boots", "Be generous", "#late", r"on the van\.[\s│▎]+edited"):
        assert re.search(said, shown)


def ask_and_answer(maria: ScreenReader, sam: ScreenReader) -> None:
    """Ask the first agent, whose answer becomes a note."""
    go_to(maria, NAME)
    leader(maria, "?")
    answer(maria, "ask a colleague about", "sam")
    answer(maria, "ask Sam Rivera about", "Which carrier?")
    sam.wait_for("1 question", "Which carrier")
    leader(sam, "!")
    sam.wait_for("questions from colleagues", "where are my boots")
    sam.press("enter")
    answer(sam, "answer to Maria Lopez", "Fjordpost.")
    maria.wait_for("note · Sam Rivera", r"Fjordpost\.")
    sam.wait_until_gone("1 question")
