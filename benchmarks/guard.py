"""How well the wrong-pane guard tells right sends from wrong ones, on recorded desks.

`python -m benchmarks.guard --desks FILE --calibrate-half --json`; FILE holds conversations and sends, as JSON
lines. Limits on the model's score come from right sends only.
"""

import argparse
import gzip
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

from agent_console.bootstrap.collector import started
from agent_console.domain.chat import Author, ClientId, Conversation, ConversationId, Message
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.record import Item, Order, Record, Shipment
from agent_console.domain.verdict import Rule
from agent_console.guard.assessment import Finding
from agent_console.guard.check import Guard
from agent_console.guard.model.model import Model
from agent_console.guard.subject import Subject
from benchmarks.guard_figure import RATES, RULE, Case, Report, report

QUICK_SENDS = 100
QUICK_SIZE = 8
SIZES = (2, 4, 6, 8, 12)


_AT = datetime(2026, 1, 1, tzinfo=UTC)


class Pane:
    """One conversation as the guard gets to know it."""

    def __init__(self, profile: dict[str, Any]) -> None:
        customer = CustomerId(profile["account_id"])
        facts = Customer(
            customer, profile["name"], profile["email"], profile["phone"], account=profile["account_id"]
        )
        self._conversation = Conversation(ConversationId(str(id(self))), facts)
        self._record = Record(customer, orders=tuple(_orders(profile)))
        self.subject = Subject.of(self._conversation, self._record)

    def hear(self, message: Message) -> None:
        """Add one message."""
        self._conversation = replace(self._conversation, messages=(*self._conversation.messages, message))
        self.subject.hear(message)

    def learn(self, values: Iterable[str]) -> None:
        """Add what a look-up found: references and names of what was booked."""
        booked = tuple(Order(value, items=(Item(value),)) for value in values)
        self._record = replace(self._record, orders=self._record.orders + booked)
        self.subject = Subject.of(self._conversation, self._record)


def _orders(profile: dict[str, Any]) -> Iterator[Order]:
    for order in profile["orders"]:
        shipment = Shipment(
            tracking_number=order.get("tracking", ""), address=f"{profile['address']}, {profile['zip']}"
        )
        product = order.get("product")
        yield Order(order["order_id"], items=(Item(product),) if product else (), shipment=shipment)


class GuardUnderTest:
    """The guard behind the plain interface that scoring programs use."""

    def __init__(self, model: Model | None = None) -> None:
        self._model = model or Model.load()
        self._guard = Guard(model=self._model)

    def new_pane(self, profile: dict[str, Any]) -> Pane:
        """Open a pane with what is known of the customer from the start."""
        return Pane(profile)

    def record(self, pane: Pane, values: list[str]) -> None:
        """Tell a pane what a look-up found."""
        pane.learn(values)
        self._model.prepare(pane.subject)

    def message(self, pane: Pane, role: str, text: str) -> None:
        """Tell a pane one more message, of the customer (`c`) or the agent (`a`)."""
        author = Author.CUSTOMER if role == "c" else Author.AGENT
        pane.hear(Message(ClientId(""), author, "", text, _AT))
        self._model.prepare(pane.subject)

    def check(self, draft: str, target: int, panes: Sequence[Pane]) -> tuple[float, int]:
        """Return how suspicious the draft is, and the index of the pane that the console would suggest.

        A rule's finding makes it more suspicious than any score of the model alone. The console suggests
        a pane only where it doubts the one that the draft is in, and so never that one.
        """
        subjects = [pane.subject for pane in panes]
        assessment = self._guard.assess(draft, subjects[target], subjects)
        opinion = assessment.opinion
        if opinion is None:
            raise TypeError("the guard has no model")
        suggested = assessment.suggestion
        place = next((at for at, one in enumerate(subjects) if one.conversation == suggested), target)
        return opinion.score + RULE * _stops(assessment.findings), place


def _stops(findings: Sequence[Finding]) -> bool:
    """Whether a rule speaks that stops a draft; another language only delays it."""
    return any(finding.rule is not Rule.LANGUAGE for finding in findings)


