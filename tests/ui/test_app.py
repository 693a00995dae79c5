"""Starting, failing and leaving."""

from pathlib import Path

import pytest

from agent_console.domain.desk import Change
from tests.ui.console import SMALL, Outfit, running

SECRET = "+47 555 0199"


async def test_leaving_lets_the_session_finish_first(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        await console.press("ctrl+q")
        await console.until(lambda: not console.app.is_running)
        assert console.app.failure is None
        assert console.app.return_code == 0


async def test_leaving_works_when_the_link_was_refused(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        console.world.refuse("no such token")
        await console.until(lambda: "refused" in console.screen_text())
        await console.press("ctrl+q")
        await console.until(lambda: not console.app.is_running)


async def test_unforeseen_failure_of_the_session_ends_the_console_and_is_kept(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:

        def break_down(_change: Change) -> None:
            raise ZeroDivisionError("a bug")

        console.workspace.session.on_change = break_down
        console.world.join("Rosa Lind")
        await console.until(lambda: not console.app.is_running)
        assert console.app.return_code == 1
        assert "a bug" in repr(console.app.failure)


def _bug() -> None:
    words_of_a_customer = SECRET
    raise ValueError(len(words_of_a_customer))


async def _broken_console(folder: Path) -> None:
    async with running(Outfit(folder)) as console:
        console.app.call_later(_bug)
        await console.until(lambda: not console.app.is_running)


async def test_report_of_a_bug_shows_no_values(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="12"):
        await _broken_console(tmp_path)
    printed = "".join(capsys.readouterr())
    assert "ValueError: 12" in printed
    assert SECRET not in printed


async def test_hints_stand_there_whole_or_not_at_all(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await console.until(lambda: "F3 take" in console.screen_text())
        assert console.screen_text().splitlines()[-1].rstrip().endswith("F3 take")
