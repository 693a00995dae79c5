"""Numbers that identify something are found; secrets, phone numbers, amounts and dates are not shown."""

import pytest

from agent_console.assist import reference
from agent_console.assist.language.pattern import Speech


def _numbers(text: str, *own: str) -> list[str]:
    return [text[start:end] for start, end in reference.numbers(text, Speech(text), own)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("My order is #903-713067-8146028.", "#903-713067-8146028"),
        ("Order 48213 is late", "48213"),
        ("the reference number is FIYHHU9L, thanks", "FIYHHU9L"),
        ("Your reference number is: QWERTZ.", "QWERTZ"),
        ("Tracking: FP5550142XY", "FP5550142XY"),
        ("Meine Bestellung 48213 fehlt", "48213"),
        ("ordre 48213 mangler", "48213"),
        ("заказ 48213 не пришёл", "48213"),
        ("订单号48213还没到", "48213"),
        ("it says 8967761042 here", "8967761042"),
    ],
)
def test_numbers_that_identify(text: str, number: str) -> None:
    assert _numbers(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "My PIN is 7402913",
        "the password: 1234567890",
        "my card number is 4111 1111 1111 1111, or 4111111111111111",
        "mein Passwort ist 99887766",
        "call me on 555-0132 or +47 5550132",
        "it was 1999 kroner, or $12345678",
        "on 2026-03-02 and in 2026",
        "room 12 at 19:45",
        "write to mira48213@example.com",
    ],
)
def test_what_is_no_reference_or_must_not_be_shown(text: str) -> None:
    assert _numbers(text) == []


def test_an_order_of_the_customer_counts_however_it_looks() -> None:
    assert _numbers("it is about qwe-rty, I think", "QWERTY") == ["qwe-rty"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My name is Rosa Lind.", "Rosa Lind"),
        ("it's for Dr Berg", "Berg"),
        ("Ich heiße Jonas Berg", "Jonas Berg"),
        ("jeg heter Ingrid", "Ingrid"),
        ("меня зовут Анна Соколова", "Анна Соколова"),
        ("我叫王小明", "王小明"),
    ],
)
def test_names_behind_what_introduces_them(text: str, name: str) -> None:
    assert [text[start:end] for start, end in reference.names(text, Speech(text))] == [name]


def test_what_follows_i_am_is_not_always_a_name() -> None:
    text = "I am very angry. It's late. This is Monday."
    assert list(reference.names(text, Speech(text))) == []
