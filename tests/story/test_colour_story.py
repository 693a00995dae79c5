"""The console's first screen in terminals with few colours, or with none wanted: the very bytes."""

import os
import re
import sys
from pathlib import Path

import pytest

from tests.story.terminal import Terminal

_SGR = re.compile(rb"\x1b\[([0-9;:]*)m")
_EXTENDED = {38, 48, 58}
"""What begins a colour of 256, or of sixteen million."""


def _start(home: Path, **environ: str) -> Terminal:
    env = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "en_GB.UTF-8", **environ}
    return Terminal([sys.executable, "-m", "agent_console"], env, 80, 24)


def _parameters(printed: bytes) -> set[int]:
    return {int(each or 0) for sequence in _SGR.findall(printed) for each in re.split(rb"[;:]", sequence)}


@pytest.mark.parametrize("term", ["xterm", "linux"])
def test_a_terminal_of_sixteen_colours_gets_its_own(tmp_path: Path, term: str) -> None:
    with _start(tmp_path, TERM=term) as console:
        screen = console.wait_for("Try the demo", "Ctrl.Q leaves")
        assert screen.isascii() == (term == "linux")
        printed = _parameters(bytes(console.raw))
        assert 7 in printed
        assert not printed & _EXTENDED


def test_no_color_leaves_no_sequence_of_colours(tmp_path: Path) -> None:
    with _start(tmp_path, TERM="xterm-256color", COLORTERM="truecolor", NO_COLOR="1") as console:
        console.wait_for("Try the demo", "Ctrl.Q leaves")
        printed = _parameters(bytes(console.raw))
        assert 7 in printed
        assert not {each for each in printed if 30 <= each <= 49 or 58 <= each <= 59 or 90 <= each <= 107}
