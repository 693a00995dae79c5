"""A real Synapse, started once for all tests of a process, and what an operator does with it."""

import atexit
import base64
import hashlib
import hmac
import json
import os
import secrets
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from tests.conftest import absent
from tests.real_servers.installation import NotInstalledError, installed
from tests.real_servers.process import LEASH

NAME = "example.com"
_SECONDS_TO_START = 60
_LAST_CHARACTERS = 4000
_UNLIMITED = {"per_second": 100_000, "burst_count": 100_000}
_OF_EACH = ("rc_message", "rc_registration", "rc_joins_per_room", "rc_admin_redaction", "rc_media_create")
_LIMITS = {
    **{limit: _UNLIMITED for limit in (*_OF_EACH, "rc_room_creation")},
    "rc_presence": {"per_user": _UNLIMITED},
    "rc_login": {"address": _UNLIMITED, "account": _UNLIMITED, "failed_attempts": _UNLIMITED},
    "rc_joins": {"local": _UNLIMITED, "remote": _UNLIMITED},
    "rc_invites": {"per_room": _UNLIMITED, "per_user": _UNLIMITED, "per_issuer": _UNLIMITED},
}


class Synapse:
    """One server with an empty database, on a port that stays the same."""

    def __init__(self, program: Path, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self._program = program
        self._folder = folder
        self._secret = secrets.token_hex()
        self._process: subprocess.Popen[bytes] | None = None
        self._people: dict[str, tuple[str, str]] = {}
        self._ids = iter(range(1, 10**9))
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", trust_env=False, timeout=60)
        self._write_settings()
        self.start()
        self.operator, self.operator_token = self.register("operator", "Operator", admin=True)

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = (*LEASH, str(self._program), "-m", "synapse.app.homeserver", "-c", "homeserver.json")
        with (self._folder / "synapse.log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=self._folder, stdout=log, stderr=log)
        end = time.monotonic() + _SECONDS_TO_START
        while not self._answers():
            assert self._process.poll() is None, self._said()
            assert time.monotonic() < end, self._said()
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop it as an operator does."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=_SECONDS_TO_START)
            self._process = None

    def call(self, method: str, path: str, token: str, body: object = None) -> dict[str, Any]:
        """Make a request that must succeed; `path` is below `/_matrix/client/v3` unless it is a whole one."""
        whole = path if path.startswith("/_") else f"/_matrix/client/v3{path}"
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = self.http.request(method, whole, headers=headers, content=json.dumps(body or {}))
        assert answer.is_success, (method, path, answer.text)
        said: dict[str, Any] = answer.json()
        return said

    def register(self, name: str, called: str, *, admin: bool = False) -> tuple[str, str]:
        """Make an account; returns its Matrix ID and a token. Its password is its name."""
        path = "/_synapse/admin/v1/register"
        nonce = self.http.get(path).json()["nonce"]
        told = "\0".join((nonce, name, name, "admin" if admin else "notadmin")).encode()
        body = {
            "nonce": nonce,
            "username": name,
            "displayname": called,
            "password": name,
            "admin": admin,
            "mac": hmac.new(self._secret.encode(), told, hashlib.sha1).hexdigest(),
        }
        made = self.http.post(path, json=body).raise_for_status().json()
        return made["user_id"], made["access_token"]

    def person(self, called: str) -> tuple[str, str]:
        """Return the Matrix ID and a token of a customer of that name, the same in every test."""
        if called not in self._people:
            self._people[called] = self.register(f"customer-{self.number()}", called)
        return self._people[called]

    def number(self) -> int:
        """Return a number that was not given yet."""
        return next(self._ids)

    def log_in(self, user: str, device: str) -> str:
        """Return a token of a device."""
        body = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": user},
            "password": user.removeprefix("@").partition(":")[0],
            "device_id": device,
        }
        token: str = self.call("POST", "/login", "", body)["access_token"]
        return token

    def make_room(self, token: str = "", **facts: object) -> str:
        """Make a room, by default the operator's."""
        room: str = self.call("POST", "/createRoom", token or self.operator_token, facts)["room_id"]
        return room

    def bring(self, user: str, room: str) -> None:
        """Let a user enter a room of the operator's."""
        path = f"/_synapse/admin/v1/join/{quote(room)}"
        self.call("POST", path, self.operator_token, {"user_id": user})

    def _answers(self) -> bool:
        with suppress(httpx.HTTPError):
            return self.http.get("/_matrix/client/versions").is_success
        return False

    def _said(self) -> str:
        return (self._folder / "synapse.log").read_text(errors="replace")[-_LAST_CHARACTERS:]

    def _write_settings(self) -> None:
        seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        (self._folder / "signing.key").write_text(f"ed25519 a_test {seed}\n", encoding="utf-8")
        settings = json.dumps(self._settings(), indent=1)
        (self._folder / "homeserver.json").write_text(settings, encoding="utf-8")  # JSON is YAML

    def _settings(self) -> Mapping[str, object]:
        return {
            "server_name": NAME,
            "listeners": [
                {
                    "port": self.port,
                    "bind_addresses": ["127.0.0.1"],
                    "type": "http",
                    "resources": [{"names": ["client"]}],
                }
            ],
            "database": {"name": "sqlite3", "args": {"database": str(self._folder / "synapse.db")}},
            "media_store_path": str(self._folder / "media"),
            "signing_key_path": str(self._folder / "signing.key"),
            "pid_file": str(self._folder / "synapse.pid"),
            "registration_shared_secret": self._secret,
            "macaroon_secret_key": self._secret,
            "form_secret": self._secret,
            "report_stats": False,
            "trusted_key_servers": [],
            "bcrypt_rounds": 4,
            "presence": {"enabled": True},
            # What nobody here looks at takes as much time as what they do.
            "push": {"enabled": False},
            "user_directory": {"enabled": False},
            "stats": {"enabled": False},
            **_LIMITS,
        }


@cache
def synapse() -> Synapse:
    """Return the server of this process, which ends with it; says so loudly when it is not installed."""
    try:
        program = installed("synapse/installed", "Synapse").with_name("bin") / "python"
    except NotInstalledError as error:
        absent(str(error))
    folder = tempfile.TemporaryDirectory(prefix="agent-console-synapse-", dir=_memory())
    atexit.register(folder.cleanup)
    server = Synapse(program, Path(folder.name))
    atexit.register(server.http.close)
    atexit.register(server.stop)
    return server


def _memory() -> str | None:
    """Return a folder in memory, where there is one: the server waits for the disk at every event."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder in it has a name of its own
    return str(memory) if os.access(memory, os.W_OK) else None
