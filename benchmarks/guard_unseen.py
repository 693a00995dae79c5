"""How the guard does at a company that its model has never seen, before and after it learns there.

`python -m benchmarks.guard_unseen --train train.jsonl.gz --desks dev.jsonl.gz --state FOLDER --json` trains a
model without each source in turn, sets the limits from the right sends of one half of that source's
conversations, and counts alarms and catches in the other half; then again after 100 local conversations.
What was trained stays in FOLDER, so that it goes on where it was. Models are trained with all other sources,
with those too whose licence keeps them out of the weights that ship, and so with as many sources as those.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from agent_console.domain.chat import Author, ConversationId
from agent_console.guard.check import Guard, verdict
from agent_console.guard.dialogue import Turn
from agent_console.guard.learning.balance import Share
from agent_console.guard.learning.history import Example
from agent_console.guard.learning.retraining import Retraining, retrain
from agent_console.guard.limit import Limits
from agent_console.guard.model.judgement import Judgement, table
from agent_console.guard.model.model import Model
from benchmarks.guard import Desks, Pane
from benchmarks.guard_made_up import made_up
from benchmarks.guard_recording import Conversation, Send, read

SOURCES: Final = ("multiwoz", "star", "sgd", "cucom")
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
    """Recorded sends as the guard saw them: in their own pane, and in the wrong one."""

    conversations: NDArray[np.str_]
    turns: NDArray[np.int64]
    """Which turn of its conversation each is."""
    identifying: Flags
    rows: Array
    """The model's figures of each in each open pane, its own first."""
    wrong: NDArray[np.int64]
    """Which pane is the wrong one."""
    found_right: Flags
    """Whether a rule spoke."""
    found_wrong: Flags
    named: Flags
    """Whether the right pane was named where the draft was in the wrong one."""

    def part(self, chosen: Flags) -> "Sends":
        """Return some of them."""
        return Sends(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))

    def figures(self, judgement: Judgement, limits: dict[str, float]) -> Report:
        """Return alarms and catches under limits for each tier."""
        alarms = self.scores(judgement)
        strays = zip(self.rows, self.wrong, strict=True)
        caught = np.array([judgement.score(rows, int(place)) for rows, place in strays])
        caught += SURE * self.found_wrong
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

    def scores(self, judgement: Judgement) -> Array:
        """Return how suspicious each is in its own pane."""
        found = np.array([judgement.score(rows) for rows in self.rows])
        return np.asarray(found + SURE * self.found_right, np.float64)


def limits(scores: Array) -> dict[str, float]:
    """Return the scores that so small a share of those of right sends is above, as a console sets them."""
    highest = np.sort(scores)[::-1]
    # However many rules spoke on right sends, a rule always speaks.
    return {tier: min(SURE / 2, float(highest[int(share * len(highest))])) for tier, share in TIERS.items()}


def looked_at(desks: Desks, model: Model) -> Sends:
    """Have the guard look at every send in its own pane and in the wrong one."""
    guard, rows = Guard(model=model), []
    for send in desks.sends:
        panes = [desks.pane(send["conv"], send["turn"]), *(desks.pane(*place) for place in send["desk"])]
        rows.append(tuple(_seen(guard, send, panes[:OPEN])))
    return Sends(*(np.array(column) for column in zip(*rows, strict=True)))


def _seen(guard: Guard, send: dict[str, Any], panes: Sequence[Pane]) -> Iterator[Any]:
    subjects = [pane.subject for pane in panes]
    place = send["wrong"][str(OPEN)]
    right, wrong = (guard.assess(send["draft"], subjects[target], subjects) for target in (0, place))
    if right.opinion is None:
        raise RuntimeError("there is no model to measure")
    flags = send["flags"]
    yield send["conv"]
    yield send["turn"]
    yield bool(flags["id_name"] or flags["id_hard"] or flags["id_product"])
    yield table(right.opinion.features)
    yield place
    yield bool(right.findings)
    yield bool(wrong.findings)
    yield verdict(wrong, Limits(-inf, -inf)).suggestion == subjects[0].conversation


@dataclass(frozen=True)
class Company:
    """One source, as a company that the model has never seen."""

    model: Model
    sends: Sends
    conversations: Mapping[str, Conversation]

    def measured(self) -> Report:
        """Return the figures: each half of the conversations is judged by limits of the other."""
        second = np.array([crc32(name.encode()) % 2 == 1 for name in self.sends.conversations.tolist()])
        halves = self.sends.part(~second), self.sends.part(second)
        return _mean([self._half(*pair) for pair in (halves, halves[::-1])])

    def _half(self, here: Sends, there: Sends) -> Report:
        judgement = self.model.judgement
        report = {"unseen": there.figures(judgement, limits(here.scores(judgement)))}
        local = list(dict.fromkeys(here.conversations.tolist()))[:LOCAL]
        learnt = retrain(self._examples(local, here), judgement)
        if not (isinstance(learnt, Retraining) and learnt.better):
            return report | {"local": {"adopted": 0.0, **report["unseen"]}}
        # Weights judge too well what they were fitted to: those sends count as others see them that were not.
        # Limits come from the recorded sends, as before; desks that were made up are to learn from.
        known = np.isin(here.conversations, local)
        scores = np.array(learnt.scores[: int(known.sum())]) + SURE * here.found_right[known]
        others = here.part(~known).scores(learnt.judgement)
        limit = limits(np.concatenate((scores, others)))
        return report | {"local": {"adopted": 1.0, **there.figures(learnt.judgement, limit)}}

    def _examples(self, names: Sequence[str], here: Sends) -> list[Example]:
        """Return what a console has logged of conversations: every reply, with others open beside it.

        First come those that were recorded as sends, in their order: they have the desk of the recording,
        the others one of these conversations.
        """
        own = [self.conversations[name] for name in names]
        recorded = here.part(np.isin(here.conversations, names))
        replies = set(zip(recorded.conversations.tolist(), recorded.turns.tolist(), strict=True))
        every = made_up(own, own, sum(len(one.turns) for one in own), seed=0)
        rest = (self._rows(send) for send in every if (send.desk[0][0].id, send.desk[0][1]) not in replies)
        known = zip(recorded.conversations.tolist(), recorded.rows, strict=True)
        return [
            Example(tuple(rows.ravel().tolist()), False, ConversationId(name), _AT)
            for name, rows in (*known, *rest)
        ]

    def _rows(self, send: Send) -> tuple[str, Array]:
        dialogues = [conversation.dialogue(cut) for conversation, cut in send.desk[:OPEN]]
        return send.desk[0][0].id, self.model.rows(Turn.of(Author.AGENT, send.draft), dialogues)


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
        program = [sys.executable, "-m", "benchmarks.guard_train", "--desks", str(train)]
        kinds = ["--without-source", source, "--encoders", str(state), "--out", str(unfinished)]
        subprocess.run([*program, *kinds], check=True)
        unfinished.replace(kept)
    return Model.load(kept.read_bytes())


def company(source: str, options: argparse.Namespace) -> Report:
    """Return the figures of one source; a quick run takes the weights that ship, which have seen it."""
    desks = Desks(options.desks)
    desks.sends = [send for send in desks.sends if send["source"] == source]
    if options.quick:
        desks.sends = desks.sends[:QUICK_SENDS]
    model = Model.load() if options.quick else trained(source, options.train, options.state)
    conversations, _ = read([options.desks], [])
    by_name = {one.id: one for one in conversations}
    return Company(model, looked_at(desks, model), by_name).measured()


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
