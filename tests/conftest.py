"""Shuts out the real home, the real settings and the real network."""

import ipaddress
import socket
from pathlib import Path

import pytest

from tests.fakes import FrozenClock

connect = socket.socket.connect


class NetworkError(AssertionError):
    """A test reached for a machine other than this one."""


def _connect_here_only(self: socket.socket, address: tuple[str, int] | str) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6):
        host = address[0]
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise NetworkError(f"a test connects to {host}")
    connect(self, address)


@pytest.fixture(autouse=True)
def isolation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test an empty home of its own, and no network beyond this machine."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for kind in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    monkeypatch.setattr(socket.socket, "connect", _connect_here_only)


@pytest.fixture
def clock() -> FrozenClock:
    """A clock that stands still."""
    return FrozenClock()
