"""How long canned responses take to load from cold, and how much memory they need, beside libyaml's own time.

    python -m benchmarks.snippet_load [HUB]

Each figure comes from a process of its own, which is started three times: the quickest one counts. Times are
the processor's for this process alone: loading waits for nothing, and other programs count little.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from yaml._yaml import CParser

from agent_console.snippets import collector
from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from benchmarks.snippet_hub import Hub

Figures: TypeAlias = dict[str, Any]
SNIPPETS = 10_000
QUICK_SNIPPETS = 500
QUICK_PACKAGES = 12
IN_A_FILE = 100
TIMES = 3
PAGE = 4096
HEAD = "dialect: support/1\nnamespace: file-{}\nmatches:\n"
SNIPPET = """\
  - id: reply-{0}
    triggers:
      - ";r{0}"
      - ";late{0}"
    label: Parcel {0} is late
    tags:
      - parcel
      - topic-{0}
    search_terms: [Lieferung]
    requires:
      - order.number
    template: |
      Hi {{{{ customer.first_name | default: "there" }}}},
      your order {{{{ order.number }}}} is on its way
      and comes on ${{1:Monday}}.
    locales:
      de:
        template: |
          Hallo! Ihre Bestellung {{{{ order.number }}}}
          kommt am ${{1:Montag}}.
"""


def measure(hub: Path | None, quick: bool = False) -> Figures:
    """Return the figures of made-up snippets of the console's own dialect and, if given, of the whole hub."""
    times = 1 if quick else TIMES
    figures = _quickest(times, "load", str(QUICK_SNIPPETS if quick else SNIPPETS))
    if hub is not None:
        packages = str(QUICK_PACKAGES) if quick else "all"
        figures |= _quickest(times, "hub_load", str(hub), packages)
    return figures


def _quickest(times: int, name: str, *arguments: str) -> Figures:
    command = [sys.executable, "-m", "benchmarks.snippet_load", name, *arguments]
    runs = [json.loads(subprocess.check_output(command)) for _ in range(times)]
    best: Figures = min(runs, key=lambda run: float(run["seconds"]))
    return {f"{name}_{key}": value for key, value in best.items()}


def made_up(count: int) -> list[SnippetFile]:
    """Return files with as many snippets as asked for."""
    return [
        SnippetFile(
            f"folder/file-{start}.yaml",
            HEAD.format(start) + "".join(map(SNIPPET.format, range(start, min(start + IN_A_FILE, count)))),
        )
        for start in range(0, count, IN_A_FILE)
    ]


def whole(hub: Path, packages: int | None) -> list[SnippetFile]:
    """Return the files of the first packages, or of all."""
    files = islice(Hub.read(hub).files.items(), packages)
    return [
        SnippetFile(f"{package}/{path}", text, root=package)
        for package, texts in files
        for path, text in texts.items()
    ]


def figures_of(files: Sequence[SnippetFile]) -> Figures:
    """Load files, once, in this process."""
    before = _memory()
    with collector.waiting():
        floor = _seconds(lambda: _events(files))
    books: list[Book] = []
    seconds = _seconds(lambda: books.append(Book.load(files)[0]))
    memory = _memory()
    return {
        "snippets": len(books[0].snippets),
        "megabytes": round(sum(len(file.text.encode()) for file in files) / 1e6, 2),
        "seconds": seconds,
        "floor_seconds": floor,
        "index_seconds": _seconds(lambda: books[0].trigger_before("", 0)),
        "rss_megabytes": memory,
        "rss_before_megabytes": before,
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return round(time.process_time() - start, 4)


def _events(files: Sequence[SnippetFile]) -> None:
    """Let libyaml read the texts, and do nothing with them."""
    for file in files:
        for _ in iter(CParser(file.text).get_event, None):
            pass


def _memory() -> float:
    """Return the memory of this process in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * PAGE / 1e6, 1)


def main(arguments: Sequence[str]) -> None:
    """Print the figures, or as a process of its own one part of them."""
    match arguments:
        case ["load", count]:
            print(json.dumps(figures_of(made_up(int(count)))))
        case ["hub_load", hub, packages]:
            print(json.dumps(figures_of(whole(Path(hub), None if packages == "all" else int(packages)))))
        case _:
            print(json.dumps(measure(Path(arguments[0]) if arguments else None)))


if __name__ == "__main__":
    main(sys.argv[1:])
