"""Which store the command line and the settings mean, and what the doctor says of it."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console import config, doctor
from agent_console.cli import value
from agent_console.cli.argument import parser
from agent_console.cli.outcome import UserError
from agent_console.cli.store import folder_of, place_of
from agent_console.hub.database.address import PostgresAddress
from agent_console.hub.database.opening import connection_at
from agent_console.yaml_source import SourceError
from tests.hub.ledger_case import new_place
from tests.postgres import PASSWORD

URL = "postgresql://hub@db1.example.com,db2.example.com/hub?target_session_attrs=read-write"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))


def configured(tmp_path: Path, lines: str = "{}") -> config.HubSettings:
    file = tmp_path / "config.yaml"
    file.write_text(f"hub: {lines}\n", encoding="utf-8")
    return config.load(file).hub


def said(*arguments: str) -> argparse.Namespace:
    return parser().parse_args(["serve", *arguments])


def test_the_command_line_comes_before_the_settings(tmp_path: Path) -> None:
    hub = configured(tmp_path, f"{{store: {{url: '{URL}', folder: shared}}}}")
    assert place_of(hub, said()) == PostgresAddress(URL)
    assert place_of(hub, said("--store", "sqlite:some.db")) == Path("some.db")
    assert place_of(hub, said("--database", "some.db")) == Path("some.db")
    assert place_of(hub, said("--store", f"{URL}2")) == PostgresAddress(f"{URL}2")
    assert place_of(configured(tmp_path), said()) == tmp_path / "agent-console" / "hub.db"
    assert place_of(configured(tmp_path, "{database: other.db}"), said()) == tmp_path / "other.db"


def test_files_are_beside_sqlite_or_in_a_folder_that_is_named(tmp_path: Path) -> None:
    hub = configured(tmp_path, f"{{store: {{url: '{URL}', folder: shared}}}}")
    assert folder_of(hub, PostgresAddress(URL), said()) == tmp_path / "shared"
    assert folder_of(hub, PostgresAddress(URL), said("--files", "here")) == Path("here")
    assert folder_of(hub, Path("some.db"), said()) is None
    own = configured(tmp_path)
    assert folder_of(own, PostgresAddress(URL), said()) == tmp_path / "agent-console" / "hub.files"


def test_the_password_is_where_the_settings_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = configured(tmp_path, f"{{store: {{url: '{URL}', password_env: HUB_PASSWORD}}}}")
    with pytest.raises(UserError, match="HUB_PASSWORD is not set"):
        place_of(hub, said())
    monkeypatch.setenv("HUB_PASSWORD", "hunter2")
    assert place_of(hub, said()) == PostgresAddress(URL, "hunter2")
    elsewhere = "postgresql://hub@db.example.org/hub"
    assert place_of(hub, said("--store", elsewhere)) == PostgresAddress(elsewhere)  # no secret of another


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://hub:hunter2@db.example.com/hub",
        "postgresql://hub@db.example.com/hub?password=hunter2",
        "postgres://hub@db.example.com/hub?Password=hunter2",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_said(address: str, tmp_path: Path) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="must not hold a password") as told:
        value.store(address)
    assert "hunter2" not in str(told.value)
    with pytest.raises(SourceError, match="must not hold a password") as found:
        configured(tmp_path, f"{{store: {{url: '{address}'}}}}")
    assert "hunter2" not in found.value.problems[0].summary


@pytest.mark.parametrize("address", ["mysql://hub@db.example.com/hub", "hub.db", "sqlite:", "postgresql:hub"])
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="must be an address such as postgresql://"):
        value.store(address)


def test_one_store_is_enough(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="name one of them"):
        configured(tmp_path, f"{{database: hub.db, store: {{url: '{URL}'}}}}")
    with pytest.raises(SystemExit):
        said("--store", URL, "--database", "hub.db")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[PostgresAddress]:
    with new_place("postgres", tmp_path) as made:
        assert isinstance(made, PostgresAddress)
        yield made


async def about(tmp_path: Path, place: PostgresAddress, folder: str = "shared") -> doctor.Finding:
    configured(tmp_path, f"{{store: {{url: '{place.url}', password_env: HUB_PASSWORD, folder: {folder}}}}}")
    [found] = [one for one in await doctor.examine(tmp_path / "config.yaml") if one.what == "hub's store"]
    return found


@pytest.mark.needs("postgres")
async def test_the_doctor_looks_at_the_store_and_changes_nothing(
    tmp_path: Path, place: PostgresAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "HUB_PASSWORD is not set" in (await about(tmp_path, place)).detail
    monkeypatch.setenv("HUB_PASSWORD", "wrong")
    found = await about(tmp_path, place)
    assert found.failed
    assert "check the user and the password" in found.detail
    monkeypatch.setenv("HUB_PASSWORD", PASSWORD)
    for _ in range(2):
        found = await about(tmp_path, place)
        assert not found.failed
        assert "the database is empty, and the first hub makes it its own" in found.detail
        assert "has fsync off" in found.detail
    with connection_at(place):
        pass
    assert "format 1, 0 conversations; files in" in (await about(tmp_path, place)).detail
    found = await about(tmp_path, place, folder="/nowhere/at/all")
    assert found.failed
    assert "cannot be written; every hub must reach it" in found.detail


async def test_without_a_store_the_doctor_says_nothing_of_one(tmp_path: Path) -> None:
    configured(tmp_path)
    assert "hub's store" not in {one.what for one in await doctor.examine(tmp_path / "config.yaml")}
