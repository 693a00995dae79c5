"""The story of an agent who goes from pane to pane as fast as one types, with everybody's record beside."""

import os
import random
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from tests.story.panel_program import CUSTOMERS
from tests.story.terminal import Terminal, key_sequence
from tests.story.world import ROOT

COLUMNS, ROWS = 162, 43
"""Room for six panes and the narrowest panel."""
PANEL = 36
SWITCHES = int(os.environ.get("AGENT_CONSOLE_PANEL_SWITCHES", "40"))
"""Each takes as long as the terminal needs to draw it, and the emulator to read it."""
QUIET = 10.0
"""Seconds without a frame after which none is on its way."""
GAP = 0.04
"""Seconds between two keys; a fast typist's."""
QUESTION, ANSWER = b"\x1b[?2026$p", "\x1b[?2026;2$y"
"""Whether the terminal draws a whole frame at once; it does."""
END_OF_FRAME = b"\x1b[?2026l"
FOCUSED = re.compile(r"━ to \S+ (\w+ \w+) ━")
TITLE = re.compile(r"[─━] \d+ \S+ (\w+ \w+) [─━]")
NUMBER = re.compile(r"#(\d{5})")


class FrameReader(Terminal):
    """Looks at every frame that is drawn: for whom the keys are, and whose record stands there."""

    def __init__(self, folder: Path) -> None:
        self.seen: Counter[str] = Counter()
        """How many frames showed each customer's composer with the keys, and that customer's record."""
        self.moves = 0
        """How often another composer had the keys than in the frame before."""
        self.wrong: list[str] = []
        self._unfinished = b""
        self._last = ""
        env = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm-256color"}
        command = [sys.executable, "-m", "tests.story.panel_program", str(folder)]
        super().__init__(command, {**env, "PYTHONPATH": str(ROOT)}, COLUMNS, ROWS)

    def feed(self, data: bytes) -> None:
        """Draw frame by frame, and look at each."""
        if QUESTION in data:
            self.send(ANSWER)
        *frames, self._unfinished = (self._unfinished + data).split(END_OF_FRAME)
        for frame in frames:
            super().feed(frame)
            self._look()

    def wait_for_moves(self, count: int) -> None:
        """Return once that many moves have been drawn, or no frame has come for a while."""
        frames = -1
        while self.moves < count and frames != self.seen.total():
            frames = self.seen.total()
            self.rest(QUIET)

    def _look(self) -> None:
        rows = self._screen.display
        panes = "\n".join(row[:-PANEL] for row in rows)
        panel = [row[-PANEL:] for row in rows]
        focused, title = FOCUSED.findall(panes), TITLE.findall(panel[0])
        numbers = {CUSTOMERS[name] for name in title}
        if len(focused) > 1 or len(title) > 1:
            self.wrong.append(f"keys at {focused}, records of {title}")
        elif focused:
            strangers = set(NUMBER.findall("\n".join(panel))) - numbers
            if focused != title or strangers:
                self.wrong.append(f"keys at {focused}, record of {title} with {strangers}")
            self.seen[focused[0]] += 1
            self.moves += focused[0] != self._last
            self._last = focused[0]


def test_the_panel_never_shows_another_customer_than_the_composer(tmp_path: Path) -> None:
    chance = random.Random("from pane to pane")
    way = [chance.randrange(1, 7) for _ in range(SWITCHES)]
    with FrameReader(tmp_path) as console:
        console.wait_for(*(rf"─ to \S+ {name}" for name in CUSTOMERS), within=60)
        for number in way:
            console.send(key_sequence(f"alt+{number}"))
            console.rest(GAP)
            console.send(chance.choice("aeinorst"))
            console.rest(GAP)
        # A busy machine is behind with drawing; no move is left out.
        moves = 1 + sum(here != there for here, there in pairwise(way))
        console.wait_for_moves(moves)
    assert console.wrong == []
    assert set(console.seen) == set(CUSTOMERS)
    assert console.moves == moves
