"""Measures canned responses against recordings of the programs whose formats they speak, and their speed.

    python -m benchmarks.snippets --hub TAR.XZ --expansions FILE --edge FILE --lsp FILE --speed --json

HUB is a folder or an archive of espanso packages, as `packages/NAME/VERSION/*.yml`. EXPANSIONS holds JSON
lines, plain or gzipped: `{"package": ..., "version": ..., "n_matches": ..., "load_errors": [...]}` for each
package, and `{"p": "NAME@VERSION", "typed": ..., "text": ..., "cursor": ..., "events": [...]}` for keys typed
with that package alone. EDGE holds `{"case": ..., "yaml": ..., "n_matches": ..., "load_errors": ...,
"runs": [{"typed": ..., ...}]}`. LSP holds `{"body": ..., "text": ..., "stops": [...]}`.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks import snippet_lsp, snippet_typing

Figures: TypeAlias = dict[str, Any]
COUNTED = ("packages", "scenarios", "edge_files", "edge", "lsp")
"""What must be right, all of it, or as much as `ENOUGH` says."""
ENOUGH = {"lsp": 0.998}
"""The editor that the bodies were recorded with contradicts its own grammar now and then."""


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
    return figures


def wrong(figures: Figures) -> list[str]:
    """Return what fell short of its mark."""
    return [name for name in COUNTED if name in figures and not _enough(name, figures)]


def _enough(name: str, figures: Figures) -> bool:
    total, right = figures[name], figures[f"{name}_right"]
    return bool(total) and bool(right >= total * ENOUGH.get(name, 1))


def main() -> int:
    """Run from the command line; the exit code is 1 when something is wrong."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--hub", type=Path, metavar="PLACE", help="with --expansions")
    ask.add_argument("--expansions", type=Path, metavar="FILE")
    ask.add_argument("--edge", type=Path, metavar="FILE")
    ask.add_argument("--lsp", type=Path, metavar="FILE")
    ask.add_argument("--show", type=int, default=0, metavar="N", help="print the first N wrong ones of each")
    ask.add_argument("--quick", action="store_true", help="a few packages only")
    ask.add_argument("--json", action="store_true", help="print nothing but the result")
    options = ask.parse_args()
    if bool(options.hub) != bool(options.expansions):
        ask.error("--hub and --expansions go together")
    if not (options.hub or options.edge or options.lsp):
        ask.error("give --hub and --expansions, --edge or --lsp")
    try:
        figures = run(options)
    except (OSError, ValueError) as error:
        sys.exit(f"benchmarks.snippets: {error}")
    print(json.dumps(figures))
    return int(bool(wrong(figures)))


if __name__ == "__main__":
    sys.exit(main())
