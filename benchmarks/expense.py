"""What processes cost: processor time and resident memory, those of a server's own processes included."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
MEGABYTE = 1024 * 1024
# Fields of /proc/PID/stat behind the name, which is in brackets and may hold anything.
PARENT, USER_TIME, SYSTEM_TIME, RESIDENT = 1, 11, 12, 21


@dataclass(frozen=True, slots=True)
class Expense:
    """Of some processes together, up to now."""

    seconds: float
    """Of processor time."""
    megabytes: float
    """Of resident memory; what processes share counts for each of them."""


def of(processes: Iterable[int]) -> Expense:
    """Return the expense of processes and all their children."""
    stats = {int(folder.name): stat for folder in Path("/proc").glob("[0-9]*") if (stat := _stat(folder))}
    wanted = set(processes)
    while more := {p for p, stat in stats.items() if int(stat[PARENT]) in wanted and p not in wanted}:
        wanted |= more
    found = [stats[process] for process in wanted if process in stats]
    ticks = sum(int(stat[USER_TIME]) + int(stat[SYSTEM_TIME]) for stat in found)
    return Expense(ticks / TICKS, sum(int(stat[RESIDENT]) for stat in found) * PAGE / MEGABYTE)


def _stat(folder: Path) -> list[str]:
    """Return the fields of a process; none of one that has just ended."""
    try:
        text = (folder / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()
