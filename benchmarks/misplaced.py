"""Lets thousands of things happen to a real console, and counts what lands where the agent did not mean it.

    python -m benchmarks.misplaced --events 10000 --state FILE --json

Keys, clicks and pastes, arrivals, messages, closes, transfers, redraws, resizes, reconnects, restarts and
more come in random order. Each letter that is typed says which customer it is for, and whether it is for a
reply or a note. With `--state` the rounds are kept in FILE, and a later call goes on behind them. The first
round that puts a letter, or the focus, where nobody meant it is made as short as it can be, and told.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.circumstances import Event
from benchmarks.meddler import story
from benchmarks.rounds import keep, kept, totals
from benchmarks.stage import RESTART, Stage

ROUND_EVENTS = 100
QUICK_EVENTS = 500
RESTARTS = 2
"""How many events of a round, on average, restart the console instead of what they were to be."""


@dataclass(frozen=True)
class Round:
    """What became of one console."""

    seed: str
    events: dict[str, int]
    """How many of each kind."""
    characters: int
    """Letters that stood somewhere in the end."""
    messages: int
    """Messages that arrived at the chat system."""
    characters_misplaced: int
    messages_misplaced: int
    focus_moved: int
    """How often something other than a key or a click moved the focus."""
    seconds: float

    @property
    def faultless(self) -> bool:
        """Whether everything is where it was meant to be."""
        return not (self.characters_misplaced or self.messages_misplaced or self.focus_moved)


def written_story(seed: str, length: int) -> list[Event]:
    """Return the events of a round; the same seed gives the same ones."""
    chance = random.Random(seed)
    events = story(chance, length)
    return [Event(RESTART) if chance.random() < RESTARTS / ROUND_EVENTS else event for event in events]


def play(seed: str, events: Sequence[Event]) -> Round:
    """Let events happen to a new console, and count; the first fault ends it."""
    began, happened = time.monotonic(), Counter[str]()
    with Stage() as stage:
        for event in events:
            stage.play(event)
            happened[event.kind] += 1
            if stage.misplaced or stage.moved_focus:
                break
    return Round(
        seed,
        dict(happened),
        stage.characters,
        stage.messages,
        len(stage.misplaced),
        stage.messages_misplaced,
        len(stage.moved_focus),
        round(time.monotonic() - began, 1),
    )


def shrunk(events: list[Event], fails: Callable[[list[Event]], bool]) -> list[Event]:
    """Return as few of the events, in their order, as still fail."""
    size = max(1, len(events) // 2)
    while size:
        at = 0
        while at < len(events):
            fewer = [*events[:at], *events[at + size :]]
            if fewer and fails(fewer):
                events = fewer
            else:
                at += size
        size //= 2
    return events


def run(seed: int, wanted: int, state: Path | None) -> tuple[list[Round], list[Event]]:
    """Play rounds until that many events have happened; return them, and the story of a fault."""
    rounds = kept(state, Round)
    while (left := wanted - sum(sum(one.events.values()) for one in rounds)) > 0:
        name = f"{seed}:{len(rounds)}"
        events = written_story(name, min(left, ROUND_EVENTS))
        result = play(name, events)
        if not result.faultless:
            happened = events[: sum(result.events.values())]
            return [*rounds, result], shrunk(happened, lambda fewer: not play("", fewer).faultless)
        keep(state, result)
        rounds.append(result)
    return rounds, []


def main() -> int:
    """Run from the command line; the exit code is 1 when anything landed where it was not meant to."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--events", type=int, default=1000, help="how many (default %(default)s)")
    ask.add_argument("--seed", type=int, default=1, help="which ones (default %(default)s)")
    ask.add_argument("--state", type=Path, metavar="FILE", help="keep finished rounds, and go on behind them")
    ask.add_argument("--quick", action="store_true", help=f"{QUICK_EVENTS} events")
    ask.add_argument("--json", action="store_true", help="print nothing but the result")
    options = ask.parse_args()
    rounds, fault = run(options.seed, QUICK_EVENTS if options.quick else options.events, options.state)
    figures = totals(rounds)
    figures |= {"seed": options.seed, "story": [str(event) for event in fault]}
    if not options.json:
        print(f"{sum(sum(one.events.values()) for one in rounds)} events in {len(rounds)} rounds")
    print(json.dumps(figures))
    return int(not all(one.faultless for one in rounds) or not figures["messages"])


if __name__ == "__main__":
    sys.exit(main())
