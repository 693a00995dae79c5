"""Where an address leads is decided as browsers decide it."""

import pytest

from agent_console.domain.script import mixes_scripts, turns
from agent_console.domain.web_address import WebAddress, number_of


@pytest.mark.parametrize(
    ("address", "user", "host", "port"),
    [
        ("https://example.com/a?b#c", "", "example.com", ""),
        ("https://bank.example@evil.example/", "bank.example", "evil.example", ""),
        ("https://a@b@evil.example:81", "a@b", "evil.example", "81"),
        ("https://evil.example\\@bank.example/x", "", "evil.example", ""),
        ("https:\\\\evil.example/x", "", "evil.example", ""),
        ("https:///evil.example/x", "", "evil.example", ""),
        ("https://%65vil.example/x", "", "evil.example", ""),
        ("https://evil.example?@bank.example/", "", "evil.example", ""),
        ("https://evil.example#@bank.example/", "", "evil.example", ""),
        ("HTTP://[2001:db8::1]/x", "", "[2001:db8::1]", ""),
    ],
)
def test_the_site_is_the_one_that_a_browser_goes_to(address: str, user: str, host: str, port: str) -> None:
    parts = WebAddress.split(address)
    assert parts is not None
    assert (parts.user, parts.host, parts.port) == (user, host, port)


@pytest.mark.parametrize(
    "address", ["ftp://example.com", "https://", "https://a:b", "https://x:1:y", "mailto:a"]
)
def test_what_is_no_web_address_has_no_parts(address: str) -> None:
    assert WebAddress.split(address) is None


def test_an_address_is_sent_in_ascii() -> None:
    parts = WebAddress.split("https://u ser@exämple.com:81/ö\u202e?q=ä b#%20\\")
    assert parts is not None
    sent = parts.to("xn--exmple-cua.com")
    assert sent == "https://u%20ser@xn--exmple-cua.com:81/%C3%B6%E2%80%AE?q=%C3%A4%20b#%20/"


@pytest.mark.parametrize(
    ("host", "number"),
    [
        ("example.com", ""),
        ("127.0.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("127.1.", "127.0.0.1"),
        ("1.example", ""),
    ],
)
def test_numbers_are_known_in_every_notation(host: str, number: str) -> None:
    assert number_of(host) == number


@pytest.mark.parametrize("host", ["256.1.1.1", "1.2.3.4.5", "4294967296", "example.1"])
def test_numbers_of_no_address_are_told(host: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        number_of(host)


def test_scripts_that_nobody_mixes_are_told() -> None:
    assert mixes_scripts("bаnk")
    assert mixes_scripts("日本аa")
    assert not mixes_scripts("пример")
    assert not mixes_scripts("日本語カタカナabc")
    assert not mixes_scripts("bank-24")
    assert turns("שלום")
    assert not turns("пример")
