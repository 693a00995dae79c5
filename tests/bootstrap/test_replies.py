"""Canned responses as the settings put them together: what one folder is allowed is allowed to no other."""

from pathlib import Path

import pytest

from agent_console import config
from agent_console.bootstrap import replies
from agent_console.config import Config
from agent_console.domain.outside import Reach, Request
from agent_console.ports import AnswerError
from agent_console.snippets.book import Book
from tests.fakes import FrozenClock

WHO = """
matches:
  - trigger: ":{name}"
    replace: "{{{{who}}}}"
    vars: [{{name: who, type: shell, params: {{cmd: "echo {name}"}}}}]
"""
SETTINGS = """
snippets:
  shipped: false
  watch: false
  folders:
    - {path: trusted, allow: [shell]}
    - {path: imported, layer: company}
agent: {name: Sam Rivera}
brand: {name: Example Outdoor}
"""


@pytest.fixture
def settings(tmp_path: Path) -> Config:
    for name in ("trusted", "imported"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.yml").write_text(WHO.format(name=name), encoding="utf-8")
    (tmp_path / "config.yaml").write_text(SETTINGS, encoding="utf-8")
    return config.load(tmp_path / "config.yaml")


def test_a_folder_that_is_not_allowed_to_has_its_replies_turned_off(settings: Config) -> None:
    book, problems = Book.of(replies.files(settings).look())
    disabled = {snippet.trigger: snippet.disabled for snippet in book.snippets}

    assert problems == ()
    assert disabled[":trusted"] == ""
    assert "`allow: [shell]` for its folder under `snippets.folders`" in disabled[":imported"]


async def test_only_what_some_folder_is_allowed_is_open_at_all(settings: Config) -> None:
    async with replies.outside(settings, FrozenClock()) as world:
        assert await world.answer(Request(Reach.SHELL, "echo hello")) == "hello\n"
        with pytest.raises(AnswerError, match="`clipboard` is off"):
            await world.answer(Request(Reach.CLIPBOARD))


async def test_by_default_nothing_is_open() -> None:
    async with replies.outside(Config(), FrozenClock()) as world:
        with pytest.raises(AnswerError, match="`shell` is off"):
            await world.answer(Request(Reach.SHELL, "echo hello"))


async def test_without_watching_files_are_looked_at_once(settings: Config) -> None:
    assert [touched async for touched in replies.files(settings).changes()] == [frozenset()]


def test_replies_know_of_the_agent_and_the_brand_what_the_settings_say(settings: Config) -> None:
    base = replies.empty(settings)

    assert (base.agent, base.brand) == ({"name": "Sam Rivera"}, {"name": "Example Outdoor"})
    assert base.book.snippets == ()


def test_mistakes_in_files_between_them_and_in_bodies_are_found(settings: Config, tmp_path: Path) -> None:
    wrong = tmp_path / "trusted" / "wrong.yaml"
    wrong.write_text(
        "dialect: support/1\nmatches:\n  - {id: a, template: '{{ x '}\n  - {id: b, replce: x}\n",
        encoding="utf-8",
    )
    (tmp_path / "trusted" / "latin.yaml").write_bytes(b"\xe6")
    count, problems = replies.findings(settings)

    assert count == 3
    assert [problem.removeprefix(f"{tmp_path}/trusted/").split(": ")[0] for problem in problems[:2]] == [
        "latin.yaml",
        "wrong.yaml:4:13",
    ]
    assert any(problem.startswith(f"{wrong}:3:") for problem in problems)
