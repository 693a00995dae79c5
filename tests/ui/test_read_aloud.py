"""What is read aloud, row by row: pane, customer, wait, last message and composer, in that order."""

from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.ui.option import ConsoleOptions
from tests.ui.console import LARGE, MIDDLE, SMALL, Console, Outfit, running
from tests.ui.story import morning

LINEAR = ConsoleOptions(most_panes=1, panel=False, linear=True)
"""What the setting `theme: {linear: true}` makes of them."""


def _walk(console: Console, *words: str) -> list[int]:
    """Return where each of some words is first read after the ones before it; -1 for what is not."""
    read = console.screen_text()
    places: list[int] = []
    for word in words:
        places.append(read.find(word, max(places[-1:], default=0)))
    return places


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=["small", "middle", "large"])
async def test_the_attended_pane_is_read_from_the_customer_to_the_reply(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(Outfit(tmp_path, size, LINEAR)) as console:
        await morning(console)
        console.clock.advance(timedelta(seconds=130).total_seconds())
        console.desk.tick()
        await console.until(lambda: "red" in console.screen_text())
        rows = console.screen_text().splitlines()
        assert all(word in rows[0] for word in (" 1 ", "Mira Holm", "waits 2 min", "red"))
        walk = _walk(
            console,
            " 1 ",
            "Mira Holm",
            "red",
            "Hello Mira, I look it up now.  · sent",
            "Are you there?",
            "to   Mira Holm",
            "It is on the van",
            "5 off screen, the most pressing first",
            "Karen Whitfield, waits 4 min, critical",
            "queue: 2 waiting",
        )
        assert -1 not in walk
        assert walk == sorted(walk)


async def test_nothing_stands_beside_what_is_read(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, LARGE, LINEAR)) as console:
        await morning(console)
        conversation = console.screen_text().partition("off screen")[0].splitlines()
        assert not any("Jonas" in row or "ORDERS" in row for row in conversation)
        await console.press("alt+2")
        await console.until(lambda: "Jonas Lindqvist" in console.screen_text().splitlines()[0])
        assert "Mira Holm" not in console.screen_text().splitlines()[0]


async def test_nothing_changes_that_would_be_read_again_every_second(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL, LINEAR)) as console:
        await morning(console, customers=2)
        console.desk.tick()
        await console.pilot.pause()
        read = console.screen_text()
        console.clock.advance(1)
        console.desk.tick()
        await console.pilot.pause()
        assert console.screen_text() == read
