"""The agent is told when the guard has lost its model."""

from datetime import timedelta
from pathlib import Path
from typing import NoReturn

from agent_console.services.scrutiny import Caution
from tests.ui.console import Outfit, running


def damaged() -> NoReturn:
    raise OSError("guard.json is damaged")


async def test_a_model_that_cannot_be_loaded_is_told_on_the_key_line(tmp_path: Path) -> None:
    caution = Caution(load=damaged, head_start=timedelta())
    async with running(Outfit(tmp_path, caution=caution)) as console:
        await console.until(lambda: "by its rules alone" in console.screen_text())
        assert "guard.json is damaged" in console.screen_text()
