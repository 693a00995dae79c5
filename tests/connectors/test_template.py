"""A customer's values in the templates of a request: each escaped for its place, or refused."""

from dataclasses import replace

import pytest

from agent_console.connectors.failure import LookUpError
from agent_console.connectors.template import address, body, filled, values_of
from tests.connectors.system import MIRA

VALUES = values_of(MIRA)
SHOP = "https://shop.example.com"


def test_every_placeholder_stands_for_its_value() -> None:
    values = values_of(replace(MIRA, order_number=" 48213 "))
    assert filled("{customer_id} {email} {phone} {account} {order_number}", values) == (
        "c-7 mira@example.com 555-0113 K-7 48213"
    )


def test_an_address_in_small_letters_is_nobody_elses() -> None:
    assert filled("{email_lower}", values_of(replace(MIRA, email=" Mira@Example.COM "))) == "mira@example.com"
    kelvin = "\u212aim@example.com"
    assert filled("{email_lower}", values_of(replace(MIRA, email=kelvin))) == kelvin


@pytest.mark.parametrize(
    ("email", "path"),
    [
        ("a/b@example.com", "a%2Fb%40example.com"),
        ("a?b#c", "a%3Fb%23c"),
        ("%2e%2e", "%252e%252e"),
        ("a b", "a%20b"),
        ("größe", "gr%C3%B6%C3%9Fe"),
        ("{phone}", "%7Bphone%7D"),
    ],
)
def test_in_a_path_a_value_stays_one_segment(email: str, path: str) -> None:
    values = values_of(replace(MIRA, email=email))
    assert address(f"{SHOP}/of/{{email}}/orders", {}, values) == f"{SHOP}/of/{path}/orders"


@pytest.mark.parametrize("dots", [".", ".."])
def test_a_value_cannot_lead_up_the_path(dots: str) -> None:
    with pytest.raises(LookUpError, match="another address"):
        address(f"{SHOP}/of/{{email}}/orders", {}, values_of(replace(MIRA, email=dots)))


def test_dots_that_the_settings_hold_are_left_alone() -> None:
    assert address(f"{SHOP}/of/../orders", {}, VALUES) == f"{SHOP}/of/../orders"


def test_a_query_in_the_address_and_one_in_the_settings_are_joined() -> None:
    values = values_of(replace(MIRA, email="a&b=c+d@example.com"))
    assert address(f"{SHOP}/orders?first={{email}}", {"second key": "{email}"}, values) == (
        f"{SHOP}/orders?first=a%26b%3Dc%2Bd%40example.com&second%20key=a%26b%3Dc%2Bd%40example.com"
    )


@pytest.mark.parametrize(
    ("template", "email", "expected"),
    [
        ("owner = '{email}'", "o'x", r"owner = 'o\'x'"),
        ("owner = '{email}'", 'o"x', "owner = 'o\"x'"),
        ('owner = "{email}"', 'o"x', r'owner = "o\"x"'),
        ("owner = '{email}'", "o\\", r"owner = 'o\\'"),
        ("owner LIKE '%{email}%'", "o'x", r"owner LIKE '%o\'x%'"),
        ("'done' and {email}", "o.x", "'done' and o.x"),
        (r"'it\'s {email}'", "o'x", r"'it\'s o\'x'"),
    ],
)
def test_inside_quotes_a_value_cannot_end_the_quoting(template: str, email: str, expected: str) -> None:
    assert filled(template, values_of(replace(MIRA, email=email))) == expected


@pytest.mark.parametrize(
    ("quotes", "email", "expected"),
    [
        ("doubled", "o'x", "owner = 'o''x'"),
        ("doubled", "o\\x", "owner = 'o\\x'"),
        ("refused", "ox", "owner = 'ox'"),
    ],
)
def test_quotes_are_escaped_as_the_settings_say(quotes: str, email: str, expected: str) -> None:
    assert filled("owner = '{email}'", values_of(replace(MIRA, email=email)), quotes) == expected


@pytest.mark.parametrize("email", ["o'x", 'o"x', "o`x", "o\\x"])
def test_a_system_without_escapes_is_not_asked_with_quotes(email: str) -> None:
    with pytest.raises(LookUpError, match="cannot be asked with"):
        filled("owner = '{email}'", values_of(replace(MIRA, email=email)), "refused")


@pytest.mark.parametrize("email", ["a OR b", "a'", "a)", "a:b", "*", "a@example.com;"])
@pytest.mark.parametrize("template", ["mail:{email}", "{email} since:2020", "'x' = {email}"])
def test_beside_other_text_and_without_quotes_only_a_word_is_taken(template: str, email: str) -> None:
    with pytest.raises(LookUpError, match="without quotes around it"):
        filled(template, values_of(replace(MIRA, email=email)))


def test_beside_other_text_an_ordinary_address_is_a_word() -> None:
    values = values_of(replace(MIRA, email="ann-marie.o_x+1@größe.example.com"))
    assert filled("mail:{email}", values) == "mail:ann-marie.o_x+1@größe.example.com"


def test_quotes_in_an_address_are_escaped_too() -> None:
    values = values_of(replace(MIRA, email="o'x"))
    assert address(f"{SHOP}/t?query=owner%3D'{{email}}'", {}, values) == (
        f"{SHOP}/t?query=owner%3D%27o%5C%27x%27"
    )
    assert address(f"{SHOP}/t('{{email}}')", {}, values, "doubled") == f"{SHOP}/t('o%27%27x')"


def test_what_else_the_chat_system_knows_may_be_asked_with() -> None:
    values = values_of(replace(MIRA, company="Holm AS", custom=(("Shop id", " 12 "),)))
    assert filled("{custom.Shop id}", values) == "12"
    assert filled("'{company}' {timezone}", values_of(replace(MIRA, company="Holm AS", timezone="UTC"))) == (
        "'Holm AS' UTC"
    )
    with pytest.raises(LookUpError, match="this customer's Club is not known"):
        filled("{custom.Club}", values)


def test_a_value_is_not_taken_for_a_template() -> None:
    values = values_of(replace(MIRA, email="{phone}", company="{email}"))
    assert filled("'{email}{company}'", values) == "'{phone}{email}'"


def test_in_a_body_only_texts_are_filled_in() -> None:
    template = {"query": "{ orders { id } }", "{email}": ["{email}", 5, None, True, {"deep": "<{account}>"}]}
    assert body(template, VALUES) == {
        "query": "{ orders { id } }",
        "{email}": ["mira@example.com", 5, None, True, {"deep": "<K-7>"}],
    }


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("", "e-mail address is not known"),
        ("  ", "e-mail address is not known"),
        ("a\nb", "characters that none can have"),
        ("a\x00b", "characters that none can have"),
        ("a\udc80b", "characters that none can have"),
    ],
)
def test_a_value_that_nobody_can_have_is_not_asked_with(value: str, reason: str) -> None:
    values = values_of(replace(MIRA, email=value))
    with pytest.raises(LookUpError, match=reason):
        filled("{email}", values)
    with pytest.raises(LookUpError, match=reason):
        address(f"{SHOP}/{{email}}", {}, values)
