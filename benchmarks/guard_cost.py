"""What the guard's model costs the console: seconds until the first screen, and memory, with it and without.

`python -m benchmarks.guard_cost --pairs 10 --json` starts the real console in a terminal of its own, in turn
with the model and with `guard: {enabled: false}`; each pair differs in nothing else. Linux only: it reads
what the system says of processes.
"""

import argparse
import fcntl
import json
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PAIRS, QUICK_PAIRS = 10, 1
MOST_EXTRA_SECONDS: Final = 0.1
"""What the median start may be longer with the model: no more than starts differ by themselves."""
MOST_EXTRA_MEBIBYTES: Final = 60.0
PATIENCE: Final = 120.0
SETTLED: Final = 3.0
"""Seconds without a change of memory after which everything has been loaded."""
FIRST_SCREEN: Final = b"offline"
"""A word of the key line, which is drawn last; there is no hub."""
SETTINGS: Final = (
    'backend: {{kind: hub, url: "ws://127.0.0.1:1", token_file: token}}\nguard: {{enabled: {}}}\n'
)
SIZE: Final = struct.pack("HHHH", 40, 120, 0, 0)


@dataclass(frozen=True, slots=True)
class Start:
    """One start of the console."""

    seconds: float
    """From the start of the process until its first screen stood."""
    mebibytes: float
    """In memory once everything was loaded."""
    loaded: bool
    """Whether the library that the model needs was there in the end."""


def start(folder: Path, enabled: bool) -> Start:
    """Start the console in a folder of its own, and end it when it has loaded everything."""
    settings = folder / "config.yaml"
    settings.write_text(SETTINGS.format(str(enabled).lower()), encoding="utf-8")
    (folder / "token").write_text("the-token", encoding="utf-8")
    began = time.monotonic()
    process, terminal = pty.fork()
    if process == 0:
        _become_console(settings, folder)
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, SIZE)
        seconds = _first_screen(terminal) - began
        mebibytes = _settled(process, terminal, "numpy" if enabled else "")
        if failures := [log for log in folder.rglob("console.log") if "model failed" in log.read_text()]:
            raise RuntimeError(failures[0].read_text())
        return Start(seconds, mebibytes, _maps(process, "numpy"))
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def _become_console(settings: Path, folder: Path) -> None:
    kinds = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CONFIG", "STATE", "DATA", "CACHE")}
    env = {**os.environ, **kinds, "HOME": str(folder), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    program = [sys.executable, "-m", "agent_console", "--config", str(settings)]
    os.execve(sys.executable, program, env)  # noqa: S606 - this very interpreter, without a shell


def _first_screen(terminal: int) -> float:
    """Return the monotonic instant at which the first screen stood; raises TimeoutError."""
    shown, latest = b"", time.monotonic() + PATIENCE
    while FIRST_SCREEN not in shown.lower():
        shown = (shown + _output(terminal))[-200_000:]
        if time.monotonic() > latest:
            raise TimeoutError(f"no first screen: {shown[-200:]!r}")
    return time.monotonic()


def _output(terminal: int) -> bytes:
    """Return what the console has written; after a tenth of a second nothing."""
    ready, _, _ = select.select([terminal], [], [], 0.1)
    return os.read(terminal, 65_536) if ready else b""


def _settled(process: int, terminal: int, library: str) -> float:
    """Return the memory in MiB, once a library is loaded and it has not changed for a while."""
    memory, since, latest = 0.0, time.monotonic(), time.monotonic() + PATIENCE
    while time.monotonic() - since < SETTLED or not _maps(process, library):
        _output(terminal)
        now = _memory(process)
        if abs(now - memory) > 1:
            memory, since = now, time.monotonic()
        if time.monotonic() > latest:
            raise TimeoutError(f"{library} was not loaded")
    return memory


def _maps(process: int, library: str) -> bool:
    return library in Path(f"/proc/{process}/maps").read_text()


def _memory(process: int) -> float:
    """Return what a process has in memory, libraries included, in MiB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    [size] = [line.split()[1] for line in lines if line.startswith("VmRSS:")]
    return int(size) / 1024


def measure(pairs: int) -> dict[str, object]:
    """Return the figures of so many pairs; the order within a pair changes every time."""
    starts: dict[bool, list[Start]] = {True: [], False: []}
    for number in range(pairs):
        for enabled in (True, False) if number % 2 else (False, True):
            with tempfile.TemporaryDirectory() as folder:
                starts[enabled].append(start(Path(folder), enabled))
    extra = [one.seconds - other.seconds for one, other in zip(starts[True], starts[False], strict=True)]
    memory = [one.mebibytes - other.mebibytes for one, other in zip(starts[True], starts[False], strict=True)]
    return {
        "pairs": pairs,
        "seconds_with": statistics.median(one.seconds for one in starts[True]),
        "seconds_without": statistics.median(one.seconds for one in starts[False]),
        "extra_seconds": statistics.median(extra),
        "extra_seconds_of_each": [round(seconds, 3) for seconds in extra],
        "extra_mebibytes": statistics.median(memory),
        "without_it_numpy_is_not_loaded": not any(one.loaded for one in starts[False]),
    }


def main() -> int:
    """Print the figures; 1 when the start is longer, or the memory more, than promised."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument(
        "--pairs", type=int, default=PAIRS, help="starts with the model and without (default %(default)s)"
    )
    ask.add_argument("--quick", action="store_true", help="one pair; only the memory is judged")
    ask.add_argument("--json", action="store_true", help="print the JSON object only")
    options = ask.parse_args()
    report = measure(QUICK_PAIRS if options.quick else options.pairs)
    if not options.json:
        for name, value in report.items():
            print(f"{name:32} {value}")
    print(json.dumps(report))
    slow = not options.quick and float(str(report["extra_seconds"])) > MOST_EXTRA_SECONDS
    return int(slow or float(str(report["extra_mebibytes"])) > MOST_EXTRA_MEBIBYTES)


if __name__ == "__main__":
    sys.exit(main())
