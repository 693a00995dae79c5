"""A Request Tracker 5 on a database of its own, from the package's files but with none of its settings."""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.real_servers.installation import NotInstalledError, wait
from tests.real_servers.person import OldCase, as_json
from tests.real_servers.process import folder_of_its_own, running

USER, PASSWORD = "root", "password"
_SETUP = "rt-setup-database-5"
_SERVER = "/usr/share/request-tracker5/libexec/rt-server"
_FILLING = Path(__file__).parent / "site" / "tracker.pl"
_UNPRIVILEGED = "nobody"
_SETTINGS = """
Set($rtname, 'example.com');
Set($Organization, 'example.com');
Set($DatabaseType, 'SQLite');
Set($DatabaseName, '{folder}/rt.sqlite');
Set($WebDomain, 'rt.example.com');
Set($WebPort, 80);
Set($Timezone, 'UTC');
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'error');
Set($MailCommand, 'testfile');
$RT::VarPath = '{folder}/var';
$RT::MasonDataDir = '{folder}/mason';
$RT::MasonSessionDir = '{folder}/session';
1;
"""


@contextmanager
def request_tracker(cases: list[OldCase]) -> Iterator[str]:
    """Run it with those cases, and give its address; raise NotInstalledError when it is not there."""
    wait()
    if not shutil.which(_SETUP):
        raise NotInstalledError("request-tracker5 (Debian)")
    with folder_of_its_own() as folder, socket.create_server(("127.0.0.1", 0)) as listener:
        environment = _prepared(folder, cases)
        address = f"127.0.0.1:{listener.getsockname()[1]}"
        # The name under which the server takes a socket that listens already.
        environment["SERVER_STARTER_PORT"] = f"{address}={listener.fileno()}"
        command = (*_less_privileged(), _SERVER, "--server", "Starlet", "--max-workers", "1")
        with running(*command, folder=folder, environment=environment, sockets=(listener.fileno(),)):
            yield f"http://{address}"


def _prepared(folder: Path, cases: list[OldCase]) -> dict[str, str]:
    """Write settings and make the database; return the environment that leads to them."""
    for name in ("var", "mason", "session", "none"):
        (folder / name).mkdir()
    settings = folder / "settings.pm"
    settings.write_text(_SETTINGS.replace("{folder}", str(folder)), encoding="utf-8")
    environment = {"RT_SITE_CONFIG": str(settings), "RT_SITE_CONFIG_DIR": str(folder / "none")}
    _run(environment, _SETUP, "--action", "init", "--skip-create")
    _run(environment, "perl", str(_FILLING), told=json.dumps(as_json(cases)))
    if _privileged():
        for place in (folder, *folder.rglob("*")):
            shutil.chown(place, _UNPRIVILEGED)
    return environment


def _privileged() -> bool:
    return os.geteuid() == 0


def _less_privileged() -> tuple[str, ...]:
    return (
        ("setpriv", "--reuid", _UNPRIVILEGED, "--clear-groups", "--pdeathsig", "TERM")
        if _privileged()
        else ()
    )


def _run(environment: dict[str, str], *command: str, told: str = "") -> None:
    """Run a program to its end; raise AssertionError with what it says when it fails."""
    done = subprocess.run(
        command, env={**os.environ, **environment}, input=told, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
