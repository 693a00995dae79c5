"""A Synapse as it comes, with SQLite, and customers who write to it as they would to a hub."""

import asyncio
import hashlib
import hmac
import json
import secrets
import socket
import tempfile
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from benchmarks.load import WARM_SECONDS, Sample

SECONDS_TO_START = 120
SECONDS_TO_END = 30
UNLIMITED = {"per_second": 100_000, "burst_count": 100_000}
LIMITS = ("rc_message", "rc_registration", "rc_joins_per_room", "rc_room_creation")


class Synapse:
    """One server with an empty database."""

    def __init__(self, python: Path, folder: Path) -> None:
        """`python` is one that Synapse is installed for."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port: int = free.getsockname()[1]
        self._python = python
        self._folder = folder
        self._secret = secrets.token_hex()
        self._process: Process | None = None
        self.http = httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{self._port}",
            trust_env=False,
            timeout=60,
            limits=httpx.Limits(max_connections=None),
        )

    @property
    def process(self) -> int:
        """The number of its process."""
        return self._process.pid if self._process is not None else 0

    async def start(self) -> None:
        """Start it and wait until it answers."""
        (self._folder / "homeserver.json").write_text(json.dumps(self._settings()), encoding="utf-8")
        program = (str(self._python), "-m", "synapse.app.homeserver", "-c", "homeserver.json")
        keys = await asyncio.create_subprocess_exec(
            *program, "--generate-keys", cwd=self._folder, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL
        )
        await keys.wait()
        with (self._folder / "synapse.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *program, cwd=self._folder, stdin=DEVNULL, stdout=log, stderr=log
            )
        async with asyncio.timeout(SECONDS_TO_START):
            while not await self._answers():
                if self._process.returncode is not None:
                    said = (self._folder / "synapse.log").read_text(encoding="utf-8", errors="replace")
                    raise RuntimeError(f"Synapse did not start:\n{said[-2000:]}")
                await asyncio.sleep(0.05)

    async def stop(self) -> None:
        """End it as an operator does."""
        await self.http.aclose()
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            async with asyncio.timeout(SECONDS_TO_END):
                await self._process.wait()

    async def register(self, name: str) -> str:
        """Make an account and return its token."""
        path = "/_synapse/admin/v1/register"
        nonce = (await self.http.get(path)).json()["nonce"]
        told = "\0".join((nonce, name, name, "notadmin")).encode()
        mac = hmac.new(self._secret.encode(), told, hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": name, "password": name, "admin": False, "mac": mac}
        made = (await self.http.post(path, json=body)).raise_for_status().json()
        token: str = made["access_token"]
        return token

    async def call(self, method: str, path: str, token: str, body: object = None) -> dict[str, Any]:
        """Make a request that must succeed; `path` is below `/_matrix/client/v3`."""
        answer = await self.http.request(
            method,
            f"/_matrix/client/v3{path}",
            headers={"Authorization": f"Bearer {token}"},
            json={} if body is None and method != "GET" else body,
        )
        said: dict[str, Any] = answer.raise_for_status().json()
        return said

    async def _answers(self) -> bool:
        with suppress(httpx.HTTPError):
            return (await self.http.get("/_matrix/client/versions")).is_success
        return False

    def _settings(self) -> Mapping[str, object]:
        listener = {
            "port": self._port,
            "bind_addresses": ["127.0.0.1"],
            "type": "http",
            "resources": [{"names": ["client"]}],
        }
        return {
            "server_name": "example.com",
            "listeners": [listener],
            "database": {"name": "sqlite3", "args": {"database": str(self._folder / "synapse.db")}},
            "media_store_path": str(self._folder / "media"),
            "signing_key_path": str(self._folder / "signing.key"),
            "pid_file": str(self._folder / "synapse.pid"),
            "registration_shared_secret": self._secret,
            "macaroon_secret_key": self._secret,
            "form_secret": self._secret,
            "report_stats": False,
            "trusted_key_servers": [],
            **{limit: UNLIMITED for limit in LIMITS},
            "rc_joins": {"local": UNLIMITED, "remote": UNLIMITED},
            "rc_invites": {"per_room": UNLIMITED, "per_user": UNLIMITED, "per_issuer": UNLIMITED},
        }


class Room:
    """One customer's conversation, which the agent follows."""

    def __init__(self, server: Synapse, id_: str, token: str, sample: Sample) -> None:
        self._server = server
        self._path = f"/rooms/{quote(id_)}/send/m.room.message/"
        self._token = token
        self._sample = sample

    async def say(self) -> None:
        """Say something, and return when the server has taken it."""
        began = time.perf_counter()
        body = {"msgtype": "m.text", "body": f"sent at {began}"}
        await self._server.call("PUT", self._path + secrets.token_hex(8), self._token, body)
        self._sample.acknowledged.append(time.perf_counter() - began)


@dataclass(frozen=True, slots=True)
class Scene:
    """An agent, and customers each with a room of their own that the agent follows."""

    server: Synapse
    agent: str
    """The agent's token."""
    rooms: Sequence[Room]
    sample: Sample


async def populated(server: Synapse, customers: int) -> Scene:
    """Have everybody come."""
    sample, agent = Sample(), await server.register("agent")
    rooms = [await _room(server, agent, number, sample) for number in range(customers)]
    return Scene(server, agent, rooms, sample)


async def press(scene: Scene, seconds: float) -> Sample:
    """Have customers write as fast as they get answers, one message at a time each, and measure."""
    sample = scene.sample
    async with asyncio.TaskGroup() as group:
        since = (await scene.server.call("GET", "/sync?timeout=0", scene.agent))["next_batch"]
        tasks = [group.create_task(_follow(scene.server, scene.agent, since, sample))]
        tasks += [group.create_task(_endlessly(room)) for room in scene.rooms]
        await asyncio.sleep(WARM_SECONDS)
        sample.clear()
        began = time.perf_counter()
        await asyncio.sleep(seconds)
        measured = Sample(list(sample.acknowledged), list(sample.seen), time.perf_counter() - began)
        for task in tasks:
            task.cancel()
    return measured


async def _room(server: Synapse, agent: str, number: int, sample: Sample) -> Room:
    """Have a customer come, and the agent join them."""
    token = await server.register(f"customer{number}")
    made = await server.call("POST", "/createRoom", token, {"preset": "public_chat"})
    await server.call("POST", f"/join/{quote(made['room_id'])}", agent)
    return Room(server, made["room_id"], token, sample)


async def _endlessly(room: Room) -> None:
    while True:
        await room.say()


async def _follow(server: Synapse, token: str, since: str, sample: Sample) -> None:
    """Note when messages come, until cancelled."""
    while True:
        news = await server.call("GET", f"/sync?timeout=1000&since={quote(since)}", token)
        now, since = time.perf_counter(), news["next_batch"]
        for room in news.get("rooms", {}).get("join", {}).values():
            for event in room["timeline"]["events"]:
                if event["type"] == "m.room.message":
                    sample.seen.append(now - float(event["content"]["body"].rpartition(" ")[2]))


@asynccontextmanager
async def running(python: Path) -> AsyncIterator[Synapse]:
    """Run a server in a new folder of its own for as long as the block runs."""
    with tempfile.TemporaryDirectory(prefix="agent-console-synapse-") as folder:
        server = Synapse(python, Path(folder))
        try:
            await server.start()
            yield server
        finally:
            await server.stop()
