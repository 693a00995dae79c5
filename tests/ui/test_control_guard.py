"""Nothing that a stranger writes reaches a real terminal as anything but text."""

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from agent_console.domain.character import BIDI_CONTROLS
from agent_console.ui.control_guard import ControlGuard

PROGRAM = Path(__file__).with_name("hostile_app.py")
SAMPLE = Path(__file__).parent.parent / "hostile_sample.jsonl"
TEXTS: list[str] = [json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf-8").splitlines()]

BLACK = Color(0, 0, 0)
STALLED_SECONDS = 60.0
"""A program that writes nothing for so long hangs."""

ALLOWED = re.compile(
    r"\x1b\[(?:[\d;]*m"  # colours and weight
    r"|\d+;\d+H"  # cursor position
    r"|\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]"  # modes that Textual sets and resets
    r"|\?(?:2026|2048)\$p"  # asks whether the terminal knows a mode
    r"|[<>=]\d*u"  # keyboard protocol
    r"|\?4m|>4;\d?m"  # keyboard modifiers
    r"|2[23];2t"  # the terminal's title, put aside and brought back
    r")|\x1b\]22;default\x07"  # pointer shape
    r"|\x1b\]2;(?:(?:\(\d+\) )?agent-console)?\x1b\\"  # the title, with how many customers wait
    r"|[\r\n]"
)
HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f" + "".join(map(chr, BIDI_CONTROLS)) + "]")


def drawn_by(mode: str, sample: Path) -> str:
    """Return everything that the program writes to its terminal, a pty of 100 columns and 45 rows."""
    ours, theirs = pty.openpty()
    try:
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 45, 100, 0, 0))
        program = subprocess.Popen(
            [sys.executable, PROGRAM, sample, mode],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color"},
        )
        os.close(theirs)
        written = _all_of(ours, program)
        assert program.wait() == 0, written[-3000:]
    finally:
        os.close(ours)
    return written.decode("utf-8", "backslashreplace")


def _all_of(terminal: int, program: subprocess.Popen[bytes]) -> bytes:
    written = bytearray()
    while True:
        if not select.select([terminal], [], [], STALLED_SECONDS)[0]:
            program.kill()
            program.wait()
            pytest.fail(f"the program hangs; it wrote {bytes(written[-3000:])!r}")
        try:
            read = os.read(terminal, 65536)
        except OSError:  # the other end is closed: the program has ended
            return bytes(written)
        if not read:
            return bytes(written)
        written += read


def leaks(written: str) -> set[str]:
    """Return what is neither text nor a sequence that Textual draws with."""
    return set(HARMFUL.findall(ALLOWED.sub("", written)))


def test_no_control_reaches_the_terminal_from_any_widget() -> None:
    written = drawn_by("guarded", SAMPLE)
    assert leaks(written) == set()
    assert "\x1b[38;5;199;48;5;17m" not in written  # the sample's own attempt to recolour
    for number in range(len(TEXTS)):
        assert f"#{number:03}" in written


def test_without_the_guard_the_same_test_finds_leaks(tmp_path: Path) -> None:
    sample = tmp_path / "sample.jsonl"
    sample.write_text(json.dumps({"text": "\x1b]0;owned\x07 \x9b6n \u202e"}) + "\n", encoding="utf-8")
    found = leaks(drawn_by("open", sample))
    assert {"\x1b", "\x9b", "\u202e"} <= found


@pytest.mark.parametrize("text", TEXTS, ids=map(str, range(len(TEXTS))))
def test_a_segment_keeps_only_what_is_harmless(text: str) -> None:
    (segment,) = ControlGuard().apply([Segment(text)], BLACK)
    assert not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", segment.text)
    assert not set(segment.text) & set(map(chr, BIDI_CONTROLS))


@pytest.mark.parametrize("text", ["Größe 42 🙂", "שלום", "a b", "नमस्ते", ""])
def test_honest_segments_pass_as_they_are(text: str) -> None:
    segments = [Segment(text, Style(bold=True, color="red")), Segment("plain")]
    assert ControlGuard().apply(segments, BLACK) == segments


def test_links_go_and_the_rest_of_the_style_stays() -> None:
    linked = Style(bold=True, link="https://evil.example/", meta={"offset": (1, 2)})
    (segment,) = ControlGuard().apply([Segment("https://bank.example", linked)], BLACK)
    assert segment.style is not None
    assert segment.style.link is None
    assert (segment.style.bold, segment.style.meta) == (True, {"offset": (1, 2)})
