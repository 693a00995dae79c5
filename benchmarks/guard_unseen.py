"""How the guard does at a company that its model has never seen, before and after it learns there.

`python -m benchmarks.guard_unseen --train train.jsonl.gz --desks dev.jsonl.gz --state FOLDER --json` trains a
model without each source in turn, sets the limits from the right sends of one half of that source's
conversations, and counts alarms and catches in the other half; then again after 100 local conversations.
What was trained stays in FOLDER, so that it goes on where it was.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from agent_console.domain.chat import ConversationId
from agent_console.guard.check import Guard, verdict
from agent_console.guard.learning.balance import Share
from agent_console.guard.learning.history import Example
from agent_console.guard.learning.retraining import Retraining, retrain
from agent_console.guard.limit import Limits
from agent_console.guard.model.fitting import Line
from agent_console.guard.model.model import Model
from benchmarks.guard import Desks, Pane

SOURCES: Final = ("multiwoz", "star", "sgd", "cucom")
NOT_TO_LEARN_FROM: Final = "sgd"
"""Its licence keeps it out of the weights that ship; as a company it can be met."""
OPEN: Final = 8
"""Open conversations."""
LOCAL: Final = 100
"""Conversations after which the model is fitted to the new company."""
TIERS: Final = {"delay": 0.005, "stop": 0.001}
SURE: Final = 1_000.0
"""What a rule's finding adds to the score: more than any score is."""
QUICK_SENDS: Final = 60
_AT: Final = datetime(2026, 1, 1, tzinfo=UTC)

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Report = dict[str, Any]


@dataclass(frozen=True)
class Sends:
    """Recorded sends as the guard saw them: in their own pane, in the wrong one, and in any other."""

    conversations: NDArray[np.str_]
    identifying: Flags
    right: Array
    """The model's features of each, in its own pane."""
    wrong: Array
    stray: Array
    found_right: Flags
    """Whether a rule spoke."""
    found_wrong: Flags
    named: Flags
    """Whether the right pane was named where the draft was in the wrong one."""

    def part(self, chosen: Flags) -> "Sends":
        """Return some of them."""
        return Sends(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))

    def examples(self, most: int) -> list[Example]:
        """Return what a console would have logged of its first conversations."""
        first = set(list(dict.fromkeys(self.conversations.tolist()))[:most])
        return [
            Example(tuple(features), wrong, ConversationId(conversation), _AT)
            for conversation, right, stray in zip(self.conversations, self.right, self.stray, strict=True)
            for features, wrong in ((right, False), (stray, True))
            if conversation in first
        ]

    def figures(self, line: Line, limits: dict[str, float]) -> Report:
        """Return alarms and catches under limits for each tier."""
        alarms = self.scores(line)
        caught = line.score(self.wrong) + SURE * self.found_wrong
        report: Report = {
            "sends": len(alarms),
            "identifying": int(self.identifying.sum()),
            "right_pane_named": float(self.named.mean()),
        }
        for tier, limit in limits.items():
            rate = Share(int((alarms > limit).sum()), len(alarms))
            report[tier] = {
                "alarm_rate": rate.rate,
                "alarm_rate_at_least": rate.interval[0],
                "alarm_rate_at_most": rate.interval[1],
                "recall_all": float((caught > limit).mean()),
                "recall_identifying": float((caught > limit)[self.identifying].mean()),
            }
        return report

    def scores(self, line: Line) -> Array:
        """Return how suspicious each is in its own pane."""
        found: Array = line.score(self.right) + SURE * self.found_right
        return found

    def limits(self, line: Line) -> dict[str, float]:
        """Return the scores that so small a share is above, as a console sets them."""
        highest = np.sort(self.scores(line))[::-1]
        # However many rules spoke on right sends, a rule always speaks.
        return {
            tier: min(SURE / 2, float(highest[int(share * len(highest))])) for tier, share in TIERS.items()
        }


def looked_at(desks: Desks, model: Model) -> Sends:
    """Have the guard look at every send in its own pane and in the wrong one."""
    guard, rows = Guard(model=model), []
    for send in desks.sends:
        panes = [desks.pane(send["conv"], send["turn"]), *(desks.pane(*place) for place in send["desk"])]
        rows.append(tuple(_seen(guard, send, panes[:OPEN])))
    return Sends(*(np.array(column) for column in zip(*rows, strict=True)))


