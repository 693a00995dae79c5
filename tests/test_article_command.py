"""`agent-console articles`: what is there, what answers a question, and what agents found missing."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent_console.domain.article import MissingArticle
from agent_console.storage.article_gap import ArticleGaps
from agent_console.storage.paths import ProfilePaths

ROOT = Path(__file__).parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def program(tmp_path: Path) -> Run:
    """Runs `agent-console articles` to its end with a folder of two articles."""
    folder = tmp_path / "help"
    folder.mkdir()
    (folder / "returns.md").write_text(
        "---\nurl: https://help.example.com/r\nlanguage: en\n---\n"
        "# Returns\n\nWithin 30\x1b[2J days.\n\n## Costs\n\nNone."
    )
    (folder / "bulbs.md").write_text("# Bulbs\n\nThey have an E27 socket.")
    (tmp_path / "config.yaml").write_text("articles: {folder: help}\n")
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    env |= {"XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CACHE_HOME": str(tmp_path / "cache")}

    def run(*arguments: str, config: str = "config.yaml") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "agent_console", "--config", config, "--profile", "kim", "articles"]
        return subprocess.run(
            [*command, *arguments],
            env=env,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def test_articles_are_listed(program: Run) -> None:
    done = program("list")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "en Bulbs · 1 passage · bulbs.md",
        "en Returns · 2 passages · https://help.example.com/r",
    ]


def test_what_answers_a_question_is_shown_without_what_steers_a_terminal(program: Run) -> None:
    done = program("search", "how do I return it")
    assert done.returncode == 0
    assert done.stdout.startswith("Returns · https://help.example.com/r\n    Within 30[2J days.\n")
    found = json.loads(program("search", "what about the socket", "--json").stdout)
    assert [(one["article"], one["text"]) for one in found["articles"]] == [
        ("bulbs.md", "They have an E27 socket.")
    ]
    assert "no article answers that" in program("search", "zebra").stdout


def test_a_mistake_in_an_article_fails_with_its_place(program: Run, tmp_path: Path) -> None:
    (tmp_path / "help" / "bad.md").write_text("---\ntitle: [x\n---\ntext")
    done = program("list")
    assert done.returncode == 1
    assert "help/bad.md:3:1: not valid YAML" in done.stdout


def test_settings_without_articles_say_what_to_do(program: Run, tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("articles: {}\n")
    done = program("list", config="other.yaml")
    assert (done.returncode, "config.example.yaml shows `articles`" in done.stderr) == (1, True)


def test_noted_questions_are_shown_the_newest_first(program: Run, tmp_path: Path) -> None:
    assert program("missing").stdout == "nothing was noted as missing\n"
    profile = ProfilePaths(tmp_path / "state" / "agent-console" / "profiles" / "kim")
    gaps = ArticleGaps(profile.missing_articles)
    gaps.note(MissingArticle("do you engrave", datetime(2026, 3, 2, tzinfo=UTC), "Kim"))
    gaps.note(MissingArticle("opening hours", datetime(2026, 3, 3, tzinfo=UTC)))
    assert program("missing").stdout == "2026-03-03 opening hours\n2026-03-02 do you engrave (Kim)\n"
    noted = json.loads(program("missing", "--json").stdout)
    assert [one["question"] for one in noted["missing"]] == ["opening hours", "do you engrave"]
