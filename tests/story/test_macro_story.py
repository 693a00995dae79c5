"""Stories of picking a reply and of its steps, in a real terminal: nothing happens that was not confirmed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.story.screen import ScreenReader
from tests.story.world import World

QUIET = 0.5
"""Seconds after which a key of an open question is no repetition of the one that raised it."""
REPLIES = """\
dialect: support/1
namespace: desk
language: en
matches:
  - id: back
    trigger: ";back"
    label: The parcel comes back
    template: "Your order {{ order.number }} comes back to us, {{ customer.first_name }}."
    locales:
      de: {template: "Ihre Bestellung {{ order.number }} kommt zurück, {{ customer.first_name }}."}
    actions:
      - add_tag: returned
      - note: "{{ customer.first_name }} knows about {{ order.number }}."
      - hold_until: {until: 45 minutes, promise: "news about {{ order.number }}"}
  - id: over
    trigger: ";over"
    label: All is said
    actions:
      - add_tag: finished
      - close: solved
  - id: nordic
    trigger: ";nor"
    label: In the north
    locale_fallback: ask
    template: "Good morning"
    scope: {languages: [nb]}
"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A company whose agent has macros of her own."""
    (tmp_path / "replies").mkdir()
    (tmp_path / "replies" / "desk.yaml").write_text(REPLIES, encoding="utf-8")
    with World(tmp_path) as company:
        company.configure(snippets="{shipped: false, folders: [replies]}")
        yield company


def attend(console: ScreenReader, name: str) -> None:
    """Give the keys to a customer's pane."""
    found = re.search(rf"(\d+) +\S+ {name}", console.wait_for(rf"\d+ +\S+ {name}"))
    assert found is not None
    console.press(f"alt+{found[1]}")
    console.wait_for(rf"━ to \S+ {name}")


def test_what_the_picker_shows_is_what_the_customer_reads_and_no_step_is_taken_unasked(world: World) -> None:
    console = world.console()
    mira = world.customer("Mira Holm")
    mira.type("Where is it?\n")
    console.wait_for("Where is it")
    attend(console, "Mira Holm")
    console.wait_for("48213")

    console.press("f4")
    console.wait_for("canned replies for . Mira Holm")
    console.type("comes bakc")
    console.wait_for(
        r"Your order 48213 comes back to us, Mira\.", "then: tag returned", "note: Mira knows about 48213"
    )
    console.press("enter")
    console.wait_for("F10 then: tag returned")
    console.press("enter")
    mira.wait_for(r"Sam Rivera: Your order 48213 comes back to us, Mira\.")
    assert "returned" not in mira.screen

    console.press("f10")
    console.wait_for(r"steps for . Mira Holm", r"1\. tag returned", r"2\. note", r"3\. promise to be back by")
    console.press("escape")
    console.wait_until_gone(r"1\. tag returned")
    assert "#returned" not in console.screen

    console.type(";back")
    console.press("tab")
    console.wait_for("F10 then: tag returned")
    console.press("f10")
    console.wait_for(r"1\. tag returned")
    console.rest(QUIET)
    console.press("f10")
    console.wait_for("#returned", "45 min left", "Mira knows about 48213")
    mira.wait_for("news about 48213")
    assert "knows about" not in mira.screen


def test_a_macro_without_a_text_closes_the_chat_once_it_is_confirmed(world: World) -> None:
    console = world.console()
    mira = world.customer("Mira Holm")
    mira.type("Thank you, bye!\n")
    console.wait_for("Thank you, bye")
    attend(console, "Mira Holm")
    console.type(";over")
    console.press("tab")
    console.wait_for(r"1\. tag finished", r"2\. close: solved")
    console.press("enter")
    console.wait_until_gone(r"1\. tag finished")
    console.wait_for("Thank you, bye")
    console.type(";over")
    console.press("tab")
    console.wait_for(r"1\. tag finished")
    console.type("yes")
    console.press("enter")
    console.wait_until_gone("Thank you, bye")
    assert ";over" not in mira.screen


def test_a_reply_out_of_scope_is_greyed_out_with_the_reason(world: World) -> None:
    console = world.console(80, 24)
    mira = world.customer("Mira Holm")
    mira.type("Hello\n")
    console.wait_for("Hello")
    attend(console, "Mira Holm")
    console.press("f4")
    console.type("north")
    console.wait_for("cannot be used here: is for nb only")
    console.press("enter")
    console.rest(QUIET)
    assert "cannot be used here" in console.screen
    console.press("escape")
    console.wait_until_gone("cannot be used here")
