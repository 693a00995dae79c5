"""Speaking of what another customer has ordered, and not this one."""

import pytest

from agent_console.guard.check import Guard
from agent_console.guard.subject import Subject
from tests.guard.desk_of_subjects import after, message, order, subject

JONAS = subject("Jonas Weber", order("51007", "Trekking tent"), said=("Where is it?",))
KAREN = subject(
    "Karen Lund", order("51008", "Camping stove"), order("51009", "Regenjacke"), order("51010", "Umbrella")
)


def reason(text: str, target: Subject = JONAS, other: Subject = KAREN) -> str:
    return Guard().check(text, target, (other,)).reason


@pytest.mark.parametrize(
    "text",
    [
        "Your camping stove is on its way.",
        "I also see the camping stove on your account.",
        "The camping stove you ordered is on its way.",
        "Is the camping stove in your order broken?",
        "Your new Camping Stove has left",
        "Your camping stoves have left",
        "Ihre Regenjacke ist unterwegs.",
        "Your umbrella is on its way.",
    ],
)
def test_a_product_as_the_customers_own_is_asked_about(text: str) -> None:
    assert "Karen Lund's order" in reason(text)


@pytest.mark.parametrize(
    "text",
    [
        "We also sell a camping stove.",
        "Your tent is on its way.",
        "Your camping trip sounds great.",
        "Take an umbrella, it rains.",
    ],
)
def test_a_product_that_is_not_said_to_be_theirs_is_not(text: str) -> None:
    assert reason(text) == ""


def test_the_reason_names_the_order() -> None:
    assert reason("Your camping stove left") == "“camping stove” is in Karen Lund's order 51008"


def test_a_kind_of_thing_that_the_customer_spoke_of_may_be_theirs() -> None:
    told = after(JONAS, message("My stove is broken"))
    assert reason("Your camping stove left", target=told) == ""


def test_what_both_have_ordered_goes() -> None:
    assert (
        reason("Your camping stove left", target=subject("Nils Moe", order("60001", "Camping stove"))) == ""
    )


def test_an_order_without_a_name_of_its_own_is_no_product() -> None:
    booked = subject("Karen Lund", order("savings", "savings"))
    assert reason("Is that for your savings account?", other=booked) == ""
