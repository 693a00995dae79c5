"""What replies ask of the world outside: nothing that the config does not allow is even tried."""

import sys
from collections.abc import AsyncIterator, Iterator, Set
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from agent_console.config import HttpValueSettings
from agent_console.connectors.outside import OutsideWorld
from agent_console.domain.outside import Reach, Request
from agent_console.ports import Answerer, AnswerError
from tests.connectors.system import System
from tests.fakes import FrozenClock

EVERYTHING = frozenset(Reach)
ONE_OF_EACH = [
    Request(Reach.CLIPBOARD),
    Request(Reach.SHELL, "echo hello"),
    Request(Reach.SCRIPT, sys.executable, ("-c", "print('hello')")),
    Request(Reach.HTTP, "http://127.0.0.1:9/"),
]
DEEDS = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "socket.connect"})


class Spy:
    """Hears of every process that is started and every connection that is made, while it listens."""

    def __init__(self) -> None:
        self.listening = False
        self.heard: list[str] = []

    def __call__(self, event: str, _: object) -> None:
        """Note an event of the interpreter."""
        if self.listening and event in DEEDS:
            self.heard.append(event)


SPY = Spy()
sys.addaudithook(SPY)  # such a hook stays for the whole run, so there is one for all tests


@pytest.fixture
def spy() -> Iterator[Spy]:
    SPY.heard.clear()
    SPY.listening = True
    yield SPY
    SPY.listening = False


@asynccontextmanager
async def world(
    allowed: Set[Reach] = EVERYTHING,
    environment: dict[str, str] | None = None,
    hosts: tuple[str, ...] = (),
) -> AsyncIterator[Answerer]:
    settings = HttpValueSettings(hosts=hosts)
    async with OutsideWorld(allowed, settings, FrozenClock(), environment or {}) as outside:
        yield outside


def program(folder: Path, name: str, text: str) -> None:
    """Put a shell program there."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    file.chmod(0o700)


@pytest.mark.parametrize("request_", ONE_OF_EACH, ids=lambda request: request.reach.value)
async def test_what_is_not_allowed_is_not_tried(request_: Request, spy: Spy) -> None:
    others = EVERYTHING - {request_.reach}

    async with world(others, {"DISPLAY": ":0", "PATH": "/usr/bin"}, ("127.0.0.1",)) as outside:
        with pytest.raises(AnswerError, match="is off: no folder in your config has it under `allow`"):
            await outside.answer(request_)

    assert spy.heard == []


async def test_the_spy_hears_what_is_allowed(spy: Spy) -> None:
    async with world() as outside:
        assert await outside.answer(Request(Reach.SHELL, "echo $((6 * 7))")) == "42\n"

    assert "subprocess.Popen" in spy.heard


async def test_a_shell_can_be_chosen_by_name() -> None:
    async with world() as outside:
        assert await outside.answer(Request(Reach.SHELL, "echo $0", options=(("shell", "sh"),))) == "sh\n"


async def test_another_program_is_no_shell() -> None:
    async with world() as outside:
        with pytest.raises(AnswerError, match="`python3` is no shell that is known here: bash, "):
            await outside.answer(Request(Reach.SHELL, "1", options=(("shell", "python3"),)))


async def test_a_script_gets_its_arguments_as_they_are() -> None:
    code = "import sys; print(sys.argv[1:])"
    async with world() as outside:
        answer = await outside.answer(Request(Reach.SCRIPT, sys.executable, ("-c", code, "a b", "$HOME")))

    assert answer == "['a b', '$HOME']\n"


async def test_a_command_finds_values_in_its_environment_beside_the_usual() -> None:
    command = Request(
        Reach.SHELL, 'echo "$ESPANSO_NAME" ${PATH:+and a path}', environment=(("ESPANSO_NAME", "$(id)"),)
    )
    async with world() as outside:
        assert await outside.answer(command) == "$(id) and a path\n"


async def test_the_error_of_a_script_can_be_passed_over() -> None:
    script = Request(Reach.SCRIPT, "sh", ("-c", "echo half; exit 2"), (("ignore_error", "true"),))
    async with world() as outside:
        assert await outside.answer(script) == "half\n"
        with pytest.raises(AnswerError, match="sh failed with status 2"):
            await outside.answer(Request(script.reach, script.text, script.arguments))


async def test_a_web_value_is_read_from_a_host_that_is_named(system: System) -> None:
    address = Request(Reach.HTTP, f"{system.address}/parcel", options=(("path", "rows[0].no"),))

    async with world(hosts=("127.0.0.1",)) as outside:
        assert await outside.answer(address) == "1001"


@pytest.mark.parametrize(
    ("session", "name"),
    [
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wl-paste"),
        ({"DISPLAY": ":0"}, "xclip"),
        ({"DISPLAY": ":0"}, "xsel"),
    ],
)
async def test_the_clipboard_is_read_by_the_program_of_the_session(
    session: dict[str, str], name: str, tmp_path: Path
) -> None:
    program(tmp_path, name, "echo copied by $(basename $0) $1")

    async with world(environment={"PATH": str(tmp_path), **session}) as outside:
        assert (await outside.answer(Request(Reach.CLIPBOARD))).startswith(f"copied by {name} -")


async def test_without_such_a_program_it_is_told_which_one_to_install(tmp_path: Path) -> None:
    async with world(environment={"PATH": str(tmp_path), "WAYLAND_DISPLAY": "wayland-0"}) as outside:
        with pytest.raises(AnswerError, match="the clipboard cannot be read: install wl-paste"):
            await outside.answer(Request(Reach.CLIPBOARD))


async def test_without_a_graphical_session_there_is_no_clipboard() -> None:
    async with world() as outside:
        with pytest.raises(AnswerError, match="there is no graphical session"):
            await outside.answer(Request(Reach.CLIPBOARD))
