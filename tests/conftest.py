"""Shuts out the real home, settings and network; a test whose program is absent says so loudly."""

import gc
import ipaddress
import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

from tests.fakes import FrozenClock
from tests.program import found

NEED_ALL = "AGENT_CONSOLE_TESTS_NEED_ALL"
"""The environment variable under which no test may be skipped."""

LONGEST = ("tests/story", "tests/ui/test_wrong_pane", "tests/test_readme", "tests/demo", "tests/walkthrough")
"""Where tests take longest: most of them wait for programs."""

connect = socket.socket.connect

# What a test reads must not depend on the language of whoever runs it.
for variable in ("LC_ALL", "LANGUAGE"):
    os.environ.pop(variable, None)
os.environ["LC_MESSAGES"] = "C"

# A busy machine must not fail a test for the time that an example took.
settings.register_profile("patient", settings(), deadline=None)
settings.load_profile("patient")

# Every console that a test starts makes hundreds of thousands of objects; at the usual rate a fifth of the
# suite's time goes into looking through them.
gc.set_threshold(100_000, 20, 50)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a developer ask for the tests that nobody wants to wait for."""
    parser.addoption("--slow", action="store_true", help="also run tests marked slow")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the slow tests unless they are asked for; begin with those that take longest.

    What takes half a minute must not be all that is left for one process at the end.
    """
    if not config.getoption("--slow"):
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("slow")])
        items[:] = [item for item in items if not item.get_closest_marker("slow")]
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was left out."""
    if not config.getoption("--slow"):
        terminalreporter.write_line("tests marked slow were NOT run; --slow runs them")


def pytest_sessionfinish() -> None:
    """End the server that tests shared, if any did."""
    if (shared := sys.modules.get("tests.postgres")) is not None:
        shared.SHARED.end()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is not installed; fail it where nothing may be skipped."""
    for marker in item.iter_markers("needs"):
        for program in marker.args:
            if found(program) is None:
                absent(program)


def absent(program: str) -> NoReturn:
    """Skip the test that needs a program; fail it where nothing may be skipped."""
    message = f"{program} is not installed; this was NOT tested"
    if os.environ.get(NEED_ALL):
        pytest.fail(f"{message} ({NEED_ALL} is set)", pytrace=False)
    pytest.skip(message)


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