class Desks:
    """Recorded conversations and sends, and the panes that they make up."""

    def __init__(self, path: Path, without: Sequence[str] = ()) -> None:
        self._conversations: dict[str, dict[str, Any]] = {}
        self.sends: list[dict[str, Any]] = []
        self._panes: dict[tuple[str, int], Pane] = {}
        self.guard = GuardUnderTest()
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["type"] == "conv":
                    self._conversations[row["id"]] = row
                elif row["type"] == "send" and row["source"] not in without:
                    self.sends.append(row)

    def pane(self, conversation: str, cut: int) -> Pane:
        """Return a conversation as it stood before turn `cut`."""
        key = (conversation, cut)
        if key not in self._panes:
            self._panes[key] = self._built(self._conversations[conversation], cut)
        return self._panes[key]

    def _built(self, row: dict[str, Any], cut: int) -> Pane:
        pane = self.guard.new_pane(row["profile"])
        found = [value for at, values in row["records"] if at <= cut for value in values]
        if found:
            self.guard.record(pane, found)
        for role, text in row["turns"][:cut]:
            self.guard.message(pane, role, text)
        return pane


@dataclass
class Trial:
    """Cases by how many conversations were open, and how long checks took."""

    cases: dict[int, list[Case]]
    seconds: list[float] = field(default_factory=list)
    """Processor time of each check, on which other programs of the machine have no influence."""

    def report(self) -> Report:
        """Return the figures."""
        slowest = sorted(self.seconds)
        return {
            "panes": {str(size): report(cases) for size, cases in self.cases.items()},
            "check_p50_ms": round(slowest[len(slowest) // 2] * 1000, 3),
            "check_p99_ms": round(slowest[int(len(slowest) * 0.99)] * 1000, 3),
        }


def measure(desks: Desks, sizes: Sequence[int], halved: bool) -> Trial:
    """Check each send in its own pane, and the same draft in the pane it would wrongly go to."""
    guard, trial = desks.guard, Trial({size: [] for size in sizes})
    desk_of = [_desk(desks, send, max(sizes)) for send in desks.sends]
    # A console has a dozen conversations: no check of it waits until those of thousands are looked through.
    started()
    for send, panes in zip(desks.sends, desk_of, strict=True):
        calibrating = halved and crc32(send["conv"].encode()) % 2 == 0
        for size in sizes:
            began = time.thread_time()
            right, _ = guard.check(send["draft"], 0, panes[:size])
            if size == max(sizes):
                trial.seconds.append(time.thread_time() - began)
            wrong, best = guard.check(send["draft"], send["wrong"][str(size)], panes[:size])
            trial.cases[size].append(_case(send["flags"], calibrating, right, wrong, best == 0))
    return trial


def _desk(desks: Desks, send: dict[str, Any], size: int) -> Sequence[Pane]:
    """Return the open conversations at a send, its own first."""
    places = [(send["conv"], send["turn"]), *send["desk"]][:size]
    return [desks.pane(*place) for place in places]


def _case(flags: dict[str, bool], calibrating: bool, right: float, wrong: float, named: bool) -> Case:
    identifying = flags["id_name"] or flags["id_hard"] or flags["id_product"]
    return Case(identifying, flags["generic"], not flags["edited"], calibrating, right, wrong, named)


def main() -> None:
    """Print the figures; the last thing printed is a JSON object."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--desks", type=Path, required=True, help="conversations and sends, JSON lines")
    ask.add_argument("--panes", type=int, action="append", choices=SIZES, help="open conversations")
    ask.add_argument("--without-source", action="append", default=[], help="leave out sends of this source")
    ask.add_argument(
        "--calibrate-half",
        action="store_true",
        help="limits from one half of the conversations, figures from the other",
    )
    ask.add_argument("--limit", type=int, help="only the first sends")
    ask.add_argument("--quick", action="store_true", help=f"only the first {QUICK_SENDS}, with 8 open")
    ask.add_argument("--json", action="store_true", help="print the JSON object only")
    options = ask.parse_args()
    desks = Desks(options.desks, options.without_source)
    desks.sends = desks.sends[: QUICK_SENDS if options.quick else options.limit]
    sizes = options.panes or ([QUICK_SIZE] if options.quick else SIZES)
    found = measure(desks, sizes, options.calibrate_half).report()
    if not options.json:
        for size, figures in found["panes"].items():
            print(f"{size} panes: right pane named {figures['right_pane_named']['rate']:.3f}")
            for name in ("rules", *map(str, RATES)):
                shown = (f"{what} {share['rate']:.4f}" for what, share in figures[name].items())
                print(f"  {name}: {', '.join(shown)}")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
