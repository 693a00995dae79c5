"""Espanso's packages and edge cases, typed key by key, against what espanso made of the same keys.

The product's own parts do the work: `Book` loads and expands, `Keystream` finds what fires, `Draft` holds
the text. Only the world around them is played here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path

from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.domain.draft import Draft
from agent_console.snippets.book import Book
from agent_console.snippets.expansion import Expansion
from agent_console.snippets.trigger.firing import Firing
from agent_console.snippets.trigger.keystream import Keystream
from benchmarks.snippet_hub import Hub, Record, load, records
from benchmarks.snippet_outcome import Event, Outcome, divergent, recorded
from benchmarks.snippet_world import expanded

BACKSPACE = "\b"
QUICK_PACKAGES = 12


@dataclass
class Tally:
    """Cases, those that came out right, and the first that did not."""

    show: int = 0
    """How many wrong ones are printed."""
    total: int = 0
    right: int = 0
    divergences: dict[str, str] = field(default_factory=dict)
    """Which documented divergence explains the outcome of which case."""

    def count(self, name: str, wanted: object, came: object) -> None:
        """Count one case; print it when it is one of the first that are wrong."""
        self.total += 1
        self.right += wanted == came
        if wanted != came and self.total - self.right <= self.show:
            print(f"{name}\n  wanted {wanted}\n  came   {came}")


class Typist:
    """Types into an empty draft, and takes the first reply of whatever fires."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._numbers = {snippet.id: number for number, snippet in enumerate(book.snippets)}

    def outcome(self, keys: str) -> Outcome:
        """Return what comes of the keys."""
        keystream = Keystream(self._book.matcher)
        draft = Draft(ConversationId("1"), CustomerId("1"), 1)
        events: list[Event] = []
        for position, key in enumerate(keys):
            if key == BACKSPACE:
                keystream.backspace()
                draft = draft.replaced(max(draft.cursor - 1, 0), draft.cursor, "")
                continue
            draft = draft.replaced(draft.cursor, draft.cursor, key)
            if firing := keystream.typed(key):
                events.append(self._event(position, firing))
                draft = self._taken(draft, firing)
                keystream.expanded()
        return Outcome(draft.text, draft.cursor, tuple(events))

    def _event(self, position: int, firing: Firing) -> Event:
        ids = tuple(self._numbers[candidate.snippet] for candidate in firing.candidates)
        trigger = firing.left + firing.trigger + firing.right
        return Event(position, firing.left, firing.right, trigger, ids, len(ids)).shortened()

    def _taken(self, draft: Draft, firing: Firing) -> Draft:
        """Return the draft with the first reply in place of its trigger; as it is when the reply fails."""
        candidate = firing.candidates[0]
        match expanded(self._book, candidate.snippet, candidate.occasion):
            case Expansion() as reply:
                start = draft.cursor - candidate.length
                return draft.inserted(start, draft.cursor, reply.text, reply.stops, reply.insertion)
        return draft


def measure_packages(hub: Path, expansions: Path, show: int = 0, quick: bool = False) -> dict[str, object]:
    """Return how many packages load, and how many typed scenarios come out, as they are recorded."""
    packages, scenarios = Tally(show), Tally(show)
    every = Hub.read(hub)
    for name, lines in islice(_by_package(records(expansions)), QUICK_PACKAGES if quick else None):
        book, problems = every.book(name)
        typist = Typist(book)
        for line in lines:
            if "package" in line:
                wanted = (line["n_matches"], bool(line["load_errors"]))
                packages.count(name, wanted, (len(book.snippets), bool(problems)))
            else:
                _count(scenarios, name, line, typist)
    return {
        "packages": packages.total,
        "packages_right": packages.right,
        "scenarios": scenarios.total,
        "scenarios_right": scenarios.right,
        "scenario_divergences": dict(Counter(scenarios.divergences.values())),
    }


def measure_edges(edges: Path, show: int = 0) -> dict[str, object]:
    """Return how many typed runs of small files come out as recorded, or as a named divergence has them."""
    files, runs = Tally(show), Tally(show)
    for case in records(edges):
        book, problems = load({"base.yml": case["yaml"]})
        wanted = (case["n_matches"], bool(case["load_errors"]))
        files.count(case["case"], wanted, (len(book.snippets), bool(problems)))
        typist = Typist(book)
        for run in case["runs"]:
            _count(runs, case["case"], run, typist)
    return {
        "edge_files": files.total,
        "edge_files_right": files.right,
        "edge": runs.total,
        "edge_right": runs.right,
        "edge_divergences": runs.divergences,
    }


def _count(tally: Tally, name: str, run: Record, typist: Typist) -> None:
    label = f"{name} {run['typed']!r}"
    wanted = recorded(run)
    if divergence := divergent(name, run):
        rule, wanted = divergence
        tally.divergences[label] = rule
    tally.count(label, wanted, typist.outcome(run["typed"]))


def _by_package(lines: Iterable[Record]) -> Iterator[tuple[str, list[Record]]]:
    """Yield each package's lines, all of them together."""
    for name, group in groupby(sorted(lines, key=_package), key=_package):
        yield name, list(group)


def _package(line: Mapping[str, str]) -> str:
    return line["p"] if "p" in line else f"{line['package']}@{line['version']}"
