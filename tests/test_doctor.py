"""What `agent-console doctor` finds in settings."""

import asyncio
from pathlib import Path

import pytest

from agent_console import doctor
from agent_console.bootstrap import guard
from agent_console.domain.audit import AuditLine, Outcome
from agent_console.domain.chat import ClientId, ConversationId
from agent_console.storage.journal import SqliteJournal
from agent_console.storage.paths import ProfilePaths, profile
from tests.fakes import START

HUB = 'backend: {kind: hub, url: "ws://127.0.0.1:1", token_file: token}\n'


async def test_keys_for_what_cannot_be_done_are_found(tmp_path: Path) -> None:
    settings = tmp_path / "config.yaml"
    settings.write_text("keys:\n  desk.tkae: f10\n", encoding="utf-8")
    failed = [
        finding for finding in await doctor.examine(settings) if finding.failed and finding.what == "keys"
    ]
    assert ["did you mean desk.take?" in finding.detail for finding in failed] == [True]


async def test_keys_of_the_users_own_are_no_trouble(tmp_path: Path) -> None:
    settings = tmp_path / "config.yaml"
    settings.write_text("keys:\n  desk.take: f11\n", encoding="utf-8")
    assert "keys" not in {finding.what for finding in await doctor.examine(settings)}


async def test_a_reply_that_the_settings_name_and_nobody_has_is_found(tmp_path: Path) -> None:
    settings = tmp_path / "config.yaml"
    text = "wait: {holding: {reply: holding.still-heer}, silence: {nudge_reply: goodbye.nudge}}"
    settings.write_text(text, encoding="utf-8")
    [found] = [one for one in await doctor.examine(settings) if one.what == "canned responses"]
    assert found.failed
    assert "1 problems, the first: `wait.holding.reply` names holding.still-heer" in found.detail


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ProfilePaths]:
    """Settings that name a hub which is not there, and the profile that is kept for it."""
    monkeypatch.setattr(doctor, "SECONDS_TO_ANSWER", 0.1)
    settings = tmp_path / "config.yaml"
    settings.write_text(HUB, encoding="utf-8")
    (tmp_path / "token").write_text("the-token", encoding="utf-8")
    return settings, profile("127.0.0.1-1")


async def about_guard(settings: Path) -> doctor.Finding:
    [found] = [one for one in await doctor.examine(settings) if one.what == "guard"]
    return found


async def sent(profile: ProfilePaths, count: int) -> None:
    """Put that many scored sends into the audit."""
    version = guard.model(profile).version
    journal = SqliteJournal(profile.directory)
    lines = (
        AuditLine(
            START, Outcome.SENT, ClientId(f"{number}"), ConversationId("ana"), features=(1.0,), model=version
        )
        for number in range(count)
    )
    await asyncio.gather(*map(journal.audit, lines))
    await journal.aclose()


async def test_the_guards_model_is_named_with_what_its_limits_rest_on(hub: tuple[Path, ProfilePaths]) -> None:
    settings, kim = hub
    version = guard.shipped().version
    found = await about_guard(settings)
    assert (
        found.detail == f"model {version}; names and numbers only, until it has scored 500 sends (0 so far)"
    )
    await sent(kim, 600)
    found = await about_guard(settings)
    assert found.detail == f"model {version}; delays by score; limits from 600 sends since 2026-03-02"


async def test_without_a_hub_nobodys_sends_set_limits(tmp_path: Path) -> None:
    found = await about_guard(tmp_path / "config.yaml")
    assert "no hub yet" in found.detail
    assert not found.failed


async def test_a_guard_that_is_off_is_told(hub: tuple[Path, ProfilePaths]) -> None:
    settings, _ = hub
    settings.write_text(f"{HUB}guard: {{enabled: false}}\n", encoding="utf-8")
    assert (await about_guard(settings)).detail.startswith("off: ")


async def test_damaged_weights_are_found(hub: tuple[Path, ProfilePaths]) -> None:
    settings, kim = hub
    kim.directory.mkdir(parents=True)
    kim.guard.write_text("[]", encoding="utf-8")
    found = await about_guard(settings)
    assert found.failed
    assert "guard.json is damaged" in found.detail


