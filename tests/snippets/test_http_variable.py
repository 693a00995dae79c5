"""Variables that a web address answers: what may stand in the address, and what an answer gives."""

import pytest

from agent_console.domain.outside import Reach, Request
from agent_console.snippets.expansion import Expansion, Trouble
from agent_console.snippets.occasion import Occasion
from tests.snippets.reply import A, called, reason, reply, text
from tests.snippets.shelf import NOBODY, named

PARCEL = "{name: p, type: http, params: {url: '%s', path: state}}"
ADDRESS = PARCEL % "https://example.com/parcels/{{customer.first_name}}?full=1"


@pytest.mark.parametrize(
    ("name", "escaped"),
    [
        ("Ana", "Ana"),
        ("a/b?c=d&e#f", "a%2Fb%3Fc%3Dd%26e%23f"),
        ("../..", "..%2F.."),
        ("Ä {{x}}", "%C3%84%20%7B%7Bx%7D%7D"),
        ("%2F", "%252F"),
        ("\ud800", "%3F"),
    ],
)
def test_a_value_cannot_leave_its_place_in_an_address(name: str, escaped: str) -> None:
    shelf = reply("'{{p}}'", ADDRESS, native=True)
    asked = shelf.expand("t:;x", named(name))

    assert isinstance(asked, Trouble)
    url = f"https://example.com/parcels/{escaped}?full=1"
    assert asked.request == Request(Reach.HTTP, url, options=(("path", "state"),))


@pytest.mark.parametrize("url", ["https://{{a}}/x", "https://{{a}}.example.com", "https://ana@example.com"])
def test_no_value_chooses_the_host(url: str) -> None:
    assert "needs a `url`" in reason(reply("'{{p}}'", f"{A}, {PARCEL % url}", native=True))


def test_no_value_is_part_of_the_path_in_an_answer() -> None:
    """As part of an expression, what a customer is called would choose what is shown."""
    parcel = (
        "{name: p, type: http, params: {url: 'https://example.com/', path: \"to.'{{customer.first_name}}'\"}}"
    )
    result = reply("'{{p}}'", parcel, native=True).expand("t:;x", named("a' || 'secret"))

    assert isinstance(result, Trouble)
    assert result.request is None
    assert "the `path` of an `http` variable is not made of values" in result.reason


@pytest.mark.parametrize("url", ["ftp://example.com/x", "file:///etc/passwd", "/x", "javascript:alert(1)"])
def test_only_the_web_is_asked(url: str) -> None:
    assert "needs a `url`" in reason(reply("'{{p}}'", PARCEL % url, native=True))


def test_dots_alone_cannot_climb() -> None:
    result = reply("'{{p}}'", ADDRESS, native=True).expand("t:;x", named(".."))

    assert isinstance(result, Trouble)
    assert "dots alone" in result.reason


def test_a_missing_value_in_an_address_is_a_missing_value() -> None:
    result = reply("'It is {{p}}.'", ADDRESS, native=True).expand("t:;x", NOBODY)

    assert isinstance(result, Expansion)
    assert result.text == "It is ⟦customer.first_name⟧."
    assert result.missing == ("customer.first_name",)


def test_an_empty_answer_of_the_web_is_a_missing_value() -> None:
    shelf = reply("'It is {{p}}.'", ADDRESS, native=True)
    asked = called(shelf)
    assert isinstance(asked, Trouble)
    assert asked.request is not None
    result = called(shelf, Occasion(answers={asked.request: " "}))

    assert isinstance(result, Expansion)
    assert result.missing == ("p",)
    assert text(shelf, Occasion(answers={asked.request: " on its way "})) == "It is on its way."


def test_espanso_knows_no_web_addresses() -> None:
    plain = PARCEL % "https://example.com/"

    assert "unknown type `http`" in reason(reply("'{{p}}'", plain))
