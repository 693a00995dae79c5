"""Whether a catch-up holds what an agent needs who comes back to a chat, on recorded conversations.

`python -m benchmarks.catch_up --desks FILE --json`; FILE holds conversations as JSON lines. Those in
`catch_up_labels.json` were read by a person; further ones are timed, and looked through for order numbers.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

from agent_console.assist import reference
from agent_console.assist.catch_up import Line, Topic
from agent_console.assist.language import pattern
from agent_console.assist.thread import Thread
from agent_console.domain.chat import Author, ClientId, Conversation, ConversationId, Message
from agent_console.domain.customer import Customer, CustomerId
from benchmarks import catch_up_label
from benchmarks.catch_up_label import Label
from benchmarks.catch_up_score import Score, Share, quotes
from benchmarks.desks import Recording, read

AIM = 0.95
MOST_P99 = 5.0
"""Milliseconds of processor time from the return to the lines."""
QUICK = 20
CELLS = 100
"""How wide the lines are: as in a console of two panes beside each other."""
_FURTHER = 20
"""Conversations of each source that are taken without a label."""
_AT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Case:
    """One conversation, up to a turn at which its customer waits."""

    recording: Recording
    cut: int
    label: Label | None = None


def cases(recordings: Sequence[Recording], labels: Mapping[str, Label]) -> Iterator[Case]:
    """Yield the labelled conversations, and as many others of each source, always the same ones."""
    taken: dict[str, int] = {}
    for recording in sorted(recordings, key=lambda each: crc32(f"catch-up {each.id}".encode())):
        label = labels.get(recording.id)
        cuts = list(_cuts(recording))
        if label is not None:
            yield Case(recording, label.cut, label)
        elif cuts and taken.setdefault(recording.source, 0) < _FURTHER:
            taken[recording.source] += 1
            yield Case(recording, cuts[crc32(f"cut {recording.id}".encode()) % len(cuts)])


def _cuts(recording: Recording) -> Iterator[int]:
    """Yield where a conversation, begun already, waits for the agent."""
    turns = recording.turns
    for cut in range(3, len(turns) + 1):
        if not turns[cut - 1].by_agent and (cut == len(turns) or turns[cut].by_agent):
            yield cut


@dataclass(slots=True)
class Trial:
    """One run: what the lines hold, and what they cost."""

    cells: int = CELLS
    built: Score = field(default_factory=Score)
    """Of conversations that the program was built with."""
    held_out: Score = field(default_factory=Score)
    """Of conversations that nothing was built with."""
    further: Share = field(default_factory=Share)
    """Order numbers that were mentioned in conversations without a label, and are shown."""
    returns: list[float] = field(default_factory=list)
    """Seconds of processor time of each return: what came last is read, and the lines are made."""
    openings: list[float] = field(default_factory=list)
    """Seconds of processor time of reading each whole conversation at once."""

    def run(self, case: Case) -> None:
        """Play a conversation up to its cut, message by message, and come back to it."""
        orders, thread = _orders(case.recording), Thread()
        before, now = _conversation(case, case.cut - 1), _conversation(case, case.cut)
        thread.follow(before, orders)
        began = time.thread_time()
        thread.follow(now, orders)
        lines = thread.catch_up(now).lines(self.cells)
        self.returns.append(time.thread_time() - began)
        began = time.thread_time()
        Thread().follow(now, orders)
        self.openings.append(time.thread_time() - began)
        self._count(case, lines, orders)

    def _count(self, case: Case, lines: Sequence[Line], orders: Sequence[str]) -> None:
        if case.label is not None:
            score = self.held_out if case.label.held_out else self.built
            score.count(case.label, case.recording, lines)
            return
        shown = {reference.key(quote.words) for quote in quotes(lines, Topic.DETAIL)}
        said = " ".join(turn.text for turn in case.recording.turns[: case.cut])
        for number in orders:
            if any(reference.known(said, [number])):
                self.further.count(reference.key(number) in shown)

    def report(self) -> dict[str, object]:
        """Return the figures."""
        return {
            "conversations": len(self.returns),
            "labelled": (self.built + self.held_out).report(),
            "built_with": self.built.report(),
            "held_out": self.held_out.report(),
            "orders_in_further": self.further.report(),
            "return_p50_ms": _quantile(self.returns, 0.5),
            "return_p99_ms": _quantile(self.returns, 0.99),
            "opening_p99_ms": _quantile(self.openings, 0.99),
        }

    def falls_short(self) -> bool:
        """Whether fewer than the aim are held, or a return takes too long."""
        read_by_people = self.built + self.held_out
        shares = (read_by_people.question, read_by_people.promises, read_by_people.numbers)
        held = all(share.right >= AIM * share.of for share in shares)
        return not held or _quantile(self.returns, 0.99) > MOST_P99


def _quantile(seconds: Sequence[float], part: float) -> float:
    """Return one of the measured times in milliseconds."""
    return round(sorted(seconds)[int((len(seconds) - 1) * part)] * 1000, 3)


def _orders(recording: Recording) -> Sequence[str]:
    return [order["order_id"] for order in recording.profile.get("orders", [])]


def _conversation(case: Case, cut: int) -> Conversation:
    said = tuple(
        Message(
            ClientId(str(place)),
            Author.AGENT if turn.by_agent else Author.CUSTOMER,
            "",
            turn.text,
            _AT,
            sequence=place,
        )
        for place, turn in enumerate(case.recording.turns[:cut], 1)
    )
    customer = Customer(CustomerId(case.recording.id), case.recording.profile.get("name", ""))
    return Conversation(ConversationId(case.recording.id), customer, messages=said)


def main() -> None:
    """Print the figures; the last thing printed is a JSON object."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--desks", type=Path, required=True, help="conversations, JSON lines")
    ask.add_argument("--cells", type=int, default=CELLS, help="how wide a line is, without its heading")
    ask.add_argument("--quick", action="store_true", help=f"only the first {QUICK}, and no aim")
    ask.add_argument("--json", action="store_true", help="print the JSON object only")
    options = ask.parse_args()
    chosen = list(cases(list(read(options.desks)), catch_up_label.read()))
    pattern.prepare()
    trial = Trial(options.cells)
    for case in chosen[: QUICK if options.quick else None]:
        trial.run(case)
    if not options.json:
        print(f"{len(trial.returns)} conversations, lines of {trial.cells} cells")
    print(json.dumps(trial.report()))
    sys.exit(not options.quick and trial.falls_short())


if __name__ == "__main__":
    main()