async def about(what: str, settings: Path) -> list[doctor.Finding]:
    return [one for one in await doctor.examine(settings) if one.what == what]


def shops(tmp_path: Path, *sources: str) -> Path:
    """Settings with several systems that have orders."""
    settings = tmp_path / "config.yaml"
    rest = "owner: mail, fields: {number: id}"
    lines = "".join(f"    - {{{source}, {rest}}}\n" for source in sources)
    settings.write_text(f"records:\n  orders:\n{lines}", encoding="utf-8")
    return settings


QUERY = '"SELECT id, mail FROM purchase WHERE mail = :email"'


async def test_each_system_is_told_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_DATABASE", "postgresql://console:wonderland@db.example.com/shop")
    (tmp_path / "shop.db").touch()
    found = await about(
        "orders",
        shops(
            tmp_path,
            f'name: Lamps, sql: {{url: "sqlite:///shop.db", query: {QUERY}}}',
            f"name: Mugs, sql: {{url_env: SHOP_DATABASE, query: {QUERY}}}",
        ),
    )
    assert [one.detail for one in found] == [
        f"Lamps at sqlite:///{tmp_path}/shop.db",
        "Mugs at the database whose address the environment variable SHOP_DATABASE holds",
    ]
    assert not any(one.failed for one in found)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "url: https://shop.example.com/orders, auth: {bearer_env: NO_SUCH_TOKEN}",
            "NO_SUCH_TOKEN is not set",
        ),
        (
            "url: https://shop.example.com/orders, auth: {header: {name: X-Key, value_env: NO_SUCH_KEY}}",
            "NO_SUCH_KEY is not set",
        ),
        (
            "url: https://shop.example.com/orders, auth: {basic: {user: kim, password_env: NO_SUCH_WORD}}",
            "NO_SUCH_WORD is not set",
        ),
        (f"sql: {{url_env: NO_SUCH_DATABASE, query: {QUERY}}}", "NO_SUCH_DATABASE is not set"),
        (f'sql: {{url: "sqlite:///gone.db", query: {QUERY}}}', "there is no file"),
    ],
)
async def test_what_a_system_cannot_be_asked_without_is_found(tmp_path: Path, source: str, said: str) -> None:
    [found] = await about("orders", shops(tmp_path, source))
    assert found.failed
    assert said in found.detail


async def test_help_articles_are_counted(tmp_path: Path) -> None:
    settings = tmp_path / "config.yaml"
    settings.write_text("articles: {folder: help}\n", encoding="utf-8")
    (tmp_path / "help").mkdir()
    (tmp_path / "help" / "returns.md").write_text("# Returns\n\nThirty days.\n", encoding="utf-8")
    [found] = await about("help articles", settings)
    assert (found.detail, found.failed) == (f"1 from {tmp_path / 'help'}", False)


async def test_a_folder_of_articles_that_is_not_there_is_found(tmp_path: Path) -> None:
    settings = tmp_path / "config.yaml"
    settings.write_text("articles: {folder: help}\n", encoding="utf-8")
    [found] = await about("help articles", settings)
    assert found.failed
    assert str(tmp_path / "help") in found.detail


async def test_without_articles_nothing_is_said_of_them(tmp_path: Path) -> None:
    assert await about("help articles", tmp_path / "config.yaml") == []


async def test_who_rewords_texts_is_told_and_asked_after_only_where_one_is_set(tmp_path: Path) -> None:
    settings = tmp_path / "config.yaml"
    [off] = await about("rewriting", settings)
    assert (off.failed, off.detail) == (False, "off: no text is sent anywhere for it")
    settings.write_text(
        "assist: {translation: {kind: libretranslate, url: 'http://127.0.0.1:1'}}", encoding="utf-8"
    )
    [unreachable] = await about("translation", settings)
    assert unreachable.failed
    assert "127.0.0.1 cannot be reached" in unreachable.detail