def _seen(guard: Guard, send: dict[str, Any], panes: Sequence[Pane]) -> Iterator[Any]:
    subjects = [pane.subject for pane in panes]
    places = (0, send["wrong"][str(OPEN)])
    right, wrong = (guard.assess(send["draft"], subjects[place], subjects) for place in places)
    if right.opinion is None or wrong.opinion is None:
        raise RuntimeError("there is no model to measure")
    flags = send["flags"]
    yield send["conv"]
    yield bool(flags["id_name"] or flags["id_hard"] or flags["id_product"])
    yield right.opinion.features
    yield wrong.opinion.features
    yield right.opinion.mistaken
    yield bool(right.findings)
    yield bool(wrong.findings)
    yield verdict(wrong, Limits(-inf, -inf)).suggestion == subjects[0].conversation


def measure(sends: Sends, line: Line) -> Report:
    """Return the figures of one company: each half of its conversations is judged by limits of the other."""
    second = np.array([crc32(name.encode()) % 2 == 1 for name in sends.conversations.tolist()])
    halves = sends.part(~second), sends.part(second)
    found = [_half(*pair, line) for pair in (halves, halves[::-1])]
    return _mean(found)


def _half(here: Sends, there: Sends, line: Line) -> Report:
    report = {"unseen": there.figures(line, here.limits(line))}
    learnt = retrain(here.examples(LOCAL), line)
    better = isinstance(learnt, Retraining) and learnt.better
    fitted = learnt.line if isinstance(learnt, Retraining) and better else line
    report["local"] = {"adopted": float(better), **there.figures(fitted, here.limits(fitted))}
    return report


def _mean(reports: Sequence[Report]) -> Report:
    """Return the mean of figures that are arranged the same way."""
    columns = {name: [report[name] for report in reports] for name in reports[0]}
    return {
        name: _mean(column) if isinstance(column[0], dict) else float(np.mean(column))
        for name, column in columns.items()
    }


def trained(source: str, train: Path, state: Path) -> Model:
    """Return the model that has never seen a source; it is trained unless that was done before."""
    kept = state / f"model-{source}.npz"
    if not kept.exists():
        unfinished = kept.with_suffix(".unfinished")
        without = [f"--without-source={name}" for name in {source, NOT_TO_LEARN_FROM}]
        program = [sys.executable, "-m", "benchmarks.guard_train", "--desks", str(train), *without]
        subprocess.run([*program, "--out", str(unfinished)], check=True)
        unfinished.replace(kept)
    return Model.load(kept.read_bytes())


def company(source: str, options: argparse.Namespace) -> Report:
    """Return the figures of one source; a quick run takes the weights that ship, which have seen it."""
    desks = Desks(options.desks)
    desks.sends = [send for send in desks.sends if send["source"] == source]
    if options.quick:
        desks.sends = desks.sends[:QUICK_SENDS]
    model = Model.load() if options.quick else trained(source, options.train, options.state)
    return measure(looked_at(desks, model), model.line)


def main() -> None:
    """Print the figures; the last thing printed is a JSON object."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--desks", type=Path, required=True, help="what is judged: conversations and sends")
    ask.add_argument("--train", type=Path, help="what is learnt from, but for the source that is judged")
    ask.add_argument("--state", type=Path, default=Path("guard_unseen"), help="where models are kept")
    ask.add_argument("--source", action="append", choices=SOURCES, help="only this source; again for more")
    ask.add_argument("--quick", action="store_true", help="one source, few sends, the weights that ship")
    ask.add_argument("--json", action="store_true", help="print the JSON object only")
    options = ask.parse_args()
    if not options.quick and options.train is None:
        ask.error("--train is needed, but for --quick")
    options.state.mkdir(parents=True, exist_ok=True)
    sources = options.source or (SOURCES[:1] if options.quick else SOURCES)
    report = {source: company(source, options) for source in sources}
    report["mean"] = _mean(list(report.values()))
    if not options.json:
        for name, figures in report.items():
            print(name, *(f"{when}: {_summary(figures[when])}" for when in ("unseen", "local")), sep="\n  ")
    print(json.dumps(report))


def _summary(figures: Report) -> str:
    delay, stop = figures["delay"], figures["stop"]
    return (
        f"{delay['recall_all']:.1%} of all at {delay['alarm_rate']:.2%} alarms,"
        f" {stop['recall_identifying']:.1%} of identifying at {stop['alarm_rate']:.2%}"
    )


if __name__ == "__main__":
    main()
