"""Requests that cannot be made are refused before anything is sent."""

import httpx
import pytest

from agent_console.config import OrderConnector
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.request import build
from agent_console.connectors.template import values_of
from tests.connectors.system import MIRA

SETTINGS = {"url": "https://shop.example.com/orders", "owner": "m", "fields": {"number": "n"}}


def settings(**changes: object) -> OrderConnector:
    return OrderConnector.model_validate(SETTINGS | changes)


def asked(settings: OrderConnector) -> httpx.Request:
    return build(settings, settings.target, values_of(MIRA))


def test_a_header_that_cannot_be_sent_is_named() -> None:
    with pytest.raises(LookUpError, match="`headers` hold a character"):
        asked(settings(headers={"X-Team": "støtte"}))


def test_headers_of_the_settings_replace_the_usual_ones() -> None:
    request = asked(settings(headers={"accept": "application/hal+json"}))
    assert request.headers.get_list("accept") == ["application/hal+json"]


def test_an_address_that_is_too_long_is_refused() -> None:
    long = settings(url="https://shop.example.com/orders/{email}" + "x" * 70_000)
    with pytest.raises(LookUpError, match="no valid address"):
        asked(long)
