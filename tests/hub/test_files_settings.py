"""What an operator writes about files is what the hub does, and what the widget is told."""

from datetime import timedelta
from pathlib import Path

import pytest

from agent_console import config
from agent_console.bootstrap import hub
from agent_console.config import FileKind
from agent_console.hub.files.kind import SAFE_KINDS, Kind
from agent_console.hub.files.settings import MEBIBYTE, FileSettings
from agent_console.yaml_source import SourceError


def configured(tmp_path: Path, text: str) -> config.HubSettings:
    file = tmp_path / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return config.load(file).hub


def test_the_configuration_knows_every_kind() -> None:
    assert set(map(str, FileKind)) == set(map(str, Kind))


def test_without_settings_the_hubs_own_defaults_hold(tmp_path: Path) -> None:
    assert hub.hub_settings(configured(tmp_path, ""), tmp_path / "hub.db").files == FileSettings()


def test_limits_are_written_as_people_write_them(tmp_path: Path) -> None:
    text = (
        "hub:\n  files:\n    kinds: [png, office]\n    largest: 512 KiB\n    daily: 5MiB\n"
        "    total: 2 GiB\n    patience: 30m\n"
    )
    settings = hub.hub_settings(configured(tmp_path, text), tmp_path / "hub.db")
    assert settings.files == FileSettings(
        kinds=frozenset({Kind.PNG, Kind.OFFICE}),
        largest=MEBIBYTE // 2,
        daily=5 * MEBIBYTE,
        total=2048 * MEBIBYTE,
        patience=timedelta(minutes=30),
    )
    assert Kind.OFFICE not in SAFE_KINDS


@pytest.mark.parametrize("size", ["10 MB", "ten MiB", "0 MiB", "-1 KiB", "1.5 MiB", "''"])
def test_other_sizes_are_refused_with_an_example(tmp_path: Path, size: str) -> None:
    with pytest.raises(SourceError, match=r"config\.yaml:3:"):
        configured(tmp_path, f"hub:\n  files:\n    largest: {size}\n")


def test_svg_is_no_kind_to_choose(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="webp"):
        configured(tmp_path, "hub:\n  files:\n    kinds: [svg]\n")
