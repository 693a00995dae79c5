"""Trains the weights of the guard's model from recorded desks.

`python -m benchmarks.guard_train --desks train.jsonl.gz zh_train.jsonl.gz --without-source sgd --out FILE`
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from agent_console.domain.chat import Author
from agent_console.guard.dialogue import Turn
from agent_console.guard.feature import FEATURES
from agent_console.guard.fitting import Line, fit_choice, fit_suspicion
from agent_console.guard.lexicon import rarities
from agent_console.guard.model import Model
from agent_console.guard.sign import SIGNS, signs
from agent_console.guard.term import terms
from agent_console.guard.weights import RARITIES, Weights
from benchmarks import guard_affinity
from benchmarks.guard_recording import Conversation, Send, read

FOLDS: Final = 5
"""One part of so many is kept from the affinity, so that the other weights see it as it is on new ones."""
SIZES: Final = (2, 4, 6, 8, 12)
"""Numbers of open conversations that one line must do for."""
CHOICE_RIDGE: Final = 1.0
SUSPICION_RIDGE: Final = 3.0

Array = NDArray[np.float64]


def tell(progress: str) -> None:
    """Show on stderr how far it is."""
    print(progress, file=sys.stderr, flush=True)


def train(conversations: Sequence[Conversation], sends: Sequence[Send]) -> Weights:
    """Learn everything; the same input gives the same weights."""
    texts = (frozenset(terms(text)) for one in conversations for _, text in one.turns)
    blank = Line(np.zeros(len(SIGNS)), 0.0)
    rarity = rarities(texts, RARITIES)
    learnt = guard_affinity.train([one for one in conversations if not _held_out(one)], tell)
    first = Weights(rarity, *learnt.quantised(), np.zeros(len(FEATURES)), blank)
    tell("features of the sends held out")
    held_out = [send for send in sends if _held_out(send.desk[0][0])]
    rows = np.array([_rows(Model(first), send) for send in held_out])
    choice = fit_choice(rows, CHOICE_RIDGE).slope
    suspicion = _suspicion(rows, rows @ choice, held_out)
    final = guard_affinity.train(conversations, tell)
    pairs, step = final.quantised()
    return replace(first, pairs=pairs, step=step, choice=choice, suspicion=suspicion)


def _held_out(conversation: Conversation) -> bool:
    return crc32(conversation.id.encode()) % FOLDS == 0


def _rows(model: Model, send: Send) -> Array:
    dialogues = [conversation.dialogue(cut) for conversation, cut in send.desk]
    return model.rows(Turn.of(Author.AGENT, send.draft), dialogues)


def _suspicion(rows: Array, fits: Array, sends: Sequence[Send]) -> Line:
    """Learn from each draft in its own conversation, and in the wrong one, with few or many open."""
    figures, wrong = [], []
    for row, fit, send in zip(rows, fits, sends, strict=True):
        for size in SIZES:
            for place in (0, send.wrong[size]):
                figures.append(signs(row[:size], fit[:size], place))
                wrong.append(float(place > 0))
    return fit_suspicion(np.array(figures), np.array(wrong), SUSPICION_RIDGE)


def main() -> None:
    """Train, and write the file."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--desks", type=Path, nargs="+", required=True, help="conversations and sends")
    ask.add_argument("--without-source", action="append", default=[], help="learn nothing from this source")
    ask.add_argument("--out", type=Path, required=True, help="where the weights go")
    options = ask.parse_args()
    conversations, sends = read(options.desks, options.without_source)
    content = train(conversations, sends).dump()
    options.out.write_bytes(content)
    tell(f"{len(content):,} bytes: {options.out}")


if __name__ == "__main__":
    main()
