"""Trains the guard's encoder on recorded dialogues, and says how many wrong sends it catches by itself.

`python -m benchmarks.guard_encoder --desks FILE --desks FILE --without-source NAME --score DEV --out WEIGHTS`
"""

import argparse
import json
import math
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np

from agent_console.guard.encoder.encoder import Encoder
from agent_console.guard.encoder.weights import Attention, Layer, Weights, write
from agent_console.guard.learning.adam import Adam
from benchmarks.desks import Recording, read
from benchmarks.dialogue_batch import Example, batch, epochs
from benchmarks.dual_encoder import TABLE, Array, Batch, Masks, Parameters, Step, cross_entropy, initial
from benchmarks.encoder_score import made_up, recorded, score

POSITIONS: Final = 12
"""How many ages of turns are told apart."""
BACKWARDS: Final = np.float32(0.3)
"""What telling a dialogue's reply counts beside telling a reply's dialogue."""
_FIRST_STEPS: Final = 100
_SMOOTHING: Final = 0.02
"""What one step adds to the loss that is shown."""
_FOLDS: Final = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train."""

    rounds: int = 7
    """How often every dialogue is seen."""
    width: int = 96
    units: int = 192
    pace: float = 3e-3
    dropped: float = 0.3
    """The share of inputs that are left out at random in each step, so that no single one is relied on."""
    seed: int = 0


def train(recordings: Sequence[Recording], plan: Plan) -> Parameters:
    """Return weights learnt from dialogues; the same for the same dialogues, plan and version of numpy."""
    noise = np.random.default_rng(plan.seed)
    weights = initial(plan.width, plan.units, POSITIONS, noise)
    adam, started, loss = Adam(weights), time.monotonic(), 0.0
    steps = list(epochs([Example.of(recording) for recording in recordings], plan.rounds, plan.seed))
    for at, examples in enumerate(steps):
        made = batch(examples, POSITIONS, plan.dropped, noise)
        now = _learn(weights, adam, made, plan, _pace(at, len(steps), plan), noise)
        loss = loss + (now - loss) * _SMOOTHING if at else now
        if at % 200 == 0 or at + 1 == len(steps):
            print(f"{at + 1}/{len(steps)} {time.monotonic() - started:.0f} s {loss:.3f}", file=sys.stderr)
    return weights


def _pace(at: int, steps: int, plan: Plan) -> float:
    """Return how far a step goes: rising at first, then falling as half a wave of the cosine."""
    return plan.pace * min(1.0, (at + 1) / _FIRST_STEPS) * (0.501 + 0.5 * math.cos(math.pi * at / steps))


def _learn(
    weights: Parameters, adam: Adam, made: Batch, plan: Plan, pace: float, noise: np.random.Generator
) -> float:
    """Take one step; return the loss before it. What every batch changes goes half as fast as the table."""
    step = Step(weights, made, _masks(made, plan, noise))
    loss, slope = cross_entropy(step.scores, made.odds)
    backwards, slope_backwards = cross_entropy(step.scores.T, made.odds.T)
    gradient, rows = step.back(slope + BACKWARDS * slope_backwards.T)
    adam.step(gradient, pace / 2)
    adam.step_rows(TABLE, made.rows, rows, pace)
    return loss + float(BACKWARDS) * backwards


def _masks(made: Batch, plan: Plan, noise: np.random.Generator) -> Masks:
    def kept(*shape: int) -> Array:
        there = noise.random(shape, np.float32) >= plan.dropped
        return there.astype(np.float32) / np.float32(1 - plan.dropped)

    turns, replies, width = len(made.counts), len(made.replies), plan.width
    views = kept(len(made.views), replies, width)
    return Masks(kept(turns, width), kept(replies, width), views, kept(replies, plan.units))


def frozen(weights: Parameters) -> Weights:
    """Return weights as they ship: the table in whole numbers of a step of its row's own."""
    table = weights[TABLE]
    steps = np.maximum(np.abs(table).max(1), 1e-9) / 127
    reply, context = (
        Layer(*(weights[f"{side}_{part}"] for part in Layer.__slots__)) for side in ("reply", "context")
    )
    strength = np.array([np.exp(weights["log_sharpness"]), weights["attention"]], np.float32)
    learnt = {field: weights[field] for field in Attention.__slots__ if field != "strength"}
    attention = Attention(**learnt, strength=strength)
    whole = np.round(table / steps[:, None]).astype(np.int8)
    return Weights(whole, steps, reply, context, attention, float(np.exp(weights["log_scale"])))


def _recordings(paths: Sequence[Path], without: Sequence[str]) -> Iterator[Recording]:
    for path in paths:
        yield from (recording for recording in read(path) if recording.source not in without)


def held_out(recording: Recording) -> bool:
    """Whether a dialogue is one of the fifth that a trial does not learn from."""
    return crc32(recording.id.encode()) % _FOLDS == 0


def main() -> None:
    """Train and score; the last thing printed is a JSON object."""
    options = _options()
    recordings = list(_recordings(options.desks, options.without_source))
    learnt = [recording for recording in recordings if not (options.trial and held_out(recording))]
    plan = Plan(options.rounds, options.width, options.units, options.pace, options.dropped, options.seed)
    content = options.weights.read_bytes() if options.weights else write(frozen(train(learnt, plan)))
    encoder, reports = Encoder.load(content), {}
    if options.trial:
        apart = list(filter(held_out, recordings))
        reports["trial"] = asdict(score(encoder, apart, made_up(apart)))
    for path in options.score:
        sends = recorded(path, options.not_scored)
        reports[path.name] = asdict(score(encoder, list(read(path)), sends))
    if options.out:
        options.out.write_bytes(content)
    print(json.dumps({"bytes": len(content), "plan": asdict(plan), "scores": reports}))


def _options() -> argparse.Namespace:
    plan = Plan()
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    ask.add_argument("--desks", type=Path, action="append", default=[], help="dialogues to learn from")
    ask.add_argument("--without-source", action="append", default=[], help="learn nothing from this source")
    ask.add_argument("--out", type=Path, help="where the weights go")
    ask.add_argument("--weights", type=Path, help="train nothing, score these weights")
    ask.add_argument("--score", type=Path, action="append", default=[], help="recorded desks to score on")
    ask.add_argument("--not-scored", action="append", default=[], help="score no sends of this source")
    ask.add_argument("--trial", action="store_true", help="learn from four fifths, score on made-up desks")
    ask.add_argument("--rounds", type=int, default=plan.rounds, help="how often every dialogue is seen")
    ask.add_argument("--width", type=int, default=plan.width, help="length of the vectors")
    ask.add_argument("--units", type=int, default=plan.units, help="size of the hidden layers")
    ask.add_argument("--pace", type=float, default=plan.pace, help="size of a step at first")
    ask.add_argument("--dropped", type=float, default=plan.dropped, help="share of inputs left out")
    ask.add_argument("--seed", type=int, default=plan.seed)
    return ask.parse_args()


if __name__ == "__main__":
    main()
