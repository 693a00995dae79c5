"""Stories of canned replies in a real terminal: what the agent sees is what the customer reads."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.story.screen import ScreenReader
from tests.story.world import World

REPLIES = """\
dialect: support/1
namespace: desk
language: en
matches:
  - id: hand-over
    trigger: ";team"
    label: To another team
    form: |-
      I am handing order {{order.number}} to [[team]]. Reason: [[reason]]. [[team]] will write to you.
    form_fields:
      team: {type: choice, values: [Payments, Logistics, Returns]}
      reason: {type: text, required: true}
  - id: thanks
    trigger: ":thx"
    expand: immediate
    template: "Thank you, {{ customer.first_name }}!"
  - id: soon
    trigger: "asap"
    expand: space
    template: "as soon as I can"
"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A company whose agent has replies of her own."""
    (tmp_path / "replies").mkdir()
    (tmp_path / "replies" / "desk.yaml").write_text(REPLIES, encoding="utf-8")
    with World(tmp_path) as company:
        company.configure(snippets="{shipped: false, folders: [replies]}")
        yield company


def words(text: str) -> str:
    """Return a pattern for a text wherever its lines are broken."""
    return r"[\s│]+".join(map(re.escape, text.split()))


def attend(console: ScreenReader, name: str) -> None:
    """Give the keys to a customer's pane."""
    found = re.search(rf"(\d+) +\S+ {name}", console.wait_for(rf"\d+ +\S+ {name}"))
    assert found is not None
    console.press(f"alt+{found[1]}")
    console.wait_for(rf"━ to \S+ {name}")


def test_a_form_is_filled_in_and_the_customer_reads_what_the_agent_saw(world: World) -> None:
    console = world.console(80, 24)
    mira = world.customer("Mira Holm")
    mira.type("Hello!\n")
    console.wait_for("Hello!")
    attend(console, "Mira Holm")

    console.type("Hi Mira. ;tea")
    console.wait_for(";team +→ To another team")
    console.type("m")
    console.press("tab")
    console.wait_for("Payments · Logistics · Returns")
    console.press("down", "down")
    console.wait_for(words("handing order 48213 to Returns."), words("Returns will write"))
    console.press("tab")
    console.wait_for("fill in reason")
    console.type("a torn sole")
    console.wait_for(words("Reason: a torn sole"))
    console.press("shift+tab")
    console.wait_for("Returns · Payments · Logistics")
    console.type("log")
    console.press("tab")
    seen = "Hi Mira. I am handing order 48213 to Logistics. Reason: a torn sole. Logistics will write to you."
    console.wait_for(words(seen))
    console.press("enter")

    mira.wait_for("Sam Rivera: " + words(seen))


def test_a_missing_order_number_keeps_the_reply_and_the_cursor_stands_in_the_hole(world: World) -> None:
    console = world.console(80, 24)
    noor = world.customer("Noor Haddad")
    noor.type("Hello!\n")
    console.wait_for("Hello!")
    attend(console, "Noor Haddad")

    console.type(";team")
    console.press("tab")
    console.wait_for("⟦order.number⟧")
    console.press("escape", "enter")
    console.wait_for("NOT SENT", r"Fill in order\.number")
    console.type("50001")
    console.wait_for(words("order 50001 to Payments"))
    console.press("enter")
    console.wait_for("NOT SENT", "reason")
    console.type("late")
    console.press("enter")
    noor.wait_for(words("order 50001 to Payments. Reason: late."))


def test_replies_come_by_themselves_and_are_taken_back(world: World) -> None:
    console = world.console(80, 24)
    mira = world.customer("Mira Holm")
    mira.type("Hello!\n")
    console.wait_for("Hello!")
    attend(console, "Mira Holm")

    console.type(":thx")
    console.wait_for("Thank you, Mira!")
    console.press("backspace")
    console.wait_for(":thx ")
    console.wait_until_gone("Thank you, Mira!")
    console.type(" I look asap. ")
    console.wait_for(r":thx I look as soon as I can\.")
    console.press("enter")
    mira.wait_for(r"Sam Rivera: :thx I look as soon as I can\.")
