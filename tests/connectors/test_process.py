"""Programs that a reply asks: what they print, and everything that can go wrong with them."""

import os
import select
import sys
from pathlib import Path

import pytest

from agent_console.connectors import process
from agent_console.ports import AnswerError


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


async def failure(command: tuple[str, ...]) -> str:
    with pytest.raises(AnswerError) as caught:
        await process.output(command)
    return str(caught.value)


def ended(pid: int) -> bool:
    """Return whether a process ends within ten seconds, or has; a signal takes a moment to be heeded."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    with os.fdopen(descriptor):
        return bool(select.select([descriptor], [], [], 10)[0])


async def test_what_it_prints_comes_as_it_is() -> None:
    assert await process.output(python("print('blåbær', end='')")) == "blåbær"


async def test_arguments_are_not_read_by_a_shell() -> None:
    code = "import sys; print(sys.argv[1])"

    assert await process.output((*python(code), "$HOME; `id` *")) == "$HOME; `id` *\n"


async def test_it_gets_no_input_and_no_terminal() -> None:
    code = "import os, sys; print(repr(sys.stdin.read()), os.getsid(0) == os.getpid())"

    assert await process.output(python(code)) == "'' True\n"


async def test_a_failure_is_told_with_the_first_words_of_its_complaint() -> None:
    complaint = await failure(python("import sys; print('half'); sys.exit('no such\\nparcel')"))

    assert complaint == f"{os.path.basename(sys.executable)} failed with status 1: no such parcel"


async def test_a_failure_can_be_passed_over() -> None:
    command = python("import sys; print('text'); sys.exit(3)")

    assert await process.output(command, ignore_error=True) == "text\n"


async def test_a_program_that_is_not_there_is_told() -> None:
    assert await failure(("no-such-program",)) == (
        "no-such-program cannot be started: No such file or directory"
    )


async def test_one_that_hangs_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "SECONDS", 1.0)
    note = tmp_path / "pid"

    assert "took more than 1 s and was ended" in await failure(
        ("sh", "-c", f"sleep 600 & echo $! > {note}; wait")
    )
    assert ended(int(note.read_text()))


async def test_one_that_never_stops_printing_is_ended() -> None:
    assert "printed more than 64,000 bytes and was ended" in await failure(("yes",))


async def test_what_is_no_text_becomes_marks() -> None:
    assert await process.output(("printf", r"\377ok")) == "�ok"
