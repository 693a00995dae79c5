"""What identifies a customer: taken out of what is learnt, and put in only where it is sure."""

import pytest

from agent_console.assist.phrase.person import Person
from agent_console.assist.phrase.slot import Slot
from agent_console.assist.phrase.token import tokens
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.record import Order, Record, Shipment
from tests.assist.phrase.teaching import person

MIRA = Customer(
    CustomerId("1"),
    "Mira von Holm",
    "mira@example.com",
    "+47 555 0142",
    account="K-99",
    company="Fjord Lamps",
    custom=(("nickname", "Sparrow"),),
)
RECORD = Record(
    MIRA.id,
    orders=(
        Order("SO-1", shipment=Shipment("Fjordpost", "FP-1", address="Elm Lane 3", recipient="Tove Lie")),
    ),
)


@pytest.mark.parametrize(
    "identifier",
    [
        "Mira",
        "mira",
        "MIRA",
        "Holm",
        "Mira von Holm",
        "Mira's",
        "Holm’s",
        "mira@example.com",
        "+47 555 0142",
        "555-0142",
        "K-99",
        "SO-1",
        "so-1",
        "FP-1",
        "Elm Lane 3",
        "Tove Lie",
        "Sparrow",
        "Fjord Lamps",
        "€ 12.50",
        "4 March 2026",
    ],
)
def test_no_identifier_is_left_in_any_form(identifier: str) -> None:
    mira = Person.of(MIRA, RECORD, [])
    masked = "".join(map(mira.masked, tokens(f"Dear {identifier}, thank you")))
    for word in identifier.split():
        # A month or a currency by itself is nobody's.
        assert word in {"von", "€", "March"} or word not in masked
    assert masked.startswith("Dear ")
    assert masked.endswith(", thank you")


def test_a_part_of_a_double_name_is_a_name() -> None:
    anne = person("Anne-Marie Li")
    assert anne.masked(" Anne") == anne.masked(" Marie's") == f" {Slot.PRIVATE}"
    assert anne.masked(" Anne-Marie") == f" {Slot.FIRST_NAME}"


def test_ordinary_words_of_an_address_stay() -> None:
    mira = Person.of(MIRA, RECORD, [])
    assert mira.masked(" lane") == " lane"
    assert mira.masked(" Lane") == f" {Slot.PRIVATE}"


def test_slots_are_filled_with_this_customers_values() -> None:
    mira = Person.of(MIRA, RECORD, [])
    assert mira.filled(f" {Slot.FIRST_NAME}") == " Mira"
    assert mira.filled(f"{Slot.EMAIL}") == "mira@example.com"
    assert mira.filled(f" {Slot.ORDER}") == " SO-1"
    assert mira.filled(f" {Slot.PRIVATE}") == ""
    assert mira.filled(" thank") == " thank"


def test_which_of_several_orders_is_meant_is_what_was_named_last() -> None:
    order = f" {Slot.ORDER}"
    assert person("Mira Holm", "A-1", "A-2").filled(order) == ""
    named = person("Mira Holm", "A-1", "A-2", said=["It is A-1.", "And A-2?", "Hm."])
    assert named.filled(order) == " A-2"
