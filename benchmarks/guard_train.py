"""Trains the weights of the guard's model from recorded desks; the same desks give the same weights.

`python -m benchmarks.guard_train --desks train.jsonl.gz --without-source sgd --out FILE` trains two encoders
and the rest. The first encoder learns from four fifths of the conversations; the rest learns from the last
fifth, where the encoder is as good as it will be with new customers. With `--trial-encoder` and `--encoder`
they are read, as `benchmarks.guard_encoder` has written them, with `--trial` and without.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from agent_console.domain.chat import Author
from agent_console.guard.dialogue import Turn
from agent_console.guard.encoder.encoder import Encoder
from agent_console.guard.encoder.weights import shipped, write
from agent_console.guard.model.choice import Choice
from agent_console.guard.model.feature import FEATURES
from agent_console.guard.model.fitting import Line, fit_suspicion
from agent_console.guard.model.lexicon import rarities
from agent_console.guard.model.model import Model
from agent_console.guard.model.sign import SIGNS, signs
from agent_console.guard.model.weights import RARITIES, Weights
from agent_console.guard.text.term import terms
from benchmarks import desks, guard_choice, guard_encoder
from benchmarks.guard_made_up import SIZES, made_up
from benchmarks.guard_recording import Conversation, Send, read

FOLDS: Final = 5
MADE_UP: Final = 3_500
"""How many desks are made up beside the recorded ones."""
RIDGE: Final = 30.0

Array = NDArray[np.float64]


def tell(progress: str) -> None:
    """Show on stderr how far it is."""
    print(progress, file=sys.stderr, flush=True)


def train(
    conversations: Sequence[Conversation], sends: Sequence[Send], trial: bytes, encoder: bytes
) -> Weights:
    """Learn everything but the encoders: one that has not seen the last fifth, and the one to work with."""
    texts = (frozenset(terms(text)) for one in conversations for _, text in one.turns)
    rarity = rarities(texts, RARITIES)
    apart = [one for one in conversations if _held_out(one)]
    cases = [send for send in sends if _held_out(send.desk[0][0])]
    cases += made_up(apart, conversations, MADE_UP, seed=0)
    rows = _rows(Model(_blank(rarity), Encoder.load(trial), most_vectors=None), cases)
    tell("which conversation a draft fits")
    choice = guard_choice.train(rows.astype(np.float32))
    tell("whether it is in the wrong one")
    line = _suspicion(rows, choice.fits(rows), cases)
    return Weights(rarity, choice, line, b"" if encoder == shipped() else encoder)


def _held_out(conversation: Conversation) -> bool:
    return crc32(conversation.id.encode()) % FOLDS == 0


def _blank(rarity: NDArray[np.uint8]) -> Weights:
    """Return weights that make figures of drafts, and nothing of the figures."""
    figures = len(FEATURES)
    none, nothing = np.zeros(figures), np.zeros(0)
    choice = Choice(none, none + 1, none, np.zeros((figures, 0)), nothing, nothing)
    return Weights(rarity, choice, Line(np.zeros(len(SIGNS)), 0.0))


def _rows(model: Model, sends: Sequence[Send]) -> Array:
    found = []
    for number, send in enumerate(sends):
        if number % 500 == 0:
            tell(f"figures of {number} of {len(sends)} sends")
        dialogues = [conversation.dialogue(cut) for conversation, cut in send.desk]
        found.append(model.rows(Turn.of(Author.AGENT, send.draft), dialogues))
    return np.array(found)


def _suspicion(rows: Array, fits: Array, sends: Sequence[Send]) -> Line:
    """Learn from each draft in its own conversation, and in the wrong one, with few or many open."""
    figures, wrong = [], []
    for row, fit, send in zip(rows, fits, sends, strict=True):
        for size in SIZES:
            for place in (0, send.wrong[size]):
                figures.append(signs(row[:size], fit[:size], place))
                wrong.append(float(place > 0))
    return fit_suspicion(np.array(figures), np.array(wrong), RIDGE)


def _encoder(given: Path | None, options: argparse.Namespace, trial: bool) -> bytes:
    """Return the weights of an encoder, trained unless they are given."""
    if given:
        return given.read_bytes()
    tell("an encoder for trial" if trial else "the encoder")
    recordings = [
        recording
        for path in options.desks
        for recording in desks.read(path)
        if recording.source not in options.without_source
        and not (trial and guard_encoder.held_out(recording))
    ]
    return write(guard_encoder.frozen(guard_encoder.train(recordings, guard_encoder.Plan())))


def main() -> None:
    """Train, and write the file."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    ask.add_argument("--desks", type=Path, nargs="+", required=True, help="conversations and sends")
    ask.add_argument("--without-source", action="append", default=[], help="learn nothing from this source")
    ask.add_argument("--trial-encoder", type=Path, help="an encoder that has learnt from four fifths")
    ask.add_argument("--encoder", type=Path, help="the encoder that the model will work with")
    ask.add_argument("--out", type=Path, required=True, help="where the weights go")
    options = ask.parse_args()
    conversations, sends = read(options.desks, options.without_source)
    trial = _encoder(options.trial_encoder, options, trial=True)
    encoder = _encoder(options.encoder, options, trial=False)
    content = train(conversations, sends, trial, encoder).dump()
    options.out.write_bytes(content)
    tell(f"{len(content):,} bytes: {options.out}")


if __name__ == "__main__":
    main()
