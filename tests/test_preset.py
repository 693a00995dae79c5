"""Presets: each makes a connector with three lines, and the user's own keys win."""

from datetime import timedelta
from pathlib import Path

import pytest

from agent_console import config
from agent_console.config import CaseConnector, HttpConnector, OrderConnector, preset
from agent_console.yaml_source import SourceError

KINDS: tuple[tuple[preset.Kind, type[HttpConnector]], ...] = (
    ("orders", OrderConnector),
    ("cases", CaseConnector),
)
SECRET = {
    "odoo-19": "{bearer_env: TOKEN}",
    "saleor": "{bearer_env: TOKEN}",
    "shopify": "{header: {name: X-Shopify-Access-Token, value_env: TOKEN}}",
    "vendure": "{login: {user: console, password_env: TOKEN}}",
}
BASIC = "{basic: {user: console, password_env: TOKEN}}"
TRIED = {"django-oscar", "vendure", "django-helpdesk", "request-tracker-5"}


def loaded(folder: Path, kind: str, settings: str) -> HttpConnector:
    """Return the one connector of a configuration file."""
    file = folder / "config.yaml"
    file.write_text(f"records:\n  {kind}:\n{settings}", encoding="utf-8")
    records = config.load(file).records
    [connector] = records.order_sources or records.case_sources
    assert isinstance(connector, HttpConnector)
    return connector


def three_lines(name: str) -> str:
    url = "    url: https://company.example.com\n"
    return f"    preset: {name}\n{url}    auth: {SECRET.get(name, BASIC)}\n"


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, _ in KINDS for name in preset.known(kind)])
def test_three_lines_make_a_connector(tmp_path: Path, kind: str, name: str) -> None:
    connector = loaded(tmp_path, kind, three_lines(name))
    assert connector.target.startswith("https://company.example.com/")
    assert connector.preset == name


@pytest.mark.parametrize("kind", [kind for kind, _ in KINDS])
def test_what_was_never_run_live_is_said_to_be_so(kind: preset.Kind) -> None:
    for name in preset.known(kind):
        standing = preset.find(name).standing
        assert ("not run live" in standing) == (name not in TRIED), standing


def test_the_users_own_keys_win_and_leave_the_others_alone(tmp_path: Path) -> None:
    own = "    timeout: 42s\n    query: {limit: 7}\n    fields: {status: state}\n    follow: []\n"
    connector = loaded(tmp_path, "orders", three_lines("django-oscar") + own)
    assert isinstance(connector, OrderConnector)
    assert connector.timeout == timedelta(seconds=42)
    assert connector.query == {"limit": "7"}
    assert (connector.fields.status, connector.fields.number) == ("state", "number")
    assert connector.follow == ()
    assert connector.owner == "email"


def test_a_preset_that_is_not_there_is_refused_with_the_ones_that_are(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no preset `django-oskar`.*django-oscar, odoo-19") as refused:
        loaded(tmp_path, "orders", three_lines("django-oskar"))
    assert refused.value.problems[0].line == 3


@pytest.mark.parametrize("name", ["../../secret", "", "zammad", "a/b"])
def test_only_presets_of_that_kind_are_taken(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match="has no preset"):
        loaded(tmp_path, "orders", three_lines(f'"{name}"'))


def test_a_key_beside_a_preset_that_is_wrong_has_its_place(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refused:
        loaded(tmp_path, "cases", three_lines("zammad") + "    timout: 3s\n")
    assert "did you mean `timeout`?" in str(refused.value)
    assert refused.value.problems[0].line == 6
