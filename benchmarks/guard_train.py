"""Trains the weights of the guard's model from recorded desks; the same desks give the same weights.

`python -m benchmarks.guard_train --desks train.jsonl.gz --without-source sgd --encoders FOLDER --out FILE`
trains encoders and the rest. An encoder knows replies that it has learnt from better than any other, so the
rest learns from replies that are new to the encoder in each of two ways: one encoder has learnt from four
fifths of the conversations, and the last fifth is like new customers of the same company; and for each
company one encoder has learnt from all the others, which makes it a company never seen.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from agent_console.domain.chat import Author
from agent_console.guard.dialogue import Turn
from agent_console.guard.encoder.encoder import Encoder
from agent_console.guard.encoder.weights import shipped
from agent_console.guard.model.choice import Choice
from agent_console.guard.model.feature import FEATURES
from agent_console.guard.model.fitting import Line, fit_suspicion
from agent_console.guard.model.judgement import Judgement
from agent_console.guard.model.lexicon import rarities
from agent_console.guard.model.model import Model
from agent_console.guard.model.sign import SIGNS, SUMMARIES
from agent_console.guard.model.weights import RARITIES, Weights
from agent_console.guard.text.term import terms
from benchmarks import guard_choice
from benchmarks.guard_made_up import SIZES, made_up
from benchmarks.guard_recording import Conversation, Send, read
from benchmarks.guard_workshop import Workshop, tell

FOLDS: Final = 5
MADE_UP: Final = 3_500
"""How many desks are made up beside the recorded ones."""
RIDGES: Final = np.where(np.arange(len(SIGNS)) < SUMMARIES, 30.0, 10_000.0)
"""How strongly the weight of each sign is drawn to nothing: what sums up holds for every company."""

Array = NDArray[np.float64]
Rarity = NDArray[np.uint8]


def train(conversations: Sequence[Conversation], sends: Sequence[Send], workshop: Workshop) -> Weights:
    """Learn everything; encoders come from the workshop."""
    rarity = _rarity(conversations)
    sources = {one.source for one in conversations}
    encoder = workshop.encoder(sources)
    lessons = [_new_customers(conversations, sends, workshop.encoder(sources, trial=True), rarity)]
    if len(sources) > 1:
        lessons += _new_companies(conversations, sends, workshop)
    rows = np.concatenate([rows for rows, _ in lessons])
    cases = [case for _, cases in lessons for case in cases]
    tell(f"which conversation a draft fits, from {len(cases)} sends")
    choice = guard_choice.train(rows.astype(np.float32))
    tell("whether it is in the wrong one")
    nothing = Line(np.zeros(len(SIGNS)), 0.0)
    line = _suspicion(rows, cases, Judgement(choice, nothing))
    return Weights(rarity, Judgement(choice, line), b"" if encoder == shipped() else encoder)


Lesson = tuple[Array, list[Send]]
"""The figures of sends, and the sends."""


def _new_customers(
    conversations: Sequence[Conversation], sends: Sequence[Send], encoder: bytes, rarity: Rarity
) -> Lesson:
    """Return sends of the last fifth, recorded ones and made-up ones."""
    apart = [one for one in conversations if _held_out(one)]
    cases = [send for send in sends if _held_out(send.desk[0][0])]
    cases += made_up(apart, conversations, MADE_UP, seed=0)
    return _rows(encoder, rarity, cases), cases


def _new_companies(
    conversations: Sequence[Conversation], sends: Sequence[Send], workshop: Workshop
) -> Iterator[Lesson]:
    """Yield the recorded sends of each source, as a company that nothing was learnt from."""
    sources = {one.source for one in conversations}
    for source in sorted(sources):
        rarity = _rarity([one for one in conversations if one.source != source])
        cases = [send for send in sends if send.desk[0][0].source == source]
        yield _rows(workshop.encoder(sources - {source}), rarity, cases), cases


def _rarity(conversations: Sequence[Conversation]) -> Rarity:
    return rarities((frozenset(terms(text)) for one in conversations for _, text in one.turns), RARITIES)


def _held_out(conversation: Conversation) -> bool:
    return crc32(conversation.id.encode()) % FOLDS == 0


def _rows(encoder: bytes, rarity: Rarity, sends: Sequence[Send]) -> Array:
    """Return the figures that a model makes with an encoder and a lexicon, whatever it makes of them."""
    figures = len(FEATURES)
    none, nothing = np.zeros(figures), np.zeros(0)
    choice = Choice(none, none + 1, none, np.zeros((figures, 0)), nothing, nothing)
    blank = Weights(rarity, Judgement(choice, Line(np.zeros(len(SIGNS)), 0.0)))
    model, found = Model(blank, Encoder.load(encoder), most_vectors=None), []
    for number, send in enumerate(sends):
        if number % 500 == 0:
            tell(f"figures of {number} of {len(sends)} sends")
        dialogues = [conversation.dialogue(cut) for conversation, cut in send.desk]
        found.append(model.rows(Turn.of(Author.AGENT, send.draft), dialogues))
    return np.array(found)


def _suspicion(rows: Array, sends: Sequence[Send], judgement: Judgement) -> Line:
    """Learn from each draft in its own conversation, and in the wrong one, with few or many open."""
    figures, wrong = [], []
    for row, send in zip(rows, sends, strict=True):
        for size in SIZES:
            for place in (0, send.wrong[size]):
                figures.append(judgement.signs(row[:size], place))
                wrong.append(float(place > 0))
    return fit_suspicion(np.array(figures), np.array(wrong), RIDGES)


def main() -> None:
    """Train, and write the file."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    ask.add_argument("--desks", type=Path, nargs="+", required=True, help="conversations and sends")
    ask.add_argument("--without-source", action="append", default=[], help="learn nothing from this source")
    ask.add_argument("--encoders", type=Path, required=True, help="a folder for encoders, or with them")
    ask.add_argument("--out", type=Path, required=True, help="where the weights go")
    options = ask.parse_args()
    options.encoders.mkdir(parents=True, exist_ok=True)
    conversations, sends = read(options.desks, options.without_source)
    content = train(conversations, sends, Workshop(options.encoders, options.desks)).dump()
    options.out.write_bytes(content)
    tell(f"{len(content):,} bytes: {options.out}")


if __name__ == "__main__":
    main()
