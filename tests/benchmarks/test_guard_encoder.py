"""The encoder's training program: right gradients, the same weights every time, and better ones than none."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from agent_console.guard.encoder.view import STATES, VIEWS
from benchmarks.dual_encoder import TABLE, Array, Batch, Masks, Parameters, Step, cross_entropy, initial

ROOT = Path(__file__).parent.parent.parent
WIDTH, UNITS, TURNS, REPLIES, ROWS = 5, 4, 9, 4, 7
DIFFERENCE = 1e-5
TOPICS = {
    "taxi": ("a taxi to the station", "When does your taxi leave?", "at nine", "Your driver is on the way."),
    "bank": ("my card was stolen", "Which bank card is it?", "the blue one", "We blocked your card."),
    "hotel": ("a room for two", "In which part of town?", "near the park", "Your room is booked."),
    "parcel": ("my parcel is broken", "Could you send a photo?", "here it is", "We send a new parcel."),
}


def test_the_gradient_is_that_of_the_loss() -> None:
    random = np.random.default_rng(1)
    weights = {
        name: _wide(value + 0.1 * random.standard_normal(value.shape))
        for name, value in initial(WIDTH, UNITS, 3, random).items()
    }
    batch, masks = _batch(random), _masks(random)
    step = Step(weights, batch, masks)
    gradient, rows = step.back(_loss(step, batch)[1])
    gradient[TABLE] = np.zeros_like(weights[TABLE])
    gradient[TABLE][batch.rows] = rows
    for name, slope in gradient.items():
        anywhere, in_the_batch = random.integers(0, slope.size, 6), batch.rows * WIDTH
        for place in in_the_batch if name == TABLE else anywhere:
            measured = _measured(weights, name, place, batch, masks)
            assert slope.flat[place] == pytest.approx(measured, rel=1e-3, abs=1e-6), name


def _wide(values: NDArray[np.float64]) -> Array:
    """Pass off figures of 64 bits as those that the program reckons with: differences need the digits."""
    return cast(Array, np.asarray(values))


def _loss(step: Step, batch: Batch) -> tuple[float, Array]:
    loss, slope = cross_entropy(step.scores, batch.odds)
    backwards, slope_backwards = cross_entropy(step.scores.T, batch.odds.T)
    return loss + 0.3 * backwards, slope + np.float32(0.3) * slope_backwards.T


def _measured(weights: Parameters, name: str, place: int, batch: Batch, masks: Masks) -> float:
    """Return how the loss changes with one weight, from two losses close by."""
    losses = []
    for change in (DIFFERENCE, -DIFFERENCE):
        value = weights[name].copy()
        value.flat[place] += change
        losses.append(_loss(Step(weights | {name: value}, batch, masks), batch)[0])
    return (losses[0] - losses[1]) / (2 * DIFFERENCE)


def _batch(random: np.random.Generator) -> Batch:
    return Batch(
        rows=np.arange(ROWS) * 11,
        counts=_wide(random.random((TURNS, ROWS))),
        by_customer=random.random(TURNS) < 0.5,
        replies=np.array([2, 4, 6, 8]),
        before=_wide(random.random((TURNS, TURNS))),
        views=_wide(random.random((VIEWS, REPLIES, TURNS))),
        states=_wide(random.random((REPLIES, STATES))),
        ages=random.integers(-1, 3, (TURNS, REPLIES)),
        odds=_wide(np.where(np.eye(REPLIES) > 0, 0, -0.3)),
    )


def _masks(random: np.random.Generator) -> Masks:
    shapes = (TURNS, WIDTH), (REPLIES, WIDTH), (VIEWS, REPLIES, WIDTH), (REPLIES, UNITS)
    return Masks(*(_wide(random.random(shape)) for shape in shapes))


@pytest.fixture
def desks(tmp_path: Path) -> Path:
    """Dialogues of four kinds, and for each of their replies a desk of all others."""
    rows: list[dict[str, Any]] = []
    for number in range(60):
        topic = list(TOPICS)[number % 4]
        turns = [["ca"[at % 2], text] for at, text in enumerate(TOPICS[topic])]
        rows.append({"type": "conv", "id": f"d{number}", "source": "own", "topic": topic, "turns": turns})
    for number in range(40):
        desk = [[f"d{(number + other) % 60}", 1] for other in range(1, 8)]
        draft = TOPICS[list(TOPICS)[number % 4]][1]
        send = {"conv": f"d{number}", "turn": 1, "draft": draft, "desk": desk, "wrong": {"8": 1}}
        rows.append({"type": "send", "source": "own", **send})
    path = tmp_path / "desks.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def _train(desks: Path, out: Path, *options: str) -> dict[str, Any]:
    files = ["--desks", str(desks), "--score", str(desks), "--out", str(out)]
    small = ["--width", "8", "--units", "8", "--dropped", "0.1"]
    command = [sys.executable, "-m", "benchmarks.guard_encoder", *files, *small, *options]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])["scores"][desks.name]
    return report


def test_training_tells_dialogues_apart_and_gives_the_same_weights_every_time(
    desks: Path, tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    learnt, again = (_train(desks, out, "--rounds", "30") for out in (one, other))
    assert one.read_bytes() == other.read_bytes()
    assert learnt == again
    assert learnt["caught"] > 0.9
    assert learnt["surprise"] < _train(desks, tmp_path / "none", "--rounds", "0")["surprise"]


def test_a_source_that_is_left_out_teaches_nothing(desks: Path, tmp_path: Path) -> None:
    untaught, without = tmp_path / "untaught", tmp_path / "without"
    _train(desks, untaught, "--rounds", "0")
    _train(desks, without, "--rounds", "3", "--without-source", "own")
    assert untaught.read_bytes() == without.read_bytes()
