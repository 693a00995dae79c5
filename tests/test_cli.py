"""The real program given bad input: one clear line each, an exit code, and never a traceback."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.story.screen import PATIENCE
from tests.story.terminal import Terminal

ROOT = Path(__file__).parent.parent
HUB = 'backend: {kind: hub, url: "ws://127.0.0.1:1", token_file: token}\n'


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """An environment with an empty home and nothing of this machine's settings."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path / "house"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
    }


def command(*arguments: str | Path) -> list[str]:
    """Return how the program is started from this checkout."""
    return [sys.executable, "-m", "agent_console", *map(str, arguments)]


def run(env: dict[str, str], *arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the program to its end, where nobody sits at a terminal."""
    done = subprocess.run(
        command(*arguments),
        env=env,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


def refusal(env: dict[str, str], folder: Path, *arguments: str | Path) -> str:
    """Return what the program says when it ends without having done anything."""
    done = run(env, *arguments, folder=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("agent-console: ")
    return done.stderr


# Settings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theme: {}\nbackened: {kind: hub}\n", ":2:1: unknown key `backened`|did you mean `backend`?"),
        ("panes: {most: many}\n", ":1:15: `panes.most` must be a whole number from 1 to 12 (got 'many')"),
        ("hub: {}\npanes: {}\nhub: {}\n", ":3:1: `hub` is written twice; the first is on line 1"),
        ("panes: {most: 4\nhub: {}\n", ":2:4: not valid YAML: |a closing bracket is missing"),
        ("wait:\n\tamber: 40s\n", ":2:1: not valid YAML: |indent with spaces, not tabs"),
        (HUB.replace("token_file: token", ""), ":1:10: `backend` needs either `token_env` or `token_file`"),
        (
            HUB.replace("127.0.0.1:1", "hub.example.com"),
            ":1:10: `backend` would travel unencrypted; use wss://",
        ),
    ],
    ids=["unknown key", "wrong type", "duplicate", "bracket", "tab", "no secret named", "unencrypted"],
)
def test_a_mistake_in_the_settings_is_told_with_its_place(
    tmp_path: Path, env: dict[str, str], text: str, said: str
) -> None:
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    told = refusal(env, tmp_path, "--config", "config.yaml")
    for part in said.split("|"):
        assert part in told
    assert "\nconfig.yaml:" in told


@pytest.mark.parametrize("doing", ["doctor", "serve", "demo"])
def test_every_command_tells_of_a_mistake_in_the_settings(
    tmp_path: Path, env: dict[str, str], doing: str
) -> None:
    (tmp_path / "config.yaml").write_text("panes: {most: many}\n", encoding="utf-8")
    done = run(env, "--config", "config.yaml", doing, folder=tmp_path)
    assert done.returncode == 1
    assert "config.yaml:1:15: `panes.most` must be" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("named", "advice"),
    [
        ("token_file: token", "token cannot be read: "),
        ("token_env: NOT_SET", "the environment variable NOT_SET is not set; set it to the secret"),
    ],
)
def test_a_secret_that_is_not_there_is_told(
    tmp_path: Path, env: dict[str, str], named: str, advice: str
) -> None:
    (tmp_path / "config.yaml").write_text(HUB.replace("token_file: token", named), encoding="utf-8")
    assert advice in refusal(env, tmp_path, "--config", "config.yaml")


def test_settings_that_are_named_must_be_there(tmp_path: Path, env: dict[str, str]) -> None:
    said = refusal(env, tmp_path, "--config", "nowhere.yaml")
    assert said == "agent-console: nowhere.yaml: there is no such file\n"


def test_without_settings_and_without_a_terminal_there_is_one_line(
    tmp_path: Path, env: dict[str, str]
) -> None:
    said = refusal(env, tmp_path)
    assert "no chat system is set in " in said
    assert "agent-console demo" in said
    assert said.count("\n") == 1


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path, env: dict[str, str]) -> None:
    (tmp_path / "config.yaml").write_text(HUB, encoding="utf-8")
    (tmp_path / "token").write_text("the-token", encoding="utf-8")
    (tmp_path / "house").write_text("a file, not a folder", encoding="utf-8")
    assert "cannot be made: Not a directory" in refusal(env, tmp_path, "--config", "config.yaml")


# Canned responses

GOOD = "dialect: support/1\nnamespace: test\nlanguage: en\nmatches:\n"
HELLO = '  - {id: hello, triggers: [";hi"], label: Hello, template: "Hello!"}\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            GOOD + HELLO.replace("label", "lable"),
            "bad.yaml:5:36: error: unknown key `lable`|did you mean `label`?",
        ),
        (
            GOOD + HELLO.replace('[";hi"]', "{}"),
            "bad.yaml:5:27: error: `triggers` must be a list (got a mapping)",
        ),
        (GOOD + HELLO + HELLO, "bad.yaml:6:6: error: `test.hello` is also the name of the snippet on line 5"),
        (
            GOOD + HELLO.replace('"}', '"'),
            "bad.yaml:6:1: error: not valid YAML: |a closing bracket is missing",
        ),
        (
            GOOD + HELLO.replace("Hello!", "Hello {{ customer.first_name"),
            "bad.yaml:5:67: error: `template`: expected '}}'",
        ),
    ],
    ids=["unknown key", "wrong type", "same id twice", "syntax", "template"],
)
def test_a_mistake_in_canned_responses_is_told_with_its_place(
    tmp_path: Path, env: dict[str, str], text: str, said: str
) -> None:
    folder = tmp_path / "replies"
    folder.mkdir()
    (folder / "bad.yaml").write_text(text, encoding="utf-8")
    (folder / "good.yaml").write_text(GOOD.replace("test", "good") + HELLO, encoding="utf-8")

    done = run(env, "snippets", "check", folder, folder=tmp_path)
    assert done.returncode == 1
    for part in said.split("|"):
        assert part in done.stdout
    listed = run(env, "snippets", "list", folder, folder=tmp_path)
    assert "good.hello" in listed.stdout, "one bad file does not take the good ones away"


def test_canned_responses_are_checked_and_listed_for_programs(tmp_path: Path, env: dict[str, str]) -> None:
    folder = tmp_path / "replies"
    folder.mkdir()
    (folder / "all.yaml").write_text("matches: [{trigger: hi, replace: Hello, wrod: true}]", encoding="utf-8")

    done = run(env, "snippets", "check", folder, "--json", folder=tmp_path)
    assert done.returncode == 1
    found = {problem["code"]: problem["severity"] for problem in json.loads(done.stdout)["problems"]}
    assert found == {"unknown-key": "warning", "mid-word": "hint"}

    done = run(env, "snippets", "check", folder, "--ignore", "unknown-key", folder=tmp_path)
    assert done.returncode == 0
    assert "[mid-word]" in done.stdout

    done = run(env, "snippets", "check", folder, "--ignore", "unknown-kye", folder=tmp_path)
    assert done.returncode == 2
    assert "did you mean `unknown-key`?" in done.stderr

    listed = run(env, "snippets", "list", folder, "--json", folder=tmp_path)
    assert json.loads(listed.stdout)["snippets"][0]["triggers"] == ["hi"]


def test_the_list_tells_the_use_of_a_profile(tmp_path: Path, env: dict[str, str]) -> None:
    folder = tmp_path / "replies"
    folder.mkdir()
    (folder / "all.yaml").write_text(GOOD + HELLO, encoding="utf-8")
    script = (
        "import datetime as d; from agent_console.storage import paths, usage_book as u;"
        "own = paths.profile('mine').directory; paths.make_private(own); book = u.UsageBook(own);"
        "book.used('test.hello', d.datetime(2026, 3, 9, tzinfo=d.UTC)); book.close()"
    )
    subprocess.run([sys.executable, "-c", script], env=env, check=True)

    used = run(env, "--profile", "mine", "snippets", "list", folder, folder=tmp_path)
    assert "1x, 2026-03-09" in used.stdout
    unused = run(env, "--profile", "other", "snippets", "list", folder, folder=tmp_path)
    assert "2026-03-09" not in unused.stdout


def test_a_folder_of_canned_responses_must_be_there(tmp_path: Path, env: dict[str, str]) -> None:
    done = run(env, "snippets", "check", "nowhere", folder=tmp_path)
    assert done.returncode == 1
    assert "nowhere: error: is not a folder" in done.stdout


# The hub


@pytest.mark.parametrize("doing", [["--port", "0"], ["--add-agent", "Sam Rivera"]])
def test_a_database_that_is_none_is_told_and_kept(
    tmp_path: Path, env: dict[str, str], doing: list[str]
) -> None:
    file = tmp_path / "hub.db"
    file.write_bytes(b"my letters, not a database" * 100)
    said = refusal(env, tmp_path, "serve", "--database", file, *doing)
    assert "hub.db: file is not a database; move the file away" in said
    assert file.read_bytes() == b"my letters, not a database" * 100


def test_who_may_use_a_hub_is_listed_and_revoked(tmp_path: Path, env: dict[str, str]) -> None:
    serve: list[str | Path] = ["serve", "--database", tmp_path / "hub.db"]

    def done(*arguments: str) -> list[str]:
        ended = run(env, *serve, *arguments, folder=tmp_path)
        assert (ended.returncode, ended.stderr) == (0, "")
        return ended.stdout.splitlines()

    tokens = {
        *done("--add-agent", "Sam Rivera", "--queue", "returns", "--queue", "orders"),
        *done("--add-agent", "Noor Aziz"),
        *done("--add-service", "Night watch"),
    }
    assert len(tokens) == 3
    assert done("--revoke", "Noor Aziz") == []
    assert done("--agents") == [
        "Night watch: service",
        "Noor Aziz: agent, revoked",
        "Sam Rivera: agent, returns, orders",
    ]
    assert not any(token in line for token in tokens for line in done("--agents"))
    said = refusal(env, tmp_path, *serve, "--revoke", "Noor Aziz")
    assert "nobody called 'Noor Aziz' has a token; --agents lists who does" in said


def test_queues_go_with_an_agent(tmp_path: Path, env: dict[str, str]) -> None:
    said = refusal(env, tmp_path, "serve", "--database", tmp_path / "hub.db", "--queue", "returns")
    assert "it goes with --add-agent" in said


def test_a_rest_port_in_use_is_told(tmp_path: Path, env: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        (tmp_path / "config.yaml").write_text(f"hub: {{port: 0, rest: {{port: {port}}}}}\n", encoding="utf-8")
        done = run(env, "--config", "config.yaml", "serve", "--database", "hub.db", folder=tmp_path)
    assert done.returncode == 1
    assert f"agent-console: REST cannot listen on 127.0.0.1:{port}: " in done.stderr.splitlines()[-1]


def test_a_port_in_use_is_told(tmp_path: Path, env: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refusal(env, tmp_path, "serve", "--database", tmp_path / "hub.db", "--port", str(port))
    assert f"cannot listen on 127.0.0.1:{port}: " in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["serve", "--port", "99999"],
        ["serve", "--port", "-1"],
        ["serve", "--port", "web"],
        ["serve", "--customer-rate", "nan"],
        ["serve", "--customer-rate", "0"],
        ["serve", "--add-agent", " "],
        ["serve", "--add-agent", "Sam Rivera", "--agents"],
        ["demo", "--pace", "0"],
        ["customer", "--name", " "],
        ["customer", "--name", "Mira Holm", "--url", "http://127.0.0.1:8765"],
        ["customer", "--name", "Mira Holm", "--url", "ws://127.0.0.1:99999"],
        ["customer", "--name", "Mira Holm", "--url", "ws://[x"],
        ["dance"],
    ],
    ids=" ".join,
)
def test_a_value_that_makes_no_sense_is_told_before_anything_starts(
    tmp_path: Path, env: dict[str, str], arguments: list[str]
) -> None:
    done = run(env, *arguments, folder=tmp_path)
    assert done.returncode == 2
    assert "error: argument " in done.stderr.splitlines()[-1]
    assert not (tmp_path / "house").exists(), "nothing was begun"


# Two consoles, and a reader that goes away


@contextmanager
def console(env: dict[str, str], folder: Path) -> Iterator[Terminal]:
    """Open a console whose hub is down, in a terminal."""
    (folder / "config.yaml").write_text(HUB, encoding="utf-8")
    (folder / "token").write_text("the-token", encoding="utf-8")
    with Terminal(command("--config", folder / "config.yaml"), env) as terminal:
        terminal.wait_for("offline")
        yield terminal


def test_a_second_console_on_a_profile_is_refused_and_the_first_goes_on(
    tmp_path: Path, env: dict[str, str]
) -> None:
    with console(env, tmp_path) as first:
        said = refusal(env, tmp_path, "--config", "config.yaml")
        assert f"Another console (process {first.process.pid}) uses this profile" in said
        assert "another --profile" in said
        first.press("f1")
        first.wait_for("Writing a reply")


def test_after_kill_9_the_profile_is_free_again(tmp_path: Path, env: dict[str, str]) -> None:
    with console(env, tmp_path) as first:
        first.process.send_signal(signal.SIGKILL)
        first.process.wait()
    with console(env, tmp_path) as second:
        assert second.state == "running"


@pytest.mark.parametrize("arguments", [["snippets", "list"], ["doctor"]], ids=" ".join)
def test_a_reader_that_has_seen_enough_is_no_mistake(
    tmp_path: Path, env: dict[str, str], arguments: list[str]
) -> None:
    program = subprocess.Popen(
        command(*arguments),
        env=env,
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    program.stdout.close()
    program.stdout = None
    _, complaints = program.communicate(timeout=PATIENCE)
    assert (program.returncode, complaints) == (1, b"")
