"""How many keys the phrases save that the console learns from sent replies.

`python -m benchmarks.phrases --train FILE --desks FILE --json`; FILE holds conversations, as JSON lines. For
each source by itself the phrases are learnt from its conversations in `--train`; then the agent's turns in
`--desks` are typed key by key, by an agent who takes every offer that is right: all of it with one key, or
its next word. Of a source that `--train` lacks nothing was learnt.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from zlib import crc32

from agent_console.assist.phrase.book import PhraseBook
from agent_console.domain.phrase import KeptPhrases
from benchmarks.desks import Recording, read
from benchmarks.phrase_identity import Identifiers, person_of
from benchmarks.phrase_typing import Figures, Tally, turns_of, type_reply

QUICK_CONVERSATIONS, QUICK_LESSONS = 6, 200
PARTS = 5


def company(
    train: Sequence[Recording], dev: Sequence[Recording], on: bool = False, cells: int | None = None
) -> Tally:
    """Learn from one source's conversations, and type the replies of others; `on` goes on learning.

    With `cells` an offer ends with its line, which is so wide.
    """
    book, tally = PhraseBook(KeptPhrases(b"benchmark")), Tally()
    for recording in train:
        learn(book, recording)
    strangers = Identifiers([*train, *dev])
    for recording in dev:
        for at, turn in enumerate(recording.turns):
            if turn.by_agent:
                type_reply(book, recording, at, strangers, tally, cells)
        if on:
            learn(book, recording)
    return tally


def learn(book: PhraseBook, recording: Recording) -> None:
    """Learn the replies of one conversation."""
    for at, turn in enumerate(recording.turns):
        if turn.by_agent:
            before = turns_of(recording, at)
            person = person_of(recording, at)
            book.learn(f"{recording.id} {at}", recording.id, "en", person, before, turn.text)


def by_source(recordings: Iterable[Recording]) -> dict[str, list[Recording]]:
    """Return the conversations of each source."""
    found: dict[str, list[Recording]] = defaultdict(list)
    for recording in recordings:
        found[recording.source].append(recording)
    return found


def held_out(recordings: Sequence[Recording]) -> tuple[list[Recording], list[Recording]]:
    """Part training conversations into most to learn from and some to choose limits by."""
    parts: tuple[list[Recording], list[Recording]] = ([], [])
    for recording in recordings:
        parts[crc32(recording.id.encode()) % PARTS == 0].append(recording)
    return parts


def report(tallies: dict[str, Tally]) -> dict[str, Figures]:
    """Return the figures of each source, and of all their replies together."""
    whole = Tally()
    for tally in tallies.values():
        whole.add(tally)
    return {**{source: tally.figures() for source, tally in sorted(tallies.items())}, "all": whole.figures()}


def main() -> None:
    """Print the figures; exits with 1 when something of another customer's was offered."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--train", type=Path, required=True, help="conversations to learn from")
    ask.add_argument("--desks", type=Path, help="conversations to type; without, a fifth of --train")
    ask.add_argument("--source", action="append", help="only this source")
    few = "type only so many conversations of each source; in `all`, small sources then count for more"
    ask.add_argument("--limit", type=int, help=few)
    ask.add_argument("--learn-on", action="store_true", help="learn each conversation after typing it")
    ask.add_argument("--cells", type=int, help="how wide a composer's line is, behind which no offer goes on")
    quick = f"--limit {QUICK_CONVERSATIONS}, after {QUICK_LESSONS} conversations of each source"
    ask.add_argument("--quick", action="store_true", help=quick)
    ask.add_argument("--json", action="store_true", help="print the JSON object only")
    options = ask.parse_args()
    limit, lessons = (QUICK_CONVERSATIONS, QUICK_LESSONS) if options.quick else (options.limit, None)
    train = by_source(read(options.train))
    dev = by_source(read(options.desks)) if options.desks else {}
    tallies = {}
    for source in options.source or sorted({*train, *dev}):
        learnt, typed = (train[source], dev[source]) if options.desks else held_out(train[source])
        tallies[source] = company(learnt[:lessons], typed[:limit], options.learn_on, options.cells)
        if not options.json:
            print(source, json.dumps(tallies[source].figures()), *tallies[source].foreign, flush=True)
    found = report(tallies)
    print(json.dumps(found))
    raise SystemExit(1 if found["all"]["identifiers_of_others"] else 0)


if __name__ == "__main__":
    main()
