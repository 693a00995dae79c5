"""The settings that the first screen writes: readable by their owner only, and never over a file."""

import stat
from pathlib import Path

import pytest

from agent_console import config
from agent_console.storage.config_file import keep_hub

URL = "wss://support.example.com"


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("url", [URL, "ws://127.0.0.1:8765", 'wss://support.example.com/a: "b" #c'])
def test_what_is_written_is_what_is_read(tmp_path: Path, url: str) -> None:
    file = tmp_path / "new" / "config.yaml"
    keep_hub(file, url, "the-token")

    backend = config.load(file).backend
    assert isinstance(backend, config.HubAccess)
    assert (backend.kind, backend.url, backend.token.reveal({})) == ("hub", url, "the-token")
    assert "the-token" not in file.read_text(encoding="utf-8")
    assert [_mode(path) for path in (file.parent, file, file.with_name("token"))] == [0o700, 0o600, 0o600]


@pytest.mark.parametrize("name", ["config.yaml", "token"])
def test_an_existing_file_is_not_touched_and_nothing_else_is_left(tmp_path: Path, name: str) -> None:
    there = tmp_path / name
    there.write_text("mine", encoding="utf-8")

    with pytest.raises(FileExistsError):
        keep_hub(tmp_path / "config.yaml", URL, "the-token")

    assert there.read_text(encoding="utf-8") == "mine"
    assert [path for path in tmp_path.iterdir() if path.is_file()] == [there]
