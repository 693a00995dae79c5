"""Which chat systems the settings mean: one, several, and one that another package knows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent_console.backends.hub import HubBackend
from agent_console.backends.joint import JointBackend
from agent_console.bootstrap import backend, guard
from agent_console.config import Config, MissingSecretError, load
from agent_console.ports import JournalError
from agent_console.storage import system_places
from agent_console.storage.paths import ProfilePaths
from agent_console.storage.system_places import MovedSystemError

ADD_ON = """
from agent_console.backends.memory import MemoryBackend, MemoryWorld
from agent_console.ports.add_on import Joining
from agent_console.bootstrap.console import SystemClock

def join(joining: Joining) -> MemoryBackend:
    if joining.options.get("region") != "eu":
        raise ValueError("`region` must be eu")
    return MemoryBackend(MemoryWorld(SystemClock()), joining.token, joining.device)
"""


def settings(folder: Path, text: str) -> Config:
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return load(file)


def test_one_system_is_joined_as_it_is(tmp_path: Path) -> None:
    config = settings(tmp_path, "backend: {kind: hub, url: wss://hub.example.com, token_env: T}")
    assert isinstance(backend.connect(config, {"T": "secret"})("device"), HubBackend)
    assert guard.profile_of(config, None).directory.name == "hub.example.com"


def test_several_are_joined_as_one(tmp_path: Path) -> None:
    config = settings(
        tmp_path,
        "backends:\n  shop: {kind: hub, url: wss://hub.example.com, token_env: T}\n"
        "  desk: {kind: chatwoot, url: https://chat.example.com, token_env: U}\n",
    )
    joined = backend.connect(config, {"T": "secret", "U": "other"})("device")
    assert isinstance(joined, JointBackend)
    assert guard.profile_of(config, None).directory.name == "desk"


def test_a_secret_that_is_missing_is_named(tmp_path: Path) -> None:
    config = settings(
        tmp_path, "backends: {desk: {kind: chatwoot, url: https://chat.example.com, token_env: CHAT_TOKEN}}"
    )
    with pytest.raises(MissingSecretError, match="CHAT_TOKEN"):
        backend.connect(config, {})


def test_an_add_on_that_nobody_installed_is_named_with_those_that_are(tmp_path: Path) -> None:
    config = settings(tmp_path, "backend: {kind: add-on, name: example-chat}")
    with pytest.raises(backend.AddOnError, match="no installed package knows the chat system example-chat"):
        backend.connect(config, {})


@pytest.mark.parametrize(
    ("region", "told"),
    [
        ("eu", "ok    chat system: add-on example-chat knows you as Sam"),
        ("us", "FAIL  chat system: the add-on example-chat: `region` must be eu"),
    ],
)
def test_an_add_on_of_another_package_is_joined_by_its_entry_point(
    tmp_path: Path, region: str, told: str
) -> None:
    package = tmp_path / "site"
    (package / "example_chat-1.0.dist-info").mkdir(parents=True)
    (package / "example_chat.py").write_text(ADD_ON, encoding="utf-8")
    metadata = "Metadata-Version: 2.1\nName: example-chat\nVersion: 1.0\n"
    (package / "example_chat-1.0.dist-info" / "METADATA").write_text(metadata, encoding="utf-8")
    points = "[agent_console.backends]\nexample-chat = example_chat:join\n"
    (package / "example_chat-1.0.dist-info" / "entry_points.txt").write_text(points, encoding="utf-8")
    file = tmp_path / "config.yaml"
    file.write_text(
        f"backend: {{kind: add-on, name: example-chat, options: {{region: {region}}}, token_env: T}}\n",
        encoding="utf-8",
    )
    root = Path(__file__).parent.parent.parent
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(package), str(root))), "T": "Sam"}
    command = [sys.executable, "-m", "agent_console", "--config", str(file), "doctor"]
    said = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False).stdout
    assert told in said


def test_a_name_that_means_another_system_than_before_is_refused(tmp_path: Path) -> None:
    profile = ProfilePaths(tmp_path / "desk")
    system_places.agree(profile, {"shop": "wss://a.example.com"})
    system_places.agree(profile, {"shop": "wss://a.example.com", "desk": "https://b.example.com"})
    system_places.agree(profile, {"desk": "https://b.example.com"})
    with pytest.raises(MovedSystemError, match=r"`shop` was at wss://a\.example\.com") as refused:
        system_places.agree(profile, {"shop": "wss://c.example.com"})
    assert str(profile.systems) in str(refused.value)


def test_what_is_known_of_the_places_is_never_guessed_from_a_damaged_file(tmp_path: Path) -> None:
    profile = ProfilePaths(tmp_path)
    profile.systems.write_text("{", encoding="utf-8")
    with pytest.raises(JournalError, match="is damaged"):
        system_places.agree(profile, {"": "wss://a.example.com"})
