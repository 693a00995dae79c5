"""Where a client comes from, as far as that can be believed."""

import pytest

from agent_console.hub.live.remote import networks, source

PROXIES = networks(("127.0.0.1", "10.1.0.0/16"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("203.0.113.7", (), "203.0.113.7"),
        ("203.0.113.7", ("198.51.100.1",), "203.0.113.7"),
        ("127.0.0.1", ("198.51.100.1",), "198.51.100.1"),
        ("127.0.0.1", ("198.51.100.1, 10.1.2.3",), "198.51.100.1"),
        ("127.0.0.1", ("198.51.100.1", "203.0.113.7"), "203.0.113.7"),
        ("127.0.0.1", ("192.0.2.66, 198.51.100.1",), "198.51.100.1"),
        ("10.1.9.9", ("192.0.2.66, garbage",), "10.1.9.9"),
        ("127.0.0.1", (), ""),
        ("::1", ("198.51.100.1",), ""),
        ("2001:db8:1:2:3::4", (), "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", (), "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", (), "203.0.113.7"),
        ("a unix socket", (), "a unix socket"),
    ],
)
def test_only_what_a_trusted_proxy_wrote_is_believed(
    peer: str, forwarded: tuple[str, ...], expected: str
) -> None:
    assert source(peer, forwarded, PROXIES) == expected


def test_a_name_that_is_no_address_is_told() -> None:
    with pytest.raises(ValueError, match=r"proxy\.example\.com"):
        networks(("proxy.example.com",))
