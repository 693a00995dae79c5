"""What the README says is so: its picture, its table of keys, its commands.

`python -m tests.test_readme` writes the table of keys anew.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from agent_console.ui.keys import COMMANDS, Command, Group, pretty
from tests.story.terminal import Terminal

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BEGIN, END = "<!-- keys -->", "<!-- end of keys -->"
CUSTOMER = """
customer: {first_name: Mira}
order: {number: "48213", shipping: {eta: 2026-03-12}}
"""
SOON = 60.0


def table() -> str:
    """Return the table of keys as Markdown."""
    rows = ["| key | what it does | id |", "|---|---|---|"]
    for group in Group:
        rows.append(f"| **{group}** | | |")
        rows += [_row(command) for command in COMMANDS if command.group is group]
    return "\n".join(rows)


def _row(command: Command) -> str:
    direct = [f"`{pretty(key)}`" for key in command.direct]
    leader = [f"`Ctrl+G` `{pretty(key)}`" for key in command.after_leader]
    return f"| {', '.join(direct + leader)} | {command.description} | `{command.id}` |"


def commands(name: str) -> list[str]:
    """Return the commands of the README under a comment of that name."""
    block = re.search(rf"<!-- {name} -->\n```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None, name
    return block[1].splitlines()


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """An environment in which `agent-console` is this checkout's, with an empty home."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(tmp_path / "home"), "LANG": "C.UTF-8", "TERM": "xterm-256color"}


def test_the_table_of_keys_is_the_one_in_the_code() -> None:
    text = README.read_text(encoding="utf-8")
    written = text[text.index(BEGIN) + len(BEGIN) : text.index(END)].strip()
    assert written == table()


def test_every_command_is_run_by_a_test() -> None:
    blocks = re.findall(r"(<!-- [\w ]+ -->)?\n```sh", README.read_text(encoding="utf-8"))
    assert all(blocks)
    names = {block.strip("<!- >") for block in blocks}
    tested = {"demo command", "test command", "team commands", "agent commands", "customer command"}
    assert names == {*tested, "snippet commands", "rest commands"}


def test_files_that_the_readme_names_are_there() -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", README.read_text(encoding="utf-8"))
    assert any(link.endswith(".svg") for link in links), "the picture"
    for link in links:
        assert (ROOT / unquote(link)).is_file(), link


def test_ci_runs_the_test_command_as_it_stands_in_the_readme() -> None:
    (command,) = commands("test command")
    assert command.endswith("-m pytest -q -n 4")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "test command" in script
    assert "README.md" in script


