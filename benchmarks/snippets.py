"""Measures canned responses against recordings of the programs whose formats they speak, and their speed.

    python -m benchmarks.snippets --hub TAR.XZ --expansions FILE --edge FILE --lsp FILE --speed --json

The hub is a folder or an archive of espanso packages, as `packages/NAME/VERSION/*.yml`. The expansions are
JSON lines, plain or gzipped: for each package `{"package": ..., "version": ..., "n_matches": ...,
"load_errors": [...]}`, and for keys typed with that package alone `{"p": "NAME@VERSION", "typed": ...,
"text": ..., "cursor": ..., "events": [...]}`. An edge case is `{"case": ..., "yaml": ..., "n_matches": ...,
"load_errors": ..., "runs": [{"typed": ..., ...}]}`. A body of `--lsp` is `{"body": ..., "text": ...,
"stops": [...]}`.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks import (
    snippet_keys,
    snippet_load,
    snippet_lsp,
    snippet_mistakes,
    snippet_reload,
    snippet_search,
    snippet_speed,
    snippet_typing,
)

Figures: TypeAlias = dict[str, Any]
COUNTED = ("packages", "scenarios", "edge_files", "edge", "lsp", "mistakes")
"""What must be right, all of it, or as much as `ENOUGH` says."""
ENOUGH = {"lsp": 0.998}
"""The editor that the bodies were recorded with contradicts its own grammar now and then."""
FOUND = ("unreachable", "unrenderable")
"""What the lints must find, all of it and nothing besides."""
GOALS: Mapping[str, float] = {
    "speed.lookup_us.p99": 50,
    "speed.ghost_us.p50": 100,
    "speed.expansion_us.p99": 1_000,
    "speed.hub_us_per_key": 100,
    "load.load_seconds": 0.8,
    "load.load_rss_megabytes": 120,
    "load.hub_load_seconds": 5,
    "reload.reload_ms.p95": 150,
    "reload.warm_load_ms": 100,
    "search.picker_ms.p95": 30,
}
"""What nothing may take longer, or more, than."""


def run(options: argparse.Namespace) -> Figures:
    """Return the figures of whatever is asked for."""
    figures: Figures = {}
    if options.hub and options.expansions:
        figures |= snippet_typing.measure_packages(
            options.hub, options.expansions, options.show, options.quick
        )
    if options.edge:
        figures |= snippet_typing.measure_edges(options.edge, options.show)
    if options.lsp:
        figures |= snippet_lsp.measure(options.lsp, options.show)
    if options.mistakes:
        figures |= snippet_mistakes.measure(options.hub, options.quick, options.show)
    if options.speed:
        figures |= _speed(options.hub, options.quick)
    return figures


def wrong(figures: Figures) -> list[str]:
    """Return what fell short of its mark."""
    short = [name for name in COUNTED if name in figures and not _enough(name, figures)]
    lints = [name for name in FOUND if name in figures and not _exact(name, figures)]
    return [*short, *lints, *figures.get("missed", ())]


def _speed(hub: Path | None, quick: bool) -> Figures:
    """Return every part's times, and which goals they miss; quick ones are no measure."""
    figures: Figures = {
        "speed": snippet_speed.measure(hub, quick),
        "keys": snippet_keys.measure(quick),
        "load": snippet_load.measure(hub, quick),
        "reload": snippet_reload.measure(quick),
        "search": snippet_search.measure(quick),
    }
    goals = {name: goal for name, goal in GOALS.items() if hub or "hub_" not in name}
    missed = [name for name, goal in goals.items() if _found(figures, name) > goal]
    return figures | {"goals": goals, "missed": [] if quick else missed}


def _found(figures: Figures, name: str) -> float:
    """Return a figure by the names on the way to it."""
    found: Any = figures
    for part in name.split("."):
        found = found[part]
    return float(found)


def _enough(name: str, figures: Figures) -> bool:
    total, right = figures[name], figures[f"{name}_right"]
    return bool(total) and bool(right >= total * ENOUGH.get(name, 1))


def _exact(name: str, figures: Figures) -> bool:
    return bool(figures[name] == figures[f"{name}_found"] and not figures[f"false_{name}"])


def main() -> int:
    """Run from the command line; the exit code is 1 when something is wrong."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--hub", type=Path, metavar="PLACE", help="with --expansions or --mistakes")
    ask.add_argument("--expansions", type=Path, metavar="FILE")
    ask.add_argument("--edge", type=Path, metavar="FILE")
    ask.add_argument("--lsp", type=Path, metavar="FILE")
    ask.add_argument("--speed", action="store_true", help="measure times; with --hub also of the whole hub")
    ask.add_argument(
        "--mistakes", action="store_true", help="what a check finds in the --hub, as it is and with mistakes"
    )
    ask.add_argument("--show", type=int, default=0, metavar="N", help="print the first N wrong ones of each")
    ask.add_argument("--quick", action="store_true", help="a few packages only")
    ask.add_argument("--json", action="store_true", help="print nothing but the result")
    options = ask.parse_args()
    if (options.expansions or options.mistakes) and not options.hub:
        ask.error("--expansions and --mistakes need the --hub")
    if options.hub and not (options.expansions or options.mistakes or options.speed):
        ask.error("--hub goes with --expansions, --mistakes or --speed")
    if not (options.hub or options.edge or options.lsp or options.speed):
        ask.error("give --hub and --expansions, --edge, --lsp or --speed")
    try:
        figures = run(options)
    except (OSError, ValueError) as error:
        sys.exit(f"benchmarks.snippets: {error}")
    print(json.dumps(figures))
    return int(bool(wrong(figures)))


if __name__ == "__main__":
    sys.exit(main())