def test_the_demo_opens_from_a_bare_copy_with_an_empty_home(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listed.stdout.decode().rstrip("\0").split("\0"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).exists():
            (copy / name).write_bytes((ROOT / name).read_bytes())
    (command,) = commands("demo command")
    install, separator, demo = command.rpartition(" && ")
    assert separator
    home = tmp_path / "empty"
    home.mkdir()
    env = {**os.environ, "HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    env.pop("PYTHONPATH", None)
    subprocess.run(["sh", "-c", install], cwd=copy, env=env, check=True, stdin=subprocess.DEVNULL)
    began = time.monotonic()
    with Terminal(["sh", "-c", f"cd {shlex.quote(str(copy))} && exec {demo}"], env, 200, 60) as console:
        screen = console.wait_for(*(rf" {n}  \S .* 0:\d\d" for n in range(1, 7)), within=SOON)
        console.wait_for("online Demo Agent")
        assert "calm" in screen
        console.press("alt+1")
        console.type("Hi")
        console.press("ctrl+q")
        console.wait_for("Ctrl\\+Q again quits · lost with the demo: 1 draft")
        console.press("ctrl+q")
        while console.state == "running" and time.monotonic() - began < SOON:
            console.rest(0.1)
        assert console.state == "ended with 0"
    assert not list(home.rglob("*agent-console*")), "the demo keeps nothing"


def test_a_team_is_served_as_the_readme_says(tmp_path: Path, env: dict[str, str]) -> None:
    add, serve = commands("team commands")
    doctor, console = commands("agent commands")
    (customer,) = commands("customer command")
    token = _output(add, env)
    with hub(serve, env, tmp_path) as port:
        config = Path(_output(doctor, env).split("config: ")[1].split(" is not there")[0])
        assert config.is_relative_to(tmp_path)
        config.parent.mkdir(parents=True)
        config.with_name("token").write_text(token, encoding="utf-8")
        backend = f'{{kind: hub, url: "ws://127.0.0.1:{port}", token_file: token}}'
        config.write_text(f"backend: {backend}\npanes: {{fill: true}}\n", encoding="utf-8")
        assert "knows you as Sam Rivera" in _output(doctor, env)
        with (
            Terminal(shlex.split(console), env) as agent,
            Terminal(shlex.split(customer.replace("8765", port)), env) as mira,
        ):
            agent.wait_for("online Sam Rivera")
            mira.type("Hello?\n")
            agent.wait_for("Mira Holm", "Hello")


@pytest.mark.needs("curl")
def test_a_program_asks_as_the_readme_says(tmp_path: Path, env: dict[str, str]) -> None:
    add, ask = commands("rest commands")
    _, serve = commands("team commands")
    token = _output(add, env)
    config = Path(_output("agent-console doctor", env).split("config: ")[1].split(" is not there")[0])
    config.parent.mkdir(parents=True)
    config.write_text("hub: {rest: {port: 0}}\n", encoding="utf-8")
    with hub(serve, env, tmp_path):
        asked = ["sh", "-c", ask.replace("8766", _rest_port(tmp_path / "hub.log"))]
        answer = subprocess.run(asked, env={**env, "TOKEN": token}, capture_output=True, check=True)
    assert json.loads(answer.stdout) == {"items": [], "next": None}


def test_canned_responses_are_tried_as_the_readme_says(tmp_path: Path, env: dict[str, str]) -> None:
    check, listing, expand = commands("snippet commands")
    (tmp_path / "customer.yaml").write_text(CUSTOMER, encoding="utf-8")
    assert "0 errors, 0 warnings, 0 hints" in _output(check, env)
    assert "order.on-its-way" in _output(listing, env)
    assert "Mira, your order 48213 is on its way" in _output(expand, env, tmp_path)


def hub(command: str, env: dict[str, str], folder: Path) -> "Hub":
    """Run the README's hub on a free port, whatever port the README names."""
    return Hub([*shlex.split(command.replace("8765", "0")), "--port-file", str(folder / "port")], env, folder)


class Hub:
    """A hub while inside; gives its port."""

    def __init__(self, command: list[str], env: dict[str, str], folder: Path) -> None:
        self._port_file = folder / "port"
        with (folder / "hub.log").open("wb") as log:
            self._process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stderr=log)

    def __enter__(self) -> str:
        """Wait for the port."""
        deadline = time.monotonic() + SOON
        while not self._port_file.exists():
            assert time.monotonic() < deadline
            assert self._process.poll() is None
            time.sleep(0.02)
        return self._port_file.read_text(encoding="ascii").strip()

    def __exit__(self, *failure: object) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()


def _rest_port(log: Path) -> str:
    """Return the port that the hub's log tells, as soon as it does."""
    deadline = time.monotonic() + SOON
    while (
        found := re.search(r"REST on http://127\.0\.0\.1:(\d+)/", log.read_text(encoding="utf-8"))
    ) is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return found[1]


def _output(command: str, env: dict[str, str], folder: Path = ROOT) -> str:
    run = subprocess.run(
        shlex.split(command), env=env, cwd=folder, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout.strip()


def _pieces(text: str) -> Iterator[str]:
    yield text[: text.index(BEGIN) + len(BEGIN)]
    yield f"\n{table()}\n"
    yield text[text.index(END) :]


if __name__ == "__main__":
    README.write_text("".join(_pieces(README.read_text(encoding="utf-8"))), encoding="utf-8")
